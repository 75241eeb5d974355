/// A text as the key of a dictionary, equal where its bytes are: `String` compares Chinese text character by character in
/// normal form, at twenty times the cost.
public struct TextKey: Hashable, Sendable {
  /// The text itself.
  public let text: String

  /// Makes a text a key.
  public init(_ text: String) { self.text = text }

  /// Whether two texts have the same bytes.
  public static func == (a: TextKey, b: TextKey) -> Bool { a.text.hasBytes(of: b.text) }

  /// Of the bytes.
  public func hash(into hasher: inout Hasher) {
    var text = text
    text.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
  }
}

extension String {
  /// Whether two texts have the same bytes.
  public func hasBytes(of other: String) -> Bool {
    guard utf8.count == other.utf8.count else { return false }
    let isSame = utf8.withContiguousStorageIfAvailable { a in
      other.utf8.withContiguousStorageIfAvailable { b in a.elementsEqual(b) }
    }
    return (isSame ?? nil) ?? utf8.elementsEqual(other.utf8)
  }
}

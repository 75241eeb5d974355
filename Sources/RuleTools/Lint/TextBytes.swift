/// A text as bytes, which are told apart faster than characters.
struct TextBytes: Hashable {
  private var bytes: [UInt8] = []

  mutating func append(_ part: some Collection<UInt8>) {
    bytes.append(contentsOf: part)
    // No text holds this byte, so that parts stay apart.
    bytes.append(0xFF)
  }

  func hash(into hasher: inout Hasher) { bytes.withUnsafeBytes { hasher.combine(bytes: $0) } }
}

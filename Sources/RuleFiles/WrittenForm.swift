/// How the same thing may be written in a rule file by who types Chinese: full-width signs stand for ASCII where only
/// ASCII means something.
public enum WrittenForm {
  /// The bytes of the space that starts at a place, 0 for anything else: ASCII, TAB, ideographic or unbreakable.
  static func space(_ bytes: UnsafeBufferPointer<UInt8>, at: Int, limit: Int) -> Int {
    guard at < limit else { return 0 }
    switch bytes[at] {
    case 0x20, 0x09: return 1
    case 0xE3: return at + 2 < limit && bytes[at + 1] == 0x80 && bytes[at + 2] == 0x80 ? 3 : 0
    case 0xC2: return at + 1 < limit && bytes[at + 1] == 0xA0 ? 2 : 0
    default: return 0
    }
  }

  /// The bytes of the space that ends at a place, 0 for anything else.
  static func space(_ bytes: UnsafeBufferPointer<UInt8>, before end: Int, from start: Int) -> Int {
    guard end > start else { return 0 }
    switch bytes[end - 1] {
    case 0x20, 0x09: return 1
    case 0x80: return end - 3 >= start && space(bytes, at: end - 3, limit: end) == 3 ? 3 : 0
    case 0xA0: return end - 2 >= start && space(bytes, at: end - 2, limit: end) == 2 ? 2 : 0
    default: return 0
    }
  }

  /// The bytes of the colon that starts at a place, 0 for anything else.
  static func colon(_ bytes: UnsafeBufferPointer<UInt8>, at: Int, limit: Int) -> Int {
    guard at < limit else { return 0 }
    if bytes[at] == UInt8(ascii: ":") { return 1 }
    return at + 2 < limit && bytes[at] == 0xEF && bytes[at + 1] == 0xBC && bytes[at + 2] == 0x9A ? 3 : 0
  }

  /// Whether a line says nothing: it begins with `#`, or `＃`.
  static func isComment(_ bytes: UnsafeBufferPointer<UInt8>, at: Int, limit: Int) -> Bool {
    bytes[at] == UInt8(ascii: "#")
      || at + 2 < limit && bytes[at] == 0xEF && bytes[at + 1] == 0xBC && bytes[at + 2] == 0x83
  }

  /// Whether a stretch holds one of the signs that `value(_:isExample:)` changes: wide spaces, ＝ and ＞.
  static func holdsWideSigns(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Bool {
    let limit = range.upperBound
    return range.contains { at in
      switch bytes[at] {
      case 0xC2, 0xE3: space(bytes, at: at, limit: limit) > 0
      case 0xEF: at + 2 < limit && bytes[at + 1] == 0xBC && (bytes[at + 2] == 0x9D || bytes[at + 2] == 0x9E)
      default: false
      }
    }
  }

  /// The first place of a sign in a value; Foundation takes ten times as long to find it.
  public static func first(_ sign: StaticString, in value: String) -> Range<String.Index>? {
    let bytes = value.utf8
    let sign = UnsafeBufferPointer(start: sign.utf8Start, count: sign.utf8CodeUnitCount)
    var from = bytes.startIndex
    while let start = bytes[from...].firstIndex(of: sign[0]) {
      if bytes[start...].starts(with: sign) { return start..<bytes.index(start, offsetBy: sign.count) }
      from = bytes.index(after: start)
    }
    return nil
  }

  /// The last `=>` of an example.
  public static func lastArrow(_ value: String) -> Range<String.Index>? {
    let bytes = value.utf8
    var limit = bytes.endIndex
    while let head = bytes[..<limit].lastIndex(of: UInt8(ascii: ">")), head > bytes.startIndex {
      let start = bytes.index(before: head)
      if bytes[start] == UInt8(ascii: "=") { return start..<bytes.index(after: head) }
      limit = head
    }
    return nil
  }

  /// The value of a line, without spaces behind it. Every character keeps its column.
  ///
  /// - Parameter isExample: the line is text from newspapers up to its last arrow, and stays as it is there.
  static func value(_ written: Substring, isExample: Bool) -> String {
    var characters = Array(written)
    var from = 0
    if isExample {
      guard let arrow = characters.indices.dropLast().last(where: { isArrow(characters[$0], characters[$0 + 1]) })
      else {
        return String(characters)
      }
      (characters[arrow], characters[arrow + 1]) = ("=", ">")
      if arrow > 0, isWideSpace(characters[arrow - 1]) { characters[arrow - 1] = " " }
      from = arrow + 2
    }
    for index in from..<characters.count {
      if isWideSpace(characters[index]) { characters[index] = " " }
      if isExample, characters[index] == "＝" { characters[index] = "=" }
    }
    return String(characters)
  }

  private static func isWideSpace(_ character: Character) -> Bool {
    character == "\u{3000}" || character == "\u{A0}"
  }

  private static func isArrow(_ first: Character, _ second: Character) -> Bool {
    (first == "=" || first == "＝") && (second == ">" || second == "＞")
  }

  /// A line of pattern syntax with its signs in ASCII; what stands between quotation marks keeps its characters.
  public static func pattern(_ written: String) -> [Unicode.Scalar] {
    var isQuoted = false
    return written.unicodeScalars.map { scalar in
      switch scalar {
      case "\"", "“", "”", "＂":
        isQuoted.toggle()
        return "\""
      case "(" where !isQuoted: return "["
      case ")" where !isQuoted: return "]"
      default: return isQuoted || scalar.isASCII ? scalar : signs[scalar] ?? scalar
      }
    }
  }

  private static let signs: [Unicode.Scalar: Unicode.Scalar] = [
    "：": ":", "？": "?", "＊": "*", "＋": "+", "！": "!", "＞": ">", "＾": "^", "，": ",", "｛": "{", "｝": "}", "［": "[",
    "］": "]",
    "【": "[", "】": "]", "（": "[", "）": "]", "\u{3000}": " ", "\u{A0}": " ",
  ]
}

/// How the same thing may be written in a `.rules` file by who types Chinese: full-width signs stand for ASCII where only
/// ASCII means something.
public enum WrittenForm {
  static func isSpace(_ character: Character) -> Bool {
    character == " " || character == "\t" || character == "\u{3000}"
  }

  static func isColon(_ character: Character) -> Bool { character == ":" || character == "：" }

  /// The value of a line, without spaces behind it. Every character keeps its column.
  ///
  /// - Parameter isExample: the line is text from newspapers up to its last arrow, and stays as it is there.
  static func value(_ written: Substring, isExample: Bool) -> String {
    var characters = Array(written)
    while let last = characters.last, isSpace(last) { characters.removeLast() }
    var from = 0
    if isExample {
      guard let arrow = characters.indices.dropLast().last(where: { isArrow(characters[$0], characters[$0 + 1]) })
      else {
        return String(characters)
      }
      (characters[arrow], characters[arrow + 1]) = ("=", ">")
      from = arrow + 2
    }
    for index in from..<characters.count {
      if characters[index] == "\u{3000}" { characters[index] = " " }
      if isExample, characters[index] == "＝" { characters[index] = "=" }
    }
    return String(characters)
  }

  private static func isArrow(_ first: Character, _ second: Character) -> Bool {
    (first == "=" || first == "＝") && (second == ">" || second == "＞")
  }

  /// A line of pattern syntax with its signs in ASCII; what stands between quotation marks keeps its characters.
  public static func pattern(_ written: String) -> [Character] {
    var isQuoted = false
    return written.map { character in
      switch character {
      case "\"", "“", "”", "＂":
        isQuoted.toggle()
        return "\""
      default: return isQuoted ? character : signs[character] ?? character
      }
    }
  }

  private static let signs: [Character: Character] = [
    "：": ":", "？": "?", "＊": "*", "＋": "+", "！": "!", "＞": ">", "＾": "^", "，": ",", "｛": "{", "｝": "}", "［": "[",
    "］": "]",
    "【": "[", "】": "]", "（": "[", "）": "]", "(": "[", ")": "]", "\u{3000}": " ",
  ]
}

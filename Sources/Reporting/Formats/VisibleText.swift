/// Controls spelled out, for outputs that people read.
///
/// Note [Text that reads otherwise]: marks of writing direction make a line read otherwise than it is written, in a table
/// as on a page. JSON Lines and TSV keep them as they are, for programs.
public enum VisibleText {
  /// Appends a character, spelled out as ⟨U+202E⟩ if it is hidden.
  public static func append(_ scalar: Unicode.Scalar, to text: inout String.UnicodeScalarView) {
    if isHidden(scalar) {
      let digits = String(scalar.value, radix: 16, uppercase: true)
      let zeros = String(repeating: "0", count: max(0, 4 - digits.count))
      text.append(contentsOf: "⟨U+\(zeros)\(digits)⟩".unicodeScalars)
    } else {
      text.append(scalar)
    }
  }

  /// Whether a character shows nothing of itself and changes how others show.
  public static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09, 0x0A, 0x0D: false
    case 0...0x1F, 0x7F...0x9F, 0x61C, 0x200B...0x200F, 0x2028...0x202E, 0x2060...0x206F, 0xFEFF, 0xFFF9...0xFFFB,
      0xE0000...0xE007F:
      true
    default: false
    }
  }

  /// Whether a character changes the direction of those around it.
  public static func turns(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x61C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069: true
    default: false
    }
  }

  /// A text for the cell of a spreadsheet: marks of direction spelled out, all else as it is.
  public static func cell(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: turns) else { return text }
    var visible = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      if turns(scalar) { append(scalar, to: &visible) } else { visible.append(scalar) }
    }
    return String(visible)
  }
}

/// What is wrong in a rule file, where, and what would be right.
public struct Diagnostic: Error, Sendable, CustomStringConvertible {
  /// Whether the rules cannot be used, or something in them has no effect.
  public enum Severity: String, Sendable { case error, warning }
  /// Whether the rules cannot be used with it.
  public var severity: Severity
  /// As references name it: relative to its folder of rules, a user's with the name of that folder before it.
  public var file: String
  /// 1-based.
  public var line: Int
  /// 1-based, in characters.
  public var column: Int
  /// What is wrong, in one line.
  public var message: String
  /// The offending line as written.
  public var source: String
  /// What would be right: the options, the nearest known word.
  public var help: String?

  /// A diagnostic; `line` and `column` count from 1, `column` in characters.
  public init(
    _ severity: Severity = .error, file: String, line: Int, column: Int, message: String, source: String,
    help: String? = nil
  ) {
    self.severity = severity
    self.file = file
    self.line = line
    self.column = column
    self.message = message
    self.source = source
    self.help = help
  }

  public var description: String {
    // A terminal sets the caret under its character when TABs stay TABs and wide characters take two columns.
    let indent = source.prefix(max(0, column - 1)).map { character in
      character == "\t" ? "\t" : Self.isWide(character) ? "  " : " "
    }
    var text = "\(file):\(line):\(column): \(severity.rawValue): \(message)\n  \(source)\n  "
    text += indent.joined() + "^"
    if let help { text += "\n  help: \(help)" }
    return text
  }

  /// Whether a terminal gives a character two columns: Han characters, their punctuation and full-width signs.
  private static func isWide(_ character: Character) -> Bool {
    guard let value = character.unicodeScalars.first?.value else { return false }
    return value >= 0x2E80 && !(0xFF61...0xFFDC).contains(value)
  }
}

/// All that is wrong with a set of rule files; a load reports every error, not the first.
public struct RuleErrors: Error, Sendable, CustomStringConvertible {
  /// Errors and warnings, in the order in which they were found.
  public var diagnostics: [Diagnostic]
  /// All that a load found.
  public init(_ diagnostics: [Diagnostic]) { self.diagnostics = diagnostics }
  /// Everything, in that order; what is said of many lines of a file is said once.
  public var description: String { DiagnosticList.text(diagnostics) }
}

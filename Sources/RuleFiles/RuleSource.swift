/// A rule file as a load has read it: its rows or stanzas, and what may stand in it.
public struct RuleSource: Sendable {
  /// Rows or stanzas.
  public enum Content: Sendable {
    /// - Parameter key: the columns that tell rows from each other; none where rows only add.
    case table(TableFile, columns: [String], key: [String])
    case stanzas(StanzaFile, StanzaGrammar)
  }

  /// As the reader asked for it: a file, or a folder of which all files were read.
  public var name: String
  /// What was read, of all folders together.
  public var content: Content

  /// A file with what was read of it.
  public init(name: String, content: Content) {
    self.name = name
    self.content = content
  }
}

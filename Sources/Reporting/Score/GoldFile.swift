/// A gold file: tab separated, first line the names of the columns, `#` comments.
public struct GoldFile: Sendable {
  /// One row by column name; a missing cell is empty.
  public struct Row: Sendable {
    fileprivate var cells: [String: String]
    subscript(_ column: String) -> String { cells[column] ?? "" }

    var span: (start: Int, end: Int) { (Int(self["start"]) ?? 0, Int(self["end"]) ?? 0) }
    var isOptional: Bool { self["note"].contains("optional") }

    /// The spans of a relation: `3-5,9-12`.
    var spans: [(start: Int, end: Int)] {
      self["spans"].split(separator: ",").map { part in
        let ends = part.split(separator: "-").map { Int($0) ?? 0 }
        return (ends.first ?? 0, ends.last ?? 0)
      }
    }
  }

  /// In the order of the file.
  public let rows: [Row]

  /// Reads tab-separated rows under a header.
  public init(_ text: String) {
    let lines = text.split(whereSeparator: \.isNewline).filter {
      !$0.hasPrefix("#") && !$0.allSatisfy(\.isWhitespace)
    }.map { $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init) }
    let header = lines.first ?? []
    rows = lines.dropFirst().map { cells in
      Row(cells: Dictionary(zip(header, cells), uniquingKeysWith: { _, last in last }))
    }
  }
}

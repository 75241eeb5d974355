/// A TSV rule file: a header row of column names, one entry per row, `#` comments and blank lines between.
///
/// Cells are read on demand from the bytes of the file, so that a gazetteer of 50,000 rows loads in milliseconds.
public struct TableFile: Sendable {
  /// Path relative to the rules folder.
  public let file: String
  /// The names in the header, in its order.
  public let columns: [String]
  /// Rows that were read; those with errors are not counted.
  public let rowCount: Int

  let bytes: [UInt8]
  /// `columns.count + 1` offsets for each row: where each cell starts, and one past the tab or newline behind the last.
  let bounds: [UInt32]
  private let lines: [UInt32]
  /// Where the rows of several files were put together: the file of the rows from each row on, and its layer.
  private var origins: [(row: Int, file: RuleFileName, layer: Int)] = []
  private let name: RuleFileName
  private let layer: Int

  /// Columns that list words, separated by spaces, in whatever table they are.
  public static let listColumns: Set<String> = [
    "words", "units", "before", "after", "unless", "bodies", "aliases", "townships",
  ]

  /// Reads a table.
  ///
  /// - Parameters:
  ///   - bytes: the file, in UTF-8.
  ///   - file: what references and diagnostics call it.
  ///   - layer: which of the folders of a load the file is in, 0 for the lowest.
  ///   - required: columns that must be there.
  ///   - optional: columns that may be there; any other is an error.
  ///   - diagnostics: receives everything that is wrong; bad rows are left out.
  /// - Complexity: linear in the size of the file.
  public init(
    bytes: [UInt8], file: String, layer: Int = 0, required: [String], optional: [String] = [],
    diagnostics: inout [Diagnostic]
  ) {
    var reader = TableReader(file: file, required: required, optional: optional)
    reader.read(bytes)
    self.layer = layer
    self.file = file
    name = RuleFileName(file)
    self.bytes = reader.tidied.isEmpty ? bytes : bytes + reader.tidied
    columns = reader.columns
    bounds = reader.bounds
    lines = reader.lines
    rowCount = reader.lines.count
    diagnostics += reader.diagnostics
  }

  /// A table put together from the rows of several files; `origins` says which.
  init(
    file: String, columns: [String], rowCount: Int, bytes: [UInt8], bounds: [UInt32], lines: [UInt32],
    origins: [(row: Int, file: RuleFileName, layer: Int)]
  ) {
    self.file = file
    name = RuleFileName(file)
    self.columns = columns
    self.rowCount = rowCount
    self.bytes = bytes
    self.bounds = bounds
    self.lines = lines
    self.origins = origins
    layer = 0
  }

  /// The index of a column, nil when the file does not have it.
  public func column(_ name: String) -> Int? { columns.firstIndex(of: name) }

  /// A cell as text.
  public func cell(_ row: Int, _ column: Int) -> String { String(decoding: utf8(row, column), as: UTF8.self) }

  /// A cell by column name; empty when the column is not in the file.
  public func cell(_ row: Int, _ name: String) -> String { column(name).map { cell(row, $0) } ?? "" }

  /// The bytes of a cell, without copying.
  public func utf8(_ row: Int, _ column: Int) -> ArraySlice<UInt8> {
    let at = row * (columns.count + 1) + column
    return bytes[Int(bounds[at])..<Int(bounds[at + 1]) - 1]
  }

  /// What a cell chooses of a fixed set of words; nil, with a diagnostic that lists them, for any other.
  public func choice<Choice>(_ row: Int, _ column: Int, _ diagnostics: inout [Diagnostic]) -> Choice?
  where Choice: RawRepresentable<String> & CaseIterable {
    let word = cell(row, column)
    if let known = Choice(rawValue: word) { return known }
    diagnostics.append(
      diagnostic(
        row: row, column: column, "no \(columns[column]) '\(word)' is known here",
        help: Suggestion.help(for: word, among: Choice.allCases.map(\.rawValue))))
    return nil
  }

  /// Where a row stands.
  public func reference(_ row: Int) -> RuleReference {
    RuleReference(file: fileName(row), line: Int(lines[row]))
  }

  /// The file that a row stands in.
  func fileName(_ row: Int) -> RuleFileName { origins.last { $0.row <= row }?.file ?? name }

  /// Which of the folders of a load a row comes from, 0 for the lowest.
  public func layer(_ row: Int) -> Int { origins.last { $0.row <= row }?.layer ?? layer }

  /// A diagnostic that points at a cell.
  public func diagnostic(
    _ severity: Diagnostic.Severity = .error, row: Int, column: Int, _ message: String, help: String? = nil
  ) -> Diagnostic {
    let cells = (0..<columns.count).map { cell(row, $0) }
    let position = cells.prefix(column).reduce(1) { $0 + $1.count + 1 }
    return Diagnostic(
      severity, file: reference(row).file, line: Int(lines[row]), column: position, message: message,
      source: cells.joined(separator: "\t"), help: help)
  }
}

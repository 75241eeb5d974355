/// A table for a terminal: columns as wide as their content, the longest ones cut until a line fits.
///
/// Widths are settled by the first rows, so that a run over any number of documents needs memory for those alone.
public struct TextTable: Sendable {
  private static let rowsThatSettleWidths = 400
  private static let leastWidth = 6
  private static let gap = "  "

  private let type: RecordType
  private let width: Int
  private var waiting: [[String]] = []
  private var widths: [Int]?

  /// - Parameters:
  ///   - type: that of all rows that will be given.
  ///   - width: columns of the terminal; a Han character takes two.
  public init(type: RecordType, width: Int) {
    self.type = type
    self.width = width
  }

  /// Takes rows; returns the lines that can be printed now.
  public mutating func add(_ rows: some Sequence<Row>) -> String {
    var lines = ""
    for row in rows {
      let cells = type.tableColumns.map { Self.text(row[$0]) }
      if widths == nil {
        waiting.append(cells)
        if waiting.count == Self.rowsThatSettleWidths { lines += settle() }
      } else {
        lines += line(cells)
      }
    }
    return lines
  }

  /// The lines that are still waiting.
  public mutating func finish() -> String { widths == nil && !waiting.isEmpty ? settle() : "" }

  private static func text(_ cell: Cell) -> String {
    switch cell {
    case .texts(let texts): DisplayWidth.printable(texts.joined(separator: " "))
    default: DisplayWidth.printable(SeparatedValues.plainText(cell))
    }
  }

  private mutating func settle() -> String {
    let names = type.tableColumns.map { type.columns[$0].name }
    let natural = names.indices.map { column in
      waiting.reduce(names[column].count) { max($0, DisplayWidth.of($1[column])) }
    }
    widths = Self.fit(natural, into: width - Self.gap.count * (names.count - 1))
    var lines = line(names)
    lines += line((widths ?? []).map { String(repeating: "─", count: $0) })
    for cells in waiting { lines += line(cells) }
    waiting = []
    return lines
  }

  /// Cuts the widest columns to one common width until all fit.
  static func fit(_ natural: [Int], into width: Int) -> [Int] {
    var limit = natural.max() ?? 0
    while limit > leastWidth, natural.reduce(0, { $0 + min($1, limit) }) > width { limit -= 1 }
    var widths = natural.map { min($0, limit) }
    var spare = width - widths.reduce(0, +)
    for column in widths.indices where spare > 0 && natural[column] > widths[column] {
      widths[column] += 1
      spare -= 1
    }
    return widths
  }

  private func line(_ cells: [String]) -> String {
    var text = ""
    for (number, cell) in cells.enumerated() {
      let room = widths?[number] ?? 0
      if number > 0 { text += Self.gap }
      text += DisplayWidth.pad(
        DisplayWidth.truncate(cell, to: room), to: room, right: isNumber(type.columns[type.tableColumns[number]]))
    }
    while text.last == " " { text.removeLast() }
    return text + "\n"
  }

  private func isNumber(_ column: Column) -> Bool {
    switch column.content {
    case .number, .numberOrText, .integer: true
    default: false
    }
  }
}

extension TableFile {
  /// This table with the rows of a later one behind it, which replace rows that have the same key.
  ///
  /// - Parameter key: columns that tell rows from each other; none if rows only add.
  func merged(with later: TableFile, key: [String]) -> TableFile {
    let all = columns + later.columns.filter { !columns.contains($0) }
    func name(_ table: TableFile, _ row: Int) -> [String] { key.map { table.cell(row, $0) } }
    let replaced = key.isEmpty ? [] : Set((0..<later.rowCount).map { name(later, $0) })
    var builder = Builder(columns: all)
    for row in 0..<rowCount where replaced.isEmpty || !replaced.contains(name(self, row)) { builder.add(self, row) }
    for row in 0..<later.rowCount { builder.add(later, row) }
    return TableFile(
      file: file, columns: all, rowCount: builder.lines.count, bytes: builder.bytes, bounds: builder.bounds,
      lines: builder.lines, origins: builder.origins)
  }

  /// Writes rows of several files into one table.
  private struct Builder {
    let columns: [String]
    var bytes: [UInt8] = []
    var bounds: [UInt32] = []
    var lines: [UInt32] = []
    /// The file of the rows from each row on.
    var origins: [(row: Int, file: RuleFileName, layer: Int)] = []

    init(columns: [String]) { self.columns = columns }

    mutating func add(_ table: TableFile, _ row: Int) {
      let file = table.fileName(row)
      if origins.last?.file != file { origins.append((lines.count, file, table.layer(row))) }
      lines.append(UInt32(table.reference(row).line))
      for name in columns {
        bounds.append(UInt32(bytes.count))
        if let column = table.column(name) { bytes.append(contentsOf: table.utf8(row, column)) }
        bytes.append(0x09)
      }
      bounds.append(UInt32(bytes.count))
    }
  }
}

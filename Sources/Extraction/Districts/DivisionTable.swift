import RuleFiles

/// The administrative divisions: the level, name and code of each, and what lies above it.
///
/// Names and codes stay in the bytes of their file; a string is made where one is asked for. A division is given by its
/// index, in the order of the file. Filled by one thread and then only read, by all that share it.
final class DivisionTable: @unchecked Sendable {
  enum Level: UInt8, Sendable, CaseIterable { case province, prefecture, county }

  private struct Row: Sendable {
    var row: Int32
    var level: Level
    var flags: Flags
    /// GB/T 2260 code of the province, 0 when it is not known.
    var province: Int32
    /// Index of the division above, -1 for none.
    var above: Int32 = -1
  }

  /// What the ending of a name says.
  struct Flags: OptionSet, Sendable {
    let rawValue: UInt8
    /// 城区, 郊区, 东区: a common noun elsewhere.
    static let commonNoun = Flags(rawValue: 1)
    /// A county.
    static let county = Flags(rawValue: 2)
    /// A city.
    static let city = Flags(rawValue: 4)
    /// It has no code, or that of the one above it.
    static let uncoded = Flags(rawValue: 8)
  }

  private var file: TableFile?
  private var name = 0
  private var code = 0
  private var rows: [Row] = []
  /// Code → the division that it stands for below the provinces, else the province.
  private var byCode: [Int32: Int32] = [:]

  /// The divisions below the provinces by the code of their province, and the counties by their prefecture.
  private var byProvince: [Int32: [Int32]] = [:]
  private var byPrefecture: [Int32: [Int32]] = [:]

  var count: Int { rows.count }

  func level(_ index: Int) -> Level { rows[index].level }
  func flags(_ index: Int) -> Flags { rows[index].flags }
  func name(_ index: Int) -> String { file?.cell(Int(rows[index].row), name) ?? "" }

  /// GB/T 2260 code; nil for a division that has none of its own.
  func code(_ index: Int) -> String? {
    rows[index].flags.contains(.uncoded) ? nil : file?.cell(Int(rows[index].row), code)
  }

  func province(_ index: Int) -> Int32 { rows[index].province }

  /// The prefecture of a division: itself, or the one above it; a county directly below a province is its own, a province
  /// that is a city (上海, 香港) has that one.
  func prefecture(of index: Int) -> Int? {
    switch rows[index].level {
    case .province: return above(index)
    case .prefecture: return index
    case .county: return rows[index].above < 0 ? index : Int(rows[index].above)
    }
  }

  /// Whether a division is one of those that make up another.
  func `is`(_ lower: Int, within upper: Int) -> Bool {
    switch rows[upper].level {
    case .province: rows[lower].level != .province && rows[lower].province == rows[upper].province
    case .prefecture: rows[lower].level == .county && rows[lower].above == Int32(upper)
    case .county: false
    }
  }

  /// The divisions that make up another, in the order of the file.
  func within(_ upper: Int) -> [Int32] {
    switch rows[upper].level {
    case .province: byProvince[rows[upper].province]?.filter { $0 != Int32(upper) } ?? []
    case .prefecture: byPrefecture[Int32(upper)] ?? []
    case .county: []
    }
  }

  /// The division above, nil for none; of a province that is a city, that city.
  func above(_ index: Int) -> Int? { rows[index].above < 0 ? nil : Int(rows[index].above) }

  /// The division that a code stands for: the prefecture where a municipality is both province and prefecture.
  func index(ofCode code: String) -> Int? { Int32(code).flatMap { byCode[$0] }.map(Int.init) }

  /// Where a division is written.
  func reference(_ index: Int) -> RuleReference {
    file?.reference(Int(rows[index].row)) ?? RuleReference(file: "", line: 0)
  }

  init() {}

  /// Reads the divisions of a table.
  ///
  /// - Parameters:
  ///   - endings: what the ending of a name, as UTF-8, says.
  ///   - each: called with the index, the level, the row and all cells, for each division.
  /// - Returns: a diagnostic for each row with an unknown level.
  func read(
    _ file: TableFile, _ endings: [(ending: [UInt8], flags: Flags)], _ diagnostics: inout [Diagnostic],
    _ each: (Int, Level, Int, TableCells) -> Void
  ) {
    guard let level = file.column("level"), let code = file.column("code"), let name = file.column("name"),
      let parent = file.column("parent")
    else { return }
    (self.file, self.name, self.code) = (file, name, code)
    rows.reserveCapacity(file.rowCount)
    byCode.reserveCapacity(file.rowCount)
    let levels = Level.allCases.map { ($0, Array("\($0)".utf8)) }
    var parents: [Int32] = []
    parents.reserveCapacity(file.rowCount)
    file.withCells { cells in
      for row in 0..<file.rowCount {
        let cell = cells[row, level]
        guard let known = levels.first(where: { $0.1.count == cell.count && cell.elementsEqual($0.1) })?.0 else {
          diagnostics.append(
            file.diagnostic(
              row: row, column: level, "no level '\(file.cell(row, level))'",
              help: "known: " + Level.allCases.map { "\($0)" }.joined(separator: ", ")))
          continue
        }
        for column in [code, parent] where !Self.isCode(cells[row, column]) {
          diagnostics.append(
            file.diagnostic(
              row: row, column: column, "'\(file.cell(row, column))' is no code of a division",
              help: "six digits, or nothing"))
        }
        let own = Self.number(cells[row, code])
        let up = Self.number(cells[row, parent])
        var flags: Flags = []
        let written = cells[row, name]
        for (ending, says) in endings where written.suffix(ending.count).elementsEqual(ending) {
          if says != .commonNoun || written.count == ending.count + 3 { flags.insert(says) }
        }
        if own == 0 || known == .county && own == up { flags.insert(.uncoded) }
        let index = Int32(rows.count)
        if own != 0, known == .prefecture || byCode[own] == nil { byCode[own] = index }
        rows.append(
          Row(row: Int32(row), level: known, flags: flags, province: (own == 0 ? up : own) / 10_000 * 10_000))
        parents.append(up)
        each(Int(index), known, row, cells)
      }
    }
    for index in rows.indices where rows[index].level != .prefecture {
      // A municipality is listed as province and as prefecture under one code.
      let code = rows[index].level == .province ? rows[index].province : parents[index]
      guard let above = byCode[code], rows[Int(above)].level == .prefecture else { continue }
      rows[index].above = above
    }
    for index in rows.indices where rows[index].level != .province {
      byProvince[rows[index].province, default: []].append(Int32(index))
      if rows[index].level == .county, rows[index].above >= 0 {
        byPrefecture[rows[index].above, default: []].append(Int32(index))
      }
    }
  }

  private static func isCode(_ digits: UnsafeBufferPointer<UInt8>) -> Bool {
    digits.isEmpty || digits.count == 6 && digits.allSatisfy { 0x30...0x39 ~= $0 }
  }

  private static func number(_ digits: UnsafeBufferPointer<UInt8>) -> Int32 {
    digits.reduce(0) { $0 &* 10 &+ Int32($1 &- 0x30) }
  }
}

/// Reads the rows of a TSV file, in its bytes.
///
/// Spaces around a cell mean nothing, and in a list of words an ideographic space separates as an ASCII one does. A row
/// that is written so is written anew behind the bytes of the file.
struct TableReader {
  private let file: String
  private let required: [String]
  private let optional: [String]
  private(set) var columns: [String] = []
  /// As `TableFile` keeps them.
  private(set) var bounds: [UInt32] = []
  private(set) var lines: [UInt32] = []
  /// The rows that were written anew.
  private(set) var tidied: [UInt8] = []
  private(set) var diagnostics: [Diagnostic] = []
  private var size = 0

  /// The columns, by their index, that must say something: what the row is about.
  private var needed: [Int] = []

  /// Columns whose cells are taken as they are.
  private static let verbatim: Set<String> = ["example"]

  init(file: String, required: [String], optional: [String]) {
    (self.file, self.required, self.optional) = (file, required, optional)
  }

  mutating func read(_ bytes: [UInt8]) {
    size = bytes.count
    if let problem = RuleBytes.problem(bytes, file) {
      diagnostics.append(problem)
      return
    }
    bounds.reserveCapacity(bytes.count / 8)
    lines.reserveCapacity(bytes.count / 32)
    bytes.withUnsafeBufferPointer { bytes in
      RuleBytes.forEachLine(bytes) { number, line in readLine(bytes, line, number) }
    }
  }

  private mutating func readLine(_ bytes: UnsafeBufferPointer<UInt8>, _ line: Range<Int>, _ number: Int) {
    var at = line.lowerBound
    while at < line.upperBound {
      let length = WrittenForm.space(bytes, at: at, limit: line.upperBound)
      if length == 0 { break }
      at += length
    }
    let hasTab = at > line.lowerBound && bytes[line.lowerBound..<at].contains(0x09)
    if at == line.upperBound {
      // Spreadsheets leave such rows.
      if hasTab {
        report(number, 1, String(decoding: bytes[line], as: UTF8.self), "this row is empty", "remove it", .warning)
      }
    } else if !hasTab, WrittenForm.isComment(bytes, at: at, limit: line.upperBound) {
      return
    } else if columns.isEmpty {
      readHeader(bytes, line, number)
    } else {
      readRow(bytes, line, number)
    }
  }

  private mutating func readHeader(_ bytes: UnsafeBufferPointer<UInt8>, _ line: Range<Int>, _ number: Int) {
    let source = String(decoding: bytes[line], as: UTF8.self)
    let names = source.split(separator: "\t", omittingEmptySubsequences: false)
    columns = names.map { name in
      var name = name
      while name.utf8.first == 0x20 { name.removeFirst() }
      while name.utf8.last == 0x20 { name.removeLast() }
      return String(name)
    }
    for name in required where !columns.contains(name) {
      report(
        number, 1, source, "column '\(name)' is missing", "the header must have: \(required.joined(separator: ", "))")
    }
    var column = 1
    for (index, name) in columns.enumerated() {
      if !required.contains(name), !optional.contains(name) {
        report(
          number, column, source, "no column '\(name)' is known here",
          Suggestion.help(for: name, among: required + optional))
      } else if columns[..<index].contains(name) {
        report(number, column, source, "the column '\(name)' stands twice", "remove one of them")
      }
      column += names[index].count + 1
    }
    needed = columns.indices.filter { index in
      let name = columns[index]
      // What stands before a place may be anything.
      return required.contains(name) && name != "before"
        && (name == required[0] || name == "words" || name == "units")
    }
  }

  private mutating func readRow(_ bytes: UnsafeBufferPointer<UInt8>, _ line: Range<Int>, _ number: Int) {
    let first = bounds.count
    var isTidy = true
    bounds.append(UInt32(line.lowerBound))
    RuleBytes.forEachSeparator(bytes, line) { at in
      switch bytes[at] {
      case 0x09: bounds.append(UInt32(truncatingIfNeeded: at + 1))
      case 0x20:
        if at == line.lowerBound || at + 1 == line.upperBound || bytes[at - 1] == 0x09 || bytes[at + 1] == 0x09 {
          isTidy = false
        }
      default: if WrittenForm.space(bytes, at: at, limit: line.upperBound) > 0 { isTidy = false }
      }
    }
    bounds.append(UInt32(line.upperBound + 1))
    let cells = bounds.count - first - 1
    if cells != columns.count {
      reportCells(bytes, line, number, Array(bounds[first...].map(Int.init)))
      bounds.removeLast(bounds.count - first)
      return
    }
    if !isTidy { tidy(bytes, first) }
    for column in needed where bounds[first + column + 1] - bounds[first + column] == 1 {
      let source = String(decoding: bytes[line], as: UTF8.self)
      let cells = source.split(separator: "\t", omittingEmptySubsequences: false).prefix(column)
      report(
        number, cells.reduce(1) { $0 + $1.count + 1 }, source, "'\(columns[column])' is empty",
        "write it out, or remove the row")
    }
    lines.append(UInt32(number))
  }

  /// Writes a row anew, with no more spaces than mean something.
  private mutating func tidy(_ bytes: UnsafeBufferPointer<UInt8>, _ first: Int) {
    for (index, name) in columns.enumerated() {
      var start = Int(bounds[first + index])
      var end = Int(bounds[first + index + 1]) - 1
      bounds[first + index] = UInt32(size + tidied.count)
      if Self.verbatim.contains(name) {
        tidied.append(contentsOf: bytes[start..<end])
      } else {
        while true {
          let length = WrittenForm.space(bytes, at: start, limit: end)
          if length == 0 { break }
          start += length
        }
        while true {
          let length = WrittenForm.space(bytes, before: end, from: start)
          if length == 0 { break }
          end -= length
        }
        while start < end {
          let length = TableFile.listColumns.contains(name) ? WrittenForm.space(bytes, at: start, limit: end) : 0
          tidied.append(length > 0 ? 0x20 : bytes[start])
          start += max(1, length)
        }
      }
      tidied.append(0x09)
    }
    bounds[first + columns.count] = UInt32(size + tidied.count)
  }

  /// - Parameter starts: where each cell starts, and one past the end of the line.
  private mutating func reportCells(
    _ bytes: UnsafeBufferPointer<UInt8>, _ line: Range<Int>, _ number: Int, _ starts: [Int]
  ) {
    let found = starts.count - 1
    let isShort = found < columns.count
    let place = isShort ? line.upperBound : starts[columns.count]
    let missing = isShort ? "; missing: \(columns[found...].joined(separator: ", "))" : ""
    report(
      number, RuleBytes.characters(bytes, line.lowerBound..<place) + 1,
      String(decoding: bytes[line], as: UTF8.self),
      "expected \(columns.count) cells (\(columns.joined(separator: ", "))), found \(found)\(missing)",
      isShort
        ? "cells are separated by one TAB, not by spaces; an empty cell needs its TAB too"
        : "one TAB separates two cells; there are \(found - columns.count) too many")
  }

  private mutating func report(
    _ line: Int, _ column: Int, _ source: String, _ message: String, _ help: String?,
    _ severity: Diagnostic.Severity = .error
  ) {
    diagnostics.append(
      Diagnostic(severity, file: file, line: line, column: column, message: message, source: source, help: help))
  }
}

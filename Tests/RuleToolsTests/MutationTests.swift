import Consistency
import Extraction
import Foundation
import RuleFiles
import RuleTools
import Testing

/// Damage to any rule file is either harmless or reported at its line; nothing crashes, and nothing is lost silently.
///
/// Each file of the program is damaged in each way at several lines, the whole set is loaded with it, and what is then
/// reported is looked up. Where nothing is reported, the rules must still say the same.
@Suite struct MutationTests {
  private static let nightly = ProcessInfo.processInfo.environment["HESHU_NIGHTLY"] != nil
  /// Every run takes a sample, one file of so many for each damage, other ones for another; `HESHU_NIGHTLY` takes all.
  private static let sample = nightly ? 1 : 8
  /// Lines of a file that are damaged, and ways in which one line is.
  private static let linesOfEach = nightly ? 3 : 1
  private static let waysOfEach = nightly ? 3 : 1

  @Test(arguments: Damage.all) func isHarmlessOrReported(_ damage: Damage) throws {
    let shipped = RuleSet(RuleLayers(RulesFolder.path))
    let copy = try RulesCopy()
    let turn = Damage.all.firstIndex { $0.name == damage.name } ?? 0
    for (number, file) in RuleLayers.files(below: RulesFolder.path).enumerated()
    where (number + turn) % Self.sample == 0 {
      let text = try String(contentsOfFile: RulesFolder.path + "/" + file, encoding: .utf8)
      let lines = text.components(separatedBy: "\n")
      let header = file.hasSuffix(".tsv") ? lines.firstIndex { !$0.isEmpty && !$0.hasPrefix("#") } : nil
      let damaged = lines.indices.filter { at in
        !lines[at].isEmpty && !lines[at].hasPrefix("#") && (at == header) == damage.isOfHeader
          && !damage.apply(lines[at], file).isEmpty
      }
      for at in Self.spread(damaged, Self.linesOfEach, turn + number) {
        for changed in Self.spread(damage.apply(lines[at], file), Self.waysOfEach, turn + number) {
          try copy.replace(file, (lines[..<at] + [changed] + lines[(at + 1)...]).joined(separator: "\n"))
          defer { copy.restore(file) }
          let rules = RuleSet(RuleLayers(copy.path))
          let found = RuleLint(rules).diagnostics
          let place = "\(damage.name): \(file):\(at + 1): \(changed)"
          let near = Self.lines(around: at, in: lines, file)
          // A damaged header is noticed at the rows under it, a name where it is used.
          let isAnywhere = damage.isOfHeader || damage.name.hasPrefix("misspell an id")
          if found.contains(where: { $0.file == file && (isAnywhere || near.contains($0.line - 1)) }) { continue }
          if damage.isOfNames, found.contains(where: { Self.isMissed($0, lines[at], changed) }) { continue }
          if let first = found.first {
            Issue.record("reported elsewhere: \(first); damaged: \(place)")
            continue
          }
          if Self.content(rules, file) == Self.content(shipped, file)
            || Self.isRenamed(damage, lines[at], file)
          {
            continue
          }
          // What an example says is tried by `rules test`.
          let failures = try RuleTest(rules).files.flatMap(\.failures)
          let isFound = failures.contains { $0.file == file && near.contains($0.line - 1) }
          #expect(isFound, "silent: \(place)")
        }
      }
    }
  }

  /// The lines of the stanza around a line, down to the head of the next; of a table, the line and the one below.
  private static func lines(around line: Int, in lines: [String], _ file: String) -> ClosedRange<Int> {
    guard file.hasSuffix(".rules") else { return line...(line + 1) }
    let first = lines[...line].lastIndex { !$0.hasPrefix(" ") && !$0.hasPrefix("#") && !$0.isEmpty } ?? line
    let next = lines[(line + 1)...].firstIndex { !$0.hasPrefix(" ") && !$0.hasPrefix("#") && !$0.isEmpty }
    return first...(next ?? lines.count - 1) + 1
  }

  /// Whether a name of the line that the damaged one lacks is what is not known, wherever it is used.
  private static func isMissed(_ diagnostic: Diagnostic, _ line: String, _ damaged: String) -> Bool {
    let left = Set(damaged.split(separator: "\t"))
    return line.split(separator: "\t").contains { !left.contains($0) && diagnostic.message.contains("'\($0)'") }
  }

  /// An id that nothing else names may be any: that of a rule, of a class of units, a base that no dimension fixes.
  private static func isRenamed(_ damage: Damage, _ line: String, _ file: String) -> Bool {
    if damage.name == "misspell an id of a stanza" {
      return ["activity", "pattern", "chunk", "relation"].contains { line.hasPrefix($0) }
    }
    guard damage.isOfNames else { return false }
    return file == "units/measures.tsv" && line.contains("\tother\t")
  }

  /// So many of the items, spread over them; of one, by the turn which.
  private static func spread<Item>(_ items: [Item], _ count: Int, _ turn: Int) -> [Item] {
    guard items.count > count else { return items }
    if count == 1 { return [items[turn % items.count]] }
    return (0..<count).map { items[$0 * (items.count - 1) / (count - 1)] }
  }

  /// All that a file says, as it was read.
  private static func content(_ rules: RuleSet, _ file: String) -> String {
    rules.sources.filter { $0.name == file || file.hasPrefix($0.name + "/") }
      .sorted { $0.name < $1.name }.map { source in
        switch source.content {
        case .table(let table, _, _):
          return (0..<table.rowCount).map { row in
            table.columns.indices.map { column in
              let cell = table.cell(row, column)
              // Spaces of an example are those of a text.
              return table.columns[column] == "example" ? cell.filter { !$0.isWhitespace } : cell
            }.joined(separator: "\t")
          }.joined(separator: "\n")
        case .stanzas(let file, _):
          return file.stanzas.map { stanza in
            "\(stanza.keyword) \(stanza.id)\n"
              + stanza.fields.map {
                "\($0.key) \($0.key == "match" || $0.key == "is" ? String(String.UnicodeScalarView(WrittenForm.pattern($0.value))) : $0.value)"
              }
              .joined(separator: "\n")
          }.joined(separator: "\n")
        }
      }.joined(separator: "\n")
  }
}

/// The rules of the program as links, of which one at a time is replaced by a file.
final class RulesCopy {
  private let scratch: Scratch
  var path: String { scratch.path }

  init() throws {
    scratch = try Scratch()
    for file in RuleLayers.files(below: RulesFolder.path) {
      try FileManager.default.createDirectory(
        atPath: (path + "/" + file as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
      restore(file)
    }
  }

  /// - Parameter text: U+F8FF stands for a byte that is in no UTF-8.
  func replace(_ file: String, _ text: String) throws {
    try? FileManager.default.removeItem(atPath: path + "/" + file)
    let bytes = text.components(separatedBy: "\u{F8FF}").map { Array($0.utf8) }.joined(separator: [0xFF])
    try Data(bytes).write(to: URL(fileURLWithPath: path + "/" + file))
  }

  func restore(_ file: String) {
    try? FileManager.default.removeItem(atPath: path + "/" + file)
    try? FileManager.default.createSymbolicLink(
      atPath: path + "/" + file, withDestinationPath: RulesFolder.path + "/" + file)
  }
}

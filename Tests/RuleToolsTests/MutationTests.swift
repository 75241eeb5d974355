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
  /// A way to damage a line; nil where it does not apply.
  struct Damage: Sendable, CustomTestStringConvertible {
    var name: String
    var apply: @Sendable (_ line: String, _ file: String) -> String?
    var testDescription: String { name }
  }

  static let damages: [Damage] = [
    Damage(name: "drop a cell") { line, file in
      guard file.hasSuffix(".tsv") else { return nil }
      let cells = line.split(separator: "\t", omittingEmptySubsequences: false)
      return cells.count > 1 ? cells.dropLast().joined(separator: "\t") : nil
    },
    Damage(name: "misspell a key") { line, file in
      guard file.hasSuffix(".rules"), line.hasPrefix("  "), let at = line.firstIndex(where: { $0 != " " }) else {
        return nil
      }
      return line[..<at] + "x" + line[at...]
    },
    Damage(name: "misspell an id or a class") { line, file in
      if file.hasSuffix(".rules") { return line.hasPrefix(" ") ? nil : line + "-zz" }
      let cells = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      guard
        let at = cells.indices.first(where: { index in
          cells[index].count > 2 && cells[index].utf8.allSatisfy { 0x61...0x7A ~= $0 || $0 == 0x2D }
        })
      else { return nil }
      var changed = cells
      changed[at] += "zz"
      return changed.joined(separator: "\t")
    },
    Damage(name: "full-width punctuation") { line, file in
      guard file.hasSuffix(".rules"), line.hasPrefix("  ") else { return nil }
      let wide: [Character: Character] = [
        ":": "：", "=": "＝", "\"": "”", ">": "＞", "?": "？", "+": "＋", "!": "！", "[": "［",
      ]
      let key = line.drop { $0 == " " }.prefix { $0 != " " }
      if key == "match" || key == "is" { return String(line.map { wide[$0] ?? $0 }) }
      guard let arrow = line.range(of: "=>", options: .backwards) else { return nil }
      return line[..<arrow.lowerBound] + "＝＞" + line[arrow.upperBound...].replacingOccurrences(of: "=", with: "＝")
    },
    Damage(name: "wrong indent") { line, file in
      guard file.hasSuffix(".rules") else { return nil }
      return line.hasPrefix(" ") ? String(line.drop { $0 == " " }) : "  " + line
    },
    Damage(name: "bad number") { line, file in
      guard file.hasSuffix(".tsv") else { return nil }
      var cells = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      guard let at = cells.indices.dropFirst().first(where: { Double(cells[$0]) != nil }) else { return nil }
      cells[at] = "1O"
      return cells.joined(separator: "\t")
    },
  ]

  /// Lines of a file that are damaged: so many, spread over it.
  private static let linesOfEach = nightly ? 3 : 1
  private static let nightly = ProcessInfo.processInfo.environment["HESHU_NIGHTLY"] != nil
  /// Every run takes a sample, one file of so many for each damage, other ones for another; `HESHU_NIGHTLY` takes all.
  private static let sample = 12

  @Test(arguments: damages) func isHarmlessOrReported(_ damage: Damage) throws {
    let shipped = RuleSet(RuleLayers(RulesFolder.path))
    let before = Self.content(shipped)
    let copy = try RulesCopy()
    let turn = Self.damages.firstIndex { $0.name == damage.name } ?? 0
    for (number, file) in RuleLayers.files(below: RulesFolder.path).enumerated()
    where Self.nightly || (number + turn) % Self.sample == 0 {
      let text = try String(contentsOfFile: RulesFolder.path + "/" + file, encoding: .utf8)
      let lines = text.components(separatedBy: "\n")
      let damaged = lines.indices.filter { at in
        !lines[at].isEmpty && !lines[at].hasPrefix("#") && damage.apply(lines[at], file) != nil
      }
      for at in Self.spread(damaged) {
        var changed = lines
        changed[at] = damage.apply(lines[at], file) ?? lines[at]
        try copy.replace(file, changed.joined(separator: "\n"))
        defer { copy.restore(file) }
        let rules = RuleSet(RuleLayers(copy.path))
        let found = RuleLint(rules).diagnostics
        let stanza = Self.stanza(of: at, in: lines, file)
        // A damaged header is noticed at the rows under it, a name where it is used.
        let isHeader = file.hasSuffix(".tsv") && at == lines.firstIndex { !$0.isEmpty && !$0.hasPrefix("#") }
        let isName = damage.name.hasPrefix("misspell an id")
        let isReported = found.contains {
          $0.file == file && (isHeader || isName || stanza.contains($0.line - 1))
        }
        if isReported { continue }
        let place = "\(file):\(at + 1): \(changed[at])"
        #expect(found.isEmpty, "reported elsewhere: \(found.first?.description ?? ""); damaged: \(place)")
        #expect(Self.content(rules) == before || Self.isRenamed(damage, lines[at], file), "silent: \(place)")
      }
    }
  }

  /// The lines of the stanza around a line; of a table, the line.
  private static func stanza(of line: Int, in lines: [String], _ file: String) -> ClosedRange<Int> {
    guard file.hasSuffix(".rules") else { return line...line }
    let first = lines[...line].lastIndex { !$0.hasPrefix(" ") && !$0.hasPrefix("#") && !$0.isEmpty } ?? line
    let next = lines[(line + 1)...].firstIndex { !$0.hasPrefix(" ") && !$0.hasPrefix("#") && !$0.isEmpty }
    return first...(next ?? lines.count - 1)
  }

  /// An id that nothing else names may be any.
  private static func isRenamed(_ damage: Damage, _ line: String, _ file: String) -> Bool {
    guard damage.name == "misspell an id or a class" else { return false }
    if file.hasSuffix(".rules") { return ["activity", "pattern", "chunk", "relation"].contains { line.hasPrefix($0) } }
    return ["binding/unit-families.tsv", "checks/units.tsv", "pages/markup.tsv"].contains(file)
  }

  private static func spread(_ lines: [Int]) -> [Int] {
    guard lines.count > linesOfEach else { return lines }
    if linesOfEach == 1 { return [lines[lines.count / 2]] }
    return (0..<linesOfEach).map { lines[$0 * (lines.count - 1) / (linesOfEach - 1)] }
  }

  /// All that the files of a set say, as they were read.
  private static func content(_ rules: RuleSet) -> String {
    rules.sources.filter { !$0.name.hasPrefix("lexicons/general") && $0.name != "gazetteer/divisions.tsv" }
      .sorted { $0.name < $1.name }.map { source in
        switch source.content {
        case .table(let table, _, _):
          return (0..<table.rowCount).map { row in
            table.columns.indices.map { table.cell(row, $0) }.joined(separator: "\t")
          }.joined(separator: "\n")
        case .stanzas(let file, _):
          return file.stanzas.map { stanza in
            "\(stanza.keyword) \(stanza.id)\n"
              + stanza.fields.map {
                "\($0.key) \($0.key == "match" || $0.key == "is" ? String(WrittenForm.pattern($0.value)) : $0.value)"
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

  func replace(_ file: String, _ text: String) throws {
    try? FileManager.default.removeItem(atPath: path + "/" + file)
    try scratch.write(file, text)
  }

  func restore(_ file: String) {
    try? FileManager.default.removeItem(atPath: path + "/" + file)
    try? FileManager.default.createSymbolicLink(
      atPath: path + "/" + file, withDestinationPath: RulesFolder.path + "/" + file)
  }
}

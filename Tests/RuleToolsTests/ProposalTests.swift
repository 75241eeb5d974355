import Extraction
import Foundation
import NewsText
import RuleFiles
import RuleTools
import Testing

/// What is printed to be filled in or copied is right as far as it goes.
@Suite struct ProposalTests {
  private static let rules = RuleSet(RuleLayers(RulesFolder.path))

  /// The stanza of a relation explains every key as the head of its file does, and loads as it is.
  @Test(arguments: RuleTemplate.checks) func aRelationToBeFilledInLoads(_ check: String) throws {
    let text = try #require(RuleTemplate.relation(check, "own-relation", in: Self.rules))
    let file = "checks/\(check).rules"
    let lines = try String(contentsOfFile: RulesFolder.path + "/" + file, encoding: .utf8)
      .components(separatedBy: "\n").prefix { $0.hasPrefix("#") }
    let explained = lines.drop { $0 != "#" }.dropFirst()
    #expect(explained.count > 3)
    let first = text.firstIndex(of: "\n").map { text[text.index(after: $0)...] } ?? ""
    #expect(first.hasPrefix(explained.joined(separator: "\n") + "\n"), "\(check) prints\n\(text)")
    let scratch = try Scratch()
    try scratch.write(file, text)
    let layers = RuleLayers(RulesFolder.path, additions: [.init(path: scratch.path, name: "own")])
    let found = RuleLint(RuleSet(layers)).diagnostics
    #expect(found.count > 5)
    #expect(found.filter { $0.message != "this is still to be filled in" }.map(\.description) == [])
  }

  /// Sentences, and the rows that are proposed for what no rule knows in them.
  @Test(arguments: [
    ("重庆高新区清理垃圾3吨。", ["重庆高新区\t重庆市\t高新区"]),
    ("蚌埠市经开区清理垃圾3吨。", ["蚌埠市经开区\t蚌埠市\t经开区"]),
    ("投放毒饵30大桶。", ["大桶\tcount\t\t\t30大桶"]),
    ("12345热线打来感谢电话。", []), ("在5号楼楼下新建车棚。", []), ("实行一楼一长制。", []),
  ])
  func whatIsProposedLoads(_ text: String, _ expected: [String]) throws {
    let extractor = try Extractor(Self.rules.knowledge)
    let document = extractor.document(SourceText(decoding: Array(text.utf8), name: "page.txt"))
    let reader = SuggestionReader(document, extractor, known: KnownWords(Self.rules.sources))
    var list = SuggestionList()
    list.add(reader.suggestions().filter { $0.kind == .unit || $0.kind == .place })
    let printed = list.text(least: 1, most: 10)
    let rows = printed.split(separator: "\n").filter {
      $0.contains("\t") && !$0.hasPrefix("unit\t") && !$0.hasPrefix("name\t")
    }
    #expect(rows.map(String.init) == expected)
    #expect(printed.contains("# once: page.txt:1") == !expected.isEmpty)
    #expect(list.rareCount(least: 2) == expected.count)
    let scratch = try Scratch()
    try scratch.write(printed.hasPrefix("# units/") ? "units/own.tsv" : "gazetteer/zones.tsv", printed)
    guard !expected.isEmpty else { return }
    let layers = RuleLayers(RulesFolder.path, additions: [.init(path: scratch.path, name: "own")])
    #expect(RuleLint(RuleSet(layers)).diagnostics.map(\.description) == [])
  }
}

import Testing

@testable import Extraction
@testable import RuleFiles

/// What the `match` line of a pattern accepts, and what it says when it does not.
@Suite struct PatternParserTests {
  private static let lexicon: WordLexicon = {
    var folder = RuleFolder(path: RulesFolder.path)
    return WordLexicon(rules: &folder)
  }()

  private func parse(_ text: String, needsValue: Bool = true) throws(Diagnostic) -> [Pattern.Element] {
    let field = StanzaFile.Field(key: "match", value: text, line: 7, column: 12, source: "  match    " + text)
    var parser = PatternParser(field: field, file: "t.rules", defines: ["NP": 3], lexicon: Self.lexicon)
    return try parser.elements(needsValue: needsValue)
  }

  @Test(arguments: [
    ("value:quantity", [1], [1]),
    ("action:act+ value:quantity", [1, 1], [24, 1]),
    ("action:act? NP* value:quantity", [0, 0, 1], [1, 24, 1]),
    ("mod{1,3} value:[quantity percent]", [1, 1], [3, 1]),
    ("^ \"占\" value:percent !NP", [0, 1, 1, 0], [0, 1, 1, 0]),
  ])
  func repeats(_ text: String, _ least: [Int], _ most: [Int]) throws {
    let elements = try parse(text)
    #expect(elements.map(\.least) == least)
    #expect(elements.map(\.most) == most)
  }

  @Test(arguments: [
    ("act NP", 18, "the pattern has no 'value:'"),
    ("vlue:quantity", 12, "no role 'vlue'"),
    ("value:quantty", 18, "no class 'quantty'"),
    ("value:[quantity percent", 18, "'[' is never closed"),
    ("value:quantity mod{3,1}", 30, "a repeat is written"),
    ("value:quantity \"占", 27, "'\"' is never closed"),
  ])
  func errors(_ text: String, _ column: Int, _ message: String) {
    do {
      _ = try parse(text)
      Issue.record("'\(text)' was accepted")
    } catch {
      #expect(error.column == column, "\(error)")
      #expect(error.line == 7)
      #expect(error.message.hasPrefix(message), "\(error)")
    }
  }

  @Test func suggestsTheNearestClass() {
    do {
      _ = try parse("value:quantty")
      Issue.record("accepted")
    } catch {
      #expect(error.help == "did you mean 'quantity'?")
    }
  }
}

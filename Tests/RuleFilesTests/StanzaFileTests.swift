import Testing

@testable import RuleFiles

@Suite struct StanzaFileTests {
  private static let grammar = StanzaGrammar([
    "pattern": ["about": .once, "match": .required, "example": .repeatedRequired, "none": .repeated]
  ])

  private static func read(_ text: String) -> (file: StanzaFile, errors: [String]) {
    var diagnostics: [Diagnostic] = []
    let file = StanzaFile(
      bytes: Array(text.utf8), file: "binding/x.rules", grammar: grammar, diagnostics: &diagnostics)
    return (file, diagnostics.map { "\($0.line):\($0.column): \($0.message)" })
  }

  private static let good = """
    # a comment
    pattern act-object
      about    the ordinary order
      match    action:act object:noun
      example  收集意见30条
      example  走访群众20户
    """

  @Test func stanzasHaveFieldsInOrder() throws {
    let (file, errors) = Self.read(Self.good)
    #expect(errors.isEmpty)
    let stanza = try #require(file.stanzas.first)
    #expect(stanza.id == "act-object")
    #expect(stanza.reference.description == "binding/x.rules:2")
    #expect(stanza.fields.map(\.key) == ["about", "match", "example", "example"])
    #expect(stanza.all("example").map(\.value) == ["收集意见30条", "走访群众20户"])
    #expect(stanza.first("match").map { [$0.line, $0.column] } == [4, 12])
  }

  /// What is put in the place of a line of the good text, and what is reported.
  @Test(arguments: [
    (2, "patern act-object", "2:1: no stanza 'patern' is known here"),
    (2, "pattern", "2:8: 'pattern' needs an id"),
    (4, "  mach     action:act", "4:3: a pattern has no 'mach'"),
    (3, "  match    action:verb", "4:3: 'match' is already given at line 3"),
    (4, "", "2:1: pattern 'act-object' has no 'match'"),
    (5, "\texample  x", "5:1: a TAB is not allowed in a .rules file"),
    (1, "  about    nothing", "1:3: this line belongs to no stanza"),
    (6, "pattern act-object", "6:9: pattern 'act-object' is already defined at line 2"),
    (4, "match    action:act", "4:1: no stanza 'match' is known here"),
    (5, "  pattern  another", "5:3: a pattern has no 'pattern'"),
    (5, "  example", "5:10: 'example' says nothing"),
  ])
  func errors(line: Int, text: String, expected: String) {
    var lines = Self.good.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    lines[line - 1] = text
    #expect(Self.read(lines.joined(separator: "\n")).errors.contains(expected))
  }

  /// A misspelt key is not reported as missing, too.
  @Test func aSlipIsReportedOnce() {
    #expect(Self.read("pattern p\n  mach a\n  example x\n").errors == ["2:3: a pattern has no 'mach'"])
  }

  /// A line as it may be written, and the key, value and column that are read.
  @Test(arguments: [
    ("  about    开展 大扫除", "about|开展 大扫除|12"),
    ("  about：开展\u{3000}大扫除  ", "about|开展 大扫除|9"),
    ("\u{3000}\u{3000}about\u{3000}开展\u{A0}", "about|开展|9"),
    ("  example  共\u{3000}3人\u{3000}＝＞ 3人 object＝人", "example|共\u{3000}3人 => 3人 object=人|12"),
    ("  none  第＝＞3条\r", "none|第=>3条|9"),
    ("  none  第\u{3000}3条", "none|第\u{3000}3条|9"),
  ])
  func writtenForms(line: String, expected: String) throws {
    let (file, _) = Self.read("\u{FEFF}＃注\npattern p\n\(line)\n")
    let field = try #require(file.stanzas.first?.fields.first)
    #expect("\(field.key)|\(field.value)|\(field.column)" == expected)
  }

  @Test(arguments: [
    ("mach", "did you mean 'match'?"),
    ("exampel", "did you mean 'example'?"),
    ("exmaple", "did you mean 'example'?"),
    ("noen", "did you mean 'none'?"),
    ("nine", "did you mean 'none'?"),
    ("nein", "known: about, example, match, none"),
    ("farbe", "known: about, example, match, none"),
  ])
  func suggestions(word: String, help: String) {
    #expect(Suggestion.help(for: word, among: ["match", "example", "none", "about"]) == help)
  }

  /// Bytes of any kind are read or reported.
  @Test func damagedFilesAreReported() {
    var state: UInt64 = 7
    let bytes = Array(Self.good.utf8)
    for _ in 0..<5000 {
      var damaged = bytes
      for _ in 0..<3 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        damaged[Int(state >> 33) % damaged.count] = UInt8(truncatingIfNeeded: state >> 20)
      }
      var diagnostics: [Diagnostic] = []
      let file = StanzaFile(bytes: damaged, file: "x.rules", grammar: Self.grammar, diagnostics: &diagnostics)
      #expect(!file.stanzas.isEmpty || !diagnostics.isEmpty)
      #expect(diagnostics.allSatisfy { $0.line >= 1 && $0.column >= 1 && !$0.description.isEmpty })
    }
  }
}

import Consistency
import Extraction
import NewsText
import RuleFiles
import Testing

@testable import Reporting

/// The scores over Corpus/ stay within what Corpus/floors.tsv pins.
@Suite struct FloorTests {
  @Test func noScoreFalls() throws {
    var diagnostics: [Diagnostic] = []
    let floors = TableFile(
      bytes: try Corpora.bytes("Corpus/floors.tsv"), file: "Corpus/floors.tsv",
      required: ["measure", "floor", "ceiling"], diagnostics: &diagnostics)
    #expect(diagnostics.isEmpty)

    let extractor = try Extractor(Knowledge(rules: Corpora.root + "/Rules"))
    let checker = try Checker(rules: Corpora.root + "/Rules")
    var reached: [String: Double] = [:]
    // Misses of unseen pages are not shown: whoever reads them has seen the pages.
    var errors: [String] = []
    for (folder, prefix) in [
      ("Corpus", ""), ("Corpus/consistency", "planted_"), ("Corpus/unseen", "unseen_"),
      ("Corpus/unseen/consistency", "unseen_planted_"),
    ] {
      let (score, rows) = try score(folder, extractor, checker)
      let measures = [
        "documents": Double(score.documents.count), "rows": Double(rows), "mention_f1": score.total.mention.f1,
        "statistic_f1": score.total.statistic.f1, "full_f1": score.total.full.f1,
        "relations": Double(score.relations.all.gold), "fails_found": score.relations[.fails].recall,
        "holds_found": score.relations[.holds].recall, "false_alarms": Double(score.relations.falseAlarms),
      ]
      for (measure, value) in measures { reached[prefix + measure] = value }
      if !prefix.hasPrefix("unseen") { errors += score.errors.prefix(12) }
    }
    for (file, prefix) in [
      ("Corpus/consistency/sentences.tsv", "sentences_"),
      ("Corpus/unseen/consistency/sentences.tsv", "unseen_sentences_"),
    ] {
      let score = try SentenceScore(file: file, extractor: extractor, checker: checker)
      reached[prefix + "rows"] = Double(score.rows)
      reached[prefix + "fails_found"] = score.fails.recall
      reached[prefix + "holds_found"] = score.holds.recall
      reached[prefix + "false_alarms"] = Double(score.falseAlarms)
      if !prefix.hasPrefix("unseen") { errors += score.errors.prefix(12) }
    }

    #expect(floors.rowCount > 0)
    for row in 0..<floors.rowCount {
      let measure = floors.cell(row, "measure")
      let value = try #require(reached[measure], "no measure '\(measure)'")
      let (floor, ceiling) = (Double(floors.cell(row, "floor")), Double(floors.cell(row, "ceiling")))
      #expect((floor == nil) != (ceiling == nil), "\(measure): one of floor and ceiling is a number")
      if let floor { #expect(value >= floor, "\(measure) fell to \(value), its floor is \(floor): \(errors)") }
      if let ceiling { #expect(value <= ceiling, "\(measure) rose to \(value), over \(ceiling): \(errors)") }
    }
  }

  private func score(_ folder: String, _ extractor: Extractor, _ checker: Checker) throws -> (Score, rows: Int) {
    var score = Score()
    var rows = 0
    let gold = try GoldFolder(Corpora.root + "/" + folder + "/gold")
    for name in gold.names {
      let entry = gold[name]
      let source = SourceText(decoding: try Corpora.bytes("\(folder)/articles/\(name).txt"), name: name)
      let document = extractor.document(source)
      score.add(name, gold: entry, document: document, findings: checker.findings(in: document))
      rows += entry.mentions?.rows.count ?? 0
    }
    return (score, rows)
  }
}

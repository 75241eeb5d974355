import Extraction
import Foundation
import NewsText
import RuleFiles
import Testing

@testable import Reporting

/// The scores over Corpus/ do not fall below what Corpus/floors.tsv pins.
@Suite struct FloorTests {
  private static let root: String = {
    var folder = URL(fileURLWithPath: #filePath)
    while folder.path != "/" {
      folder.deleteLastPathComponent()
      if FileManager.default.fileExists(atPath: folder.path + "/Corpus/floors.tsv") { return folder.path }
    }
    return "."
  }()

  private func bytes(_ path: String) throws -> [UInt8] {
    let data = FileManager.default.contents(atPath: Self.root + "/" + path)
    return [UInt8](try #require(data, "cannot read \(path)"))
  }

  @Test func noScoreFalls() throws {
    var diagnostics: [Diagnostic] = []
    let floors = TableFile(
      bytes: try bytes("Corpus/floors.tsv"), file: "Corpus/floors.tsv", required: ["measure", "floor"],
      diagnostics: &diagnostics)
    #expect(diagnostics.isEmpty)

    let extractor = try Extractor(Knowledge(rules: Self.root + "/Rules"))
    var reached: [String: Double] = [:]
    // Misses of unseen pages are not shown: whoever reads them has seen the pages.
    var errors: [String] = []
    for (folder, prefix) in [("Corpus", ""), ("Corpus/unseen", "unseen_")] {
      let score = try score(folder, extractor)
      reached[prefix + "documents"] = Double(score.documents)
      reached[prefix + "rows"] = Double(score.rows)
      reached[prefix + "mention_f1"] = score.score.total.mention.f1
      reached[prefix + "statistic_f1"] = score.score.total.statistic.f1
      reached[prefix + "full_f1"] = score.score.total.full.f1
      if prefix.isEmpty { errors = Array(score.score.errors.prefix(12)) }
    }

    #expect(floors.rowCount > 0)
    for row in 0..<floors.rowCount {
      let measure = floors.cell(row, "measure")
      let floor = try #require(Double(floors.cell(row, "floor")), "\(measure): the floor is no number")
      let value = try #require(reached[measure], "no measure '\(measure)'")
      #expect(value >= floor, "\(measure) fell to \(value), its floor is \(floor): \(errors)")
    }
  }

  private func score(
    _ folder: String, _ extractor: Extractor
  ) throws -> (score: Score, documents: Int, rows: Int) {
    var score = Score()
    var rows = 0
    let names = try FileManager.default.contentsOfDirectory(atPath: Self.root + "/" + folder + "/gold").filter {
      $0.hasSuffix(".tsv") && !$0.hasSuffix(".relations.tsv")
    }.map { String($0.dropLast(4)) }.sorted()
    for name in names {
      let gold = GoldFile(String(decoding: try bytes("\(folder)/gold/\(name).tsv"), as: UTF8.self))
      let source = SourceText(decoding: try bytes("\(folder)/articles/\(name).txt"), name: name)
      score.add(name, gold: gold, relations: nil, document: extractor.document(source), findings: [])
      rows += gold.rows.count
    }
    return (score, names.count, rows)
  }
}

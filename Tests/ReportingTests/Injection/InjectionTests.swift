import Consistency
import Extraction
import Foundation
import NewsText
import Testing

@testable import Reporting

/// A digit changed in a relation that held is noticed.
///
/// Every run takes a sample. With `HESHU_NIGHTLY` set to the path of a file it takes every member of every relation, and
/// writes there the share found for each kind of check and what was missed.
@Suite struct InjectionTests {
  private static let reportPath = ProcessInfo.processInfo.environment["HESHU_NIGHTLY"]
  private static let nightly = reportPath != nil
  private static let seed: UInt64 = 20_230_611
  private static let sampleSize = 200
  /// The share of changes that must be found; a sample may be unlucky.
  private static let floor = nightly ? 0.85 : 0.76

  private struct Outcome: Sendable {
    var check: String
    var tested: String?
    var line: String
    var isFound: Bool
    var isTension: Bool
  }

  @Test func changedDigitsAreNoticed() async throws {
    let knowledge = try Knowledge(rules: Corpora.root + "/Rules")
    let extractor = try Extractor(knowledge)
    let checker = try Checker(rules: Corpora.root + "/Rules")
    var generator = SeededGenerator(seed: Self.seed)
    var skipped: [String: Int] = [:]
    var injections: [Injection] = []
    var before: [String: Set<String>] = [:]
    for folder in ["Corpus", "Corpus/consistency"] {
      let gold = try GoldFolder(Corpora.root + "/" + folder + "/gold")
      for name in gold.names {
        guard let rows = gold[name].relations?.rows else { continue }
        let bytes = try Corpora.bytes("\(folder)/articles/\(name).txt")
        let document = extractor.document(SourceText(decoding: bytes, name: name))
        let findings = checker.findings(in: document)
        before[name] = Set(findings.filter { $0.verdict == .fails }.map(Self.key))
        let tested = findings.map { ($0.check, $0.members.map { Self.range($0, document) }) }
        let text = String(decoding: bytes, as: UTF8.self)
        var injector = Injector(extractor, name: name, text: text)
        for row in rows {
          let check = tested.first { _, spans in
            row.spans.allSatisfy { span in spans.contains { GoldMatch.overlaps(span, $0) } }
          }?.0
          injections += injector.injections(
            of: row, tested: check, everyMember: Self.nightly, using: &generator)
        }
        skipped.merge(injector.skipped) { $0 + $1 }
      }
    }
    if !Self.nightly { injections = Array(injections.shuffled(using: &generator).prefix(Self.sampleSize)) }
    #expect(injections.count >= min(Self.sampleSize, 100))

    let outcomes = try await Self.outcomes(of: injections, known: before, knowledge, checker)
    let found = outcomes.filter(\.isFound).count
    let share = Double(found) / Double(max(outcomes.count, 1))
    let missed = outcomes.filter { !$0.isFound }.map(\.line).sorted()
    if let path = Self.reportPath {
      try Self.report(outcomes, skipped).write(toFile: path, atomically: true, encoding: .utf8)
    }
    #expect(share >= Self.floor, "\(found) of \(outcomes.count) found; missed: \(missed.prefix(8))")
  }

  /// Half of them in each of two tasks, with an extractor of its own.
  private static func outcomes(
    of injections: [Injection], known: [String: Set<String>], _ knowledge: Knowledge, _ checker: Checker
  ) async throws -> [Outcome] {
    try await withThrowingTaskGroup(of: [Outcome].self, returning: [Outcome].self) { group in
      for half in 0..<2 {
        let part = injections.enumerated().filter { $0.offset % 2 == half }.map(\.element)
        group.addTask {
          let extractor = try Extractor(knowledge)
          return part.map { outcome($0, known: known[$0.document] ?? [], extractor, checker) }
        }
      }
      return try await group.reduce(into: []) { $0 += $1 }
    }
  }

  /// It is noticed when something fails that did not fail before, and the changed figure is among its members.
  private static func outcome(
    _ injection: Injection, known: Set<String>, _ extractor: Extractor, _ checker: Checker
  ) -> Outcome {
    let document = extractor.document(SourceText(decoding: Array(injection.text.utf8), name: injection.document))
    let new = checker.findings(in: document).filter { finding in
      finding.verdict != .holds
        && finding.members.contains { GoldMatch.touch(range($0, document), injection.span) }
        && !known.contains(key(finding))
    }
    let verdicts = Set(new.map(\.verdict))
    let seen = new.map { "\($0.check) \($0.verdict.rawValue)" }.joined(separator: ", ")
    return Outcome(
      check: injection.check, tested: injection.tested,
      line: "\(injection.check) \(injection.document) \(injection.change) in \(injection.members)"
        + (seen.isEmpty ? "" : " [\(seen)]"),
      isFound: verdicts.contains(.fails), isTension: verdicts.contains(.tension))
  }

  private static func range(_ span: Span, _ document: Document) -> GoldMatch.Range {
    let source = document.page.clean.offsets.source(span)
    return (source.start, source.end)
  }

  private static func key(_ finding: Finding) -> String { "\(finding.check) \(finding.members)" }

  private static func report(_ outcomes: [Outcome], _ skipped: [String: Int]) -> String {
    let found = outcomes.filter(\.isFound).count
    var lines = ["injections: \(found) of \(outcomes.count) found"]
    for (check, group) in Dictionary(grouping: outcomes, by: \.check).sorted(by: { $0.key < $1.key }) {
      let missed = group.filter { !$0.isFound }
      lines.append(
        "  \(check): \(group.count - missed.count) of \(group.count) found; of the missed \(missed.filter(\.isTension).count) "
          + "in tension, \(missed.filter { $0.tested == nil }.count) in relations that are not tested unchanged either")
    }
    lines.append("relations passed over:")
    lines += skipped.sorted { $0.key < $1.key }.map { "  \($0.value) \($0.key)" }
    let missed = outcomes.filter { !$0.isFound }
    lines.append("missed, tested unchanged by the check in brackets:")
    lines += missed.compactMap { outcome in outcome.tested.map { "  (\($0)) \(outcome.line)" } }.sorted()
    lines.append("missed, not tested unchanged either:")
    lines += missed.filter { $0.tested == nil }.map { "  " + $0.line }.sorted()
    return lines.joined(separator: "\n")
  }
}

import Consistency
import Extraction
import Foundation
import NewsText

@testable import Reporting

/// One digit of a figure changed, so that a relation of the gold does not hold any more.
struct Injection: Sendable {
  var document: String
  var check: String
  /// The check that tests the relation in the unchanged document; nil when none does.
  var tested: String?
  /// The members as printed, and the changed one with what it became.
  var members: String
  var change: String
  /// Where the change is, in code points.
  var span: GoldMatch.Range
  /// The whole document with the change.
  var text: String
}

/// Makes injections from the relations that hold in one document.
struct Injector {
  let extractor: Extractor
  let name: String
  /// The code points of the document.
  let source: [Unicode.Scalar]
  /// Relations passed over, by why.
  private(set) var skipped: [String: Int] = [:]

  init(_ extractor: Extractor, name: String, text: String) {
    self.extractor = extractor
    self.name = name
    source = Array(text.unicodeScalars)
  }

  /// - Parameter everyMember: change each member that can be changed, not one.
  mutating func injections(
    of row: GoldFile.Row, tested: String?, everyMember: Bool, using generator: inout SeededGenerator
  ) -> [Injection] {
    guard row["verdict"] == "holds", !row.isOptional else { return [] }
    let spans = row.spans
    let members = spans.compactMap { member(slice($0)) }
    guard members.count == spans.count else { return skip("a member that alone says no number", row) }
    guard let arithmetic = RelationArithmetic(check: row["check"], members: members) else {
      return skip("no arithmetic of its members", row)
    }
    var injections: [Injection] = []
    for number in spans.indices.shuffled(using: &generator) where everyMember || injections.isEmpty {
      let injection = change(spans[number], using: &generator) { changed in
        guard let other = member(changed) else { return false }
        var amounts = members.map(\.amount)
        amounts[number] = other.amount
        return other.isPercent == members[number].isPercent && arithmetic.isBroken(amounts)
      }
      guard var injection else { continue }
      injection.tested = tested
      injection.check = row["check"]
      injection.members = row["quote"]
      injections.append(injection)
    }
    return injections.isEmpty ? skip("no digit that breaks it", row) : injections
  }

  private mutating func skip(_ reason: String, _ row: GoldFile.Row) -> [Injection] {
    skipped["\(row["check"]): \(reason)", default: 0] += 1
    return []
  }

  private func slice(_ span: GoldMatch.Range) -> [Unicode.Scalar] {
    Array(source[min(span.start, source.count)..<min(span.end, source.count)])
  }

  /// What a figure says when nothing stands around it.
  private func member(_ text: [Unicode.Scalar]) -> RelationArithmetic.Member? {
    let text = String(String.UnicodeScalarView(text))
    let document = extractor.document(SourceText(decoding: Array(text.utf8), name: "figure"))
    guard document.mentions.count == 1, let mention = document.mentions.first, let value = mention.value.number else {
      return nil
    }
    let amount = Amount(value, narrow: mention.narrow, wide: mention.wide)
    return RelationArithmetic.Member(
      amount: amount.times(mention.measure?.factor ?? 1), isPercent: mention.kind == .percent)
  }

  /// A changed digit that does what is wanted; nil when a few tries find none.
  private func change(
    _ span: GoldMatch.Range, using generator: inout SeededGenerator, where breaks: ([Unicode.Scalar]) -> Bool
  ) -> Injection? {
    let old = slice(span)
    let digits = old.indices.filter { ("0"..."9").contains(old[$0]) }
    guard !digits.isEmpty else { return nil }
    for _ in 0..<Self.tries {
      let place = digits.randomElement(using: &generator) ?? 0
      let leads = place == 0 || !("0"..."9").contains(old[place - 1])
      let digit = Unicode.Scalar(UInt8.random(in: (leads ? 0x31 : 0x30)...0x39, using: &generator))
      guard digit != old[place] else { continue }
      var new = old
      new[place] = digit
      guard breaks(new) else { continue }
      var text = source
      text.replaceSubrange(span.start..<span.end, with: new)
      return Injection(
        document: name, check: "", members: "", change: "\(string(old)) → \(string(new))", span: span,
        text: string(text))
    }
    return nil
  }

  private func string(_ scalars: [Unicode.Scalar]) -> String { String(String.UnicodeScalarView(scalars)) }

  private static let tries = 12
}

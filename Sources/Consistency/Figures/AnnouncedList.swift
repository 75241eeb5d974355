import Extraction
import Foundation
import NewsText
import RuleFiles

/// An announced count beside what is listed for it.
struct AnnouncedList {
  let ledger: Ledger
  let enumeration: Enumeration

  /// The finding on whether as many are listed as announced. Members: the count, then the items.
  func finding(_ check: String, _ relation: CheckRules.Relation) -> Finding {
    let listed = enumeration.repeats.count == enumeration.count ? enumeration.repeats : enumeration.items
    let twice = repeated(listed)
    var finding = Finding(
      check: check, verdict: .holds, severity: relation.severity, members: [enumeration.announced] + listed,
      article: ledger.document.page.articleIndex(at: enumeration.announced.start) ?? 0,
      expected: Decimal(enumeration.count), computed: listed.isEmpty ? nil : Decimal(listed.count),
      message: message(listed, twice), rule: relation.reference)
    func undecided(_ reason: Finding.UndecidedReason) {
      finding.verdict = .undecided
      finding.reason = reason
    }
    if listed.isEmpty {
      undecided(.incomplete)
    } else if !enumeration.closed {
      if listed.count > enumeration.count, enumeration.isCertain {
        finding.verdict = .fails
      } else if listed.count != enumeration.count {
        undecided(.openList)
      }
    } else if listed.count != enumeration.count {
      if enumeration.isCertain { finding.verdict = .fails } else { undecided(.incomplete) }
    } else if twice != nil {
      finding.verdict = .fails
    }
    return finding
  }

  /// An item that stands twice in the list.
  private func repeated(_ items: [Span]) -> Span? {
    guard enumeration.repeats.isEmpty, enumeration.form != .sections, enumeration.form != .headings else { return nil }
    var seen: Set<String> = []
    return items.first { $0.count >= 2 && !seen.insert(ledger.text($0)).inserted }
  }

  private func message(_ listed: [Span], _ twice: Span?) -> Finding.Message {
    let count = ledger.text(enumeration.announced)
    if listed.isEmpty {
      return .init("“\(count)”未在近处列出", "“\(count)” is not listed nearby")
    }
    if enumeration.repeats.count == listed.count, let word = listed.first {
      let name = ledger.text(word)
      return .init(
        "“\(count)”应有\(enumeration.count)项，“\(name)”出现\(listed.count)次",
        "“\(count)” announces \(enumeration.count), “\(name)” stands \(listed.count) times")
    }
    let names = listed.map { String(ledger.text($0).prefix(Self.longestName)) }
    let again = twice.map { ledger.text($0) }
    return .init(
      "“\(count)”应有\(enumeration.count)项，列出\(listed.count)项：\(names.joined(separator: "、"))"
        + (again.map { "，其中“\($0)”出现两次" } ?? ""),
      "“\(count)” announces \(enumeration.count), \(listed.count) are listed: \(names.joined(separator: ", "))"
        + (again.map { "; “\($0)” stands twice" } ?? ""))
  }

  private static let longestName = 12
}

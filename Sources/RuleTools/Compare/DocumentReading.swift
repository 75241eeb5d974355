import Consistency
import Extraction
import NewsText

/// What rules make of one document, as far as users see it.
public struct DocumentReading: Sendable {
  /// One statistic or one finding.
  public struct Item: Sendable, Equatable {
    /// What tells it from others of its document: its place, and the check of a finding.
    public var key: String
    /// Code point of the source where it begins.
    public var start: Int
    /// Line of the source, from 1.
    public var line: Int
    /// The figure as it is printed; of a finding, its message.
    public var text: String
    /// What was read there, by the keys of the records.
    public var values: [Value]
    /// What decided, as `file:line`.
    public var rule: String

    /// One field with what it holds.
    public struct Value: Sendable, Equatable {
      /// The name of the field, as in records.
      public var key: String
      /// What it holds, as text.
      public var text: String
    }

    /// All values that say something.
    var summary: String {
      values.filter { !$0.text.isEmpty }.map { "\($0.key)=\($0.text)" }.joined(separator: " ")
    }
  }

  /// Name of the document.
  public var source: String
  /// In text order.
  public var statistics: [Item]
  /// In text order of the first member.
  public var findings: [Item]

  /// - Parameters:
  ///   - document: as the extractor read it.
  ///   - findings: those of the document; what holds and what is undecided is left out.
  public init(_ document: Document, findings: [Finding]) {
    let page = document.page
    source = page.source.name
    var seen: [String: Int] = [:]
    /// Ids of several items at one place differ by their number.
    func key(_ text: String) -> String {
      seen[text, default: 0] += 1
      return "\(text) \(seen[text, default: 0])"
    }
    func item(_ name: String, _ span: Span, _ rule: String, _ values: [(String, String)]) -> Item {
      let place = page.clean.offsets.source(span)
      return Item(
        key: key(name), start: place.start, line: page.source.line(at: place.start), text: page.source.text(in: place),
        values: values.map { Item.Value(key: $0.0, text: $0.1) }, rule: rule)
    }
    statistics = document.statistics.map { statistic in
      let span = page.clean.offsets.source(statistic.mention.span)
      let value = statistic.mention.value.number.map { "\($0)" } ?? ""
      return item(
        "\(span.start)", statistic.mention.span, statistic.rule.description,
        [
          ("district", statistic.district?.name ?? ""), ("place", statistic.place), ("activity", statistic.activity),
          ("action", statistic.action), ("object", statistic.object), ("value", value),
          ("unit", statistic.mention.unit), ("scope", statistic.scope.rawValue),
          ("period", [statistic.periodStart, statistic.periodEnd].compactMap { $0 }.joined(separator: "/")),
          ("planned", statistic.planned ? "true" : ""),
        ])
    }
    self.findings = findings.filter { $0.verdict == .fails || $0.verdict == .tension }.map { finding in
      let spans = finding.members.map { page.clean.offsets.source($0) }
      let key = ([finding.check] + spans.map { "\($0.start)" }).joined(separator: " ")
      return item(
        key, finding.members.first ?? Span(0, 0), finding.rule.description,
        [
          ("check", finding.check), ("verdict", finding.verdict.rawValue), ("severity", finding.severity.rawValue),
          ("message", finding.message.chinese),
        ])
    }
  }
}

import Consistency
import Extraction
import NewsText

/// `heshu check`: one tested relation between figures.
public enum FindingRecord {
  /// The language of messages.
  public enum Language: String, Sendable, CaseIterable {
    case chinese = "zh"
    case english = "en"
  }

  /// The record that `heshu check` prints.
  public static let type = RecordType(
    name: "finding", meaning: "A tested relation between figures of the text.",
    columns: [
      Column("id", .text, pattern: "^f[0-9a-f]{16}$", "Stable for the same bytes and the same relation."),
      Column("check", .text, pattern: "^[a-z0-9]+(-[a-z0-9]+)*$", "Id of the kind of check."),
      Column("verdict", .text, allowed: Finding.Verdict.allCases.map(\.rawValue), "How the test came out."),
      Column("severity", .text, allowed: Finding.Severity.allCases.map(\.rawValue), "How much it matters."),
      Column("message", .text, "One sentence that a reader can verify with a pencil."),
      .source, .article,
      Column("spans", .spans, "The figures compared: [start, end] of each in the source."),
      Column("lines", .integers, "The line of the source that each of them begins in, from 1."),
      Column("quotes", .texts, "Each of them as the source has it."),
      Column("statistics", .texts, "Ids of those that are statistics."),
      Column("expected", .number, nullable: true, "What the text says."),
      Column("computed", .number, nullable: true, "What follows from the other figures."),
      Column("rounding", .flag, "Whether it holds only by rounding."),
      Column(
        "reason", .text, nullable: true, allowed: Finding.UndecidedReason.allCases.map(\.rawValue),
        "Why it is undecided."),
      .rule("The rule that licensed the check, as file:line."),
    ],
    table: ["verdict", "check", "message", "source", "lines"])

  /// Findings as records, in their order.
  public static func rows(_ findings: [Finding], in document: Document, language: Language = .chinese) -> RowList {
    let source = RecordSource(document)
    let ids = StatisticRecord.ids(of: document, source: source)
    return RowList(
      findings.map { finding in
        let spans = finding.members.map(source.span)
        let key = ([finding.check] + spans.map(\.description)).joined(separator: " ")
        return [
          .text(source.digest.id("f", key)), .text(finding.check), .text(finding.verdict.rawValue),
          .text(finding.severity.rawValue),
          .text(language == .chinese ? finding.message.chinese : finding.message.english), .text(source.name),
          .integer(source.number(ofArticle: finding.article)), .spans(spans),
          .integers(spans.map { document.page.source.line(at: $0.start) }), .texts(spans.map(source.sourceText)),
          .texts(finding.statistics.compactMap { ids.indices.contains($0) ? ids[$0] : nil }),
          .optional(finding.expected), .optional(finding.computed), .flag(finding.rounding),
          .optional(finding.reason?.rawValue),
          .text(finding.rule.description),
        ]
      })
  }
}

import NewsText
import Reporting

/// `heshu check --db`: one relation between figures of different articles.
public enum ArchiveFindingRecord {
  /// The record that `heshu check --db` prints.
  public static let type = RecordType(
    name: "archive-finding", meaning: "A tested relation between figures of different articles of an archive.",
    columns: [
      Column("check", .text, allowed: ArchiveCheckRules.checks, "Id of the kind of check."),
      Column("verdict", .text, allowed: ArchiveFinding.Verdict.allCases.map(\.rawValue), "How the test came out."),
      Column("severity", .text, allowed: ArchiveFinding.Severity.allCases.map(\.rawValue), "How much it matters."),
      Column("message", .text, "One sentence that a reader can verify with a pencil."),
      Column("sources", .texts, "The document of each figure compared."),
      Column("spans", .spans, "Where it stands there: [start, end] of each."),
      Column("quotes", .texts, "Each of them as its source has it; of an article its headline."),
      Column("statistics", .texts, "Ids of those that are statistics."),
      Column("rule", .text, pattern: "^[^:]+:[0-9]+$", "The rule that licensed the check, as file:line."),
    ],
    table: ["verdict", "check", "message", "sources"])

  /// - Parameters:
  ///   - finding: the relation; its members are given by code points of their sources.
  ///   - isChinese: whether messages are Chinese, else English.
  public static func row(_ finding: ArchiveFinding, isChinese: Bool) -> Row {
    [
      .text(finding.check), .text(finding.verdict.rawValue), .text(finding.severity.rawValue),
      .text(isChinese ? finding.chinese : finding.english), .texts(finding.members.map(\.source)),
      .spans(finding.members.map { SourceSpan($0.start, $0.stop) }), .texts(finding.members.map(\.text)),
      .texts(finding.members.map(\.key).filter { !$0.isEmpty }), .text(finding.rule),
    ]
  }
}

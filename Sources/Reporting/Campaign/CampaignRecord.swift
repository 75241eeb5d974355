import Extraction

/// `heshu stats`: one cell of a campaign table.
public enum CampaignRecord {
  /// The record that `heshu stats` prints.
  public static let type = RecordType(
    name: "campaign", meaning: "One indicator of one activity in one district, over all documents of the run.",
    columns: [
      Column("district", .text, nullable: true, "District the figures are reported for."),
      Column("district_code", .text, nullable: true, pattern: "^[0-9]{6}$", "Its GB/T 2260 code."),
      Column("activity", .text, "Id from the activity rules; empty when none applies."),
      Column("action", .text, "The verb of the indicator."),
      Column("object", .text, "What the indicator counts or measures."),
      Column("value", .number, nullable: true, "Its value in base units; null when the figures may not be summed."),
      Column("low", .number, nullable: true, "The least value the words allow; null is unbounded."),
      Column("high", .number, nullable: true, "The greatest value the words allow; null is unbounded."),
      Column("unit", .text, "Base unit or classifier; empty when bare."),
      Column(
        "basis", .text, allowed: CampaignBasis.allCases.map(\.rawValue),
        "How the value came about, or why the figures were not summed."),
      Column("figures", .integer, "How many different figures the cell holds."),
      Column("scope", .text, allowed: Statistic.Scope.allCases.map(\.rawValue), "What the figures cover."),
      Column("planned", .flag, "Whether they are targets rather than results."),
      Column("period_start", .text, nullable: true, pattern: StatisticRecord.isoDate, "First day of all periods."),
      Column("period_end", .text, nullable: true, pattern: StatisticRecord.isoDate, "Last day of all periods."),
      Column("articles", .integer, "How many articles report the figures."),
      Column("ids", .texts, "Ids of the statistics, those that merely repeat a figure last."),
    ],
    table: [
      "district", "activity", "action", "object", "value", "unit", "scope", "figures", "basis", "articles", "ids",
    ])
}

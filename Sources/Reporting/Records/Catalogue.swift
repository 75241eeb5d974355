/// Every kind of record the program prints, by the name `heshu schema` knows it under.
public enum Catalogue {
  /// The records of all commands.
  public static let types: [RecordType] = [
    MentionRecord.type, StatisticRecord.type, FindingRecord.type, CampaignRecord.type, ArticleRecord.type,
    SentenceRecord.type, CleanRecord.type, DroppedRecord.type,
  ]
}

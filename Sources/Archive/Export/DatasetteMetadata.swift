import Foundation

/// The file that tells Datasette what the tables of an archive are for: `metadata.yaml` beside it.
public enum DatasetteMetadata {
  /// Writes the file unless there is one, which may be the user's own.
  public static func write(beside archive: String) {
    let file = URL(fileURLWithPath: archive)
    let target = file.deletingLastPathComponent().appendingPathComponent("metadata.yaml")
    if FileManager.default.fileExists(atPath: target.path) { return }
    try? Data(text(file.deletingPathExtension().lastPathComponent).utf8).write(to: target)
  }

  /// - Parameter name: the name of the archive, without its ending.
  static func text(_ name: String) -> String {
    """
    title: heshu
    description: Figures of Chinese newspapers, each with the sentence it stands in. Offsets count code points.
    databases:
      "\(name.replacing("\"", with: ""))":
        tables:
          figure:
            description: Every reported figure with who, where, what and when.
            facets: [district, activity, quantity_kind, scope]
            sort_desc: published
          statistic:
            label_column: text
          article:
            label_column: headline
            facets: [kind, likeness]
          source:
            label_column: name
            facets: [format, encoding]
          sentence:
            label_column: text
            fts_table: sentence_text
            fts_pk: id
          district:
            label_column: name
          finding:
            label_column: message
            facets: [check_name, verdict, severity]
          problem:
            facets: [stage]
        queries:
          sentences:
            title: Sentences with a text
            description: Finds a text of any length as it is written.
            sql: |-
              WITH RECURSIVE spaced (number, text) AS (
                SELECT 0, '' UNION ALL
                SELECT number + 1, text || iif (substr (:text, number + 1, 1) >= '⺀',
                  ' ' || substr (:text, number + 1, 1) || ' ', substr (:text, number + 1, 1)) FROM spaced
                WHERE number < length (:text))
              SELECT sentence.text, article.headline, source.name
              FROM sentence_text JOIN sentence ON sentence.id = sentence_text.rowid
              JOIN article ON article.id = sentence.article_id JOIN source ON source.id = article.source_id
              WHERE sentence_text MATCH '"' || (SELECT text FROM spaced ORDER BY number DESC LIMIT 1) || '"'
              LIMIT 500

    """
  }
}

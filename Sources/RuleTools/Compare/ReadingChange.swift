import Reporting

/// A statistic or finding that two sets of rules read differently.
public struct ReadingChange: Sendable, Equatable {
  /// Whether something came, went, or says something else.
  public enum Kind: String, Sendable, CaseIterable { case gained, lost, changed }

  /// What happened to it.
  public var kind: Kind
  /// `statistic` or `finding`.
  public var record: String
  /// Name of the document.
  public var source: String
  /// Code point of the source where the figure begins.
  public var start: Int
  /// From 1, in the file as it came.
  public var line: Int
  /// The figure as it is printed; of a finding, its message.
  public var text: String
  /// What the first rules read; of a change, only the values that differ.
  public var before: String
  /// What the second rules read.
  public var after: String
  /// The rule behind it: of what was lost, that of the first rules.
  public var rule: String

  /// The record that `heshu rules diff` prints.
  public static let type = RecordType(
    name: "change", meaning: "A statistic or finding that two sets of rules read differently.",
    columns: [
      Column("change", .text, allowed: Kind.allCases.map(\.rawValue), "What became of it."),
      Column("record", .text, allowed: ["statistic", "finding"], "What it is."),
      Column("source", .text, "Path of the document as given."),
      Column("start", .integer, "First Unicode code point of the figure in the source."),
      Column("line", .integer, "Line of the source, from 1."),
      Column("text", .text, "The figure as the source has it."),
      Column("before", .text, "What the first rules read: key=value, of a change those that differ."),
      Column("after", .text, "What the second rules read."),
      Column("rule", .text, pattern: "^[^:]+:[0-9]+$", "The rule behind it, as file:line."),
    ],
    table: ["change", "record", "source", "line", "text", "before", "after"])

  /// The cells of its record.
  public var row: Row {
    [
      .text(kind.rawValue), .text(record), .text(source), .integer(start), .integer(line), .text(text), .text(before),
      .text(after),
      .text(rule),
    ]
  }

  /// What two readings of the same documents differ in, in the order of the first. Complexity: linear.
  public static func changes(from first: [DocumentReading], to second: [DocumentReading]) -> [ReadingChange] {
    var later: [String: DocumentReading] = [:]
    for reading in second { later[reading.source] = reading }
    var found: [ReadingChange] = []
    for reading in first {
      let other = later.removeValue(forKey: reading.source)
      found += changes("statistic", reading.source, reading.statistics, other?.statistics ?? [])
      found += changes("finding", reading.source, reading.findings, other?.findings ?? [])
    }
    for reading in second where later[reading.source] != nil {
      found += changes("statistic", reading.source, [], reading.statistics)
      found += changes("finding", reading.source, [], reading.findings)
    }
    return found
  }

  private static func changes(
    _ record: String, _ source: String, _ first: [DocumentReading.Item], _ second: [DocumentReading.Item]
  ) -> [ReadingChange] {
    let later = Dictionary(second.map { ($0.key, $0) }) { first, _ in first }
    let earlier = Set(first.map(\.key))
    func change(
      _ kind: Kind, _ item: DocumentReading.Item, _ before: String, _ after: String
    ) -> ReadingChange {
      ReadingChange(
        kind: kind, record: record, source: source, start: item.start, line: item.line, text: item.text, before: before,
        after: after,
        rule: item.rule)
    }
    var found: [ReadingChange] = []
    for item in first {
      guard let other = later[item.key] else {
        found.append(change(.lost, item, item.summary, ""))
        continue
      }
      guard item.values != other.values || item.text != other.text else { continue }
      let differ = zip(item.values, other.values).filter { $0 != $1 }
      let before = differ.map { "\($0.0.key)=\($0.0.text)" } + (item.text != other.text ? ["text=\(item.text)"] : [])
      let after = differ.map { "\($0.1.key)=\($0.1.text)" } + (item.text != other.text ? ["text=\(other.text)"] : [])
      found.append(change(.changed, other, before.joined(separator: " "), after.joined(separator: " ")))
    }
    for item in second where !earlier.contains(item.key) { found.append(change(.gained, item, "", item.summary)) }
    return found.sorted { $0.start < $1.start }
  }

  /// `3 statistics gained, 1 changed; 2 findings lost`, or that nothing changed.
  public static func summary(_ changes: [ReadingChange]) -> String {
    let parts = ["statistic", "finding"].compactMap { record -> String? in
      let counts = Kind.allCases.compactMap { kind -> String? in
        let count = changes.count { $0.record == record && $0.kind == kind }
        return count == 0 ? nil : "\(count) \(kind.rawValue)"
      }
      return counts.isEmpty ? nil : "\(record)s: " + counts.joined(separator: ", ")
    }
    return parts.isEmpty ? "nothing changed" : parts.joined(separator: "; ")
  }
}

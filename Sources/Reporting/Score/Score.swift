import Consistency
import Extraction
import Foundation
import NewsText

/// Measures what is read from documents against gold annotations.
///
/// A mention is right when kind and value are; a statistic when value and unit are; a full statistic when qualifier,
/// district and (loosely) object are right as well. Dates and durations need no value. Rows marked `optional` are
/// neither wanted nor wrong. A relation is found when a finding has the verdict of the row and all its figures; a finding
/// that fails and shares no figure with a row that may fail is a false alarm.
public struct Score: Sendable {
  static let attributes = ["qualifier", "unit", "object", "action", "district", "place", "activity", "scope"]
  private static let mentionKinds = [
    "statistic": "quantity", "percent": "percent", "enumeration": "enumeration", "date": "date",
    "duration": "duration", "ordinal": "ordinal", "quantity": "quantity",
  ]
  private static let neverStatistic: Set<String> = ["name", "identifier", "idiom", "date", "ordinal", "enumeration"]

  struct Measures: Sendable {
    var mention = Tally()
    var statistic = Tally()
    var full = Tally()
  }

  /// Relations found with the right verdict, by the preferred verdict of the row.
  struct Relations: Sendable {
    var byVerdict: [Finding.Verdict: Tally] = [:]
    var falseAlarms = 0
    /// Those of the false alarms that a trap was set for.
    var trapAlarms = 0

    subscript(_ verdict: Finding.Verdict) -> Tally { byVerdict[verdict] ?? Tally() }
    var all: Tally { byVerdict.values.reduce(into: Tally(), +=) }

    static func += (a: inout Relations, b: Relations) {
      for (verdict, tally) in b.byVerdict { a.byVerdict[verdict, default: Tally()] += tally }
      a.falseAlarms += b.falseAlarms
      a.trapAlarms += b.trapAlarms
    }
  }

  var total = Measures()
  /// `measures` is nil for a document without gold mentions, `relations` for one without gold relations.
  var documents: [(name: String, measures: Measures?, relations: Relations?)] = []
  /// Right answers and answers, by attribute.
  var answers: [String: Tally] = [:]
  var relations = Relations()
  /// Every miss, false alarm and wrong attribute, a line each.
  public private(set) var errors: [String] = []

  /// Nothing counted.
  public init() {}

  /// Takes one document.
  ///
  /// - Parameters:
  ///   - name: what misses in it are listed under.
  ///   - gold: what is known of it; what is nil is not measured.
  ///   - document: as the extractor read it.
  ///   - findings: every relation tested in it.
  public mutating func add(_ name: String, gold: GoldFolder.Entry, document: Document, findings: [Finding]) {
    var measures: Measures?
    if let rows = gold.mentions?.rows {
      let mention = scoreMentions(name, rows, Answer.all(MentionRecord.rows(document), MentionRecord.type))
      let statistics = Answer.all(StatisticRecord.rows(document), StatisticRecord.type)
      let (statistic, full) = scoreStatistics(name, rows, statistics)
      measures = Measures(mention: mention, statistic: statistic, full: full)
      total.mention += mention
      total.statistic += statistic
      total.full += full
    }
    var tested: Relations?
    if let rows = gold.relations?.rows {
      let found = scoreRelations(name, rows, traps: gold.traps?.rows ?? [], document, findings)
      relations += found
      tested = found
    }
    documents.append((name, measures, tested))
  }

  private mutating func scoreMentions(_ name: String, _ gold: [GoldFile.Row], _ found: [Answer]) -> Tally {
    let wanted = gold.filter { Self.mentionKinds[$0["kind"]] != nil && !$0.isOptional }
    let tolerated = gold.filter { Self.mentionKinds[$0["kind"]] == nil || $0.isOptional }
    let pairs = GoldMatch.pairs(wanted.map(\.span), found.map(\.span))
    var hits = 0
    for pair in pairs {
      let (g, f) = (wanted[pair.gold], found[pair.found])
      let needsValue = g["kind"] != "date" && g["kind"] != "duration"
      if Self.mentionKinds[g["kind"]] == f["kind"], !needsValue || GoldMatch.sameNumber(g["value"], f.number("value")) {
        hits += 1
      } else {
        errors.append(
          "\(name) mention wrong  \(g["quote"]) gold \(g["kind"]) \(g["value"]) "
            + "got \(f["kind"]) \(f["value"]) «\(f["text"])»")
      }
    }
    let spare = Self.spare(found, pairs.map(\.found), tolerated).filter {
      !["name", "identifier"].contains($0["kind"])
    }
    for g in Self.missed(wanted, pairs.map(\.gold)) {
      errors.append("\(name) mention missed \(g["quote"]) (\(g["kind"]))")
    }
    for f in spare { errors.append("\(name) mention extra  «\(f["text"])» \(f["kind"]) at \(f.span.start)") }
    return Tally(hit: hits, gold: wanted.count, found: pairs.count + spare.count)
  }

  private mutating func scoreStatistics(
    _ name: String, _ gold: [GoldFile.Row], _ found: [Answer]
  ) -> (statistic: Tally, full: Tally) {
    let wanted = gold.filter { ["statistic", "percent"].contains($0["kind"]) && !$0.isOptional }
    let pairs = GoldMatch.pairs(wanted.map(\.span), found.map(\.span))
    var hits = 0
    var complete = 0
    for pair in pairs {
      let (g, f) = (wanted[pair.gold], found[pair.found])
      guard GoldMatch.sameNumber(g["value"], f.number("value")), GoldMatch.sameText(g["unit"], f["unit"]) else {
        errors.append(
          "\(name) statistic wrong \(g["quote"]): gold \(g["value"]) \(g["unit"]) got \(f["value"]) \(f["unit"])")
        continue
      }
      hits += 1
      var right: Set<String> = []
      for key in Self.attributes {
        let same =
          key == "district" ? GoldMatch.sameDistrict(g[key], f[key]) : GoldMatch.sameText(g[key], f[key])
        if same {
          right.insert(key)
        } else {
          errors.append("\(name) \(key) \(g["quote"]): gold '\(g[key])' got '\(f[key])'")
        }
        answers[key, default: Tally()] += Tally(hit: same ? 1 : 0, found: 1)
      }
      let loose = GoldMatch.sameText(g["object"], f["object"], relaxed: true)
      answers["object_relaxed", default: Tally()] += Tally(hit: loose ? 1 : 0, found: 1)
      if loose, right.contains("qualifier"), right.contains("district") { complete += 1 }
    }
    let optional = gold.filter { $0.isOptional && !Self.neverStatistic.contains($0["kind"]) }
    let spare = Self.spare(found, pairs.map(\.found), optional)
    for g in Self.missed(wanted, pairs.map(\.gold)) {
      errors.append("\(name) statistic missed \(g["quote"]) at \(g["start"])")
    }
    for f in spare { errors.append("\(name) statistic extra «\(f["text"])» at \(f.span.start)") }
    let answered = pairs.count + spare.count
    return (
      Tally(hit: hits, gold: wanted.count, found: answered), Tally(hit: complete, gold: wanted.count, found: answered)
    )
  }

  private mutating func scoreRelations(
    _ name: String, _ gold: [GoldFile.Row], traps: [GoldFile.Row], _ document: Document, _ findings: [Finding]
  ) -> Relations {
    let found = findings.map { finding in
      (finding, finding.members.map { document.page.clean.offsets.source($0) }.map { (start: $0.start, end: $0.end) })
    }
    func covers(_ spans: [GoldMatch.Range], _ span: GoldMatch.Range) -> Bool {
      spans.contains { GoldMatch.overlaps(span, $0) }
    }
    var relations = Relations()
    var used: Set<Int> = []
    for row in gold {
      let spans = row.spans
      let verdicts = GoldMatch.alternatives(row["verdict"])
      let match = found.indices.first { number in
        !used.contains(number) && verdicts.contains(found[number].0.verdict.rawValue)
          && spans.allSatisfy { covers(found[number].1, $0) }
      }
      if let match { used.insert(match) }
      if row.isOptional { continue }
      let preferred = verdicts.first.flatMap(Finding.Verdict.init) ?? .undecided
      relations.byVerdict[preferred, default: Tally()] += Tally(hit: match == nil ? 0 : 1, gold: 1)
      if match == nil {
        errors.append("\(name) relation missed \(row["key"]) \(row["verdict"]) \(row["check"]) \(row["quote"])")
      }
    }
    let failing = gold.filter { GoldMatch.alternatives($0["verdict"]).contains("fails") }.flatMap(\.spans)
    for (number, (finding, spans)) in found.enumerated()
    where finding.verdict == .fails && !used.contains(number) && !failing.contains(where: { covers(spans, $0) }) {
      relations.falseAlarms += 1
      let trap = traps.first { trap in trap.spans.contains { span in spans.contains { GoldMatch.touch($0, span) } } }
      if trap != nil { relations.trapAlarms += 1 }
      let set = trap.map { " on trap \($0["key"]) \($0["kind"])" } ?? ""
      errors.append("\(name) false alarm \(finding.check)\(set): \(finding.message.chinese)")
    }
    return relations
  }

  /// What was found and is neither paired nor tolerated.
  private static func spare(_ found: [Answer], _ paired: [Int], _ tolerated: [GoldFile.Row]) -> [Answer] {
    let paired = Set(paired)
    return found.enumerated().filter { number, answer in
      !paired.contains(number) && !tolerated.contains { GoldMatch.overlaps($0.span, answer.span) }
    }.map(\.element)
  }

  private static func missed(_ wanted: [GoldFile.Row], _ paired: [Int]) -> [GoldFile.Row] {
    let paired = Set(paired)
    return wanted.enumerated().filter { !paired.contains($0.offset) }.map(\.element)
  }
}

/// A record by the names of its keys.
private struct Answer {
  let cells: [String: Cell]

  static func all(_ rows: RowList, _ type: RecordType) -> [Answer] {
    rows.map { Answer(cells: Dictionary(uniqueKeysWithValues: zip(type.columns.map(\.name), $0))) }
  }

  subscript(_ key: String) -> String { SeparatedValues.plainText(cells[key] ?? .null) }

  /// A number, also one written as text; nil for a date or nothing.
  func number(_ key: String) -> Double? { Double(self[key]) }

  var span: GoldMatch.Range {
    guard case .integer(let start)? = cells["start"], case .integer(let end)? = cells["end"] else { return (0, 0) }
    return (start, end)
  }
}

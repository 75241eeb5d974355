import Extraction
import Foundation
import NewsText
import RuleFiles

/// The signed changes of the parts make the change of the whole.
struct ComponentChanges: Check {
  static let id = "component-changes"
  let rules: CheckRules
  private let parts: CheckRules.Relation?
  private let net: CheckRules.Relation?

  init(rules folder: inout RuleFolder) {
    rules = CheckRules(
      Self.id, keys: ["opens", "closed", "made", "net", "net-down", "in", "out", "open"], rules: &folder)
    parts = rules.relation("parts", &folder)
    net = rules.relation("net", &folder)
  }

  func findings(_ ledger: Ledger) -> [Finding] {
    guard let parts, let net else { return [] }
    var found: [Finding] = []
    // What is a part of a change that comes out has none of its own.
    var settled = 0
    for index in ledger.figures.indices {
      if index >= settled, let (finding, last) = finding(index, ledger, parts) {
        found.append(finding)
        if finding.verdict == .holds { settled = last + 1 }
      } else if let finding = balance(index, ledger, net) {
        found.append(finding)
      }
    }
    return found
  }

  /// How many figures behind a change may belong to its parts.
  private static let reach = 24

  /// The finding of a change with its parts, and the last of them.
  private func finding(
    _ total: Int, _ ledger: Ledger, _ relation: CheckRules.Relation
  ) -> (finding: Finding, last: Int)? {
    let whole = ledger.figures[total]
    guard isChange(total, ledger) else { return nil }
    let sentence = ledger.sentence(of: whole).span
    // 只设初中、高中两个学部的学校…: the parts are named before.
    let isMade = relation.holds("made", ledger.units, in: Span(sentence.start, whole.span.start))
    let cue = opening(total, ledger, relation)
    guard let opening = cue ?? (isNamedAnew(total + 1, ledger) ? whole.span.end : nil) else { return nil }
    var members: [Int] = []
    // The values of the parts, where they are told beside their changes.
    var levels: [Int] = []
    var end = opening
    for index in (total + 1)..<max(total + 1, min(ledger.figures.count, total + Self.reach)) {
      let figure = ledger.figures[index]
      guard figure.paragraph == whole.paragraph, figure.sentence <= whole.sentence + 1 else { break }
      if figure.span.start < opening || figure.unitClass != whole.unitClass || figure.kind != .count { continue }
      // 公办园增加240人,民办园减少860人,别无其他。…教师增加36人
      if members.count >= 2, relation.holds("closed", ledger.units, in: Span(end, figure.lead.start)) { break }
      switch ledger.changes[index].role {
      case .change:
        guard !ledger.changes[index].isShared else { return nil }
        members.append(index)
        end = figure.span.end
      case .plain: levels.append(index)
      default: continue
      }
    }
    let rest = Span(end, ledger.document.page.sentences[ledger.figures[members.last ?? total].sentence].span.end)
    let isLevel = relation.holds("closed", ledger.units, in: rest)
    guard members.count >= 2 || (members.count == 1 && isLevel && cue != nil) else { return nil }
    // Without a word that opens the parts, only what closes them makes parts of what follows.
    guard cue != nil || isLevel || isMade else { return nil }
    let isClosed =
      isLevel || isMade || (levels.count == members.count && addUp(levels, total, ledger))
      || areOpposites(members, of: total, ledger)
    return finding(total, members, isClosed: isClosed, isLevel: isLevel, ledger, relation).map {
      ($0, members.last ?? total)
    }
  }

  /// Where the parts are opened, behind the change of the whole and before any other of its changes.
  private func opening(_ total: Int, _ ledger: Ledger, _ relation: CheckRules.Relation) -> Int? {
    let figure = ledger.figures[total]
    let sentences = ledger.document.page.sentences
    var next = total + 1
    while next < ledger.figures.count, ledger.figures[next].kind != .count { next += 1 }
    guard next < ledger.figures.count, ledger.figures[next].sentence <= figure.sentence + 1,
      ledger.figures[next].paragraph == figure.paragraph
    else { return nil }
    let from = max(figure.span.end, sentences[figure.sentence].span.start)
    return relation.first("opens", ledger.units, in: Span(from, ledger.figures[next].span.start))?.end
  }

  /// Whether a change is one of something that its own words name: 小学部增加95人.
  private func isNamedAnew(_ index: Int, _ ledger: Ledger) -> Bool {
    guard index < ledger.figures.count, isChange(index, ledger) else { return false }
    return !ledger.changes[index].prefix.isEmpty
  }

  private func isChange(_ index: Int, _ ledger: Ledger) -> Bool {
    ledger.changes[index].role == .change && ledger.figures[index].kind == .count && !ledger.changes[index].isShared
  }

  /// Whether the values of the parts are all of the whole before its change.
  private func addUp(_ levels: [Int], _ total: Int, _ ledger: Ledger) -> Bool {
    let sum = Amount.sum(levels.map { ledger.figures[$0].amount })
    return ledger.before(total).prefix(4).contains {
      ledger.figures[$0].unitClass == ledger.figures[total].unitClass && ledger.changes[$0].role == .plain
        && Agreement.equal(sum, ledger.figures[$0].amount) < .tension
    }
  }

  /// Whether the parts are named by a set of words that leave nothing between them, and by nothing but what changed as a
  /// whole: 城镇, 乡村人口 of 常住人口.
  private func areOpposites(_ members: [Int], of total: Int, _ ledger: Ledger) -> Bool {
    let leads = members.map { ledger.units[ledger.changes[$0].prefix.range] }
    let object = Array((ledger.statistic(ledger.figures[total])?.object ?? "").utf16)
    func names(_ lead: ArraySlice<UInt16>, _ word: [UInt16]) -> Bool {
      lead.indices.dropLast(word.count - 1).contains { at in
        lead[at...].starts(with: word)
          && (at + word.count == lead.endIndex || object.reversed().starts(with: lead[(at + word.count)...].reversed()))
      }
    }
    return ledger.opposites.contains { set in
      set.count == leads.count && (zip(leads, set).allSatisfy(names) || zip(leads, set.reversed()).allSatisfy(names))
    }
  }

  private func signed(_ index: Int, _ ledger: Ledger) -> Amount {
    let amount = ledger.figures[index].amount
    return amount.value >= 0 && ledger.changes[index].direction < 0 ? amount.negated : amount
  }

  private func finding(
    _ total: Int, _ members: [Int], isClosed: Bool, isLevel: Bool, _ ledger: Ledger, _ relation: CheckRules.Relation
  ) -> Finding? {
    let whole = signed(total, ledger)
    var sum = Amount.sum(members.map { signed($0, ledger) })
    if isLevel {
      // What is called level changed a little.
      let all = members.reduce(Decimal(0)) { $0 + abs(ledger.figures[$1].amount.value) }
      sum = sum + Self.around(max(1, all * Self.narrow), max(1, all * Self.wide))
    }
    let agreement = Agreement.equal(sum, whole)
    let terms = members.enumerated().map { place, member in
      let isDown = ledger.changes[member].direction < 0
      return (isDown ? "−" : place == 0 ? "" : "＋") + ledger.quote(member)
    }.joined()
    let said = (ledger.changes[total].direction < 0 ? "−" : "") + ledger.quote(total)
    let result = "\(terms)＝\(Arithmetic.number(sum.value / factor(total, ledger)))"
    let trial = Trial(
      members: [total] + members, agreement: agreement, expected: whole.value, computed: sum.value,
      message: .init("\(result)，而总的变化写作\(said)", "\(result), the change of the whole is printed as \(said)"))
    return Finding(
      Self.id, [trial], of: ledger, undecided: isClosed ? nil : .openList, severity: relation.severity,
      rule: relation.reference)
  }

  /// How many base units make one unit of a figure.
  private func factor(_ index: Int, _ ledger: Ledger) -> Decimal {
    ledger.document.mentions[ledger.figures[index].mention].measure?.factor ?? 1
  }

  private static func around(_ narrow: Decimal, _ wide: Decimal) -> Amount {
    Amount(0, narrow: Interval(-narrow, narrow), wide: Interval(-wide, wide))
  }

  private static let narrow = Decimal(string: "0.02")!
  private static let wide = Decimal(string: "0.05")!
}

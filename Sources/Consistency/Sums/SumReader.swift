import Extraction
import NewsText
import RuleFiles

/// Finds wholes with their parts by the cues of `checks/closed-sum.rules`.
struct SumReader: Sendable {
  let ofWhich: CheckRules.Relation?
  let divided: CheckRules.Relation?
  let total: CheckRules.Relation?
  let listed: CheckRules.Relation?
  let remainder: CheckRules.Relation?
  let table: CheckRules.Relation?
  let exhaustive: CheckRules.Relation?
  let sets: [[[UInt16]]]
  /// Beginnings of labels of which one or the other must be: 已 and 未.
  let pairs: [[[UInt16]]]
  /// The words of both.
  let labels: TermTable

  static let keys = [
    "opens", "direct", "within", "closes", "weak", "open", "each", "joins", "share", "kinds", "series", "rest",
    "change", "anew", "both", "of", "exclusive", "filler", "planned", "stages", "ways",
    "total", "silent", "exhausts", "sets", "negates", "done", "another", "is", "view", "viewed", "pairs", "passed",
    "by",
    "made", "whole", "sums", "leaves",
    "ranks",
  ]

  /// How many figures before a cue may be the whole.
  static let reach = 4

  init(rules: CheckRules, folder: inout RuleFolder) {
    ofWhich = rules.relation("of-which", &folder)
    divided = rules.relation("divided-into", &folder)
    total = rules.relation("total-after-parts", &folder)
    listed = rules.relation("parts-in-a-row", &folder)
    remainder = rules.relation("remainder", &folder)
    table = rules.relation("table", &folder)
    exhaustive = rules.relation("exhaustive", &folder)
    sets = Self.joined(exhaustive?.words("sets"))
    pairs = Self.joined(exhaustive?.words("pairs"))
    var labels = TermTable()
    for word in (sets + pairs).joined() { labels.insert(word, 0) }
    self.labels = labels
  }

  private static func joined(_ words: [String]?) -> [[[UInt16]]] {
    (words ?? []).map { $0.split(separator: "+").map { Array($0.utf16) } }
  }

  /// Every whole with its parts that a text gives. Complexity: bounded work for each figure.
  func statements(_ ledger: Ledger) -> [SumStatement] {
    var found: [SumStatement] = []
    var busy: [Int: Int] = [:]
    let opening = [divided, ofWhich].compactMap { relation in
      relation.map { ($0, SentenceFilter($0, ["opens", "within"], in: ledger)) }
    }
    let closing = SentenceFilter(total, ["closes", "sums"], in: ledger)
    let leaving = SentenceFilter(remainder, ["rest", "closes", "another"], in: ledger)
    for (index, figure) in ledger.figures.enumerated() where figure.kind == .count {
      for (relation, filter) in opening where filter.has(figure.sentence) && index > busy[figure.unitClass] ?? -1 {
        if let statement = parts(after: relation, index, ledger) {
          found.append(statement)
          busy[figure.unitClass] = statement.parts.last?.last?.figure ?? index
        }
      }
      if let total, closing.has(figure.sentence), let statement = whole(after: total, index, ledger) {
        found.append(statement)
      }
      if let remainder, leaving.has(figure.sentence), let statement = rest(remainder, index, ledger) {
        found.append(statement)
      }
    }
    if let table { found += tables(table, ledger) + columns(table, ledger) }
    if let exhaustive { found += complete(exhaustive, ledger, besides: found) }
    if let listed {
      let taken = Set(
        found.flatMap { $0.parts.flatMap { $0.map(\.figure) } + ($0.relation.id == table?.id ? $0.wholes : []) })
      found += rows(listed, ledger, without: taken)
    }
    for index in found.indices { found[index].weigh(ledger) }
    return found
  }

  /// Whether a figure may be the whole of a part.
  func fits(_ whole: Int, _ part: Figure, _ ledger: Ledger) -> Bool {
    ledger.figures[whole].kind == .count && ledger.figures[whole].unitClass == part.unitClass
  }
}

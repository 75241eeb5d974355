import NewsText
import RuleFiles

/// Everything but a numeral that a mention, or what must not become one, may begin with.
enum Cue: Sendable {
  /// 进一步, 百姓, 附近: no figure.
  case word
  /// Index into the qualifiers.
  case qualifier(Int)
  /// 第
  case ordinalPrefix
  /// 首批
  case firstOrdinal
  /// 半数, 过半, 翻番; index into the expressions.
  case expression(Int)
  /// 上半年, 第一季度, 民国; index into the date words.
  case dateWord(Int)
  /// 每
  case every
  /// 负, 零下, -; true makes the number negative.
  case sign(isNegative: Bool)
  /// $, HK$: the money of the amount behind it; index into the currencies.
  case currency(Int)
  /// 半 before a unit.
  case half
}

/// One table of all cues, so that a position of the text is looked up once.
///
/// Set up by the thread that loads the rules, then only read, by all that share it.
final class CueTable: @unchecked Sendable {
  private var terms = TermTable(capacity: 1600)
  private var cues: [Cue] = []

  func add(_ word: String, _ cue: Cue) {
    let inForce = terms.insert(word, Int32(cues.count))
    if Int(inForce) == cues.count { cues.append(cue) }
  }

  func longest(_ text: [UInt16], at: Int, limit: Int) -> (end: Int, cue: Cue)? {
    guard let match = terms.longestMatch(text, at: at, limit: limit) else { return nil }
    return (match.end, cues[Int(match.value)])
  }
}

/// A share or growth said without a number: 半数, 过半, 翻番.
struct ShareExpression: Sendable {
  var value: UInt8
  var interval: Interval
  var qualifier: Qualifier
  var unit: String
}

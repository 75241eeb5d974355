import Extraction
import Foundation

/// Writes arithmetic with the figures as the text has them: 收集5225条 ≥ 办结4950件.
struct Arithmetic {
  let ledger: Ledger

  /// The figure with the words that lead to it, as far as they name it: 环境卫生类1927条.
  func named(_ figure: Int) -> String {
    let lead = ledger.figures[figure].lead
    let name = ledger.text(lead).suffix(Self.longestName)
    return name + ledger.quote(figure)
  }

  func quotes(_ figures: [Int], joined sign: String) -> String {
    figures.map(ledger.quote).joined(separator: sign)
  }

  /// An amount in base units, written in the unit of a figure: 4845条.
  func inUnit(_ value: Decimal, of figure: Int) -> String {
    let mention = ledger.document.mentions[ledger.figures[figure].mention]
    let factor = ledger.figures[figure].kind == .count ? mention.measure?.factor ?? 1 : 1
    let number = factor == 0 || factor == 1 ? value : value / factor
    // 2.31亿元 beside 2.41亿元, and not 231000000元.
    if let (sign, scale) = Self.scales.first(where: { ledger.quote(figure).contains($0.0) }), abs(number) >= scale / 10
    {
      return Self.number(number / scale, decimals: 4) + String(sign) + ledger.unit(ledger.figures[figure])
    }
    return Self.number(number) + ledger.unit(ledger.figures[figure])
  }

  /// The signs that a large number may be printed with, the largest first.
  private static let scales: [(Character, Decimal)] = [
    ("亿", 100_000_000), ("億", 100_000_000), ("万", 10_000), ("萬", 10_000),
  ]

  /// A number without trailing zeros, cut to what a pencil needs.
  static func number(_ value: Decimal, decimals: Int = 2) -> String {
    var exact = value
    var rounded = Decimal()
    NSDecimalRound(&rounded, &exact, decimals, .plain)
    return rounded.description
  }

  static let longestName = 12
}

extension Finding.Message {
  /// The same arithmetic in both languages, with words between.
  init(_ chinese: String, _ english: String) { self.init(chinese: chinese, english: english) }
}

import Foundation

/// Numbers as readers write them.
enum NumberText {
  /// 93000 → 93,000; at most four decimals.
  static func text(_ number: Double?) -> String {
    guard let number, number.isFinite else { return "" }
    let rounded = (number * 10_000).rounded() / 10_000
    var (whole, fraction) = (rounded.magnitude.rounded(.towardZero), "")
    if rounded.magnitude != whole {
      fraction = String(format: "%.4f", rounded.magnitude - whole)
      while fraction.last == "0" { fraction.removeLast() }
      fraction.removeFirst()
    }
    guard whole < 1e15 else { return String(format: "%.4g", number) }
    var digits = ""
    repeat {
      let group = Int(whole.truncatingRemainder(dividingBy: 1000))
      whole = (whole / 1000).rounded(.towardZero)
      digits = (whole > 0 ? String(format: ",%03d", group) : String(group)) + digits
    } while whole > 0
    return (rounded < 0 ? "−" : "") + digits + fraction
  }

  /// What a figure allows, where it is not the number alone: 93,000–94,000, ≥ 500.
  static func interval(_ low: Double?, _ high: Double?) -> String {
    switch (low, high) {
    case (nil, nil): ""
    case (let low?, nil): "≥ \(text(low))"
    case (nil, let high?): "≤ \(text(high))"
    case (let low?, let high?): low == high ? "" : "\(text(low))–\(text(high))"
    }
  }
}

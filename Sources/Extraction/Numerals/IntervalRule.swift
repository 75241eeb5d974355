import Foundation

// Note [What a written number allows]
//
// `narrow` is what the words mean, `wide` is what must also be ruled out before a figure is called inconsistent. With
// u the place of the last printed digit and p the place of the last digit that is not zero:
//
//     3471                  the point                           the point
//     3000 (bare, round)    the point                           ± min(p/2, 10 %); 90 and 150 are as exact as 91
//                                                               and 153, but 200 and 1950 may be rounded
//     3.2万, 186.4公里      half a unit of u                    ± u
//     N余, N多              (N, N+p)                            [N, N+p]
//     十来个                ± 10 %                              -20 / +30 %
//     近 N                  [.9 N, N)                           [.8 N, N]
//     约 N, N 左右          ± min(10 %, 5p)                     ± min(20 %, 10p)
//     超, 逾 N              (N, N + max(p, .25 N))              (N, ∞)
//     N 以上, 不少于 N      [N, N + max(p, .25 N))              [N, ∞)
//     不足 N                [.8 N, N)                           [0, N)
//     N 以下, 不超过 N      [0, N]                              [0, N]
//     上百                  [N, 3 N]                            [N, 10 N)
//
// 以上, 以下 and 以内 include N, 超过 and 不满 exclude it (Civil Code, article 1259).

/// Turns a number and its hedge into the interval it allows.
struct IntervalRule {
  var value: Decimal
  /// Power of ten of the last printed digit.
  var place: Int
  /// Power of ten of the last digit that is not zero.
  var roundPlace: Int
  /// The digits were cut off at `place`: decimals, 3.2万, percentages.
  var isRounded: Bool

  func narrow(_ hedge: Hedge?) -> Interval {
    switch hedge {
    case nil:
      guard isRounded else { return .point(value) }
      let half = ShortDecimal(5, exponent: place - 1).decimal
      return Interval(value.subtracting(half), value.adding(half), includesHigh: false)
    case .odd: return Interval(value, value.adding(step()), includesLow: false, includesHigh: false)
    case .loosely: return around(share(10))
    case .nearly: return Interval(value.subtracting(share(10)), value, includesHigh: false)
    case .about: return around(min(share(10), step(5)))
    case .above:
      return Interval(value, value.adding(max(step(), share(25))), includesLow: false, includesHigh: false)
    case .atLeast, .orMore: return Interval(value, value.adding(max(step(), share(25))), includesHigh: false)
    case .below: return Interval(value.subtracting(share(20)), value, includesHigh: false)
    case .atMost: return Interval(min(0, value), max(0, value))
    case .hundreds: return Interval(value, value.multiplied(by: 3))
    }
  }

  /// A number without a hedge that ends in a single zero may have been rounded from here on.
  private static let leastRound = Decimal(1_000)

  func wide(_ hedge: Hedge?) -> Interval {
    switch hedge {
    case nil:
      if isRounded { return around(Numeral.power(place)) }
      guard roundPlace > 0, abs(value) >= Self.leastRound || roundPlace > 1, !value.isZero else { return .point(value) }
      return around(min(ShortDecimal(5, exponent: roundPlace - 1).decimal, share(10)))
    case .odd: return Interval(value, value.adding(step()))
    case .loosely: return Interval(value.subtracting(share(20)), value.adding(share(30)))
    case .nearly: return Interval(value.subtracting(share(20)), value)
    case .about: return around(min(share(20), step(10)))
    case .above: return Interval(value, nil, includesLow: false)
    case .atLeast, .orMore: return Interval(value, nil)
    case .below: return Interval(min(0, value), max(0, value), includesHigh: false)
    case .atMost: return Interval(min(0, value), max(0, value))
    case .hundreds: return Interval(value, value.multiplied(by: 10), includesHigh: false)
    }
  }

  /// So many percent of the number, never negative.
  private func share(_ percent: Int) -> Decimal {
    abs(value).multiplied(by: ShortDecimal(percent, exponent: -2).decimal)
  }

  /// So many times the place of the last digit that is not zero.
  private func step(_ times: Int = 1) -> Decimal { ShortDecimal(times, exponent: roundPlace).decimal }

  private func around(_ distance: Decimal) -> Interval {
    Interval(value.subtracting(distance), value.adding(distance))
  }
}

extension Interval {
  /// Both bounds times a positive factor.
  func scaled(_ factor: Decimal) -> Interval {
    Interval(
      low.map { $0.multiplied(by: factor) }, high.map { $0.multiplied(by: factor) }, includesLow: includesLow,
      includesHigh: includesHigh)
  }

  func shifted(_ distance: Decimal) -> Interval {
    Interval(
      low.map { $0.adding(distance) }, high.map { $0.adding(distance) }, includesLow: includesLow,
      includesHigh: includesHigh)
  }

  /// Mirrored at zero.
  var negated: Interval {
    Interval(high.map { -$0 }, low.map { -$0 }, includesLow: includesHigh, includesHigh: includesLow)
  }
}

extension Numeral {
  /// What the number allows with this hedge, before units.
  func intervals(_ hedge: Hedge?, isRounded: Bool) -> (narrow: Interval, wide: Interval) {
    if hedge == nil, isVague {
      let interval = Interval(lowDecimal, highDecimal.adding(Numeral.power(max(0, vaguePlace))).subtracting(1))
      return (interval, interval)
    }
    if hedge == nil, isRange {
      let step = roundPlace
      let interval =
        step > 0
        ? Interval(lowDecimal, highDecimal.adding(Numeral.power(step)), includesHigh: false)
        : Interval(lowDecimal, highDecimal)
      return (interval, interval)
    }
    let rule = IntervalRule(
      value: decimal, place: place, roundPlace: roundPlace, isRounded: isRounded || isScaled || fraction > 0)
    return (rule.narrow(hedge), rule.wide(hedge))
  }

  /// Power of ten of the open digit: 几十 1, 数百 2, 十几 0.
  private var vaguePlace: Int {
    var step = high - low
    var power = 0
    while step >= 10 {
      step /= 10
      power += 1
    }
    return power - fraction
  }
}

import Foundation

/// Whether a difference is one that a misprint makes: one digit changed, or two neighbours swapped (868 for 886).
///
/// Of 900 possible differences of three digits, 17 are such; a sum that misses its total by one of them was meant to
/// give it.
enum Misprint {
  /// Whether one of the whole numbers becomes, by one misprint, larger or smaller by just this difference.
  static func explains(_ difference: Decimal, in numbers: [Decimal]) -> Bool {
    guard let gap = whole(difference), gap != 0 else { return false }
    return numbers.contains { number in
      guard let number = whole(number) else { return false }
      return changes(number, by: gap) || changes(number, by: -gap)
    }
  }

  /// Whether one misprint turns a computed number into the printed one, at the decimals that are printed.
  static func turns(_ computed: Decimal, into printed: Decimal, decimals: Int) -> Bool {
    let scale = pow(Decimal(10), decimals)
    var exact = computed * scale
    var rounded = Decimal()
    NSDecimalRound(&rounded, &exact, 0, .plain)
    return explains(printed * scale - rounded, in: [rounded])
  }

  /// Whether one misprint turns a whole number into one of a range of numbers.
  static func turns(_ printed: Decimal, intoOneOf range: ClosedRange<Decimal>) -> Bool {
    guard let number = whole(printed), number > 0, number < 1_000_000_000 else { return false }
    let low = NSDecimalNumber(decimal: range.lowerBound).doubleValue
    let high = NSDecimalNumber(decimal: range.upperBound).doubleValue
    var place = 1
    while place <= number {
      let digit = number / place % 10
      for other in 0..<10 where other != digit {
        let changed = Double(number + (other - digit) * place)
        if changed >= low, changed <= high { return true }
      }
      place *= 10
    }
    return false
  }

  /// Whether two numbers are told apart by two neighbouring digits that changed places: 37 and 73, 36.2 and 32.6.
  static func swaps(_ a: Decimal, _ b: Decimal) -> Bool {
    let (one, other) = (a.description.utf8.filter { $0 != 0x2E }, b.description.utf8.filter { $0 != 0x2E })
    guard one.count == other.count, a.exponent == b.exponent else { return false }
    let unlike = one.indices.filter { one[$0] != other[$0] }
    return unlike.count == 2 && unlike[1] == unlike[0] + 1 && one[unlike[0]] == other[unlike[1]]
      && one[unlike[1]] == other[unlike[0]]
  }

  private static func changes(_ number: Int, by gap: Int) -> Bool {
    let other = number + gap
    guard other >= 0 else { return false }
    let (a, b) = (digits(number), digits(other))
    guard a.count == b.count else { return false }
    let unlike = a.indices.filter { a[$0] != b[$0] }
    if unlike.count == 1 { return true }
    return unlike.count == 2 && unlike[1] == unlike[0] + 1 && a[unlike[0]] == b[unlike[1]]
      && a[unlike[1]] == b[unlike[0]]
  }

  private static func digits(_ number: Int) -> [Int] { String(number).utf8.map { Int($0) } }

  private static func whole(_ value: Decimal) -> Int? {
    let number = NSDecimalNumber(decimal: value).doubleValue
    guard number == number.rounded(), abs(number) < 1e15 else { return nil }
    return Int(number)
  }
}

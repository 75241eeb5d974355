import Foundation
import NewsText

/// What a figure says, as far as two figures can be told to say the same.
struct Statement {
  /// Pairs of neighbouring characters of the words around the figure, its action and its object; sorted, each once.
  var pairs: [UInt32]
  /// Whether it gives a total: no change and no mean.
  var isPlain: Bool
  /// Whether it is the value of an earlier time.
  var isPast: Bool
  /// Whether it stands in the headline or the lines around it.
  var isHeading: Bool

  static let headings: Set<Sentence.Role> = [.headline, .subheadline, .shoulder, .heading]

  static func pairs(_ units: some Sequence<UInt16>) -> [UInt32] {
    var found: [UInt32] = []
    add(units, to: &found)
    return found
  }

  /// Adds the pairs of neighbouring characters.
  static func add(_ units: some Sequence<UInt16>, to pairs: inout [UInt32]) {
    var last: UInt16 = 0
    for unit in units {
      if isHan(last), isHan(unit) { pairs.append(UInt32(last) << 16 | UInt32(unit)) }
      last = unit
    }
  }

  private static func isHan(_ unit: UInt16) -> Bool { (0x4E00...0x9FFF).contains(unit) }

  /// How much two statements have in common.
  func likeness(_ other: Statement) -> Int {
    var (a, b, common) = (0, 0, 0)
    while a < pairs.count, b < other.pairs.count {
      if pairs[a] == other.pairs[b] {
        common += 1
        a += 1
        b += 1
      } else if pairs[a] < other.pairs[b] {
        a += 1
      } else {
        b += 1
      }
    }
    return common
  }
}

struct StatementReader {
  let ledger: Ledger
  let changes: [Change]
  /// Sorted.
  let common: [UInt32]

  /// How many units before and behind a figure count as its words.
  private static let reach = 24

  private func isCommon(_ pair: UInt32) -> Bool {
    var low = 0
    var high = common.count
    while low < high {
      let middle = (low + high) / 2
      if common[middle] < pair { low = middle + 1 } else { high = middle }
    }
    return low < common.count && common[low] == pair
  }

  func statement(_ index: Int) -> Statement {
    let figure = ledger.figures[index]
    let units = ledger.units
    var pairs: [UInt32] = []
    pairs.reserveCapacity(32)
    var place: [UInt32] = []
    Statement.add(units[max(figure.lead.start, figure.lead.end - Self.reach)..<figure.lead.end], to: &pairs)
    Statement.add(units[figure.tail.start..<min(figure.tail.end, figure.tail.start + Self.reach)], to: &pairs)
    if let told = ledger.told(figure) {
      Statement.add(ledger.names.units(of: told.object), to: &pairs)
      Statement.add(ledger.names.units(of: told.action), to: &pairs)
      // Where it happened is no likeness.
      if told.district >= 0 { place = Statement.pairs(ledger.names.units(of: told.district)) }
    }
    pairs.sort()
    var last: UInt32 = 0
    pairs.removeAll { pair in
      defer { last = pair }
      return pair == last || place.contains(pair) || isCommon(pair)
    }
    return Statement(
      pairs: pairs, isPlain: [.plain, .to, .earlier].contains(changes[index].role),
      isPast: changes[index].role == .earlier,
      isHeading: Statement.headings.contains(ledger.sentence(of: figure).role))
  }
}

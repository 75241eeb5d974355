import Foundation

/// When an answer counts as the gold answer: the rules of the annotation guide.
enum GoldMatch {
  typealias Range = (start: Int, end: Int)

  /// Whether two spans share at least half of what they cover together.
  static func overlaps(_ a: Range, _ b: Range) -> Bool {
    let inner = min(a.end, b.end) - max(a.start, b.start)
    let outer = max(a.end, b.end) - min(a.start, b.start)
    return inner > 0 && inner * 2 >= outer
  }

  /// Whether two spans have a code point in common.
  static func touch(_ a: Range, _ b: Range) -> Bool { a.start < b.end && b.start < a.end }

  /// One-to-one pairs of gold and found spans that overlap, the closest first, ties in order.
  static func pairs(_ gold: [Range], _ found: [Range]) -> [(gold: Int, found: Int)] {
    var options: [(distance: Int, gold: Int, found: Int)] = []
    for (i, g) in gold.enumerated() {
      for (j, f) in found.enumerated() where overlaps(g, f) {
        options.append((abs(g.start - f.start) + abs(g.end - f.end), i, j))
      }
    }
    var takenGold: Set<Int> = []
    var takenFound: Set<Int> = []
    var pairs: [(Int, Int)] = []
    for option in options.sorted(by: { $0 < $1 })
    where !takenGold.contains(option.gold) && !takenFound.contains(option.found) {
      takenGold.insert(option.gold)
      takenFound.insert(option.found)
      pairs.append((option.gold, option.found))
    }
    return pairs
  }

  static func alternatives(_ gold: String) -> [String] {
    gold.split(separator: "|", omittingEmptySubsequences: false).map(String.init)
  }

  static func sameNumber(_ gold: String, _ found: Double?) -> Bool {
    if gold.isEmpty || gold == "*" { return true }
    guard let found else { return false }
    return alternatives(gold).compactMap(Double.init).contains { abs($0 - found) <= 1e-6 * max(1, abs($0)) }
  }

  static func sameText(_ gold: String, _ found: String, relaxed: Bool = false) -> Bool {
    let answers = alternatives(gold).map(squash)
    let found = squash(found)
    if answers.contains("*") || answers.contains(found) { return true }
    return relaxed && !found.isEmpty && answers.contains { !$0.isEmpty && ($0.contains(found) || found.contains($0)) }
  }

  /// As text, or with its city in front: 蚌山区, 蚌埠市蚌山区.
  static func sameDistrict(_ gold: String, _ found: String) -> Bool {
    sameText(gold, found) || alternatives(gold).map(squash).contains { !$0.isEmpty && squash(found).hasSuffix($0) }
  }

  /// Without white space and quotation marks.
  static func squash(_ text: String) -> String {
    let quotes: Set<Unicode.Scalar> = ["“", "”", "\"", "‘", "’", "'", "《", "》", "〈", "〉", "「", "」", "『", "』"]
    return String(
      String.UnicodeScalarView(text.unicodeScalars.filter { !$0.properties.isWhitespace && !quotes.contains($0) }))
  }
}

/// Hits, and how many there could have been.
struct Tally {
  var hit = 0
  var gold = 0
  var found = 0

  static func += (a: inout Tally, b: Tally) {
    a.hit += b.hit
    a.gold += b.gold
    a.found += b.found
  }

  var precision: Double { found > 0 ? Double(hit) / Double(found) : gold == 0 ? 1 : 0 }
  var recall: Double { gold > 0 ? Double(hit) / Double(gold) : 1 }
  var f1: Double { precision + recall > 0 ? 2 * precision * recall / (precision + recall) : 0 }
}

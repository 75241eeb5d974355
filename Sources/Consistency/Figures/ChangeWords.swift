import NewsText
import RuleFiles

/// The words of change: `checks/changes.tsv`.
struct ChangeWords: Sendable {
  enum Role: String, Sendable, CaseIterable {
    case up, down, to, reach, from
    case yearAgo = "year-ago"
    case periodAgo = "period-ago"
    case earlier, now
    case sameYear = "same-year"
    case samePeriod = "same-period"
    case compare, against, filler, mean, spread, level, times, doublings, other
  }

  struct Word {
    var span: Span
    var role: Role
  }

  private var table = TermTable(capacity: 512)
  private var roles: [Role] = []

  init(rules: inout RuleFolder) {
    let file = rules.table("checks/changes.tsv", required: ["word", "role"], key: ["word"])
    guard let word = file.column("word"), let role = file.column("role") else { return }
    for row in 0..<file.rowCount {
      guard let known: Role = file.choice(row, role, &rules.diagnostics) else { continue }
      table.insert(file.cell(row, word), Int32(roles.count))
      roles.append(known)
    }
  }

  /// Whether a unit is one of a change: `times`, `doublings`, or nil.
  func unit(_ unit: String) -> Role? {
    guard let number = table.value(unit) else { return nil }
    let role = roles[Int(number)]
    return role == .times || role == .doublings ? role : nil
  }

  /// The word of change that starts at a place.
  func word(_ units: IndexedText, at place: Int, limit: Int) -> Role? {
    table.longestMatch(units.units, at: place, limit: limit).map { roles[Int($0.value)] }
  }

  /// Whether a word of rising or falling leads to a place, with nothing but 到, 为 and the like between.
  func leads(_ units: IndexedText, to place: Int, from start: Int) -> Bool {
    var end = place
    for word in words(units, in: Span(start, place)).reversed() {
      guard word.span.end == end else { return false }
      switch word.role {
      case .up, .down: return true
      case .to, .reach, .filler: end = word.span.start
      default: return false
      }
    }
    return false
  }

  /// Whether fillers and nothing else stand in a stretch that is not empty.
  func areFillers(_ units: IndexedText, _ span: Span) -> Bool {
    var at = span.start
    while at < span.end {
      guard let match = table.longestMatch(units.units, at: at, limit: span.end),
        roles[Int(match.value)] == .filler
      else { return false }
      at = match.end
    }
    return !span.isEmpty
  }

  /// The words of change in a stretch, longest first at each place; those that only look like one are left out.
  func words(_ units: IndexedText, in span: Span) -> [Word] {
    var found: [Word] = []
    var at = span.start
    while at < span.end {
      guard let match = table.longestMatch(units.units, at: at, limit: span.end) else {
        at += 1
        continue
      }
      let role = roles[Int(match.value)]
      if role != .other, role != .times, role != .doublings {
        found.append(Word(span: Span(at, match.end), role: role))
      }
      at = match.end
    }
    return found
  }
}

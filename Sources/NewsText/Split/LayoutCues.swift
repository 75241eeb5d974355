/// Words that show how a page is laid out: who wrote, what a photograph shows, where an article begins and ends.
public struct LayoutCues: Sendable {
  /// What a cue shows, and where it must stand to show it.
  public enum Role: String, Sendable, CaseIterable {
    /// Begins the first paragraph of an article: 本报讯
    case lead
    /// Begins a dateline that a `tail` ends: 新华社
    case agency
    /// Ends a dateline: 电, 讯
    case tail
    /// Begins a line that names the writers, or stands for such a line: □, 作者
    case byline
    /// Stands before the name of a writer, in a byline or in brackets: 记者
    case writer
    /// Says that someone named in a byline wrote the text: 文/图
    case author
    /// Says what someone named in a byline did: 整理
    case duty
    /// Ends the line that names a photographer: 摄
    case credit
    /// Begins the text below a photograph, or points to the photograph within it: 图为
    case caption
    /// Ends the text below a photograph that names no photographer: 一角
    case view
    /// Is a line of its own above an introduction: 核心提示
    case label
    /// Ends the line above a headline that names a series: 进行时
    case series
    /// Ends the name of an organisation, which above a headline says who did it: 管理局
    case organisation
    /// Begins brackets, or a line, at the end of an article: 据新华社, 下转
    case closing
    /// Begins the heading of a part of an article: 一、
    case part

    /// An enumeration without payloads is stored as the number of its case; there are fewer than 31.
    var bit: Int32 { 1 << Int32(unsafeBitCast(self, to: UInt8.self)) }
  }

  /// Each cue with its roles as bits.
  private var cues = TermTable(capacity: 512)
  private var surnames = TermTable(capacity: 512)

  /// Cues with what each does, and the surnames by which names of writers are known.
  public init(_ cues: [(cue: String, role: Role)], surnames: [String] = []) {
    var roles: [TextKey: Int32] = [:]
    for (cue, role) in cues where !cue.isEmpty { roles[TextKey(cue), default: 0] |= role.bit }
    for (cue, roles) in roles { self.cues.insert(cue.text, roles) }
    for surname in surnames where !surname.isEmpty { self.surnames.insert(surname, Int32(surname.utf16.count)) }
  }

  /// The end of the longest cue of that role that starts at `at`.
  func match(_ units: [UInt16], at: Int, limit: Int, _ role: Role) -> Int? {
    match(units, at: at, limit: limit, any: role.bit)
  }

  /// The end of the longest cue of one of these roles that starts at `at`.
  func match(_ units: [UInt16], at: Int, limit: Int, _ roles: [Role]) -> Int? {
    match(units, at: at, limit: limit, any: roles.reduce(0) { $0 | $1.bit })
  }

  /// The end of the longest cue that starts at `at` and has one of these roles, with the first of them that it has.
  func longest(_ units: [UInt16], at: Int, limit: Int, of roles: [Role]) -> (end: Int, role: Role)? {
    let mask = roles.reduce(0) { $0 | $1.bit }
    var best: (end: Int, roles: Int32)?
    cues.forEachMatch(units, at: at, limit: limit) { end, roles in
      if roles & mask != 0 { best = (end, roles) }
    }
    guard let best, let role = roles.first(where: { best.roles & $0.bit != 0 }) else { return nil }
    return (best.end, role)
  }

  private func match(_ units: [UInt16], at: Int, limit: Int, any mask: Int32) -> Int? {
    var best: Int?
    cues.forEachMatch(units, at: at, limit: limit) { end, roles in
      if roles & mask != 0 { best = end }
    }
    return best
  }

  /// Whether a stretch begins with a cue of that role.
  func begins(_ units: [UInt16], _ span: Span, _ role: Role) -> Bool {
    match(units, at: span.start, limit: span.end, role) != nil
  }

  /// The start of the longest cue of that role at the end of a stretch.
  func startOfLast(_ units: [UInt16], _ span: Span, _ role: Role) -> Int? {
    let bit = role.bit
    var start = max(span.start, span.end - cues.longest)
    while start < span.end {
      if let roles = cues.value(units, Span(start, span.end)), roles & bit != 0 { return start }
      start += 1
    }
    return nil
  }

  /// Whether a stretch ends with a cue of that role.
  func ends(_ units: [UInt16], _ span: Span, _ role: Role) -> Bool { startOfLast(units, span, role) != nil }

  /// Whether a stretch holds a cue of that role.
  func holds(_ units: [UInt16], _ span: Span, _ role: Role) -> Bool {
    span.range.contains { match(units, at: $0, limit: span.end, role) != nil }
  }

  /// Whether a stretch is exactly one cue of that role.
  func isCue(_ units: [UInt16], _ span: Span, _ role: Role) -> Bool {
    guard let roles = cues.value(units, span) else { return false }
    return roles & role.bit != 0
  }

  /// Whether two to four characters begin with a surname.
  func isName(_ units: [UInt16], _ span: Span) -> Bool {
    guard (2...4).contains(span.count) else { return false }
    guard let (end, _) = surnames.longestMatch(units, at: span.start, limit: span.end) else { return false }
    // A name of four characters has a surname of two: 欧阳
    return end < span.end && (span.count < 4 || end - span.start == 2)
  }

  /// Whether a short text may be the name of a person: a known surname with one or two characters behind it.
  public func isName(_ name: String) -> Bool {
    let units = Array(name.utf16)
    return isName(units, Span(0, units.count))
  }

  /// Whether an example shows the cue where its role wants it.
  public func shows(_ cue: String, _ role: Role, in example: String) -> Bool {
    let units = Array(example.utf16)
    let cue = Array(cue.utf16)
    guard !cue.isEmpty, cue.count <= units.count else { return false }
    switch role {
    case .lead, .agency, .byline, .label, .part: return units.starts(with: cue)
    case .view, .series, .organisation: return units.suffix(cue.count).elementsEqual(cue)
    case .tail, .writer, .author, .duty, .credit, .caption, .closing:
      return (0...(units.count - cue.count)).contains { units[$0..<($0 + cue.count)].elementsEqual(cue) }
    }
  }
}

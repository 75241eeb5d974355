/// What cleaning knows: script tables and the cues of what belongs to no article.
public struct CleaningTables: Sendable {
  /// For each unit its simplified form; itself where there is none.
  var simplified: [UInt16]
  /// Whether a unit is only ever written in Traditional text (1) or only in Simplified text (2).
  var script: [UInt8]
  /// Phrases that do not follow the table of characters.
  var phrases = TermTable(capacity: 512)
  var phraseForms: [[UInt16]] = []
  var asides: [AsideCue] = []
  /// Words that a line which goes on from another never begins with.
  private var openers: [[UInt16]] = []
  /// Words that a line which goes on never ends with.
  private var closers: [[UInt16]] = []
  /// What a unit may be to a line, as bits: most lines are told by one look.
  private var cues = UnitMap<UInt8>(0)

  private enum CueBit {
    static let opener: UInt8 = 1
    static let closer: UInt8 = 2
    /// Begins a cue of lines that belong to no article.
    static let aside: UInt8 = 4
    /// Begins one that may stand anywhere in its line.
    static let inner: UInt8 = 8
  }

  /// A line that begins with, is or holds a cue belongs to no article.
  public struct AsideCue: Sendable {
    /// Where in a line the cue must stand: at its start, alone, anywhere; `tail` ends the page.
    public enum Form: String, Sendable, CaseIterable { case start, whole, contains, tail }
    /// The words, as UTF-16 of the clean text.
    public var cue: [UInt16]
    /// What a line with the cue is.
    public var reason: CleanText.Aside.Reason
    /// Where in the line it must stand.
    public var form: Form
    /// A cue given as text.
    public init(cue: String, reason: CleanText.Aside.Reason, form: Form) {
      self.cue = Array(cue.utf16)
      self.reason = reason
      self.form = form
    }
  }

  /// - Parameters:
  ///   - pairs: traditional and simplified character, alternating.
  ///   - shared: characters that both scripts write; they show neither.
  ///   - phrases: traditional and simplified phrase of equal length.
  ///   - asides: cues of lines that belong to no article.
  ///   - openers: words that begin a line of its own.
  ///   - closers: words that end a line of its own.
  public init(
    pairs: [UInt16], shared: [UInt16] = [], phrases: [(traditional: String, simplified: String)], asides: [AsideCue],
    openers: [String], closers: [String]
  ) {
    simplified = (0..<0x10000).map { UInt16(truncatingIfNeeded: $0) }
    script = [UInt8](repeating: 0, count: 0x10000)
    var at = 0
    while at + 1 < pairs.count {
      simplified[Int(pairs[at])] = pairs[at + 1]
      at += 2
    }
    at = 0
    while at + 1 < pairs.count {
      script[Int(pairs[at])] = 1
      let form = Int(pairs[at + 1])
      if script[form] == 0, simplified[form] == pairs[at + 1] { script[form] = 2 }
      at += 2
    }
    for unit in shared { script[Int(unit)] = 0 }
    for phrase in phrases {
      let form = Array(phrase.simplified.utf16)
      guard form.count == phrase.traditional.utf16.count else { continue }
      self.phrases.insert(phrase.traditional, Int32(phraseForms.count))
      phraseForms.append(form)
    }
    self.asides = asides
    self.openers = openers.map { Array($0.utf16) }
    self.closers = closers.map { Array($0.utf16) }
    for word in self.openers { mark(word.first, CueBit.opener) }
    for word in self.closers { mark(word.last, CueBit.closer) }
    for aside in asides { mark(aside.cue.first, aside.form == .contains ? CueBit.inner : CueBit.aside) }
  }

  private mutating func mark(_ unit: UInt16?, _ bit: UInt8) {
    if let unit { cues.set(unit, cues[unit] | bit) }
  }

  /// Whether a line begins as no continuation does.
  func opensLine(_ units: UnsafeBufferPointer<UInt16>, _ line: Span) -> Bool {
    guard !line.isEmpty, cues[units[line.start]] & CueBit.opener != 0 else { return false }
    return openers.contains { units.holds($0, at: line.start, before: line.end) }
  }

  /// Whether a line ends as one that goes on never does.
  func closesLine(_ units: UnsafeBufferPointer<UInt16>, _ line: Span) -> Bool {
    guard !line.isEmpty, cues[units[line.end - 1]] & CueBit.closer != 0 else { return false }
    return closers.contains { $0.count <= line.count && units.holds($0, at: line.end - $0.count, before: line.end) }
  }

  /// Furniture is short; a paragraph that begins with 打印 is a paragraph.
  private static let longestFurniture = 60
  /// A line that holds a cue somewhere is no longer.
  private static let longestHolder = 24

  /// The first cue that says that a line belongs to no article.
  func aside(_ units: UnsafeBufferPointer<UInt16>, _ line: Span) -> AsideCue? {
    guard !line.isEmpty, line.count <= Self.longestFurniture else { return nil }
    var mayBe = cues[units[line.start]] & CueBit.aside != 0
    if !mayBe, line.count <= Self.longestHolder {
      mayBe = line.range.contains { cues[units[$0]] & CueBit.inner != 0 }
    }
    guard mayBe else { return nil }
    return asides.first { cue in
      switch cue.form {
      case .start: units.holds(cue.cue, at: line.start, before: line.end)
      case .whole: line.count == cue.cue.count && units.holds(cue.cue, at: line.start, before: line.end)
      case .tail: line.count <= cue.cue.count + 2 && units.holds(cue.cue, at: line.start, before: line.end)
      case .contains:
        line.count <= Self.longestHolder && line.range.contains { units.holds(cue.cue, at: $0, before: line.end) }
      }
    }
  }
}

/// What cleaning knows: script tables and the cues of what belongs to no article.
public struct CleaningTables: Sendable {
  /// For each unit its simplified form; itself where there is none.
  var simplified: [UInt16]
  /// For each unit its `UnitTraits`, as a raw value.
  var traits: [UInt8]
  /// Phrases that do not follow the table of characters.
  var phrases = PhraseTable()
  /// Whether converting changes what a line is beyond its Han characters.
  var convertsMarks = false
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
    simplified = [UInt16](0...0xFFFF)
    traits = UnitTraits.table()
    setForms(pairs, shared)
    setPhrases(phrases)
    self.asides = asides
    self.openers = openers.map { Array($0.utf16) }
    self.closers = closers.map { Array($0.utf16) }
    for word in self.openers { mark(word.first, CueBit.opener) }
    for word in self.closers { mark(word.last, CueBit.closer) }
    for aside in asides { mark(aside.cue.first, aside.form == .contains ? CueBit.inner : CueBit.aside) }
  }

  private mutating func setForms(_ pairs: [UInt16], _ shared: [UInt16]) {
    var script = [UnitTraits](repeating: [], count: 0x10000)
    for at in stride(from: 0, to: pairs.count - 1, by: 2) { setForm(pairs[at], pairs[at + 1]) }
    for at in stride(from: 0, to: pairs.count - 1, by: 2) {
      script[Int(pairs[at])] = .traditional
      let form = Int(pairs[at + 1])
      if script[form].isEmpty, simplified[form] == pairs[at + 1] { script[form] = .simplified }
    }
    for unit in shared { script[Int(unit)] = [] }
    for unit in script.indices { traits[unit] |= script[unit].rawValue }
  }

  private mutating func setPhrases(_ phrases: [(traditional: String, simplified: String)]) {
    var pairs: [(traditional: [UInt16], simplified: [UInt16])] = []
    var single: Set<UInt16> = []
    for phrase in phrases {
      let (old, new) = (Array(phrase.traditional.utf16), Array(phrase.simplified.utf16))
      guard old.count == new.count, let first = old.first else { continue }
      if old.count == 1 {
        if single.insert(first).inserted { setForm(first, new[0]) }
      } else {
        pairs.append((old, new))
        traits[Int(first)] |= UnitTraits.phrase.rawValue
        for (old, new) in zip(old, new) where old != new { noteMark(old, new) }
      }
    }
    self.phrases = PhraseTable(pairs)
  }

  private mutating func setForm(_ unit: UInt16, _ form: UInt16) {
    simplified[Int(unit)] = form
    noteMark(unit, form)
  }

  private mutating func noteMark(_ unit: UInt16, _ form: UInt16) {
    if !UnitClass.isPlain(unit) || !UnitClass.isPlain(form) { convertsMarks = true }
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

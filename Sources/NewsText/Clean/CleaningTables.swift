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
  ///   - shared: simplified forms that Traditional text writes too; they show neither script.
  ///   - phrases: traditional and simplified phrase of equal length.
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
    for unit in shared where script[Int(unit)] == 2 { script[Int(unit)] = 0 }
    for phrase in phrases {
      let form = Array(phrase.simplified.utf16)
      guard form.count == phrase.traditional.utf16.count else { continue }
      self.phrases.insert(phrase.traditional, Int32(phraseForms.count))
      phraseForms.append(form)
    }
    self.asides = asides
    self.openers = openers.map { Array($0.utf16) }
    self.closers = closers.map { Array($0.utf16) }
  }

  /// Whether a line begins as no continuation does.
  func opensLine(_ units: [UInt16], _ line: Span) -> Bool {
    openers.contains { $0.count <= line.count && units[line.start..<(line.start + $0.count)].elementsEqual($0) }
  }

  /// Whether a line ends as one that goes on never does.
  func closesLine(_ units: [UInt16], _ line: Span) -> Bool {
    closers.contains { $0.count <= line.count && units[(line.end - $0.count)..<line.end].elementsEqual($0) }
  }
}

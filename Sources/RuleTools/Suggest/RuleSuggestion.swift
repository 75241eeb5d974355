/// Something that the rules do not know yet, with a rule that would make it known.
public struct RuleSuggestion: Sendable {
  /// What sort of rule is proposed.
  public enum Kind: String, Sendable, CaseIterable {
    case unit, place, activity, pattern

    /// The word for several of them.
    public var plural: String { self == .activity ? "activities" : rawValue + "s" }
  }

  /// What sort of rule it is.
  public var kind: Kind
  /// What tells it from others of its kind: the word, the slogan, the elements of the pattern.
  public var key: String
  /// The row or stanza.
  public var rule: String
  /// Where it was met: the document, the line from 1, the sentence.
  public var source: String
  /// From 1, in the file as it came.
  public var line: Int
  /// The sentence in which it was met, cleaned.
  public var sentence: String

  /// The file of a user's folder that the rule goes into.
  static func file(_ kind: Kind) -> String {
    switch kind {
    case .unit: "units/own.tsv"
    case .place: "gazetteer/zones.tsv"
    case .activity: "activities/own.rules"
    case .pattern: "binding/own.rules"
    }
  }

  /// The header of the file, where it has one.
  static func header(_ kind: Kind) -> String? {
    switch kind {
    case .unit: "unit\tdimension\tbase\tfactor\texample"
    case .place: "name\tcity\taliases"
    case .activity, .pattern: nil
    }
  }
}

/// The suggestions of many documents, the most frequent first.
public struct SuggestionList: Sendable {
  private struct Entry {
    var first: RuleSuggestion
    var count = 0
    var places: [String] = []
  }

  private static let placesShown = 3
  private var entries: [RuleSuggestion.Kind: [String: Entry]] = [:]

  /// An empty list.
  public init() {}

  /// Takes in the suggestions of a document.
  public mutating func add(_ suggestions: [RuleSuggestion]) {
    for suggestion in suggestions {
      var entry = entries[suggestion.kind]?[suggestion.key] ?? Entry(first: suggestion)
      entry.count += 1
      if entry.places.count < Self.placesShown { entry.places.append("\(suggestion.source):\(suggestion.line)") }
      entries[suggestion.kind, default: [:]][suggestion.key] = entry
    }
  }

  /// How many there are of each kind that were met often enough.
  public func count(_ kind: RuleSuggestion.Kind, least: Int) -> Int {
    entries[kind]?.values.count { $0.count >= least } ?? 0
  }

  /// How many there are of all kinds that were not met often enough.
  public func rareCount(least: Int) -> Int { entries.values.reduce(0) { $0 + $1.values.count { $0.count < least } } }

  /// Rows and stanzas to be copied into files, each under a comment that says how often and where it was met.
  ///
  /// - Parameters:
  ///   - least: how often something must be met.
  ///   - most: how many of each kind are given.
  public func text(least: Int, most: Int) -> String {
    var text = ""
    for kind in RuleSuggestion.Kind.allCases {
      let found = (entries[kind] ?? [:]).values.filter { $0.count >= least }
        .sorted { ($1.count, $0.first.key) < ($0.count, $1.first.key) }
      if found.isEmpty { continue }
      if !text.isEmpty { text += "\n" }
      text += "# \(RuleSuggestion.file(kind))\n"
      if let header = RuleSuggestion.header(kind) { text += header + "\n" }
      for entry in found.prefix(most) {
        let places = entry.places.joined(separator: ", ")
        text +=
          "# \(entry.count == 1 ? "once" : "\(entry.count) times"): \(places)\(entry.count > entry.places.count ? ", …" : "")\n"
        text += entry.first.rule + "\n"
      }
      if found.count > most { text += "# \(found.count - most) more\n" }
    }
    return text
  }
}

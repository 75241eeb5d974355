/// What brings together what must be seen together: the figures and articles that one group of `heshu check --keyed`
/// holds. A key is the kind of the group and what its members share, with tabs between.
///
/// Note [Checks by key]: every check between articles looks at the members of one group alone. Whoever sorts or shuffles
/// records by their keys, on one machine or on many, and gives each group to the checks as a whole gets what
/// `heshu check --db` finds in the same documents.
enum GroupKey: String {
  /// Figures of one indicator: `cross-article`, `cumulative`, `containment`.
  case indicator
  /// Pairs of figures of one kind: `per-unit`.
  case ratio
  /// Figures of named places of one district: `place-name`.
  case place
  /// Exact figures of one folder: `heaping`.
  case folder
  /// Articles that share a part of their fingerprints: looked at for links.
  case band
  /// Links of one article: `near-duplicate`.
  case link

  /// What a record of such a group cannot be without.
  private var needs: [String] {
    switch self {
    case .indicator, .ratio, .place, .folder: ["source", "start", "end"]
    case .band: ["source", "article", "start", "end", "fingerprint"]
    case .link:
      ["likeness"] + ["", "original_"].flatMap { role in ["source", "article", "start", "end"].map { role + $0 } }
    }
  }

  /// The first of what it needs that a record has not, or not as it must be.
  func lacks(_ fields: RecordFields) -> String? {
    needs.first { name in
      switch name {
      case "source", "original_source": !fields.has(name)
      case "fingerprint": UInt64(fields.text(name), radix: 16) == nil
      case "likeness": Likeness(rawValue: fields.text(name)) == nil
      default: fields.integer(name) == nil
      }
    }
  }

  func message(lacking name: String) -> String {
    "no '\(name)' as heshu extract gives it (group '\(rawValue)'); the record is skipped"
  }

  func key(_ parts: [String]) -> String { ([rawValue] + parts).joined(separator: "\t") }

  /// The kind of a key and its parts; nil for what is no key.
  static func parts(of key: String) -> (GroupKey, [String])? {
    let parts = key.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
    return GroupKey(rawValue: parts[0]).map { ($0, Array(parts.dropFirst())) }
  }

  /// The keys of each figure of a document; `figures` are those that can be compared, in their order.
  static func keys(of figures: [ArchiveFigure]) -> [[String]] {
    figures.indices.map { index in
      let figure = figures[index]
      var keys: [String] = []
      if ArchiveChecker.isComparable(figure) { keys.append(indicator(figure.indicator)) }
      if ArchiveChecker.hasPlaceName(figure) { keys.append(place.key([figure.indicator.district])) }
      if let heap = ArchiveChecker.heap(figure) { keys.append(folder.key([heap])) }
      // A figure is with the one before it, and with the one behind it.
      for first in [index - 1, index] where first >= 0 && first + 1 < figures.count {
        if let kind = ArchiveChecker.ratio(figures[first], figures[first + 1]) { keys.append(ratio.key(kind)) }
      }
      return keys
    }
  }

  static func indicator(_ indicator: ArchiveFigure.Indicator) -> String {
    Self.indicator.key([
      indicator.district, indicator.activity, indicator.action, indicator.object, indicator.unit,
    ])
  }

  /// The keys of an article by its fingerprint; none for an article too short to have one.
  static func keys(ofFingerprint text: String) -> [String] {
    guard let bits = UInt64(text, radix: 16) else { return [] }
    return Likeness.parts(bits).map { band.key([String($0, radix: 16)]) }
  }
}

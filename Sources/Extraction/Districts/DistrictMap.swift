import NewsText
import RuleFiles

/// A county-level division, functional zone or city that a figure can be reported for.
public struct District: Sendable, Hashable {
  /// 蚌山区, 周口市城乡一体化示范区, 九江市.
  public var name: String
  /// GB/T 2260 code where there is one.
  public var code: String?
  /// - Parameters:
  ///   - name: the full name, as the gazetteer has it.
  ///   - code: GB/T 2260; nil for what has none.
  public init(name: String, code: String? = nil) {
    self.name = name
    self.code = code
  }
}

/// How a figure came by its district.
public enum DistrictBasis: String, Sendable, CaseIterable { case stated, heading, anaphora, dateline, page }

/// A place name found in the text.
public struct PlaceMention: Sendable {
  /// How large a place is.
  public enum Level: String, Sendable, CaseIterable { case province, city, district, zone, township, community, site }
  /// In UTF-16 units of the clean text.
  public var span: Span
  /// How large it is.
  public var level: Level
  /// As written, simplified: 七一路街道办事处, 富民社区, 川汇区.
  public var name: String
  /// For city, district and zone: what it resolves to; for a township the district it belongs to, where known.
  public var district: District?
  /// The row that knows it.
  public var rule: RuleReference

  /// - Parameters:
  ///   - span: in UTF-16 units of the clean text.
  ///   - level: how large it is.
  ///   - name: as written, simplified.
  ///   - district: what it resolves to, or for a township the district it belongs to; nil where that is not known.
  ///   - rule: the row that knows it.
  public init(span: Span, level: Level, name: String, district: District? = nil, rule: RuleReference) {
    self.span = span
    self.level = level
    self.name = name
    self.district = district
    self.rule = rule
  }
}

/// Which district and which place hold at each point of a page.
public struct DistrictMap: Sendable {
  /// What holds at a unit.
  public struct Answer: Sendable {
    /// Who reports.
    public var district: District
    /// How that is known.
    public var basis: DistrictBasis
  }

  /// A stretch of the clean text over which one answer holds.
  public struct Zone: Sendable {
    /// In UTF-16 units of the clean text.
    public var span: Span
    /// Who reports in it; nil when nothing says it.
    public var answer: Answer?
    /// The street, town, village or site named last; empty for none.
    public var place: String
    /// - Parameters:
    ///   - span: in UTF-16 units of the clean text.
    ///   - answer: who reports in it; nil when nothing says it.
    ///   - place: the street, town, village or site named last; empty for none.
    public init(span: Span, answer: Answer?, place: String) {
      self.span = span
      self.answer = answer
      self.place = place
    }
  }

  /// Every place of the page, in order.
  public var places: [PlaceMention]
  /// In order, without overlap.
  public var zones: [Zone]
  /// Names in no table that are nearly those of divisions nearby, in order.
  public var nearNames: [NearName]

  /// What is known of a page; all in text order.
  public init(places: [PlaceMention] = [], zones: [Zone] = [], nearNames: [NearName] = []) {
    self.places = places
    self.zones = zones
    self.nearNames = nearNames
  }

  /// The zone that holds a unit of the clean text. Complexity: O(log n).
  public func zone(at unit: Int) -> Zone? {
    var low = 0
    var high = zones.count
    while low < high {
      let middle = (low + high) / 2
      if zones[middle].span.end <= unit { low = middle + 1 } else { high = middle }
    }
    guard low < zones.count, zones[low].span.contains(unit) else { return nil }
    return zones[low]
  }
}

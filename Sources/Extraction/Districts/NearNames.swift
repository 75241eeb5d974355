import NewsText
import RuleFiles

/// A name that no table knows, one character away from a division around it: 高水县 on a page of 周口.
public struct NearName: Sendable {
  /// In UTF-16 units of the clean text.
  public var span: Span
  /// The division whose name it nearly is.
  public var like: District
  /// Whether the text says where it is, so that it can only be that division: 周口市|高水县, 荷泽市|牡丹区, 沈丘县、|高水县.
  public var isPlaced: Bool

  /// - Parameters:
  ///   - span: in UTF-16 units of the clean text.
  ///   - like: the division whose name it nearly is.
  ///   - isPlaced: whether the text says where it is, so that it can only be that division.
  public init(span: Span, like: District, isPlaced: Bool) {
    self.span = span
    self.like = like
    self.isPlaced = isPlaced
  }
}

/// Finds names that are nearly those of the divisions around them.
struct NearNameFinder {
  let gazetteer: Gazetteer
  private typealias Name = (units: [UInt16], index: Int)
  /// The names of the city of the page and its divisions.
  private let neighbours: [Name]
  /// A bit for each unit in which one of them ends.
  private var endings = [UInt64](repeating: 0, count: 1024)
  /// The names of the divisions right below those asked for so far.
  private var below: [Int: [Name]] = [:]

  /// A name shorter than this has no likeness to tell: 和县.
  private static let shortest = 3

  init(gazetteer: Gazetteer, city: Int?) {
    self.gazetteer = gazetteer
    let divisions = gazetteer.divisions
    neighbours = city.map { Self.names([$0] + divisions.within($0).map(Int.init), divisions) } ?? []
    for unit in neighbours.compactMap(\.units.last) { endings[Int(unit >> 6)] |= 1 << UInt64(unit & 63) }
  }

  /// Appends those of a sentence. Complexity: linear in the sentence, times the divisions of a city.
  ///
  /// - Parameter known: the places found in the sentence, in text order.
  mutating func names(
    _ units: [UInt16], _ sentence: Span, _ known: [PlaceScanner.Finding], into names: inout [NearName]
  ) {
    var found = known.isEmpty ? [] : placed(units, sentence, known)
    var last = sentence.start + Self.shortest - 2
    while let end = nextEnding(units, behind: last, sentence.end) {
      last = end
      for neighbour in neighbours where neighbour.units.last == units[end] {
        let span = Span(end + 1 - neighbour.units.count, end + 1)
        guard span.start >= sentence.start, differsInOne(units, span, neighbour.units), opens(units, span, sentence),
          isFree(units, span, sentence, known), !found.contains(where: { $0.span.overlaps(span) })
        else { continue }
        found.append(
          NearName(
            span: span, like: gazetteer.district(neighbour.index),
            isPlaced: isListed(span, units, neighbour.index, known)))
        break
      }
    }
    if !found.isEmpty { names += found.sorted { $0.span < $1.span } }
  }

  /// The next unit in which a name of the city ends; nil for none.
  private func nextEnding(_ units: [UInt16], behind last: Int, _ limit: Int) -> Int? {
    guard !neighbours.isEmpty else { return nil }
    return units.withUnsafeBufferPointer { units in
      endings.withUnsafeBufferPointer { endings in
        var at = last + 1
        while at < limit {
          let unit = units[at]
          if endings[Int(unit >> 6)] >> UInt64(unit & 63) & 1 == 1 { return at }
          at &+= 1
        }
        return nil
      }
    }
  }

  /// Names right behind the division that they lie in, or right before one that lies in them.
  private mutating func placed(_ units: [UInt16], _ sentence: Span, _ known: [PlaceScanner.Finding]) -> [NearName] {
    var found: [NearName] = []
    for place in known {
      guard case .divisions(let group) = place.kind, group.count == 1, let division = group.first else { continue }
      if gazetteer.divisions.level(division) == .county {
        // Names of divisions are Han characters throughout.
        guard place.span.start - Self.shortest >= sentence.start,
          PlaceScanner.isNamePart(units[place.span.start - 1]),
          let above = gazetteer.divisions.above(division)
        else { continue }
        let name = Array(gazetteer.divisions.name(above).utf16)
        let span = Span(place.span.start - name.count, place.span.start)
        if span.start >= sentence.start, name.count >= Self.shortest, name.last == units[span.end - 1],
          differsInOne(units, span, name), isFree(units, span, sentence, known)
        {
          found.append(NearName(span: span, like: gazetteer.district(above), isPlaced: true))
        }
        continue
      }
      guard place.span.end < sentence.end, PlaceScanner.isNamePart(units[place.span.end]),
        !known.contains(where: { $0.span.start == place.span.end && $0.divisions != nil && !$0.isShort })
      else { continue }
      for name in lower(division) {
        let span = Span(place.span.end, place.span.end + name.units.count)
        guard span.end <= sentence.end, differsInOne(units, span, name.units),
          name.units.last == units[span.end - 1] || gazetteer.words.misread.contains(units[span.end - 1]),
          isFree(units, span, sentence, known), !found.contains(where: { $0.span == span })
        else { continue }
        found.append(NearName(span: span, like: gazetteer.district(name.index), isPlaced: true))
        break
      }
    }
    return found
  }

  private mutating func lower(_ division: Int) -> [Name] {
    if let known = below[division] { return known }
    let names = Self.names(gazetteer.divisions.within(division).map(Int.init), gazetteer.divisions)
    below[division] = names
    return names
  }

  private static func names(_ indices: [Int], _ divisions: DivisionTable) -> [Name] {
    indices.map { (Array(divisions.name($0).utf16), $0) }.filter { $0.0.count >= shortest }
  }

  private func differsInOne(_ units: [UInt16], _ span: Span, _ name: [UInt16]) -> Bool {
    var differences = 0
    for offset in 0..<name.count where units[span.start + offset] != name[offset] {
      guard differences == 0, PlaceScanner.isNamePart(units[span.start + offset]) else { return false }
      differences += 1
    }
    return differences == 1
  }

  /// Whether a name goes on a list of divisions of the same city: 蕲春县、罗田县和|麻诚市.
  private func isListed(_ span: Span, _ units: [UInt16], _ like: Int, _ known: [PlaceScanner.Finding]) -> Bool {
    guard let before = known.last(where: { $0.span.end == span.start - 1 }), case .divisions(let group) = before.kind,
      gazetteer.words.joins.contains(units[span.start - 1]) || gazetteer.words.borders.contains(units[span.start - 1])
    else { return false }
    return group.contains { gazetteer.divisions.above($0) == gazetteer.divisions.above(like) }
  }

  private func opens(_ units: [UInt16], _ span: Span, _ sentence: Span) -> Bool {
    span.start == sentence.start || !PlaceScanner.isNamePart(units[span.start - 1])
      || gazetteer.words.borders.endsWord(units, at: span.start, limit: sentence.start)
  }

  /// Whether nothing else is read in its place: it overlaps no place that was found, stands in no table and ends inside
  /// no longer word (某市|场).
  private func isFree(_ units: [UInt16], _ span: Span, _ sentence: Span, _ known: [PlaceScanner.Finding]) -> Bool {
    for place in known where place.span.overlaps(span) {
      // A short name that the misprinted one begins with: 西华|具.
      guard place.isShort, place.span.start == span.start else { return false }
    }
    if (gazetteer.words.longer.longestEnd(units, at: span.end - 1, limit: sentence.end) ?? 0) > span.end {
      return false
    }
    let named = gazetteer.names.matches(units, at: span.start, limit: sentence.end)
    return named.full == nil && named.township == nil
      && gazetteer.zoneNames.longestMatch(units, at: span.start, limit: sentence.end) == nil
  }
}

extension PlaceScanner.Finding {
  /// Whether it is the short name of a division: 西华.
  fileprivate var isShort: Bool {
    if case .shorts = kind { true } else { false }
  }
}

import Foundation
import NewsText

extension Enumeration {
  /// The announced count as a mention.
  var mention: Mention {
    let value = Decimal(count)
    return Mention(
      span: announced, kind: .enumeration, value: .number(value), narrow: .point(value), wide: .point(value),
      unit: unit, number: announced, rule: rule)
  }
}

/// Puts announced counts in the place of the mentions they overlap. Both lists are in text order; so
/// is the result. Counts that are figures of their own stay as they are.
func merge(_ mentions: [Mention], _ enumerations: [Enumeration]) -> [Mention] {
  if enumerations.isEmpty { return mentions }
  var merged: [Mention] = []
  merged.reserveCapacity(mentions.count + enumerations.count)
  var next = 0
  var free = 0
  for enumeration in enumerations {
    guard !enumeration.isFigure, enumeration.announced.start >= free else { continue }
    while next < mentions.count, mentions[next].span.end <= enumeration.announced.start {
      merged.append(mentions[next])
      next += 1
    }
    // A longer expression (三个月, 三千) is not cut; a name gives way to the list it turned out to announce.
    if next < mentions.count, mentions[next].span.overlaps(enumeration.announced),
      mentions[next].kind != .name, mentions[next].kind != .identifier,
      !enumeration.announced.contains(mentions[next].span)
    {
      continue
    }
    while next < mentions.count, mentions[next].span.start < enumeration.announced.end { next += 1 }
    merged.append(enumeration.mention)
    free = enumeration.announced.end
  }
  merged.append(contentsOf: mentions[next...])
  return merged
}

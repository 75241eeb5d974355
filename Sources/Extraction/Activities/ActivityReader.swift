import NewsText
import RuleFiles

/// Says which campaign activity each sentence of a page reports on.
public struct ActivityReader: Sendable {
  let rules: ActivityRules

  /// Reads `activities/`.
  public init(rules: inout RuleFolder) { self.rules = ActivityRules(rules: &rules) }

  /// What pages and reports call each activity, by its id.
  public var names: [String: String] {
    Dictionary(rules.activities.map { ($0.id, $0.name) }, uniquingKeysWith: { first, _ in first })
  }

  /// What a sentence says counts most, then its paragraph, the heading of its section, the headline, and all of the
  /// section, or of the article where it has none.
  private static let sentenceWeight = 6
  private static let paragraphWeight = 3
  private static let headingWeight = 4
  private static let headlineWeight = 3
  /// Votes from one stretch beyond these say nothing more.
  private static let ceiling = 9

  /// The id of an activity in records; the stanza `none` collects what is no campaign activity.
  func name(of activity: ActivityRules.Activity) -> String { activity.id == "none" ? "" : activity.id }

  /// The activities of a page. Complexity: linear.
  public func activities(in page: Page) -> ActivityMap {
    var map = ActivityMap()
    let none = [Int](repeating: 0, count: rules.activities.count)
    guard !none.isEmpty else { return map }
    let units = page.clean.units
    for article in page.articles {
      var headline = none
      if let span = article.headline { rules.count(units, span, into: &headline) }
      for span in article.subheadlines + [article.shoulder].compactMap({ $0 }) {
        rules.count(units, span, into: &headline)
      }
      var whole = none
      var sections: [Int: [Int]] = [:]
      var paragraphs: [Int: [Int]] = [:]
      var own: [[Int]] = []
      for index in article.sentences {
        var scores = none
        rules.count(units, page.sentences[index].span, into: &scores)
        own.append(scores)
        for at in scores.indices {
          whole[at] += scores[at]
          if let section = page.sentences[index].section { sections[section, default: none][at] += scores[at] }
          paragraphs[page.sentences[index].paragraph, default: none][at] += scores[at]
        }
      }
      let headings = article.sections.map { section in
        var scores = none
        rules.count(units, section.heading, into: &scores)
        return scores
      }
      for (offset, index) in article.sentences.enumerated() {
        let sentence = page.sentences[index]
        let about = sentence.section.flatMap { sections[$0] } ?? whole
        let top = max(1, about.max() ?? 1)
        var best = 0
        var chosen: Int?
        for at in none.indices {
          var score = min(own[offset][at], Self.ceiling) * Self.sentenceWeight
          score += min(paragraphs[sentence.paragraph]?[at] ?? 0, Self.ceiling) * Self.paragraphWeight
          if let section = sentence.section { score += min(headings[section][at], Self.ceiling) * Self.headingWeight }
          score += min(headline[at], Self.ceiling) * Self.headlineWeight
          score += about[at] * Self.ceiling * 2 / top
          if score > best { (best, chosen) = (score, at) }
        }
        map.zones.append(
          ActivityMap.Zone(
            span: sentence.span, activity: chosen.map { name(of: rules.activities[$0]) } ?? "",
            rule: chosen.map { rules.activities[$0].reference }))
      }
    }
    return map
  }
}

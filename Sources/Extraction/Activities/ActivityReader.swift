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
    let count = rules.activities.count
    guard count > 0 else { return map }
    map.zones.reserveCapacity(page.sentences.count)
    let names = rules.activities.map(name)
    let units = page.clean.units
    for article in page.articles {
      var tally = ActivityTally(activities: count, article: article)
      if let span = article.headline { rules.count(units, span) { tally.add($0, $1, to: .headline) } }
      if let span = article.shoulder { rules.count(units, span) { tally.add($0, $1, to: .headline) } }
      for span in article.subheadlines { rules.count(units, span) { tally.add($0, $1, to: .headline) } }
      for (index, section) in article.sections.enumerated() {
        rules.count(units, section.heading) { tally.add($0, $1, to: .heading(index)) }
      }
      for index in article.sentences {
        tally.open(section: page.sentences[index].section, paragraph: page.sentences[index].paragraph)
        rules.count(units, page.sentences[index].span) { tally.vote($0, $1) }
      }
      // The most votes that all of a section, or of the article, gives to one activity.
      var top: (section: Int?, votes: Int)?
      for (offset, index) in article.sentences.enumerated() {
        let section = page.sentences[index].section
        if !tally.active.isEmpty, top == nil || top?.section != section { top = (section, tally.most(in: section)) }
        let chosen = top.flatMap { best(tally, offset, section, $0.votes) }
        map.zones.append(
          ActivityMap.Zone(
            span: page.sentences[index].span, activity: chosen.map { names[$0] } ?? "",
            rule: chosen.map { rules.activities[$0].reference }))
      }
    }
    return map
  }

  /// The activity that most speaks for in a sentence, given by its place in the article; the first of several.
  ///
  /// - Parameter top: the most votes of all of its section or of the article.
  private func best(_ tally: ActivityTally, _ offset: Int, _ section: Int?, _ top: Int) -> Int? {
    var best = 0
    var chosen: Int?
    tally.forEach(inSentence: offset, section: section) { votes in
      var score = min(votes.sentence, Self.ceiling) * Self.sentenceWeight
      score += min(votes.paragraph, Self.ceiling) * Self.paragraphWeight
      score += min(votes.heading, Self.ceiling) * Self.headingWeight
      score += min(votes.headline, Self.ceiling) * Self.headlineWeight
      score += votes.about * Self.ceiling * 2 / top
      if score > best { (best, chosen) = (score, votes.activity) }
    }
    return chosen
  }
}

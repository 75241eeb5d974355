import Extraction
import Foundation

/// How the value of a cell came about, or why it has none.
enum CampaignBasis: String, CaseIterable {
  case single, sum, equal
  case cumulative = "not-summed-cumulative"
  case point = "not-summed-point"
  case part = "not-summed-part"
  case share = "not-summed-share"
  case places = "not-summed-place-within-district"
  case periods = "not-summed-overlapping-periods"
  case vague = "not-summed-no-value"
}

/// The figures of one cell of a campaign table.
struct CampaignCell {
  /// The different figures, in order of appearance.
  private(set) var figures: [CampaignFigure] = []
  /// Ids of figures that only repeat one of them.
  private(set) var repeats: [String] = []
  private(set) var articles: Set<String> = []

  /// What makes two figures the same report: the number and the place, within one article or one sentence.
  private struct Report: Hashable {
    var value: Decimal?
    var low: Decimal?
    var place: String
    var context: String
  }

  private var reports: Set<Report> = []

  mutating func add(_ figure: CampaignFigure) {
    articles.insert(figure.article)
    let same = [figure.article, "sentence \(figure.sentence)"].map {
      Report(value: figure.value, low: figure.low, place: figure.place, context: $0)
    }
    if same.contains(where: reports.contains) { repeats.append(figure.id) } else { figures.append(figure) }
    reports.formUnion(same)
  }

  func total(scope: Statistic.Scope) -> (
    value: Decimal?, low: Decimal?, high: Decimal?, basis: CampaignBasis
  ) {
    guard let first = figures.first else { return (nil, nil, nil, .vague) }
    if figures.count == 1 { return (first.value, first.low, first.high, .single) }
    if let obstacle = obstacle(scope: scope) {
      let agree = figures.allSatisfy { $0.value == first.value && $0.low == first.low && $0.high == first.high }
      return agree ? (first.value, first.low, first.high, .equal) : (nil, nil, nil, obstacle)
    }
    return (sum(\.value), sum(\.low), sum(\.high), .sum)
  }

  /// The sum of a bound; nil when one of them is unbounded.
  private func sum(_ bound: KeyPath<CampaignFigure, Decimal?>) -> Decimal? {
    figures.reduce(Decimal?.some(0)) { total, figure in
      guard let total, let next = figure[keyPath: bound] else { return nil }
      return total + next
    }
  }

  private func obstacle(scope: Statistic.Scope) -> CampaignBasis? {
    switch scope {
    case .cumulative: return .cumulative
    case .point: return .point
    case .part: return .part
    case .period, .none: break
    }
    if figures.contains(where: { $0.dimension == .percent || $0.dimension == .ratio }) { return .share }
    if figures.contains(where: { $0.value == nil }) { return .vague }
    if Set(figures.map(\.place.isEmpty)).count > 1 { return .places }
    let periods = Set(figures.map { [$0.periodStart ?? "", $0.periodEnd ?? ""] }).sorted { $0[0] < $1[0] }
    for (earlier, later) in zip(periods, periods.dropFirst()) where earlier[1].isEmpty || later[0] <= earlier[1] {
      return .periods
    }
    return nil
  }
}

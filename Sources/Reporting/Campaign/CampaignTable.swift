import Extraction
import Foundation

/// Campaign tables over any number of documents: district × activity × indicator, each cell with the ids of the
/// statistics it was made from.
///
/// Note [What may be summed]: figures of one cell are added only where adding means something. Totals to date, states
/// and parts of a whole are not parts of a common sum; percentages and ratios never are; a district's figure and that
/// of one of its communities overlap; so do periods that overlap without being the same. Such a cell keeps its figures
/// apart, says why, and has a value only when all its figures agree. A figure that is merely repeated (the same number
/// for the same place in the same article or the same sentence) counts once.
public struct CampaignTable: Sendable {
  private var order: [CampaignFigure.Key] = []
  private var cells: [CampaignFigure.Key: CampaignCell] = [:]
  private var ids: Set<String> = []

  /// An empty table.
  public init() {}

  /// Takes the figures of one document; a document that was taken before adds nothing.
  public mutating func add(_ figures: [CampaignFigure]) {
    for figure in figures where ids.insert(figure.id).inserted {
      if cells[figure.key] == nil { order.append(figure.key) }
      cells[figure.key, default: CampaignCell()].add(figure)
    }
  }

  /// The cells, by district and activity, within them in order of appearance.
  public func rows() -> [Row] {
    let sorted = order.enumerated().sorted {
      let a = $0.element
      let b = $1.element
      return (a.district ?? "\u{10FFFF}", a.activity, $0.offset) < (b.district ?? "\u{10FFFF}", b.activity, $1.offset)
    }
    return sorted.compactMap { entry in cells[entry.element].map { row(entry.element, $0) } }
  }

  private func row(_ key: CampaignFigure.Key, _ content: CampaignCell) -> Row {
    let total = content.total(scope: key.scope)
    let figures = content.figures
    return [
      .optional(key.district), .optional(key.code), .text(key.activity), .text(key.action), .text(key.object),
      .optional(total.value), .optional(total.low), .optional(total.high), .text(key.unit), .text(total.basis.rawValue),
      .integer(figures.count), .text(key.scope.rawValue), .flag(key.planned),
      .optional(figures.compactMap(\.periodStart).min()), .optional(figures.compactMap(\.periodEnd).max()),
      .integer(content.articles.count), .texts(figures.map(\.id) + content.repeats),
    ]
  }
}

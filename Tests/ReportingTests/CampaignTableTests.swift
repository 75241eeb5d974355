import Extraction
import Foundation
import NewsText
import Testing

@testable import Reporting

@Suite struct CampaignTableTests {
  /// A figure of one indicator; what is not given is the same for all.
  static func figure(
    _ value: Int, id: String, scope: Statistic.Scope = .none, dimension: Measure.Dimension = .count, place: String = "",
    period: (String, String)? = nil, article: String = "a", district: String = "蚌山区"
  ) -> CampaignFigure {
    CampaignFigure(
      key: CampaignFigure.Key(
        district: district, code: nil, activity: "household-visits", action: "走访", object: "居民", unit: "户",
        scope: scope, planned: false),
      id: id, value: Decimal(value), low: Decimal(value), high: Decimal(value), dimension: dimension, place: place,
      periodStart: period?.0, periodEnd: period?.1, article: article, sentence: id)
  }

  static func cell(_ figures: [CampaignFigure]) throws -> [String: Cell] {
    var table = CampaignTable()
    table.add(figures)
    let row = try #require(table.rows().first)
    #expect(table.rows().count == 1)
    return Dictionary(uniqueKeysWithValues: zip(CampaignRecord.type.columns.map(\.name), row))
  }

  @Test(arguments: [
    ("12", "sum", [figure(5, id: "1"), figure(7, id: "2")]),
    ("5", "single", [figure(5, id: "1")]),
    ("12", "sum", [figure(5, id: "1", place: "甲社区"), figure(7, id: "2", place: "乙社区")]),
    ("", "not-summed-place-within-district", [figure(5, id: "1", place: "甲社区"), figure(7, id: "2")]),
    ("", "not-summed-cumulative", [figure(5, id: "1", scope: .cumulative), figure(7, id: "2", scope: .cumulative)]),
    ("5", "equal", [figure(5, id: "1", scope: .point), figure(5, id: "2", scope: .point, article: "b")]),
    ("", "not-summed-part", [figure(5, id: "1", scope: .part), figure(7, id: "2", scope: .part)]),
    ("", "not-summed-share", [figure(5, id: "1", dimension: .percent), figure(7, id: "2", dimension: .percent)]),
    (
      "12", "sum",
      [figure(5, id: "1", period: ("2023-01", "2023-03")), figure(7, id: "2", period: ("2023-04", "2023-06"))]
    ),
    (
      "", "not-summed-overlapping-periods",
      [figure(5, id: "1", period: ("2023-01", "2023-03")), figure(7, id: "2", period: ("2023-01", "2023-06"))]
    ),
    ("12", "sum", [figure(5, id: "1"), figure(5, id: "3"), figure(7, id: "2")]),
    ("10", "sum", [figure(5, id: "1"), figure(5, id: "2", article: "b")]),
  ])
  func aCell(value: String, basis: String, figures: [CampaignFigure]) throws {
    let cell = try Self.cell(figures)
    #expect(SeparatedValues.plainText(cell["value"] ?? .null) == value)
    #expect(cell["basis"] == .text(basis))
    let ids: [String] = if case .texts(let ids)? = cell["ids"] { ids } else { [] }
    #expect(Set(ids) == Set(figures.map(\.id)), "every figure can be traced")
  }

  @Test func theSameDocumentTwiceCountsOnce() throws {
    let figures = [Self.figure(5, id: "1"), Self.figure(7, id: "2")]
    #expect(try Self.cell(figures + figures) == Self.cell(figures))
  }

  @Test func aBoundThatIsOpenStaysOpenInTheSum() throws {
    var over = Self.figure(7, id: "2")
    over.high = nil
    let cell = try Self.cell([Self.figure(5, id: "1"), over])
    #expect(cell["low"] == .number(12))
    #expect(cell["high"] == .null)
  }

  @Test func cellsAreOrderedByDistrict() {
    var table = CampaignTable()
    table.add([Self.figure(1, id: "1", district: "禹会区"), Self.figure(1, id: "2", district: "淮上区")])
    table.add([Self.figure(1, id: "3", article: "b").with(district: nil)])
    #expect(table.rows().map { $0[0] } == [.text("淮上区"), .text("禹会区"), .null])
  }
}

extension CampaignFigure {
  fileprivate func with(district: String?) -> CampaignFigure {
    var figure = self
    figure.key.district = district
    return figure
  }
}

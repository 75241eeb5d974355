import Foundation
import NewsText
import Testing

@testable import Extraction

/// Reads `Corpora/places.tsv`: what holds at the last number of a text.
@Suite struct PlaceCorpusTests {
  struct Row: Sendable, CustomTestStringConvertible {
    var line: Int
    var district: String
    var code: String
    var basis: String
    var place: String
    var surfaces: [String]
    var testDescription: String { "places.tsv:\(line)" }
  }

  static let rows: [Row] = {
    let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Corpora/places.tsv")
    let text = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
    return text.split(separator: "\n", omittingEmptySubsequences: false).enumerated().compactMap { number, line in
      let cells = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      guard cells.count == 5, cells[0] != "district", !line.hasPrefix("#") else { return nil }
      return Row(
        line: number + 1, district: cells[0], code: cells[1], basis: cells[2], place: cells[3],
        surfaces: cells[4].components(separatedBy: " | "))
    }
  }()

  @Test func eachRowHasFiveSurfaces() {
    #expect(Self.rows.allSatisfy { $0.surfaces.count >= 5 && DistrictBasis(rawValue: $0.basis) != nil })
    #expect(Self.rows.map(\.surfaces.count).reduce(0, +) >= 350)
  }

  @Test(arguments: rows)
  func whatHoldsAtTheLastNumber(_ row: Row) {
    for surface in row.surfaces {
      var text = surface.replacingOccurrences(of: "⏎", with: "\n")
      if !text.hasSuffix("。") { text += "安放座椅300把。" }
      let page = PlaceBench.shared.page(text)
      let last = page.clean.units.lastIndex { $0 >= 0x30 && $0 <= 0x39 } ?? 0
      let zone = PlaceBench.shared.reader.districts(in: page).zone(at: last)
      let found = [
        zone?.answer?.district.name ?? "", zone?.answer?.district.code ?? "", zone?.answer?.basis.rawValue ?? "",
        zone?.place ?? "",
      ]
      #expect(found == [row.district, row.code, row.basis, row.place], "\(surface)")
    }
  }
}

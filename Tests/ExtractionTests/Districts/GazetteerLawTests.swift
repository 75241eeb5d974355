import Foundation
import NewsText
import Testing

@testable import Extraction

/// Whatever division of the gazetteer a text names is found, in whatever dress it comes.
@Suite struct GazetteerLawTests {
  let bench = PlaceBench.shared

  /// The divisions of the table as it is written: name, code, and what lies above.
  struct Division: Sendable {
    var name: String
    var code: String
    var parent: String
    var towns: [String]
  }

  static let table: [Division] = {
    let text = (try? String(contentsOfFile: RulesFolder.path + "/gazetteer/divisions.tsv", encoding: .utf8)) ?? ""
    return text.split(separator: "\n").compactMap { line in
      let cells = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      guard cells.count == 6, cells[0] == "county" || cells[0] == "prefecture" else { return nil }
      return Division(
        name: cells[2], code: cells[1], parent: cells[4], towns: cells[5].split(separator: " ").map(String.init))
    }
  }()

  static let cities: [String: String] = {
    var found: [String: String] = [:]
    for division in table where !division.code.isEmpty && division.code.hasSuffix("00") {
      found[division.code] = division.name
    }
    return found
  }()

  @Test func rulesHaveNoDiagnostics() {
    #expect(bench.diagnostics.map(\.description) == [])
  }

  /// Every name of the table is found in running text with exactly its span, as what it is.
  @Test func everyNameIsFoundWhole() {
    for division in Self.table {
      for (name, kind) in [(division.name, NameIndex.Kind.full)] + division.towns.map({ ($0, NameIndex.Kind.township) })
      {
        // Names in 区 among the townships are left to the kinds of zones.
        if kind == .township, name.hasSuffix("区"), division.code != "820000" { continue }
        let units = Array(("，" + name + "，").utf16)
        let all = bench.gazetteer.names.matches(units, at: 1, limit: units.count)
        let found = kind == .full ? all.full : all.township
        #expect(found?.end == units.count - 1, "\(name)")
      }
    }
  }

  /// A county behind the name of its city has its own code, in simplified and in Traditional script, wrapped, and with
  /// a gloss; its span in the source is where it is written.
  @Test func everyCountyHasItsCodeBehindItsCity() {
    for (at, division) in Self.table.enumerated() {
      guard let city = Self.cities[division.parent], city != division.name, at % 7 == 0 else { continue }
      let code = division.code.isEmpty || division.code == division.parent ? nil : division.code
      for (before, after) in [
        ("", "安放座椅300把。"), ("今年以来，", "共安放座椅300把。"),
        ("各地积极行动，干部群众纷纷参加，活动取得了良好的效果，受到了居民的广泛欢迎，其中\n", "安放座椅300\n把，居民纷纷表示满意。"),
      ] {
        let source = before + city + division.name + after
        let page = bench.page(source)
        let places = bench.reader.districts(in: page).places
        let place = places.first { page.clean.text(in: $0.span) == division.name }
        #expect(place?.district?.name == division.name, "\(source)")
        #expect(place?.district?.code == code, "\(source)")
        guard let place else { continue }
        let span = page.clean.offsets.source(place.span)
        let scalars = Array(source.unicodeScalars)[span.start..<span.end]
        #expect(String(String.UnicodeScalarView(scalars)) == division.name)
      }
    }
  }

  /// What a page in Traditional script with glosses says is found where it is written.
  @Test(arguments: [
    ("周口市川匯區(huì)共安放座椅300把，受到羣眾歡迎。", "川匯區", "411602"), ("泉州市鯉城區(qū)共安放座椅300把，市民滿意。", "鯉城區", "350502"),
    ("瀋陽市瀋河區(shěn)共安放座椅300把，市民滿意。", "瀋河區", "210103"), ("廣州市荔灣區共安放座椅300把，市民滿意。", "荔灣區", "440103"),
  ])
  func glossedNamesKeepTheirSpan(_ source: String, _ name: String, _ code: String) {
    let page = bench.page(source)
    let place = bench.reader.districts(in: page).places.first { $0.district?.code == code }
    let span = page.clean.offsets.source(place?.span ?? Span(0, 0))
    let scalars = Array(source.unicodeScalars)[span.start..<span.end]
    #expect(String(String.UnicodeScalarView(scalars)) == name)
  }

  /// A name that several divisions bear has no code where nothing tells which of them is meant.
  @Test func namesOfSeveralHaveNoCodeAlone() {
    let counts = Dictionary(Self.table.map { ($0.name, 1) }, uniquingKeysWith: +)
    for (name, count) in counts where count > 1 && name.count > 2 {
      let page = bench.page(name + "安放座椅300把。")
      for place in bench.reader.districts(in: page).places {
        #expect(place.district?.code == nil, "\(name)")
      }
    }
  }

  @Test func damagedTextKeepsOrderAndBounds() {
    var random = SystemRandomNumberGenerator()
    let alphabet =
      Array("市区县镇乡村街道社区小区周口川汇淮阳北京朝阳大同高新开发全该我等、，。（）“”个处30 \n里路李".utf16) + [0xFFFD, 0xD800, 0]
    for _ in 0..<2000 {
      let units = (0..<Int.random(in: 0...40, using: &random)).map { _ in
        alphabet[Int.random(in: 0..<alphabet.count, using: &random)]
      }
      let found = PlaceScanner(gazetteer: bench.gazetteer).findings(units, Span(0, units.count))
      var last = 0
      for finding in found {
        #expect(finding.span.start >= last && finding.span.end <= units.count && !finding.span.isEmpty)
        last = finding.span.end
      }
    }
  }
}

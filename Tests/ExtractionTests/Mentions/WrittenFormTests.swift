import Foundation
import NewsText
import Testing

@testable import Extraction

/// A random number, written in every form that newspapers use, reads back with its value, its interval and its span: in
/// Simplified and Traditional script, in full width, wrapped between any two characters, and glossed.
@Suite struct WrittenFormTests {
  let bench = MentionBench.shared
  typealias Random = MentionLawTests.Random

  /// A surface and what it means.
  struct Case {
    var surface: String
    var value: Decimal
    var low: Decimal?
    var high: Decimal?
    var qualifier = Qualifier.exact
    var unit: String
  }

  /// Every form of a count with one random number.
  static func counts(_ random: inout Random) -> [Case] {
    let number = Int.random(in: 1001...99_999_999, using: &random)
    let n = Decimal(number)
    var cases = [
      "\(number)", Written.grouped(number, ","), Written.grouped(number, "，"), Written.grouped(number, " "),
      Written.chinese(number), Written.formal(number),
    ].map { Case(surface: $0 + "人", value: n, low: n, high: n, unit: "人") }
    if number > 10_000, number % 10_000 > 1000 {
      for rest in ["\(number % 10_000)", Written.grouped(number % 10_000, ",")] {
        cases.append(Case(surface: "\(number / 10_000)万\(rest)人", value: n, low: n, high: n, unit: "人"))
      }
    }
    // 3.2万: half a unit of the last digit.
    let tenths = Int.random(in: 11...99_999, using: &random) / 10 * 10 + Int.random(in: 1...9, using: &random)
    for (mark, power) in [("万", 3), ("亿", 7)] {
      let step = Decimal(sign: .plus, exponent: power, significand: 1)
      let value = Decimal(tenths) * step
      cases.append(
        Case(
          surface: "\(tenths / 10).\(tenths % 10)\(mark)元", value: value, low: value - step / 2, high: value + step / 2,
          unit: "元"))
    }
    // 8300余, 三千二百多, 700多万
    let hundreds = Int.random(in: 11...98, using: &random)
    let h = Decimal(hundreds * 100)
    let p: Decimal = hundreds % 10 == 0 ? 1000 : 100
    for word in ["余", "多"] {
      for digits in ["\(hundreds * 100)", Written.grouped(hundreds * 100, ","), Written.chinese(hundreds * 100)] {
        cases.append(Case(surface: digits + word + "户", value: h, low: h, high: h + p, qualifier: .over, unit: "户"))
      }
      let scaled = h * 10_000
      cases.append(
        Case(
          surface: "\(hundreds * 100)\(word)万元", value: scaled, low: scaled, high: scaled + p * 10_000,
          qualifier: .over, unit: "元"))
    }
    for word in ["近", "将近", "接近"] {
      cases.append(
        Case(surface: word + "\(hundreds * 100)件", value: h, low: h * 9 / 10, high: h, qualifier: .nearly, unit: "件"))
    }
    let about = min(h / 10, p * 5)
    for (before, after) in [("约", ""), ("大约", ""), ("", "左右"), ("", "上下")] {
      cases.append(
        Case(
          surface: "\(before)\(hundreds * 100)个\(after)", value: h, low: h - about, high: h + about, qualifier: .about,
          unit: "个"))
    }
    let more = h + max(p, h / 4)
    for (before, after, qualifier) in [
      ("超", "", Qualifier.over), ("逾", "", .over), ("超过", "", .over), ("", "以上", .over), ("不少于", "", .atleast),
      ("不低于", "", .atleast), ("至少", "", .atleast),
    ] {
      cases.append(
        Case(
          surface: "\(before)\(hundreds * 100)辆\(after)", value: h, low: h, high: more, qualifier: qualifier, unit: "辆")
      )
    }
    for (before, after) in [("不超过", ""), ("至多", ""), ("", "以下"), ("", "以内")] {
      cases.append(
        Case(surface: "\(before)\(hundreds * 100)米\(after)", value: h, low: 0, high: h, qualifier: .atmost, unit: "米"))
    }
    for before in ["不足", "不到"] {
      cases.append(
        Case(surface: before + "\(hundreds * 100)吨", value: h, low: h * 8 / 10, high: h, qualifier: .atmost, unit: "吨"))
    }
    return cases + ranges(&random) + shares(&random)
  }

  private static func ranges(_ random: inout Random) -> [Case] {
    let a = Int.random(in: 2...40, using: &random)
    let b = a + Int.random(in: 2...40, using: &random)
    var cases: [Case] = []
    for mark in ["-", "—", "–", "~", "～", "至", "到"] {
      cases.append(
        Case(
          surface: "\(a)\(mark)\(b)公里", value: Decimal(a), low: Decimal(a), high: Decimal(b), qualifier: .range,
          unit: "公里"))
      let scale: Decimal = 10_000
      cases.append(
        Case(
          surface: "\(a)\(mark)\(b)万元", value: Decimal(a) * scale, low: Decimal(a) * scale, high: Decimal(b) * scale,
          qualifier: .range, unit: "元"))
      cases.append(
        Case(
          surface: "\(a)%\(mark)\(b)%", value: Decimal(a), low: Decimal(a), high: Decimal(b), qualifier: .range,
          unit: "%"))
    }
    let digit = Int.random(in: 1...8, using: &random)
    let names = Array("零一二三四五六七八九")
    let pair = "\(names[digit])\(names[digit + 1])"
    for (step, power) in [("十", 10), ("百", 100), ("千", 1000), ("万", 10_000)] {
      cases.append(
        Case(
          surface: pair + step + "名", value: Decimal(digit * power), low: Decimal(digit * power),
          high: Decimal((digit + 2) * power), qualifier: .range, unit: "名"))
    }
    return cases
  }

  private static func shares(_ random: inout Random) -> [Case] {
    let tenths = Int.random(in: 101...999, using: &random)
    let value = Decimal(tenths) / 10
    let (low, high) = (value - 1 / 20, value + 1 / 20)
    let spoken = Written.chinese(tenths / 10) + "点" + String(Array("零一二三四五六七八九")[tenths % 10])
    let parts = Int.random(in: 3...9, using: &random)
    let part = Int.random(in: 1..<parts, using: &random)
    var fraction = Decimal()
    var exact = Decimal(part) * 100 / Decimal(parts)
    NSDecimalRound(&fraction, &exact, 6, .plain)
    let tens = Int.random(in: 1...9, using: &random)
    return [
      Case(surface: "\(tenths / 10).\(tenths % 10)%", value: value, low: low, high: high, unit: "%"),
      Case(surface: "百分之" + spoken, value: value, low: low, high: high, unit: "%"),
      Case(surface: "\(tenths / 10).\(tenths % 10)个百分点", value: value, low: low, high: high, unit: "个百分点"),
      Case(surface: "\(Written.chinese(parts))分之\(Written.chinese(part))", value: fraction, unit: ""),
      Case(surface: "\(part)/\(parts)", value: fraction, unit: ""),
      Case(surface: "\(tens)成", value: Decimal(tens * 10), unit: "成"),
      Case(surface: "近\(tens)成", value: Decimal(tens * 10), qualifier: .nearly, unit: "成"),
    ]
  }

  @Test func everyFormIsReadBack() throws {
    var random = Random(state: 23)
    let segmenter = try WordSegmenter()
    for _ in 0..<20 {
      for item in Self.counts(&random) {
        let dresses = [
          (item.surface, "全年共计", "。"), (Written.fullWidth(item.surface), "全年共计", "。"),
          (Written.traditional(item.surface), "當年記錄約為從前數據：", "，與會議達標。"),
        ]
        for (surface, before, after) in dresses {
          let (mention, all, units) = bench.read(before, surface, after, segmenter)
          guard let mention else {
            Issue.record("\(before)⟦\(surface)⟧ is not read whole: \(bench.describe(all, units))")
            continue
          }
          check(item, mention, surface)
        }
      }
    }
  }

  private func check(_ item: Case, _ mention: Mention, _ surface: String) {
    let got = "\(mention.value) \(mention.narrow) \(mention.qualifier) \(mention.unit)"
    #expect(mention.value == .number(item.value), "\(surface): \(got)")
    #expect(mention.qualifier == item.qualifier, "\(surface): \(got)")
    #expect(mention.unit == item.unit, "\(surface): \(got)")
    if let low = item.low { #expect(mention.narrow.low == low, "\(surface): \(got)") }
    if let high = item.high { #expect(mention.narrow.high == high, "\(surface): \(got)") }
  }

  // MARK: dates

  @Test func everyFormOfDateIsReadBack() throws {
    var random = Random(state: 41)
    let segmenter = try WordSegmenter()
    let digits = Array("〇一二三四五六七八九")
    for _ in 0..<120 {
      let (year, month, day) = CivilDay(number: Int.random(in: -7000...20_000, using: &random)).parts
      let iso = "\(year)-\(month < 10 ? "0" : "")\(month)-\(day < 10 ? "0" : "")\(day)"
      let spoken = String(String(year).compactMap { $0.wholeNumberValue.map { digits[$0] } })
      let (m, d) = (Written.chinese(month), Written.chinese(day))
      for surface in [
        "\(year)年\(month)月\(day)日", "\(year) 年 \(month) 月 \(day) 日", "\(spoken)年\(m)月\(d)日", iso,
        "\(year)/\(month)/\(day)", "\(year).\(month).\(day)", "\(year)年\(month)月\(day)号",
        "民国\(year - 1911)年\(month)月\(day)日", "公元\(year)年\(month)月\(day)日",
      ] {
        for dressed in [surface, Written.fullWidth(surface)] {
          let (mention, all, units) = bench.read("本报讯，", dressed, "，记者获悉。", segmenter)
          #expect(mention?.value == .date(iso), "\(dressed) (\(iso)): \(bench.describe(all, units))")
        }
      }
    }
  }

  // MARK: damage of the page

  private static let filler = Array(
    "据当地媒体报道，各社区工作人员在活动现场，耐心讲解有关政策，居民纷纷表示满意，并希望类似活动能够，一直继续开展下去。")

  /// A paragraph cut into lines of equal length, so that a break falls inside the surface.
  private static func wrapped(_ surface: String, _ cut: Int, width: Int) -> (source: String, start: Int) {
    let before = Array(filler.prefix(width - cut))
    var text: [Character] = Array(filler.prefix(width))
    text += before
    text += Array(surface)
    text.append("，")
    text += filler.prefix(max(0, width * 2 - surface.count))
    var source = ""
    for (index, character) in text.enumerated() {
      if index > 0, index % width == 0 { source += "\n" }
      source.append(character)
    }
    return (source + "。", width + before.count)
  }

  @Test func numbersAreReadAcrossLines() throws {
    var random = Random(state: 7)
    let segmenter = try WordSegmenter()
    for round in 0..<8 {
      for item in Self.counts(&random) where !item.surface.contains(" ") {
        let cut = 1 + round % max(1, item.surface.count - 1)
        let (source, _) = Self.wrapped(item.surface, cut, width: 24)
        let clean = bench.cleaner.clean(SourceText(decoding: Array(source.utf8), name: "test"))
        let all = bench.reader.mentions(in: clean.units, span: Span(0, clean.units.count), segmenter: segmenter)
        let scalars = Array(source.unicodeScalars)
        let whole = all.first { mention in
          let span = clean.offsets.source(mention.span)
          let text = String(String.UnicodeScalarView(scalars[span.start..<span.end]))
          return text.replacing("\n", with: "") == item.surface
        }
        guard let whole else {
          Issue.record("\(item.surface) cut at \(cut) is not read whole: \(bench.describe(all, clean.units))")
          continue
        }
        check(item, whole, item.surface)
      }
    }
  }

  /// What printers put behind a character: its sound, in brackets.
  private static let glosses: [Character: String] = [
    "萬": "wàn", "億": "yì", "餘": "yú", "將": "jiāng", "約": "yuē", "過": "guò", "戶": "hù", "個": "gè", "輛": "liàng",
    "點": "diǎn", "數": "shù",
  ]

  @Test func numbersAreReadThroughGlosses() throws {
    var random = Random(state: 31)
    let segmenter = try WordSegmenter()
    for _ in 0..<6 {
      for item in Self.counts(&random) {
        let surface = Written.traditional(item.surface)
        let glossed = surface.map { character in
          Self.glosses[character].map { "\(character)(\($0))" } ?? String(character)
        }.joined()
        guard glossed != surface, !glossed.hasSuffix(")") else { continue }
        let (mention, all, units) = bench.read("據瞭解，當地共計", glossed, "，獲得肯定。", segmenter)
        guard let mention else {
          Issue.record("\(glossed) is not read whole: \(bench.describe(all, units))")
          continue
        }
        check(item, mention, glossed)
      }
    }
  }
}

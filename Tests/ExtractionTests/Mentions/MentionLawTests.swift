import Foundation
import NewsText
import Testing

@testable import Extraction

/// Laws of reading mentions: what is written is read back, and no input breaks order or spans.
@Suite struct MentionLawTests {
  let bench = MentionBench.shared

  /// A reproducible source of numbers (SplitMix64).
  struct Random: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var z = state
      z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
      z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
      return z ^ (z >> 31)
    }
  }

  @Test func writtenNumbersAreReadBack() {
    var random = Random(state: 11)
    for _ in 0..<400 {
      let power = Int.random(in: 1...9, using: &random)
      let number = Int.random(in: 2...(0..<power).reduce(1) { all, _ in all * 10 } + 1, using: &random)
      for surface in [
        "\(number)", Written.grouped(number, ","), Written.grouped(number, "，"), Written.fullWidth("\(number)"),
        Written.chinese(number), Written.grouped(number, " "), Written.formal(number),
      ] where !(surface.count == 1 && number < 10) {
        let units = Array("全年接待\(surface)人。".utf16)
        let all = bench.reader.mentions(in: units, span: Span(0, units.count))
        let expected = Span(4, 4 + surface.utf16.count + 1)
        #expect(
          all.count == 1 && all[0].span == expected && all[0].value.number == Decimal(number),
          "\(surface) (\(number)): \(bench.describe(all, in: String(decoding: units, as: UTF16.self)))")
      }
    }
  }

  @Test func scaledNumbersHaveTheIntervalOfTheirLastDigit() {
    var random = Random(state: 5)
    for _ in 0..<500 {
      let tenths = Int.random(in: 11...9999, using: &random)
      guard tenths % 10 != 0 else { continue }
      let units = Array("投资\(tenths / 10).\(tenths % 10)万元".utf16)
      let all = bench.reader.mentions(in: units, span: Span(0, units.count))
      let value = Decimal(tenths * 1000)
      #expect(all.first?.value.number == value)
      #expect(all.first?.narrow == Interval(value - 500, value + 500, includesHigh: false))
      #expect(all.first?.wide == Interval(value - 1000, value + 1000))
    }
  }

  @Test func everyUnitIsReadBehindItsNumber() {
    for entry in bench.reader.rules.units.entries where entry.measure != nil && entry.trait != .ordinal {
      let text = "共37\(entry.surface)。"
      let units = Array(text.utf16)
      let all = bench.reader.mentions(in: units, span: Span(0, units.count))
      let expected = Span(1, units.count - 1)
      #expect(
        all.count == 1 && all[0].span == expected && all[0].unit == entry.surface,
        "\(text) \(bench.describe(all, in: text))")
    }
  }

  @Test func thereAreManyClassifiers() {
    let kept = bench.reader.rules.units.entries.filter { $0.measure?.baseUnit == $0.surface }
    #expect(kept.count >= 250)
  }

  @Test func thereAreManyUnits() {
    let units = bench.reader.rules.units.entries.filter { $0.measure != nil && $0.measure?.baseUnit != $0.surface }
    #expect(units.count >= 700)
    for dimension in Measure.Dimension.allCases where ![.count, .attendance, .ratio].contains(dimension) {
      #expect(units.contains { $0.measure?.dimension == dimension }, "no unit of \(dimension)")
    }
  }

  @Test(arguments: [
    ("12公里", "12000 m"), ("12公尺", "12 m"), ("12英寸", "0.3048 m"), ("12公顷", "120000 m2"), ("121坪", "400 m2"),
    ("15亩", "10000 m2"), ("12甲", "116390.04 m2"), ("12公吨", "12000 kg"), ("12台斤", "7.2 kg"), ("12磅", "5.44310844 kg"),
    ("12升", "0.012 m3"), ("12加仑", "0.045424941408 m3"), ("12万千瓦", "120000000 W"), ("12兆瓦时", "12000 kWh"),
    ("12千伏", "12000 V"), ("12百帕", "1200 Pa"), ("12兆帕", "12000000 Pa"), ("12角", "1.2 CNY"), ("12新台币", "12 TWD"),
    ("12万元", "120000 CNY"), ("12元/公斤", "12 CNY/kg"), ("12公里/小时", "12 km/h"), ("12人/平方公里", "0.000012 人/m2"),
    ("12毫克/升", "12 mg/L"), ("12μg/m³", "12 μg/m3"), ("12个工作日", "1036800 s"), ("12刻钟", "10800 s"),
  ])
  func quantitiesConvert(_ text: String, _ expected: String) throws {
    let units = Array(("测得" + text + "。").utf16)
    let mention = try #require(bench.reader.mentions(in: units, span: Span(0, units.count)).first)
    let value = try #require(mention.value.number)
    let measure = try #require(mention.measure)
    let parts = expected.split(separator: " ")
    #expect(measure.baseUnit == parts[1])
    let wanted = try #require(Decimal(string: String(parts[0])))
    #expect(abs(value * measure.factor - wanted) < Decimal(sign: .plus, exponent: -9, significand: 1), "\(text)")
  }

  @Test func damagedTextKeepsOrderAndBounds() throws {
    var random = Random(state: 3)
    let alphabet =
      Array(
        "0123456789一二三十百千万亿两半几数第每约近超余多来年月日时点分之%％.,，：:-—至～/、。号个人元米成倍①abG 　\n上下旬底季度周五零下负路里".utf16)
      + [0xFFFD, 0xD800, 0xDC00, 0x0000]
    let segmenter = try WordSegmenter()
    for _ in 0..<10000 {
      let units = (0..<Int.random(in: 0...40, using: &random)).map { _ in
        alphabet[Int.random(in: 0..<alphabet.count, using: &random)]
      }
      let all = bench.reader.mentions(in: units, span: Span(0, units.count), segmenter: segmenter)
      var last = 0
      for mention in all {
        #expect(mention.span.start >= last && !mention.span.isEmpty && mention.span.end <= units.count)
        #expect(mention.span.contains(mention.number))
        if let number = mention.value.number, let low = mention.wide.low, let high = mention.wide.high {
          #expect(low <= high && !number.isNaN, "\(String(decoding: units, as: UTF16.self))")
        }
        last = mention.span.end
      }
    }
  }

  @Test(arguments: [
    "1", "一", "第", "每", "约", "一个", "3至", "12.", "1,", "二〇", "3元5角", "5月6日至", "两年零三个月", "半", "-", "亿", "百分之",
  ])
  func longRunsAreLinear(_ piece: String) throws {
    let segmenter = try WordSegmenter()
    func time(_ count: Int) -> Duration {
      let units = Array(String(repeating: piece, count: count).utf16)
      // The best of three: other work on the machine must not decide.
      return (0..<3).reduce(Duration.seconds(3600)) { best, _ in
        min(
          best,
          ContinuousClock().measure {
            _ = bench.reader.mentions(in: units, span: Span(0, units.count), segmenter: segmenter)
          })
      }
    }
    let short = max(time(1000), .milliseconds(1))
    #expect(time(16000) < short * 100)
  }
}

@Suite struct MentionContextTests {
  let bench = MentionBench.shared

  private func read(_ text: String) -> [Mention] {
    let units = Array(text.utf16)
    return bench.reader.mentions(in: units, span: Span(0, units.count))
  }

  @Test(arguments: [
    ("罚款新台币600万元", "TWD"), ("港币300元", "HKD"), ("人民币300元", "CNY"), ("罚款600元", "CNY"), ("投入600美元", "USD"),
  ])
  func theCurrencyBeforeAnAmountIsItsOwn(_ text: String, _ base: String) {
    #expect(read(text).first?.measure?.baseUnit == base)
  }

  @Test(arguments: [
    ("113年国家清洁周自1月27日起，台中市里长出席。", ["2024", "2024-01-27"]),
    ("在113年里，工厂换了三代人。", []),
    ("2023年5月6日至12日，2月10日、11日停收。", ["2023-05-06/2023-05-12", "2023-02-10", "2023-02-11"]),
    ("2022年以来成绩明显。5月9日，村民说。", ["2022", "--05-09"]),
    ("举办2023年度考试。6月11日开考。", ["2023", "2023-06-11"]),
    ("去年12月、今年1月，2023年3月1日公布。", ["2022-12", "2023-01", "2023-03-01"]),
    ("二〇二三年三月一日启动，截至五月三十一日。", ["2023-03-01", "2023-05-31"]),
  ])
  func datesTakeTheirYearFromTheText(_ text: String, _ dates: [String]) {
    let found = read(text).compactMap { mention in
      if case .date(let iso) = mention.value { iso } else { nil }
    }
    #expect(found == dates)
  }

  @Test(arguments: [
    ("突破300人", Qualifier.over), ("达到300人", .exact), ("近300人", .nearly), ("附近300人", .exact), ("预约300人", .exact),
    ("至少300人", .atleast), ("300人以上", .over),
  ])
  func qualifiers(_ text: String, _ qualifier: Qualifier) {
    #expect(read(text).first?.qualifier == qualifier)
  }
}

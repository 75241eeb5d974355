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
      return ContinuousClock().measure {
        _ = bench.reader.mentions(in: units, span: Span(0, units.count), segmenter: segmenter)
      }
    }
    let short = max(time(1000), .milliseconds(1))
    #expect(time(16000) < short * 100)
  }
}

/// Writes numbers the way newspapers do.
enum Written {
  static func grouped(_ number: Int, _ mark: String) -> String {
    let digits = Array(String(number))
    var result = ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index) % 3 == 0 { result += mark }
      result.append(digit)
    }
    return result
  }

  static func fullWidth(_ text: String) -> String {
    String(String.UnicodeScalarView(text.unicodeScalars.compactMap { Unicode.Scalar($0.value + 0xFEE0) }))
  }

  static func chinese(_ number: Int) -> String {
    let text = spell(number, Array("零一二三四五六七八九"), ["", "十", "百", "千"])
    return text.hasPrefix("一十") ? String(text.dropFirst()) : text
  }

  static func formal(_ number: Int) -> String { spell(number, Array("零壹贰叁肆伍陆柒捌玖"), ["", "拾", "佰", "仟"]) }

  private static func spell(_ number: Int, _ digits: [Character], _ steps: [String]) -> String {
    var result = ""
    var rest = number
    for (base, name) in [(100_000_000, "亿"), (10_000, "万"), (1, "")] {
      let part = rest / base
      rest %= base
      guard part > 0 else { continue }
      if !result.isEmpty, part < 1000 { result.append(digits[0]) }
      var zero = false
      var section = ""
      for power in stride(from: 3, through: 0, by: -1) {
        let digit = part / (0..<power).reduce(1) { all, _ in all * 10 } % 10
        if digit == 0 {
          zero = !section.isEmpty
        } else {
          if zero { section.append(digits[0]) }
          zero = false
          section += String(digits[digit]) + steps[power]
        }
      }
      result += section + name
    }
    return result
  }
}

import Foundation
import Testing

@testable import Reporting

@Suite struct JSONWriterTests {
  @Test(arguments: [
    ("plain 汉字", "\"plain 汉字\""), ("\"\\/", "\"\\\"\\\\/\""), ("a\nb\tc\rd", "\"a\\nb\\tc\\rd\""),
    ("\u{0}\u{1F}\u{7F}", "\"\\u0000\\u001f\\u007f\""), ("\u{80}\u{85}\u{9F}\u{A0}", "\"\\u0080\\u0085\\u009f\u{A0}\""),
    ("\u{2027}\u{2028}\u{2029}\u{202A}", "\"\u{2027}\\u2028\\u2029\u{202A}\""), ("𠮷👍\u{FFFD}", "\"𠮷👍\u{FFFD}\""),
    ("", "\"\""),
  ])
  func strings(text: String, json: String) throws {
    var writer = JSONWriter()
    writer.string(text)
    #expect(String(decoding: writer.bytes, as: UTF8.self) == json)
    let read = try JSONSerialization.jsonObject(with: Data(writer.bytes), options: .fragmentsAllowed)
    #expect(read as? String == text)
  }

  @Test func halfASurrogatePairBecomesAReplacementCharacter() {
    var writer = JSONWriter()
    writer.string(String(decoding: [0x41, 0xD83D, 0x42] as [UInt16], as: UTF16.self))
    #expect(String(decoding: writer.bytes, as: UTF8.self) == "\"A\u{FFFD}B\"")
  }

  @Test(arguments: [
    ("32000", "32000"), ("0.5", "0.5"), ("95.60", "95.6"), ("-3.25", "-3.25"), ("1e12", "1000000000000"),
    ("123456789012345678901234567890", "123456789012345678901234567890"), ("1e-7", "0.0000001"), ("0", "0"),
  ])
  func numbersHaveNoExponent(written: String, json: String) throws {
    var writer = JSONWriter()
    writer.number(try #require(Decimal(string: written)))
    #expect(String(decoding: writer.bytes, as: UTF8.self) == json)
  }

  /// Lines of figures hold the numbers that single records hold, long ones as well: 1亩 is 666.66… m2.
  @Test func bothWritersWriteTheSameNumbers() {
    var numbers = ["0", "-0.005", "1e30", "123456789012345678901234567890.25", "1e-40", "-7", "NaN"]
      .map { Decimal(string: $0) ?? .nan }
    for dividend in [1, 2, 10_000, 123_456_789, -5] {
      for divisor in [3, 7, 15, 16, 9_999, 1_000_000_007] {
        let quotient = Decimal(dividend) / Decimal(divisor)
        numbers += [quotient, quotient * 1_000, quotient * Decimal(divisor), quotient / 1_000_000]
      }
    }
    for number in numbers {
      var writer = JSONWriter()
      var cursor = JSONCursor()
      writer.number(number)
      cursor.makeRoom(200)
      cursor.number(number)
      #expect(String(decoding: cursor.bytes, as: UTF8.self) == String(decoding: writer.bytes, as: UTF8.self))
    }
  }

  @Test func whatIsNoNumberIsNull() {
    var writer = JSONWriter()
    writer.number(Decimal.nan)
    #expect(writer.bytes == Array("null".utf8))
  }

  @Test func commasStandBetween() {
    var writer = JSONWriter()
    writer.beginObject()
    writer.key("a")
    writer.beginArray()
    writer.integer(1)
    writer.null()
    writer.beginArray()
    writer.endArray()
    writer.endArray()
    writer.key("b")
    writer.bool(true)
    writer.endObject()
    #expect(String(decoding: writer.bytes, as: UTF8.self) == "{\"a\":[1,null,[]],\"b\":true}")
  }
}

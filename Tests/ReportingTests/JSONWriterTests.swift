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

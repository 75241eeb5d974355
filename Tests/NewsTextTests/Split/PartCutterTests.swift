import Testing

@testable import NewsText

/// Parts of a large text tile it, and begin where articles do.
@Suite struct PartCutterTests {
  private static let paragraph = "全区组织党员干部走访群众，收集意见建议，逐一办理回复，受到居民好评。\n\n"

  private static func parts(_ text: String) -> [[UInt8]] {
    var rest = Array(text.utf8)[...]
    var parts: [[UInt8]] = []
    while !rest.isEmpty {
      let length = PartCutter.length(of: rest.prefix(PartCutter.longest))
      parts.append(Array(rest.prefix(length)))
      rest = rest.dropFirst(max(1, length))
    }
    return parts
  }

  private static func check(_ text: String) -> [String] {
    let parts = parts(text)
    #expect(parts.reduce(0) { $0 + $1.count } == text.utf8.count)
    for part in parts.dropLast() { #expect((PartCutter.usual...PartCutter.longest).contains(part.count)) }
    for part in parts { #expect(String(validating: part, as: UTF8.self) != nil) }
    return parts.map { String(decoding: $0, as: UTF8.self) }
  }

  private static func repeated(_ text: String, _ bytes: Int) -> String {
    String(repeating: text, count: bytes / text.utf8.count)
  }

  @Test func aPartBeginsWithAMasthead() {
    let page = "2023年6月11日 星期日 第A2版\n\n两万人上街清扫\n\n" + Self.repeated(Self.paragraph, 20_000)
    let parts = Self.check(Self.repeated(page, 1_000_000))
    #expect(parts.count >= 3)
    for part in parts { #expect(part.hasPrefix("2023年6月11日")) }
  }

  @Test func withoutMastheadsItBeginsWithAHeadline() {
    let article = "两万人上街清扫\n\n" + Self.repeated(Self.paragraph, 9_000)
    for part in Self.check(Self.repeated(article, 1_000_000)) { #expect(part.hasPrefix("两万人上街清扫\n")) }
  }

  @Test func withoutHeadlinesItBeginsWithALine() {
    for part in Self.check(Self.repeated(Self.paragraph, 1_000_000)).dropFirst() { #expect(part.hasPrefix("全区组织")) }
  }

  @Test func withoutLinesItBeginsBehindASentence() {
    let line = Self.paragraph.filter { $0 != "\n" }
    for part in Self.check(Self.repeated(line, 1_300_000)).dropFirst() { #expect(part.hasPrefix("全区组织")) }
  }

  @Test(arguments: ["7", "一", "、", "（", "é", "𠮷"])
  func oneLineOfOneCharacter(_ character: String) {
    #expect(Self.check(Self.repeated(character, 1_200_000)).count >= 3)
  }

  @Test func aSmallTextIsOnePart() {
    #expect(Self.check(Self.paragraph).count == 1)
    #expect(PartCutter.length(of: []) == 0)
  }

  @Test func offsetsCountFromTheBeginningOfTheFile() {
    let start = TextPosition().behind(Array("标题\n\n第一段。\n".utf8))
    #expect(start == TextPosition(codePoint: 9, line: 3))
    let text = DecodedText(utf8: Array("第二段　讲完。\n第三段。\n".utf8), encoding: .utf8, replacements: 0)
    let source = SourceText(text, name: "text", start: start)
    #expect(source.text(in: SourceSpan(9, 12)) == "第二段")
    #expect(source.text(in: SourceSpan(17, 20)) == "第三段")
    #expect(source.line(at: 9) == 4)
    #expect(source.line(at: 17) == 5)
    let clean = Cleaner(
      tables: CleaningTables(pairs: [], phrases: [], asides: [], openers: [], closers: [])
    ).clean(source)
    for (unit, offset) in zip(clean.units, clean.offsets.codePoints) where unit != 0x0A && unit != 0x20 {
      #expect(source.text(in: SourceSpan(Int(offset), Int(offset) + 1)).utf16.first == unit)
    }
    #expect(clean.dropped.allSatisfy { $0.span.start >= 9 })
  }
}

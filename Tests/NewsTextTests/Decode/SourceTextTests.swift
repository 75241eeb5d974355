import Testing

@testable import NewsText

/// Decoding counts code points as Python does.
@Suite struct SourceTextTests {
  @Test(arguments: [
    ([0x41], 1, 0), ([0xE5, 0x8C, 0xBA], 1, 0), ([0xF0, 0xA0, 0xAE, 0xB7], 1, 0), ([0xEF, 0xBB, 0xBF, 0x41], 2, 0),
    ([0x0D, 0x0A], 2, 0), ([0xFF], 1, 1), ([0xE5, 0x8C], 1, 1), ([0xE5, 0x41], 2, 1), ([0xC0, 0x80], 2, 2),
    ([0xED, 0xA0, 0x80], 3, 3), ([0xF0, 0x90, 0x41], 2, 1), ([0xF5, 0x80], 2, 2), ([], 0, 0),
  ])
  func counts(_ bytes: [UInt8], _ codePoints: Int, _ replacements: Int) {
    let source = SourceText(decoding: bytes, name: "test")
    #expect(source.count == codePoints)
    #expect(source.replacements == replacements)
    #expect(source.utf8 == Array(String(decoding: bytes, as: UTF8.self).utf8))
  }

  @Test func slicesAndLines() {
    let line = "走访群众93000多人次,𠮷祥。\n"
    let text = String(repeating: line, count: 100)
    let source = SourceText(decoding: Array(text.utf8), name: "test")
    let scalars = Array(text.unicodeScalars)
    for start in stride(from: 0, to: scalars.count - 20, by: 37) {
      var expected = String.UnicodeScalarView()
      expected.append(contentsOf: scalars[start..<(start + 17)])
      #expect(source.text(in: SourceSpan(start, start + 17)) == String(expected))
      #expect(source.line(at: start) == scalars[..<start].count { $0 == "\n" } + 1)
    }
    #expect(source.text(in: SourceSpan(scalars.count - 1, scalars.count + 9)) == "\n")
  }
}

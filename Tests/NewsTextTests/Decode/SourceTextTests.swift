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

  /// Eight bytes are looked at with one step: nothing may depend on where a step begins.
  @Test func everyLengthIsCounted() {
    let scalars = Array("走a\n访12𠮷群，\né众".unicodeScalars)
    var text = String.UnicodeScalarView()
    for length in 0..<700 {
      let source = SourceText(decoding: Array(String(text).utf8), name: "test")
      #expect(source.count == length)
      #expect(source.line(at: length) == text.count { $0 == "\n" } + 1)
      if length > 0 { #expect(source.text(in: SourceSpan(length - 1, length)) == String(text.suffix(1))) }
      text.append(scalars[length * length % scalars.count])
    }
  }

  @Test(arguments: 0..<20) func damageIsFoundWhereverItStands(_ place: Int) {
    for bad in [[0xE0, 0x80, 0x80], [0xED, 0xA0, 0x80], [0xE5, 0x8C], [0xFF], [0x80], [0xF4, 0x90, 0x80, 0x80]]
      as [[UInt8]]
    {
      let bytes =
        Array(repeating: UInt8(ascii: "a"), count: place % 5) + Array(String(repeating: "区", count: place).utf8)
      #expect(UTF8Decoding.isValid(bytes))
      #expect(!UTF8Decoding.isValid(bytes + bad))
      #expect(!UTF8Decoding.isValid(bytes + bad + bytes))
    }
  }

  @Test func bytesAreFound() {
    for length in 0..<40 {
      var bytes = [UInt8](repeating: 0x80, count: length)
      #expect(!bytes.holds(0))
      #expect(bytes.withUnsafeBufferPointer(\.controls) == 0)
      guard length > 0 else { continue }
      bytes[length * 7 % length] = 0
      bytes[length - 1] = 0
      #expect(bytes.holds(0))
      #expect(bytes.withUnsafeBufferPointer(\.controls) == bytes.count { $0 == 0 })
      let first = bytes.withUnsafeBufferPointer { $0.next(0, from: 0, to: length) }
      #expect(first == bytes.firstIndex(of: 0))
      #expect(bytes.withUnsafeBufferPointer { $0.next(7, from: 0, to: length) } == length)
      bytes[length - 1] = 0x0A
      #expect(bytes.withUnsafeBufferPointer(\.controls) == bytes.count { $0 == 0 })
    }
  }
}

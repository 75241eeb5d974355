import Foundation
import Testing

/// Whatever cannot be read in full is named on one line of standard error, the rest is done, and the status is 2.
@Suite struct BadInputTests {
  static let good = "走访群众3471人次，收集意见建议5225条。\n"

  @Test(
    arguments: [
      ("empty.txt", [], "empty file"),
      ("binary.txt", (0..<4096).map { UInt8(truncatingIfNeeded: $0 &* 197) }, "binary file"),
      ("nulls.txt", [UInt8](repeating: 0, count: 64), "binary file"),
      ("page.txt", Array("%PDF-1.7\n…".utf8), "damaged PDF"),
      ("picture.txt", [0x89, 0x50, 0x4E, 0x47, 0x0D], "PNG"),
      ("packed.txt", [0x1F, 0x8B, 0x08, 0x00, 0x00], "archive"),
      ("damaged.txt", Array("走访".utf8) + [0xE8, 0xB5] + Array("群众5人".utf8), "1 place is not valid UTF-8"),
      ("gbk.txt", [0xD7, 0xDF, 0xB7, 0xC3, 0xFF, 0xC8, 0xBA, 0xD6, 0xDA], "1 place is not valid GB18030"),
      ("stray.txt", Array("走访\0群众5人".utf8), "1 NUL byte"),
    ] as [(String, [UInt8], String)])
  func isNamedAndTheRestIsDone(name: String, bytes: [UInt8], message: String) throws {
    let scratch = try Scratch()
    let bad = try scratch.write(name, bytes)
    let first = try scratch.write("a.txt", Self.good)
    let last = try scratch.write("z.txt", Self.good)
    let result = try Program.run("clean", "--format", "jsonl", first, bad, last)
    #expect(result.status == 2)
    #expect(result.errorLines.count == 1, "\(result.errors)")
    #expect(result.errors.hasPrefix("heshu: \(bad): "), "\(result.errors)")
    #expect(result.errors.contains(message), "\(result.errors)")
    let sources = try result.lines.map { try JSONValue($0)["source"]?.string }
    #expect(sources.first == first && sources.last == last)
  }

  @Test func aMissingFileIsNamed() throws {
    let scratch = try Scratch()
    let good = try scratch.write("a.txt", Self.good)
    let result = try Program.run("extract", scratch.path + "/none.txt", good)
    #expect(result.status == 2)
    #expect(result.errors == "heshu: \(scratch.path)/none.txt: no such file or directory; check the path\n")
  }

  @Test func aDanglingLinkInAFolderIsNamed() throws {
    let scratch = try Scratch()
    try scratch.write("a.txt", Self.good)
    try FileManager.default.createSymbolicLink(
      atPath: scratch.path + "/b.txt", withDestinationPath: scratch.path + "/none")
    let result = try Program.run("clean", "--format", "jsonl", scratch.path)
    #expect(result.status == 2)
    #expect(result.errors.contains("/b.txt: no such file"))
    #expect(result.lines.count == 1)
  }

  @Test func aFolderWithoutTextsIsNamed() throws {
    let scratch = try Scratch()
    try scratch.write("page.docx", Self.good)
    let result = try Program.run("extract", scratch.path)
    #expect(result.status == 2)
    #expect(result.errors.contains("no .txt, .html, .pdf, .jsonl or archive file in this folder"))
  }

  @Test func aFolderThatContainsItselfEnds() throws {
    let scratch = try Scratch()
    try scratch.write("a.txt", Self.good)
    try FileManager.default.createSymbolicLink(
      atPath: scratch.path + "/again", withDestinationPath: scratch.path)
    let result = try Program.run("clean", "--format", "jsonl", scratch.path)
    #expect(result.status == 2)
    #expect(result.errors.contains("/again: a link back to a folder it lies in"))
    #expect(result.lines.count == 1)
  }

  @Test func controlCharactersInANameStayOnOneLine() throws {
    let scratch = try Scratch()
    let result = try Program.run("extract", scratch.path + "/a\n\u{1B}[2Jb.txt")
    #expect(result.errorLines.count == 1)
    #expect(!result.errors.contains("\u{1B}"))
  }

  @Test func aNameThatIsNotUTF8IsRead() throws {
    let scratch = try Scratch()
    let folder = scratch.path
    let name = Array((folder + "/").utf8) + [0xD7, 0xDF] + Array(".txt".utf8) + [0]
    let file = name.withUnsafeBytes {
      open($0.baseAddress!.assumingMemoryBound(to: CChar.self), O_CREAT | O_WRONLY, 0o644)
    }
    try #require(file >= 0)
    _ = Array(Self.good.utf8).withUnsafeBytes { write(file, $0.baseAddress, $0.count) }
    close(file)
    let result = try Program.run("clean", "--format", "jsonl", folder)
    #expect(result.status == 0, "\(result.errors)")
    #expect(result.lines.count == 1)
  }

  @Test func oneVeryLongLineIsRead() throws {
    let scratch = try Scratch()
    let line = String(repeating: "走访群众3471人次，", count: 5_000_000 / 26)
    let file = try scratch.write("long.txt", line)
    let result = try Program.run("clean", file)
    #expect(result.status == 0, "\(result.errors)")
    #expect(result.output.utf8.count >= line.utf8.count)
  }

  @Test func aFolderOfManySmallFilesIsReadInOrder() throws {
    let scratch = try Scratch()
    for number in 0..<2000 { try scratch.write("\(number % 7)/page\(10000 + number).txt", "走访群众\(number)人次。") }
    let result = try Program.run("clean", "--format", "jsonl", "--jobs", "3", scratch.path)
    #expect(result.status == 0, "\(result.errors)")
    let names = try result.lines.map { try JSONValue($0)["source"]?.string ?? "" }
    #expect(names.count == 2000)
    #expect(names == names.sorted())
  }
}

import Foundation
import NewsText
import Testing

@testable import Archive

/// Whatever a text is packed in, and in whatever encoding, its statistics are those of the plain text.
@Suite struct FormatTests {
  static let simplified = """
    南岭区文明城市创建工作纪实
    本报讯　今年以来，南岭区东平街道共走访群众3471人次，收集意见建议1280条，办结1265条。
    据悉，该区已投入资金260万元，改造老旧小区14个，新增停车位830个。
    活动中，志愿者清理卫生死角96处，发放宣传单5000余份。

    """
  static let traditional = """
    南嶺區文明城市創建工作紀實
    本報訊　今年以來，南嶺區東平街道共走訪群眾3471人次，收集意見建議1280條，辦結1265條。
    據悉，該區已投入資金260萬元，改造老舊小區14個，新增停車位830個。
    活動中，志願者清理衛生死角96處，發放宣傳單5000餘份。

    """

  enum Wrapping: String, CaseIterable {
    case text, gzip, bzip2, xz, zstd, tar, tarGzip, tarXz, zip, zipInTar, html, htmlDeclared, jsonl, warc, wet, warcGzip
  }

  static func encode(_ text: String, _ encoding: TextEncoding) throws -> [UInt8] {
    switch encoding {
    case .utf8: return Array(text.utf8)
    case .utf16LittleEndian: return text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    case .utf16BigEndian: return text.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
    case .gb18030, .big5:
      let folder = try Fixture()
      let input = try folder.write("text", text)
      let process = Process()
      process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
      process.arguments = ["iconv", "-f", "UTF-8", "-t", encoding == .big5 ? "BIG5-HKSCS" : "GB18030", input]
      let pipe = Pipe()
      process.standardOutput = pipe
      try process.run()
      let bytes = [UInt8](pipe.fileHandleForReading.readDataToEndOfFile())
      process.waitUntilExit()
      return bytes
    }
  }

  static func wrap(_ text: String, _ encoding: TextEncoding, _ wrapping: Wrapping) throws -> (String, [UInt8]) {
    let bytes = try encode(text, encoding)
    func page(_ charset: String?) throws -> [UInt8] { try encode(Pack.page(text, charset: charset), encoding) }
    switch wrapping {
    case .text: return ("a.txt", bytes)
    case .gzip: return ("a.txt.gz", try Pack.compressed("gzip", bytes))
    case .bzip2: return ("a.txt.bz2", try Pack.compressed("bzip2", bytes))
    case .xz: return ("a.txt.xz", try Pack.compressed("xz", bytes))
    case .zstd: return ("a.txt.zst", try Pack.compressed("zstd", bytes))
    case .tar: return ("a.tar", try Pack.archive("tar", [Pack.Member("版面/甲.txt", bytes)]))
    case .tarGzip: return ("a.tgz", try Pack.archive("tar", "gzip", [Pack.Member("甲.txt", bytes)]))
    case .tarXz: return ("a.tar.xz", try Pack.archive("tar", "xz", [Pack.Member("甲.txt", bytes)]))
    case .zip: return ("a.zip", try Pack.archive("zip", [Pack.Member("甲.txt", bytes)]))
    case .zipInTar:
      let inner = try Pack.archive("zip", [Pack.Member("甲.txt", bytes)])
      return ("a.tar", try Pack.archive("tar", [Pack.Member("b.zip", inner)]))
    case .html: return ("a.html", try page(nil))
    case .htmlDeclared: return ("a.htm", try page(encoding == .gb18030 ? "gb2312" : encoding.rawValue))
    case .jsonl: return ("a.jsonl", try encode(try Pack.json(text) + "\n", encoding))
    case .warc:
      return (
        "a.warc", Pack.record("response", "application/http; msgtype=response", Pack.reply(try page(nil)), url: "u")
      )
    case .wet: return ("a.wet", Pack.record("conversion", "text/plain", bytes, url: "u"))
    case .warcGzip:
      let record = Pack.record("response", "application/http", Pack.reply(try page(nil)), url: "u")
      return ("a.warc.gz", try Pack.compressed("gzip", record) + Pack.compressed("gzip", record))
    }
  }

  @Test(arguments: Wrapping.allCases, TextEncoding.allCases)
  func givesTheStatisticsOfThePlainText(_ wrapping: Wrapping, _ encoding: TextEncoding) throws {
    let text = encoding == .big5 ? Self.traditional : Self.simplified
    let expected = try Fixture.figures(SourceText(decoding: Array(text.utf8), name: "plain"))
    #expect(expected.count == 8)
    let (name, bytes) = try Self.wrap(text, encoding, wrapping)
    let readings = try Fixture().read(name, bytes)
    #expect(readings.count == (wrapping == .warcGzip ? 2 : 1))
    for reading in readings {
      #expect(reading.problems.isEmpty)
      #expect(reading.source?.encoding == encoding || wrapping == .jsonl)
      #expect(try Fixture.figures(reading.source) == expected, "\(name) in \(encoding.rawValue)")
    }
  }

  @Test func portableDocumentsAreRead() throws {
    let readings = try Fixture().read("a.pdf", Pack.portableDocument(Self.simplified))
    #expect(readings.count == 1 && readings[0].problems.isEmpty, "\(readings.map(\.problems))")
    let expected = try Fixture.figures(SourceText(decoding: Array(Self.simplified.utf8), name: "plain"))
    #expect(try Fixture.figures(readings.first?.source) == expected)
  }

  /// Bytes changed and cut anywhere: no crash, and what is wrong is told.
  @Test(arguments: Wrapping.allCases) func damageIsSurvived(_ wrapping: Wrapping) throws {
    let (name, bytes) = try Self.wrap(Self.simplified, .utf8, wrapping)
    let fixture = try Fixture()
    var state: UInt64 = 7
    func random(_ limit: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % limit
    }
    for _ in 0..<40 {
      var damaged = bytes
      for _ in 0...random(3) { damaged[random(damaged.count)] = UInt8(random(256)) }
      if random(2) == 0 { damaged.removeLast(random(damaged.count)) }
      for reading in try fixture.read(name, damaged) {
        #expect(reading.source != nil || !reading.problems.isEmpty)
      }
    }
  }

  @Test func namesInZipFilesMayBeGBK() throws {
    let content = Array(Self.simplified.utf8)
    // 版面/甲.txt
    let name: [UInt8] = [0xB0, 0xE6, 0xC3, 0xE6, 0x2F, 0xBC, 0xD7, 0x2E, 0x74, 0x78, 0x74]
    let readings = try Fixture().read("a.zip", try Pack.archive("zip", [Pack.Member(name: name, content)]))
    #expect(readings.first?.source?.name.hasSuffix("a.zip!/版面/甲.txt") == true)
  }
}

import Foundation
import RuleFiles
import Testing

@testable import NewsText

/// Which encoding a text is in, whatever is said about it and whatever is broken in it.
@Suite struct DecoderTests {
  static let decoder: Decoder = {
    let tests = (#filePath as NSString).deletingLastPathComponent
    var folder = RuleFolder(path: tests + "/../../../Rules")
    let table = folder.table("decoding/common-characters.tsv", required: ["characters"])
    return Decoder(commonCharacters: (0..<table.rowCount).flatMap { Array(table.cell($0, "characters").utf16) })
  }()

  static let simplified = "  本报讯　今年以来，东平街道共走访群众3471人次，收集意见1280条。\n据悉，该街道已投入260万元。\n"
  static let traditional = "  本報訊　今年以來，東平街道共走訪群眾3471人次，收集意見1280條。\n據悉，該街道已投入260萬元。\n"

  /// As iconv encodes it: the test needs an encoder that is not ours.
  static func encode(_ text: String, _ encoding: TextEncoding) throws -> [UInt8] {
    switch encoding {
    case .utf8: return Array(text.utf8)
    case .utf16LittleEndian: return text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    case .utf16BigEndian: return text.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
    case .gb18030: return try iconv(text, "GB18030")
    case .big5: return try iconv(text, "BIG5-HKSCS")
    }
  }

  private static func iconv(_ text: String, _ name: String) throws -> [UInt8] {
    let folder = NSTemporaryDirectory() + "heshu-\(UUID().uuidString)"
    try Data(text.utf8).write(to: URL(fileURLWithPath: folder))
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["iconv", "-f", "UTF-8", "-t", name, folder]
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let bytes = [UInt8](pipe.fileHandleForReading.readDataToEndOfFile())
    process.waitUntilExit()
    return bytes
  }

  static func text(_ encoding: TextEncoding) -> String { encoding == .big5 ? traditional : simplified }

  @Test(arguments: TextEncoding.allCases, [nil] + TextEncoding.allCases.map { $0 })
  func isFoundWhateverIsDeclared(_ encoding: TextEncoding, _ declared: TextEncoding?) throws {
    let bytes = try Self.encode(Self.text(encoding), encoding)
    let decoded = Self.decoder.decode(bytes, declared: declared)
    #expect(decoded.encoding == encoding)
    #expect(String(decoding: decoded.utf8, as: UTF8.self) == Self.text(encoding))
    #expect(decoded.replacements == 0)
  }

  /// Note [One bad byte changes nothing] in `Decoder`.
  @Test(arguments: TextEncoding.allCases) func oneBadByteChangesNothing(_ encoding: TextEncoding) throws {
    let bytes = try Self.encode(Self.text(encoding), encoding)
    for place in bytes.indices {
      for bad in [0xFF, 0x80, 0x00, 0xC3] as [UInt8] {
        var damaged = bytes
        damaged[place] = bad
        #expect(Self.decoder.encoding(of: damaged) == encoding, "byte \(place) is \(bad)")
      }
    }
    for place in bytes.indices where encoding == .utf8 || encoding == .gb18030 || encoding == .big5 {
      var shorter = bytes
      shorter.remove(at: place)
      #expect(Self.decoder.encoding(of: shorter) == encoding, "byte \(place) is gone")
    }
  }

  @Test(arguments: TextEncoding.allCases) func shortTextsAreKnown(_ encoding: TextEncoding) throws {
    let texts = encoding == .big5 ? ["走訪群眾", "東平街道", "意見1280條"] : ["走访群众", "东平街道", "意见1280条"]
    for text in texts {
      #expect(Self.decoder.encoding(of: try Self.encode(text, encoding)) == encoding, "\(text)")
    }
  }

  @Test(
    arguments: [
      ([0xFF, 0xFE, 0x11, 0x62], "\u{FEFF}我"), ([0xFE, 0xFF, 0x62, 0x11], "\u{FEFF}我"),
      // 镕 is in GBK and not in GB2312.
      ([0xD6, 0xEC, 0xE9, 0x46, 0xBB, 0xF9], "朱镕基"), ([], ""), ([0x31, 0x32], "12"),
      ([0xF0, 0xA0, 0xAE, 0xB7], "𠮷"),
    ] as [([UInt8], String)])
  func reads(_ bytes: [UInt8], _ text: String) {
    #expect(String(decoding: Self.decoder.decode(bytes).utf8, as: UTF8.self) == text)
  }

  @Test(
    arguments: [
      ("gb2312", TextEncoding.gb18030), ("GBK", .gb18030), ("x-gbk", .gb18030), ("big5", .big5), ("Big5-HKSCS", .big5),
      ("UTF-8", .utf8), ("utf-16le", .utf16LittleEndian), ("windows-1252", nil), ("", nil),
    ] as [(String, TextEncoding?)])
  func labels(_ label: String, _ encoding: TextEncoding?) { #expect(TextEncoding(label: label) == encoding) }
}

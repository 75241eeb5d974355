import Extraction
import Foundation
import NewsText
import Testing

@testable import Reporting

/// What holds for every text, damaged or not, from bytes to records.
@Suite struct LawTests {
  /// Pages of the genre, to be damaged.
  static let seeds: [[UInt8]] = {
    let corpus = FileManager.default.enumerator(atPath: Package.corpus)?.compactMap { $0 as? String } ?? []
    let files = [Package.page] + corpus.filter { $0.hasSuffix(".txt") }.sorted().map { Package.corpus + "/" + $0 }
    return files.compactMap { FileManager.default.contents(atPath: $0).map { [UInt8]($0) } }
  }()

  @Test(arguments: seeds.indices) func holdForPages(number: Int) throws {
    let extractor = try Extractor(try Knowledge(rules: Package.root + "/Rules"))
    try Self.check(Self.seeds[number], extractor)
  }

  /// 12,000 inputs with `HESHU_NIGHTLY` set, a sample of them else: random bytes, random text of the genre's characters, and pages with bytes changed, cut and moved.
  @Test(arguments: 0..<12) func holdForDamagedInput(batch: Int) throws {
    let extractor = try Extractor(try Knowledge(rules: Package.root + "/Rules"))
    var random = SplitMix(state: UInt64(batch + 1))
    for _ in 0..<Self.inputsOfBatch { try Self.check(Self.damaged(&random), extractor) }
  }

  private static let inputsOfBatch = ProcessInfo.processInfo.environment["HESHU_NIGHTLY"] == nil ? 40 : 1000

  private static func check(_ bytes: [UInt8], _ extractor: Extractor) throws {
    let source = SourceText(decoding: bytes, name: "x")
    let document = extractor.document(source)
    let text = Array(String(decoding: bytes, as: UTF8.self).unicodeScalars)
    func complain(_ what: String) { Issue.record("\(what) in base64 \(Data(bytes).base64EncodedString())") }
    if text.count != source.count { complain("\(source.count) code points counted, \(text.count) there") }
    let map = document.page.clean.offsets.codePoints
    if map.count != document.page.clean.units.count { complain("offsets do not cover the clean text") }
    if zip(map, map.dropFirst()).contains(where: { $0 > $1 }) { complain("the offset map goes back") }
    let types = [
      (MentionRecord.type, MentionRecord.rows(document)), (StatisticRecord.type, StatisticRecord.rows(document)),
      (DroppedRecord.type, DroppedRecord.rows(document)),
    ]
    for (type, rows) in types {
      guard let start = type.columns.firstIndex(where: { $0.name == "start" }),
        let end = type.columns.firstIndex(where: { $0.name == "end" }),
        let quote = type.columns.firstIndex(where: { $0.name == "text" })
      else { continue }
      for row in rows {
        guard case .integer(let from) = row[start], case .integer(let to) = row[end],
          case .text(let quoted) = row[quote],
          0 <= from, from <= to, to <= text.count
        else {
          complain("\(type.name) outside of the source")
          continue
        }
        if Array(quoted.unicodeScalars) != Array(text[from..<to]) { complain("\(type.name) \(from)-\(to) '\(quoted)'") }
      }
      let encoder = RecordEncoder(format: .jsonl, type: type)
      let lines = encoder.encode(rows)
      if lines != encoder.encode(Array(rows)) { complain("lines of \(type.name) that its rows do not make") }
      for line in lines.split(separator: 0x0A) {
        _ = try JSONValue(String(decoding: line, as: UTF8.self))
      }
    }
    for sentence in document.page.sentences {
      let words = extractor.words(of: sentence, in: document)
      let tiled = zip(words, words.dropFirst()).allSatisfy { $0.end == $1.start }
      if !tiled || words.first?.start != sentence.span.start || words.last?.end != sentence.span.end {
        complain("words do not tile the sentence \(sentence.span)")
      }
    }
  }

  private static func damaged(_ random: inout SplitMix) -> [UInt8] {
    switch random.below(4) {
    case 0: return (0..<random.below(80)).map { _ in UInt8(random.below(256)) }
    case 1:
      let alphabet = Array("区市县街道社区年月日第余多近约万亿百千零一二两十人次户件条个米元%０5．,，。、；：“”（）()\n \u{FFFD}①年實(shí)\u{0}𠮷".unicodeScalars)
      var text = String.UnicodeScalarView()
      for _ in 0..<random.below(120) { text.append(alphabet[random.below(alphabet.count)]) }
      return Array(String(text).utf8)
    default:
      guard let seed = seeds.isEmpty ? nil : seeds[random.below(seeds.count)], !seed.isEmpty else { return [] }
      let start = random.below(seed.count)
      var bytes = Array(seed[start..<min(seed.count, start + random.below(400))])
      for _ in 0..<random.below(6) where !bytes.isEmpty {
        let at = random.below(bytes.count)
        switch random.below(5) {
        case 0: bytes[at] = UInt8(random.below(256))
        case 1: bytes.remove(at: at)
        case 2: bytes.insert(UInt8(random.below(256)), at: at)
        case 3: bytes.removeSubrange(at..<min(bytes.count, at + random.below(20)))
        default: bytes.insert(contentsOf: bytes[..<at].suffix(random.below(30)), at: random.below(bytes.count))
        }
      }
      return bytes
    }
  }
}

/// A small generator with a fixed sequence: a failure comes back on every machine.
private struct SplitMix {
  var state: UInt64

  mutating func below(_ bound: Int) -> Int {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = (state ^ state >> 30) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
    mixed ^= mixed >> 31
    return bound > 0 ? Int(mixed % UInt64(bound)) : 0
  }
}

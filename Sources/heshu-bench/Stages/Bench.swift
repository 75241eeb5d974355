import Archive
import Extraction
import NewsText
import Reporting

/// A corpus in memory, with what each stage needs of the stages before it.
struct Bench {
  let knowledge: Knowledge
  let extractor: Extractor
  let reader: DocumentReader
  let pages: [GeneratedPage]
  /// The same pages in Traditional characters with glosses.
  let traditional: [[UInt8]]
  let encoder = RecordEncoder(format: .jsonl, type: StatisticRecord.type)

  /// - Parameters:
  ///   - size: bytes of UTF-8.
  ///   - path: the folder of the rules.
  init(size: Int, seed: UInt64, rules path: String) throws {
    knowledge = try Knowledge(rules: path)
    extractor = try Extractor(knowledge)
    reader = DocumentReader(rules: try InputRules(rules: path))
    var generator = PageGenerator(
      vocabulary: try Vocabulary(rules: path), frames: try SentenceFrames(), seed: seed)
    var pages: [GeneratedPage] = []
    var made = 0
    while made < size {
      pages.append(generator.next())
      made += pages[pages.count - 1].text.count
    }
    self.pages = pages
    let writer = try VariantWriter(.traditional, rules: path)
    traditional = pages.map(writer.bytes)
  }

  var bytes: Int { pages.reduce(0) { $0 + $1.text.count } }

  func source(_ bytes: [UInt8]) -> SourceText {
    reader.read(RawDocument(file: "page", bytes: bytes, format: .text)).source ?? SourceText(decoding: [], name: "page")
  }

  func source(_ page: GeneratedPage) -> SourceText { source(page.text) }
}

import Extraction
import NewsText
import Reporting

extension Bench {
  /// ICU's word break over the clean text: what everything is compared with.
  func reference() -> Stage {
    let texts = pages.map { knowledge.cleaner.clean(source($0)).units }
    return Stage(name: "ICU word break", bytes: bytes) {
      guard let words = ReferenceWords() else { return 0 }
      return texts.reduce(0) { $0 + words.cut($1) }
    }
  }

  /// Every stage by itself, and the whole.
  func stages() -> [Stage] {
    let sources = pages.map(source)
    let cleaned = sources.map(knowledge.cleaner.clean)
    let split = zip(cleaned, sources).map(knowledge.splitter.split)
    let documents = sources.map { extractor.document($0) }
    return [
      Stage(name: "decode", bytes: bytes) { pages.reduce(0) { $0 + source($1).count } },
      Stage(name: "clean", bytes: bytes) { sources.reduce(0) { $0 + knowledge.cleaner.clean($1).units.count } },
      traditionalCleaning(),
      Stage(name: "split", bytes: bytes) {
        zip(cleaned, sources).reduce(0) { $0 + knowledge.splitter.split($1.0, of: $1.1).sentences.count }
      },
      Stage(name: "segment everything", bytes: bytes) {
        cleaned.reduce(0) { sum, text in
          sum + extractor.segmenter.words(in: text.units, span: Span(0, text.units.count)).count
        }
      },
      Stage(name: "mentions", bytes: bytes) {
        split.reduce(0) { $0 + knowledge.mentions.mentions(in: $1, segmenter: extractor.segmenter).count }
      },
      Stage(name: "enumerations", bytes: bytes) {
        split.reduce(0) { $0 + knowledge.enumerations.enumerations(in: $1).count }
      },
      Stage(name: "districts", bytes: bytes) {
        split.reduce(0) { $0 + knowledge.districts.districts(in: $1).places.count }
      },
      Stage(name: "activities", bytes: bytes) {
        split.reduce(0) { $0 + knowledge.activities.activities(in: $1).zones.count }
      },
      Stage(name: "bind", bytes: bytes) {
        documents.reduce(0) { $0 + knowledge.binder.statistics(in: $1, segmenter: extractor.segmenter).count }
      },
      Stage(name: "write records", bytes: bytes) {
        documents.reduce(0) { $0 + encoder.encode(StatisticRecord.rows($1)).count }
      },
      Stage(name: "extract, all stages", bytes: bytes) { pages.reduce(0) { $0 + extracted($1.text).count } },
    ]
  }

  private func traditionalCleaning() -> Stage {
    let sources = traditional.map(source)
    return Stage(name: "clean, Traditional with glosses", bytes: traditional.reduce(0) { $0 + $1.count }) {
      sources.reduce(0) { $0 + knowledge.cleaner.clean($1).units.count }
    }
  }

  /// What `heshu extract` prints of a page.
  func extracted(_ bytes: [UInt8]) -> [UInt8] {
    encoder.encode(StatisticRecord.rows(extractor.document(source(bytes))))
  }
}

import Extraction
import Foundation
import NewsText
import Reporting

extension Bench {
  /// Of so many figures that were put in, in hundredths, the program must find.
  static let leastFound = 97
  /// Of so many sentences, in hundredths, a figure stands in.
  static let numeric = 37...43

  /// Holds what the stages compute to what the corpus is known to hold; returns what is wrong.
  func failures() throws -> [String] {
    try corpusFailures() + offsetFailures() + cleaningFailures() + segmentFailures() + figureFailures()
      + recordFailures()
  }

  private func corpusFailures() -> [String] {
    let sentences = pages.reduce(0) { $0 + $1.sentences }
    let numeric = pages.reduce(0) { $0 + $1.numericSentences } * 100 / max(1, sentences)
    return Self.numeric.contains(numeric) ? [] : ["corpus: \(numeric) % of the sentences have a figure, not 40 %"]
  }

  /// Every unit of a clean text stands in the source where its offset says.
  private func offsetFailures() -> [String] {
    for page in pages {
      let scalars = Array(String(decoding: page.text, as: UTF8.self).unicodeScalars)
      let clean = knowledge.cleaner.clean(source(page))
      for (unit, offset) in zip(clean.units, clean.offsets.codePoints) {
        let scalar = scalars[Int(offset)].value
        // Full-width forms become ASCII, blanks a space.
        let isSame = scalar == UInt32(unit) || scalar == UInt32(unit) + 0xFEE0 || (unit == 0x20 && scalar == 0x3000)
        if !isSame { return ["clean: unit \(unit) is not at code point \(offset)"] }
      }
    }
    return []
  }

  /// A Traditional page with glosses cleans to the characters of the Simplified one.
  private func cleaningFailures() -> [String] {
    var same = 0
    var all = 0
    for (page, bytes) in zip(pages, traditional) {
      let plain = knowledge.cleaner.clean(source(page)).units
      let converted = knowledge.cleaner.clean(source(bytes)).units
      if plain.count != converted.count {
        return ["clean: \(converted.count) units of a Traditional page, \(plain.count) of the Simplified one"]
      }
      all += plain.count
      for (a, b) in zip(plain, converted) where a == b { same += 1 }
    }
    // A traditional form may belong to several simplified ones.
    return same * 1000 >= all * 998 ? [] : ["clean: \(all - same) of \(all) units differ in a Traditional page"]
  }

  /// The words are those of ICU.
  private func segmentFailures() -> [String] {
    guard let words = ReferenceWords() else { return ["segment: ICU has no word break data"] }
    for page in pages {
      let units = knowledge.cleaner.clean(source(page)).units
      let count = words.cut(units)
      let own = extractor.segmenter.words(in: units, span: Span(0, units.count)).map(\.end)
      if own != words.ends.prefix(count).map({ Int($0) }) { return ["segment: other words than those of ICU"] }
    }
    return []
  }

  /// The figures that were put in are found where they are, with their values.
  private func figureFailures() -> [String] {
    var found = 0
    var all = 0
    for page in pages {
      let document = extractor.document(source(page), through: .mentions)
      var at = 0
      for figure in page.figures {
        all += 1
        while at < document.mentions.count,
          document.page.clean.offsets.source(document.mentions[at].span).end <= figure.start
        { at += 1 }
        guard at < document.mentions.count, case .number(let value) = document.mentions[at].value else { continue }
        if value * 100 == Decimal(figure.hundredths) { found += 1 }
      }
    }
    return found * 100 >= all * Self.leastFound ? [] : ["mentions: \(found) of \(all) figures found"]
  }

  /// Every record is a line of JSON whose text stands in the source, and a second reading gives the same bytes.
  private func recordFailures() throws -> [String] {
    var records = 0
    for page in pages {
      let output = extracted(page.text)
      if output != extracted(page.text) { return ["extract: two readings of a page differ"] }
      let scalars = Array(String(decoding: page.text, as: UTF8.self).unicodeScalars)
      for line in output.split(separator: 0x0A) {
        guard let record = try JSONSerialization.jsonObject(with: Data(line)) as? [String: Any],
          let start = record["start"] as? Int, let end = record["end"] as? Int, let text = record["text"] as? String,
          start < end, end <= scalars.count
        else { return ["extract: a line is no record"] }
        if !scalars[start..<end].elementsEqual(text.unicodeScalars) {
          return ["extract: '\(text)' is not at \(start)..<\(end)"]
        }
        records += 1
      }
    }
    return records > 0 ? [] : ["extract: no record"]
  }
}

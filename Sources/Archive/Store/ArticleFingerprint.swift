import Extraction
import NewsText

/// What makes articles alike: their text without its figures, and their figures.
///
/// Texts are compared after cleaning, so that script, glosses and line breaks make no difference. The fingerprint of the
/// text is a simhash (Charikar 2002) of its pairs of characters: alike texts have fingerprints that differ in few bits.
struct ArticleFingerprint {
  /// 16 hexadecimal digits; empty for an article too short to be told from others.
  var text: String
  /// The numbers of the article, in their order, as a digest.
  var figures: String

  /// Characters that an article must have for its likeness to mean something.
  private static let least = 40

  /// One for each article of a document. Complexity: linear.
  static func fingerprints(of document: Document) -> [ArticleFingerprint] {
    let page = document.page
    var mention = 0
    return page.articles.map { article in
      var figures = ContentDigest()
      var counts = [SIMD8<Int32>](repeating: SIMD8(), count: 8)
      var previous: UInt16 = 0
      var characters = 0
      var at = article.span.start
      func take(_ end: Int) {
        while at < end {
          let unit = page.clean.units[at]
          at += 1
          // Han alone: punctuation, blanks and digits differ between copies.
          guard (0x4E00...0x9FFF).contains(unit) else { continue }
          characters += 1
          add(previous, unit, &counts)
          previous = unit
        }
      }
      while mention < document.mentions.count, document.mentions[mention].span.end <= article.span.start {
        mention += 1
      }
      while mention < document.mentions.count, document.mentions[mention].span.start < article.span.end {
        let current = document.mentions[mention]
        take(current.span.start)
        at = max(at, min(current.span.end, article.span.end))
        if current.kind == .quantity || current.kind == .percent {
          figures.add(Array("\(current.value) ".utf8))
        }
        mention += 1
      }
      take(article.span.end)
      guard characters >= least else { return ArticleFingerprint(text: "", figures: figures.text) }
      var bits: UInt64 = 0
      for bit in 0..<64 where counts[bit / 8][bit % 8] > 0 { bits |= 1 << UInt64(bit) }
      let digits = String(bits, radix: 16)
      return ArticleFingerprint(
        text: String(repeating: "0", count: 16 - digits.count) + digits, figures: figures.text)
    }
  }

  private static func add(_ first: UInt16, _ second: UInt16, _ counts: inout [SIMD8<Int32>]) {
    var hash = (UInt64(first) << 16 | UInt64(second)) &* 0x9E37_79B9_7F4A_7C15
    hash = (hash ^ hash >> 32) &* 0xD6E8_FEB8_6659_FD93
    hash ^= hash >> 32
    for byte in 0..<8 { counts[byte] &+= votes[Int(hash >> UInt64(8 * byte) & 0xFF)] }
  }

  /// For each byte 1 where a bit is set and -1 where it is not.
  private static let votes: [SIMD8<Int32>] = (0..<256).map { byte in
    var vote = SIMD8<Int32>(repeating: -1)
    for bit in 0..<8 where byte >> bit & 1 == 1 { vote[bit] = 1 }
    return vote
  }
}

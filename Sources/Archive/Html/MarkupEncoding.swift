import Foundation
import NewsText

/// The encoding a web page says it is in.
enum MarkupEncoding {
  private static let sample = 4096

  /// What `<meta charset>`, `<meta http-equiv>` or an XML declaration names; nil when nothing does.
  static func declared(in bytes: [UInt8]) -> TextEncoding? {
    let head = String(decoding: bytes.prefix(sample).map { $0 < 0x80 ? $0 : 0x20 }, as: UTF8.self).lowercased()
    for cue in ["charset=", "encoding="] {
      var rest = head[...]
      while let found = rest.range(of: cue) {
        rest = rest[found.upperBound...]
        let label = rest.drop { "\"' ".contains($0) }.prefix { !"\"' ;/>".contains($0) }
        if let encoding = TextEncoding(label: String(label)) { return encoding }
      }
    }
    return nil
  }
}

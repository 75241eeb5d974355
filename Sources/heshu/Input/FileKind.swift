/// Tells files that are no text.
enum FileKind {
  private static let signatures: [(bytes: [UInt8], name: String)] = [
    (Array("%PDF-".utf8), "a PDF file"),
    ([0x89, 0x50, 0x4E, 0x47], "a PNG image"),
    ([0xFF, 0xD8, 0xFF], "a JPEG image"),
    (Array("GIF8".utf8), "a GIF image"),
    ([0x50, 0x4B, 0x03, 0x04], "a ZIP or Office file"),
    ([0xD0, 0xCF, 0x11, 0xE0], "an old Office file"),
    ([0x1F, 0x8B], "a gzip file"),
    ([0x28, 0xB5, 0x2F, 0xFD], "a zstd file"),
    ([0xFD, 0x37, 0x7A, 0x58, 0x5A], "an xz file"),
    ([0x7F, 0x45, 0x4C, 0x46], "a program"),
    ([0xFF, 0xFE], "UTF-16 text"),
    ([0xFE, 0xFF], "UTF-16 text"),
  ]

  /// How much of a file is looked at.
  private static let sample = 1 << 16

  /// What a file is when it is no text, by its first bytes or by its share of control bytes; nil for a text, also for
  /// one with a few stray NULs.
  static func notText(_ bytes: [UInt8]) -> String? {
    for signature in signatures where bytes.starts(with: signature.bytes) { return signature.name }
    let head = bytes.prefix(sample)
    let controls = head.count { $0 < 0x20 && $0 != 0x09 && $0 != 0x0A && $0 != 0x0D && $0 != 0x0C }
    // Text has next to none; compressed or compiled data has about one byte in nine, UTF-16 with digits as many.
    return controls > 8 && controls * 20 > head.count || controls == head.count && controls > 0 ? "a binary file" : nil
  }
}

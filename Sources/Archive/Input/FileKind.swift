/// Tells what a file is by its first bytes and its name.
enum FileKind: Equatable {
  case document(DocumentFormat)
  case jsonLines
  case webArchive
  /// tar, zip or a compressed stream.
  case archive
  /// What it is when nothing in it can be read.
  case other(String)

  /// How many bytes are looked at.
  static let sample = 1 << 16

  private static let archives: [[UInt8]] = [
    [0x1F, 0x8B], Array("BZh".utf8), [0xFD, 0x37, 0x7A, 0x58, 0x5A], [0x28, 0xB5, 0x2F, 0xFD],
    [0x50, 0x4B, 0x03, 0x04], [0x50, 0x4B, 0x05, 0x06],
  ]

  private static let others: [(bytes: [UInt8], name: String)] = [
    ([0x89, 0x50, 0x4E, 0x47], "a PNG image"),
    ([0xFF, 0xD8, 0xFF], "a JPEG image"),
    (Array("GIF8".utf8), "a GIF image"),
    ([0xD0, 0xCF, 0x11, 0xE0], "an old Office file"),
    ([0x37, 0x7A, 0xBC, 0xAF], "a 7z archive"),
    (Array("Rar!".utf8), "a RAR archive"),
    ([0x7F, 0x45, 0x4C, 0x46], "a program"),
    (Array("SQLite format 3".utf8), "a database"),
  ]

  init(_ head: ArraySlice<UInt8>, name: String) {
    if head.starts(with: "%PDF-".utf8) {
      self = .document(.pdf)
    } else if Self.archives.contains(where: head.starts) || Self.isTar(head) {
      self = .archive
    } else if head.starts(with: "WARC/".utf8) {
      self = .webArchive
    } else if let other = Self.others.first(where: { head.starts(with: $0.bytes) }) {
      self = .other(other.name)
    } else {
      switch InputNames.suffix(name) {
      case "jsonl", "ndjson": self = .jsonLines
      case "html", "htm", "shtml", "xhtml": self = .document(.html)
      case "txt": self = .document(.text)
      default:
        self = Self.looksLikeRecord(head) ? .jsonLines : .document(Self.looksLikeMarkup(head) ? .html : .text)
      }
    }
  }

  private static func isTar(_ head: ArraySlice<UInt8>) -> Bool {
    let at = head.startIndex + 257
    return head.endIndex >= at + 5 && head[at..<(at + 5)].elementsEqual("ustar".utf8)
  }

  /// Whether the first line is a JSON object, and not only text in braces.
  private static func looksLikeRecord(_ head: ArraySlice<UInt8>) -> Bool {
    let line = head.drop { $0 == 0x20 || $0 == 0x09 || $0 == 0x0A || $0 == 0x0D }
    guard line.first == UInt8(ascii: "{") else { return false }
    return line.dropFirst().first { $0 != 0x20 && $0 != 0x09 } == UInt8(ascii: "\"")
  }

  /// Whether an element of a page begins in the first kilobyte, in any encoding that contains ASCII.
  private static func looksLikeMarkup(_ head: ArraySlice<UInt8>) -> Bool {
    let start = String(decoding: head.prefix(1024).filter { $0 != 0 && $0 < 0x80 }, as: UTF8.self).lowercased()
    return ["<!doctype html", "<html", "<head", "<body", "<meta ", "<!--enpproperty"].contains(where: start.contains)
  }

  /// What bytes are when they are no text, by their share of control bytes; nil for a text, also for one with a few stray
  /// NULs.
  static func notText(_ bytes: [UInt8]) -> String? {
    let head = bytes.prefix(sample)
    let controls = head.withUnsafeBufferPointer { $0.controls }
    // Text has next to none; compressed or compiled data has about one byte in nine.
    return controls > 8 && controls * 20 > head.count || controls == head.count && controls > 0 ? "a binary file" : nil
  }
}

/// Which files of folders and archives are meant, by their names.
enum InputNames {
  private static let suffixes: Set<String> = [
    "txt", "html", "htm", "shtml", "xhtml", "pdf", "jsonl", "ndjson", "warc", "wet", "gz", "bz2", "xz", "zst", "tar",
    "tgz", "tbz2", "txz", "tzst", "zip",
  ]
  private static let packed: Set<String> = ["gz", "bz2", "xz", "zst"]

  /// What stands behind the last dot, in lower case.
  static func suffix(_ name: String) -> String {
    guard let dot = name.utf8.lastIndex(of: UInt8(ascii: ".")) else { return "" }
    return name[name.index(after: dot)...].lowercased()
  }

  static func isWanted(_ name: String) -> Bool { suffixes.contains(suffix(name)) }

  /// The name of what is inside a compressed stream.
  static func unpacked(_ name: String) -> String {
    packed.contains(suffix(name)) ? String(name[..<(name.lastIndex(of: ".") ?? name.endIndex)]) : name
  }

  /// Whether a member of an archive is hidden, or what a Mac adds to archives.
  static func isHidden(_ path: String) -> Bool {
    path.split(separator: "/").contains { $0.hasPrefix(".") || $0 == "__MACOSX" }
  }

  /// Whether a path in an archive leads out of it.
  static func climbsOut(_ path: String) -> Bool {
    path.hasPrefix("/") || path.split(whereSeparator: { $0 == "/" || $0 == "\\" }).contains("..")
  }
}

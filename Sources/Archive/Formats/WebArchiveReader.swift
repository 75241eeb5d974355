import CArchive
import NewsText

/// The pages of a WARC file (ISO 28500) and the texts of a WET file; other records are passed over.
///
/// libarchive's own WARC reader drops URLs, conversion records and HTTP headers, so records are read here.
final class WebArchiveReader: CollectionReader {
  private let stream: ByteStream
  private let member: String
  private let opening: Opening
  private var number = 0
  private var isFinished = false

  init(_ stream: ByteStream, member: String, opening: Opening) {
    self.stream = stream
    self.member = member
    self.opening = opening
  }

  private static let lineLimit = 1 << 16

  func next() -> Step? {
    while !isFinished {
      guard let line = stream.line(limit: Self.lineLimit) else { return end() }
      if line.isEmpty { continue }
      guard line.starts(with: "WARC/".utf8) else {
        // A length was wrong: go on with the next record.
        var passed = 1
        while !stream.peek(5).elementsEqual("WARC/".utf8), stream.line(limit: Self.lineLimit) != nil { passed += 1 }
        return problem("\(passed) lines between two records, skipped; the file is damaged")
      }
      number += 1
      let headers = HeaderFields(stream, limit: Self.lineLimit)
      guard let length = headers["content-length"].flatMap({ Int($0) }), length >= 0 else {
        return problem("record without a length, skipped")
      }
      if let step = record(headers, length: length) { return step }
    }
    return nil
  }

  private func record(_ headers: HeaderFields, length: Int) -> Step? {
    let type = headers["warc-type"] ?? ""
    guard ["response", "resource", "conversion"].contains(type), length > 0 else {
      stream.skip(length)
      return nil
    }
    guard length <= opening.settings.limits.documentBytes else {
      stream.skip(length)
      return problem("a record of \(length >> 20) MB, skipped", .limit)
    }
    let body = stream.take(length)
    if body.count < length { isFinished = true }
    var metadata = Metadata()
    metadata.id = (headers["warc-record-id"] ?? "").trimmed(of: "<>")
    metadata.url = (headers["warc-target-uri"] ?? "").trimmed(of: "<>")
    var page = WebPage(bytes: body, type: headers["content-type"] ?? "")
    if type == "response", (headers["content-type"] ?? "").lowercased().contains("http") {
      guard let reply = WebPage(reply: body) else { return nil }
      page = reply
    }
    guard let format = type == "conversion" ? .text : page.format else { return nil }
    let document = Found.document(
      RawDocument(
        file: opening.file, member: place, bytes: page.bytes, format: format, declared: page.declared,
        metadata: metadata))
    guard isFinished else { return .found(document) }
    return .collection(FoundReader([document, .problem(cutOff)]))
  }

  private var place: String { "\(member)#\(number)" }

  private var cutOff: Problem {
    Problem(
      opening.file, member: place, stream.failure?.stage ?? .parse,
      stream.failure?.message ?? "the record is cut off; the file is damaged, get it anew")
  }

  private func end() -> Step? {
    isFinished = true
    guard let failure = stream.failure else { return nil }
    return .found(.problem(Problem(opening.file, member: member, failure.stage, failure.message)))
  }

  private func problem(_ message: String, _ stage: Problem.Stage = .parse) -> Step {
    .found(.problem(Problem(opening.file, member: place, stage, message)))
  }
}

/// Header fields up to the blank line that ends them; names in lower case.
struct HeaderFields {
  private var values: [String: String] = [:]

  subscript(_ name: String) -> String? { values[name] }

  init(_ stream: ByteStream, limit: Int) {
    while let line = stream.line(limit: limit), !line.isEmpty { take(line[...]) }
  }

  init(_ lines: some Sequence<ArraySlice<UInt8>>) { for line in lines { take(line) } }

  private mutating func take(_ line: ArraySlice<UInt8>) {
    guard let colon = line.firstIndex(of: UInt8(ascii: ":")) else { return }
    let name = String(decoding: line[..<colon], as: UTF8.self).lowercased().trimmed(of: " \t")
    values[name] = String(decoding: line[(colon + 1)...], as: UTF8.self).trimmed(of: " \t\r")
  }
}

/// The body of a page as a server sent it.
struct WebPage {
  var bytes: [UInt8]
  /// As in the header `Content-Type`.
  var type: String

  init(bytes: [UInt8], type: String) {
    self.bytes = bytes
    self.type = type
  }

  /// Reads an HTTP reply; nil for one that is no page, such as a redirection.
  init?(reply: [UInt8]) {
    var lines: [ArraySlice<UInt8>] = []
    var at = 0
    while at < reply.count {
      let stop = reply[at...].firstIndex(of: 0x0A) ?? reply.count
      let line = reply[at..<(stop > at && reply[stop - 1] == 0x0D ? stop - 1 : stop)]
      at = min(stop + 1, reply.count)
      if line.isEmpty { break }
      lines.append(line)
    }
    let status = lines.first.map { String(decoding: $0, as: UTF8.self).split(separator: " ") } ?? []
    guard status.first?.hasPrefix("HTTP/") == true, status.count > 1, status[1] == "200" else { return nil }
    let headers = HeaderFields(lines.dropFirst())
    type = headers["content-type"] ?? ""
    bytes = Array(reply[at...])
    if (headers["transfer-encoding"] ?? "").lowercased().contains("chunked") { bytes = Self.joined(chunks: bytes) }
    let coding = (headers["content-encoding"] ?? "").lowercased()
    if coding.contains("gzip") || bytes.starts(with: [0x1F, 0x8B]) { bytes = Self.unpacked(bytes) }
  }

  /// What the type says the page is written in; nil for what is no text.
  var format: DocumentFormat? {
    let type = type.lowercased()
    if type.contains("html") { return .html }
    if type.contains("pdf") { return .pdf }
    if type.hasPrefix("text/plain") { return .text }
    return type.isEmpty ? .html : nil
  }

  var declared: TextEncoding? {
    guard let charset = type.lowercased().range(of: "charset=") else { return nil }
    return TextEncoding(label: String(type[charset.upperBound...].prefix { $0 != ";" && $0 != "," }))
  }

  /// Chunks as they were sent, joined; bytes that are no chunks are left as they are.
  private static func joined(chunks bytes: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    var at = 0
    while at < bytes.count {
      guard let stop = bytes[at...].firstIndex(of: 0x0A) else { break }
      let line = String(decoding: bytes[at..<stop], as: UTF8.self).prefix { $0.isHexDigit }
      guard let size = Int(line, radix: 16) else { return at == 0 ? bytes : result }
      if size == 0 { break }
      let start = stop + 1
      let end = min(bytes.count, start + size)
      guard start <= end else { break }
      result += bytes[start..<end]
      at = end
      while at < bytes.count, bytes[at] == 0x0D || bytes[at] == 0x0A { at += 1 }
    }
    return result
  }

  /// A gzip stream unpacked, at most 64 MB.
  private static func unpacked(_ bytes: [UInt8]) -> [UInt8] {
    bytes.withUnsafeBytes { source in
      guard let start = source.baseAddress, let reader = carchive_open_memory(start, source.count) else { return bytes }
      defer { carchive_close(reader) }
      guard carchive_next(reader) == CARCHIVE_OK, carchive_is_raw(reader) != 0 else { return bytes }
      var result: [UInt8] = []
      var buffer = [UInt8](repeating: 0, count: 1 << 16)
      while result.count < 64 << 20 {
        var count = 0
        guard carchive_read(reader, &buffer, buffer.count, &count) == CARCHIVE_OK, count > 0 else { break }
        result += buffer[..<count]
      }
      return result
    }
  }
}

extension String {
  /// Without these characters at either end.
  func trimmed(of characters: String) -> String {
    let scalars = unicodeScalars
    let marks = characters.unicodeScalars
    guard let first = scalars.firstIndex(where: { !marks.contains($0) }),
      let last = scalars.lastIndex(where: { !marks.contains($0) })
    else { return "" }
    return String(scalars[first...last])
  }
}

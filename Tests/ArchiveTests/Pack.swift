import ArchiveFixtures
import Foundation

@testable import Archive

/// Archives and pages, made as the tests need them.
enum Pack {
  struct Member {
    var name: [UInt8]
    var content: [UInt8]

    init(_ name: String, _ content: [UInt8]) { self.init(name: Array(name.utf8), content) }

    init(name: [UInt8], _ content: [UInt8]) {
      self.name = name
      self.content = content
    }
  }

  struct Failed: Error {}

  static func archive(
    _ format: String, _ filter: String, passphrase: String? = nil, _ members: [Member]
  ) throws -> [UInt8] {
    let raw = members.map { member in
      let bytes = UnsafeMutablePointer<CChar>.allocate(capacity: member.name.count + 1)
      for (at, byte) in member.name.enumerated() { bytes[at] = CChar(bitPattern: byte) }
      bytes[member.name.count] = 0
      return bytes
    }
    defer { for name in raw { name.deallocate() } }
    let contents = members.map { member in
      let bytes = UnsafeMutableRawPointer.allocate(byteCount: max(1, member.content.count), alignment: 1)
      bytes.copyMemory(from: member.content, byteCount: member.content.count)
      return bytes
    }
    defer { for content in contents { content.deallocate() } }
    let capacity = members.reduce(1 << 16) { $0 + $1.content.count * 2 + $1.name.count + 2048 }
    var output = [UInt8](repeating: 0, count: capacity)
    let size = fixture_pack(
      format, filter, passphrase, members.count, raw.map { UnsafePointer($0) }, contents.map { UnsafeRawPointer($0) },
      members.map(\.content.count), &output, capacity)
    guard size >= 0 else { throw Failed() }
    return Array(output[..<size])
  }

  static func archive(_ format: String, passphrase: String? = nil, _ members: [Member]) throws -> [UInt8] {
    try archive(format, "none", passphrase: passphrase, members)
  }

  static func compressed(_ filter: String, _ content: [UInt8]) throws -> [UInt8] {
    try archive("raw", filter, [Member("data", content)])
  }

  /// A page of HTML as sites serve it.
  static func page(_ text: String, charset: String?) -> String {
    let paragraphs = text.split(separator: "\n").map { "<p>&nbsp;&nbsp;\($0)</p>" }.joined(separator: "\n")
    let meta = charset.map { "<meta charset=\"\($0)\">" } ?? ""
    return """
      <!DOCTYPE html><html><head>\(meta)<title>某站</title></head><body>
      <div class="nav"><a href="/">主文</a> <a href="/news">第12版 共9版</a></div>
      <div class="main">\(paragraphs)</div>
      <div class="footer">本站 2021 地址 甲路12345</div></body></html>
      """
  }

  static func record(_ type: String, _ contentType: String, _ body: [UInt8], url: String) -> [UInt8] {
    Array(
      """
      WARC/1.0\r\nWARC-Type: \(type)\r\nWARC-Target-URI: \(url)\r\nContent-Type: \(contentType)\r
      Content-Length: \(body.count)\r\n\r\n
      """.utf8) + body + Array("\r\n\r\n".utf8)
  }

  static func reply(_ body: [UInt8], _ header: String = "Content-Type: text/html") -> [UInt8] {
    Array("HTTP/1.1 200 OK\r\n\(header)\r\n\r\n".utf8) + body
  }

  static func json(_ text: String) throws -> String {
    String(decoding: try JSONEncoder().encode(["text": text]), as: UTF8.self)
  }

  /// A PDF file of one page, its characters named by a ToUnicode map; no line may be wider than the page.
  static func portableDocument(_ text: String) -> [UInt8] {
    let lines = text.split(separator: "\n").map { Array($0.utf16) }
    func hexadecimal(_ units: [UInt16]) -> String { units.map { String(format: "%04X", $0) }.joined() }
    let units = Set(lines.joined()).sorted()
    let map =
      "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /A def /CMapType 2 def\n"
      + "1 begincodespacerange <0000> <FFFF> endcodespacerange\n"
      + stride(from: 0, to: units.count, by: 100).map { start in
        let part = units[start..<min(units.count, start + 100)]
        return "\(part.count) beginbfchar\n" + part.map { "<\(hexadecimal([$0]))> <\(hexadecimal([$0]))>\n" }.joined()
          + "endbfchar\n"
      }.joined() + "endcmap CMapName currentdict /CMap defineresource pop end end"
    var drawing = "BT /F 10 Tf 14 TL 40 800 Td\n"
    for line in lines { drawing += "<\(hexadecimal(line))> Tj T*\n" }
    drawing += "ET"
    let objects = [
      "<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
      "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 2000 842] /Contents 4 0 R /Resources << /Font << /F 5 0 R >> >> >>",
      "<< /Length \(drawing.utf8.count) >>\nstream\n\(drawing)\nendstream",
      "<< /Type /Font /Subtype /Type0 /BaseFont /A /Encoding /Identity-H /DescendantFonts [6 0 R] /ToUnicode 7 0 R >>",
      "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /A /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) "
        + "/Supplement 0 >> /DW 1000 >>",
      "<< /Length \(map.utf8.count) >>\nstream\n\(map)\nendstream",
    ]
    var file = "%PDF-1.4\n"
    var places: [Int] = []
    for (number, object) in objects.enumerated() {
      places.append(file.utf8.count)
      file += "\(number + 1) 0 obj\n\(object)\nendobj\n"
    }
    let start = file.utf8.count
    file += "xref\n0 \(objects.count + 1)\n0000000000 65535 f \n"
    for place in places { file += String(format: "%010d 00000 n \n", place) }
    file += "trailer << /Size \(objects.count + 1) /Root 1 0 R >>\nstartxref\n\(start)\n%%EOF\n"
    return Array(file.utf8)
  }
}

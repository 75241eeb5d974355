import CArchive
import Foundation
import Reporting

/// Writes an Excel workbook (ECMA-376), one sheet for each table.
///
/// Texts are stored as texts, so that none is taken for a formula. A sheet is written to a temporary file first, because
/// its size stands before it in the workbook; memory does not grow with its rows.
public struct Spreadsheet: ~Copyable {
  /// Why a file could not be written.
  public struct Failure: Error, CustomStringConvertible {
    public var description: String
  }

  private let writer: OpaquePointer
  private let path: String
  private var sheets: [String] = []

  /// Rows that a sheet of Excel can hold, the head included.
  public static let rowLimit = 1_048_576

  /// - Throws: `Failure` when the file cannot be written.
  public init(_ path: String) throws(Failure) {
    guard let writer = carchive_create(path) else { throw Failure(description: "\(path): cannot be written") }
    self.writer = writer
    self.path = path
  }

  /// Adds a sheet.
  ///
  /// - Parameters:
  ///   - type: names the sheet and its columns.
  ///   - rows: gives every row to its argument.
  /// - Throws: `Failure` when the file cannot be written or there are more than `rowLimit` rows, and what `rows` throws.
  public mutating func add(_ type: RecordType, rows: ((Reporting.Row) throws -> Void) throws -> Void) throws {
    let temporary = NSTemporaryDirectory() + "/heshu-\(UUID().uuidString).xml"
    defer { try? FileManager.default.removeItem(atPath: temporary) }
    guard FileManager.default.createFile(atPath: temporary, contents: nil),
      let file = FileHandle(forWritingAtPath: temporary)
    else { throw Failure(description: "no room for a temporary file in \(NSTemporaryDirectory())") }
    var text = Self.head + "<worksheet xmlns=\"\(Self.main)\"><sheetData>"
    text += "<row>" + type.columns.map { Self.text($0.name) }.joined() + "</row>"
    var count = 1
    try rows { row in
      count += 1
      guard count <= Self.rowLimit else {
        throw Failure(description: "more than \(Self.rowLimit) rows, which Excel cannot hold; use --format csv")
      }
      text += "<row>" + row.map(Self.cell).joined() + "</row>"
      if text.utf8.count > 1 << 20 {
        try file.write(contentsOf: Data(text.utf8))
        text = ""
      }
    }
    try file.write(contentsOf: Data((text + "</sheetData></worksheet>").utf8))
    try file.close()
    sheets.append(type.name)
    try copy(temporary, to: "xl/worksheets/sheet\(sheets.count).xml")
  }

  private func copy(_ temporary: String, to name: String) throws {
    let size = try FileManager.default.attributesOfItem(atPath: temporary)[.size] as? Int ?? 0
    guard carchive_begin(writer, name, Int64(size)) == CARCHIVE_OK,
      let file = FileHandle(forReadingAtPath: temporary)
    else { throw Failure(description: "\(path): cannot be written") }
    while let chunk = try file.read(upToCount: 1 << 18), !chunk.isEmpty { try write([UInt8](chunk)) }
  }

  private func write(_ bytes: [UInt8]) throws(Failure) {
    guard carchive_write(writer, bytes, bytes.count) == CARCHIVE_OK else {
      throw Failure(description: "\(path): cannot be written; is the disk full?")
    }
  }

  /// Ends the workbook. Nothing can be added any more.
  public consuming func finish() throws(Failure) {
    let package = "http://schemas.openxmlformats.org/package/2006"
    let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    let kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    var types = "<Types xmlns=\"\(package)/content-types\"><Default Extension=\"rels\" "
    types += "ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
    types += "<Override PartName=\"/xl/workbook.xml\" ContentType=\"\(kind).sheet.main+xml\"/>"
    var root = "<Relationships xmlns=\"\(package)/relationships\"><Relationship Id=\"r1\" "
    root += "Type=\"\(office)/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
    var book = "<workbook xmlns=\"\(Self.main)\" xmlns:r=\"\(office)\"><sheets>"
    var links = "<Relationships xmlns=\"\(package)/relationships\">"
    for (index, sheet) in sheets.enumerated() {
      let number = index + 1
      types += "<Override PartName=\"/xl/worksheets/sheet\(number).xml\" ContentType=\"\(kind).worksheet+xml\"/>"
      book += "<sheet name=\"\(sheet)\" sheetId=\"\(number)\" r:id=\"r\(number)\"/>"
      links += "<Relationship Id=\"r\(number)\" Type=\"\(office)/worksheet\" "
      links += "Target=\"worksheets/sheet\(number).xml\"/>"
    }
    let parts: [(String, String)] = [
      ("[Content_Types].xml", types + "</Types>"), ("_rels/.rels", root),
      ("xl/workbook.xml", book + "</sheets></workbook>"), ("xl/_rels/workbook.xml.rels", links + "</Relationships>"),
    ]
    for (name, content) in parts {
      let bytes = Array((Self.head + content).utf8)
      guard carchive_begin(writer, name, Int64(bytes.count)) == CARCHIVE_OK else {
        throw Failure(description: "\(path): cannot be written")
      }
      try write(bytes)
    }
    guard carchive_finish(writer) == CARCHIVE_OK else {
      throw Failure(description: "\(path): cannot be written; is the disk full?")
    }
  }

  private static let head = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
  private static let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
  /// Characters that a cell of Excel can hold.
  private static let cellLimit = 32767

  private static func cell(_ cell: Cell) -> String {
    switch cell {
    case .null: "<c/>"
    case .integer(let number): "<c><v>\(number)</v></c>"
    case .number(let number): number.isNaN ? "<c/>" : "<c><v>\(number)</v></c>"
    case .flag(let flag): "<c t=\"b\"><v>\(flag ? 1 : 0)</v></c>"
    case .text(let text): self.text(text)
    case .texts(let texts): text(texts.joined(separator: "; "))
    case .integers(let integers): text(integers.map(String.init).joined(separator: "; "))
    case .spans(let spans): text(spans.map { "\($0.start)-\($0.end)" }.joined(separator: "; "))
    }
  }

  private static func text(_ text: String) -> String {
    if text.isEmpty { return "<c/>" }
    var escaped = ""
    for scalar in VisibleText.cell(text).unicodeScalars.prefix(cellLimit) {
      switch scalar {
      case "&": escaped += "&amp;"
      case "<": escaped += "&lt;"
      case ">": escaped += "&gt;"
      case "\t", "\n": escaped.unicodeScalars.append(scalar)
      case _ where scalar.value < 0x20 || scalar.value == 0xFFFE || scalar.value == 0xFFFF: escaped += " "
      default: escaped.unicodeScalars.append(scalar)
      }
    }
    return "<c t=\"inlineStr\"><is><t xml:space=\"preserve\">\(escaped)</t></is></c>"
  }
}

import Foundation
import NewsText
import Synchronization
import Testing

@testable import Archive
@testable import heshu

/// A large text is read part by part, with offsets of the whole file.
@Suite struct TextPartsTests {
  private static let paragraph = "全区组织党员干部走访群众，收集意见建议，逐一办理回复，受到居民好评。\n\n"

  private static func documents(_ bytes: [UInt8], readsParts: Bool = true) throws -> [RawDocument] {
    let path = NSTemporaryDirectory() + "heshu-\(UUID().uuidString).txt"
    try Data(bytes).write(to: URL(fileURLWithPath: path))
    defer { try? FileManager.default.removeItem(atPath: path) }
    var settings = InputSettings()
    settings.readsParts = readsParts
    settings.limits.wholeTextBytes = 400_000
    var feed = DocumentFeed([path], rules: try Fixture.rules.get(), settings: settings)
    var documents: [RawDocument] = []
    while let found = feed.next() {
      guard case .document(let document) = found else { continue }
      documents.append(document)
    }
    return documents
  }

  @Test func thePartsAreTheFile() throws {
    let bytes = Array(String(repeating: Self.paragraph, count: 12_000).utf8)
    let documents = try Self.documents(bytes)
    #expect(documents.count > 2)
    #expect(Array(documents.map(\.bytes).joined()) == bytes)
    var position = TextPosition()
    for (number, document) in documents.enumerated() {
      #expect(document.part?.number == number && document.part?.start == position)
      position = position.behind(document.bytes)
    }
  }

  @Test func whatIsNotLargeOrNotUTF8IsReadAsOne() throws {
    let text = String(repeating: Self.paragraph, count: 12_000)
    #expect(try Self.documents(Array(text.utf8), readsParts: false).count == 1)
    #expect(try Self.documents(Array(text.utf8.prefix(300_000))).count == 1)
    let wide = text.utf16.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8($0 >> 8)] }
    #expect(try Self.documents([0xFF, 0xFE] + wide).map(\.part?.number) == [nil])
  }

  @Test func articlesAreNumberedInOrderWhoeverIsFirst() {
    let numbers = ArticleNumbers()
    let texts = [TextPart.Text(), TextPart.Text()]
    let found = Mutex([[0, 0, 0], [0, 0, 0]])
    let ends = DispatchGroup()
    for number in [2, 1, 0] {
      for (index, text) in texts.enumerated() {
        ends.enter()
        Thread {
          let part = TextPart(text: text, number: number, start: TextPosition())
          let first = numbers.first(of: part, articles: number + 5)
          found.withLock { $0[index][number] = first }
          ends.leave()
        }.start()
      }
    }
    ends.wait()
    #expect(found.withLock { $0 } == [[0, 5, 11], [0, 5, 11]])
  }
}

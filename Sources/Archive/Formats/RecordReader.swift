import NewsText

/// The records of JSON Lines: one JSON object a line, blank lines left out.
final class RecordReader: CollectionReader {
  private var stream: ByteStream
  private let member: String
  private let depth: Int
  private let opening: Opening
  private var number = 0
  private let declared: TextEncoding
  private var isFinished = false

  init(_ stream: ByteStream, member: String, depth: Int, opening: Opening) {
    self.stream = stream
    self.member = member
    self.depth = depth
    self.opening = opening
    let head = stream.peek(FileKind.sample)
    let encoding = opening.rules.decoder.encoding(of: Array(head))
    if encoding == .utf16LittleEndian || encoding == .utf16BigEndian {
      // Line ends are two bytes there.
      self.stream = ByteStream(
        opening.rules.decoder.decode(stream.all(limit: opening.settings.limits.documentBytes)).utf8)
      declared = .utf8
    } else {
      declared = encoding
    }
  }

  func next() -> Step? {
    let limit = opening.settings.limits.documentBytes
    while !isFinished, var line = stream.line(limit: limit) {
      number += 1
      if number == 1, line.starts(with: [0xEF, 0xBB, 0xBF]) { line.removeFirst(3) }
      if line.allSatisfy({ $0 == 0x20 || $0 == 0x09 }) { continue }
      let place = "\(member)#\(number)"
      if line.count == limit {
        return .found(
          .problem(Problem(opening.file, member: place, .limit, "a line of more than \(limit >> 20) MB, skipped")))
      }
      if let file = PackedFile(line) {
        var inner = opening
        inner.settings.format = file.format
        return inner.step(
          ByteStream(file.bytes), name: file.name, member: file.name.isEmpty ? place : "\(place)!/\(file.name)",
          depth: depth + 1)
      }
      return .found(
        .document(
          RawDocument(file: opening.file, member: place, bytes: line, format: .record, declared: declared)))
    }
    if !isFinished, let failure = stream.failure {
      isFinished = true
      return .found(.problem(Problem(opening.file, member: member, failure.stage, failure.message)))
    }
    return nil
  }
}

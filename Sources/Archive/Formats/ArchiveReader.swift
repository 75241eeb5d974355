import CArchive
import NewsText

/// The members of a tar or zip file, or what is inside a compressed stream.
///
/// Note [Nothing is unpacked to disk]: members are read as streams. A member whose path leads out of the archive is named
/// and left alone all the same, for such an archive was made to do harm or is damaged.
final class ArchiveReader: CollectionReader {
  private let reader: OpaquePointer?
  private let source: ByteStream
  private let name: String
  private let member: String
  private let depth: Int
  private let opening: Opening
  private var unpacked = 0
  private var isFinished = false
  private var damaged = 0
  private var found = 0
  private var isRaw = false
  private var names: Set<String> = []

  /// - Parameter path: the file to be opened for seeking; nil reads the stream.
  init(_ stream: ByteStream, path: InputPath?, name: String, member: String, depth: Int, opening: Opening) {
    source = stream
    self.name = name
    self.member = member
    self.depth = depth
    self.opening = opening
    if let path {
      reader = path.withPath { carchive_open_file($0) }
    } else {
      buffer.stream = stream
      reader = carchive_open_stream(
        { context, bytes in
          guard let context else { return -1 }
          return Unmanaged<StreamBuffer>.fromOpaque(context).takeUnretainedValue().next(bytes)
        }, Unmanaged.passUnretained(buffer).toOpaque())
    }
  }

  /// What libarchive reads from; it must stay where it is between two calls.
  private let buffer = StreamBuffer()

  deinit { if let reader { carchive_close(reader) } }

  func next() -> Step? {
    guard let reader, !isFinished else { return nil }
    while true {
      switch carchive_next(reader) {
      case CARCHIVE_OK: break
      case CARCHIVE_END: return end()
      case CARCHIVE_DAMAGED where damaged < 100:
        damaged += 1
        return problem(member, .unpack, message(reader))
      default:
        isFinished = true
        return problem(member, .unpack, message(reader))
      }
      isRaw = carchive_is_raw(reader) != 0
      if carchive_is_file(reader) == 0 { continue }
      let path = memberName(reader)
      if InputNames.isHidden(path) && !InputNames.climbsOut(path) { continue }
      if !isRaw, !InputNames.isWanted(path) { continue }
      found += 1
      let place = isRaw ? member : unique(member + "!/" + path)
      if InputNames.climbsOut(path), !isRaw {
        return problem(place, .unpack, "its path leads out of the archive, skipped")
      }
      if carchive_is_encrypted(reader) != 0 {
        return problem(place, .unpack, "protected by a password, skipped; unpack it first")
      }
      return opening.step(
        stream(reader), name: isRaw ? InputNames.unpacked(name) : path, member: place, depth: depth + 1)
    }
  }

  private func end() -> Step? {
    isFinished = true
    if found == 0, damaged == 0 {
      return problem(member, .unpack, "no .txt, .html, .pdf, .jsonl or archive in it; check what it is")
    }
    return nil
  }

  private func problem(_ member: String, _ stage: Problem.Stage, _ message: String) -> Step {
    .found(.problem(Problem(opening.file, member: member, stage, message)))
  }

  private func message(_ reader: OpaquePointer) -> String {
    let text = String(cString: carchive_error(reader)).lowercased()
    return text.contains("passphrase")
      ? "protected by a password, skipped; unpack it first" : "\(text); the archive is damaged, get it anew"
  }

  /// Names of old zip files are in the encoding of the machine they were made on.
  private func memberName(_ reader: OpaquePointer) -> String {
    guard let stored = carchive_name(reader) else { return "" }
    let bytes = Array(String(cString: stored).utf8)
    let raw = [UInt8](unsafeUninitializedCapacity: strlength(stored)) { buffer, count in
      count = buffer.count
      for at in 0..<count { buffer[at] = UInt8(bitPattern: stored[at]) }
    }
    if raw == bytes { return String(decoding: raw, as: UTF8.self) }
    return String(decoding: opening.rules.decoder.decode(raw, declared: .gb18030).utf8, as: UTF8.self)
  }

  private func strlength(_ text: UnsafePointer<CChar>) -> Int {
    var count = 0
    while text[count] != 0 { count += 1 }
    return count
  }

  /// A member's place in the file, told from others of the same name.
  private func unique(_ place: String) -> String {
    var candidate = place
    var number = 2
    while !names.insert(candidate).inserted {
      candidate = "\(place)~\(number)"
      number += 1
    }
    return candidate
  }

  /// The content of the current member.
  private func stream(_ reader: OpaquePointer) -> ByteStream {
    ByteStream { [self] () throws(StreamFailure) in
      var result = CARCHIVE_OK
      let bytes = [UInt8](unsafeUninitializedCapacity: 1 << 17) { buffer, count in
        var got = 0
        if let start = buffer.baseAddress { result = carchive_read(reader, start, buffer.count, &got) }
        count = got
      }
      unpacked += bytes.count
      let limits = opening.settings.limits
      if unpacked > limits.ratioFrom, unpacked / limits.ratio > max(1, Int(carchive_bytes_taken(reader))) {
        isFinished = true
        throw StreamFailure(
          stage: .limit, message: "unpacks to more than \(limits.ratio) times its size, not read on; unpack it first")
      }
      guard result == CARCHIVE_OK || result == CARCHIVE_END else {
        if isRaw || result == CARCHIVE_FATAL { isFinished = true }
        throw StreamFailure(stage: .unpack, message: message(reader))
      }
      return bytes
    }
  }
}

/// Hands a stream to C, one stretch at a time.
private final class StreamBuffer {
  var stream: ByteStream?
  private var storage = UnsafeMutableRawBufferPointer.allocate(byteCount: 0, alignment: 1)

  deinit { storage.deallocate() }

  func next(_ bytes: UnsafeMutablePointer<UnsafeRawPointer?>) -> Int {
    guard let stream else { return 0 }
    let chunk = stream.chunk()
    if chunk.isEmpty { return stream.failure == nil ? 0 : -1 }
    storage.deallocate()
    storage = .allocate(byteCount: chunk.count, alignment: 1)
    storage.copyBytes(from: chunk)
    bytes.pointee = UnsafeRawPointer(storage.baseAddress)
    return chunk.count
  }
}

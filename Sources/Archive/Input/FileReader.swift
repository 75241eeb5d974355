import NewsText

/// What a file led to.
public enum Found: Sendable {
  case document(RawDocument)
  case problem(Problem)
}

/// What a reader of a collection (an archive, a file of records) came upon.
enum Step {
  case found(Found)
  /// A collection within: it is read to its end before the outer one goes on.
  case collection(any CollectionReader)
}

/// A collection of documents that is read from its beginning to its end.
protocol CollectionReader: AnyObject {
  /// The next thing in it; nil at its end.
  func next() -> Step?
}

/// All documents of one file, one after the other, whatever it is packed in. Memory does not grow with their number.
public struct FileReader {
  private var open: [any CollectionReader] = []
  private var waiting: Found?

  /// A reader of one file; it is opened when the first document is asked for.
  public init(_ path: InputPath, rules: InputRules, settings: InputSettings) {
    let opening = Opening(file: path.name, path: path, rules: rules, settings: settings)
    switch path.open() {
    case .failure(let error): waiting = .problem(Problem(path.name, .open, unreadable: error))
    case .success(let file): take(opening.step(ByteStream(file: file), name: path.name, member: "", depth: 0))
    }
  }

  private mutating func take(_ step: Step) {
    switch step {
    case .found(let found): waiting = found
    case .collection(let collection): open.append(collection)
    }
  }

  /// The next document or problem; nil at the end.
  public mutating func next() -> Found? {
    while true {
      if let found = waiting {
        waiting = nil
        return found
      }
      guard let innermost = open.last else { return nil }
      if let step = innermost.next() { take(step) } else { open.removeLast() }
    }
  }
}

/// Decides what a stream is, and how to go on with it.
struct Opening {
  let file: String
  /// The file itself, for what can be read better with seeking.
  let path: InputPath
  let rules: InputRules
  var settings: InputSettings

  /// - Parameters:
  ///   - name: the name by which the kind is known, where the content does not tell.
  ///   - member: where in the file the stream is.
  ///   - depth: in how many archives it lies.
  func step(
    _ stream: ByteStream, name: String, member: String, depth: Int, declared: TextEncoding? = nil,
    metadata: Metadata = Metadata()
  ) -> Step {
    switch kind(stream, name: name) {
    case .other(let what):
      return .found(.problem(Problem(file, member: member, .open, "\(what), skipped; convert it to text first")))
    case .archive:
      guard depth < settings.limits.depth else {
        let message = "an archive within \(depth) archives, skipped; unpack it first"
        return .found(.problem(Problem(file, member: member, .limit, message)))
      }
      let isPlainFile = member.isEmpty && depth == 0 && !path.isStandardInput
      return .collection(
        ArchiveReader(stream, path: isPlainFile ? path : nil, name: name, member: member, depth: depth, opening: self))
    case .webArchive: return .collection(WebArchiveReader(stream, member: member, opening: self))
    case .jsonLines: return .collection(RecordReader(stream, member: member, depth: depth, opening: self))
    case .document(let format):
      let isPlainFile = member.isEmpty && depth == 0
      if isPlainFile, format == .text, settings.readsParts, TextParts.areWanted(stream, settings.limits) {
        return .collection(TextParts(stream, file: file, metadata: metadata))
      }
      let bytes = stream.all(limit: isPlainFile ? .max : settings.limits.documentBytes)
      if let failure = stream.failure, bytes.isEmpty {
        return .found(.problem(Problem(file, member: member, failure.stage, failure.message)))
      }
      let document = RawDocument(
        file: file, member: member, bytes: bytes, format: format, declared: declared, metadata: metadata)
      if let failure = stream.failure {
        return .collection(
          FoundReader([
            .document(document), .problem(Problem(file, member: member, failure.stage, failure.message)),
          ]))
      }
      return .found(.document(document))
    }
  }

  private func kind(_ stream: ByteStream, name: String) -> FileKind {
    switch settings.format {
    case .auto: return FileKind(stream.peek(FileKind.sample), name: name)
    default: break
    }
    // Whatever the user says, what is packed must be unpacked first.
    let found = FileKind(stream.peek(FileKind.sample), name: name)
    if found == .archive { return found }
    switch settings.format {
    case .auto: return found
    case .text: return .document(.text)
    case .html: return .document(.html)
    case .pdf: return .document(.pdf)
    case .jsonl: return .jsonLines
    case .warc: return .webArchive
    }
  }
}

/// A few things found at once.
final class FoundReader: CollectionReader {
  private var found: ArraySlice<Found>

  init(_ found: [Found]) { self.found = found[...] }

  func next() -> Step? { found.popFirst().map { .found($0) } }
}

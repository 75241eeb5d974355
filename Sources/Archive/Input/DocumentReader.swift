import NewsText

/// A document as text, if it is one, with everything about it that a user must be told.
///
/// Note [What counts as read]: whatever makes less of an input than its bytes is a problem and gives exit status 2: a
/// file that cannot be opened, that is no text, that is empty, or where ill-formed bytes or NULs had to be replaced.
/// All that can be read is processed all the same.
public struct Reading: Sendable {
  /// The decoded text; nil when it could not be read.
  public var source: SourceText?
  /// What its collection or its markup says of it.
  public var metadata = Metadata()
  /// What could not be read in it.
  public var problems: [Problem] = []
}

/// Turns found documents into texts. Shared by all threads.
public struct DocumentReader: Sendable {
  private let rules: InputRules
  private let settings: InputSettings

  /// A reader; it keeps nothing between documents.
  public init(rules: InputRules, settings: InputSettings = InputSettings()) {
    self.rules = rules
    self.settings = settings
  }

  /// Complexity: linear, but for PDF, where another program does the work.
  public func read(_ document: RawDocument) -> Reading {
    var reading = Reading(metadata: document.metadata)
    switch document.format {
    case .text: text(document, document.bytes, &reading)
    case .html: page(document, &reading)
    case .pdf:
      switch PortableDocument.text(of: document.bytes) {
      case .success(let bytes): text(document, bytes, &reading)
      case .failure(let failure): report(document, .convert, failure.message, &reading)
      }
    case .record: record(document, &reading)
    }
    return reading
  }

  private func text(_ document: RawDocument, _ bytes: [UInt8], _ reading: inout Reading) {
    let decoded = rules.decoder.decode(bytes, declared: document.declared)
    let isWide = decoded.encoding == .utf16LittleEndian || decoded.encoding == .utf16BigEndian
    if let kind = FileKind.notText(isWide ? decoded.utf8 : bytes) {
      report(document, .open, "\(kind), skipped; convert it to text first", &reading)
      return
    }
    reading.source = SourceText(
      decoded, name: name(of: document, reading), start: document.part?.start ?? TextPosition())
    if bytes.isEmpty {
      report(document, .open, "empty file, nothing to read; check where it came from", &reading)
    }
    reportDamage(decoded, document, &reading)
  }

  private func page(_ document: RawDocument, _ reading: inout Reading) {
    if let kind = FileKind.notText(document.bytes), !document.bytes.starts(with: [0xFF, 0xFE]),
      !document.bytes.starts(with: [0xFE, 0xFF]), rules.decoder.encoding(of: document.bytes) == .utf8
    {
      report(document, .open, "\(kind), skipped; convert it to text first", &reading)
      return
    }
    let declared = document.declared ?? MarkupEncoding.declared(in: document.bytes)
    let decoded = rules.decoder.decode(document.bytes, declared: declared)
    guard let page = MarkupPage(decoded.utf8) else {
      report(document, .parse, "no memory to read this page", &reading)
      return
    }
    let article = PageArticle(page, rules: rules.markup)
    reading.metadata.complete(from: article.metadata)
    reading.source = SourceText(decoded, name: name(of: document, reading), content: article.content)
    if article.content.isEmpty {
      report(document, .parse, "no text on this page, nothing to read; check where it came from", &reading)
    }
    reportDamage(decoded, document, &reading)
  }

  private func record(_ document: RawDocument, _ reading: inout Reading) {
    let decoded = rules.decoder.decode(document.bytes, declared: document.declared)
    do {
      let record = try JSONRecord(decoded.utf8)
      reading.metadata = Self.metadata(record.values)
      guard let text = record.values[settings.textKey] else {
        let keys = record.values.keys.sorted().joined(separator: ", ")
        let message =
          record.values["base64"] != nil
          ? "the value of 'base64' is no Base64, the record is skipped; pack the file anew"
          : "no key '\(settings.textKey)'; name the key of the text with --text-key (keys: \(keys))"
        report(document, .parse, message, &reading)
        return
      }
      let value = DecodedText(
        utf8: Array(text.utf8), encoding: decoded.encoding, replacements: decoded.replacements)
      reading.source = SourceText(value, name: name(of: document, reading))
      if text.isEmpty { report(document, .parse, "an empty text, nothing to read", &reading) }
      reportDamage(value, document, &reading)
    } catch {
      reading.metadata = Self.metadata(error.values)
      let before = String(decoding: decoded.utf8[..<min(error.at, decoded.utf8.count)], as: UTF8.self)
      report(
        document, .parse, "column \(before.unicodeScalars.count + 1): \(error.message); the record is skipped", &reading
      )
    }
  }

  private func reportDamage(_ text: DecodedText, _ document: RawDocument, _ reading: inout Reading) {
    if text.replacements > 0 {
      let plural = text.replacements == 1 ? "place is" : "places are"
      let name = text.encoding == .utf8 ? "UTF-8" : text.encoding.rawValue.uppercased()
      report(
        document, .decode, "\(text.replacements) \(plural) not valid \(name), read as U+FFFD; check the file", &reading)
    }
    let nulls = text.utf8.holds(0) ? text.utf8.count { $0 == 0 } : 0
    if nulls > 0 {
      report(
        document, .decode, "\(nulls) NUL byte\(nulls == 1 ? "" : "s") in the text, ignored; check the file", &reading)
    }
  }

  private func report(_ document: RawDocument, _ stage: Problem.Stage, _ message: String, _ reading: inout Reading) {
    if settings.isFilter {
      reading.problems.append(Problem(name(of: document, reading), stage, message))
    } else {
      reading.problems.append(Problem(document.file, member: document.member, stage, message))
    }
  }

  private func name(of document: RawDocument, _ reading: Reading) -> String {
    settings.isFilter ? document.id(reading.metadata) : document.name
  }

  private static func metadata(_ values: [String: String]) -> Metadata {
    var metadata = Metadata()
    metadata.title = values["title"] ?? ""
    metadata.published = PageDate.find(values["date"] ?? "") ?? ""
    metadata.url = values["url"] ?? ""
    metadata.id = values["id"] ?? ""
    metadata.author = values["author"] ?? ""
    metadata.origin = values["source"] ?? ""
    return metadata
  }
}

import NewsText

/// A source, if there is one, with everything about it that a user must be told.
///
/// Note [What counts as read]: whatever makes less of an input than its bytes is a problem and gives exit status 2: a
/// file that cannot be opened, that is no text, that is empty, or where ill-formed bytes or NULs had to be replaced.
/// All that can be read is processed all the same.
struct Reading {
  var source: SourceText?
  var problems: [Problem] = []

  init(_ input: Input) {
    switch input {
    case .unusable(let problem): self.init(problem)
    case .file(let path):
      switch path.contents() {
      case .failure(let error): self.init(Problem(path.name, unreadable: error))
      case .success(let bytes): self.init(bytes, name: path.name)
      }
    }
  }

  private init(_ problem: Problem) { problems = [problem] }

  init(_ bytes: [UInt8], name: String) {
    if let kind = FileKind.notText(bytes) {
      problems = [Problem(name, "\(kind), skipped; convert it to UTF-8 text first")]
      return
    }
    let source = SourceText(decoding: bytes, name: name)
    self.source = source
    if bytes.isEmpty { problems.append(Problem(name, "empty file, nothing to read; check where it came from")) }
    if source.replacements > 0 {
      let advice =
        source.replacements * 8 > source.count
        ? "probably another encoding: convert it with iconv -f GB18030 -t UTF-8 (or -f BIG5)"
        : "read as U+FFFD; check the file"
      let plural = source.replacements == 1 ? "place is" : "places are"
      problems.append(Problem(name, "\(source.replacements) \(plural) not valid UTF-8, \(advice)"))
    }
    let nulls = bytes.count { $0 == 0 }
    if nulls > 0 {
      problems.append(Problem(name, "\(nulls) NUL byte\(nulls == 1 ? "" : "s") in the text, ignored; check the file"))
    }
  }
}

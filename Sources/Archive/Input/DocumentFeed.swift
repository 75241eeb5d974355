/// Every document behind the arguments of a command, one after the other.
///
/// ```swift
/// let input = try InputRules(rules: rules)
/// let reader = DocumentReader(rules: input)
/// var feed = DocumentFeed(paths, rules: input, settings: InputSettings())
/// while let found = feed.next() {
///   switch found {
///   case .problem(let problem): problem.print()
///   case .document(let document):
///     let reading = reader.read(document)
///     for problem in reading.problems { problem.print() }
///     if let source = reading.source { print(source.count, "characters") }
///   }
/// }
/// // 15 characters
/// ```
public struct DocumentFeed {
  private var walk: InputWalk
  private var file: FileReader?
  private let rules: InputRules
  private let settings: InputSettings

  /// - Parameters:
  ///   - arguments: files, folders, patterns, and `-` for standard input.
  ///   - rules: those of decoding and of web pages.
  ///   - settings: how files are read, and the limits of what is unpacked.
  public init(_ arguments: [String], rules: InputRules, settings: InputSettings) {
    walk = InputWalk(arguments)
    self.rules = rules
    self.settings = settings
  }

  /// The next document, or what is wrong with an input; nil at the end.
  public mutating func next() -> Found? {
    while true {
      if let found = file?.next() { return found }
      switch walk.next() {
      case nil: return nil
      case .unusable(let problem): return .problem(problem)
      case .file(let path): file = FileReader(path, rules: rules, settings: settings)
      }
    }
  }
}

extension DocumentReader {
  /// The documents of one file, read at once.
  public func readAll(_ path: InputPath, rules: InputRules, settings: InputSettings = InputSettings()) -> [Reading] {
    var file = FileReader(path, rules: rules, settings: settings)
    var readings: [Reading] = []
    while let found = file.next() {
      switch found {
      case .document(let document): readings.append(read(document))
      case .problem(let problem): readings.append(Reading(problems: [problem]))
      }
    }
    return readings
  }
}

import Foundation

/// The files behind the arguments of a command, one after the other: files as given, folders by their files of known
/// kinds at any depth, in the order of their names, patterns (`*.zip`) by the files they match. Only the folders on the
/// way to the current file are in memory.
public struct InputWalk {
  private struct Level {
    var folder: InputPath
    var names: ArraySlice<[UInt8]>
    var identity: [UInt64]
    /// Files found in it and below, for the message about folders without any.
    var found = 0
  }

  private var arguments: ArraySlice<InputPath>
  private var levels: [Level] = []

  /// - Parameter arguments: files, folders and patterns, in their order.
  public init(_ arguments: [String]) { self.arguments = arguments.map { InputPath($0) }[...] }

  /// The next file, or what is wrong with an argument; nil at the end.
  public mutating func next() -> Input? {
    while true {
      if !levels.isEmpty {
        if let input = nextInFolder() { return input }
        continue
      }
      guard let argument = arguments.popFirst() else { return nil }
      if argument.isStandardInput { return .file(argument) }
      switch argument.status() {
      case .success(let status):
        guard status.isFolder else { return .file(argument) }
        if let problem = enter(argument, status) { return .unusable(problem) }
      case .failure(let error):
        let matches = Self.matches(argument.name)
        guard !matches.isEmpty else { return .unusable(Problem(argument.name, .find, unreadable: error)) }
        arguments = matches.map { InputPath($0) } + arguments
      }
    }
  }

  /// The next file of the innermost folder, if the next name is one or the folder had none.
  private mutating func nextInFolder() -> Input? {
    let last = levels.count - 1
    guard let name = levels[last].names.popFirst() else {
      let done = levels.removeLast()
      if let above = levels.indices.last {
        levels[above].found += done.found
      } else if done.found == 0 {
        return .unusable(
          Problem(
            done.folder.name, .find,
            "no .txt, .html, .pdf, .jsonl or archive file in this folder; name the files, or rename them"))
      }
      return nil
    }
    let path = levels[last].folder.appending(name)
    if path.isHidden { return nil }
    switch path.status() {
    case .success(let status):
      if status.isFolder { return enter(path, status).map { .unusable($0) } }
      guard status.isRegular, path.isWanted else { return nil }
      levels[last].found += 1
      return .file(path)
    case .failure(let error):
      return path.isWanted || error.number == ELOOP ? .unusable(Problem(path.name, .find, unreadable: error)) : nil
    }
  }

  /// Goes down into a folder, unless a link leads back to one we are in.
  private mutating func enter(_ folder: InputPath, _ status: FileStatus) -> Problem? {
    if levels.contains(where: { $0.identity == status.identity }) {
      return Problem(folder.name, .find, "a link back to a folder it lies in, not followed; remove it")
    }
    switch folder.entries() {
    case .success(let names):
      levels.append(Level(folder: folder, names: names[...], identity: status.identity))
      return nil
    case .failure(let error): return Problem(folder.name, .find, unreadable: error)
    }
  }

  /// The files a shell pattern stands for, in the order of their names.
  private static func matches(_ pattern: String) -> [String] {
    guard pattern.contains(where: { "*?[".contains($0) }) else { return [] }
    var found = glob_t()
    defer { globfree(&found) }
    guard glob(pattern, 0, nil, &found) == 0 else { return [] }
    return (0..<Int(found.gl_pathc)).compactMap { found.gl_pathv[$0].map { String(cString: $0) } }
  }
}

extension InputWalk {
  /// Bytes of all files behind some arguments; 0 when one of them is standard input.
  public static func size(of arguments: [String]) -> Int {
    var walk = InputWalk(arguments)
    var total = 0
    while let input = walk.next() {
      guard case .file(let path) = input else { continue }
      if path.isStandardInput { return 0 }
      if case .success(let status) = path.status() { total += status.size }
    }
    return total
  }
}

/// What an argument of a command led to.
public enum Input: Sendable {
  case file(InputPath)
  case unusable(Problem)
}

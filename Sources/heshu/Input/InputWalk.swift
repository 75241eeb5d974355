/// The files behind the arguments of a command, one after the other: files as given, folders by their `*.txt` at any
/// depth, in the order of their names. Only the folders on the way to the current file are in memory.
struct InputWalk {
  private struct Level {
    var folder: InputPath
    var names: ArraySlice<[UInt8]>
    var identity: [UInt64]
    /// Files found in it and below, for the message about folders without any.
    var found = 0
  }

  private var arguments: ArraySlice<InputPath>
  private var levels: [Level] = []

  init(_ arguments: [String]) { self.arguments = arguments.map { InputPath($0) }[...] }

  /// The next file, or what is wrong with an argument; nil at the end.
  mutating func next() -> Input? {
    while true {
      if let last = levels.indices.last {
        guard let name = levels[last].names.popFirst() else {
          let done = levels.removeLast()
          if let above = levels.indices.last {
            levels[above].found += done.found
          } else if done.found == 0 {
            return .unusable(
              Problem(done.folder.name, "no .txt file in this folder; name the files, or rename them to .txt"))
          }
          continue
        }
        let path = levels[last].folder.appending(name)
        switch path.status() {
        case .success(let status):
          if status.isFolder {
            if let problem = enter(path, status) { return .unusable(problem) }
          } else if status.isRegular, path.isText, !path.isHidden {
            levels[last].found += 1
            return .file(path)
          }
        case .failure(let error):
          if path.isText { return .unusable(Problem(path.name, unreadable: error)) }
        }
        continue
      }
      guard let argument = arguments.popFirst() else { return nil }
      if argument.isStandardInput { return .file(argument) }
      switch argument.status() {
      case .success(let status):
        guard status.isFolder else { return .file(argument) }
        if let problem = enter(argument, status) { return .unusable(problem) }
      case .failure(let error): return .unusable(Problem(argument.name, unreadable: error))
      }
    }
  }

  /// Goes down into a folder, unless a link leads back to one we are in.
  private mutating func enter(_ folder: InputPath, _ status: FileStatus) -> Problem? {
    if levels.contains(where: { $0.identity == status.identity }) { return nil }
    if folder.isHidden, !levels.isEmpty { return nil }
    switch folder.entries() {
    case .success(let names):
      levels.append(Level(folder: folder, names: names[...], identity: status.identity))
      return nil
    case .failure(let error): return Problem(folder.name, unreadable: error)
    }
  }
}

/// What an argument of a command led to.
enum Input: Sendable {
  case file(InputPath)
  case unusable(Problem)
}

import Synchronization

/// Names the rule behind a decision, as `file:line`, the file relative to the rules folder.
///
/// Everything that is read from a text carries one; a copy counts no reference.
public struct RuleReference: Hashable, Sendable, CustomStringConvertible {
  /// Relative to its folder of rules; a file of a user has the name of that folder before it.
  public var file: String { name.text }
  /// 1-based.
  public var line: Int

  private let name: RuleFileName

  /// - Parameters:
  ///   - file: relative to its folder of rules, with the name of that folder before it where it is a user's.
  ///   - line: from 1.
  public init(file: String, line: Int) { self.init(file: RuleFileName(file), line: line) }

  /// - Parameters:
  ///   - file: its name, looked up once for many references.
  ///   - line: from 1.
  init(file: RuleFileName, line: Int) {
    name = file
    self.line = line
  }

  public var description: String { "\(file):\(line)" }
}

/// The name of a rule file, kept once for all that refer to it and for as long as the program runs: there are few.
struct RuleFileName: Hashable, @unchecked Sendable {
  private let address: UnsafePointer<String>

  private static let known = Mutex<[String: RuleFileName]>([:])

  init(_ text: String) {
    self = Self.known.withLock { known in
      if let name = known[text] { return name }
      let memory = UnsafeMutablePointer<String>.allocate(capacity: 1)
      memory.initialize(to: text)
      let name = RuleFileName(address: UnsafePointer(memory))
      known[text] = name
      return name
    }
  }

  private init(address: UnsafePointer<String>) { self.address = address }

  var text: String { address.pointee }
}

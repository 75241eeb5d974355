import Foundation

/// What is wrong with an input, in one line, with what to do about it.
public struct Problem: Sendable, Equatable {
  /// Where on the way from a path to a document it went wrong.
  public enum Stage: String, Sendable, CaseIterable { case find, open, unpack, limit, convert, decode, parse, store }

  /// Name of the file.
  public let name: String
  /// The part of the file it is about, as in `RawDocument.member`; empty for the file itself.
  public let member: String
  /// What could not be done.
  public let stage: Stage
  /// What is wrong, in one line.
  public let message: String

  /// - Parameters:
  ///   - name: path of the file, `-` for standard input.
  ///   - member: which document of the file; empty for the file itself.
  ///   - stage: what could not be done.
  ///   - message: what is wrong and what to do about it, in one line without a full stop.
  public init(_ name: String, member: String = "", _ stage: Stage, _ message: String) {
    self.name = name
    self.member = member
    self.stage = stage
    self.message = message
  }

  init(_ name: String, _ stage: Stage = .open, unreadable error: SystemError) {
    let advice =
      switch error.number {
      case ENOENT: "check the path"
      case EACCES, EPERM: "check its permissions"
      case ELOOP: "a link that leads back to itself; remove it"
      default: "check the file and the disk"
      }
    self.init(name, stage, "\(error.message.lowercased()); \(advice)")
  }

  /// One line whatever the name contains.
  public var line: String {
    let whole = (name == "-" ? "standard input" : name) + member
    let printable = String(
      String.UnicodeScalarView(
        whole.unicodeScalars.map { $0.value < 0x20 || (0x7F..<0xA0).contains($0.value) ? "?" : $0 }))
    return "heshu: \(printable): \(message)\n"
  }

  /// Whether it is about one record of a stream, and not about the stream: names of records are no files.
  public var isOfRecord: Bool { name != "-" || !member.isEmpty }

  /// Writes it to standard error, as a line.
  public func print() { FileHandle.standardError.write(Data(line.utf8)) }
}

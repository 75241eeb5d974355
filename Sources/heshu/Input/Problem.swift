import Foundation

/// What is wrong with an input, in one line, with what to do about it.
struct Problem: Sendable {
  let name: String
  let message: String

  init(_ name: String, _ message: String) {
    self.name = name
    self.message = message
  }

  init(_ name: String, unreadable error: SystemError) {
    let advice =
      switch error.number {
      case ENOENT: "check the path"
      case EACCES, EPERM: "check its permissions"
      default: "check the file and the disk"
      }
    self.init(name, "\(error.message.lowercased()); \(advice)")
  }

  /// One line whatever the name contains.
  var line: String {
    let name = self.name == "-" ? "standard input" : self.name
    let printable = String(
      String.UnicodeScalarView(
        name.unicodeScalars.map { $0.value < 0x20 || (0x7F..<0xA0).contains($0.value) ? "?" : $0 }))
    return "heshu: \(printable): \(message)\n"
  }

  func print() { FileHandle.standardError.write(Data(line.utf8)) }
}

import Foundation

/// A file to read. The path is kept as the bytes of the file system, because names in old archives need not be UTF-8.
public struct InputPath: Sendable {
  private let bytes: [UInt8]

  /// The path as text.
  public init(_ path: String) { bytes = Array(path.utf8) }

  private init(bytes: [UInt8]) { self.bytes = bytes }

  /// As it is printed.
  public var name: String { String(decoding: bytes, as: UTF8.self) }
  /// Whether it is `-`.
  public var isStandardInput: Bool { bytes == [UInt8(ascii: "-")] }
  var isHidden: Bool { bytes.last { _ in true } != nil && lastComponent.first == UInt8(ascii: ".") }
  /// Whether a folder is searched for files of this name.
  var isWanted: Bool { InputNames.isWanted(name) }

  func appending(_ component: [UInt8]) -> InputPath {
    InputPath(bytes: bytes.last == UInt8(ascii: "/") ? bytes + component : bytes + [UInt8(ascii: "/")] + component)
  }

  /// The same file by its path from the root, without `.` and `..`.
  func resolved(in folder: String) -> InputPath {
    let slash = UInt8(ascii: "/")
    let whole = bytes.first == slash ? bytes : Array(folder.utf8) + [slash] + bytes
    var parts: [ArraySlice<UInt8>] = []
    for part in whole.split(separator: slash) where !part.elementsEqual(".".utf8) {
      if part.elementsEqual("..".utf8) { _ = parts.popLast() } else { parts.append(part) }
    }
    return InputPath(bytes: [slash] + Array(parts.joined(separator: [slash])))
  }

  private var lastComponent: ArraySlice<UInt8> {
    bytes.split(separator: UInt8(ascii: "/")).last ?? []
  }

  /// What the file system says of it, links followed; the error number when it says nothing.
  func status() -> Result<FileStatus, SystemError> {
    var status = stat()
    let failed = withPath { stat($0, &status) } != 0
    if failed { return .failure(SystemError(number: errno)) }
    return .success(
      FileStatus(
        isFolder: status.st_mode & S_IFMT == S_IFDIR, isRegular: status.st_mode & S_IFMT == S_IFREG,
        size: Int(status.st_size), identity: [UInt64(status.st_dev), UInt64(status.st_ino)]))
  }

  /// The names in a folder, sorted by their bytes.
  func entries() -> Result<[[UInt8]], SystemError> {
    guard let folder = withPath({ opendir($0) }) else { return .failure(SystemError(number: errno)) }
    defer { closedir(folder) }
    var names: [[UInt8]] = []
    while let entry = readdir(folder) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { Array($0.prefix { $0 != 0 }) }
      if name != [0x2E], name != [0x2E, 0x2E] { names.append(name) }
    }
    return .success(names.sorted { $0.lexicographicallyPrecedes($1) })
  }

  /// Opens the file, or standard input.
  func open() -> Result<OpenFile, SystemError> {
    if isStandardInput { return .success(OpenFile(STDIN_FILENO, isOwned: false)) }
    let descriptor = withPath { Foundation.open($0, O_RDONLY | O_CLOEXEC) }
    return descriptor < 0 ? .failure(SystemError(number: errno)) : .success(OpenFile(descriptor))
  }

  func withPath<Answer>(_ body: (UnsafePointer<CChar>) -> Answer) -> Answer {
    var path = bytes.map { CChar(bitPattern: $0) }
    path.append(0)
    return path.withUnsafeBufferPointer { pointer in
      // The array ends with its own zero, so it is never empty and the address is always there.
      pointer.baseAddress.map(body) ?? "".withCString(body)
    }
  }
}

struct FileStatus {
  var isFolder: Bool
  var isRegular: Bool
  var size: Int
  /// Device and node: the same for two paths to one folder.
  var identity: [UInt64]
}

/// An error number of the operating system.
struct SystemError: Error {
  var number: Int32
  var message: String { String(cString: strerror(number)) }
}

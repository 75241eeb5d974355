/// A file that lists the paths to read.
public enum PathList {
  /// The paths of a list, one a line, blank lines left out; nil when it cannot be read.
  public static func read(_ path: String) -> [String]? {
    guard case .success(let file) = InputPath(path).open() else { return nil }
    let stream = ByteStream(file: file)
    var paths: [String] = []
    while let line = stream.line(limit: 1 << 16) {
      if !line.isEmpty { paths.append(String(decoding: line, as: UTF8.self)) }
    }
    return stream.failure == nil ? paths : nil
  }
}

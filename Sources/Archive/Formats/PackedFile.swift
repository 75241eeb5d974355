import Foundation

/// A record that holds a whole file as it is, whatever bytes it is made of: `base64`, also in lines as RFC 2045 has it,
/// with `name` and `input` (as the option) where they are known.
struct PackedFile {
  var name: String
  var format: InputSettings.Format
  var bytes: [UInt8]

  private static let mark = Array("\"base64\"".utf8)

  /// Nil for any other record. Complexity: linear.
  init?(_ line: [UInt8]) {
    guard Self.isMarked(line), let record = try? JSONRecord(line), let packed = record.values["base64"],
      let bytes = Data(base64Encoded: Data(packed.utf8.filter { !" \t\r\n".utf8.contains($0) }))
    else { return nil }
    self.bytes = Array(bytes)
    name = record.values["name"] ?? ""
    format = record.values["input"].flatMap(InputSettings.Format.init) ?? .auto
  }

  private static func isMarked(_ line: [UInt8]) -> Bool {
    line.withUnsafeBufferPointer { bytes in
      var at = 0
      while at + mark.count <= bytes.count {
        if bytes[at] == mark[0], bytes[at..<(at + mark.count)].elementsEqual(mark) { return true }
        at += 1
      }
      return false
    }
  }
}

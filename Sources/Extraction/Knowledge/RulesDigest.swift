import Foundation

/// Tells one set of rules from another: a 64-bit FNV-1a hash of the names and bytes of all rule files.
public enum RulesDigest {
  /// - Returns: 16 hexadecimal digits. Complexity: linear in the size of the folder.
  public static func digest(ofRulesAt path: String) -> String {
    var state: UInt64 = 0xCBF2_9CE4_8422_2325
    func add(_ byte: UInt8) { state = (state ^ UInt64(byte)) &* 0x100_0000_01B3 }
    let names = FileManager.default.enumerator(atPath: path)?.compactMap { $0 as? String } ?? []
    for name in names.sorted() where name.hasSuffix(".tsv") || name.hasSuffix(".rules") {
      for byte in name.utf8 { add(byte) }
      add(0)
      for byte in FileManager.default.contents(atPath: path + "/" + name) ?? Data() { add(byte) }
      add(0)
    }
    let digits = String(state, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}

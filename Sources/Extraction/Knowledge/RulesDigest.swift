import Foundation
import RuleFiles

/// Tells one set of rules from another: a 64-bit FNV-1a hash of the names and bytes of all rule files.
public enum RulesDigest {
  /// - Returns: 16 hexadecimal digits, which depend on what the files say and on which folder lies on which, and not on
  ///   where the folders are. Complexity: linear in the size of the folders.
  public static func digest(of layers: RuleLayers) -> String {
    var state: UInt64 = 0xCBF2_9CE4_8422_2325
    func add(_ byte: UInt8) { state = (state ^ UInt64(byte)) &* 0x100_0000_01B3 }
    for (index, layer) in layers.layers.enumerated() {
      let names = layers.files(in: index)
      // A folder without rule files says nothing.
      if index > 0, !names.isEmpty { add(1) }
      for name in names {
        for byte in name.utf8 { add(byte) }
        add(0)
        for byte in FileManager.default.contents(atPath: layer.path + "/" + name) ?? Data() { add(byte) }
        add(0)
      }
    }
    let digits = String(state, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}

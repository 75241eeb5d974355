/// Strict UTF-8 with replacement (Unicode 15, section 3.9, U+FFFD substitution of maximal subparts).
struct UTF8Decoding {
  let text: DecodedText

  /// Complexity: linear; well-formed bytes are not copied.
  ///
  /// - Parameter isWellFormed: whether they are known to be.
  init(_ bytes: [UInt8], isWellFormed: Bool = false) {
    if isWellFormed || Self.isValid(bytes) {
      text = DecodedText(utf8: bytes, encoding: .utf8, replacements: 0)
    } else {
      let (repaired, replacements) = Self.repair(bytes)
      text = DecodedText(utf8: repaired, encoding: .utf8, replacements: replacements)
    }
  }

  static func isValid(_ bytes: [UInt8]) -> Bool {
    bytes.withUnsafeBufferPointer { buffer in
      guard let text = buffer.baseAddress else { return true }
      var at = 0
      while at < buffer.count {
        // Han characters and their marks, then ASCII; four bytes are read for three.
        while at <= buffer.count - 4 {
          let four = UInt32(littleEndian: UnsafeRawPointer(text + at).loadUnaligned(as: UInt32.self))
          guard four & 0xC0_C0F0 == 0x80_80E0, four & 0x0F != 0, four & 0x0F != 0x0D else { break }
          at &+= 3
        }
        let start = at
        while at <= buffer.count - 8, EightBytes.load(text, at) & EightBytes.tops == 0 { at &+= 8 }
        while at < buffer.count, text[at] < 0x80 { at &+= 1 }
        if at == start, at < buffer.count {
          let length = wellFormed(buffer, at)
          guard length > 0 else { return false }
          at += length
        }
      }
      return true
    }
  }

  private static func repair(_ bytes: [UInt8]) -> ([UInt8], Int) {
    var text: [UInt8] = []
    text.reserveCapacity(bytes.count)
    var replacements = 0
    var at = 0
    while at < bytes.count {
      let length = bytes[at] < 0x80 ? 1 : bytes.withUnsafeBufferPointer { wellFormed($0, at) }
      if length > 0 {
        text.append(contentsOf: bytes[at..<(at + length)])
        at += length
      } else {
        text.append(contentsOf: [0xEF, 0xBF, 0xBD])
        replacements += 1
        at += -length
      }
    }
    return (text, replacements)
  }

  /// The length of the well-formed sequence at `at`, or minus the length of the maximal ill-formed part
  /// (Unicode 15, table 3-7).
  private static func wellFormed(_ bytes: UnsafeBufferPointer<UInt8>, _ at: Int) -> Int {
    let lead = bytes[at]
    let need: Int
    var low: UInt8 = 0x80
    var high: UInt8 = 0xBF
    switch lead {
    case 0xC2...0xDF: need = 1
    case 0xE0: (need, low) = (2, 0xA0)
    case 0xE1...0xEC, 0xEE, 0xEF: need = 2
    case 0xED: (need, high) = (2, 0x9F)
    case 0xF0: (need, low) = (3, 0x90)
    case 0xF1...0xF3: need = 3
    case 0xF4: (need, high) = (3, 0x8F)
    default: return -1
    }
    for step in 1...need {
      guard at + step < bytes.count, bytes[at + step] >= low, bytes[at + step] <= high else { return -step }
      (low, high) = (0x80, 0xBF)
    }
    return need + 1
  }
}

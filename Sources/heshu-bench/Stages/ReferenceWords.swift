import CICU

/// ICU's word break iterator by itself, the yardstick of all stages.
final class ReferenceWords {
  private let iterator: OpaquePointer
  private(set) var ends: [Int32] = []

  /// Nil when ICU has no word break data.
  init?() {
    var error: Int32 = 0
    guard let opened = cicu_word_open("zh", &error) else { return nil }
    iterator = opened
  }

  deinit { cicu_word_close(iterator) }

  /// Fills `ends` with the word ends of a text and returns how many there are.
  func cut(_ units: [UInt16]) -> Int {
    if ends.count <= units.count { ends = [Int32](repeating: 0, count: units.count + 1) }
    var error: Int32 = 0
    let capacity = Int32(ends.count)
    var found: Int32 = 0
    units.withUnsafeBufferPointer { text in
      ends.withUnsafeMutableBufferPointer { ends in
        guard let text = text.baseAddress, let ends = ends.baseAddress else { return }
        found = cicu_word_ends(iterator, text, Int32(units.count), ends, capacity, &error)
      }
    }
    return Int(found)
  }
}

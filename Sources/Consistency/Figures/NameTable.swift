import NewsText

/// The words that the statistics of one document name, each with a number: equal words have the same.
///
/// Texts are compared as they stand, unit by unit.
struct NameTable {
  /// Strings hashed by their bytes: those of Han characters are not looked at one by one for their canonical form.
  private struct Key: Hashable {
    let name: String

    func hash(into hasher: inout Hasher) {
      let isDone: ()? = name.utf8.withContiguousStorageIfAvailable { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
      if isDone == nil { hasher.combine(name) }
    }
  }

  /// The number of the empty word.
  static let empty: Int32 = 0

  private var numbers: [Key: Int32] = [:]
  private var units: [UInt16] = []
  /// Where the units of each word begin, and behind the last where they end.
  private var bounds: [Int32] = [0, 0]

  /// The number of a word, a new one where it was not seen before.
  mutating func number(of name: String) -> Int32 {
    if name.isEmpty { return Self.empty }
    let key = Key(name: name)
    if let known = numbers[key] { return known }
    let number = Int32(bounds.count - 1)
    numbers[key] = number
    units.append(contentsOf: name.utf16)
    bounds.append(Int32(units.count))
    return number
  }

  /// The number of a word that was seen.
  func known(_ name: String) -> Int32? { name.isEmpty ? Self.empty : numbers[Key(name: name)] }

  /// The UTF-16 units of a word.
  func units(of number: Int32) -> ArraySlice<UInt16> {
    units[Int(bounds[Int(number)])..<Int(bounds[Int(number) + 1])]
  }

  /// How many UTF-16 units a word has.
  func count(of number: Int32) -> Int { Int(bounds[Int(number) + 1] - bounds[Int(number)]) }

  /// Whether one word ends in the other; every word ends in the empty one.
  func endsAlike(_ a: Int32, _ b: Int32) -> Bool {
    if a == b { return true }
    let (long, short) = count(of: a) < count(of: b) ? (units(of: b), units(of: a)) : (units(of: a), units(of: b))
    return long.suffix(short.count).elementsEqual(short)
  }

  /// Whether a word ends in another.
  func ends(_ name: Int32, in end: Int32) -> Bool { count(of: end) <= count(of: name) && endsAlike(name, end) }

  /// Whether one word holds the other.
  func holdsOther(_ a: Int32, _ b: Int32) -> Bool {
    if a == b { return true }
    let (long, short) = count(of: a) < count(of: b) ? (units(of: b), units(of: a)) : (units(of: a), units(of: b))
    guard let first = short.first else { return true }
    for at in long.startIndex...(long.endIndex - short.count) where long[at] == first {
      if long[at..<(at + short.count)].elementsEqual(short) { return true }
    }
    return false
  }
}

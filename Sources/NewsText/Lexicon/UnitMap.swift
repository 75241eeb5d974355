/// A value for each of the 65,536 UTF-16 units, most of which have the same one: pages of 256 units, shared where they
/// hold nothing else.
public struct UnitMap<Value: Sendable & Equatable>: Sendable {
  /// Which page the units of a high byte have; 0 is the page of the usual value.
  @usableFromInline var pages = [UInt8](repeating: 0, count: 256)
  @usableFromInline var values: [Value]
  private let usual: Value

  /// - Parameter usual: the value of every unit that is not set.
  public init(_ usual: Value) {
    self.usual = usual
    values = [Value](repeating: usual, count: 256)
  }

  /// The value of a UTF-16 unit.
  @inlinable
  public subscript(unit: UInt16) -> Value {
    @inline(__always) get { values[Int(pages[Int(unit >> 8)]) << 8 | Int(unit & 0xFF)] }
  }

  /// Gives a unit its own value. At most 255 of the 256 high bytes may have units with a value of their own.
  public mutating func set(_ unit: UInt16, _ value: Value) {
    let high = Int(unit >> 8)
    if pages[high] == 0 {
      guard value != usual else { return }
      precondition(values.count < 256 * 256, "every page of the map is taken")
      pages[high] = UInt8(values.count >> 8)
      values += [Value](repeating: usual, count: 256)
    }
    values[Int(pages[high]) << 8 | Int(unit & 0xFF)] = value
  }
}

/// The records of one document, each made when it is asked for: a document may have millions.
public struct RowList: RandomAccessCollection, Sendable {
  /// How many rows there are.
  public let count: Int
  private let make: @Sendable (Int) -> Row

  /// - Parameter make: gives the record of an index below `count`; called anew at each access.
  public init(count: Int, make: @escaping @Sendable (Int) -> Row) {
    self.count = count
    self.make = make
  }

  /// Rows that are there already.
  public init(_ rows: [Row]) { self.init(count: rows.count) { rows[$0] } }

  /// 0.
  public var startIndex: Int { 0 }
  /// How many rows there are.
  public var endIndex: Int { count }
  /// Makes the row.
  public subscript(index: Int) -> Row { make(index) }
}

import NewsText

/// The records of one document, each made when it is asked for: a document may have millions.
public struct RowList: RandomAccessCollection, Sendable {
  /// How many rows there are.
  public let count: Int
  private let make: @Sendable (Int) -> Row
  /// Writes records as lines of JSON without making their rows.
  private let write: (@Sendable (Range<Int>, inout JSONWriter) -> Void)?

  /// - Parameters:
  ///   - make: gives the record of an index below `count`; called anew at each access.
  ///   - write: appends lines of JSON, the same that the records make.
  init(
    count: Int, write: (@Sendable (Range<Int>, inout JSONWriter) -> Void)?, make: @escaping @Sendable (Int) -> Row
  ) {
    self.count = count
    self.make = make
    self.write = write
  }

  /// - Parameters:
  ///   - count: how many records there are.
  ///   - make: gives the record of an index below `count`; called anew at each access.
  public init(count: Int, make: @escaping @Sendable (Int) -> Row) { self.init(count: count, write: nil, make: make) }

  /// Rows that are there already.
  public init(_ rows: [Row]) { self.init(count: rows.count) { rows[$0] } }

  /// 0.
  public var startIndex: Int { 0 }
  /// How many rows there are.
  public var endIndex: Int { count }
  /// Makes the row.
  public subscript(index: Int) -> Row { make(index) }

  /// Writes records as lines of JSON; false where they have to be made for that.
  func writeLines(_ range: Range<Int>, into writer: inout JSONWriter) -> Bool {
    guard let write else { return false }
    write(range, &writer)
    return true
  }
}

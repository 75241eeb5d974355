/// The cells of a table as bytes in place, for readers of many thousand rows: a look at one counts no reference and makes
/// no string.
public struct TableCells {
  private let bytes: UnsafePointer<UInt8>
  private let bounds: UnsafePointer<UInt32>
  private let width: Int

  fileprivate init(_ bytes: UnsafePointer<UInt8>, _ bounds: UnsafePointer<UInt32>, columns: Int) {
    (self.bytes, self.bounds, width) = (bytes, bounds, columns + 1)
  }

  /// The UTF-8 of a cell.
  ///
  /// - Parameters:
  ///   - row: from 0 to the number of rows.
  ///   - column: an index of the columns of the table.
  @inline(__always)
  public subscript(row: Int, column: Int) -> UnsafeBufferPointer<UInt8> {
    let at = row * width + column
    let start = Int(bounds[at])
    return UnsafeBufferPointer(start: bytes + start, count: Int(bounds[at + 1]) - 1 - start)
  }
}

extension TableFile {
  /// Lends all cells at once.
  ///
  /// - Parameter body: what it is given is good until it returns; it is not called for a table without rows.
  public func withCells(_ body: (TableCells) -> Void) {
    bytes.withUnsafeBufferPointer { bytes in
      bounds.withUnsafeBufferPointer { bounds in
        guard let bytes = bytes.baseAddress, let bounds = bounds.baseAddress else { return }
        body(TableCells(bytes, bounds, columns: columns.count))
      }
    }
  }
}

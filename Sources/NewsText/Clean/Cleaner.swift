/// Turns a source into clean text: one pass over its characters, one over its lines.
public struct Cleaner: Sendable {
  private let tables: CleaningTables

  /// A cleaner that knows what these tables say.
  public init(tables: CleaningTables) { self.tables = tables }

  /// Rounds of joining that a text may take; pages take two or three.
  private static let rounds = 16

  /// The clean text of a source. Complexity: linear.
  ///
  /// Note [Cleaning twice equals cleaning once]: joining lines changes what the next decision sees, so joining goes on
  /// until it changes nothing. It only ever takes characters out, so it ends.
  public func clean(_ source: SourceText) -> CleanText {
    var text = FoldedText(source, traits: tables.traits)
    ScriptConverter(tables: tables).convert(&text)
    for _ in 0..<Self.rounds {
      guard LineJoiner.join(&text, tables: tables) else { break }
    }
    // What was taken out first stands before what was taken out later at the same place.
    if text.dropped.count > 1 { text.dropped.sort { $0.span < $1.span } }
    let offsets = OffsetMap(text.offsets, count: text.units.count, ends: source.content?.ends ?? [:])
    let asides = text.units.withUnsafeBufferPointer { AsideReader(tables: tables).asides($0, text.lines) }
    return CleanText(units: text.units, offsets: offsets, asides: asides, dropped: text.dropped)
  }
}

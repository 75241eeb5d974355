/// Where a long stretch may be cut without changing its words.
///
/// Note [Cuts that change no word]: ICU reads the dictionary over maximal runs of Han characters and combines characters
/// only across marks that stand between digits or letters. Behind ，。、；！？” or a line end, and before a Han character,
/// a word always begins, and what stands before has no say in what follows.
enum SegmentCuts {
  /// Longer stretches are cut; so long are the parts.
  static let usual = 4096
  /// Han characters without a mark are cut among themselves at this length, because ICU holds a run in memory.
  static let longest = 65_536

  /// The end of the first part of a stretch; the stretch's own end when it is short or cannot be cut.
  ///
  /// - Complexity: linear in the part.
  static func end(_ units: [UInt16], _ span: Span) -> Int {
    guard span.count > usual else { return span.end }
    var at = span.start + usual
    // The last good place of a usual part, else the first behind it.
    while at > span.start + usual / 2, !isSafe(units, at) { at -= 1 }
    if at > span.start + usual / 2 { return at }
    at = span.start + usual + 1
    while at < span.end {
      if isSafe(units, at) { return at }
      if at - span.start >= longest, isHan(units[at - 1]), isHan(units[at]) { return at }
      at += 1
    }
    return span.end
  }

  private static func isSafe(_ units: [UInt16], _ at: Int) -> Bool { endsRun(units[at - 1]) && isHan(units[at]) }

  private static func isHan(_ unit: UInt16) -> Bool { unit >= 0x4E00 && unit <= 0x9FA5 }

  private static func endsRun(_ unit: UInt16) -> Bool {
    switch unit {
    case 0x0A, 0x3001, 0x3002, 0xFF0C, 0xFF1B, 0xFF01, 0xFF1F, 0x201D, 0x300D: true
    default: false
    }
  }
}

import NewsText

/// Leads from places in a source to places in one of its sentences as it was cleaned.
///
/// A sentence runs along with its source until cleaning took something out, a gloss or a line end; there the places
/// shift. The database keeps the shifts: `12:15` says that character 12 of the sentence comes from character 15 of its
/// stretch of the source. All places count code points; those of the source begin with the sentence.
struct SentenceShifts {
  private var shifts: [(sentence: Int, source: Int)] = [(0, 0)]

  /// - Parameter text: as the database keeps it; empty when nothing shifts.
  init(_ text: String) {
    for shift in text.split(separator: ",") {
      let numbers = shift.split(separator: ":").compactMap { Int($0) }
      if numbers.count == 2 { shifts.append((numbers[0], numbers[1])) }
    }
  }

  /// The shifts of a sentence as the database keeps them. Complexity: linear in the sentence.
  ///
  /// - Parameter start: where it starts in the source.
  static func text(of span: Span, in clean: CleanText, from start: Int) -> String {
    var text = ""
    var place = 0
    var expected = start
    for unit in span.range {
      // The second half of a character beyond the basic plane is no character.
      if clean.units[unit] & 0xFC00 == 0xDC00, unit > span.start, clean.units[unit - 1] & 0xFC00 == 0xD800 { continue }
      let source = clean.offsets.codePoint(of: unit)
      if source != expected { text += (text.isEmpty ? "" : ",") + "\(place):\(source - start)" }
      expected = source + 1
      place += 1
    }
    return text
  }

  /// The place in the sentence of a place in the source; what was taken out gives the place after it.
  func place(_ source: Int) -> Int {
    var low = 0
    var high = shifts.count
    while low + 1 < high {
      let middle = (low + high) / 2
      if shifts[middle].source <= source { low = middle } else { high = middle }
    }
    let place = shifts[low].sentence + source - shifts[low].source
    return low + 1 < shifts.count ? min(place, shifts[low + 1].sentence) : place
  }
}

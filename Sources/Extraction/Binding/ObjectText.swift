import NewsText

/// Turns the items of a role into the words of a record: simplified, without quotation marks, brackets and the small
/// words around a noun phrase.
struct ObjectText: Sendable {
  private let leading: ClassSet
  private let trailing: ClassSet

  init(classes: ItemClasses) {
    func mask(_ ids: String...) -> ClassSet { ids.reduce(0) { $0 | (classes.bit($1) ?? 0) } }
    leading = mask(
      "quantifier", "subject", "mod", "de", "and", "pause", "aspect", "place", "etc", "comma", "space", "paren",
      "particle", "preposition", "adverb", "part", "date", "duration", "time", "ordinal", "colon", "mark")
    trailing = mask(
      "etc", "de", "and", "pause", "paren", "mod", "comma", "space", "particle", "colon", "mark", "adverb", "than")
  }

  /// The noun phrase in a range of items, nil when nothing is left of it.
  func phrase(_ units: [UInt16], _ items: [Item], _ range: Range<Int>) -> (text: String, span: Span)? {
    if range.count == 1, items[range.lowerBound].classes & ItemClasses.Structural.paren.bit != 0 {
      let span = items[range.lowerBound].span
      guard span.count > 2 else { return nil }
      let inner = Span(span.start + 1, span.end - 1)
      return (Self.text(units, [Item(span: inner, classes: 0)]), inner)
    }
    var low = range.lowerBound
    var high = range.upperBound
    while low < high, items[low].classes & leading != 0, items[low].classes & noun == 0 { low += 1 }
    while high > low, items[high - 1].classes & trailing != 0, items[high - 1].classes & noun == 0 { high -= 1 }
    guard low < high else { return nil }
    let span = Span(items[low].span.start, items[high - 1].span.end)
    let text = Self.text(units, items[low..<high])
    return text.isEmpty ? nil : (text, span)
  }

  private let noun = ItemClasses.Structural.noun.bit

  /// The characters of items without brackets, quotation marks and white space.
  static func text(_ units: [UInt16], _ items: ArraySlice<Item>) -> String {
    guard let first = items.first, let last = items.last else { return "" }
    return withUnsafeTemporaryAllocation(of: UInt16.self, capacity: max(1, last.span.end - first.span.start)) { kept in
      var count = 0
      units.withUnsafeBufferPointer { units in
        for index in items.indices {
          if items[index].classes & ItemClasses.Structural.paren.bit != 0, !isInner(items, index) { continue }
          for at in items[index].span.range {
            let unit = units[at]
            // Nearly all are characters of words.
            if unit < 0x3400, isQuotationMark(unit) || unit == 0x20 || unit == 0x0A { continue }
            kept[count] = unit
            count += 1
          }
        }
      }
      return String(units: UnsafeBufferPointer(rebasing: kept[..<count]))
    }
  }

  /// 村(社区)干部: short brackets inside a phrase belong to it.
  private static func isInner(_ items: ArraySlice<Item>, _ index: Int) -> Bool {
    index > items.startIndex && index + 1 < items.endIndex && items[index].span.count <= 6
      && items[index - 1].span.end == items[index].span.start && items[index].span.end == items[index + 1].span.start
  }

  /// “ ” ‘ ’ 《 》 〈 〉 「 」 『 』 and the ASCII marks.
  private static func isQuotationMark(_ unit: UInt16) -> Bool {
    switch unit {
    case 0x22, 0x27, 0x201C, 0x201D, 0x2018, 0x2019, 0x3008...0x300F: true
    default: false
    }
  }
}

import NewsText

/// One piece of a sentence as patterns see it: a word, a mention, a place, a quotation, a bracket, a mark.
struct Item: Sendable {
  var span: Span
  /// Bits of `ItemClasses`.
  var classes: ClassSet
  /// Index of the mention it is, -1 for none.
  var mention: Int = -1
}

/// The items of a sentence outside brackets, or those inside one pair of brackets that holds figures.
struct ItemRow: Sendable {
  var items: [Item]
}

import NewsText

/// The words around one figure.
struct Words {
  let ledger: Ledger
  let figure: Figure

  init(_ ledger: Ledger, _ figure: Int) {
    self.ledger = ledger
    self.figure = ledger.figures[figure]
  }

  /// Whether a word of a key leads to the figure, or follows it where nothing leads to it.
  func has(_ key: WordKey, _ relation: CheckRules.Relation) -> Bool {
    if relation.holds(key, ledger.units, in: figure.lead) { return true }
    return figure.lead.isEmpty && relation.holds(key, ledger.units, in: figure.tail)
  }
}

import NewsText

/// The sentences of a document that have a word of some keys of a relation: all others need no closer look.
struct SentenceFilter {
  /// By the number of the sentence; empty where no sentence has any.
  private var has: [Bool] = []

  /// Complexity: linear in the words and the sentences. Without a relation no sentence has any.
  init(_ relation: CheckRules.Relation?, _ keys: [WordKey], in ledger: Ledger) {
    guard let relation else { return }
    let sentences = ledger.document.page.sentences
    for key in keys {
      var number = 0
      relation.forEachStart(key, ledger.units) { start in
        if has.isEmpty { has = [Bool](repeating: false, count: sentences.count) }
        while number < sentences.count, sentences[number].span.end <= start { number += 1 }
        if number < sentences.count, sentences[number].span.start <= start { has[number] = true }
      }
    }
  }

  /// Whether a sentence, given by its number, has such a word.
  func has(_ sentence: Int) -> Bool { !has.isEmpty && has[sentence] }
}

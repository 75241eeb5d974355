import Testing

@testable import Consistency

/// Words as numbers compare as the words themselves do.
@Suite struct NameTableTests {
  @Test(arguments: [
    ("群众", "走访群众", true, true), ("群众", "群众", true, true), ("群众", "群众代表", false, true),
    ("群众", "干部", false, false), ("", "干部", true, true), ("", "", true, true), ("民", "居民点", false, true),
    ("居民点", "民", false, true), ("众众群", "众群", true, true), ("众众群众", "众群众", true, true),
    ("𠮷野", "野", true, true),
  ])
  func wordsEndAlikeOrHoldEachOther(_ a: String, _ b: String, _ endsAlike: Bool, _ holds: Bool) {
    var names = NameTable()
    let (one, other) = (names.number(of: a), names.number(of: b))
    #expect(names.endsAlike(one, other) == endsAlike)
    #expect(names.endsAlike(other, one) == endsAlike)
    #expect(names.holdsOther(one, other) == holds)
    #expect(names.holdsOther(other, one) == holds)
  }

  @Test func equalWordsHaveOneNumber() {
    var random = SystemRandomNumberGenerator()
    let words = (0..<2_000).map { _ in
      String((0..<Int.random(in: 0...3, using: &random)).map { _ in "甲乙丙丁戊己庚辛a1".randomElement(using: &random)! })
    }
    var names = NameTable()
    let numbers = words.map { names.number(of: $0) }
    var known: [String: Int32] = [:]
    for (word, number) in zip(words, numbers) {
      #expect(known[word] ?? number == number)
      known[word] = number
      #expect(names.known(word) == number)
      #expect(Array(names.units(of: number)) == Array(word.utf16))
      #expect(names.count(of: number) == word.utf16.count)
      #expect((number == NameTable.empty) == word.isEmpty)
    }
    #expect(Set(known.values).count == known.count)
    #expect(names.known("没有见过") == nil)
  }
}

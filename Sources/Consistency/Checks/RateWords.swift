import NewsText

/// The words of a rate that tell its part: 办结率 – 办结150件.
struct RateWords {
  let ledger: Ledger
  let relation: CheckRules.Relation
  /// The noun of the rate: 率 of 办结率.
  let noun: Span
  /// The words that lead to the percentage.
  let lead: Span

  /// The two characters that say of what a rate is: 办结 of 办结率 and of 办结率达.
  private var stems: [ArraySlice<UInt16>] {
    [noun.start, noun.end - 1].compactMap { end in
      end - 2 >= lead.start ? ledger.units[(end - 2)..<end] : nil
    }
  }

  /// Whether the words around a part hold what its rate is called by, in either order: 收回 for 回收率.
  func speak(of figure: Figure) -> Bool {
    let words = ledger.units[figure.lead.start..<figure.tail.end]
    return stems.contains { stem in
      let (first, last) = (stem[stem.startIndex], stem[stem.startIndex + 1])
      return zip(words, words.dropFirst()).contains { ($0 == first && $1 == last) || ($0 == last && $1 == first) }
    }
  }

  /// Whether the words before a part deny what its rate is called by: 不合格, 合格率.
  func areDenied(by figure: Figure) -> Bool {
    let words = ledger.units[figure.lead.range]
    return stems.contains { stem in
      words.indices.dropLast().contains { at in
        words[at] == stem[stem.startIndex] && words[at + 1] == stem[stem.startIndex + 1]
          && relation.ending("denies", ledger.units, at: at, from: figure.lead.start) != nil
      }
    }
  }

  /// Whether the rate is one of what is not so: 不合格率.
  var isDenial: Bool {
    stems.contains { relation.ending("denies", ledger.units, at: $0.startIndex, from: lead.start) != nil }
  }

  /// Whether the words around a part hold one of the characters that its rate is called by: 调成 for 调解成功率.
  func share(_ figure: Figure) -> Bool {
    let words = ledger.units[figure.lead.start..<figure.tail.end]
    return stems.contains { $0.contains { (0x4E00...0x9FFF).contains($0) && words.contains($0) } }
  }
}

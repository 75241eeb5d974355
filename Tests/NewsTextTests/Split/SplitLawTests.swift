import Testing

@testable import NewsText

/// What holds for every text, damaged or not.
@Suite struct SplitLawTests {
  static let pieces = [
    "本报讯(记者 王一)", "□记者 李二", "新华社北京6月1日电", "〔记者林一/台中报导〕", "(张三)", "。(王一 李二)", "记者 王一 摄", "图为施工现场。", "核心提示",
    "一、受理情况", "——侧记", "(2024年5月)", "某区开展整治", "走访群众3万户，", "办结12,580件", "。", "！", "？", "……", "“", "”", "‘", "’", "「", "」",
    "（", "）", "(", ")", "《", "》", "【", "】", "〔", "〕", "，", ",", "；", "：", ":", "、", "——", "—", " ", "\u{3000}", "\n",
    "\n", "\n", "\n\n", "1", "②15", "\u{0}",
    "\u{FFFD}", "a", "http://a.b/c?d=e", "𠮷", "①", "e\u{301}", "\t",
  ]

  @Test(arguments: 0..<20) func holdForRandomText(batch: Int) {
    var dice = Dice(state: UInt64(batch))
    for _ in 0..<500 {
      var text = ""
      for _ in 0..<dice.below(60) { text += Self.pieces[dice.below(Self.pieces.count)] }
      var units = Array(text.utf16)
      if dice.below(3) == 0 {
        for _ in 0..<3 where !units.isEmpty { units[dice.below(units.count)] = UInt16(truncatingIfNeeded: dice.next()) }
      }
      Self.check(SplitHelp.clean(units, Self.asides(&dice, units.count)))
    }
  }

  /// Asides anywhere, in any order, over each other and beyond the text.
  private static func asides(_ dice: inout Dice, _ count: Int) -> [CleanText.Aside] {
    let reasons: [CleanText.Aside.Reason] = [.editorCode, .masthead, .spam, .pageFurniture, .relatedReading]
    return (0..<dice.below(4)).map { _ in
      let start = dice.below(count + 1)
      return CleanText.Aside(
        span: Span(start, min(count, start + dice.below(12))), reason: reasons[dice.below(reasons.count)])
    }
  }

  static func check(_ clean: CleanText, sourceLocation: SourceLocation = #_sourceLocation) {
    let page = SplitHelp.page(clean)
    var holder = [Int](repeating: 0, count: clean.units.count)
    for aside in clean.asides { for at in aside.span.range { holder[at] = -1 } }
    var end = 0
    func complain(_ what: String) {
      Issue.record(
        "\(what) in \(String(decoding: clean.units, as: UTF16.self).debugDescription), asides \(clean.asides)",
        sourceLocation: sourceLocation)
    }
    var next = 0
    for (index, article) in page.articles.enumerated() {
      if article.index != index { complain("article \(index) says it is \(article.index)") }
      if article.sentences.lowerBound != next || article.sentences.isEmpty {
        complain("article \(index) has \(article.sentences), \(next) is next")
      }
      next = article.sentences.upperBound
      for sentence in page.sentences[article.sentences] {
        if sentence.article != index || !article.span.contains(sentence.span) {
          complain("sentence \(sentence.span) is not in article \(index)")
        }
      }
      for section in article.sections
      where !article.span.contains(section.span) || !section.span.contains(section.heading) {
        complain("section \(section.span) is not in its article")
      }
      let heads = [article.headline, article.shoulder, article.byline] + article.subheadlines
      for head in heads.compactMap({ $0 }) where !article.span.contains(head) {
        complain("head \(head) is not in its article")
      }
    }
    if next != page.sentences.count { complain("\(page.sentences.count - next) sentences are in no article") }
    for (index, sentence) in page.sentences.enumerated() {
      if sentence.span.isEmpty || sentence.span.start < end {
        complain("sentence \(sentence.span) is empty or out of order")
      }
      end = sentence.span.end
      for at in sentence.span.range {
        if holder[at] != 0 { complain("unit \(at) is in an aside or in two sentences") }
        holder[at] = 1
        if clean.units[at] == 0x0A { complain("sentence \(sentence.span) holds a line end") }
        if page.sentenceIndex(at: at) != index { complain("unit \(at) is not found in sentence \(index)") }
      }
      var start = sentence.span.start
      for clause in sentence.clauses {
        if clause.start != start || clause.isEmpty {
          complain("clauses \(sentence.clauses) do not tile \(sentence.span)")
        }
        start = clause.end
      }
      if start != sentence.span.end { complain("clauses \(sentence.clauses) do not tile \(sentence.span)") }
      if let section = sentence.section, !page.articles[sentence.article].sections.indices.contains(section) {
        complain("section \(section) is missing")
      }
    }
    for at in clean.units.indices where holder[at] == 0 {
      if clean.units[at] != 0x0A, !UnitClass.isSpace(clean.units[at]) { complain("unit \(at) is in no sentence") }
      if page.sentenceIndex(at: at) != nil { complain("unit \(at) is found in a sentence") }
    }
  }
}

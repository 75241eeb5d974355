import Testing

@testable import NewsText

@Suite struct SentenceTests {
  /// Sentences joined by |.
  @Test(arguments: [
    "走访群众3万户。|收集意见5225条。",
    "没有句号的一行",
    "真的吗？！|是的。",
    "这里有健康讲堂、社区党员……|随着队伍成立，队员上街。",
    "刷脸进门、停车抬杆……”",
    "他说：“办好了。”|大家都笑了。",
    "“办好了。”|王阿姨说。",
    "“办好了！”王阿姨说。|她笑了。",
    "“谁来养老？”成了热点。|街道想办法。",
    "围绕“谁来管？怎么管？”召开座谈会。",
    "“办好了吗？”|“办好了。”|两人都笑了。",
    "“我们来了。”、“我们走了。”|都是假话。",
    "这是“回头看”。|",
    "开展活动（上半年12场。下半年20场。）共32场。",
    "他说“我来了”。|她也来了。",
    "未合上的“引号里有句号。|后面照常。",
    "多余的”引号。|后面照常。",
    "见http://a.cn/?id=3一页。|完。",
    "加油!|真棒!",
    "一。 |二。",
    "「歡迎。」|他說。",
    "。|",
    "……开头的省略号。|",
    "会议指出，①要抓紧；②要落实。|会议要求，加快。",
  ])
  func endWhereReadersStop(marked: String) {
    let expected = marked.split(separator: "|", omittingEmptySubsequences: true).map(String.init)
    #expect(Self.sentences(expected.joined()) == expected)
  }

  /// A speech longer than a phrase is cut like the text around it.
  @Test func aLongQuotationIsCut() {
    let speech = "“" + String(repeating: "我们走访了三十户人家，", count: 8) + "都办好了。下一步我们继续走访。”"
    #expect(Self.sentences(speech + "他说。").count == 3)
    #expect(Self.sentences("“都办好了。下一步继续。”他说。") == ["“都办好了。下一步继续。”", "他说。"])
  }

  /// Text without a full stop ends its sentences behind a mark, never inside a number or a character.
  @Test(arguments: [
    (String(repeating: "走访群众3471人次，", count: 400), "，"),
    (String(repeating: "走访群众", count: 800), "走访群众"),
    (String(repeating: "12,580、", count: 500), "、"),
    (String(repeating: "7", count: 5000), "7"),
    (String(repeating: "𠮷", count: 2000), "𠮷"),
    ("，" + String(repeating: "走", count: 3000), "走"),
  ])
  func noneIsEndless(text: String, endings: String) {
    let sentences = Self.sentences(text)
    #expect(sentences.joined() == text)
    #expect(sentences.count > 1)
    #expect(sentences.allSatisfy { $0.utf16.count <= SentenceCutter.longest })
    #expect(sentences.allSatisfy { endings.contains($0.last ?? "。") }, "\(sentences.map { $0.suffix(3) })")
  }

  private static func sentences(_ text: String) -> [String] {
    let units = Array(text.utf16)
    return SentenceCutter().sentences(units, Span(0, units.count)).map {
      String(decoding: units[$0.range], as: UTF16.self)
    }
  }
}

@Suite struct ClauseTests {
  /// Clauses joined by |.
  @Test(arguments: [
    "据统计，|走访群众3万户、企业12家；|办结4950件。",
    "办结12,580件,|满意率95%。",
    "办结4950件,|其中3类较多。",
    "8:30开始，|9：00结束。",
    "会议要求:|抓紧落实。",
    "开展“一街一特色，一巷一景观”活动，|打造16条街巷。",
    "清理“三堆”（柴堆，粪堆，土堆）110处，|整治到位。",
    "他说：|“我们走访了30户，|办结12件。”",
    "办实事——|解难题，|暖民心。",
    "——搬口办事处见闻",
    "5月6日—12日，|受理8642件。",
    "没有逗号",
    "，，",
    "坏掉的（括号，|后面照常，|继续。",
    "收集“意见，|建议共三百多条而且引号很长很长很长很长很长，|没完”。",
  ])
  func endAtMarksOutsideOfPhrases(marked: String) {
    let expected = marked.split(separator: "|").map(String.init)
    let units = Array(expected.joined().utf16)
    let clauses = ClauseCutter().clauses(units, Span(0, units.count))
    #expect(clauses.map { String(decoding: units[$0.range], as: UTF16.self) } == expected)
  }
}

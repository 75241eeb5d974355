import Consistency
import Extraction
import NewsText
import Testing

/// A finding tells the arithmetic that a reader does with a pencil, with the figures as printed.
@Suite struct ArithmeticOfFindingsTests {
  private static let knowledge = Result { try Knowledge(rules: RulesFolder.path) }
  private static let checker = Result { try Checker(rules: RulesFolder.path) }

  @Test(arguments: [
    ("我区受理投诉200件,办结150件,办结率75%。", "rate", Finding.Verdict.holds, "150件÷200件＝75%≈办结率75%"),
    ("我区受理投诉217件,办结163件,办结率85%。", "rate", .fails, "163件÷217件＝75.12%，而文中写作办结率85%"),
    ("全班48人,6人没来,出勤率87.5%。", "rate", .holds, "(48人－6人)÷48人＝87.5%≈87.5%"),
    ("全班48人,6人没来,出勤率97.5%。", "rate", .fails, "(48人－6人)÷48人＝87.5%≈97.5%"),
    ("抽检2150批次,不合格46批次,合格率97.9%。", "rate", .holds, "(2150批次－46批次)÷2150批次＝97.86%≈97.9%"),
    ("床位540张,住着459名病人,使用率85%。", "rate", .holds, "459名÷540张＝85%≈使用率85%"),
    ("法院新收案件2416件,旧存297件,执结2583件,执结率95.2%。", "rate", .holds, "2583件÷(2416件＋297件)＝95.21%≈95.2%"),
    ("接种率已到59.4%——目标人群52873人,打完疫苗的31426人。", "rate", .holds, "31426人÷52873人＝59.44%≈接种率已到59.4%"),
    (
      "新收案件2846件,上年旧存214件,审结2713件,结案率84.7%。", "rate", .fails,
      "2713件÷(2846件＋214件)＝88.66%，而文中写作84.7%"
    ),
    (
      "诉求8642件,热线直接答复6127件,直接答复率74.9%;转派承办单位2515件。", "rate", .fails,
      "6127件÷8642件＝70.9%，而文中写作直接答复率74.9%"
    ),
    (
      "志愿者1870人,女性1926人、男性744人,女性占60.2%。", "rate", .fails,
      "1926人÷1870人＝102.99%，而文中写作女性占60.2%"
    ),
    ("新增学位6300个,其中小学4500个、初中4800个。", "closed-sum", .fails, "4500个＋4800个＝9300个，而总数写作6300个"),
    ("居民提出意见11条,社区当场答复6条,另外3条提交街道研究。", "closed-sum", .fails, "6条＋3条＝9条，而总数写作11条"),
    ("免费体检约3000人,男1940人、女8082人。", "closed-sum", .fails, "1940人＋8082人＝10022人，而总数写作约3000人"),
    ("每村补助3万元,20个村共补助60万元。", "distributive", .holds, "3万元×20个＝60万元"),
    ("五个社区各领口罩200只,总共1000只。", "distributive", .holds, "200只×五个＝1000只"),
    ("35户每户送去大米两袋,共送出80袋。", "distributive", .fails, "两袋×35户≠80袋，应为70袋"),
    ("工程2021年3月开工,2022年9月完工,历时18个月。", "date-order", .holds, "2021年3月、2022年9月相距18个月，文中为18个月"),
    ("工程2021年3月开工,2022年9月完工,历时三年半。", "date-order", .fails, "2021年3月、2022年9月相距18个月，文中为三年半"),
    ("工程2022年9月开工,2021年3月完工。", "date-order", .fails, "2022年9月、2021年3月：止日早于起日"),
    ("全县收集建议300条,其中教育类120条、医疗类180条。", "closed-sum", .holds, "120条＋180条＝300条＝300条"),
    ("男队员26人、女队员18人,共45人。", "closed-sum", .fails, "26人＋18人＝44人，而总数写作45人"),
    ("改造老旧小区11个,剩余4个未完工,已完工7个。", "closed-sum", .holds, "4个＋7个＝11个＝11个"),
    ("16节车厢载客1128人,平均每节车厢坐了70.5人。", "per-unit", .holds, "1128人÷16节＝70.5，文中为70.5人"),
    ("二月开展检查12次,比一月增加4次,增长50%。", "growth", .holds, "4次 ÷ (12次 − 4次) = 50%，文中为50%"),
    ("38个行政村村村放映,累计放映25场次。", "unit-order", .fails, "25场次＜38个"),
    ("慰问困难户45户31人。", "unit-order", .fails, "31人＜45户"),
  ])
  func figuresAreComputedAsPrinted(
    _ text: String, _ check: String, _ verdict: Finding.Verdict, _ arithmetic: String
  ) throws {
    let document = try Extractor(Self.knowledge.get()).document(SourceText(decoding: Array(text.utf8), name: "text"))
    let found = try Self.checker.get().findings(in: document).filter { $0.check == check }
    #expect(found.map(\.verdict) == [verdict])
    #expect(found.map(\.message.chinese) == [arithmetic])
  }
}

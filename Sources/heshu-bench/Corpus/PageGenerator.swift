/// Makes pages of newspaper text by recombining sentence frames, words, places and figures.
///
/// Same seed, same pages. Two of five sentences hold a number.
struct PageGenerator {
  private let vocabulary: Vocabulary
  private let frames: SentenceFrames
  private var random: Random
  private var page = GeneratedPage()
  private var county: Vocabulary.County
  private var number = 0

  init(vocabulary: Vocabulary, frames: SentenceFrames, seed: UInt64) {
    self.vocabulary = vocabulary
    self.frames = frames
    random = Random(seed: seed)
    county = random.pick(vocabulary.counties)
  }

  /// The next page: a masthead and three to five articles, about eight kilobytes.
  mutating func next() -> GeneratedPage {
    page = GeneratedPage()
    number += 1
    page.append(
      "2023年\(1 + number / 28 % 12)月\(1 + number % 28)日 星期\(random.pick(["一", "二", "三", "四", "五", "六", "日"])) 第A\(1 + random.below(12))版\n\n"
    )
    for _ in 0..<(3 + random.below(3)) { appendArticle() }
    return page
  }

  private mutating func appendArticle() {
    county = random.pick(vocabulary.counties)
    append(random.pick(frames.headline))
    page.append("\n\n")
    let isNamed = random.one(in: 2)
    if isNamed {
      page.append("□ 记者 ")
      append(.person)
      page.append("\n\n")
    } else {
      page.append("本报讯（记者 ")
      append(.person)
      page.append("）")
    }
    for paragraph in 0..<(4 + random.below(6)) {
      if paragraph > 1, random.one(in: 5) {
        append(random.pick(frames.section))
        page.append("\n\n")
      }
      for _ in 0..<(2 + random.below(3)) { appendSentence() }
      page.append("\n\n")
    }
  }

  private mutating func appendSentence() {
    let isNumeric = random.below(5) < 2
    append(random.pick(isNumeric ? frames.figure : frames.plain))
    page.countSentence(isNumeric: isNumeric)
  }

  private mutating func append(_ frame: SentenceFrames.Frame) {
    for piece in frame {
      switch piece {
      case .text(let bytes): page.append(bytes)
      case .slot(let slot): append(slot)
      }
    }
  }

  private mutating func append(_ slot: SentenceFrames.Slot) {
    switch slot {
    case .county: page.append(county.name)
    case .city: page.append(county.city)
    case .town: page.append(random.pick(county.towns))
    case .village:
      page.append(random.pick(vocabulary.characters))
      page.append(random.pick(vocabulary.characters))
      page.append(random.one(in: 2) ? "村" : "社区")
    case .person:
      page.append(random.pick(vocabulary.surnames))
      page.append(random.pick(vocabulary.characters))
      if random.one(in: 2) { page.append(random.pick(vocabulary.characters)) }
    case .noun, .noun2: page.append(random.pick(vocabulary.nouns))
    case .act: page.append(random.pick(vocabulary.acts))
    case .verb, .verb2: page.append(random.pick(vocabulary.verbs))
    case .adj: page.append(random.pick(vocabulary.adjectives))
    case .adverb: page.append(random.pick(vocabulary.adverbs))
    case .office: page.append(random.pick(vocabulary.offices))
    case .day: page.append("\(1 + random.below(12))月\(1 + random.below(28))日")
    case .month: page.append("\(1 + random.below(12))月")
    case .han: page.append(random.pick(["两", "三", "四", "五", "六", "七", "八", "九", "十"]))
    default: appendFigure(slot)
    }
  }

  private mutating func appendFigure(_ slot: SentenceFrames.Slot) {
    switch slot {
    case .n:
      let value = random.one(in: 3) ? 1000 + random.below(9000) : 100 + random.below(900)
      let isGrouped = value >= 1000 && random.one(in: 4)
      let text = isGrouped ? "\(value / 1000),\(Self.padded(value % 1000, 3))" : "\(value)"
      page.append(figure: text, hundredths: value * 100)
    case .ten:
      let value = 12 + random.below(88)
      page.append(figure: "\(value)", hundredths: value * 100)
    case .wan:
      let tenths = 11 + random.below(900)
      page.append(figure: Self.tenths(tenths) + "万", hundredths: tenths * 100_000)
    case .dec:
      let tenths = 11 + random.below(900)
      page.append(figure: Self.tenths(tenths), hundredths: tenths * 10)
    case .pct:
      let hundredths = 110 + random.below(9800)
      page.append(
        figure: "\(hundredths / 100).\(Self.padded(hundredths % 100, 2))%", hundredths: hundredths)
    case .money:
      let value = 12 + random.below(9000)
      page.append(figure: "\(value)万", hundredths: value * 1_000_000)
      page.append("元")
    default: break
    }
  }

  private static func tenths(_ number: Int) -> String {
    number % 10 == 0 ? "\(number / 10)" : "\(number / 10).\(number % 10)"
  }

  private static func padded(_ number: Int, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}

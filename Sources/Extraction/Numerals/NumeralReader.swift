import NewsText

/// Reads the number that starts at a position: Arabic, Chinese, formal and mixed forms.
///
/// One pass over the characters of the number; nothing is read twice except a look-ahead over a run of Chinese digits.
///
/// Set up by the thread that loads the rules, then only read, by all that share it.
final class NumeralReader: Sendable {
  let characters: NumeralCharacters
  /// Units that begin with a multiplier (千米, 千瓦, 百分点): behind Arabic digits they win over the multiplier.
  let units: TermTable

  init(characters: NumeralCharacters, units: TermTable) {
    self.characters = characters
    self.units = units
  }

  /// A number and its two bounds; they differ only where a digit is approximate.
  struct Part {
    var value = 0
    var low = 0
    var high = 0

    init(_ value: Int = 0) { (self.value, low, high) = (value, value, value) }

    var isZero: Bool { value == 0 && high == 0 }

    mutating func add(_ other: Part) -> Bool {
      let (v, a) = value.addingReportingOverflow(other.value)
      let (l, b) = low.addingReportingOverflow(other.low)
      let (h, c) = high.addingReportingOverflow(other.high)
      (value, low, high) = (v, l, h)
      return !(a || b || c)
    }

    func times(_ power: Int) -> Part? {
      var result = self
      for _ in 0..<power {
        let (v, a) = result.value.multipliedReportingOverflow(by: 10)
        let (l, b) = result.low.multipliedReportingOverflow(by: 10)
        let (h, c) = result.high.multipliedReportingOverflow(by: 10)
        if a || b || c { return nil }
        (result.value, result.low, result.high) = (v, l, h)
      }
      return result
    }
  }

  /// The state of a number half read.
  struct State {
    var total = Part()
    var section = Part()
    var pending: Part?
    var pendingIsArabic = false
    var pendingPlaces = 0
    /// Power of ten of the last small multiplier in the section, 4 for none.
    var lastSmall = 4
    /// Power of ten of the last big multiplier, 99 for none.
    var lastBig = 99
    /// Power of the multiplier just read, for 三万五.
    var lastPower = 0
    var afterZero = false
    var afterBig = false
    var sawMultiplier = false
    var sawArabic = false
    var sawChinese = false
    var endsScaled = false
  }

  /// The longest number that starts at `start`, nil when none does.
  func read(_ text: [UInt16], at start: Int, limit: Int) -> Numeral? {
    guard start < limit, characters.mayStart(text[start]) else { return nil }
    var state = State()
    var numeral = Numeral(span: Span(start, start), value: 0, low: 0, high: 0)
    var at = start
    scan: while at < limit {
      switch kind(text, at, limit) {
      case .arabic:
        guard state.pending == nil, numeral.fraction == 0,
          let literal = literal(text, at: at, limit: limit)
        else { break scan }
        if state.sawMultiplier {
          guard literal.digits <= state.lastPower else { break scan }
          if literal.fraction > 0 {  // 2万2853.25
            guard state.lastBig != 99, let total = state.total.times(literal.fraction),
              let section = state.section.times(literal.fraction)
            else { break scan }
            (state.total, state.section) = (total, section)
            numeral.fraction = literal.fraction
            state.pending = Part(literal.mantissa)
            state.pendingPlaces = literal.digits + literal.fraction
            state.sawMultiplier = false
            state.sawArabic = true
            numeral.span.end = literal.end
            break scan
          }
        } else {
          numeral.digitCount = literal.digits
          numeral.isGrouped = literal.isGrouped
          numeral.leadsWithZero = literal.leadsWithZero
          numeral.fraction = literal.fraction
        }
        state.pending = Part(literal.mantissa)
        state.pendingIsArabic = true
        state.pendingPlaces = literal.digits
        state.sawArabic = true
        at = pastSpace(text, literal.end, limit)
      case .digit, .formalDigit:
        guard state.pending == nil, numeral.fraction == 0 else { break scan }
        guard let next = readDigits(text, at, limit, &state, &numeral) else { break scan }
        at = next
        if numeral.isSequence {
          numeral.span.end = at
          break scan
        }
      case .tens:
        guard state.pending == nil, state.lastSmall > 1, numeral.fraction == 0 else { break scan }
        guard state.section.add(Part(characters.value(text[at]) * 10)) else { return nil }
        state.lastSmall = 1
        state.lastPower = 1
        state.sawChinese = true
        state.sawMultiplier = true
        at += 1
      case .some:
        guard state.pending == nil, numeral.fraction == 0, let next = readSome(text, at, limit, &state, &numeral)
        else { break scan }
        at = next
      case .small, .formalSmall:
        guard readSmall(text, at, limit, start, &state, &numeral) else { break scan }
        at += 1
      case .big:
        guard readBig(text, at, limit, start, &state, &numeral) else { break scan }
        at += 1
      case .spokenPoint:
        guard let next = readPoint(text, at, limit, &state, &numeral) else { break scan }
        at = next
      case .none, .point, .grouping: break scan
      }
      numeral.span.end = at > start && MentionScan.isSpace(text[at - 1]) ? at - 1 : at
    }
    return finish(numeral, state)
  }

  /// Past a space between digits and a multiplier (1400 万); the position itself where none follows.
  private func pastSpace(_ text: [UInt16], _ position: Int, _ limit: Int) -> Int {
    guard position + 1 < limit, MentionScan.isSpace(text[position]) else { return position }
    switch characters.kind(text[position + 1]) {
    case .big: return position + 1
    case .small:
      return units.longestMatch(text, at: position + 1, limit: limit).map { $0.end > position + 2 } ?? false
        ? position : position + 1
    default: return position
    }
  }

  private func finish(_ partial: Numeral, _ state: State) -> Numeral? {
    var numeral = partial
    guard numeral.span.end > numeral.span.start else { return nil }
    if numeral.isSequence { return numeral }
    var sum = state.total
    guard sum.add(state.section) else { return nil }
    numeral.place = state.sawMultiplier && !state.endsScaled ? 0 : numeral.place
    if var pending = state.pending {
      let shorthand =
        state.sawMultiplier && !state.afterZero && state.lastPower >= 2 && pending.high < 10
        && state.pendingPlaces <= 1
      if shorthand {
        guard let scaled = pending.times(state.lastPower - 1) else { return nil }
        pending = scaled
      }
      guard sum.add(pending) else { return nil }
      if !state.sawMultiplier { numeral.place = -numeral.fraction }
    }
    (numeral.value, numeral.low, numeral.high) = (sum.value, sum.low, sum.high)
    numeral.isScaled = state.endsScaled && state.pending == nil
    numeral.script = state.sawArabic ? (state.sawChinese ? .mixed : .arabic) : .chinese
    return numeral
  }

  /// The kind of a character here: formal digits count only beside another formal character.
  private func kind(_ text: [UInt16], _ at: Int, _ limit: Int) -> NumeralCharacters.Kind {
    let kind = characters.kind(text[at])
    guard kind == .formalDigit || kind == .formalSmall else { return kind }
    for neighbour in [at - 1, at + 1] where neighbour >= 0 && neighbour < limit {
      switch characters.kind(text[neighbour]) {
      case .formalDigit, .formalSmall, .big: return kind
      case .digit where characters.value(text[neighbour]) == 0: return kind
      case .arabic where neighbour < at && kind == .formalSmall: return kind  // 1仟5佰
      default: continue
      }
    }
    // 柒元捌角: a formal digit stands two places before.
    if kind == .formalDigit, at >= 2 {
      switch characters.kind(text[at - 2]) {
      case .formalDigit, .formalSmall: return kind
      default: break
      }
    }
    return .none
  }

  // MARK: Chinese digits

  /// One digit, two neighbouring digits that stand for a range, or a run of digits read one by one.
  private func readDigits(
    _ text: [UInt16], _ at: Int, _ limit: Int, _ state: inout State, _ numeral: inout Numeral
  ) -> Int? {
    var end = at
    while end < limit, end - at < 24, [.digit, .formalDigit].contains(kind(text, end, limit)) { end += 1 }
    let first = characters.value(text[at])
    state.sawChinese = true
    if first == 0, end - at > 1, state.sawMultiplier {  // 一百零五
      state.afterZero = true
      return at + 1
    }
    if end - at == 1 {
      if first == 0, state.sawMultiplier { state.afterZero = true }
      if state.afterZero, state.sawArabic, end < limit, characters.isArabic(text[end]) { return end }  // 1亿零500万
      state.pending = Part(first)
      if let next = listedNeighbour(text, at, limit), !state.sawMultiplier {
        state.pending?.high = first + 1
        end = next
      }
      state.pendingIsArabic = false
      state.pendingPlaces = 1
      return end
    }
    let second = characters.value(text[at + 1])
    let isRange = first > 0 && (second == first + 1 || (first == 3 && second == 5))
    let rangeEnd = at + 2
    if isRange, end == rangeEnd {
      var part = Part(first)
      part.high = second
      state.pending = part
      state.pendingIsArabic = false
      state.pendingPlaces = 1
      return rangeEnd
    }
    guard !state.sawMultiplier else { return nil }
    var value = 0
    for unit in text[at..<min(end, at + 18)] { value = value * 10 + characters.value(unit) }
    guard end - at <= 18 else { return nil }
    (numeral.value, numeral.low, numeral.high) = (value, value, value)
    numeral.isSequence = true
    numeral.script = .chinese
    numeral.digitCount = end - at
    return end
  }

  /// 六、七十: the position behind the second of two neighbouring digits with a mark between, when a multiplier follows.
  /// At the beginning of a line the first digit numbers a paragraph.
  private func listedNeighbour(_ text: [UInt16], _ at: Int, _ limit: Int) -> Int? {
    guard at + 3 < limit, text[at + 1] == 0x3001, at > 0, WordEdges.isHan(text[at - 1]),
      kind(text, at + 2, limit) == .digit, characters.value(text[at]) > 0,
      characters.value(text[at + 2]) == characters.value(text[at]) + 1
    else { return nil }
    switch characters.kind(text[at + 3]) {
    case .small, .big: return at + 3
    default: return nil
    }
  }

  /// 几 and 数: before a multiplier (几十, 数百万) or behind 十 (十几, 二十几).
  private func readSome(
    _ text: [UInt16], _ at: Int, _ limit: Int, _ state: inout State, _ numeral: inout Numeral
  ) -> Int? {
    let next = at + 1
    let before = next < limit ? characters.kind(text[next]) : .none
    var part = Part()
    if state.sawMultiplier {
      guard state.lastPower >= 1, !state.sawArabic, state.pending == nil, before != .small else { return nil }
      (part.value, part.low, part.high) = (0, 1, 9)
    } else {
      guard before == .small || before == .big else { return nil }
      (part.value, part.low, part.high) = (2, 2, 9)
    }
    state.pending = part
    state.pendingIsArabic = false
    state.pendingPlaces = 2
    state.sawChinese = true
    numeral.isVague = true
    return next
  }

  /// 点 between Chinese digits: 九十五点六.
  private func readPoint(
    _ text: [UInt16], _ at: Int, _ limit: Int, _ state: inout State, _ numeral: inout Numeral
  ) -> Int? {
    guard !state.sawArabic, numeral.fraction == 0, !numeral.isVague, state.lastBig == 99,
      state.pending != nil || !state.section.isZero
    else { return nil }
    var end = at + 1
    var digits = 0
    var mantissa = 0
    while end < limit, digits < 9, characters.kind(text[end]) == .digit {
      mantissa = mantissa * 10 + characters.value(text[end])
      digits += 1
      end += 1
    }
    guard digits > 0 else { return nil }
    if end < limit {
      switch characters.kind(text[end]) {
      case .small, .digit, .tens: return nil
      default: if Self.clockMarks.contains(text[end]) { return nil }
      }
    }
    var whole = state.section
    if let pending = state.pending, !whole.add(pending) { return nil }
    guard var scaled = whole.times(digits), scaled.add(Part(mantissa)) else { return nil }
    state.section = Part()
    state.pending = scaled
    state.pendingPlaces = 9
    state.sawMultiplier = false
    numeral.fraction = digits
    return end
  }

  /// 分 and 刻 behind the digits make 三点五分 a clock time.
  private static let clockMarks: [UInt16] = [0x5206, 0x523B]
}

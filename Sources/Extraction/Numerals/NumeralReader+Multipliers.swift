import NewsText

/// 十, 百, 千 and 万, 亿, 兆.
extension NumeralReader {
  /// 十, 百, 千.
  func readSmall(
    _ text: [UInt16], _ at: Int, _ limit: Int, _ start: Int, _ state: inout State, _ numeral: inout Numeral
  ) -> Bool {
    let power = characters.value(text[at])
    guard power < state.lastSmall, numeral.fraction == 0 || state.pendingIsArabic || power > 1 else { return false }
    if state.sawArabic, let unit = units.longestMatch(text, at: at, limit: limit), unit.end > at + 1 { return false }
    guard let pending = state.pending else {
      guard at == start || (power == 1 && state.sawMultiplier && !numeral.isVague) else { return false }
      if at == start, power > 1 { numeral.startsWithMultiplier = true }
      guard let one = Part(1).times(power) else { return false }
      return push(one, power, &state, chinese: true)
    }
    if pending.value == 0, pending.high == 0 { return false }
    guard let scaled = pending.times(power) else { return false }
    if state.pendingIsArabic { numeral.place = power - numeral.fraction }
    return push(scaled, power, &state, chinese: !state.pendingIsArabic)
  }

  private func push(_ part: Part, _ power: Int, _ state: inout State, chinese: Bool) -> Bool {
    var section = state.section
    guard section.add(part) else { return false }
    state.section = section
    state.endsScaled = !chinese
    state.pending = nil
    state.pendingIsArabic = false
    state.lastSmall = power
    state.lastPower = power
    state.sawMultiplier = true
    state.sawChinese = state.sawChinese || chinese
    state.afterZero = false
    state.afterBig = false
    return true
  }

  /// 万, 亿, 兆 and their chains (万亿).
  func readBig(
    _ text: [UInt16], _ at: Int, _ limit: Int, _ start: Int, _ state: inout State, _ numeral: inout Numeral
  ) -> Bool {
    let power = characters.value(text[at])
    var section = state.section
    let pendingIsArabic = state.pendingIsArabic
    if let pending = state.pending, !section.add(pending) { return false }
    if state.sawArabic, let unit = units.longestMatch(text, at: at, limit: limit), unit.end > at + 1 { return false }
    let empty = state.pending == nil && state.section.isZero
    if empty {
      if state.afterBig, power >= state.lastBig {
        guard let total = state.total.times(power) else { return false }
        state.total = total
        if state.endsScaled { numeral.place += power }
        state.lastBig = power
        state.lastPower = power
        return true
      }
      guard at == start else { return false }
      numeral.startsWithMultiplier = true
      section = Part(1)
    }
    var total = state.total
    if power > state.lastBig {
      guard state.lastBig != 99, total.add(section), let scaled = total.times(power) else { return false }
      total = scaled
    } else {
      guard power < state.lastBig, let scaled = section.times(power), total.add(scaled) else { return false }
    }
    if pendingIsArabic {
      numeral.place = power - numeral.fraction
      state.endsScaled = true
    } else if state.endsScaled, state.pending == nil {
      numeral.place += power
    } else {
      state.endsScaled = false
      state.sawChinese = true
    }
    state.total = total
    state.section = Part()
    state.pending = nil
    state.pendingIsArabic = false
    state.lastSmall = 4
    state.lastBig = power
    state.lastPower = power
    state.sawMultiplier = true
    state.afterZero = false
    state.afterBig = true
    return true
  }
}

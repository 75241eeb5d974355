/// Cuts text into the words of UAX #29 with ICU's dictionary, and gives to ICU what needs more than that.
///
/// Belongs to one thread.
struct PlainCutter {
  private let han: HanCutter
  private let classes = BreakClass.table

  /// Nil where ICU has no dictionary that can be read.
  init?() {
    guard let dictionary = HanDictionary.shared else { return nil }
    han = HanCutter(dictionary)
  }

  /// Appends the words of a stretch of text; they tile it.
  ///
  /// - Parameter rest: cuts what is left to ICU.
  /// - Complexity: linear.
  func cut(
    _ units: UnsafeBufferPointer<UInt16>, _ span: Span, into words: inout [Span], rest: (Span, inout [Span]) -> Void
  ) {
    classes.withUnsafeBufferPointer { classes in
      let text = Text(units: units, classes: classes, end: span.end)
      var at = span.start
      while at < span.end {
        var end = text.plainEnd(at)
        // Whatever is left to ICU may join the word before it.
        if end == at || end < span.end && text.kind(end) == BreakClass.other.rawValue {
          end = text.end(ofRestFrom: max(at, end))
          rest(Span(at, end), &words)
        } else if text.kind(at) == BreakClass.han.rawValue {
          han.cut(units, Span(at, end), into: &words)
        } else {
          words.append(Span(at, end))
        }
        at = end
      }
    }
  }

  private struct Text {
    let units: UnsafeBufferPointer<UInt16>
    let classes: UnsafeBufferPointer<UInt8>
    let end: Int

    @inline(__always)
    func kind(_ at: Int) -> UInt8 { classes[Int(units[at])] }

    /// Where the word, or the run of Han characters, that starts here ends; `start` when ICU must say.
    func plainEnd(_ start: Int) -> Int {
      switch BreakClass(rawValue: kind(start)) {
      case .han: return run(start, BreakClass.han.rawValue)
      case .space: return run(start, BreakClass.space.rawValue)
      case .lone, .joiner: return start + 1
      case .digit, .letter: return alphanumericEnd(start)
      case .other, nil: return start
      }
    }

    private func run(_ start: Int, _ kind: UInt8) -> Int {
      var at = start + 1
      while at < end, self.kind(at) == kind { at += 1 }
      return at
    }

    private func isAlphanumeric(_ at: Int) -> Bool {
      at < end && (kind(at) == BreakClass.digit.rawValue || kind(at) == BreakClass.letter.rawValue)
    }

    /// The end of letters and digits with the points and commas inside numbers; `start` when ICU must say.
    private func alphanumericEnd(_ start: Int) -> Int {
      var at = start + 1
      while true {
        while isAlphanumeric(at) { at += 1 }
        guard at < end, kind(at) == BreakClass.joiner.rawValue, at + 1 < end else { return at }
        if kind(at + 1) == BreakClass.other.rawValue { return start }
        guard isAlphanumeric(at + 1) else { return at }
        // 12,580 and 3.5, but nothing else.
        guard units[at] == 0x2C || units[at] == 0x2E, kind(at - 1) == BreakClass.digit.rawValue,
          kind(at + 1) == BreakClass.digit.rawValue
        else { return start }
        at += 2
      }
    }

    /// Behind the next mark that lets nothing through.
    func end(ofRestFrom start: Int) -> Int {
      var at = start + 1
      while at < end {
        if kind(at - 1) == BreakClass.lone.rawValue, kind(at) != BreakClass.other.rawValue { return at }
        at += 1
      }
      return end
    }
  }
}

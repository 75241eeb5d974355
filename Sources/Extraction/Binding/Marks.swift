/// What each punctuation mark is to a pattern, and which marks open and close.
struct Marks: Sendable {
  private var classes: [UInt16: ClassSet] = [:]
  private var closers: [UInt16: UInt16] = [:]
  private var brackets: Set<UInt16> = []

  init() {
    typealias Class = ItemClasses.Structural
    func put(_ marks: String, _ structural: Class) {
      for unit in marks.utf16 { classes[unit] = structural.bit }
    }
    put(",，", .comma)
    put("、·/", .pause)
    put(":：", .colon)
    put(";；", .semicolon)
    put("。！？!?…\n", .stop)
    put(" \u{3000}\u{A0}\t", .space)
    put(".．&“”‘’「」『』\"《》〈〉()（）[]【】〔〕—–-―~～+＋|*#•●◆■□▲★→=<>@", .mark)
    for (open, close) in [("“", "”"), ("‘", "’"), ("「", "」"), ("『", "』"), ("《", "》"), ("〈", "〉")] {
      pair(open, close)
    }
    for (open, close) in [("(", ")"), ("（", "）"), ("[", "]"), ("【", "】"), ("〔", "〕")] {
      pair(open, close)
      brackets.insert(open.utf16.first ?? 0)
    }
  }

  private mutating func pair(_ open: String, _ close: String) {
    if let from = open.utf16.first, let to = close.utf16.first { closers[from] = to }
  }

  func mark(_ unit: UInt16) -> ClassSet? { classes[unit] }
  func closer(of unit: UInt16) -> UInt16? { closers[unit] }
  func isBracket(_ unit: UInt16) -> Bool { brackets.contains(unit) }
}

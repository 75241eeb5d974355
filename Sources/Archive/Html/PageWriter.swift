import NewsText

/// Writes nodes of a page as lines of text: blocks end lines, blanks are folded, tables become sentences.
struct PageWriter {
  private let page: MarkupPage
  private let rules: MarkupRules
  private let weights: TextWeights
  private(set) var content = SourceContent()
  /// The lines so far, for what they say about the article.
  var lines: [String] {
    content.scalars.split(separator: 0x0A).map { line in
      String(String.UnicodeScalarView(line.compactMap { Unicode.Scalar($0) }))
    }
  }
  private var isBlank = false
  /// Whether there is a line end among the blanks.
  private var isWrap = false
  private var last = 0

  init(_ page: MarkupPage, rules: MarkupRules, weights: TextWeights) {
    self.page = page
    self.rules = rules
    self.weights = weights
  }

  private static let inline: Set<String> = [
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i", "ins",
    "kbd", "label", "mark", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u",
    "var", "wbr", "img", "o:p", "st1:chsdate", "st1:chmetcnv", "st1:personname", "meta", "link", "founder-keyword",
  ]

  /// Whether an element begins and ends a line.
  static func isBlock(_ name: String) -> Bool { !inline.contains(name) }

  /// Writes nodes in document order.
  ///
  /// - Parameter isHead: whether the nodes were chosen one by one, so that nothing in them is left out.
  mutating func write(_ range: Range<Int>, isHead: Bool) {
    var open: [Int] = []
    var index = range.lowerBound
    while index < range.upperBound {
      while let innermost = open.last, page.nodes[innermost].end <= index { close(&open) }
      let node = page.nodes[index]
      if node.kind == .text {
        if !weights.isDropped[index] { write(node.content) }
      } else if node.kind == .element {
        if weights.isDropped[index] || !isHead && isListOfLinks(index) {
          if Self.isBlock(node.name) { endLine() }
          index = node.end
          continue
        }
        if node.name == "table", let table = PageTable(page, index, rules: rules) {
          endLine()
          table.write(into: &content, after: last)
          last = content.starts.last.map { Int($0) + 1 } ?? last
          endLine()
          index = node.end
          continue
        }
        if Self.isBlock(node.name) { endLine() }
        open.append(index)
      }
      index += 1
    }
    while !open.isEmpty { close(&open) }
    endLine()
  }

  private mutating func close(_ open: inout [Int]) {
    if let done = open.popLast(), Self.isBlock(page.nodes[done].name) { endLine() }
  }

  /// A block that is mostly links and holds no sentence: a menu, related pages.
  private func isListOfLinks(_ index: Int) -> Bool {
    let links = weights.links[index]
    return Self.isBlock(page.nodes[index].name) && links > 20 && links > 2 * weights.text[index]
      && weights.stops[index] == 0
  }

  private mutating func write(_ text: SourceContent) {
    for at in 0..<text.count {
      let scalar = text.scalars[at]
      let start = max(last, Int(text.starts[at]))
      let end = max(start + 1, Int(text.ends[text.starts[at]] ?? 0))
      if scalar == 0x20 || (0x09...0x0D).contains(scalar) || scalar == 0xA0 || scalar == 0x3000 {
        isBlank = true
        isWrap = isWrap || scalar == 0x0A || scalar == 0x0D
        continue
      }
      if isBlank, let before = content.scalars.last, before != 0x0A,
        !isWrap || !Self.isWide(before) || !Self.isWide(scalar)
      {
        content.append(0x20, at: start, to: start + 1)
      }
      (isBlank, isWrap) = (false, false)
      content.append(scalar, at: start, to: end)
      last = start
    }
  }

  private mutating func endLine() {
    (isBlank, isWrap) = (false, false)
    guard let before = content.scalars.last, before != 0x0A else { return }
    content.append(0x0A, at: last, to: last + 1)
  }

  /// Characters between which a line end of the markup means nothing.
  private static func isWide(_ scalar: UInt32) -> Bool { scalar >= 0x2E80 }
}

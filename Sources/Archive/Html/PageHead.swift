import Foundation
import NewsText

/// What a page says about its article before the text begins: title, author, date, origin.
struct PageHead {
  private(set) var metadata = Metadata()
  /// Nodes before the content that are part of the article: its title and the line that dates it.
  private(set) var lines: [Range<Int>] = []

  /// - Parameter start: the first node of the content.
  init(_ page: MarkupPage, rules: MarkupRules, weights: TextWeights, before start: Int) {
    var titles: [Int] = []
    for (index, node) in page.nodes.enumerated() {
      switch node.kind {
      case .comment: takeFields(node.name, rules)
      case .text: break
      case .element:
        if node.name == "meta" {
          take(rules.role(.meta, node.metaName), node.metaContent)
          continue
        }
        let role = rules.role(.element, node.name) ?? rules.role(.itemprop, node.itemprop)
        guard let role, role != .drop, !weights.isDropped[index] || role != .title else { continue }
        let text = Self.text(page, index)
        guard !text.isEmpty else { continue }
        take(role, text)
        if [.title, .shoulder, .subtitle].contains(role), node.end <= start { titles.append(index) }
      }
    }
    if metadata.title.isEmpty, let title = page.nodes.firstIndex(where: { $0.kind == .element && $0.name == "title" }) {
      metadata.title = Self.withoutSite(Self.text(page, title))
    }
    lines = titles.map { $0..<page.nodes[$0].end }
    lines += dateLines(page, rules, weights, from: titles.last.map { page.nodes[$0].end } ?? 0, to: start)
  }

  /// Blocks between title and content that hold a date, an author or an origin, and little else.
  private mutating func dateLines(
    _ page: MarkupPage, _ rules: MarkupRules, _ weights: TextWeights, from: Int, to start: Int
  ) -> [Range<Int>] {
    guard from < start else { return [] }
    var found: [Range<Int>] = []
    var index = from
    while index < start {
      let node = page.nodes[index]
      if node.kind == .element, !weights.isDropped[index], node.end <= start, (1...80).contains(weights.text[index]),
        PageWriter.isBlock(node.name)
      {
        let line = Self.text(page, index)
        let before = metadata
        Self.take(line, rules: rules, &metadata)
        if metadata != before || PageDate.find(line) != nil {
          found.append(index..<node.end)
          if metadata.published.isEmpty { metadata.published = PageDate.find(line) ?? "" }
        }
        index = node.end
      } else {
        index += 1
      }
    }
    return found
  }

  private mutating func take(_ role: MarkupRules.Role?, _ text: String) {
    let text = text.trimmed(of: " \n\t\u{3000}\u{A0}")
    guard let role, !text.isEmpty else { return }
    switch role {
    case .title: if metadata.title.isEmpty { metadata.title = text }
    case .author: if metadata.author.isEmpty { metadata.author = text }
    case .date: if metadata.published.isEmpty { metadata.published = PageDate.find(text) ?? "" }
    case .origin: if metadata.origin.isEmpty { metadata.origin = text }
    case .content, .shoulder, .subtitle, .unit, .drop: break
    }
  }

  /// The elements within a comment: `<!--enpproperty <date>…</date> …-->`.
  private mutating func takeFields(_ comment: String, _ rules: MarkupRules) {
    for field in rules.fields where comment.contains(field.comment) {
      guard let open = comment.range(of: "<\(field.element)>"),
        let close = comment[open.upperBound...].range(of: "</\(field.element)>")
      else { continue }
      take(field.role, String(comment[open.upperBound..<close.lowerBound]))
    }
  }

  /// Takes what stands behind a cue in a line: 来源：某日报.
  static func take(_ line: String, rules: MarkupRules, _ metadata: inout Metadata) {
    for cue in rules.cues {
      guard let found = line.range(of: cue.name) else { continue }
      let rest = line[found.upperBound...].drop { $0 == " " || $0 == "\u{3000}" }
      guard rest.first == "：" || rest.first == ":" else { continue }
      let value = rest.dropFirst().drop { $0 == " " || $0 == "\u{3000}" || $0 == "\u{A0}" }
      switch cue.role {
      case .date: if metadata.published.isEmpty { metadata.published = PageDate.find(String(value)) ?? "" }
      case .origin: if metadata.origin.isEmpty { metadata.origin = word(value) }
      case .author: if metadata.author.isEmpty { metadata.author = word(value) }
      default: break
      }
    }
  }

  /// Up to the next blank or bar.
  private static func word(_ text: Substring) -> String {
    String(text.prefix { !" \u{3000}\u{A0}\n|｜()（）".contains($0) }.prefix(40))
  }

  /// The text of a node on one line.
  static func text(_ page: MarkupPage, _ node: Int) -> String {
    var scalars = String.UnicodeScalarView()
    for index in node..<page.nodes[node].end where page.nodes[index].kind == .text {
      for scalar in page.nodes[index].content.scalars {
        let isSpace = scalar <= 0x20 || scalar == 0xA0
        if isSpace, scalars.last == " " || scalars.isEmpty { continue }
        scalars.append(isSpace ? " " : Unicode.Scalar(scalar) ?? " ")
      }
    }
    return String(scalars).trimmed(of: " \u{3000}")
  }

  /// A `<title>` without the name of the site behind it: 标题_某网.
  private static func withoutSite(_ title: String) -> String {
    guard let mark = title.firstIndex(where: { "_|｜".contains($0) }) else { return title }
    return String(title[..<mark]).trimmed(of: " -—")
  }
}

import NewsText

/// The article of a web page: its text with the places it has on the page, and what the page says about it.
struct PageArticle {
  private(set) var content = SourceContent()
  private(set) var metadata = Metadata()

  init(_ page: MarkupPage, rules: MarkupRules) {
    guard !page.nodes.isEmpty else { return }
    let weights = TextWeights(page, rules: rules)
    let body = ContentChoice(page, rules: rules, weights: weights).range
    let head = PageHead(page, rules: rules, weights: weights, before: body.lowerBound)
    metadata = head.metadata
    var writer = PageWriter(page, rules: rules, weights: weights)
    for line in head.lines { writer.write(line, isHead: true) }
    writer.write(body, isHead: false)
    content = writer.content
    if metadata.published.isEmpty || metadata.origin.isEmpty || metadata.author.isEmpty {
      for line in writer.lines.prefix(6) + writer.lines.suffix(3) { PageHead.take(line, rules: rules, &metadata) }
    }
  }
}

/// How much text the nodes of a page hold.
struct TextWeights {
  /// For each node the characters of text in it, outside of links and of what is dropped.
  private(set) var text: [Int]
  /// The same inside links.
  private(set) var links: [Int]
  /// Full stops and commas in it, outside of links.
  private(set) var stops: [Int]
  /// Whether a node belongs to no article.
  private(set) var isDropped: [Bool]

  init(_ page: MarkupPage, rules: MarkupRules) {
    let nodes = page.nodes
    text = [Int](repeating: 0, count: nodes.count)
    links = text
    stops = text
    isDropped = [Bool](repeating: false, count: nodes.count)
    var isLink = isDropped
    for (index, node) in nodes.enumerated() {
      let parent = node.parent
      isLink[index] = node.name == "a" && node.kind == .element || parent >= 0 && isLink[parent]
      isDropped[index] = parent >= 0 && isDropped[parent] || Self.drops(node, rules)
      guard node.kind == .text, !isDropped[index] else { continue }
      for scalar in node.content.scalars where scalar > 0x20 && scalar != 0xA0 && scalar != 0x3000 {
        if isLink[index] { links[index] += 1 } else { text[index] += 1 }
        // 。，；
        if !isLink[index], scalar == 0x3002 || scalar == 0xFF0C || scalar == 0xFF1B { stops[index] += 1 }
      }
    }
    for index in nodes.indices.reversed() where nodes[index].parent >= 0 {
      let parent = nodes[index].parent
      text[parent] += text[index]
      links[parent] += links[index]
      stops[parent] += stops[index]
    }
  }

  private static func drops(_ node: MarkupPage.Node, _ rules: MarkupRules) -> Bool {
    guard node.kind == .element else { return node.kind == .comment }
    return node.isHidden || node.name == "head" || rules.role(.element, node.name) == .drop
      || rules.role(.id, node.id) == .drop || node.classes.contains { rules.role(.class, $0) == .drop }
  }
}

/// Chooses the nodes that hold the article.
struct ContentChoice {
  let range: Range<Int>

  /// By the marks of the rules; where there are none, the smallest node that holds nearly all sentences of the page.
  init(_ page: MarkupPage, rules: MarkupRules, weights: TextWeights) {
    for entry in rules.contents {
      if let found = Self.marked(entry, page, weights) {
        range = found
        return
      }
    }
    range = Self.densest(page, weights)
  }

  private static func marked(_ entry: MarkupRules.Entry, _ page: MarkupPage, _ weights: TextWeights) -> Range<Int>? {
    var best: (range: Range<Int>, weight: Int)?
    for (index, node) in page.nodes.enumerated() {
      let isMarked =
        switch entry.form {
        case .element: node.kind == .element && node.name == entry.name
        case .id: node.id == entry.name
        case .class: node.classes.contains(entry.name)
        case .itemprop: node.itemprop == entry.name
        case .comment: node.kind == .comment && node.name.lowercased().trimmed(of: " \n\t") == entry.name
        case .meta, .field, .cue: false
        }
      guard isMarked else { continue }
      var range = index..<node.end
      if entry.form == .comment {
        let parent = node.parent
        let last = page.nodes[index...].firstIndex {
          $0.kind == .comment && $0.name.lowercased().trimmed(of: " \n\t") == "/" + entry.name
        }
        range = index..<(last ?? (parent >= 0 ? page.nodes[parent].end : page.nodes.count))
      }
      let weight = range.reduce(0) { $0 + (page.nodes[$1].kind == .text ? weights.text[$1] : 0) }
      if weight > best?.weight ?? 0 { best = (range, weight) }
    }
    return best?.range
  }

  private static func densest(_ page: MarkupPage, _ weights: TextWeights) -> Range<Int> {
    var node = page.nodes.firstIndex { $0.kind == .element && $0.name == "body" } ?? 0
    // Commas and full stops tell sentences from menus; a page of lines without any goes by its characters.
    let measure = weights.stops[node] >= 3 ? weights.stops : weights.text
    let whole = measure[node]
    while true {
      let heavy = page.children(of: node).first {
        page.nodes[$0].kind == .element && !weights.isDropped[$0] && measure[$0] * 5 > whole * 4
      }
      guard let heavy, !["p", "table", "tbody", "tr", "td", "ul", "ol"].contains(page.nodes[heavy].name) else { break }
      node = heavy
    }
    return node..<page.nodes[node].end
  }
}

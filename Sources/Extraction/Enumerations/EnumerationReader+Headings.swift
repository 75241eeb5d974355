import NewsText

extension EnumerationReader {
  /// The headings that begin with the word the number is bound to, or the sections when a headline counts them.
  func headings(_ scene: Scene) -> (headings: [Span], form: Enumeration.Form)? {
    let (count, units) = (scene.count, scene.units)
    let headings = scene.article.sections.map(\.heading)
    guard headings.count >= 2, let head = count.head else { return nil }
    let same = headings.filter {
      $0.count > head.count && units[$0.start..<($0.start + head.count)].elementsEqual(units[head.range])
    }
    if same.count == count.count { return (same, .headings) }
    let inHead =
      scene.sentence.role == .headline || scene.sentence.role == .subheadline || scene.sentence.role == .shoulder
    return inHead && count.quote == nil && headings.count == count.count ? (headings, .sections) : nil
  }
}

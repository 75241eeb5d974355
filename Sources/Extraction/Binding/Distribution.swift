/// Deals figures behind 分别 out to the things named before it: A类187件、B类76件…,分别占64.7%、26.3%.
struct Distribution {
  /// The class of 分别 and its kin.
  let sign: ClassSet
  private var bound: [(figure: Binder.Figure, statistic: Int)] = []

  init(sign: ClassSet) { self.sign = sign }

  /// Remembers which statistic a figure of the sentence became.
  mutating func note(_ figure: Binder.Figure, at statistic: Int) { bound.append((figure, statistic)) }

  /// Gives each figure of a run behind 分别 the object of its counterpart: as many figures before it as the run has,
  /// each with an object of its own.
  func deal(_ rows: [ItemRow], _ statistics: inout [Statistic]) {
    for (row, content) in rows.enumerated() {
      guard let at = content.items.firstIndex(where: { $0.classes & sign != 0 }) else { continue }
      let before = bound.filter { $0.figure.row == row && $0.figure.item < at }
      let run = run(content.items, row, from: at)
      guard run.count >= 2, before.count >= run.count else { continue }
      let partners = before.suffix(run.count)
      let objects = partners.map { statistics[$0.statistic].object }
      guard Set(objects).count == objects.count, objects.allSatisfy({ !$0.isEmpty }) else { continue }
      for (partner, index) in zip(partners, run) {
        statistics[index].object = statistics[partner.statistic].object
        statistics[index].objectSpan = statistics[partner.statistic].objectSpan
      }
    }
  }

  /// The statistics of the figures behind 分别 that only marks separate.
  private func run(_ items: [Item], _ row: Int, from at: Int) -> [Int] {
    typealias Class = ItemClasses.Structural
    let joins = Class.pause.bit | Class.comma.bit
    let figures = Class.quantity.bit | Class.percent.bit
    var run: [Int] = []
    for index in (at + 1)..<max(at + 1, items.count) {
      if items[index].classes & figures != 0 {
        guard let found = bound.first(where: { $0.figure.row == row && $0.figure.item == index }) else { break }
        run.append(found.statistic)
      } else if items[index].classes & joins == 0, !run.isEmpty {
        break
      }
    }
    return run
  }
}

/// Deals figures behind 分别 out to the things named before it: A类187件、B类76件…,分别占64.7%、26.3%.
struct Distribution {
  /// The class of 分别 and its kin.
  let sign: ClassSet
  /// The class of 和 and its kin.
  let and: ClassSet
  /// The class of 率 and its kin.
  let rate: ClassSet
  private var bound: [(figure: Binder.Figure, statistic: Int)] = []

  init(sign: ClassSet, and: ClassSet, rate: ClassSet) { (self.sign, self.and, self.rate) = (sign, and, rate) }

  /// Begins a sentence.
  mutating func start() { bound.removeAll(keepingCapacity: true) }

  /// Remembers which statistic a figure of the sentence became.
  mutating func note(_ figure: Binder.Figure, at statistic: Int) { bound.append((figure, statistic)) }

  /// Gives each figure of a run behind 分别 the object of its counterpart: as many figures before it as the run has,
  /// each with an object of its own. Without such figures the names listed before 分别 are dealt out: 事故起数、受伤人数
  /// 分别下降6.2%和9.5%.
  func deal(_ rows: [ItemRow], _ statistics: inout [Statistic], _ units: [UInt16], _ objects: ObjectText) {
    for (row, content) in rows.enumerated() {
      guard let at = content.items.firstIndex(where: { $0.classes & sign != 0 }) else { continue }
      let before = bound.filter { $0.figure.row == row && $0.figure.item < at }
      let run = run(content.items, row, from: at)
      guard run.count >= 2 else { continue }
      if let names = names(content.items, before: at, count: run.count) {
        for (name, index) in zip(names, run) {
          guard let phrase = objects.phrase(units, content.items, name) else { continue }
          statistics[index].object = phrase.text
          statistics[index].objectSpan = phrase.span
        }
        continue
      }
      if let name = rateName(content.items, before: at), let phrase = objects.phrase(units, content.items, name) {
        // 治愈率分别为82%、79%: one rate of several groups.
        for index in run where statistics[index].mention.kind == .percent {
          statistics[index].object = phrase.text
          statistics[index].objectSpan = phrase.span
        }
        continue
      }
      guard before.count >= run.count else { continue }
      let partners = before.suffix(run.count)
      let objects = partners.map { statistics[$0.statistic].object }
      guard Set(objects).count == objects.count, objects.allSatisfy({ !$0.isEmpty }) else { continue }
      for (partner, index) in zip(partners, run) {
        statistics[index].object = statistics[partner.statistic].object
        statistics[index].objectSpan = statistics[partner.statistic].objectSpan
      }
    }
  }

  /// The names of a list that ends at 分别 in its clause, where there are as many as figures to deal out.
  private func names(_ items: [Item], before at: Int, count: Int) -> [Range<Int>]? {
    typealias Class = ItemClasses.Structural
    let ends = Class.comma.bit | Class.semicolon.bit | Class.colon.bit | Class.stop.bit
    let figures = Class.quantity.bit | Class.percent.bit
    var names: [Range<Int>] = []
    var end = at
    var next = at - 1
    while next >= 0, items[next].classes & ends == 0 {
      guard items[next].classes & figures == 0 else { return nil }
      if items[next].classes & (Class.pause.bit | and) != 0 {
        names.append((next + 1)..<end)
        end = next
      }
      next -= 1
    }
    names.append((next + 1)..<end)
    guard names.count == count, names.allSatisfy({ !$0.isEmpty }) else { return nil }
    return names.reversed()
  }

  /// The only noun phrase of the clause that 分别 ends; a bare 占比 names nothing.
  private func rateName(_ items: [Item], before at: Int) -> Range<Int>? {
    let noun = ItemClasses.Structural.noun.bit
    guard at > 0, items[at - 1].classes & (rate | noun) != 0,
      let name = names(items, before: at, count: 1)?.first,
      items[name].contains(where: { $0.classes & noun != 0 && $0.classes & rate == 0 })
    else { return nil }
    return name
  }

  /// The statistics of the figures behind 分别 that only marks separate.
  private func run(_ items: [Item], _ row: Int, from at: Int) -> [Int] {
    typealias Class = ItemClasses.Structural
    let joins = Class.pause.bit | Class.comma.bit | and
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

extension ArchiveChecker {
  /// One indicator, place, scope and period: one value, whichever article reports it.
  func crossArticle(_ figures: [ArchiveFigure]) -> [ArchiveFinding] {
    groups(figures) { figure in
      Self.isDated(figure) && figure.scope != "none"
        ? [
          "\(figure.indicator)", figure.place, figure.scope, figure.periodStart, figure.periodEnd,
        ] : nil
    }.flatMap { group in
      var seen: Set<Int64> = [group[0].article]
      return group.dropFirst().compactMap { other -> ArchiveFinding? in
        guard seen.insert(other.article).inserted else { return nil }
        let verdicts = [order(group[0], other, "cross-article"), order(other, group[0], "cross-article")]
        let verdict = verdicts.contains(.fails) ? .fails : verdicts.contains(.tension) ? .tension : verdicts[0]
        let mark = verdict == .holds ? "=" : "≠"
        return finding(
          "cross-article", verdict,
          "\(name(other))同一时段(至\(other.periodEnd)):\(group[0].text) \(mark) \(other.text)",
          "\(name(other)) over one period (to \(other.periodEnd)): \(group[0].text) \(mark) \(other.text)",
          [group[0], other])
      }
    }
  }

  /// A total to date does not fall.
  func cumulative(_ figures: [ArchiveFigure]) -> [ArchiveFinding] {
    groups(figures) { figure in
      Self.isTotal(figure)
        ? ["\(figure.indicator)", figure.place, figure.periodStart] : nil
    }.flatMap { group in
      let sorted = group.enumerated().sorted { ($0.element.date, $0.offset) < ($1.element.date, $1.offset) }.map(
        \.element)
      return zip(sorted, sorted.dropFirst()).compactMap { earlier, later -> ArchiveFinding? in
        guard earlier.date < later.date, earlier.article != later.article else { return nil }
        let verdict = order(earlier, later, "cumulative")
        let mark = verdict == .holds ? "≤" : ">"
        return finding(
          "cumulative", verdict,
          "\(name(later))累计数:\(earlier.date) \(earlier.text) \(mark) \(later.date) \(later.text)",
          "\(name(later)), total to date: \(earlier.date) \(earlier.text) \(mark) \(later.date) \(later.text)",
          [earlier, later])
      }
    }
  }

  /// A street, community or village has no more than the district it belongs to.
  func containment(_ figures: [ArchiveFigure]) -> [ArchiveFinding] {
    groups(figures) { figure in
      Self.isDated(figure)
        ? ["\(figure.indicator)", figure.scope, figure.periodStart, figure.periodEnd] : nil
    }.flatMap { group -> [ArchiveFinding] in
      guard let whole = group.first(where: { $0.place.isEmpty }) else { return [] }
      return group.filter { !$0.place.isEmpty && $0.article != whole.article }.map { part in
        let verdict = order(part, whole, "containment")
        let mark = verdict == .holds ? "≤" : ">"
        return finding(
          "containment", verdict,
          "\(part.place)\(part.text) \(mark) \(whole.indicator.district)\(whole.text)(\(name(whole)),至\(whole.periodEnd))",
          "\(part.place) \(part.text) \(mark) \(whole.indicator.district) \(whole.text) (to \(whole.periodEnd))",
          [part, whole])
      }
    }
  }

  /// Whether a figure may be held against others of its indicator at all.
  static func isComparable(_ figure: ArchiveFigure) -> Bool { isDated(figure) || isTotal(figure) }

  private static func isDated(_ figure: ArchiveFigure) -> Bool {
    isNamed(figure) && figure.scope != "part" && !figure.periodEnd.isEmpty
  }

  private static func isTotal(_ figure: ArchiveFigure) -> Bool {
    isNamed(figure) && figure.scope == "cumulative" && isDay(figure.date)
  }

  private func name(_ figure: ArchiveFigure) -> String {
    figure.indicator.district + figure.place + figure.indicator.action + figure.indicator.object
  }

  /// Whether a date is known to the day or the month with its year.
  private static func isDay(_ date: String) -> Bool {
    date.count >= 7 && date.prefix(4).allSatisfy(\.isNumber)
      && date.dropFirst(4).allSatisfy { $0.isNumber || $0 == "-" }
  }
}

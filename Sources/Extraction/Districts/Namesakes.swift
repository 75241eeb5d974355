/// Tells divisions of one name apart by what else the article names.
///
/// Note [Divisions of one name]: 鼓楼区 is the one of the city or province that stands right before it (the scanner sees
/// to that); else that of the city named last before it in its article; else that of the city of the page; else that of
/// the city first named after it. Where none of these has one it keeps its name and has no code.
struct Namesakes {
  let divisions: DivisionTable
  /// Division index of the city of the page.
  let city: Int?

  /// Leaves of each group of divisions in an article those that the article means.
  ///
  /// - Parameter sentences: those of the article, as indices. Complexity: linear in the findings of an article, times
  ///   the number of cities that it names.
  func settle(_ findings: inout [[PlaceScanner.Finding]], _ sentences: some Sequence<Int>) {
    var before: [Int] = []
    var open: [(sentence: Int, finding: Int)] = []
    for sentence in sentences {
      for index in findings[sentence].indices {
        let finding = findings[sentence][index]
        guard let group = finding.group else { continue }
        if group.count > 1 {
          if let own = before.reversed().lazy.compactMap({ among(group, $0) }).first {
            findings[sentence][index].group = own
          } else if city.flatMap({ among(group, $0) }) == nil {
            open.append((sentence, index))
          }
        }
        guard !finding.isAside, case .divisions(let named) = finding.kind, let upper = upper(named) else { continue }
        before.removeAll { $0 == upper }
        before.append(upper)
      }
    }
    for (sentence, index) in open {
      guard let group = findings[sentence][index].group,
        let own = before.lazy.compactMap({ among(group, $0) }).first
      else { continue }
      findings[sentence][index].group = own
    }
  }

  /// The one of a group that lies in a division; nil for none or several.
  private func among(_ group: [Int], _ upper: Int) -> [Int]? {
    let own = group.filter { divisions.is($0, within: upper) }
    return own.count == 1 ? own : nil
  }

  /// The city, or else the province, that a full name stands for.
  private func upper(_ group: [Int]) -> Int? {
    let cities = group.filter { divisions.level($0) == .prefecture }
    if cities.count == 1 { return cities[0] }
    return group.count == 1 && divisions.level(group[0]) == .province ? group[0] : nil
  }
}

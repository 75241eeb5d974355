import RuleFiles

extension BindingRules {
  /// What is there and has no effect: sets and word classes that no stanza names, patterns that never win.
  ///
  /// - Parameter lexicons: the lexicon files as they were read.
  func warnings(_ lexicons: [TableFile]) -> [Diagnostic] { unusedSets() + unusedClasses(lexicons) + shadowedPatterns() }

  /// Sets of the lowest folder are there for the folders above it, too.
  private func unusedSets() -> [Diagnostic] {
    defines.values.filter { !named.contains($0.id) && $0.layer > 0 }.sorted { $0.reference.line < $1.reference.line }
      .map { stanza in
        Diagnostic(
          .warning, file: stanza.reference.file, line: stanza.reference.line, column: 8,
          message: "no pattern names the set '\(stanza.id)'", source: stanza.source, help: "use it, or remove it")
      }
  }

  private func unusedClasses(_ lexicons: [TableFile]) -> [Diagnostic] {
    let known = named.union(ItemClasses.inCode).union(ItemClasses.Structural.allCases.map(\.id))
    var reported: Set<String> = []
    var warnings: [Diagnostic] = []
    for lexicon in lexicons {
      guard let column = lexicon.column("class") else { continue }
      for row in 0..<lexicon.rowCount {
        let name = lexicon.cell(row, column)
        guard !known.contains(name), reported.insert(name).inserted else { continue }
        warnings.append(
          lexicon.diagnostic(
            .warning, row: row, column: column, "no pattern names the class '\(name)' of these words",
            help: Suggestion.help(for: name, among: known.filter { $0.contains(where: \.isLowercase) }.sorted())))
      }
    }
    return warnings
  }

  /// Of two patterns with the same elements the first always wins.
  private func shadowedPatterns() -> [Diagnostic] {
    var warnings: [Diagnostic] = []
    for (index, pattern) in patterns.enumerated() {
      guard
        let earlier = patterns[..<index].first(where: { other in
          other.elements == pattern.elements
            && (other.units.isEmpty || !pattern.units.isEmpty && Set(pattern.units).isSubset(of: other.units))
            && (other.takesUnit || !pattern.takesUnit)
        })
      else { continue }
      warnings.append(
        Diagnostic(
          .warning, file: pattern.reference.file, line: pattern.reference.line, column: 9,
          message: "pattern '\(pattern.id)' never wins: '\(earlier.id)' at \(earlier.reference) matches the same",
          source: "pattern \(pattern.id)", help: "give it other elements, or its id to replace that one"))
    }
    return warnings
  }
}

extension ActivityRules {
  /// Activities all of whose words speak at least as much for an earlier one, which is then chosen.
  func warnings() -> [Diagnostic] {
    activities.indices.compactMap { index in
      let own = votes.filter { $0.contains { $0.activity == index } }
      guard !own.isEmpty,
        let winner = activities[..<index].indices.first(where: { other in
          own.allSatisfy { votes in
            votes.filter { $0.activity == other }.reduce(0) { $0 + $1.weight }
              >= votes.filter { $0.activity == index }.reduce(0) { $0 + $1.weight }
          }
        })
      else { return nil }
      let activity = activities[index]
      return Diagnostic(
        .warning, file: activity.reference.file, line: activity.reference.line, column: 10,
        message: "activity '\(activity.id)' never wins: all its words are also words of '\(activities[winner].id)'",
        source: "activity \(activity.id)", help: "give it a 'strong' word of its own")
    }
  }
}

extension Knowledge {
  /// What the rules hold that has no effect.
  ///
  /// - Parameter sources: the files as they were read.
  public func warnings(_ sources: [RuleSource]) -> [Diagnostic] {
    let lexicons = sources.compactMap { source -> TableFile? in
      guard source.name.hasPrefix("lexicons/"), case .table(let table, _, _) = source.content else { return nil }
      return table
    }
    return binder.rules.warnings(lexicons) + activities.rules.warnings()
  }
}

/// Converts Traditional text paragraph by paragraph; a paragraph in Simplified text is never changed.
struct ScriptConverter {
  let tables: CleaningTables

  /// How many units of a stretch only Traditional and only Simplified text has.
  private struct Votes {
    var traditional = 0
    var simplified = 0
  }

  /// Complexity: linear.
  func convert(_ text: inout FoldedText) {
    guard text.lines.contains(where: { $0.traits.contains(.traditional) }) else { return }
    let lines = text.lines
    text.units.withUnsafeMutableBufferPointer { units in
      tables.traits.withUnsafeBufferPointer { traits in
        let text = UnsafeBufferPointer(units)
        guard lines.contains(where: { $0.traits.contains(.simplified) }) else {
          // Nothing speaks against it.
          for line in lines { convert(units, line, traits) }
          return
        }
        var page = Votes()
        let votes = lines.map { line in
          let votes = line.traits.isDisjoint(with: [.traditional, .simplified]) ? Votes() : count(text, line, traits)
          page.traditional += votes.traditional
          page.simplified += votes.simplified
          return votes
        }
        let isTraditional = page.traditional > page.simplified
        for (line, votes) in zip(lines, votes) {
          let isTie = votes.traditional == votes.simplified
          if votes.traditional > votes.simplified || (isTie && isTraditional) {
            convert(units, line, traits)
          }
        }
      }
    }
    guard tables.convertsMarks else { return }
    for at in text.lines.indices { text.lines[at] = text.units.withUnsafeBufferPointer { text.lines[at].read($0) } }
  }

  private func count(
    _ units: UnsafeBufferPointer<UInt16>, _ line: TextLine, _ traits: UnsafeBufferPointer<UInt8>
  ) -> Votes {
    // Both counts in one number: what only Simplified text has counts in its upper half.
    var sum = 0
    for at in line.start..<line.end {
      let trait = Int(traits[Int(units[at])])
      sum &+= trait & 1 | (trait & 2) << 31
    }
    return Votes(traditional: sum & 0xFFFF_FFFF, simplified: sum >> 32)
  }

  private func convert(
    _ units: UnsafeMutableBufferPointer<UInt16>, _ line: TextLine, _ traits: UnsafeBufferPointer<UInt8>
  ) {
    let text = UnsafeBufferPointer(units)
    tables.simplified.withUnsafeBufferPointer { simplified in
      var at = line.start
      while at < line.end {
        let unit = units[at]
        if traits[Int(unit)] & UnitTraits.phrase.rawValue != 0, at + 1 < line.end,
          tables.phrases.mayStart(unit, units[at + 1]),
          let phrase = tables.phrases.longest(text, at: at, limit: line.end)
        {
          for (offset, unit) in phrase.enumerated() { units[at + offset] = unit }
          at += phrase.count
          continue
        }
        units[at] = simplified[Int(unit)]
        at += 1
      }
    }
  }
}

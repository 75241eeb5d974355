import Foundation
import NewsText
import RuleFiles

/// Units and classifiers, from the tables in `units/`.
///
/// A look-alike (人才, 项目, 条例) is an entry too: being longer, it keeps the shorter unit from being read.
///
/// Set up by the thread that loads the rules, then only read, by all that share it.
final class UnitTable: @unchecked Sendable {
  /// Set up by the thread that loads the rules, then shared: reading a page hands it on at every number.
  final class Entry: @unchecked Sendable {
    let surface: String
    /// Nil for a look-alike.
    let measure: Measure?
    /// Multiplies the value itself: 七成 is 70.
    fileprivate(set) var valueFactor: Decimal = 1
    fileprivate(set) var trait: Trait
    let reference: RuleReference
    fileprivate(set) var example = ""
    /// Which of the folders of rules it comes from.
    let layer: Int

    fileprivate init(surface: String, measure: Measure?, trait: Trait, reference: RuleReference, layer: Int) {
      self.surface = surface
      self.measure = measure
      self.trait = trait
      self.reference = reference
      self.layer = layer
    }
  }

  /// What a unit needs beyond standing behind a number.
  enum Trait: String, Sendable, CaseIterable {
    case plain = ""
    /// Counts only behind Arabic digits: 7级 but not 三级医院.
    case arabic
    /// Behind a small Chinese number it often makes a place name: 十里街道, 三家村.
    case names
    /// Behind a number it makes an ordinal: 五届市委.
    case ordinal
    /// A fixed name of Latin letters: not followed by another letter.
    case latin
    /// A word that only begins like a unit: 年级, 市民.
    case word
    /// The same, but only behind a Chinese number: 三里屯.
    case chineseWord = "chinese-word"
  }

  private(set) var entries: [Entry] = []
  private(set) var terms = TermTable(capacity: 900)

  init(rules: inout RuleFolder) {
    var tables: [TableFile] = []
    for file in rules.files(in: "units", ending: ".tsv")
    where !["units/lookalikes.tsv", "units/currencies.tsv", "units/parts.tsv"].contains(file) {
      let table = rules.table(
        file, required: ["unit", "dimension", "base", "factor"], optional: ["value", "trait", "example"],
        key: ["unit"])
      read(table, &rules.diagnostics)
      tables.append(table)
    }
    checkBases(tables, &rules.diagnostics)
    let table = rules.table("units/lookalikes.tsv", required: ["word", "behind"], optional: ["example"], key: ["word"])
    guard let word = table.column("word"), let behind = table.column("behind") else { return }
    for row in 0..<table.rowCount {
      let kind = table.choice(row, behind, "kind of number", among: ["any", "chinese"], &rules.diagnostics)
      let isChinese = kind == "chinese"
      add(
        Entry(
          surface: table.cell(row, word), measure: nil, trait: isChinese ? .chineseWord : .word,
          reference: table.reference(row), layer: table.layer(row)))
    }
  }

  private func read(_ table: TableFile, _ diagnostics: inout [Diagnostic]) {
    guard let unit = table.column("unit"), let dimension = table.column("dimension"),
      let base = table.column("base"), let factor = table.column("factor")
    else { return }
    let value = table.column("value")
    let trait = table.column("trait")
    for row in 0..<table.rowCount {
      let surface = table.cell(row, unit)
      guard let kind: Measure.Dimension = table.choice(row, dimension, &diagnostics) else { continue }
      let baseUnit = table.cell(row, base)
      let factorText = table.cell(row, factor)
      guard let number = factorText.isEmpty ? 1 : Self.decimal(factorText) else {
        diagnostics.append(
          table.diagnostic(row: row, column: factor, "factor '\(factorText)' is not a number or a fraction"))
        continue
      }
      let entry = Entry(
        surface: surface,
        measure: Measure(dimension: kind, baseUnit: baseUnit.isEmpty ? surface : baseUnit, factor: number),
        trait: .plain, reference: table.reference(row), layer: table.layer(row))
      if let value, !table.utf8(row, value).isEmpty {
        guard let number = Self.decimal(table.cell(row, value)) else {
          diagnostics.append(table.diagnostic(row: row, column: value, "'value' is not a number or a fraction"))
          continue
        }
        entry.valueFactor = number
      }
      if let trait, !table.utf8(row, trait).isEmpty {
        guard let known: Trait = table.choice(row, trait, &diagnostics) else { continue }
        entry.trait = known
      }
      entry.example = table.cell(row, "example")
      if let earlier = terms.value(surface), entries[Int(earlier)].layer == entry.layer {
        diagnostics.append(
          table.diagnostic(
            row: row, column: unit, "unit '\(surface)' is already listed at \(entries[Int(earlier)].reference)"))
        continue
      }
      add(entry)
    }
  }

  /// Dimensions whose units are all measured in one base, or in a few that several units share.
  private static let shared: Set<String> = ["length", "area", "mass", "volume", "duration", "energy"]

  /// Whether a base is the code of a currency: CNY.
  static func isCurrency(_ base: String) -> Bool { base.utf8.count == 3 && base.utf8.allSatisfy { 0x41...0x5A ~= $0 } }

  /// Reports the base that no other unit of its dimension has: figures in it could be added to none.
  private func checkBases(_ tables: [TableFile], _ diagnostics: inout [Diagnostic]) {
    var uses: [String: [String: Int]] = [:]
    for table in tables {
      guard let dimension = table.column("dimension"), let base = table.column("base") else { continue }
      for row in 0..<table.rowCount {
        let kind = table.cell(row, dimension)
        if Self.shared.contains(kind) { uses[kind, default: [:]][table.cell(row, base), default: 0] += 1 }
      }
    }
    let bases = uses.mapValues { $0.filter { $0.value > 1 && !$0.key.isEmpty }.keys.sorted() }
    for table in tables {
      guard let dimension = table.column("dimension"), let base = table.column("base") else { continue }
      for row in 0..<table.rowCount {
        let kind = table.cell(row, dimension)
        let name = table.cell(row, base)
        let known = bases[kind] ?? []
        if Self.shared.contains(kind), !known.contains(name), !known.isEmpty {
          diagnostics.append(
            table.diagnostic(
              row: row, column: base,
              name.isEmpty ? "a unit of \(kind) needs a base" : "no base '\(name)' of \(kind) is known here",
              help: Suggestion.help(for: name, among: known) + " (the factor says how many of them one unit is)"))
        } else if kind == "money", name.utf8.allSatisfy({ $0 < 0x80 }), !name.isEmpty, !Self.isCurrency(name) {
          diagnostics.append(
            table.diagnostic(
              row: row, column: base, "'\(name)' is no code of a currency", help: "three capital letters, as in CNY"))
        }
      }
    }
  }

  private func add(_ entry: Entry) {
    let inForce = Int(terms.insert(entry.surface, Int32(entries.count)))
    if inForce == entries.count {
      entries.append(entry)
    } else if entries[inForce].layer < entry.layer {
      entries[inForce] = entry
    }
  }

  /// 1000, 0.5, 10000/15.
  static func decimal(_ text: String) -> Decimal? {
    if let number = Int(text), number >= 0, text.utf8.first != 0x2B { return Decimal(number) }
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard let first = parts.first, parts.count <= 2, let numerator = number(first) else { return nil }
    guard parts.count == 2 else { return numerator }
    guard let denominator = number(parts[1]), denominator != 0 else { return nil }
    return numerator / denominator
  }

  private static func number(_ text: Substring) -> Decimal? {
    guard !text.isEmpty, text.utf8.allSatisfy({ ($0 >= 0x30 && $0 <= 0x39) || $0 == 0x2E || $0 == 0x2D }) else {
      return nil
    }
    return Int(text).map { Decimal($0) } ?? Decimal(string: String(text))
  }

  /// What the table says of a unit; nil for one that it does not have.
  func measure(of unit: String) -> Measure? { terms.value(unit).flatMap { entries[Int($0)].measure } }

  /// The longest entry that starts here, look-alikes included.
  ///
  /// - Parameter isChinese: whether the number before it is written in Chinese.
  func longest(_ text: [UInt16], at: Int, limit: Int, isChinese: Bool = false) -> (end: Int, entry: Entry)? {
    var best: (end: Int, entry: Int)?
    terms.forEachMatch(text, at: at, limit: limit) { end, value in
      switch entries[Int(value)].trait {
      case .latin where end < limit && Self.isLatinLetter(text[end]): break
      case .chineseWord where !isChinese: break
      default: best = (end, Int(value))
      }
    }
    return best.map { ($0.end, entries[$0.entry]) }
  }

  static func isLatinLetter(_ unit: UInt16) -> Bool { (0x41...0x5A).contains(unit) || (0x61...0x7A).contains(unit) }
}

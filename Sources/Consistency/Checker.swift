import Extraction
import NewsText
import RuleFiles

/// Tests whether the figures of a document agree.
///
/// A checker is a value without state between documents, so that threads may share it.
///
/// `document` is what an `Extractor` read.
///
/// ```swift
/// let checker = try Checker(rules: rules)
/// for finding in checker.findings(in: document) where finding.verdict == .fails {
///   print(finding.check, finding.message.english)
/// }
/// // part-of-whole 收集意见建议40条 < 办结52条: the part exceeds the whole
/// ```
public struct Checker: Sendable {
  private static let kinds: [any Check.Type] = [
    ClosedSum.self,
    OpenSum.self,
    PartOfWhole.self,
    Rate.self,
    Shares.self,
    CommonBase.self,
    StockFlow.self,
    EnumerationCount.self,
    SectionCount.self,
    Anaphora.self,
    OrdinalRun.self,
    Distributive.self,
    Weekday.self,
    DateOrder.self,
    UnitDimension.self,
    Damage.self,
    Growth.self,
    RepeatedFigure.self,
    UnitOrder.self,
    ComponentChanges.self,
    Universal.self,
    Milestone.self,
    Granularity.self,
    Containment.self,
    PerUnit.self,
    Place.self,
    NearDuplicate.self,
  ]

  /// The ids of the kinds of check, in the order they run.
  public static let checks = kinds.map { $0.id }

  /// Those of them that test every relation of their file, whatever its id.
  public static let openChecks = kinds.filter { $0.takesAnyRelation }.map { $0.id }

  private let units: UnitClasses
  private let changes: ChangeWords
  private let sums: SumReader
  private let terms: TermIndex
  private let checks: [any Check]
  /// That of them for damage.
  private let damage: [any Check]
  /// The check and the number of every example.
  private let examples: [(check: Int, number: Int)]

  /// Reads `checks/` of a folder of rules.
  ///
  /// - Throws: `RuleErrors` with everything that is wrong with the files.
  public init(rules path: String) throws { try self.init(rules: RuleLayers(path)) }

  /// Reads `checks/` of several folders of rules.
  ///
  /// - Throws: `RuleErrors` with everything that is wrong with the files.
  public init(rules layers: RuleLayers) throws {
    var folder = RuleFolder(layers)
    self.init(reading: &folder)
    try folder.throwIfErrors()
  }

  /// Reads `checks/` of a folder, which takes note of all that is wrong with the files.
  public init(reading folder: inout RuleFolder) {
    units = UnitClasses(rules: &folder)
    changes = ChangeWords(rules: &folder)
    var checks: [any Check] = []
    for kind in Self.kinds { checks.append(kind.init(rules: &folder)) }
    self.checks = checks
    damage = checks.filter { $0 is Damage }
    examples = checks.indices.flatMap { check in checks[check].rules.examples.indices.map { (check, $0) } }
    // The sums that a text gives are read once, by the rules of the first check that tests them.
    let closed = checks.first { $0 is ClosedSum }?.rules
    let sumRules = closed ?? CheckRules(ClosedSum.id, keys: SumReader.keys, rules: &folder)
    sums = SumReader(rules: sumRules, folder: &folder)
    // One pass over a text finds the words of all of them.
    var words: [[String]] = []
    for rules in checks.map(\.rules) + (closed == nil ? [sumRules] : []) {
      for relation in rules.relations { relation.add(to: &words) }
    }
    terms = TermIndex(words)
    for check in checks where !type(of: check).takesAnyRelation { check.rules.reportUnasked(&folder) }
  }

  /// Every relation tested in a document, in text order of the first member. Complexity: linear in the text; each check
  /// looks at a bounded number of figures around each.
  public func findings(in document: Document) -> [Finding] { findings(in: document, of: checks) }

  private func findings(in document: Document, of checks: [any Check]) -> [Finding] {
    let ledger = Ledger(document, units: units, changes: changes, sums: sums, terms: terms)
    defer { ledger.forgetSums() }
    return Self.forgive(checks.flatMap { $0.findings(ledger) }, in: document.page)
      .sorted { ($0.members.first?.start ?? 0, $0.check) < ($1.members.first?.start ?? 0, $1.check) }
  }

  /// Lets nothing fail in a sentence that was damaged on its way to the page.
  private static func forgive(_ findings: [Finding], in page: Page) -> [Finding] {
    var damaged: Set<Int> = []
    for finding in findings where finding.check == Damage.id {
      if let at = finding.members.first?.start, let sentence = page.sentenceIndex(at: at) { damaged.insert(sentence) }
    }
    if damaged.isEmpty { return findings }
    return findings.map { finding in
      guard finding.verdict == .fails, finding.check != Damage.id,
        finding.members.contains(where: { page.sentenceIndex(at: $0.start).map(damaged.contains) ?? false })
      else { return finding }
      var forgiven = finding
      forgiven.verdict = .undecided
      forgiven.reason = .damaged
      return forgiven
    }
  }

  /// How many `example` and `none` lines `checks/` has.
  public var exampleCount: Int { examples.count }

  /// Runs every `example` and `none` line of `checks/`.
  ///
  /// - Parameter read: reads a text as a document.
  /// - Returns: a diagnostic for each line that does not give what it says.
  public func failingExamples(read: (String) -> Document) -> [Diagnostic] {
    examples.indices.compactMap { failure(ofExample: $0, read: read) }
  }

  /// Runs one of these lines.
  ///
  /// - Parameters:
  ///   - number: from 0 to `exampleCount`.
  ///   - read: reads a text as a document.
  /// - Returns: nil when the check judges it as the line says.
  public func failure(ofExample number: Int, read: (String) -> Document) -> Diagnostic? {
    let place = examples[number]
    let check = checks[place.check]
    let example = check.rules.examples[place.number]
    // No other check bears on its findings but that for damage, which forgives them.
    let run = check is Damage ? [check] : [check] + damage
    let id = type(of: check).id
    return check.rules.failure(of: example, findings(in: read(example.text), of: run).filter { $0.check == id })
  }
}

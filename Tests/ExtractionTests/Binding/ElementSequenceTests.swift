import NewsText
import RuleFiles
import Testing

@testable import Extraction

/// What is passed over without trying is nothing that would have matched.
@Suite struct ElementSequenceTests {
  private struct Found: Equatable, CustomStringConvertible {
    var start: Int
    var end: Int
    var action: Range<Int>?
    var object: Range<Int>?
    var description: String { "\(start)-\(end) \(String(describing: action)) \(String(describing: object))" }
  }

  private static let figure = ItemClasses.Structural.quantity.bit
  private static let comma = ItemClasses.Structural.comma.bit
  private static let classes: [ClassSet] = [1 << 40, 1 << 41, 1 << 42, figure, comma]

  /// The matches as the grammar says, every place and every length tried.
  private struct Plain {
    let elements: [Pattern.Element]
    let items: [Item]
    let value: Int

    func all() -> [Found] {
      (0...value).compactMap { start in
        var found = Found(start: start, end: start)
        return walk(0, start, false, &found) ? found : nil
      }
    }

    private func walk(_ index: Int, _ at: Int, _ seen: Bool, _ found: inout Found) -> Bool {
      guard index < elements.count else {
        found.end = at
        return seen
      }
      let element = elements[index]
      let isHere = at < items.count && items[at].classes & element.mask != 0
      if element.boundary {
        return (at == 0 || items[at - 1].classes & ElementSequenceTests.comma != 0) && walk(index + 1, at, seen, &found)
      }
      if element.positive { return isHere && walk(index + 1, at, seen, &found) }
      if element.negative { return !isHere && walk(index + 1, at, seen, &found) }
      if element.role == .value { return at == value && isHere && walk(index + 1, at + 1, true, &found) }
      var most = 0
      while most < element.most, at + most < items.count, at + most != value,
        items[at + most].classes & element.mask != 0
      { most += 1 }
      for taken in stride(from: most, through: element.least, by: -1) {
        let held = found
        if taken > 0 { keep(element.role, at..<(at + taken), &found) }
        if walk(index + 1, at + taken, seen, &found) { return true }
        found = held
      }
      return false
    }

    private func keep(_ role: Pattern.Role?, _ range: Range<Int>, _ found: inout Found) {
      if role == .action { found.action = (found.action?.lowerBound ?? range.lowerBound)..<range.upperBound }
      if role == .object { found.object = (found.object?.lowerBound ?? range.lowerBound)..<range.upperBound }
    }
  }

  private static func element(_ random: inout SystemRandomNumberGenerator) -> Pattern.Element {
    let mask = classes.randomElement(using: &random)! | classes.randomElement(using: &random)!
    switch Int.random(in: 0..<10, using: &random) {
    case 0: return Pattern.Element(mask: mask, least: 0, most: 0, role: nil, negative: true)
    case 1: return Pattern.Element(mask: mask, least: 0, most: 0, role: nil, positive: true)
    case 2: return Pattern.Element(mask: 0, least: 0, most: 0, role: nil, boundary: true)
    default:
      let least = Int.random(in: 0...2, using: &random)
      return Pattern.Element(
        mask: mask, least: least, most: least + Int.random(in: 0...3, using: &random),
        role: [nil, .action, .object].randomElement(using: &random)!)
    }
  }

  @Test func agreesWithTryingEverything() {
    var random = SystemRandomNumberGenerator()
    var matches = 0
    for _ in 0..<3000 {
      var elements = (0..<Int.random(in: 1...4, using: &random)).map { _ in Self.element(&random) }
      elements.insert(
        Pattern.Element(mask: Self.figure, least: 1, most: 1, role: .value),
        at: Int.random(in: 0...elements.count, using: &random))
      let items = (0..<Int.random(in: 1...12, using: &random)).map {
        Item(span: Span($0, $0 + 1), classes: Self.classes.randomElement(using: &random)!)
      }
      let value = Int.random(in: items.indices, using: &random)
      var found: [Found] = []
      items.withUnsafeBufferPointer { buffer in
        ElementSequence(elements).forEachMatch(
          buffer, from: 0, value: value, items[..<value].reduce(0) { $0 | $1.classes }, items[value].classes,
          items[(value + 1)...].reduce(0) { $0 | $1.classes }
        ) { start, state in
          found.append(
            Found(start: start, end: state.end, action: state.range(of: .action), object: state.range(of: .object)))
        }
      }
      let expected = Plain(elements: elements, items: items, value: value).all()
      #expect(found == expected, "\(elements) over \(items.map(\.classes)), figure \(value)")
      matches += expected.count
    }
    #expect(matches > 50)
  }

  /// The places looked at in bits leave out nothing: the best match is the first of all.
  @Test func bestIsTheFirstOfAllMatches() {
    var random = SystemRandomNumberGenerator()
    var matches = 0
    for _ in 0..<1500 {
      let patterns = (0..<Int.random(in: 1...4, using: &random)).map { number in
        var elements = (0..<Int.random(in: 0...4, using: &random)).map { _ in Self.element(&random) }
        elements.insert(
          Pattern.Element(mask: Self.figure, least: 1, most: 1, role: .value),
          at: Int.random(in: 0...elements.count, using: &random))
        return Pattern(
          id: "p\(number)", elements: elements, inherits: [], units: Bool.random(using: &random) ? [] : ["人"],
          takesUnit: Bool.random(using: &random), reference: RuleReference(file: "t.rules", line: number + 1))
      }
      let matcher = PatternMatcher(patterns: patterns)
      let row = matcher.rowBits()
      for count in [Int.random(in: 1...12, using: &random), Int.random(in: 100...140, using: &random)] {
        let items = (0..<count).map {
          Item(span: Span($0, $0 + 1), classes: Self.classes.randomElement(using: &random)!)
        }
        row.start(items)
        let value = Int.random(in: items.indices, using: &random)
        for unit in ["人", "个"] {
          let first = matcher.ranking(items, value: value, unit: unit).first
          let best = matcher.best(items, value: value, unit: unit, row)
          #expect(best?.pattern == first?.pattern && best?.start == first?.start && best?.end == first?.end)
          #expect(best?.action == first?.action && best?.object == first?.object)
          #expect(matcher.matches(items, value: value, unit: unit, row) == (first != nil))
          matches += best == nil ? 0 : 1
        }
      }
    }
    #expect(matches > 50)
  }
}

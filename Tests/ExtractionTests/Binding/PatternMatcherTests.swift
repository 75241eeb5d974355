import NewsText
import RuleFiles
import Testing

@testable import Extraction

/// Which pattern takes a figure: most roles, then the longest match, then file order.
@Suite struct PatternMatcherTests {
  private let verb: ClassSet = 1 << 40
  private let noun: ClassSet = 1 << 41
  private let mark: ClassSet = ItemClasses.Structural.comma.bit
  private let figure: ClassSet = ItemClasses.Structural.quantity.bit

  private func items(_ classes: ClassSet...) -> [Item] {
    classes.enumerated().map { Item(span: Span($0.offset, $0.offset + 1), classes: $0.element) }
  }

  private func pattern(_ id: String, _ elements: [Pattern.Element]) -> Pattern {
    Pattern(
      id: id, elements: elements, inherits: [], units: [], takesUnit: false,
      reference: RuleReference(file: "t.rules", line: 1))
  }

  private func element(_ mask: ClassSet, _ role: Pattern.Role? = nil, _ least: Int = 1, _ most: Int = 1)
    -> Pattern.Element
  {
    Pattern.Element(mask: mask, least: least, most: most, role: role)
  }

  @Test func mostRolesWinOverLength() {
    let long = pattern("long", [element(noun | verb, nil, 1, 8), element(figure, .value)])
    let full = pattern("full", [element(verb, .action), element(noun, .object), element(figure, .value)])
    let matcher = PatternMatcher(patterns: [long, full])
    let match = matcher.best(items(noun, noun, verb, noun, figure), value: 4, unit: "")
    #expect(match?.pattern == 1)
    #expect(match?.action == 2..<3)
    #expect(match?.object == 3..<4)
  }

  @Test func longestWinsAmongEqualRoles() {
    let short = pattern("short", [element(noun, .object), element(figure, .value)])
    let long = pattern("long", [element(noun, .object, 1, 4), element(figure, .value)])
    let match = PatternMatcher(patterns: [short, long]).best(items(noun, noun, figure), value: 2, unit: "")
    #expect(match?.pattern == 1)
    #expect(match?.object == 0..<2)
  }

  @Test func fileOrderBreaksTies() {
    let first = pattern("first", [element(noun, .object), element(figure, .value)])
    let second = pattern("second", [element(noun, .object), element(figure, .value)])
    #expect(PatternMatcher(patterns: [first, second]).best(items(noun, figure), value: 1, unit: "")?.pattern == 0)
  }

  @Test func anotherFigureIsNeverTheValue() {
    let only = pattern("only", [element(verb, .action), element(figure, .value)])
    #expect(PatternMatcher(patterns: [only]).best(items(verb, figure, figure), value: 2, unit: "") == nil)
  }

  @Test func boundaryAndLookAhead() {
    var start = element(0)
    start.least = 0
    start.most = 0
    start.boundary = true
    var absent = element(noun)
    absent.least = 0
    absent.most = 0
    absent.negative = true
    let only = pattern("only", [start, element(verb, .action), element(figure, .value), absent])
    let matcher = PatternMatcher(patterns: [only])
    #expect(matcher.best(items(mark, verb, figure), value: 2, unit: "") != nil)
    #expect(matcher.best(items(noun, verb, figure), value: 2, unit: "") == nil)
    #expect(matcher.best(items(mark, verb, figure, noun), value: 2, unit: "") == nil)
  }

  @Test func matchesDoNotCrossSentences() {
    let only = pattern("only", [element(noun, .object, 1, 9), element(mark), element(figure, .value)])
    let stop = ItemClasses.Structural.stop.bit
    let matcher = PatternMatcher(patterns: [only])
    #expect(matcher.best(items(noun, stop | mark, figure), value: 2, unit: "") == nil)
    #expect(matcher.best(items(noun, mark, figure), value: 2, unit: "") != nil)
  }

  /// A row made to backtrack must not cost more than the budget of an attempt.
  @Test func hostileRowsStayBounded() {
    let greedy = pattern(
      "greedy", (0..<8).map { _ in element(noun, nil, 0, 24) } + [element(verb), element(figure, .value)])
    let row =
      [Item](repeating: Item(span: Span(0, 1), classes: noun), count: 5_000)
      + [Item(span: Span(0, 1), classes: figure)]
    let clock = ContinuousClock()
    let spent = clock.measure {
      #expect(PatternMatcher(patterns: [greedy]).best(row, value: 5_000, unit: "") == nil)
    }
    #expect(spent < .seconds(2))
  }
}

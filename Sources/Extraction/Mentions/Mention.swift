import Foundation
import NewsText
import RuleFiles

/// A numeric expression of the text with what it says.
public struct Mention: Sendable {
  /// What a numeric expression is.
  public enum Kind: String, Sendable, CaseIterable {
    case quantity, percent, enumeration, date, duration, ordinal, name, identifier
  }

  /// The whole expression, in UTF-16 units of the clean text: qualifier before, number, multiplier, qualifier after, unit
  /// or classifier.
  public var span: Span
  /// What it is.
  public var kind: Kind
  /// The number or the date.
  public var value: MentionValue
  /// What the words mean (records: `low`, `high`).
  public var narrow: Interval
  /// What must also be ruled out before a figure is called inconsistent.
  public var wide: Interval
  /// How the words hedge the number.
  public var qualifier: Qualifier
  /// As written, simplified; empty when bare.
  public var unit: String
  /// What the unit table says of `unit`; nil when bare.
  public var measure: Measure?
  /// The digits and multipliers alone, without qualifier and unit; within `span`, counted alike.
  public var number: Span
  /// The form that it has.
  public var rule: RuleReference

  /// A mention; `span` counts UTF-16 units of the clean text.
  public init(
    span: Span, kind: Kind, value: MentionValue, narrow: Interval = Interval(), wide: Interval = Interval(),
    qualifier: Qualifier = .exact, unit: String = "", measure: Measure? = nil, number: Span, rule: RuleReference
  ) {
    self.span = span
    self.kind = kind
    self.value = value
    self.narrow = narrow
    self.wide = wide
    self.qualifier = qualifier
    self.unit = unit
    self.measure = measure
    self.number = number
    self.rule = rule
  }
}

/// What a mention stands for.
public enum MentionValue: Sendable, Equatable {
  /// Multipliers applied: 3.2万 → 32000, 95.6% → 95.6.
  case number(Decimal)
  /// ISO 8601 as far as it is known: 2023-06-11, --06-11, 2023-06, 2023, 2023-Q1.
  case date(String)
  /// A form that names no value (成千上万, 每周五).
  case none

  /// The number; nil for dates and names.
  public var number: Decimal? {
    if case .number(let value) = self { value } else { nil }
  }
}

/// How a figure is hedged.
public enum Qualifier: String, Sendable, CaseIterable {
  case exact, over, nearly, about, atleast, atmost, range, vague
}

/// The numbers an expression allows; a nil bound is unbounded.
public struct Interval: Sendable, Equatable {
  /// The lower bound; nil is open.
  public var low: Decimal?
  /// The upper bound; nil is open.
  public var high: Decimal?
  /// Whether the lower bound itself is within.
  public var includesLow: Bool
  /// Whether the upper bound itself is within.
  public var includesHigh: Bool

  /// An interval; a bound that is nil is open.
  public init(_ low: Decimal? = nil, _ high: Decimal? = nil, includesLow: Bool = true, includesHigh: Bool = true) {
    self.low = low
    self.high = high
    self.includesLow = includesLow
    self.includesHigh = includesHigh
  }

  /// The interval that holds one number.
  public static func point(_ value: Decimal) -> Interval { Interval(value, value) }
}

/// One unit or classifier of the unit table.
public struct Measure: Sendable, Equatable {
  /// What is measured; the records' `quantity_kind`.
  public enum Dimension: String, Sendable, CaseIterable {
    case count, attendance, money, length, area, mass, volume, duration, energy, percent, ratio, other
  }

  /// What it measures.
  public var dimension: Dimension
  /// The unit a figure is converted to: m, m2, kg, CNY …; classifiers keep themselves.
  public var baseUnit: String
  /// Multiply by this to get base units.
  public var factor: Decimal

  /// - Parameters:
  ///   - dimension: what is measured.
  ///   - baseUnit: the unit a figure is converted to; a classifier is its own.
  ///   - factor: how many base units one unit is.
  public init(dimension: Dimension, baseUnit: String, factor: Decimal) {
    self.dimension = dimension
    self.baseUnit = baseUnit
    self.factor = factor
  }
}

import Reporting

/// The values of a record by the names of its keys, as text; nil where a record has none.
struct RecordFields {
  private let value: (String) -> String?

  /// A line of JSON Lines.
  init(_ record: JSONRecord) { value = { record.values[$0] } }

  /// Where each key of a type stands in its rows.
  static func columns(of type: RecordType) -> [String: Int] {
    Dictionary(type.columns.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// A record on its way to be written.
  ///
  /// - Parameter columns: those of its type.
  init(_ row: Row, _ columns: [String: Int]) {
    value = { name in
      guard let column = columns[name] else { return nil }
      switch row[column] {
      case .text(let text): return text
      case .integer(let integer): return "\(integer)"
      case .number(let number): return number.description
      case .flag(let flag): return flag ? "true" : "false"
      case .null, .texts, .spans, .integers: return nil
      }
    }
  }

  func has(_ name: String) -> Bool { value(name) != nil }
  func text(_ name: String) -> String { value(name) ?? "" }
  func number(_ name: String) -> Double? { value(name).flatMap { Double($0) } }
  func integer(_ name: String) -> Int? { value(name).flatMap { Int($0) } }
}

extension ArchiveFigure {
  /// A statistic record as the checks between articles need it; nil for one that takes no part: a plan, or without a
  /// value.
  ///
  /// - Parameters:
  ///   - article: a number that its article has alone within the figures compared.
  ///   - sentence: likewise of its sentence.
  init?(_ statistic: RecordFields, article: Int64, sentence: Int64) {
    guard statistic.text("planned") != "true", let base = statistic.number("base_value") else { return nil }
    let value = statistic.number("value") ?? 0
    let factor = value == 0 ? 1 : base / value
    let text = statistic.text("text")
    self.init(
      indicator: Indicator(
        district: statistic.text("district"), activity: statistic.text("activity"), action: statistic.text("action"),
        object: statistic.text("object"), unit: statistic.text("base_unit")),
      key: statistic.text("id"), place: statistic.text("place"), scope: statistic.text("scope"),
      periodStart: statistic.text("period_start"), periodEnd: statistic.text("period_end"),
      published: statistic.text("published"), low: statistic.number("low").map { $0 * factor } ?? -.infinity,
      high: statistic.number("high").map { $0 * factor } ?? .infinity, rounding: Self.rounding(text, value) * factor,
      article: article, sentence: sentence, source: statistic.text("source"),
      span: (statistic.integer("start") ?? 0, statistic.integer("end") ?? 0), text: text,
      headline: statistic.text("headline"))
  }
}

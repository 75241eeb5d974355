import Archive
import Foundation

/// The charts of a report: figures over time with what they allow, districts side by side, and how figures are hedged.
struct ReportCharts {
  private(set) var timeCharts: [Context] = []
  private(set) var barCharts: [Context] = []

  private static let mostCharts = 3
  private let words: Words

  /// - Parameter cells: the campaign tables.
  init(_ store: ArchiveStore, _ cells: [ReportCell], words: Words) throws {
    self.words = words
    let series = try TimeSeries.all(in: store, least: 2, limit: Self.mostCharts)
    timeCharts = series.map(timeChart)
    barCharts = districtCharts(cells) + hedgeChart(try TimeSeries.qualifiers(in: store))
  }

  private func timeChart(_ series: TimeSeries) -> Context {
    let days = series.points.map(\.day)
    let (first, last) = (days.min() ?? 0, days.max() ?? 0)
    let values = series.points.flatMap { [$0.value, $0.low ?? $0.value, $0.high ?? $0.value] }
    let scale = ChartScale(values)
    func x(_ day: Double) -> Double { 84 + (last > first ? (day - first) / (last - first) : 0.5) * 524 }
    func y(_ value: Double) -> Double { 228 - scale.share(value) * 204 }
    let points: [Context] = series.points.map { point in
      let at = x(point.day)
      let interval = NumberText.interval(point.low, point.high)
      return [
        "x": Self.place(at), "left": Self.place(at - 4), "right": Self.place(at + 4), "y": Self.place(y(point.value)),
        "low": Self.place(y(point.low ?? point.value)), "high": Self.place(y(point.high ?? point.value)),
        "date": point.date, "value": NumberText.text(point.value), "interval": interval,
        "tip": "\(point.date) \(NumberText.text(point.value))\(series.unit)"
          + (interval.isEmpty ? "" : " (\(interval))"),
      ]
    }
    var dates: [(day: Double, date: String)] = []
    for point in series.points.sorted(by: { $0.day < $1.day })
    where dates.last.map({ x(point.day) - x($0.day) > 90 }) ?? true { dates.append((point.day, point.date)) }
    let shown = series.points.count < series.figures ? " · \(series.points.count)/\(series.figures)" : ""
    let title =
      [series.district, series.name, series.unit.isEmpty ? "" : "(\(series.unit))"].filter { !$0.isEmpty }
      .joined(separator: " ") + shown
    return [
      "title": title,
      "label": "\(title): \(points.prefix(12).compactMap { $0["tip"] as? String }.joined(separator: "; "))",
      "points": points,
      "yTicks": scale.ticks.map { ["y": Self.place(y($0)), "text": NumberText.text($0)] as Context },
      "xTicks": dates.map { ["x": Self.place(x($0.day)), "text": $0.date] as Context },
    ]
  }

  /// The indicators that most districts report, each district with one value.
  private func districtCharts(_ cells: [ReportCell]) -> [Context] {
    var indicators: [[String]: [ReportCell]] = [:]
    for cell in cells where !cell.isPlanned && !cell.district.isEmpty && !cell.object.isEmpty {
      guard let value = cell.value, value > 0, cell.unit != "%" else { continue }
      indicators[[cell.activity, cell.action, cell.object, cell.unit, cell.scope], default: []].append(cell)
    }
    let most = indicators.filter { Set($0.value.map(\.district)).count > 1 }
      .sorted { (-$0.value.count, $0.key.joined()) < (-$1.value.count, $1.key.joined()) }.prefix(Self.mostCharts)
    return most.map { key, cells in
      let shown = cells.sorted { ($0.value ?? 0) > ($1.value ?? 0) }.prefix(20)
      return barChart(
        title: "\(key[1])\(key[2]) (\(key[3].isEmpty ? words["value"] : key[3]))",
        bars: shown.map { cell in
          (cell.district, cell.value ?? 0, cell.low, cell.high, NumberText.text(cell.value))
        })
    }
  }

  private func hedgeChart(_ counts: [(qualifier: String, count: Int)]) -> [Context] {
    let all = counts.reduce(0) { $0 + $1.count }
    guard all > 0 else { return [] }
    let title = words.language == .chinese ? "多少数字带“余、多、近”等限定" : "How figures are hedged"
    return [
      barChart(
        title: title,
        bars: counts.map { qualifier, count in
          let share = Double(count) / Double(all) * 100
          return (
            words.name("qualifier", qualifier), Double(count), nil, nil,
            "\(NumberText.text(Double(count))) · \(String(format: "%.1f", share))%"
          )
        })
    ]
  }

  private func barChart(
    title: String, bars: [(name: String, value: Double, low: Double?, high: Double?, text: String)]
  ) -> Context {
    let most = bars.map { max($0.value, $0.high ?? 0) }.max() ?? 1
    func width(_ value: Double) -> Double { most > 0 ? value / most * 360 : 0 }
    let rows: [Context] = bars.enumerated().map { number, bar in
      let middle = Double(number) * 26 + 16
      var row: Context = [
        "name": String(bar.name.prefix(11)), "y": Self.place(middle - 8), "middle": Self.place(middle),
        "width": Self.place(max(1, width(bar.value))), "text": bar.text, "tip": "\(bar.name) \(bar.text)",
        "end": Self.place(168 + max(width(bar.value), bar.high.map(width) ?? 0)),
      ]
      if let low = bar.low, let high = bar.high, low < high {
        row["whisker"] =
          [
            "low": Self.place(158 + width(low)), "high": Self.place(158 + width(high)), "top": Self.place(middle - 4),
            "bottom": Self.place(middle + 4), "middle": Self.place(middle),
          ] as Context
      }
      return row
    }
    return [
      "title": title, "height": String(bars.count * 26 + 8), "bars": rows,
      "label": "\(title): \(bars.map { "\($0.name) \($0.text)" }.joined(separator: "; "))",
    ]
  }

  private static func place(_ number: Double) -> String { String(format: "%.1f", number) }
}

/// Where values stand on an axis: in proportion, or by their magnitude where they differ too much for that.
struct ChartScale {
  private let isLogarithmic: Bool
  private let low: Double
  private let high: Double

  init(_ values: [Double]) {
    let known = values.filter(\.isFinite)
    let (least, most) = (known.min() ?? 0, known.max() ?? 1)
    isLogarithmic = least > 0 && most / least > 200
    low = isLogarithmic ? pow(10, log10(least).rounded(.down)) : min(0, least)
    high = isLogarithmic ? pow(10, log10(most).rounded(.up)) : Self.round(max(most, low + 1e-9))
  }

  /// From 0 at the foot to 1 at the top.
  func share(_ value: Double) -> Double {
    guard high > low else { return 0.5 }
    return isLogarithmic ? log10(max(value, low) / low) / log10(high / low) : (value - low) / (high - low)
  }

  var ticks: [Double] {
    if isLogarithmic {
      let decades = Int(log10(high / low).rounded())
      return stride(from: 0, through: decades, by: max(1, decades / 4)).map { low * pow(10, Double($0)) }
    }
    return (0...4).map { low + (high - low) * Double($0) / 4 }
  }

  /// The next number that reads well above a value.
  private static func round(_ value: Double) -> Double {
    guard value > 0 else { return 1 }
    let decade = pow(10, log10(value).rounded(.down))
    return [1, 2, 4, 5, 8, 10].map { $0 * decade }.first { $0 >= value } ?? value
  }
}

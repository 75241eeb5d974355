import Archive
import Foundation

/// Tells how far a run is: a bar on a terminal, a line every half minute elsewhere.
final class IngestProgress {
  enum Style { case bar, lines, none }

  private let style: Style
  private let hasColour: Bool
  private let total: Int
  private let start = ContinuousClock.now
  private var last = ContinuousClock.now

  /// - Parameter total: bytes of all files, 0 when it is not known.
  init(_ style: Style, total: Int) {
    self.style = style
    self.total = total
    hasColour = ProcessInfo.processInfo.environment["NO_COLOR", default: ""].isEmpty
  }

  /// The style that fits standard error.
  static func style(isWanted: Bool) -> Style {
    if !isWanted { return .none }
    return isatty(STDERR_FILENO) != 0 ? .bar : .lines
  }

  func show(_ tally: IngestTally) {
    let now = ContinuousClock.now
    switch style {
    case .none: return
    case .bar:
      guard last.duration(to: now) > .milliseconds(200) else { return }
      write("\r" + bar(tally, now) + "\u{1B}[K")
    case .lines:
      guard last.duration(to: now) > .seconds(30) else { return }
      write("heshu: \(line(tally, now))\n")
    }
    last = now
  }

  func end() { if style == .bar { write("\r\u{1B}[K") } }

  private func bar(_ tally: IngestTally, _ now: ContinuousClock.Instant) -> String {
    guard total > 0 else { return line(tally, now) }
    let width = 24
    let done = min(width, tally.bytes * width / total)
    let filled = String(repeating: "█", count: done)
    let empty = String(repeating: "░", count: width - done)
    return (hasColour ? "\u{1B}[32m\(filled)\u{1B}[0m" : filled) + empty + " " + line(tally, now)
  }

  private func line(_ tally: IngestTally, _ now: ContinuousClock.Instant) -> String {
    let seconds = Double(start.duration(to: now).components.seconds) + 0.001
    var text = "\(tally.documents) documents, \(Int(Double(tally.documents) / seconds))/s"
    if total > 0, tally.bytes > 0 {
      text += ", \(min(100, tally.bytes * 100 / total)) %"
      let left = Int(seconds * Double(max(0, total - tally.bytes)) / Double(tally.bytes))
      text += ", \(left / 3600):\(Self.two(left / 60 % 60)):\(Self.two(left % 60)) left"
    }
    let problems = tally.problems.values.reduce(0, +)
    return problems > 0 ? text + ", \(problems) problems" : text
  }

  private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

  private func write(_ text: String) { FileHandle.standardError.write(Data(text.utf8)) }
}

/// Whether the user has asked to stop.
enum Interruption {
  nonisolated(unsafe) private static var isAsked: sig_atomic_t = 0

  /// From now on the first interrupt lets the run end by itself; a second one ends it at once.
  static func watch() {
    signal(SIGINT) { _ in
      Interruption.isAsked = 1
      signal(SIGINT, SIG_DFL)
    }
  }

  static var isRequested: Bool { isAsked != 0 }
}

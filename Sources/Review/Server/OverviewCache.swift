import Archive
import Foundation
import Synchronization

/// Keeps the counts of the archive: they take long on large ones, and pages must not.
final class OverviewCache: Sendable {
  private struct State {
    var overview: Overview
    var counted: Date
    var grown: Date?
    var isCounting = false
  }

  private let browser: ArchiveBrowser
  private let state: Mutex<State>
  /// Seconds after which counts are renewed in the background.
  private static let freshness = 2.0
  /// Seconds for which an archive that grew counts as growing.
  private static let growing = 10.0

  init(_ browser: ArchiveBrowser) throws {
    self.browser = browser
    state = Mutex(State(overview: try browser.overview(), counted: .now))
  }

  /// The last counts, with those of decisions as they are now, and whether documents are being read in.
  func current() throws -> (overview: Overview, counted: Date, isGrowing: Bool) {
    let (kept, isDue) = state.withLock { state in
      let isDue = !state.isCounting && -state.counted.timeIntervalSinceNow > Self.freshness
      if isDue { state.isCounting = true }
      return (state, isDue)
    }
    if isDue { DispatchQueue.global().async { self.renew() } }
    var overview = kept.overview
    try browser.countDecisions(&overview)
    let isGrowing = kept.grown.map { -$0.timeIntervalSinceNow < Self.growing } ?? false
    return (overview, kept.counted, isGrowing)
  }

  /// Districts to choose from.
  var districts: [String] { state.withLock { $0.overview.districts } }

  private func renew() {
    let renewed = try? browser.overview()
    state.withLock { state in
      if let renewed {
        if renewed.sources != state.overview.sources { state.grown = .now }
        state.overview = renewed
      }
      state.counted = .now
      state.isCounting = false
    }
  }
}

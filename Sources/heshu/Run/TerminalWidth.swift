import Foundation

enum TerminalWidth {
  /// Columns of the terminal: `$COLUMNS`, what the terminal says, or 120 when there is none.
  static func current() -> Int {
    if let text = ProcessInfo.processInfo.environment["COLUMNS"], let columns = Int(text), columns > 0 {
      return columns
    }
    var size = winsize()
    if ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 { return Int(size.ws_col) }
    return 120
  }
}

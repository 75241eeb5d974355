import Foundation

/// One run of a program, with what it took.
struct ProgramRun {
  /// Seconds of processor time in user mode and in the system.
  var user: Double
  var system: Double
  /// Seconds until it ended.
  var wall: Double
  /// Most memory it had at a time, in megabytes.
  var memory: Double
  var status: Int32

  /// Runs a program to its end; what it prints goes nowhere.
  ///
  /// - Throws: `POSIXError` when it cannot be started.
  init(_ path: String, _ arguments: [String]) throws {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0)
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0)
    let words: [UnsafeMutablePointer<CChar>?] = ([path] + arguments).map { strdup($0) }
    defer { for word in words { free(word) } }
    var child = pid_t()
    let start = ContinuousClock.now
    let failure = posix_spawn(&child, path, &actions, nil, words + [nil], environ)
    guard failure == 0 else { throw POSIXError(POSIXErrorCode(rawValue: failure) ?? .ENOENT) }
    var usage = rusage()
    var status: Int32 = 0
    while wait4(child, &status, 0, &usage) < 0, errno == EINTR {}
    let time = start.duration(to: .now).components
    wall = Double(time.seconds) + Double(time.attoseconds) / 1e18
    user = UserTime.seconds(usage.ru_utime)
    system = UserTime.seconds(usage.ru_stime)
    memory = Double(usage.ru_maxrss) / 1024
    self.status = status
  }
}

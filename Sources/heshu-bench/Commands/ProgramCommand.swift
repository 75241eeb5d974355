import ArgumentParser
import Foundation

struct ProgramCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "program",
    abstract: "Run the program itself: start, extraction, workers, checks, memory, and input that is as bad as can be.")

  @OptionGroup var options: BenchOptions

  @Option(help: "The program (default: heshu beside this one).")
  var program: String?

  @Option(help: "How often to measure; medians are printed.")
  var rounds = 3

  func run() throws {
    let path = program ?? Self.beside("heshu")
    let folder = NSTemporaryDirectory() + "heshu-bench-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    print("| what | figure |\n|---|---|")
    try measureStart(path, folder)
    let plain = try measureExtraction(path, folder)
    try measureWorst(path, folder, plain: plain)
  }

  static func beside(_ name: String) -> String {
    let own = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
    return (own as NSString).deletingLastPathComponent + "/" + name
  }

  private func measureStart(_ path: String, _ folder: String) throws {
    let file = folder + "/line.txt"
    try Data("组织志愿者3471人。\n".utf8).write(to: URL(fileURLWithPath: file))
    let runs = try (0..<(rounds * 3)).map { _ in try extract(path, file, jobs: 1) }
    let time = median(runs.map { $0.user + $0.system }) * 1000
    row("start, one line of input", String(format: "%.0f ms, %.0f MB", time, median(runs.map(\.memory))))
  }

  /// - Returns: megabytes a second of user time with one worker.
  private func measureExtraction(_ path: String, _ folder: String) throws -> Double {
    let file = folder + "/corpus.txt"
    let bench = try Bench(size: 4_000_000, seed: options.seed, rules: options.rules)
    let reference = bench.reference()
    let size = try write(file)
    var speeds: [Double] = []
    var ratios: [Double] = []
    var workers: [Double] = []
    var checks: [Double] = []
    var memory: [Double] = []
    for _ in 0..<rounds {
      let base = try Measurement.measure(reference).speed
      let one = try extract(path, file, jobs: 1)
      let two = try extract(path, file, jobs: 2)
      let check = try ProgramRun(path, arguments("check", file, jobs: 1) + ["--all", "--fail-on", "never"])
      speeds.append(size / one.user)
      ratios.append(size / one.user / base)
      workers.append(one.wall / two.wall)
      checks.append((check.user / one.user - 1) * 100)
      memory.append(one.memory)
    }
    row(
      "extract --format jsonl, \(Int(size)) MB, one worker",
      String(format: "%.1f MB/s, %.2f × ICU, %.0f MB of memory", median(speeds), median(ratios), median(memory)))
    row("two workers", String(format: "%.2f × one", median(workers)))
    row("check --all on top", String(format: "%+.0f %%", median(checks)))
    return median(speeds)
  }

  private func measureWorst(_ path: String, _ folder: String, plain: Double) throws {
    for (name, pattern) in [("digits", "7"), ("一", "一"), ("、", "、"), ("nested brackets", "（")] {
      let file = folder + "/worst.txt"
      let count = options.size.bytes / pattern.utf8.count
      try Data(String(repeating: pattern, count: count).utf8).write(to: URL(fileURLWithPath: file))
      let run = try extract(path, file, jobs: 1)
      let speed = Double(options.size.bytes) / 1_000_000 / run.user
      row("one line of \(name)", String(format: "%.1f MB/s, %.1f × the time of text", speed, plain / speed))
    }
  }

  /// Writes the corpus, and returns its size in megabytes.
  private func write(_ file: String) throws -> Double {
    var generator = PageGenerator(
      vocabulary: try Vocabulary(rules: options.rules), frames: try SentenceFrames(), seed: options.seed)
    guard FileManager.default.createFile(atPath: file, contents: nil), let handle = FileHandle(forWritingAtPath: file)
    else { throw CocoaError(.fileNoSuchFile) }
    var made = 0
    while made < options.size.bytes {
      let text = generator.next().text
      made += text.count
      handle.write(Data(text))
    }
    try handle.close()
    return Double(made) / 1_000_000
  }

  private func arguments(_ command: String, _ file: String, jobs: Int) -> [String] {
    [command, "--rules", options.rules, "--format", "jsonl", "--jobs", "\(jobs)", file]
  }

  private func extract(_ path: String, _ file: String, jobs: Int) throws -> ProgramRun {
    let run = try ProgramRun(path, arguments("extract", file, jobs: jobs))
    guard run.status == 0 else { throw ValidationError("\(path) ended with status \(run.status)") }
    return run
  }

  private func row(_ name: String, _ figure: String) { print("| \(name) | \(figure) |") }
}

import ArgumentParser
import Foundation

struct Stages: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Print how many megabytes a second each stage takes, on one core, and how that compares to ICU.")

  @OptionGroup var options: BenchOptions

  @Option(help: "How often to measure; medians are printed.")
  var rounds = 3

  @Option(help: "Measure only stages whose names hold this text.")
  var only: String?

  func run() throws {
    let bench = try Bench(size: options.size.bytes, seed: options.seed, rules: options.rules)
    let failures = try bench.failures()
    for failure in failures { FileHandle.standardError.write(Data("heshu-bench: \(failure)\n".utf8)) }
    let reference = bench.reference()
    let stages = ([reference] + bench.stages()).filter { only.map($0.name.contains) ?? true }
    print("\(bench.pages.count) pages, \(bench.bytes / 1_000) kB, \(rounds) rounds; MB/s of user time on one core\n")
    print("| stage | MB/s | × ICU word break |\n|---|---|---|")
    var isSteady = true
    for result in try Measurement.run(stages, reference: reference, rounds: rounds) {
      print("| \(result.name) | \(Self.rounded(result.speed)) | \(Self.rounded(result.ratio)) |")
      if !result.isSteady {
        FileHandle.standardError.write(Data("heshu-bench: \(result.name): two rounds differ\n".utf8))
        isSteady = false
      }
    }
    if !failures.isEmpty || !isSteady { throw ExitCode(1) }
  }

  private static func rounded(_ number: Double) -> String { String(format: number < 100 ? "%.2f" : "%.0f", number) }
}

struct Verify: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Hold what the stages compute to what the generated text is known to hold.")

  @OptionGroup var options: BenchOptions

  func run() throws {
    let bench = try Bench(size: options.size.bytes, seed: options.seed, rules: options.rules)
    let failures = try bench.failures()
    for failure in failures { FileHandle.standardError.write(Data("heshu-bench: \(failure)\n".utf8)) }
    if !failures.isEmpty { throw ExitCode(1) }
    print("\(bench.pages.count) pages hold what they should")
  }
}

/// One step of the program at work on a corpus.
struct Stage {
  var name: String
  /// Bytes of UTF-8 of the source that it works on.
  var bytes: Int
  /// Does the work once and returns a number that depends on all of its result.
  var run: () throws -> Int
}

/// Measures stages in rounds, each with the word break of ICU over the same text in the same round.
struct Measurement {
  struct Result {
    var name: String
    /// Megabytes of source per second of user time, median of the rounds.
    var speed: Double
    /// How many times the speed of ICU's word break, median of the rounds.
    var ratio: Double
    /// False when two rounds did not compute the same.
    var isSteady: Bool
  }

  /// - Parameter reference: what the others are compared with.
  static func run(_ stages: [Stage], reference: Stage, rounds: Int) throws -> [Result] {
    var speeds = [[Double]](repeating: [], count: stages.count)
    var ratios = speeds
    var sums = [Set<Int>](repeating: [], count: stages.count)
    for _ in 0..<rounds {
      let base = try measure(reference).speed
      for (at, stage) in stages.enumerated() {
        let (speed, sum) = try measure(stage)
        speeds[at].append(speed)
        ratios[at].append(speed / base)
        sums[at].insert(sum)
      }
    }
    return stages.indices.map {
      Result(
        name: stages[$0].name, speed: median(speeds[$0]), ratio: median(ratios[$0]), isSteady: sums[$0].count == 1)
    }
  }

  static func measure(_ stage: Stage) throws -> (speed: Double, sum: Int) {
    let start = UserTime.now()
    let sum = try stage.run()
    let time = max(UserTime.now() - start, 1e-6)
    return (Double(stage.bytes) / 1_000_000 / time, sum)
  }
}

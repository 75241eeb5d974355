extension Score {
  /// The measures as a table for reading.
  public var table: String {
    var text = Self.line("", "precision", "recall", "F1", "hit / gold / got")
    for (name, tally) in [("mention", total.mention), ("statistic", total.statistic), ("full", total.full)] {
      text += Self.line(
        name, Self.rounded(tally.precision), Self.rounded(tally.recall), Self.rounded(tally.f1),
        "\(tally.hit) / \(tally.gold) / \(tally.found)")
    }
    text += "attributes   "
    text += attributeShares.map { "\($0.name) \($0.share ?? "None")" }.joined(separator: "  ") + "\n"
    text += "relations    \(relations.hit) of \(relations.gold) found with the right verdict, "
    text += "\(falseAlarms) false alarms\n"
    for document in documents {
      text += "  \(document.name): mention F1 \(Self.rounded(document.measures.mention.f1))"
      text += "  statistic F1 \(Self.rounded(document.measures.statistic.f1))"
      text += "  full F1 \(Self.rounded(document.measures.full.f1))\n"
    }
    return text
  }

  /// The measures as one JSON object, on one line.
  public var json: String {
    func object(_ members: [(String, String)]) -> String {
      "{" + members.map { "\(Self.quoted($0.0)): \($0.1)" }.joined(separator: ", ") + "}"
    }
    func tally(_ tally: Tally) -> String {
      object([
        ("precision", Self.rounded(tally.precision)), ("recall", Self.rounded(tally.recall)),
        ("f1", Self.rounded(tally.f1)), ("hit", "\(tally.hit)"), ("gold", "\(tally.gold)"), ("got", "\(tally.found)"),
      ])
    }
    func measures(_ measures: Measures) -> [(String, String)] {
      [
        ("mention", tally(measures.mention)), ("statistic", tally(measures.statistic)), ("full", tally(measures.full)),
      ]
    }
    let others = [
      ("attributes", object(attributeShares.map { ($0.name, $0.share ?? "null") })),
      (
        "relations",
        object([("found", "\(relations.hit)"), ("gold", "\(relations.gold)"), ("false_alarms", "\(falseAlarms)")])
      ),
      ("documents", object(documents.map { ($0.name, object(measures($0.measures))) })),
    ]
    return object(measures(total) + others) + "\n"
  }

  private var attributeShares: [(name: String, share: String?)] {
    (Self.attributes + ["object_relaxed"]).map { name in
      (name, answers[name].map { Self.rounded(Double($0.hit) / Double($0.found)) })
    }
  }

  /// To four places, without trailing zeros.
  private static func rounded(_ share: Double) -> String { "\((share * 10000).rounded(.toNearestOrEven) / 10000)" }

  private static func line(_ name: String, _ precision: String, _ recall: String, _ f1: String, _ counts: String)
    -> String
  {
    DisplayWidth.pad(name, to: 12) + " "
      + [precision, recall, f1].map { DisplayWidth.pad($0, to: 9, right: true) }
      .joined(separator: " ") + "   " + counts + "\n"
  }

  private static func quoted(_ text: String) -> String {
    var writer = JSONWriter()
    writer.string(text)
    return String(decoding: writer.bytes, as: UTF8.self)
  }
}

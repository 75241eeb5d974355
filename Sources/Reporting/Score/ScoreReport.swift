import Consistency

extension Score {
  /// The measures as a table for reading.
  public var table: String {
    var text = ""
    if documents.contains(where: { $0.measures != nil }) {
      text += Self.line("", "precision", "recall", "F1", "hit / gold / got")
      for (name, tally) in [("mention", total.mention), ("statistic", total.statistic), ("full", total.full)] {
        text += Self.line(
          name, Self.rounded(tally.precision), Self.rounded(tally.recall), Self.rounded(tally.f1),
          "\(tally.hit) / \(tally.gold) / \(tally.found)")
      }
      text += "attributes   "
      text += attributeShares.map { "\($0.name) \($0.share ?? "None")" }.joined(separator: "  ") + "\n"
    }
    text += "relations    \(relations.all.hit) of \(relations.all.gold) found with the right verdict, "
    text += "\(relations.falseAlarms) false alarms (\(relations.trapAlarms) on traps)\n"
    text += "verdicts     \(Self.verdicts(relations))\n"
    for document in documents {
      text += "  \(document.name):"
      if let measures = document.measures {
        text += " mention F1 \(Self.rounded(measures.mention.f1))"
        text += "  statistic F1 \(Self.rounded(measures.statistic.f1))"
        text += "  full F1 \(Self.rounded(measures.full.f1))"
      } else if let relations = document.relations {
        text += " \(Self.verdicts(relations))  false alarms \(relations.falseAlarms)"
      }
      text += "\n"
    }
    return text
  }

  /// `fails 9/12  holds 30/31`: found and wanted of each verdict that is wanted anywhere.
  private static func verdicts(_ relations: Relations) -> String {
    let wanted = [Finding.Verdict.fails, .holds, .tension, .undecided].filter { relations[$0].gold > 0 }
    return wanted.map { "\($0.rawValue) \(relations[$0].hit)/\(relations[$0].gold)" }.joined(separator: "  ")
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
        object(
          [
            ("found", "\(relations.all.hit)"), ("gold", "\(relations.all.gold)"),
            ("false_alarms", "\(relations.falseAlarms)"), ("trap_alarms", "\(relations.trapAlarms)"),
          ]
            + Finding.Verdict.allCases.map { verdict in
              let tally = relations[verdict]
              return (verdict.rawValue, object([("found", "\(tally.hit)"), ("gold", "\(tally.gold)")]))
            })
      ),
      ("documents", object(documents.map { ($0.name, object($0.measures.map(measures) ?? [])) })),
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

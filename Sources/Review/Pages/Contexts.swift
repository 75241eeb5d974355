import Archive
import Foundation
import Reporting

/// Values of an archive as templates need them.
struct Contexts {
  let words: Words
  /// The name of an activity in the language of the pages.
  let activity: @Sendable (String) -> String

  func figure(_ figure: FigureRecord) -> Context {
    let interval = NumberText.interval(figure.low, figure.high)
    let period = [figure.periodStart, figure.periodEnd].filter { !$0.isEmpty }
    return [
      "key": figure.key, "id": String(figure.id), "text": figure.text,
      "value": figure.value.map { NumberText.text($0) } ?? "—", "unit": figure.unit,
      "interval": interval, "hasInterval": !interval.isEmpty, "district": figure.district, "place": figure.place,
      "basis": words.name("basis", figure.basis), "activity": activity(figure.activity), "action": figure.action,
      "object": figure.object, "qualifier": words.name("qualifier", figure.qualifier),
      "scope": words.name("scope", figure.scope),
      "period": Set(period).count == 1 ? period[0] : period.joined(separator: " – "),
      "hasPeriod": !period.isEmpty, "planned": figure.isPlanned, "rule": figure.rule, "numberRule": figure.numberRule,
      "hasNumberRule": !figure.numberRule.isEmpty, "article": String(figure.article),
      "headline": title(figure.headline, figure.source),
      "source": figure.source, "start": String(figure.span.lowerBound), "stop": String(figure.span.upperBound),
      "hasDistrict": !figure.district.isEmpty, "hasActivity": !figure.activity.isEmpty,
    ]
  }

  /// - Parameter figures: those of the marks, by their keys.
  func pieces(_ text: MarkedText, figures: [String: Context] = [:]) -> [Context] {
    text.pieces.map { piece in
      let known = piece.marks.filter { $0.kind == .figure }.compactMap { figures[$0.id] }
      let member = piece.marks.first { $0.kind == .member }
      return [
        "text": piece.text, "isFigure": !known.isEmpty, "records": known, "first": known.first?["key"] ?? "",
        "isMember": known.isEmpty && member != nil, "number": member?.id ?? "",
        "isMatch": known.isEmpty && member == nil && piece.marks.contains { $0.kind == .match },
        "isPlain": known.isEmpty && piece.marks.allSatisfy { $0.kind == .figure },
      ]
    }
  }

  func finding(_ line: FindingLine) -> Context {
    var context: Context = [
      "key": line.key, "place": line.place.description, "check": words.name("check", line.check), "checkId": line.check,
      "verdict": words.name("verdict", line.verdict), "verdictId": line.verdict, "mark": Self.mark(line.verdict),
      "severity": words.name("severity", line.severity), "message": words.message(line.message, line.english),
      "district": line.district, "hasDistrict": !line.district.isEmpty, "activity": activity(line.activity),
      "hasActivity": !line.activity.isEmpty, "date": line.date, "hasDate": !line.date.isEmpty,
      "headline": title(line.headline, line.source),
      "source": line.source, "lines": Set(line.lines).sorted().prefix(6).map(String.init).joined(separator: ", "),
      "hasLines": !line.lines.isEmpty, "isCross": line.isCross,
    ]
    context.merge(decision(line.decision)) { $1 }
    return context
  }

  func decision(_ decision: Decision?) -> Context {
    let status = decision?.status ?? .open
    return [
      "status": words.name("status", status == .open ? "open" : status.rawValue),
      "statusId": status == .open ? "open" : status.rawValue, "isConfirmed": status == .confirmed,
      "isDismissed": status == .dismissed, "isDecided": status != .open, "note": decision?.note ?? "",
      "hasNote": decision.map { !$0.note.isEmpty } ?? false, "changed": decision?.changed ?? "",
    ]
  }

  func detail(_ detail: FindingDetail) -> Context {
    var context = finding(detail.line)
    context["expected"] = NumberText.text(detail.expected)
    context["computed"] = NumberText.text(detail.computed)
    context["hasSum"] = detail.expected != nil && detail.computed != nil
    context["rounded"] = detail.isRounded
    context["reason"] = words.name("reason", detail.reason)
    context["hasReason"] = !detail.reason.isEmpty
    context["rule"] = detail.rule
    context["quotes"] = detail.quotes.prefix(30).enumerated().map { ["number": String($0 + 1), "text": $1] as Context }
    context["evidence"] = detail.evidence.prefix(12).map { evidence in
      [
        "article": String(evidence.article), "headline": title(evidence.headline, evidence.source),
        "source": evidence.source, "published": evidence.published, "hasPublished": !evidence.published.isEmpty,
        "url": Self.link(evidence.url) ?? "", "hasUrl": Self.link(evidence.url) != nil,
        "offset": String(evidence.offset),
        "sentences": evidence.sentences.prefix(12).map { ["pieces": pieces($0)] as Context },
      ] as Context
    }
    context["isSideBySide"] = detail.evidence.count > 1
    context["history"] = detail.history.map { change in
      [
        "changed": change.changed, "undone": change.isUndone, "note": change.note, "hasNote": !change.note.isEmpty,
        "status": words.name("status", change.status == .open ? "open" : change.status.rawValue),
      ] as Context
    }
    context["hasHistory"] = !detail.history.isEmpty
    context["canUndo"] = detail.history.contains { !$0.isUndone }
    return context
  }

  func overview(_ overview: Overview) -> Context {
    func row(_ coverage: Overview.Coverage, _ name: String) -> Context {
      [
        "name": name, "id": coverage.check, "total": NumberText.text(Double(coverage.total)),
        "fails": NumberText.text(Double(coverage.fails)), "tension": NumberText.text(Double(coverage.tension)),
        "undecided": NumberText.text(Double(coverage.undecided)), "holds": NumberText.text(Double(coverage.holds)),
      ]
    }
    var context: Context = [:]
    for (key, count) in [
      ("sources", overview.sources), ("articles", overview.articles), ("sentences", overview.sentences),
      ("figures", overview.figures), ("problems", overview.problems), ("reprints", overview.reprints),
      ("confirmed", overview.confirmed), ("dismissed", overview.dismissed), ("noted", overview.noted),
      ("lost", overview.lost), ("stale", overview.stale), ("incomplete", overview.incomplete),
    ] {
      context[key] = NumberText.text(Double(count))
      context["any" + key.prefix(1).uppercased() + key.dropFirst()] = count > 0
    }
    context["coverage"] = overview.coverage.map { row($0, words.name("check", $0.check)) }
    context["total"] = row(overview.total, "")
    context["reasons"] = overview.reasons.map {
      ["reason": $0.reason.isEmpty ? "—" : words.name("reason", $0.reason), "count": NumberText.text(Double($0.count))]
        as Context
    }
    context["hasReasons"] = !overview.reasons.isEmpty
    return context
  }

  func problem(_ problem: ProblemLine) -> Context {
    ["path": problem.path, "stage": words.name("stage", problem.stage), "message": problem.message]
  }

  func title(_ headline: String, _ source: String) -> String {
    headline.isEmpty ? source.split(separator: "/").last.map(String.init) ?? source : headline
  }

  /// A sign for a verdict, so that no colour has to be told.
  static func mark(_ verdict: String) -> String {
    switch verdict {
    case "fails": "✗"
    case "tension": "≈"
    case "undecided": "?"
    default: "✓"
    }
  }

  /// An address that may be followed: of the web, nothing else.
  static func link(_ url: String) -> String? {
    let lower = url.lowercased()
    guard lower.hasPrefix("https://") || lower.hasPrefix("http://"),
      !url.unicodeScalars.contains(where: { $0.value <= 0x20 || VisibleText.isHidden($0) })
    else { return nil }
    return url
  }
}

import Archive
import Foundation
import Reporting
import RuleFiles

extension ReviewPages {
  /// The findings of a list and how to go on in it.
  func findings(_ fields: FormFields) throws -> Answer {
    let filter = Self.filter(fields)
    let from: ArchiveBrowser.From<FindingPlace> =
      FindingPlace(fields["after"]).map { .after($0) } ?? FindingPlace(fields["before"]).map { .before($0) } ?? .start
    let part = try browser.findings(filter, from, countingTo: 1000)
    let carried = Self.carried(filter)
    var context: Context = [
      "action": "/findings", "fields": try filterFields(filter), "carried": carried,
      "list": part.lines.map { contexts.finding($0).merging(["carried": carried]) { $1 } },
      "countText": part.count.map(count) ?? "",
    ]
    addPages(&context, part, "/findings", carried) { $0.place.description }
    return frame("findings", context, title: words["findings"], tab: "findings")
  }

  func finding(_ key: String, _ fields: FormFields, _ gate: Gate) throws -> Answer? {
    guard let detail = try browser.finding(key) else {
      return try browser.lostDecision(key) == nil ? nil : .redirect("/lost")
    }
    let filter = Self.filter(fields)
    var context = contexts.detail(detail)
    let (before, after) = try browser.neighbours(of: detail.line.place, filter)
    context["before"] = before
    context["after"] = after
    context["carried"] = Self.carried(filter)
    context["csrf"] = gate.formSecret
    context["linked"] = true
    context["ruleLine"] = ruleLine(detail.rule)
    switch fields["done"] {
    case "undo": context["notice"] = words["undoneNotice"]
    case "nothing": context["notice"] = words["nothingUndone"]
    case "confirmed", "dismissed", "open":
      context["notice"] = words["done"] + words.name("status", fields["done"])
    case "note": context["notice"] = words["done"] + words["note"]
    default: break
    }
    return frame("finding", context, title: words.message(detail.line.message, detail.line.english), tab: "findings")
  }

  /// What a form of a finding asks for.
  func change(_ path: [String], _ fields: FormFields, _ form: FormFields) throws -> Answer? {
    guard path.count == 2, path[0] == "finding" else { return nil }
    let key = path[1]
    var done = form["do"]
    switch done {
    case "undo": if try browser.undo(key) == nil { done = "nothing" }
    case "confirmed", "dismissed", "open", "note":
      let status = done == "note" ? nil : Decision.Status(rawValue: done == "open" ? "" : done)
      guard try browser.decide(key, status: status, note: form["note"].replacing("\r\n", with: "\n")) else {
        return nil
      }
    default: return nil
    }
    return .redirect("/finding/\(FormFields.encode(key))" + Self.carried(Self.filter(fields), [("done", done)]))
  }

  func lost() throws -> Answer {
    let list = try browser.lostDecisions().map { lost in
      contexts.decision(lost.decision).merging([
        "key": lost.key, "check": words.name("check", lost.check), "verdict": words.name("verdict", lost.verdict),
        "verdictId": lost.verdict, "mark": Contexts.mark(lost.verdict), "source": lost.source,
        "message": words.message(lost.message, lost.english), "quotes": lost.quotes.joined(separator: " / "),
      ]) { $1 }
    }
    return frame("lost", ["list": list], title: words["lost"])
  }

  static func filter(_ fields: FormFields) -> FindingFilter {
    var filter = FindingFilter()
    filter.verdict = .init(rawValue: fields["verdict"]) ?? .open
    filter.check = fields["check"]
    filter.district = fields["district"].trimmingCharacters(in: .whitespaces)
    filter.activity = fields["activity"]
    filter.from = fields["from"].trimmingCharacters(in: .whitespaces)
    filter.to = fields["to"].trimmingCharacters(in: .whitespaces)
    filter.source = fields["source"].trimmingCharacters(in: .whitespaces)
    filter.status = .init(rawValue: fields["status"]) ?? .any
    filter.reach = .init(rawValue: fields["reach"]) ?? .any
    return filter
  }

  static func carried(_ filter: FindingFilter, _ more: [(String, String)] = []) -> String {
    FormFields.query(
      [
        ("verdict", filter.verdict.rawValue), ("check", filter.check), ("district", filter.district),
        ("activity", filter.activity), ("from", filter.from), ("to", filter.to), ("source", filter.source),
        ("status", filter.status.rawValue), ("reach", filter.reach.rawValue),
      ] + more)
  }

  private func filterFields(_ filter: FindingFilter) throws -> [Context] {
    [
      select(
        "verdict", FindingFilter.Verdict.allCases.map { ($0.rawValue, words["verdict.\($0.rawValue)"]) },
        filter.verdict.rawValue),
      select("check", [("", words["any"])] + settings.checks.map { ($0, words.name("check", $0)) }, filter.check),
    ]
      + (try placeFields(
        district: filter.district, activity: filter.activity, from: filter.from, to: filter.to, source: filter.source))
      + [
        select(
          "status", FindingFilter.Status.allCases.map { ($0.rawValue, words["status.\($0.rawValue)"]) },
          filter.status.rawValue),
        select(
          "reach", FindingFilter.Reach.allCases.map { ($0.rawValue, words["reach.\($0.rawValue)"]) },
          filter.reach.rawValue),
      ]
  }

  /// The line of a rule, where the rules are at hand.
  func ruleLine(_ rule: String) -> String? {
    guard let layers = settings.rules, let colon = rule.lastIndex(of: ":"),
      let line = Int(rule[rule.index(after: colon)...]), line > 0
    else { return nil }
    let file = String(rule[..<colon])
    // An archive may come from anywhere; its rules lead into the folder of the rules and nowhere else.
    guard !file.hasPrefix("/"), !file.split(separator: "/").contains("..") else { return nil }
    return RuleLines(layers).line(RuleReference(file: file, line: line)).map { String($0.prefix(2000)) }
  }
}

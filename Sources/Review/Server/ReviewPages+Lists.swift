import Archive
import Foundation
import Reporting

extension ReviewPages {
  func overview(_ fields: FormFields) throws -> Answer {
    let (overview, counted, _) = try cache.current()
    var context = contexts.overview(overview)
    context["links"] = true
    context["updated"] = counted.formatted(.iso8601)
    return frame("overview", context, title: words["overview"], tab: "overview")
  }

  func articles(_ fields: FormFields) throws -> Answer {
    let filter = Self.placeFilter(fields)
    let part = try browser.articles(filter, Self.from(fields))
    var context: Context = [
      "action": "/articles", "fields": try placeFields(filter),
      "list": part.lines.map { line in
        [
          "id": String(line.id), "headline": contexts.title(line.headline, line.source), "source": line.source,
          "published": line.published, "hasPublished": !line.published.isEmpty,
          "district": line.district, "hasDistrict": !line.district.isEmpty,
          "activity": contexts.activity(line.activity), "hasActivity": !line.activity.isEmpty,
          "figures": String(line.figures), "findings": String(line.findings),
        ] as Context
      },
    ]
    addPages(&context, part, "/articles", Self.carried(filter)) { String($0.id) }
    return frame("articles", context, title: words["articles"], tab: "articles")
  }

  func figures(_ fields: FormFields) throws -> Answer {
    let filter = Self.placeFilter(fields)
    let part = try browser.figures(filter, Self.from(fields))
    var context: Context = [
      "action": "/figures", "fields": try placeFields(filter), "list": part.lines.map(contexts.figure),
    ]
    addPages(&context, part, "/figures", Self.carried(filter)) { String($0.id) }
    return frame("figures", context, title: words["figures"], tab: "figures")
  }

  func article(_ id: Int64, _ fields: FormFields) throws -> Answer? {
    let wanted = fields["figure"]
    let part = try Int(fields["part"]) ?? browser.part(of: wanted, in: id)
    guard let article = try browser.article(id, part: part) else { return nil }
    let figures = Dictionary(
      article.figures.map { ($0.key, contexts.figure($0)) }, uniquingKeysWith: { first, _ in first })
    let title = contexts.title(article.headline, article.source)
    var context: Context = [
      "headline": title, "source": article.source, "published": article.published,
      "hasPublished": !article.published.isEmpty, "author": article.author, "hasAuthor": !article.author.isEmpty,
      "url": Contexts.link(article.url) ?? "", "hasUrl": Contexts.link(article.url) != nil,
      "likeness": article.likeness == "reprint" ? words["reprints"] : words["check.near-duplicate"],
      "hasOriginal": article.original != nil, "original": article.original.map { String($0) } ?? "",
      "paragraphs": contexts.paragraphs(article, figures, selected: wanted), "part": String(article.part),
      "findings": article.findings.map(contexts.finding), "hasFindings": !article.findings.isEmpty,
      "hasPages": article.parts > 1,
    ]
    if var record = figures[wanted] {
      record["ruleLine"] = (record["rule"] as? String).flatMap(ruleLine)
      record["numberLine"] = (record["numberRule"] as? String).flatMap(ruleLine)
      context["record"] = record
    }
    if article.part > 0 { context["earlier"] = "/article/\(id)?part=\(article.part - 1)" }
    if article.part + 1 < article.parts { context["later"] = "/article/\(id)?part=\(article.part + 1)" }
    return frame("article", context, title: title, tab: "articles")
  }

  func search(_ fields: FormFields) throws -> Answer {
    let words = fields["q"].trimmingCharacters(in: .whitespaces)
    let part = try browser.search(words, Self.from(fields))
    var context: Context = [
      "list": part.lines.map { line in
        [
          "article": String(line.article), "headline": contexts.title(line.headline, line.source),
          "source": line.source, "published": line.published, "hasPublished": !line.published.isEmpty,
          "pieces": contexts.pieces(line.text),
        ] as Context
      },
      "countText": part.lines.isEmpty ? self.words["nothing"] : words,
    ]
    addPages(&context, part, "/search", FormFields.query([("q", words)])) { String($0.id) }
    return frame("search", context, title: self.words["search"] + " " + words, query: words)
  }

  func live(_ fields: FormFields) throws -> Answer {
    let (overview, _, isGrowing) = try cache.current()
    let isPaused = !fields["pause"].isEmpty
    var context = contexts.overview(overview)
    context["state"] = words[isGrowing || overview.incomplete > 0 ? "stateRunning" : "stateIdle"]
    context["paused"] = isPaused
    context["list"] = try browser.recent().map { source in
      [
        "name": source.name, "articles": String(source.articles), "figures": String(source.figures),
      ] as Context
    }
    return frame("live", context, title: words["live"], tab: "live", refresh: isPaused ? nil : 2)
  }

  func problems() throws -> Answer {
    frame(
      "problems", ["list": try browser.problems(limit: 500).map(contexts.problem)], title: words["problems"])
  }

  // MARK: What lists share

  static func placeFilter(_ fields: FormFields) -> PlaceFilter {
    var filter = PlaceFilter()
    filter.district = fields["district"].trimmingCharacters(in: .whitespaces)
    filter.activity = fields["activity"]
    filter.from = fields["from"].trimmingCharacters(in: .whitespaces)
    filter.to = fields["to"].trimmingCharacters(in: .whitespaces)
    filter.source = fields["source"].trimmingCharacters(in: .whitespaces)
    return filter
  }

  private static func carried(_ filter: PlaceFilter) -> String {
    FormFields.query([
      ("district", filter.district), ("activity", filter.activity), ("from", filter.from), ("to", filter.to),
      ("source", filter.source),
    ])
  }

  private func placeFields(_ filter: PlaceFilter) throws -> [Context] {
    try placeFields(
      district: filter.district, activity: filter.activity, from: filter.from, to: filter.to, source: filter.source)
  }

  func placeFields(
    district: String, activity: String, from: String, to: String, source: String
  ) throws -> [Context] {
    let districts = cache.districts
    let activities = Set(settings.activityNames.keys).subtracting(["none"]).sorted()
    return [
      input("district", district, hint: words["districtHint"], list: districts),
      select("activity", [("", words["any"])] + activities.map { ($0, contexts.activity($0)) }, activity),
      input("from", from, hint: words["dateHint"]), input("to", to, hint: words["dateHint"]),
      input("source", source, hint: words["sourceHint"]),
    ]
  }

  func select(_ name: String, _ options: [(value: String, text: String)], _ selected: String) -> Context {
    [
      "name": name, "label": words[name], "isSelect": true,
      "options": options.map { ["value": $0.value, "text": $0.text, "selected": $0.value == selected] as Context },
    ]
  }

  private func input(_ name: String, _ value: String, hint: String, list: [String] = []) -> Context {
    [
      "name": name, "label": words[name], "isSelect": false, "value": value, "hint": hint, "list": !list.isEmpty,
      "options": list.map { ["value": $0] as Context },
    ]
  }

  static func from(_ fields: FormFields) -> ArchiveBrowser.From<Int64> {
    if let id = Int64(fields["after"]) { return .after(id) }
    return Int64(fields["before"]).map { .before($0) } ?? .start
  }

  func addPages<Line>(
    _ context: inout Context, _ part: ListPart<Line>, _ path: String, _ carried: String, _ place: (Line) -> String
  ) {
    let joint = carried.isEmpty ? "?" : "&"
    if part.hasEarlier, let first = part.lines.first {
      context["earlier"] = path + carried + joint + "before=" + place(first)
    }
    if part.hasLater, let last = part.lines.last {
      context["later"] = path + carried + joint + "after=" + place(last)
    }
    context["hasPages"] = context["earlier"] != nil || context["later"] != nil
  }

  func count(_ count: LineCount) -> String {
    let number = count.isWhole ? String(count.number) : "\(count.number)+"
    return words.language == .chinese ? "共 \(number) 条" : "\(number) findings"
  }
}

import Archive
import FlyingFox
import Foundation
import Reporting
import RuleFiles

/// Answers requests: each page is a function of the archive and of the fields of its address.
struct ReviewPages: Sendable {
  let browser: ArchiveBrowser
  let templates: Templates
  let contexts: Contexts
  let settings: ReviewServer.Settings
  let cache: OverviewCache
  var words: Words { templates.words }

  init(archive: String, settings: ReviewServer.Settings) throws {
    self.settings = settings
    browser = try ArchiveBrowser(archive)
    templates = try Templates(settings.language)
    contexts = Contexts(
      words: templates.words, activity: ActivityNames(settings.activityNames, settings.language).name)
    cache = try OverviewCache(browser)
  }

  /// What a page answers, before it is put into HTTP.
  enum Answer: Sendable {
    case page(String, status: Int = 200)
    case redirect(String)
    case file(Data, type: String, name: String? = nil)
  }

  func answer(_ request: HTTPRequest, _ gate: Gate) async -> HTTPResponse {
    let fields = FormFields(request.target.query())
    let path = request.target.path().split(separator: "/").map { String($0).removingPercentEncoding ?? String($0) }
    if let refusal = gate.refusal(request) {
      if refusal == .token, request.method == .GET, gate.brings(fields) { return welcome(gate) }
      return response(refused(refusal))
    }
    if request.method == .GET, path.isEmpty, gate.brings(fields) { return welcome(gate) }
    var form: FormFields?
    if request.method == .POST {
      guard let body = try? await request.bodyData, body.count <= Gate.largestForm else {
        return response(refused(.size))
      }
      let sent = FormFields(String(decoding: body, as: UTF8.self))
      guard gate.isForm(sent) else { return response(refused(.form)) }
      form = sent
    }
    // Queries block; the threads of concurrency are for those who do not.
    let answer = await withCheckedContinuation { continuation in
      DispatchQueue.global().async { [form] in
        continuation.resume(returning: self.answer(path, fields, form, gate))
      }
    }
    return response(answer)
  }

  private func answer(_ path: [String], _ fields: FormFields, _ form: FormFields?, _ gate: Gate) -> Answer {
    do {
      if let form { return try change(path, fields, form) ?? notFound() }
      return try page(path, fields, gate) ?? notFound()
    } catch is ArchiveBrowser.TooSlow {
      return message("tooSlow", words["tooSlowText"], status: 503)
    } catch {
      return message("failed", "\(error)", status: 500)
    }
  }

  private func page(_ path: [String], _ fields: FormFields, _ gate: Gate) throws -> Answer? {
    switch (path.first ?? "", path.count) {
    case ("", 0): try overview(fields)
    case ("findings", 1): try findings(fields)
    case ("finding", 2): try finding(path[1], fields, gate)
    case ("articles", 1): try articles(fields)
    case ("article", 2): try Int64(path[1]).flatMap { try article($0, fields) }
    case ("figures", 1): try figures(fields)
    case ("search", 1): try search(fields)
    case ("live", 1): try live(fields)
    case ("problems", 1): try problems()
    case ("lost", 1): try lost()
    case ("export.csv", 1): try export(.csv)
    case ("export.jsonl", 1): try export(.jsonl)
    case ("export.xlsx", 1): try exportWorkbook()
    case ("export.md", 1): try exportMarkdown()
    case ("style.css", 1): .file(Data(Templates.style.utf8), type: "text/css; charset=utf-8")
    case ("review.js", 1): .file(Data(Templates.script.utf8), type: "text/javascript; charset=utf-8")
    default: nil
    }
  }

  /// A page within the frame that all pages share.
  func frame(
    _ name: String, _ context: Context, title: String, tab: String = "", query: String = "", refresh: Int? = nil
  ) -> Answer {
    let tabs = [
      ("/", "overview"), ("/findings", "findings"), ("/articles", "articles"), ("/figures", "figures"),
      ("/live", "live"),
    ]
    var page: Context = [
      "body": templates.page(name, context), "title": title, "query": query,
      "tabs": tabs.map { ["href": $0.0, "name": words[$0.1], "current": $0.1 == tab] as Context },
    ]
    if let refresh { page["refresh"] = String(refresh) }
    return .page(templates.page("layout", page))
  }

  func message(_ title: String, _ text: String, status: Int) -> Answer {
    guard
      case .page(let body, _) = frame("message", ["title": words[title], "text": text], title: words[title])
    else { return .redirect("/") }
    return .page(body, status: status)
  }

  private func notFound() -> Answer { message("notFound", words["notFoundText"], status: 404) }

  private func refused(_ refusal: Gate.Refusal) -> Answer {
    switch refusal {
    case .method: message("forbidden", "", status: 405)
    case .target: message("tooLarge", "", status: 414)
    case .size: message("tooLarge", "", status: 413)
    case .host: message("forbidden", words["forbiddenText"], status: 421)
    case .origin, .token, .form: message("forbidden", words["forbiddenText"], status: 403)
    }
  }

  /// Gives the browser its cookie, then leads it on. A redirection would do, were it not that a browser which followed
  /// a link of another site does not send the cookie along with it.
  private func welcome(_ gate: Gate) -> HTTPResponse {
    let page: Context = [
      "body": templates.page("message", ["title": words["welcome"], "text": ""]), "title": words["welcome"],
      "query": "", "tabs": [Context](), "refresh": "0;url=/",
    ]
    var response = response(.page(templates.page("layout", page)))
    response.headers[.setCookie] = gate.setCookie
    return response
  }

  private func response(_ answer: Answer) -> HTTPResponse {
    switch answer {
    case .page(let text, let status):
      return HTTPResponse(
        statusCode: HTTPStatusCode(status, phrase: status == 200 ? "OK" : "Refused"),
        headers: HTTPHeaders([.contentType: "text/html; charset=utf-8"]), body: Data(text.utf8))
    case .redirect(let target):
      return HTTPResponse(statusCode: .seeOther, headers: HTTPHeaders([.location: target]))
    case .file(let data, let type, let name):
      var response = HTTPResponse(statusCode: .ok, headers: HTTPHeaders([.contentType: type]), body: data)
      if let name {
        response.headers[HTTPHeader("Content-Disposition")] = "attachment; filename=\"\(name)\""
      }
      return response
    }
  }
}

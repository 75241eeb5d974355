import Foundation
import Testing

/// The program as a filter between other programs: records in, records out, whatever is wrong with some of them.
@Suite struct FilterTests {
  static let text = "2023年6月30日\\n渭滨区宣讲工作有序推进\\n本报讯　截至2023年6月30日，渭滨区累计开展宣讲320场，受到群众欢迎。\\n"

  static func filter(_ arguments: [String], _ lines: [String]) throws -> Program.Result {
    try Program.run(
      arguments + ["--input", "jsonl", "--format", "jsonl"], input: Array((lines.joined(separator: "\n") + "\n").utf8),
      environment: ["HESHU_RULES": Package.root + "/Rules"])
  }

  /// What each line is: the source of a record, or the stage and the source of an error.
  static func summary(_ result: Program.Result) throws -> [String] {
    try result.lines.map { line in
      let value = try JSONValue(String(line))
      if let error = value["error"] { return "\(error["stage"]?.string ?? "") \(error["source"]?.string ?? "")" }
      return value["source"]?.string ?? ""
    }
  }

  @Test(
    arguments: [
      // A record by its id, its URL, a digest of what it is.
      (#"{"id": "a/1", "text": "\#(text)"}"#, "a/1"),
      (#"{"url": "http://a.cn/1", "text": "\#(text)"}"#, "http://a.cn/1"),
      // What is wrong, under the id as far as it was read.
      (#"{"id": "b", "text": "截"#, "parse b"),
      (#"{"id": "b", "body": ""}"#, "parse b"),
      (#"{"id": "b", "text": ""}"#, "parse b"),
      (#"{"id": "b", "text": "\u0000"}"#, "decode b"),
      (#"{"text": "x" "id": "b"}"#, "parse record:"),
      ("no record", "parse record:"),
      // A file in a record, and a record in one.
      (#"{"name": "c/1.txt", "base64": "\#(base64(text.replacing("\\n", with: "\n")))"}"#, "c/1.txt"),
      (#"{"input": "jsonl", "base64": "\#(base64(#"{"id": "d", "text": "\#(text)"}"#))"}"#, "d"),
      (#"{"input": "jsonl", "base64": "\#(base64(#"{"id": "d"}"#))"}"#, "parse d"),
      // Base64 in lines, and what is none.
      (#"{"name": "c/2.txt", "base64": "\#(base64(text.replacing("\\n", with: "\n"), lines: true))"}"#, "c/2.txt"),
      (#"{"id": "e", "base64": "5Li!5Li?"}"#, "parse e"),
    ])
  func goesByItsOwnId(_ line: String, _ expected: String) throws {
    let good = #"{"id": "good", "text": "\#(Self.text)"}"#
    for lines in [[good, line, good], [line], [line, good]] {
      let result = try Self.filter(["extract"], lines)
      #expect(result.status == 0, "\(result.errors)")
      let found = try Self.summary(result).filter { $0 != "good" }
      #expect(found.count == 1 && found.allSatisfy { $0.hasPrefix(expected) }, "\(found)")
      #expect(result.lines.count == lines.count)
      #expect(result.errors.isEmpty)
    }
  }

  /// - Parameter lines: whether it is in lines, as RFC 2045 has it.
  static func base64(_ text: String, lines: Bool = false) -> String {
    let packed = Data(text.utf8).base64EncodedString(options: lines ? .lineLength64Characters : [])
    return packed.replacing("\r\n", with: #"\r\n"#)
  }

  @Test func otherwiseProblemsAreToldApart() throws {
    let result = try Program.run(
      ["extract", "--format", "jsonl"], input: Array("{\"id\": \"b\", \"text\": \"截".utf8),
      environment: ["HESHU_RULES": Package.root + "/Rules"])
    #expect(result.status == 2 && result.output.isEmpty && result.errors.hasPrefix("heshu: standard input#1: "))
  }

  @Test func contradictionsAreNoFailure() throws {
    let line = #"{"id": "a", "text": "共清运垃圾93吨，其中东片41吨、西片63吨。"}"#
    let result = try Self.filter(["check"], [line, "bad"])
    #expect(result.status == 0 && result.lines.count == 2, "\(result.output)")
    #expect(try Self.filter(["check", "--fail-on", "fails"], [line]).status == 1)
  }

  @Test func titleAndDateOfTheRecordCount() throws {
    let line = #"{"id": "a", "title": "晨会", "date": "2023-06-30", "text": "渭滨区开展宣讲320场。"}"#
    let record = try JSONValue(String(try #require(try Self.filter(["extract"], [line]).lines.first)))
    #expect(record["headline"]?.string == "晨会" && record["published"]?.string == "2023-06-30")
  }

  @Test func everyKindOfRecordInOnePass() throws {
    let text = Self.text + "共清运垃圾93吨，其中东片41吨、西片63吨。"
    let result = try Self.filter(
      ["extract", "--records", "statistic", "finding", "article"], [#"{"id": "a", "text": "\#(text)"}"#, "bad"])
    let lines = try result.lines.map { try JSONValue(String($0)) }
    let schemas = ["statistic": "statistic", "finding": "finding", "article": "article-print", "error": "problem"]
    var found: Set<String> = []
    for line in lines {
      let (kind, schema) = try #require(schemas.first { line[$0.key] != nil })
      found.insert(kind)
      let complaints = try JSONSchemaCheck.complaints(
        try #require(line[kind]), try JSONValue(try Program.run("schema", schema).output))
      #expect(complaints.isEmpty, "\(complaints)")
    }
    #expect(found == Set(schemas.keys))
  }
}

import Archive
import Consistency
import Extraction
import Foundation
import NewsText
import Reporting
import RuleFiles
import RuleTools
import Testing

/// The examples in the documentation of the libraries are programs that print what they say.
///
/// Each stands here once more, between two marks, and is run; what stands here and there must be the same.
@Suite struct InterfaceExampleTests {
  private let rules = Package.root + "/Rules"

  private static func document(_ text: String) throws -> Document {
    let extractor = try Extractor(Knowledge(rules: Package.root + "/Rules"))
    return extractor.document(SourceText(decoding: Array(text.utf8), name: "page.txt"))
  }

  @Test func sourceText() throws {
    var printed = ""
    func print(_ items: Any...) { printed += items.map { "\($0)" }.joined(separator: " ") + "\n" }
    // begin NewsText/Decode/SourceText.swift
    let source = SourceText(decoding: Array("要闻\n走访群众3000人次".utf8), name: "page.txt")
    print(source.text(in: SourceSpan(7, 13)), source.line(at: 7))
    // 3000人次 2
    // end
    try Self.expect(printed, "NewsText/Decode/SourceText.swift")
  }

  @Test func wordSegmenter() throws {
    var printed = ""
    func print(_ items: Any...) { printed += items.map { "\($0)" }.joined(separator: " ") + "\n" }
    // begin NewsText/Segment/WordSegmenter.swift
    let units = Array("走访群众3000人次".utf16)
    for word in try WordSegmenter().words(in: units, span: Span(0, units.count), keeping: [Span(4, 10)]) {
      print(String(decoding: units[word.range], as: UTF16.self))
    }
    // 走访
    // 群众
    // 3000人次
    // end
    try Self.expect(printed, "NewsText/Segment/WordSegmenter.swift")
  }

  @Test func termTable() throws {
    var printed = ""
    func print(_ items: Any...) { printed += items.map { "\($0)" }.joined(separator: " ") + "\n" }
    // begin NewsText/Lexicon/TermTable.swift
    var table = TermTable()
    table.insert("志愿者", 1)
    let units = Array("组织志愿者860名".utf16)
    if let found = table.first(units, in: Span(0, units.count)) { print(found.span, found.value) }
    // 2..<5 1
    // end
    try Self.expect(printed, "NewsText/Lexicon/TermTable.swift")
  }

  @Test func ruleFolder() throws {
    var printed = ""
    func print(_ items: Any...) { printed += items.map { "\($0)" }.joined(separator: " ") + "\n" }
    let scratch = try Scratch()
    defer { withExtendedLifetime(scratch) {} }
    try scratch.write("units/own.tsv", "unit\tdimension\n大桶\tcount\n")
    let rules = scratch.path
    // begin RuleFiles/RuleFolder.swift
    var folder = RuleFolder(path: rules)
    let table = folder.table("units/own.tsv", required: ["unit", "dimension"], key: ["unit"])
    try folder.throwIfErrors()
    for row in 0..<table.rowCount { print(table.reference(row), table.cell(row, "unit")) }
    // units/own.tsv:2 大桶
    // end
    try Self.expect(printed, "RuleFiles/RuleFolder.swift")
  }

  @Test func extractor() throws {
    var printed = ""
    func print(_ items: Any...) { printed += items.map { "\($0)" }.joined(separator: " ") + "\n" }
    // begin Extraction/Extractor.swift
    let extractor = try Extractor(Knowledge(rules: rules))
    let source = SourceText(decoding: Array("蚌山区走访群众3000人次。".utf8), name: "page.txt")
    let document = extractor.document(source)
    for statistic in document.statistics {
      let place = document.page.clean.offsets.source(statistic.mention.span)
      print(statistic.district?.name ?? "", statistic.action, statistic.object, place, source.text(in: place))
    }
    // 蚌山区 走访 群众 7-13 3000人次
    // end
    try Self.expect(printed, "Extraction/Extractor.swift")
  }

  @Test func checker() throws {
    var printed = ""
    func print(_ items: Any...) { printed += items.map { "\($0)" }.joined(separator: " ") + "\n" }
    let document = try Self.document("收集意见建议40条，办结52条。")
    // begin Consistency/Checker.swift
    let checker = try Checker(rules: rules)
    for finding in checker.findings(in: document) where finding.verdict == .fails {
      print(finding.check, finding.message.english)
    }
    // part-of-whole 收集意见建议40条 < 办结52条: the part exceeds the whole
    // end
    try Self.expect(printed, "Consistency/Checker.swift")
  }

  @Test func recordEncoder() throws {
    var printed = ""
    func print(_ items: Any...) { printed += items.map { "\($0)" }.joined(separator: " ") + "\n" }
    let extractor = try Extractor(Knowledge(rules: rules))
    let document = try Self.document("蚌山区走访群众3000人次。")
    // begin Reporting/Formats/OutputFormat.swift
    let encoder = RecordEncoder(format: .csv, type: SentenceRecord.type)
    let rows = SentenceRecord.rows(document) { extractor.words(of: $0, in: document) }
    print(String(decoding: encoder.header + encoder.encode(rows), as: UTF8.self))
    // source,article,role,start,end,words
    // page.txt,0,body,0,14,蚌山区;走访;群众;3000人次;。
    // end
    try Self.expect(printed, "Reporting/Formats/OutputFormat.swift")
  }

  @Test func documentFeed() throws {
    var printed = ""
    func print(_ items: Any...) { printed += items.map { "\($0)" }.joined(separator: " ") + "\n" }
    let scratch = try Scratch()
    defer { withExtendedLifetime(scratch) {} }
    let paths = [try scratch.write("page.txt", "蚌山区走访群众3000人次。\n")]
    // begin Archive/Input/DocumentFeed.swift
    let input = try InputRules(rules: rules)
    let reader = DocumentReader(rules: input)
    var feed = DocumentFeed(paths, rules: input, settings: InputSettings())
    while let found = feed.next() {
      switch found {
      case .problem(let problem): problem.print()
      case .document(let document):
        let reading = reader.read(document)
        for problem in reading.problems { problem.print() }
        if let source = reading.source { print(source.count, "characters") }
      }
    }
    // 15 characters
    // end
    try Self.expect(printed, "Archive/Input/DocumentFeed.swift")
  }

  @Test func ingest() throws {
    var printed = ""
    func print(_ items: Any...) { printed += items.map { "\($0)" }.joined(separator: " ") + "\n" }
    let scratch = try Scratch()
    defer { withExtendedLifetime(scratch) {} }
    let paths = [try scratch.write("page.txt", "蚌山区走访群众3000人次。\n")]
    let path = scratch.path + "/archive.sqlite"
    // begin Archive/Batch/Ingest.swift
    let means = try Ingest.Means(
      knowledge: Knowledge(rules: rules), checker: Checker(rules: rules), rules: InputRules(rules: rules), digest: "1")
    let tally = try Ingest(ArchiveStore(path), means: means, jobs: 2).run(paths)
    print(tally.added, "added,", tally.statistics, "statistics")
    // 1 added, 1 statistics
    // end
    try Self.expect(printed, "Archive/Batch/Ingest.swift")
  }

  @Test func ruleLint() throws {
    var printed = ""
    func print(_ items: Any...) { printed += items.map { "\($0)" }.joined(separator: " ") + "\n" }
    let scratch = try Scratch()
    defer { withExtendedLifetime(scratch) {} }
    let own = scratch.path
    // begin RuleTools/Lint/RuleLint.swift
    let set = RuleSet(RuleLayers(rules, additions: [RuleLayers.Layer(path: own, name: own)]))
    let lint = RuleLint(set)
    for diagnostic in lint.diagnostics { print(diagnostic) }
    print(lint.errorCount, "errors,", try RuleTest(set).failureCount, "examples fail")
    // 0 errors, 0 examples fail
    // end
    try Self.expect(printed, "RuleTools/Lint/RuleLint.swift")
  }

  /// Compares what was run and what it printed with the documentation of a file.
  private static func expect(_ printed: String, _ file: String) throws {
    let documented = try block(
      Package.root + "/Sources/" + file, from: "/// ```swift", to: "/// ```"
    ).map { String($0.drop { $0 == " " }.dropFirst(3).dropFirst()) }
    let run = try block(#filePath, from: "// begin " + file, to: "// end").map { String($0.dropFirst(4)) }
    #expect(documented == run, "\(file): the example differs from the one that is run")
    let output = documented.filter { $0.hasPrefix("// ") }.map { String($0.dropFirst(3)) }
    #expect(printed.split(whereSeparator: \.isNewline).map(String.init) == output, "\(file)")
  }

  /// The lines between two marks; empty where the first is nowhere.
  private static func block(_ path: String, from start: String, to end: String) throws -> [String] {
    let lines = try String(contentsOfFile: path, encoding: .utf8).components(separatedBy: "\n")
    let first = lines.firstIndex { $0.trimmingCharacters(in: .whitespaces) == start } ?? lines.count
    return lines.dropFirst(first + 1).prefix { $0.trimmingCharacters(in: .whitespaces) != end }.map { $0 }
  }
}

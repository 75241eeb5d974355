import Foundation
import RuleFiles
import Testing

/// Folders of rules on top of each other.
@Suite struct RuleLayersTests {
  private let root = FileManager.default.temporaryDirectory.path + "/heshu-layers-\(UUID().uuidString)"

  private func write(_ files: [String: String]) throws {
    for (name, text) in files {
      let path = root + "/" + name
      try FileManager.default.createDirectory(
        atPath: (path as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
      try text.write(toFile: path, atomically: true, encoding: .utf8)
    }
  }

  private var layers: RuleLayers {
    RuleLayers(root + "/base", additions: [.init(path: root + "/own", name: "own")])
  }

  @Test func rowsAddOrReplaceByTheirKey() throws {
    try write([
      "base/t.tsv": "word\trole\n户\told\n名\told\n", "own/t.tsv": "# mine\nrole\tword\nnew\t名\nnew\t袋\n",
    ])
    defer { try? FileManager.default.removeItem(atPath: root) }
    var folder = RuleFolder(layers)
    let table = folder.table("t.tsv", required: ["word", "role"], key: ["word"])
    let rows = (0..<table.rowCount).map {
      "\(table.cell($0, "word")) \(table.cell($0, "role")) \(table.reference($0)) \(table.layer($0))"
    }
    #expect(rows == ["户 old t.tsv:2 0", "名 new own/t.tsv:3 1", "袋 new own/t.tsv:4 1"])
    #expect(folder.table("t.tsv", required: ["word", "role"]).rowCount == 4, "without a key rows only add")
    #expect(folder.diagnostics.isEmpty)
    #expect(
      table.diagnostic(row: 2, column: 1, "wrong").description.hasPrefix("own/t.tsv:4:3: error: wrong\n  袋\tnew\n"))
  }

  @Test func aTableThatIsSharedIsReadOnce() throws {
    try write(["base/t.tsv": "word\n户\n\n"])
    defer { try? FileManager.default.removeItem(atPath: root) }
    func read(_ folder: inout RuleFolder) -> TableFile { folder.table("t.tsv", required: ["word", "role"]) }
    var folder = RuleFolder(layers)
    folder.share("t.tsv", read)
    try write(["base/t.tsv": "word\trole\n户\tnew\n"])
    #expect(read(&folder).columns == ["word"], "as it was when it was shared")
    #expect(folder.diagnostics.count == 1, "what is wrong with it is said once")
    var other = RuleFolder(layers, common: folder.common)
    #expect(read(&other).columns == ["word"])
    #expect(other.diagnostics.isEmpty)
    // Those who look at the files want them in the order of reading.
    var keeping = RuleFolder(layers, keepsSources: true)
    keeping.share("t.tsv", read)
    #expect(keeping.sources.isEmpty)
    #expect(read(&keeping).cell(0, "role") == "new")
    #expect(keeping.sources.map(\.name) == ["t.tsv"])
  }

  @Test func stanzasOfALaterFolderTakeThePlaceOfThoseWithTheirId() throws {
    try write([
      "base/f/a.rules": "rule one\n  key old\nrule two\n  key old\n",
      "own/f/z.rules": "rule two\n  key new\nrule three\n",
    ])
    defer { try? FileManager.default.removeItem(atPath: root) }
    var folder = RuleFolder(layers)
    let stanzas = folder.stanzas(in: "f", grammar: StanzaGrammar(["rule": ["key": .once]])).stanzas
    #expect(
      stanzas.map { "\($0.id) \($0.first("key")?.value ?? "-") \($0.reference)" } == [
        "one old f/a.rules:1", "two new own/f/z.rules:1", "three - own/f/z.rules:3",
      ])
    #expect(folder.diagnostics.isEmpty)
    #expect(layers.path(of: "own/f/z.rules") == root + "/own/f/z.rules")
    #expect(layers.path(of: "f/a.rules") == root + "/base/f/a.rules")
  }

  @Test func anIdTwiceInOneFolderIsAnError() throws {
    try write(["base/f/a.rules": "rule one\n", "base/f/b.rules": "\nrule one\n"])
    defer { try? FileManager.default.removeItem(atPath: root) }
    var folder = RuleFolder(path: root + "/base")
    _ = folder.stanzas(in: "f", grammar: StanzaGrammar(["rule": [:]]))
    #expect(
      folder.diagnostics.map { "\($0.file):\($0.line) \($0.message)" } == [
        "f/b.rules:2 rule 'one' is already defined at f/a.rules:1"
      ])
  }

  @Test func aFolderWithMostFilesIsASetOfItsOwn() throws {
    try write([
      "base/a.tsv": "", "base/b.tsv": "", "base/c.rules": "", "own/a.tsv": "", "copy/a.tsv": "", "copy/b.tsv": "",
    ])
    defer { try? FileManager.default.removeItem(atPath: root) }
    let base = RuleLayers(root + "/base")
    #expect(!base.isWhole(root + "/own"))
    #expect(base.isWhole(root + "/copy"))
  }
}

/// Full-width signs where ASCII is meant.
@Suite struct WrittenFormTests {
  @Test(arguments: [
    ("  key：  走访 入户", "走访 入户"),
    ("  key: 走访", "走访"),
    ("　　key　走访　入户", "走访 入户"),
    ("  example  共3：2 （略） => a＝b", "共3：2 （略） => a=b"),
    ("  example  收集40条 ＝＞ fails", "收集40条 => fails"),
    ("  example  收集40条　=＞ 40条 action＝收集", "收集40条 => 40条 action=收集"),
  ]) func meansTheSame(_ line: String, _ value: String) {
    var diagnostics: [Diagnostic] = []
    let file = StanzaFile(
      bytes: Array("rule one\n\(line)\n".utf8), file: "f",
      grammar: StanzaGrammar(["rule": ["key": .once, "example": .once]]),
      diagnostics: &diagnostics)
    #expect(file.stanzas.first?.fields.first?.value == value)
    #expect(diagnostics.isEmpty)
  }

  @Test(arguments: [("a=>b=>c", 1), ("=>", 0), ("=", nil), ("", nil), ("一=二 => 三", 8), ("==>", 1)])
  func firstSign(_ value: String, _ place: Int?) {
    let found = WrittenForm.first("=>", in: value)
    #expect(found.map { value.utf8.distance(from: value.startIndex, to: $0.lowerBound) } == place)
    #expect(found.map { value[$0] == "=>" } ?? true)
  }

  @Test func patternsKeepWhatIsQuoted() {
    let written = WrittenForm.pattern("value：quantity “：” ＞［noun verb］？")
    #expect(String(String.UnicodeScalarView(written)) == "value:quantity \"：\" >[noun verb]?")
  }
}

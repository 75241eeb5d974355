import Archive
import ArgumentParser
import Consistency
import Foundation
import Reporting
import RuleFiles
import RuleTools
import Testing

@testable import heshu

/// Nothing that a user can write or read is without documentation.
@Suite struct DocumentationTests {
  /// Every command below another, with the words that call it.
  static func commands(
    below command: any ParsableCommand.Type = Heshu.self, _ path: [String] = []
  ) -> [(path: [String], command: any ParsableCommand.Type)] {
    command.configuration.subcommands.flatMap { sub -> [(path: [String], command: any ParsableCommand.Type)] in
      let own = path + [sub._commandName]
      return [(own, sub)] + commands(below: sub, own)
    }
  }

  private static func text(_ file: String) throws -> String {
    try String(contentsOfFile: Package.root + "/" + file, encoding: .utf8)
  }

  @Test func everyCommandIsInTheReadMe() throws {
    let readMe = try Self.text("README.md")
    for (path, command) in Self.commands() {
      let call = "heshu " + path.joined(separator: " ")
      let isNamed = readMe.contains(call)
      #expect(isNamed, "README.md does not name \(call)")
      #expect(!command.configuration.abstract.isEmpty, "\(call) does not say what it does")
    }
  }

  /// The help of a command shows how it is called, and what it shows begins as it is called.
  @Test func everyCommandHasExamplesInItsHelp() {
    for (path, command) in Self.commands() {
      let call = "heshu " + path.joined(separator: " ")
      let lines = command.configuration.discussion.split(separator: "\n")
      guard let start = lines.firstIndex(where: { $0.hasPrefix("Examples:") }) else {
        Issue.record("heshu help \(path.joined(separator: " ")) has no examples")
        continue
      }
      let examples = lines[(start + 1)...]
      #expect(!examples.isEmpty && examples.allSatisfy { $0.contains("heshu ") && $0.hasPrefix("  ") }, "\(call)")
      // A line that a narrow terminal breaks cannot be copied.
      for example in examples where example.unicodeScalars.count > 79 { Issue.record("too long: \(example)") }
    }
  }

  @Test func everyArgumentHasHelp() {
    for (path, command) in Self.commands() {
      // The help of an option stands behind it, or under it, far to the right.
      let lines = command.helpMessage(columns: 200).split(separator: "\n", omittingEmptySubsequences: false)
      for (line, next) in zip(lines, lines.dropFirst()) where line.hasPrefix("  -") {
        let hasHelp = line.dropFirst(2).contains("  ") || next.hasPrefix("          ")
        #expect(hasHelp, "heshu \(path.joined(separator: " ")): no help for \(line)")
      }
    }
  }

  @Test func everyFieldOfARecordHasAMeaning() {
    let types = Catalogue.types + [RuleEntry.type, ReadingChange.type] + ArchiveTable.all.map(\.type)
    for type in types {
      #expect(!type.meaning.isEmpty)
      for column in type.columns { #expect(column.meaning.count > 3, "\(type.name).\(column.name) has no meaning") }
    }
  }

  /// A check is documented by the head of its file and by its row in the index of the rules.
  @Test func everyCheckIsInTheIndexOfTheRules() throws {
    let index = try Self.text("Rules/README.md")
    for check in Checker.checks {
      let isNamed = index.contains("| `checks/\(check).rules` |")
      #expect(isNamed, "Rules/README.md does not name the check \(check)")
    }
    let archive = try Self.text("Rules/checks/archive.tsv")
    for check in ArchiveCheckRules.checks where !archive.contains("\n\(check)\t") {
      Issue.record("checks/archive.tsv has no row for \(check)")
    }
  }

  @Test func theIndexOfTheRulesIsWhatTheProgramPrints() throws {
    let table = RuleIndex(RuleLayers(Package.root + "/Rules")).table
    let readMe = try Self.text("Rules/README.md")
    let isThere = readMe.contains(table)
    #expect(isThere, "replace the table in Rules/README.md by what 'heshu rules index' prints")
  }

  /// Every key of a stanza and every column of a table is named by the comment at the head of a file that has it, or by
  /// the table of keys in `Rules/README.md`.
  @Test func everyRuleKeyIsDocumented() throws {
    let readMe = try Self.text("Rules/README.md")
    let rules = RuleSet(RuleLayers(Package.root + "/Rules"))
    for source in rules.sources {
      let names: [String]
      switch source.content {
      case .table(_, let columns, _): names = columns
      case .stanzas(_, let grammar): names = grammar.stanzas.flatMap { [$0.key] + $0.value.keys }
      }
      let heads = try Self.heads(of: source.name)
      for name in Set(names).sorted() where !Self.isNamed(name, in: heads) {
        let isInTable = readMe.contains("| `\(name)` |")
        #expect(isInTable, "\(source.name): '\(name)' is explained nowhere")
      }
    }
  }

  /// The comments at the head of a file, or of all files of a folder.
  private static func heads(of name: String) throws -> [String] {
    let files = RuleLayers.files(below: Package.root + "/Rules").filter { $0 == name || $0.hasPrefix(name + "/") }
    return try files.map { file in
      try text("Rules/" + file).split(separator: "\n").prefix { $0.hasPrefix("#") }.joined(separator: " ")
    }
  }

  private static func isNamed(_ name: String, in heads: [String]) -> Bool {
    heads.contains { head in
      head.split { !$0.isLetter && !$0.isNumber && $0 != "-" && $0 != "_" }.contains { $0 == name }
    }
  }
}

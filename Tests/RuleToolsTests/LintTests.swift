import Extraction
import Foundation
import RuleFiles
import RuleTools
import Testing

/// What is wrong with rules is said at its place, and the rules of the program have nothing wrong with them.
@Suite struct LintTests {
  @Test func theShippedRulesHaveNeitherErrorsNorWarnings() {
    let lint = RuleLint(RuleSet(RuleLayers(RulesFolder.path)))
    #expect(lint.diagnostics.map(\.description) == [])
  }

  /// Files of a user, and where what is reported.
  @Test(arguments: [
    (
      "activities/a.rules", "activity a\n  about x\n  strong 甲乙丙运动 甲乙丙运动\n  example 开展甲乙丙运动\n",
      "activities/a.rules:3:16 warning '甲乙丙运动' is already listed as 'strong' in line 3"
    ),
    (
      "activities/a.rules", "activity a\n  about x\n  strong 臺乙丙會\n  example 开展臺乙丙會\n",
      "activities/a.rules:3:10 warning a page in Traditional script or full-width letters no longer holds '臺乙丙會' once it is cleaned"
    ),
    (
      "activities/a.rules", "activity a\n  about x\n  strong 入户走访\n  example 开展入户走访\n",
      "activities/a.rules:1:10 warning activity 'a' never wins: all its words are also words of 'household-visits'"
    ),
    (
      "lexicons/verbs.tsv", "class\twords\nactt\t敷贴\n",
      "lexicons/verbs.tsv:2:1 warning no pattern names the class 'actt' of these words"
    ),
    (
      "units/own.tsv", "unit\tdimension\tbase\tfactor\n大桶\tcont\t\t\n",
      "units/own.tsv:2:4 error no dimension 'cont' is known here"
    ),
    (
      "unit/own.tsv", "unit\tdimension\tbase\tfactor\n大桶\tcount\t\t\n",
      "unit/own.tsv:1:1 error nothing reads a rule file of this name"
    ),
    (
      "checks/weekday.rules",
      "relation mine\n  about x\n  severity error\n  example 2023年3月15日星期四。 => fails\n",
      "checks/weekday.rules:1:10 error the check 'weekday' has no relation 'mine'"
    ),
    (
      "units/own.tsv", "unit\tdimension\tbase\tfactor\n大桶\tvolume\tL\t200\n",
      "units/own.tsv:2:11 error no base 'L' of volume is known here"
    ),
    (
      "gazetteer/zones.tsv", "name\tcity\taliases\n某某新区\t某某市\t\n",
      "gazetteer/zones.tsv:2:6 error no city '某某市' is known"
    ),
    (
      "dates/frames.tsv", "word\tfrom\tto\n眼下\tday+1\tday-1\n",
      "dates/frames.tsv:2:4 error 'day+1' is later than 'day-1'"
    ),
    (
      "activities/a.rules", "activity a\n  about WHAT THE CAMPAIGN IS ABOUT\n  strong 甲乙丙运动\n  example 开展甲乙丙运动\n",
      "activities/a.rules:2:9 warning this is still to be filled in"
    ),
    (
      "activities/a.rules", "activity a\n  about x\n  strong 甲乙丙运动 入户走访\n  example 开展甲乙丙运动\n",
      "activities/a.rules:3:16 warning '入户走访' names the activity 'household-visits' at activities/activities.rules:8, too"
    ),
    (
      "checks/part-of-whole.rules",
      "relation a\n  about x\n  severity error\n  example 排查孳生地58处，填平61处。 => fail\n",
      "checks/part-of-whole.rules:4:30 error no verdict 'fail'"
    ),
    (
      "binding/own.rules",
      "pattern a\n  match action:act value:FIGURE object:noun\n  example 走访3户农民 => 3户 objekt=农民\n",
      "binding/own.rules:3:24 error an example checks no 'objekt'"
    ),
    (
      "binding/own.rules", "define MINE\n  is noun\n", "binding/own.rules:1:8 warning no pattern names the set 'MINE'"
    ),
    (
      "binding/own.rules",
      "pattern a\n  match action:act value:FIGURE object:noun\n  example 走访3户农民 => 3户 object=农民\n"
        + "pattern b\n  match action:act value:FIGURE object:noun\n  example 走访3户农民 => 3户 object=人民\n",
      "binding/own.rules:6:11 warning this contradicts the 'example' at own/binding/own.rules:3"
    ),
  ]) func isReportedAtItsPlace(_ file: String, _ text: String, _ expected: String) throws {
    let scratch = try Scratch()
    try scratch.write(file, text)
    let layers = RuleLayers(RulesFolder.path, additions: [.init(path: scratch.path, name: "own")])
    let found = RuleLint(RuleSet(layers)).diagnostics.map {
      "\($0.file):\($0.line):\($0.column) \($0.severity.rawValue) \($0.message)"
    }
    #expect(found.contains("own/" + expected), "got \(found)")
  }

  /// The caret stands under its cell where a terminal sets TABs.
  @Test func theCaretFollowsTabs() {
    let diagnostic = Diagnostic(file: "f", line: 1, column: 4, message: "m", source: "大桶\tcont\t")
    #expect(diagnostic.description == "f:1:4: error: m\n  大桶\tcont\t\n      \t^")
  }

  /// A slip where a class is defined is looked for where it is, not in the many lines that name the class.
  @Test func aMisspeltClassIsNamedWhereItIsDefined() throws {
    let scratch = try Scratch()
    let path = scratch.path + "/Rules"
    try FileManager.default.copyItem(atPath: RulesFolder.path, toPath: path)
    let file = "lexicons/function-words.tsv"
    let text = try String(contentsOfFile: path + "/" + file, encoding: .utf8)
    let line = text.components(separatedBy: "\nmod\t")[0].components(separatedBy: "\n").count + 1
    try scratch.write("Rules/" + file, text.replacingOccurrences(of: "\nmod\t", with: "\nmodzz\t"))
    let all = RuleLint(RuleSet(RuleLayers(path))).diagnostics
    let found = DiagnosticList.text(all).components(separatedBy: "\n")
    #expect(all.count > 20)
    #expect(found.count { $0.contains(": error: no class 'mod'") } == 1)
    #expect(found.contains("  help: 'modzz' in \(file):\(line) is used by no pattern; is that 'mod', misspelt?"))
    // What could not be read for it is no slip of its own.
    for help in all.map({ $0.help ?? "" }) where !help.contains("modzz") {
      #expect(help.hasPrefix("'SKIP' is defined at binding/statistics.rules:"))
    }
  }

  /// Who reads documents does not wait for examples to be tried; who looks at the rules is told of all that fail.
  @Test(arguments: [
    (
      "units/own.tsv", "unit\tdimension\tbase\tfactor\texample\n大桶\tcount\t\t\t大桶三只\n",
      "no figure with the unit '大桶' is read here"
    ),
    (
      "layout/cues.tsv", "cue\trole\texample\n甲乙刊\tlead\t丙丁刊\n",
      "the example does not show '甲乙刊' as lead"
    ),
  ])
  func examplesAreTriedByTheToolsAlone(_ file: String, _ text: String, _ expected: String) throws {
    let scratch = try Scratch()
    try scratch.write(file, text)
    let layers = RuleLayers(RulesFolder.path, additions: [.init(path: scratch.path, name: "own")])
    _ = try Knowledge(rules: layers)
    #expect(RuleSet(layers).errors.map { "\($0.file):\($0.line) \($0.message)" } == ["own/\(file):2 \(expected)"])
  }

  /// Sets are defined before they are named, and unused classes of a user hide no nearer word.
  @Test(arguments: [
    (
      "binding/own.rules", "define ONE\n  is TWO noun\ndefine TWO\n  is verb\n",
      "'TWO' is defined at own/binding/own.rules:3, which must come before this line"
    ),
    ("binding/own.rules", "define ONE\n  is nuon\n", "did you mean 'noun'?"),
    (
      "binding/own.rules", "define ONE\n  is [noun\ndefine TWO\n  is ONE\n",
      "'ONE' is defined at own/binding/own.rules:1, and there is an error in that stanza"
    ),
  ])
  func whatIsMeantIsSaid(_ file: String, _ text: String, _ expected: String) throws {
    let scratch = try Scratch()
    try scratch.write(file, text)
    let layers = RuleLayers(RulesFolder.path, additions: [.init(path: scratch.path, name: "own")])
    let found = RuleLint(RuleSet(layers)).diagnostics.map { $0.help ?? "" }
    #expect(found.contains(expected), "got \(found)")
  }

  /// A table that a spreadsheet saved under another ending is not passed over in silence; texts beside rules are.
  @Test func filesThatNothingReadsForTheirEndingAreNamed() throws {
    let scratch = try Scratch()
    for name in ["units/own.txt", "gazetteer/zones.csv", "page.txt", "notes/own.txt", "units/README.md"] {
      try scratch.write(name, "x\n")
    }
    let layers = RuleLayers(RulesFolder.path, additions: [.init(path: scratch.path, name: "own")])
    #expect(
      RuleLint(RuleSet(layers)).diagnostics.map { "\($0.file) \($0.severity.rawValue) \($0.message)" } == [
        "own/gazetteer/zones.csv warning nothing reads a file with this ending",
        "own/units/own.txt warning nothing reads a file with this ending",
      ])
  }

  /// Files that editors and file managers leave are no rules.
  @Test func hiddenFilesAreLeftAlone() throws {
    let scratch = try Scratch()
    for name in [".own.tsv", ".git/a.tsv", "units/._own.tsv", "units/.#own.tsv"] { try scratch.write(name, "x\n") }
    let layers = RuleLayers(RulesFolder.path, additions: [.init(path: scratch.path, name: "own")])
    #expect(RuleLint(RuleSet(layers)).diagnostics.map(\.description) == [])
  }

  /// The text of a `none` line must not show its activity.
  @Test func noneOfAnActivityIsTried() throws {
    let scratch = try Scratch()
    try scratch.write(
      "activities/a.rules",
      "activity a\n  about x\n  strong 甲乙丙运动\n  example 开展甲乙丙运动\n  none 甲乙丙运动会\n  none 开展卫生运动\n")
    let layers = RuleLayers(RulesFolder.path, additions: [.init(path: scratch.path, name: "own")])
    let test = try RuleTest(RuleSet(layers))
    #expect(
      test.failures(in: layers).map { "\($0.file):\($0.line) \($0.message)" } == [
        "own/activities/a.rules:5 activity 'a' is shown by a text marked 'none'"
      ])
  }

  /// The same on one thread and on several.
  @Test func everyExampleHoldsWhateverTheNumberOfThreads() throws {
    let rules = RuleSet(RuleLayers(RulesFolder.path))
    for workers in [1, 3] {
      let test = try RuleTest(rules, workers: workers)
      #expect(test.count > 2000)
      #expect(test.files.flatMap(\.failures).map(\.description) == [])
    }
  }

  /// The caret stands under the character that is meant, where a Han character is two columns wide.
  @Test func theCaretStandsUnderHanText() {
    let diagnostic = Diagnostic(file: "f", line: 1, column: 6, message: "m", source: "开展x运动y")
    #expect(diagnostic.description == "f:1:6: error: m\n  开展x运动y\n           ^")
  }
}

import Foundation
import Testing

/// What the commands for writers of rules say, and that `rules watch` survives all ways of saving.
@Suite struct RuleCommandTests {
  private static let page = "禾泉区组织志愿者清运垃圾120编织袋。\n禾泉区清运垃圾96编织袋。\n"

  @Test(arguments: [
    (
      ["explain", "--text", "全区新增夜间照明灯，共计，300盏"], "no pattern took this figure with an action or an object\n  nearest: "
    ),
    (["explain", "--text", "走访群众3000人次"], "dual-object-figure: action=走访 object=群众"),
    (["rules", "show", "household-visits"], "activities/activities.rules:8\n  activity household-visits\n"),
    (["rules", "show", "人次"], "units/classifiers.tsv:"),
    (["rules", "show", "houshold-visits"], "did you mean 'household-visits'?"),
    (["rules", "show", "无此词"], "no rule '无此词'; known: the ids that 'heshu rules list' prints"),
    (["rules", "list", "--kind", "aktivity"], "no kind 'aktivity'; there are activity, "),
    (["rules", "show", ""], "no rule ''; known: "),
    (["rules", "new", "unit"], "give the units: heshu rules new unit 袋 桶"),
    (["rules", "new", "unit", "a b"], "'a b': a unit is one word"),
    (["rules", "lint", "--rules", #filePath], "RuleCommandTests.swift: give the folder that it is in"),
    (["rules", "new", "relation", "weekday", "x"], "the check 'weekday' takes no relation of your own; these do: "),
    (["rules", "new", "relation", "part-of-whole", "x"], "# whole   words of what comes in\n"),
    (["help", "rules", "diff"], "heshu rules diff --rules my-rules Corpus"),
    (["--generate-completion-script", "bash"], "lint test list show new diff watch index"),
    (["--generate-completion-script", "zsh"], "'lint:"), (["--generate-completion-script", "fish"], "lint"),
  ])
  func says(_ arguments: [String], _ expected: String) throws {
    let result = try Program.run(arguments, environment: Self.environment)
    let said = result.output + result.errors
    let isSaid = said.contains(expected)
    #expect(isSaid, "heshu \(arguments.joined(separator: " ")) says\n\(said.prefix(2000))")
  }

  /// A unit that no rule has is proposed; words that are none are not.
  @Test func suggestProposesWhatIsNotKnown() throws {
    let scratch = try Scratch()
    let file = try scratch.write("page.txt", Self.page + "12345热线共受理来电30件。\n12345热线共办结29件。\n")
    let result = try Program.run(["suggest", file], environment: Self.environment)
    #expect(result.output.contains("# units/own.tsv\nunit\tdimension\tbase\tfactor\texample\n"))
    #expect(result.lines.contains { $0.hasPrefix("编织\tcount") || $0.hasPrefix("编织袋\tcount") }, "\(result.output)")
    #expect(!result.lines.contains { $0.hasPrefix("共\t") })
    #expect(result.lines.contains("# 2 times: \(file):1, \(file):2"))
  }

  @Test func watchTellsOfEverySave() throws {
    let scratch = try Scratch()
    let page = try scratch.write("page.txt", Self.page)
    let unit = "unit\tdimension\tbase\tfactor\n编织袋\tcount\t\t\n"
    try scratch.write("mine/units/own.tsv", "unit\tdimension\tbase\tfactor\n")
    let said = scratch.path + "/said"
    try scratch.write("said", "")
    let process = Process()
    process.executableURL = URL(fileURLWithPath: Program.path)
    process.arguments = ["rules", "watch", "--rules", "mine", "--format", "tsv", page]
    process.currentDirectoryURL = URL(fileURLWithPath: scratch.path)
    process.environment = ProcessInfo.processInfo.environment.merging(Self.environment) { _, new in new }
    let output = FileHandle(forWritingAtPath: said)
    (process.standardOutput, process.standardError) = (output, output)
    try process.run()
    // Threads of tests block other signals, and programs that they start take that over.
    defer {
      kill(process.processIdentifier, SIGKILL)
      process.waitUntilExit()
    }

    func wait(for text: String, times: Int = 1) -> Bool {
      for _ in 0..<600 {
        let read = (try? String(contentsOfFile: said, encoding: .utf8)) ?? ""
        if read.components(separatedBy: text).count > times { return true }
        usleep(100_000)
      }
      return false
    }
    try #require(wait(for: "1 documents, "))
    // In place, as by vi with `backupcopy=yes`.
    try scratch.write("mine/units/own.tsv", unit)
    #expect(wait(for: "heshu: mine/units/own.tsv saved"))
    #expect(wait(for: "statistics: 2 gained"))
    // With an error.
    try scratch.write("mine/units/own.tsv", unit.replacingOccurrences(of: "count", with: "cuont"))
    #expect(wait(for: "mine/units/own.tsv:2:5: error: no dimension 'cuont' is known here"))
    #expect(wait(for: "did you mean 'count'?"))
    // A new file that takes the place of the old one, as most editors do it.
    let next = try scratch.write("mine/units/.own.tsv.new", "unit\tdimension\tbase\tfactor\n")
    #expect(rename(next, scratch.path + "/mine/units/own.tsv") == 0)
    #expect(wait(for: "statistics: 2 lost"))
    // An example that is not read as it says.
    try scratch.write(
      "mine/activities/own.rules", "activity own\n  about x\n  strong 甲乙运动\n  example 开展丙丁运动\n")
    #expect(wait(for: "mine/activities/own.rules:4:11: error: activity 'own' is not what this example shows"))
    #expect(process.isRunning)
  }

  private static let environment = [
    "HESHU_RULES": Package.root + "/Rules", "HOME": "/nowhere", "XDG_CONFIG_HOME": "", "LC_ALL": "C.UTF-8",
  ]
}

import ArgumentParser
import Foundation
import NewsText

@main
struct Heshu: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "heshu", abstract: "Turns Chinese newspaper text into traceable campaign statistics.",
    discussion: """
      Exit status: 0 done, 1 done and check found contradictions, 2 some input could not be read in full \
      (the rest was done), 64 wrong usage or rules.

      Completions: heshu --generate-completion-script bash (or zsh, fish) prints them for your shell.

      Examples:
        heshu extract page.txt
        heshu stats Corpus
        heshu check Corpus
        heshu help rules diff
      """,
    subcommands: [
      Extract.self, Stats.self, Check.self, Report.self, ReviewCommand.self, Ingest.self, Refresh.self, Import.self,
      Export.self, Mentions.self, Clean.self, Articles.self, Segment.self, Explain.self, Schema.self, Score.self,
      RulesCommand.self, Suggest.self, Version.self,
    ])

  static func main() {
    // A reader that closes the pipe shows as an error of write(), which ends the program without a message.
    signal(SIGPIPE, SIG_IGN)
    do {
      var command = try parseAsRoot()
      try command.run()
    } catch let error as SegmenterError {
      // Any status but 1, which says that figures contradict each other.
      FileHandle.standardError.write(Data("heshu: \(error)\n".utf8))
      exit(withError: ExitCode(64))
    } catch {
      exit(withError: error)
    }
  }
}

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
      do {
        try command.run()
      } catch let error as ValidationError {
        // What shows only once the rules are read: the usage of the whole program would be no help.
        let words = ["heshu", "help"] + (words(of: type(of: command)) ?? [])
        let text = "Error: \(error.message)\n  See '\(words.joined(separator: " "))'.\n"
        FileHandle.standardError.write(Data(text.utf8))
        throw ExitCode(64)
      }
    } catch let error as SegmenterError {
      // Any status but 1, which says that figures contradict each other.
      FileHandle.standardError.write(Data("heshu: \(error)\n".utf8))
      exit(withError: ExitCode(64))
    } catch {
      exit(withError: error)
    }
  }

  /// The words that call a command.
  private static func words(
    of type: any ParsableCommand.Type, below command: any ParsableCommand.Type = Heshu.self
  ) -> [String]? {
    for sub in command.configuration.subcommands {
      if sub == type { return [sub._commandName] }
      if let words = words(of: type, below: sub) { return [sub._commandName] + words }
    }
    return nil
  }
}

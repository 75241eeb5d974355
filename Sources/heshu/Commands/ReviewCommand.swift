import Archive
import ArgumentParser
import Consistency
import Extraction
import Foundation
import Reporting
import Review

struct ReviewCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "review", abstract: "Review the findings of an archive on a local web page.",
    discussion: """
      Prints the address to open and serves it until it is interrupted. The page is for this machine alone unless \
      --address says otherwise, and opens only with the token of the address. What is confirmed, dismissed or noted is \
      kept in the archive, also when its documents are read again.

      Examples:
        heshu review --db archive.sqlite
      """)

  @Option(help: "The archive.", completion: .file())
  var db: String
  @Option(help: "Address to listen on.")
  var address = "127.0.0.1"
  @Option(help: "Port to listen on; 0 takes a free one.")
  var port: UInt16 = 0
  @Flag(name: .customLong("no-token"), help: "Let in everybody who reaches the port.")
  var hasNoToken = false
  @Option(help: "Language of the pages: zh or en.")
  var language = FindingRecord.Language.chinese
  @OptionGroup var own: RulesOptions

  func validate() throws {
    if hasNoToken, !["127.0.0.1", "::1"].contains(address) {
      throw ValidationError("--no-token is for 127.0.0.1 and ::1 only")
    }
  }

  func run() throws {
    let knowledge = try RulesLocation.load(own.rules)
    let archiveRules = try RulesLocation.loadArchiveChecks(own.rules)
    let archive = ArchiveReading(db: db)
    var settings = ReviewServer.Settings()
    settings.address = address
    settings.port = port
    settings.needsToken = !hasNoToken
    settings.language = language
    settings.activityNames = knowledge.activities.names
    settings.rules = knowledge.layers
    settings.checks = Checker.checks + ArchiveCheckRules.checks.filter { !Checker.checks.contains($0) }
    let server = try archive.reporting { [settings] in
      try CrossFindings(try archive.open(), rules: archiveRules).renewIfDue()
      return try ReviewServer(archive: db, settings: settings)
    }
    let done = DispatchSemaphore(value: 0)
    Task.detached {
      do {
        try await server.run { url in
          var output = StandardOutput()
          output.write(url + "\n")
          output.flush()
        }
      } catch {
        FileHandle.standardError.write(Data("heshu: cannot listen on this address: \(error)\n".utf8))
        Foundation.exit(2)
      }
      done.signal()
    }
    done.wait()
  }
}

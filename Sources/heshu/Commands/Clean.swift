import ArgumentParser
import Reporting

struct Clean: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "clean", abstract: "Print the text as the later stages see it, or what is not in it.",
    discussion: """
      Without --format the clean text is printed as plain text. With --show-dropped: a record of every stretch of the \
      source that was dropped or set aside from the articles, and why.

      Examples:
        heshu clean page.txt
        heshu clean --show-dropped --format table page.txt
      """)

  @OptionGroup var input: InputOptions
  @OptionGroup var output: OutputOptions

  @Flag(help: "Print what cleaning took out or set aside, and why.")
  var showDropped = false

  func run() throws {
    let run = try DocumentRun(input, through: .page)
    if showDropped {
      try run.printRecords(output.encoder(DroppedRecord.type)) { document, _ in DroppedRecord.rows(document) }
    } else if output.format != nil {
      try run.printRecords(output.encoder(CleanRecord.type)) { document, _ in CleanRecord.rows(document) }
    } else {
      var printer = StandardOutput()
      defer { printer.flush() }
      try run.forEach { document, _ in
        CleanRecord.text(document.page.clean)
      } consume: { text in
        printer.write(text)
        if !text.isEmpty, text.last != "\n" { printer.write("\n") }
      }
    }
  }
}

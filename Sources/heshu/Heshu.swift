import ArgumentParser

@main
struct Heshu: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "heshu", abstract: "Turns Chinese newspaper text into traceable campaign statistics.")
}

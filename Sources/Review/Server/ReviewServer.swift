import Archive
import FlyingFox
import FlyingSocks
import Foundation
import Reporting
import RuleFiles

/// The local web page on which findings are reviewed.
public struct ReviewServer: Sendable {
  /// How the pages are served.
  public struct Settings: Sendable {
    /// Where to listen; whoever gives another address than this machine's own lets others in.
    public var address = "127.0.0.1"
    /// 0 takes a free port.
    public var port: UInt16 = 0
    /// Whether only who has the token of the address is answered.
    public var needsToken = true
    /// The language of the pages.
    public var language = FindingRecord.Language.chinese
    /// The names of the activities in Chinese, by their ids.
    public var activityNames: [String: String] = [:]
    /// The folders of the rules, whose lines are shown; nil shows none.
    public var rules: RuleLayers?
    /// The ids of the checks that can be filtered by.
    public var checks: [String] = []

    /// The settings of `heshu review`.
    public init() {}
  }

  private let settings: Settings
  private let pages: ReviewPages

  /// - Throws: `ArchiveFailure`, or what is wrong with a template.
  public init(archive: String, settings: Settings) throws {
    self.settings = settings
    pages = try ReviewPages(archive: archive, settings: settings)
  }

  /// Serves until it is cancelled.
  ///
  /// - Parameter ready: called with the address to open.
  /// - Throws: what keeps it from listening there.
  public func run(ready: @Sendable @escaping (String) -> Void) async throws {
    let gates = GateBox()
    let handler = ClosureHandler { [pages] request in
      guard let gate = gates.gate else { return HTTPResponse(statusCode: .serviceUnavailable) }
      let begun = ContinuousClock.now
      var response = await pages.answer(request, gate)
      let spent = begun.duration(to: .now)
      let milliseconds = Double(spent.components.attoseconds) / 1e15 + Double(spent.components.seconds) * 1e3
      response.headers[HTTPHeader("Server-Timing")] = "app;dur=" + String(format: "%.1f", milliseconds)
      for (name, value) in Gate.headers { response.headers[HTTPHeader(name)] = value }
      return response
    }
    let server = HTTPServer(config: try configuration(), handler: handler)
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { try await server.run() }
      group.addTask { try await ConnectionWatch().run() }
      group.addTask {
        try await server.waitUntilListening()
        ConnectionWatch.limitQueues()
        let port = await Self.port(server)
        let token = settings.needsToken ? Gate.secret() : nil
        let shown = settings.address.contains(":") ? "[\(settings.address)]" : settings.address
        let names = ["127.0.0.1", "localhost", "[::1]", shown].map { "\($0):\(port)" }
        gates.gate = Gate(token: token, hosts: Set(names), port: port)
        ready("http://\(shown):\(port)/" + (token.map { "?token=\($0)" } ?? ""))
        try await Task.sleep(for: .seconds(1 << 31))
      }
      try await group.next()
      group.cancelAll()
    }
  }

  private func configuration() throws -> HTTPServer.Configuration {
    if settings.address.contains(":") {
      return try .init(
        address: .inet6(ip6: settings.address, port: settings.port), timeout: 20,
        sharedRequestReplaySize: Gate.largestForm, logger: .disabled)
    }
    return try .init(
      address: .inet(ip4: settings.address, port: settings.port), timeout: 20,
      sharedRequestReplaySize: Gate.largestForm, logger: .disabled)
  }

  private static func port(_ server: HTTPServer) async -> UInt16 {
    switch await server.listeningAddress {
    case .ip4(_, let port): port
    case .ip6(_, let port): port
    default: 0
    }
  }
}

/// A handler made of a closure.
private struct ClosureHandler: HTTPHandler {
  var body: @Sendable (HTTPRequest) async -> HTTPResponse
  func handleRequest(_ request: HTTPRequest) async throws -> HTTPResponse { await body(request) }
}

import FlyingFox
import Foundation
import Testing

@testable import Review

/// Who is let in.
@Suite struct GateTests {
  static let gate = Gate(token: "t", hosts: ["127.0.0.1:80", "localhost:80"], port: 80)

  static func request(
    _ headers: [String: String], _ method: HTTPMethod = .GET, _ path: String = "/"
  ) -> HTTPRequest {
    var all = ["Host": "127.0.0.1:80", "Cookie": "heshu-80=t"]
    all.merge(headers) { $1 }
    return HTTPRequest(
      method: method, version: .http11, target: .init(path: path, query: ""),
      headers: HTTPHeaders(Dictionary(uniqueKeysWithValues: all.map { (HTTPHeader($0.key), $0.value) })),
      body: HTTPBodySequence(data: Data()))
  }

  @Test(
    arguments: [
      ([:], "GET", 1, nil),
      (["Host": "LOCALHOST:80"], "GET", 1, nil),
      (["Host": "evil.example"], "GET", 1, .host),
      (["Host": "127.0.0.1:81"], "GET", 1, .host),
      (["Cookie": ""], "GET", 1, .token),
      (["Cookie": "heshu-80=u"], "GET", 1, .token),
      (["Cookie": "heshu-81=t"], "GET", 1, .token),
      (["Cookie": "a=b; heshu-80=t"], "GET", 1, nil),
      (["Origin": "http://127.0.0.1:80"], "GET", 1, nil),
      (["Origin": "null"], "GET", 1, .origin),
      (["Origin": "http://localhost:80"], "GET", 1, .origin),
      (["Sec-Fetch-Site": "cross-site"], "POST", 1, .origin),
      (["Sec-Fetch-Site": "same-origin"], "POST", 1, nil),
      ([:], "PUT", 1, .method),
      (["Content-Length": "65537"], "POST", 1, .size),
      (["Content-Length": "x"], "POST", 1, .size),
      (["Transfer-Encoding": "chunked"], "POST", 1, .size),
      ([:], "GET", 9000, .target),
    ] as [([String: String], String, Int, Gate.Refusal?)])
  func refusals(_ headers: [String: String], _ method: String, _ length: Int, _ refusal: Gate.Refusal?) {
    let path = "/" + String(repeating: "x", count: length - 1)
    #expect(Self.gate.refusal(Self.request(headers, HTTPMethod(method), path)) == refusal)
  }

  @Test func secretsAreLongAndDiffer() {
    let secrets = Set((0..<100).map { _ in Gate.secret() })
    #expect(secrets.count == 100 && secrets.allSatisfy { $0.count == 64 })
  }
}

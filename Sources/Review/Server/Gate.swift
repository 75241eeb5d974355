import FlyingFox
import Foundation

/// Lets nobody in but the browser of the user who started the program.
///
/// Note [Who may ask]: any page of the web may send requests to a port of this machine, and may give its own name to
/// this address (DNS rebinding). Therefore the `Host` of a request is one of the names of this server; whatever a
/// request says of its origin is this server; the browser has the token that the program printed, in a cookie that no
/// script reads and no other site sends; and every change repeats a second secret that stands in the page alone.
struct Gate: Sendable {
  /// Nil lets everybody in who reaches the port.
  let token: String?
  /// What every change repeats.
  let formSecret: String
  /// What `Host` may say.
  let hosts: Set<String>
  private let cookie: String

  init(token: String?, hosts: Set<String>, port: UInt16) {
    self.token = token
    self.hosts = hosts
    formSecret = Self.secret()
    // Cookies do not tell ports apart.
    cookie = "heshu-\(port)"
  }

  /// 256 random bits.
  static func secret() -> String {
    var random = SystemRandomNumberGenerator()
    return (0..<4).map { _ in
      let digits = String(random.next(), radix: 16)
      return String(repeating: "0", count: 16 - digits.count) + digits
    }.joined()
  }

  /// The longest target and the largest form, in bytes.
  static let longestTarget = 8192
  static let largestForm = 65_536

  enum Refusal: Sendable { case method, target, size, host, origin, token, form }

  /// What is wrong with a request before its form is read; nil when nothing is.
  func refusal(_ request: HTTPRequest) -> Refusal? {
    guard request.method == .GET || request.method == .POST else { return .method }
    guard request.target.rawValue.utf8.count <= Self.longestTarget else { return .target }
    guard request.headers[.transferEncoding] == nil else { return .size }
    if let length = request.headers[.contentLength], Int(length).map({ $0 > Self.largestForm }) ?? true { return .size }
    guard let host = request.headers[.host]?.lowercased(), hosts.contains(host) else { return .host }
    let headers = ["Origin", "Sec-Fetch-Site"].map { request.headers[HTTPHeader($0)]?.lowercased() }
    if let origin = headers[0], origin != "http://" + host { return .origin }
    if request.method == .POST, headers[0] == nil, headers[1] != nil, headers[1] != "same-origin" { return .origin }
    if let token, !holds(request, token) { return .token }
    return nil
  }

  /// Whether the address holds the token, as the one that the program printed.
  func brings(_ fields: FormFields) -> Bool { token.map { Self.isSame($0, fields["token"]) } ?? false }

  func isForm(_ fields: FormFields) -> Bool { Self.isSame(formSecret, fields["csrf"]) }

  var setCookie: String { "\(cookie)=\(token ?? ""); HttpOnly; SameSite=Strict; Path=/" }

  private func holds(_ request: HTTPRequest, _ token: String) -> Bool {
    for part in (request.headers[.cookie] ?? "").split(separator: ";") {
      let pair = part.split(separator: "=", maxSplits: 1)
      if pair.count == 2, pair[0].trimmingCharacters(in: .whitespaces) == cookie {
        return Self.isSame(token, pair[1].trimmingCharacters(in: .whitespaces))
      }
    }
    return false
  }

  /// Compares in a time that says nothing of where two texts differ.
  private static func isSame(_ one: String, _ other: String) -> Bool {
    let (one, other) = (Array(one.utf8), Array(other.utf8))
    guard one.count == other.count else { return false }
    return zip(one, other).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
  }

  /// What every answer says: nothing from elsewhere, no frames, no guessing, nothing kept.
  static let headers: [String: String] = [
    "Content-Security-Policy":
      "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; form-action 'self'; "
      + "base-uri 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff", "X-Frame-Options": "DENY", "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin", "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()", "Cache-Control": "no-store",
    "Connection": "close",
  ]
}

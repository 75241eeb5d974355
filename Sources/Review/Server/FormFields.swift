import Foundation

/// The fields of a query or of a submitted form.
struct FormFields: Sendable {
  private var values: [String: String] = [:]

  /// Fields that one request may have, and characters that one of them may.
  private static let most = 64
  private static let longest = 20_000

  /// - Parameter encoded: `a=b&c=%E5%8C%BA`, blanks written as `+`.
  init(_ encoded: some StringProtocol) {
    for field in encoded.split(separator: "&").prefix(Self.most) {
      let parts = field.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      let name = Self.decode(parts[0])
      if values[name] == nil {
        values[name] = String(Self.decode(parts.count > 1 ? parts[1] : "").prefix(Self.longest))
      }
    }
  }

  private static func decode(_ text: some StringProtocol) -> String {
    let blanks = String(text).replacingOccurrences(of: "+", with: " ")
    // Malformed escapes are taken as they stand.
    return blanks.removingPercentEncoding ?? blanks
  }

  subscript(_ name: String) -> String { values[name] ?? "" }

  /// Fields as a query, those without value left out: `?a=b&c=d`, or nothing.
  static func query(_ fields: [(String, String)]) -> String {
    let parts = fields.filter { !$0.1.isEmpty }.map { "\(encode($0.0))=\(encode($0.1))" }
    return parts.isEmpty ? "" : "?" + parts.joined(separator: "&")
  }

  static func encode(_ text: String) -> String {
    text.addingPercentEncoding(withAllowedCharacters: unreserved) ?? ""
  }

  private static let unreserved = CharacterSet(
    charactersIn: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
}

/// One object of JSON Lines: the text values of its keys.
///
/// A reader of its own, because records of real dumps hold lone surrogates and raw control characters, which must not
/// cost the text.
struct JSONRecord {
  /// What is wrong with a line, and at which byte.
  struct Malformed: Error {
    var at: Int
    var message: String
    /// What stands before that byte.
    var values: [String: String] = [:]
  }

  /// Texts and numbers as text; other values are left out.
  private(set) var values: [String: String] = [:]

  private let bytes: [UInt8]
  private var at = 0

  /// Complexity: linear.
  init(_ bytes: [UInt8]) throws(Malformed) {
    self.bytes = bytes
    skipSpace()
    guard peek == UInt8(ascii: "{") else { throw failure("expected a JSON object") }
    at += 1
    skipSpace()
    if peek == UInt8(ascii: "}") {
      at += 1
    } else {
      try members()
    }
    skipSpace()
    if at < bytes.count { throw failure("text behind the object") }
  }

  private mutating func members() throws(Malformed) {
    while true {
      skipSpace()
      let key = try string()
      skipSpace()
      guard peek == UInt8(ascii: ":") else { throw failure("expected ':' after the key '\(key)'") }
      at += 1
      if let value = try value(depth: 0) { values[key] = value }
      skipSpace()
      let mark = peek
      at += 1
      if mark == UInt8(ascii: "}") { return }
      guard mark == UInt8(ascii: ",") else {
        at -= 1
        throw failure(at < bytes.count ? "expected ',' or '}'" : "the record is cut off")
      }
    }
  }

  /// A value as text; nil for null, lists and objects, which are passed over.
  private mutating func value(depth: Int) throws(Malformed) -> String? {
    skipSpace()
    guard let first = peek else { throw failure("the record is cut off") }
    switch first {
    case UInt8(ascii: "\""): return try string()
    case UInt8(ascii: "{"), UInt8(ascii: "["):
      guard depth < 64 else { throw failure("nested too deep") }
      try list(depth: depth, isObject: first == UInt8(ascii: "{"))
      return nil
    default:
      let start = at
      while let byte = peek, !" \t\r\n,]}".utf8.contains(byte) { at += 1 }
      let word = String(decoding: bytes[start..<at], as: UTF8.self)
      if word == "null" { return nil }
      guard word == "true" || word == "false" || Double(word) != nil else {
        at = start
        throw failure("expected a value")
      }
      return word
    }
  }

  private mutating func list(depth: Int, isObject: Bool) throws(Malformed) {
    let close = isObject ? UInt8(ascii: "}") : UInt8(ascii: "]")
    at += 1
    skipSpace()
    if peek == close {
      at += 1
      return
    }
    while true {
      skipSpace()
      if isObject {
        _ = try string()
        skipSpace()
        guard peek == UInt8(ascii: ":") else { throw failure("expected ':'") }
        at += 1
      }
      _ = try value(depth: depth + 1)
      skipSpace()
      let mark = peek
      guard mark == close || mark == UInt8(ascii: ",") else { throw failure("a list or object is not closed") }
      at += 1
      if mark == close { return }
    }
  }

  private mutating func string() throws(Malformed) -> String {
    guard peek == UInt8(ascii: "\"") else { throw failure("expected '\"'") }
    at += 1
    var text: [UInt8] = []
    while let byte = peek {
      at += 1
      switch byte {
      case UInt8(ascii: "\""): return String(decoding: text, as: UTF8.self)
      case UInt8(ascii: "\\"): try escape(into: &text)
      default: text.append(byte)
      }
    }
    throw failure("the record is cut off within a text")
  }

  private mutating func escape(into text: inout [UInt8]) throws(Malformed) {
    guard let letter = peek else { throw failure("the record is cut off") }
    at += 1
    switch letter {
    case UInt8(ascii: "n"): text.append(0x0A)
    case UInt8(ascii: "t"): text.append(0x09)
    case UInt8(ascii: "r"): text.append(0x0D)
    case UInt8(ascii: "b"): text.append(0x08)
    case UInt8(ascii: "f"): text.append(0x0C)
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(letter)
    case UInt8(ascii: "u"):
      var code = try hexadecimal()
      if code & 0xFC00 == 0xD800, at + 1 < bytes.count, bytes[at] == UInt8(ascii: "\\"),
        bytes[at + 1] == UInt8(ascii: "u")
      {
        let before = at
        at += 2
        let low = try hexadecimal()
        if low & 0xFC00 == 0xDC00 { code = 0x10000 + (code & 0x3FF) << 10 + (low & 0x3FF) } else { at = before }
      }
      text += Array(String(Character(Unicode.Scalar(code) ?? "\u{FFFD}")).utf8)
    default:
      at -= 1
      throw failure("no escape '\\\(Character(Unicode.Scalar(letter)))'")
    }
  }

  private mutating func hexadecimal() throws(Malformed) -> UInt32 {
    guard at + 4 <= bytes.count, let code = UInt32(String(decoding: bytes[at..<(at + 4)], as: UTF8.self), radix: 16)
    else { throw failure("expected four hexadecimal digits") }
    at += 4
    return code
  }

  private var peek: UInt8? { at < bytes.count ? bytes[at] : nil }

  private mutating func skipSpace() { while let byte = peek, " \t\r\n".utf8.contains(byte) { at += 1 } }

  private func failure(_ message: String) -> Malformed {
    Malformed(at: at, message: message, values: values)
  }
}

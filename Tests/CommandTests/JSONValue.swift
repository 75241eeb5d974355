/// A JSON document, read strictly after RFC 8259, the members of objects in the order in which they stand.
indirect enum JSONValue: Equatable {
  case null
  case bool(Bool)
  /// As written.
  case number(String)
  case string(String)
  case array([JSONValue])
  case object([Member])

  struct Member: Equatable {
    var key: String
    var value: JSONValue
  }

  struct Malformed: Error { var at: Int }

  init(_ text: some StringProtocol) throws {
    var reader = Reader(bytes: Array(text.utf8))
    self = try reader.value()
    reader.space()
    guard reader.at == reader.bytes.count else { throw Malformed(at: reader.at) }
  }

  subscript(_ key: String) -> JSONValue? {
    guard case .object(let members) = self else { return nil }
    return members.first { $0.key == key }?.value
  }

  var keys: [String] {
    guard case .object(let members) = self else { return [] }
    return members.map(\.key)
  }

  var string: String? { if case .string(let text) = self { text } else { nil } }
  var integer: Int? { if case .number(let digits) = self { Int(digits) } else { nil } }
  var elements: [JSONValue] { if case .array(let elements) = self { elements } else { [] } }

  private struct Reader {
    let bytes: [UInt8]
    var at = 0

    var next: UInt8? { at < bytes.count ? bytes[at] : nil }

    mutating func space() { while let byte = next, [0x20, 0x09, 0x0A, 0x0D].contains(byte) { at += 1 } }

    mutating func take(_ text: String) throws {
      guard bytes[at...].starts(with: text.utf8) else { throw Malformed(at: at) }
      at += text.utf8.count
    }

    mutating func value() throws -> JSONValue {
      space()
      switch next {
      case UInt8(ascii: "{"):
        var members: [Member] = []
        try list(UInt8(ascii: "}")) { reader in
          reader.space()
          let key = try reader.string()
          reader.space()
          try reader.take(":")
          members.append(Member(key: key, value: try reader.value()))
        }
        return .object(members)
      case UInt8(ascii: "["):
        var elements: [JSONValue] = []
        try list(UInt8(ascii: "]")) { reader in elements.append(try reader.value()) }
        return .array(elements)
      case UInt8(ascii: "\""): return .string(try string())
      case UInt8(ascii: "t"):
        try take("true")
        return .bool(true)
      case UInt8(ascii: "f"):
        try take("false")
        return .bool(false)
      case UInt8(ascii: "n"):
        try take("null")
        return .null
      default: return .number(try number())
      }
    }

    mutating func list(_ end: UInt8, element: (inout Reader) throws -> Void) throws {
      at += 1
      space()
      if next == end {
        at += 1
        return
      }
      while true {
        try element(&self)
        space()
        if next == end {
          at += 1
          return
        }
        try take(",")
      }
    }

    mutating func number() throws -> String {
      let start = at
      while let byte = next, "+-.eE0123456789".utf8.contains(byte) { at += 1 }
      let text = String(decoding: bytes[start..<at], as: UTF8.self)
      guard text.wholeMatch(of: /-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?/) != nil else {
        throw Malformed(at: start)
      }
      return text
    }

    mutating func string() throws -> String {
      try take("\"")
      var units: [UInt8] = []
      while let byte = next {
        at += 1
        switch byte {
        case UInt8(ascii: "\""): return String(decoding: units, as: UTF8.self)
        case 0..<0x20: throw Malformed(at: at)
        case UInt8(ascii: "\\"):
          guard let letter = next else { throw Malformed(at: at) }
          at += 1
          switch letter {
          case UInt8(ascii: "n"): units.append(0x0A)
          case UInt8(ascii: "t"): units.append(0x09)
          case UInt8(ascii: "r"): units.append(0x0D)
          case UInt8(ascii: "u"):
            guard at + 4 <= bytes.count,
              let code = UInt32(String(decoding: bytes[at..<at + 4], as: UTF8.self), radix: 16),
              let scalar = Unicode.Scalar(code)
            else { throw Malformed(at: at) }
            at += 4
            units.append(contentsOf: String(Character(scalar)).utf8)
          case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): units.append(letter)
          default: throw Malformed(at: at)
          }
        default: units.append(byte)
        }
      }
      throw Malformed(at: at)
    }
  }
}

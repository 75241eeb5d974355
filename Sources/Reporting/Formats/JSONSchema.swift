/// JSON Schema (draft 2020-12) of a record type.
public enum JSONSchema {
  /// The JSON Schema of a record, as JSON.
  public static func text(of type: RecordType) -> String {
    var json = JSONWriter()
    json.beginObject()
    json.pair("$schema", "https://json-schema.org/draft/2020-12/schema")
    json.pair("$id", "urn:heshu:schema:\(type.name):\(RecordType.version)")
    json.pair("title", type.name)
    json.pair("description", type.meaning)
    json.pair("type", "object")
    json.key("required")
    json.array(type.columns.map(\.name))
    json.key("properties")
    json.beginObject()
    for column in type.columns {
      json.key(column.name)
      property(column, into: &json)
    }
    json.endObject()
    json.endObject()
    json.endLine()
    return String(decoding: json.bytes, as: UTF8.self)
  }

  private static func property(_ column: Column, into json: inout JSONWriter) {
    json.beginObject()
    var types: [String]
    switch column.content {
    case .text: types = ["string"]
    case .integer: types = ["integer"]
    case .number: types = ["number"]
    case .numberOrText: types = ["number", "string"]
    case .flag: types = ["boolean"]
    case .texts, .spans, .integers: types = ["array"]
    }
    if column.nullable { types.append("null") }
    json.key("type")
    if types.count == 1 { json.string(types[0]) } else { json.array(types) }
    if let allowed = column.allowed {
      json.key("enum")
      json.beginArray()
      for text in allowed { json.string(text) }
      if column.nullable { json.null() }
      json.endArray()
    }
    if let pattern = column.pattern { json.pair("pattern", pattern) }
    switch column.content {
    case .integer: json.pair("minimum", 0)
    case .texts: json.items { $0.pair("type", "string") }
    case .integers:
      json.items {
        $0.pair("type", "integer")
        $0.pair("minimum", 0)
      }
    case .spans:
      json.items {
        $0.pair("type", "array")
        $0.items {
          $0.pair("type", "integer")
          $0.pair("minimum", 0)
        }
        $0.pair("minItems", 2)
        $0.pair("maxItems", 2)
      }
    default: break
    }
    json.pair("description", column.meaning)
    json.endObject()
  }
}

extension JSONWriter {
  fileprivate mutating func pair(_ key: String, _ value: String) {
    self.key(key)
    string(value)
  }

  fileprivate mutating func pair(_ key: String, _ value: Int) {
    self.key(key)
    integer(value)
  }

  fileprivate mutating func array(_ texts: [String]) {
    beginArray()
    for text in texts { string(text) }
    endArray()
  }

  fileprivate mutating func items(_ body: (inout JSONWriter) -> Void) {
    key("items")
    beginObject()
    body(&self)
    endObject()
  }
}

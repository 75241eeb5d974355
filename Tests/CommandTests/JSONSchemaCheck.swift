/// The part of JSON Schema (draft 2020-12) that the program's schemas use. An unknown keyword is a complaint, so that
/// no schema can say more than is checked.
enum JSONSchemaCheck {
  /// What is wrong with a value; empty when it fits.
  static func complaints(_ value: JSONValue, _ schema: JSONValue, at path: String = "$") throws -> [String] {
    var complaints: [String] = []
    for key in schema.keys {
      guard let rule = schema[key] else { continue }
      switch key {
      case "$schema", "$id", "title", "description": continue
      case "type":
        let types = rule.string.map { [$0] } ?? rule.elements.compactMap(\.string)
        if !types.contains(where: { fits(value, type: $0) }) { complaints.append("\(path): \(value) is no \(types)") }
      case "enum":
        if !rule.elements.contains(value) { complaints.append("\(path): \(value) is not among \(rule)") }
      case "pattern":
        guard let text = value.string else { continue }
        if try Regex(rule.string ?? "").firstMatch(in: text) == nil {
          complaints.append("\(path): '\(text)' does not match \(rule)")
        }
      case "required":
        for name in rule.elements.compactMap(\.string) where value[name] == nil {
          complaints.append("\(path): no \(name)")
        }
      case "properties":
        for name in rule.keys {
          guard let property = rule[name], let member = value[name] else { continue }
          complaints += try Self.complaints(member, property, at: "\(path).\(name)")
        }
      case "items":
        for (number, element) in value.elements.enumerated() {
          complaints += try Self.complaints(element, rule, at: "\(path)[\(number)]")
        }
      case "minItems": if value.elements.count < rule.integer ?? 0 { complaints.append("\(path): too few") }
      case "maxItems": if value.elements.count > rule.integer ?? .max { complaints.append("\(path): too many") }
      case "minimum":
        if let number = value.integer, number < rule.integer ?? 0 { complaints.append("\(path): \(number) too small") }
      default: complaints.append("\(path): the schema uses '\(key)', which this check does not know")
      }
    }
    return complaints
  }

  private static func fits(_ value: JSONValue, type: String) -> Bool {
    switch (value, type) {
    case (.null, "null"), (.bool, "boolean"), (.number, "number"), (.string, "string"), (.array, "array"),
      (.object, "object"):
      true
    case (.number(let digits), "integer"): Int(digits) != nil
    default: false
    }
  }
}

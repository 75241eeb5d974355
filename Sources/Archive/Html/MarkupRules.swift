import Foundation
import RuleFiles

/// What `pages/markup.tsv` says: where the article stands on a web page.
struct MarkupRules: Sendable {
  enum Form: String, CaseIterable, Sendable { case element, id, `class`, itemprop, comment, meta, field, cue }
  enum Role: String, CaseIterable, Sendable {
    case content, title, shoulder, subtitle, author, date, origin, unit, drop
  }

  struct Entry: Sendable {
    var name: String
    var form: Form
    var role: Role
  }

  /// In the order of the file.
  private(set) var contents: [Entry] = []
  private(set) var cues: [Entry] = []
  /// Names are those of the comment and of the element in it.
  private(set) var fields: [(comment: String, element: String, role: Role)] = []
  private var roles: [Form: [String: Role]] = [:]

  /// Reads `pages/markup.tsv`.
  init(rules: inout RuleFolder) {
    let table = rules.table("pages/markup.tsv", required: ["name", "form", "role", "example"])
    guard let name = table.column("name"), let form = table.column("form"), let role = table.column("role"),
      let example = table.column("example")
    else { return }
    for row in 0..<table.rowCount {
      guard let knownForm: Form = table.choice(row, form, &rules.diagnostics) else { continue }
      guard let knownRole: Role = table.choice(row, role, &rules.diagnostics) else { continue }
      let entry = Entry(name: table.cell(row, name), form: knownForm, role: knownRole)
      let parts = entry.name.split(separator: "/", maxSplits: 1)
      if !parts.allSatisfy(table.cell(row, example).lowercased().contains) {
        rules.diagnostics.append(
          table.diagnostic(row: row, column: example, "the example does not show '\(entry.name)'"))
      }
      if knownForm == .field, parts.count == 2 {
        fields.append((String(parts[0]), String(parts[1]), knownRole))
      } else if knownForm == .cue {
        cues.append(entry)
      } else if knownRole == .content {
        contents.append(entry)
      } else {
        roles[knownForm, default: [:]][entry.name] = knownRole
      }
    }
  }

  /// The role of a name, other than content.
  func role(_ form: Form, _ name: String) -> Role? { roles[form]?[name] }
}

import Foundation
import NewsText
import RuleFiles

extension MentionReader {
  /// Reads every example of the form stanzas, of the unit tables and of the qualifiers, and reports those that are not
  /// read as they say.
  func checkExamples(_ folder: inout RuleFolder) {
    for entry in rules.units.entries where !entry.example.isEmpty {
      check(entry.example, entry.reference, "no figure with the unit '\(entry.surface)' is read here", &folder) {
        $0.unit == entry.surface || $0.unit.hasSuffix(entry.surface)
      }
    }
    for entry in rules.qualifiers.entries where !entry.example.isEmpty {
      check(entry.example, entry.reference, "no figure with this qualifier is read here", &folder) {
        $0.qualifier == entry.hedge.qualifier
      }
    }
    for example in rules.forms.examples {
      let units = Array(example.text.utf16)
      let found = mentions(in: units, span: Span(0, units.count))
      guard let expected = example.expected else {
        if let figure = found.first(where: { $0.kind != .name && $0.kind != .identifier }) {
          report(example, "text marked 'none' holds a figure", "got \(describe(figure, units))", &folder)
        }
        continue
      }
      let lines = found.map { describe($0, units) }
      let agrees = lines.contains { line in
        zip(line.split(separator: " "), expected).allSatisfy { $0 == $1 }
          && line.split(separator: " ").count >= expected.count
      }
      if !agrees {
        report(
          example, "the example is not read as it says",
          "got \(lines.isEmpty ? "nothing" : lines.joined(separator: " | "))", &folder)
      }
    }
  }

  private func check(
    _ example: String, _ reference: RuleReference, _ message: String, _ folder: inout RuleFolder,
    _ agrees: (Mention) -> Bool
  ) {
    let units = Array(example.utf16)
    let found = mentions(in: units, span: Span(0, units.count))
    guard !found.contains(where: agrees) else { return }
    let got = found.map { describe($0, units) }.joined(separator: " | ")
    folder.diagnostics.append(
      Diagnostic(
        file: reference.file, line: reference.line, column: 1, message: message, source: example,
        help: "got \(got.isEmpty ? "nothing" : got)"))
  }

  /// Span, kind, value, qualifier and unit of a mention, in the words of the records.
  func describe(_ mention: Mention, _ units: [UInt16]) -> String {
    let value =
      switch mention.value {
      case .number(let number): "\(number)"
      case .date(let iso): iso
      case .none: "-"
      }
    let text = String(decoding: units[mention.span.range].filter { $0 != 0x20 }, as: UTF16.self)
    return [text, mention.kind.rawValue, value, mention.qualifier.rawValue, mention.unit].filter { !$0.isEmpty }.joined(
      separator: " ")
  }

  private func report(_ example: FormTable.Example, _ message: String, _ help: String, _ folder: inout RuleFolder) {
    folder.diagnostics.append(
      Diagnostic(
        file: example.file, line: example.field.line, column: example.field.column, message: message,
        source: example.field.source, help: help))
  }
}

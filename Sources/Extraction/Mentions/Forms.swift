import NewsText
import RuleFiles

/// The forms of numeric expressions; each has a stanza with examples in a `forms.rules` file, which mentions refer to.
enum Form: String, CaseIterable, Sendable {
  case bareNumber = "bare-number"
  case numberUnit = "number-unit"
  case hedgedNumber = "hedged-number"
  case neighbourDigits = "neighbour-digits"
  case openDigit = "open-digit"
  case range
  case composite
  case half
  case percent
  case parts
  case fraction
  case share
  case ordinal
  case session
  case first
  case identifier
  case code
  case nameFront = "name-front"
  case duration
  case clock
  case frequency
  case date
  case numericDate = "numeric-date"
  case datePeriod = "date-period"
  case dateRange = "date-range"

  /// Its place in `allCases`: an enumeration without payloads is stored as the number of its case.
  var index: Int { Int(unsafeBitCast(self, to: UInt8.self)) }
}

/// Where each form is written down, and the examples that hold it to its word.
///
/// Set up by the thread that loads the rules, then only read, by all that share it.
final class FormTable: @unchecked Sendable {
  struct Example: Sendable {
    var text: String
    /// Span, kind, value, qualifier, unit, as far as given; nil when the text must hold no figure.
    var expected: [String]?
    var field: StanzaFile.Field
    var file: String
  }

  private var references = [RuleReference?](repeating: nil, count: Form.allCases.count)
  private(set) var examples: [Example] = []

  init(rules: inout RuleFolder) {
    let grammar = StanzaGrammar(["form": ["about": .once, "example": .repeatedRequired, "none": .repeated]])
    var first: String?
    for file in ["numerals/forms.rules", "dates/forms.rules"] {
      let stanzas = rules.stanzas(file, grammar: grammar)
      first = first ?? file
      for stanza in stanzas.stanzas {
        guard let form = Form(rawValue: stanza.id) else {
          rules.diagnostics.append(
            Diagnostic(
              file: stanza.reference.file, line: stanza.reference.line, column: 6,
              message: "no form '\(stanza.id)' is known",
              source: stanza.source, help: Suggestion.help(for: stanza.id, among: Form.allCases.map(\.rawValue))))
          continue
        }
        references[form.index] = stanza.reference
        for field in stanza.fields where field.key == "example" || field.key == "none" {
          read(field, stanza.reference.file, &rules.diagnostics)
        }
      }
    }
    for form in Form.allCases where references[form.index] == nil {
      rules.diagnostics.append(
        Diagnostic(
          file: first ?? "", line: 1, column: 1, message: "form '\(form.rawValue)' has no stanza", source: "",
          help: "add 'form \(form.rawValue)' with an example"))
    }
  }

  private func read(_ field: StanzaFile.Field, _ file: String, _ diagnostics: inout [Diagnostic]) {
    if field.key == "none" {
      examples.append(Example(text: field.value, expected: nil, field: field, file: file))
      return
    }
    let arrow = WrittenForm.first("=>", in: field.value)
    guard let arrow, !field.value.hasPrefix("=>"), !field.value.hasSuffix("=>") else {
      diagnostics.append(
        Diagnostic(
          file: file, line: field.line, column: field.column, message: "an example needs ' => ' and what it yields",
          source: field.source, help: "example TEXT => SPAN KIND VALUE QUALIFIER UNIT"))
      return
    }
    var text = String(field.value[..<arrow.lowerBound])
    while text.last == " " { text.removeLast() }
    examples.append(
      Example(
        text: text, expected: field.value[arrow.upperBound...].split(separator: " ").map(String.init), field: field,
        file: file))
  }

  func reference(_ form: Form) -> RuleReference { references[form.index] ?? Self.unwritten }

  private static let unwritten = RuleReference(file: "numerals/forms.rules", line: 1)
}

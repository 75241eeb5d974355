import Mustache
import Reporting

/// Text for HTML, code point by code point.
///
/// Note [Escaping by code points]: the escaping of the template library goes by `Character`, in which `"` with a
/// combining accent behind it is not `"`; a browser goes by code points, for which it ends an attribute. Templates are
/// therefore rendered with the content types of this file. Controls that could make a line read otherwise than it is
/// written (bidirectional marks, for one) are spelled out.
struct MarkupContent: MustacheContentType {
  func escapeText(_ text: String) -> String {
    var escaped = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": escaped.append(contentsOf: "&amp;".unicodeScalars)
      case "<": escaped.append(contentsOf: "&lt;".unicodeScalars)
      case ">": escaped.append(contentsOf: "&gt;".unicodeScalars)
      case "\"": escaped.append(contentsOf: "&quot;".unicodeScalars)
      case "'": escaped.append(contentsOf: "&#39;".unicodeScalars)
      case "`": escaped.append(contentsOf: "&#96;".unicodeScalars)
      default: VisibleText.append(scalar, to: &escaped)
      }
    }
    return String(escaped)
  }
}

/// Text for Markdown: no character of it has a meaning there.
struct MarkdownContent: MustacheContentType {
  func escapeText(_ text: String) -> String {
    var escaped = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": escaped.append(contentsOf: "&amp;".unicodeScalars)
      case "<": escaped.append(contentsOf: "&lt;".unicodeScalars)
      case ">": escaped.append(contentsOf: "&gt;".unicodeScalars)
      case "\n", "\r", "\t": escaped.append(" ")
      case "\\", "`", "*", "_", "{", "}", "[", "]", "(", ")", "#", "+", "|", "~", "!", ":", "@", "=":
        escaped.append("\\")
        escaped.append(scalar)
      default: VisibleText.append(scalar, to: &escaped)
      }
    }
    return String(escaped)
  }
}

import Foundation
import Testing

/// A way to damage a line of a rule file.
struct Damage: Sendable, CustomTestStringConvertible {
  var name: String
  /// Whether only the header of a table is damaged; else never.
  var isOfHeader = false
  /// Whether names of other things change, which are then missed where they are used.
  var isOfNames = false
  /// What the line may become; empty where the damage does not apply.
  var apply: @Sendable (_ line: String, _ file: String) -> [String]
  var testDescription: String { name }

  static let all = tables + stanzas

  // MARK: tables

  private static func cells(_ line: String) -> [String] {
    line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
  }

  /// The line with each cell in turn changed, where `change` makes something else of it.
  private static func each(
    _ line: String, _ file: String, _ change: (String) -> String?
  ) -> [String] {
    guard file.hasSuffix(".tsv") else { return [] }
    let cells = cells(line)
    return cells.indices.compactMap { index in
      guard let changed = change(cells[index]), changed != cells[index] else { return nil }
      var damaged = cells
      damaged[index] = changed
      return damaged.joined(separator: "\t")
    }
  }

  /// The same without the word that the row is about, which may be any.
  private static func eachBehind(_ line: String, _ file: String, _ change: (String) -> String?) -> [String] {
    let word = namesKnown.contains(file) ? nil : cells(line).first
    return each(line, file) { $0 == word ? nil : change($0) }
  }

  /// Files whose first column says to which of some known things a row belongs.
  private static let namesKnown: Set<String> = [
    "lexicons/verbs.tsv", "lexicons/nouns.tsv", "lexicons/function-words.tsv", "gazetteer/words.tsv",
    "gazetteer/kinds.tsv", "gazetteer/divisions.tsv", "enumerations/words.tsv", "checks/archive.tsv",
  ]

  private static func isID(_ cell: String) -> Bool {
    cell.count > 2 && cell.utf8.allSatisfy { 0x61...0x7A ~= $0 || $0 == 0x2D }
  }

  private static let tables = [
    Damage(name: "drop a cell") { line, file in
      let cells = cells(line)
      guard file.hasSuffix(".tsv"), cells.count > 1 else { return [] }
      return [0, cells.count / 2, cells.count - 1].map { index in
        var rest = cells
        rest.remove(at: index)
        return rest.joined(separator: "\t")
      }
    },
    Damage(name: "a cell too many") { line, file in file.hasSuffix(".tsv") ? [line + "\t", line + "\t多"] : [] },
    Damage(name: "spaces for a TAB") { line, file in
      guard file.hasSuffix(".tsv"), let tab = line.firstIndex(of: "\t") else { return [] }
      let rest = line[line.index(after: tab)...]
      return [line.replacingOccurrences(of: "\t", with: "    "), "\(line[..<tab])  \(rest)"]
    },
    Damage(name: "misspell a column", isOfHeader: true) { line, file in each(line, file) { $0 + "z" } },
    Damage(name: "a column twice", isOfHeader: true) { line, file in
      let cells = cells(line)
      return file.hasSuffix(".tsv") && cells.count > 1
        ? [([cells[0], cells[0]] + cells.dropFirst(2)).joined(separator: "\t")] : []
    },
    Damage(name: "misspell an id in a cell", isOfNames: true) { line, file in
      eachBehind(line, file) { isID($0) ? $0 + "zz" : nil }
    },
    Damage(name: "bad number") { line, file in
      eachBehind(line, file) {
        Double($0) != nil || $0.hasPrefix("day") || $0.hasPrefix("year") ? $0.dropLast() + "O" : nil
      }
    },
    Damage(name: "bad interval") { line, file in
      // low above high, an end before its begin, a fraction of nothing
      guard file.hasSuffix(".tsv") else { return [] }
      let cells = cells(line)
      if file == "numerals/expressions.tsv", cells.count > 4, cells[3] != cells[4] {
        var turned = cells
        turned.swapAt(3, 4)
        return [turned.joined(separator: "\t")]
      }
      if file == "dates/frames.tsv", cells.count > 2, !cells[1].isEmpty, !cells[2].isEmpty {
        return [([cells[0], "year+9"] + cells.dropFirst(2)).joined(separator: "\t")]
      }
      return eachBehind(line, file) { cell in
        cell.contains("/") && cell.allSatisfy { $0.isNumber || $0 == "/" || $0 == "." } ? cell + "/0" : nil
      }
    },
    Damage(name: "empty what a row is about") { line, file in
      let cells = cells(line)
      // Of one column alone it would be an empty line, which may stand anywhere.
      guard file.hasSuffix(".tsv"), file != "gazetteer/asides.tsv", cells.count > 1 else { return [] }
      return [([""] + cells.dropFirst()).joined(separator: "\t")]
    },
    Damage(name: "full-width digits and letters in a cell", isOfNames: true) { line, file in
      eachBehind(line, file) { cell in
        guard isID(cell) || Double(cell) != nil else { return nil }
        return String(String.UnicodeScalarView(cell.unicodeScalars.map { Unicode.Scalar($0.value + 0xFEE0) ?? $0 }))
      }
    },
    Damage(name: "spaces around a cell") { line, file in
      each(line, file) { $0 + " " } + each(line, file) { "\u{3000}" + $0 } + each(line, file) { $0 + "\u{A0}" }
    },
    Damage(name: "full-width spaces in a list") { line, file in
      each(line, file) { cell in
        cell.contains(" ") && cell.unicodeScalars.contains { $0.value > 0x2E80 } && !cell.contains("记者")
          ? cell.replacingOccurrences(of: " ", with: "\u{3000}") : nil
      }
    },
    Damage(name: "a row twice") { line, file in file.hasSuffix(".tsv") ? [line + "\n" + line] : [] },
  ]

  // MARK: stanzas

  private static func isField(_ line: String, _ file: String) -> Bool {
    file.hasSuffix(".rules") && line.hasPrefix("  ")
  }

  private static func key(_ line: String) -> Substring { line.drop { $0 == " " }.prefix { $0 != " " } }

  private static let stanzas = [
    Damage(name: "misspell a key") { line, file in
      guard isField(line, file), let at = line.firstIndex(where: { $0 != " " }) else { return [] }
      let key = key(line)
      let rest = line[at...].dropFirst(key.count)
      return ["\(line[..<at])x\(key)\(rest)", "\(line[..<at])\(key.dropLast())\(rest)"]
    },
    Damage(name: "misspell an id of a stanza") { line, file in
      file.hasSuffix(".rules") && !line.hasPrefix(" ")
        ? [line + "-zz", "x" + line, String(line.prefix { $0 != " " })] : []
    },
    Damage(name: "misspell a class, a role or a verdict") { line, file in
      guard isField(line, file),
        ["match", "is", "class", "severity", "inherit", "yield", "object", "example"].contains(key(line))
      else { return [] }
      if key(line) == "example" { return line.contains("=>") ? [line + "zz"] : [] }
      let value = line.dropFirst(2 + key(line).count)
      return value.split(separator: " ").prefix(4).compactMap { word in
        guard let at = word.firstIndex(where: { $0.isLetter && $0.isASCII }) else { return nil }
        let end = word[at...].firstIndex { !$0.isLetter && $0 != "-" } ?? word.endIndex
        let changed = "\(word[..<end])zz\(word[end...])"
        return line.replacingOccurrences(of: word, with: changed)
      }
    },
    Damage(name: "full-width punctuation") { line, file in
      guard isField(line, file) else { return [] }
      let wide: [Character: Character] = [
        ":": "：", "=": "＝", "\"": "”", ">": "＞", "?": "？", "+": "＋", "!": "！", "[": "［", "]": "］", "{": "｛", "}": "｝",
        "*": "＊", "^": "＾", ",": "，",
      ]
      let key = key(line)
      var damaged: [String] = [line.replacingOccurrences(of: "  \(key) ", with: "  \(key)：")]
      if key == "match" || key == "is" { return damaged + [String(line.map { wide[$0] ?? $0 })] }
      if !["example", "none", "about"].contains(key) {
        let value = String(line.dropFirst(3 + key.count)).replacingOccurrences(of: " ", with: "\u{3000}")
        damaged.append("  \(key) \(value)")
      }
      guard let arrow = line.range(of: "=>", options: .backwards) else { return damaged }
      let text = String(line[..<arrow.lowerBound])
      let expected = String(line[arrow.upperBound...])
      let wideArrow = text + "＝＞" + expected.replacingOccurrences(of: "=", with: "＝")
      return damaged + [wideArrow, text + expected]
    },
    Damage(name: "wrong indent") { line, file in
      guard file.hasSuffix(".rules") else { return [] }
      return line.hasPrefix(" ")
        ? [String(line.drop { $0 == " " }), "\t" + line.drop { $0 == " " }, "\u{3000}" + line.drop { $0 == " " }]
        : ["  " + line, "\t" + line]
    },
    Damage(name: "bad repeat") { line, file in
      guard isField(line, file), line.contains("{") else { return [] }
      return [
        line.replacing(#/\{(\d),(\d+)\}/#) { "{\($0.2),\($0.1)}" }, line.replacingOccurrences(of: "}", with: ""),
        line.replacing(#/\{(\d),(\d+)\}/#) { "{\($0.1),x}" },
      ].filter { $0 != line }
    },
    Damage(name: "a line twice") { line, file in file.hasSuffix(".rules") ? [line + "\n" + line] : [] },
    Damage(name: "nothing behind a key") { line, file in isField(line, file) ? ["  " + key(line)] : [] },
    Damage(name: "bytes of another encoding") { line, _ in [line + "\u{F8FF}"] },
  ]
}

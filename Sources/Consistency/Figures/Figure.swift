import Extraction
import Foundation
import NewsText

/// A number with its unit as the checks see it: converted, with its place in the text and the words around it.
struct Figure {
  /// Index into `Document.mentions`.
  var mention: Int
  /// Index into `Document.statistics`, nil for a number that reports nothing (a norm, a frequency).
  var statistic: Int?
  var span: Span
  var kind: Kind
  /// In base units of its dimension; classifiers keep themselves.
  var amount: Amount
  /// The same number, for a first look: what is far off needs no exact arithmetic.
  var rough: Double
  /// Units that can be added and compared have the same number (`checks/units.tsv`); percentages have -1.
  var unitClass: Int
  /// Number of the unit as written: the same for the same unit of the document, 0 for none.
  var unit: Int32
  /// Number of the unit among the words of the checks (`TermIndex.term`).
  var term: Int32
  /// Index into `Page.sentences`.
  var sentence: Int
  /// Index into the clauses of its sentence.
  var clause: Int
  var article: Int
  var paragraph: Int
  /// From the mark or the figure before it: the words that lead to the figure.
  var lead: Span
  /// To the next mark or the next figure: the words behind it.
  var tail: Span
  /// What stands before the lead.
  var before: Mark

  enum Kind { case count, percent, points }

  /// Marks by how strongly they part, weakest first. Those of inside brackets are told by `open` and `close`.
  enum Mark: Int, Comparable {
    /// Another figure, without a mark between.
    case figure
    case pause, comma, semicolon, colon, open, close, stop
    static func < (a: Mark, b: Mark) -> Bool { a.rawValue < b.rawValue }
  }
}

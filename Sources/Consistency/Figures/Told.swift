import Extraction

/// What a statistic tells, its words as numbers of the `NameTable` of its ledger: what is asked of every figure, without
/// touching a string.
struct Told {
  var object: Int32
  var action: Int32
  var place: Int32
  /// The name of the district, -1 where none is known.
  var district: Int32
  /// The code of the district (GB/T 2260), its six digits as a number; 0 where it has none.
  var code: Int32
  /// The end of the period, or its start where it has no end; -1 where neither is known.
  var period: Int32
  var scope: Statistic.Scope
  var planned: Bool

  init(_ statistic: borrowing Statistic, _ names: inout NameTable) {
    object = names.number(of: statistic.object)
    action = names.number(of: statistic.action)
    place = names.number(of: statistic.place)
    district = statistic.district.map { names.number(of: $0.name) } ?? -1
    code = Self.code(statistic.district?.code ?? "")
    period = (statistic.periodEnd ?? statistic.periodStart).map { names.number(of: $0) } ?? -1
    scope = statistic.scope
    planned = statistic.planned
  }

  private static func code(_ digits: String) -> Int32 {
    digits.utf8.count == 6 ? Int32(digits) ?? 0 : 0
  }
}

/// What a word does to the number it stands with; the rows of the table in `Note [What a written number allows]`.
enum Hedge: String, Sendable, CaseIterable {
  /// 余, 多: more, but less than the next round number.
  case odd
  /// 来: about, rather more.
  case loosely = "some"
  /// 近, 接近
  case nearly
  /// 约, 左右
  case about
  /// 超, 逾, 突破
  case above
  /// 不少于, 至少: includes the number.
  case atLeast = "at-least"
  /// 以上: includes the number.
  case orMore = "or-more"
  /// 不足, 不到
  case below
  /// 以下, 以内, 不超过: includes the number.
  case atMost = "at-most"
  /// 上百, 上千
  case hundreds

  /// The word of the records for it.
  var qualifier: Qualifier {
    switch self {
    case .odd, .above, .hundreds, .orMore: .over
    case .loosely, .about: .about
    case .nearly: .nearly
    case .atLeast: .atleast
    case .below, .atMost: .atmost
    }
  }
}

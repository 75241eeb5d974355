import Foundation

/// Writes numbers and texts the way newspapers do.
enum Written {
  static func grouped(_ number: Int, _ mark: String) -> String {
    let digits = Array(String(number))
    var result = ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index) % 3 == 0 { result += mark }
      result.append(digit)
    }
    return result
  }

  /// Digits, points and percent signs in full width; everything else stays.
  static func fullWidth(_ text: String) -> String {
    String(
      String.UnicodeScalarView(
        text.unicodeScalars.map { scalar in
          switch scalar {
          case "0"..."9", ".", "%": Unicode.Scalar(scalar.value + 0xFEE0) ?? scalar
          default: scalar
          }
        }))
  }

  static func chinese(_ number: Int) -> String {
    let text = spell(number, Array("零一二三四五六七八九"), ["", "十", "百", "千"])
    return text.hasPrefix("一十") ? String(text.dropFirst()) : text
  }

  static func formal(_ number: Int) -> String { spell(number, Array("零壹贰叁肆伍陆柒捌玖"), ["", "拾", "佰", "仟"]) }

  private static func spell(_ number: Int, _ digits: [Character], _ steps: [String]) -> String {
    var result = ""
    var rest = number
    for (base, name) in [(100_000_000, "亿"), (10_000, "万"), (1, "")] {
      let part = rest / base
      rest %= base
      guard part > 0 else { continue }
      if !result.isEmpty, part < 1000 { result.append(digits[0]) }
      var zero = false
      var section = ""
      for power in stride(from: 3, through: 0, by: -1) {
        let digit = part / (0..<power).reduce(1) { all, _ in all * 10 } % 10
        if digit == 0 {
          zero = !section.isEmpty
        } else {
          if zero { section.append(digits[0]) }
          zero = false
          section += String(digits[digit]) + steps[power]
        }
      }
      result += section + name
    }
    return result
  }

  /// Simplified and Traditional character, for the words of these tests.
  private static let pairs: [Character: Character] = {
    let simplified = Array("万亿余几数来个约点时钟两条类项场处间张队组级层栋单门产对双头块颗盏册户过将号节国长车于达满据报当记获会议办为从与")
    let traditional = Array("萬億餘幾數來個約點時鐘兩條類項場處間張隊組級層棟單門產對雙頭塊顆盞冊戶過將號節國長車於達滿據報當記獲會議辦為從與")
    return Dictionary(zip(simplified, traditional)) { first, _ in first }
  }()

  static func traditional(_ text: String) -> String { String(text.map { pairs[$0] ?? $0 }) }
}

import Testing

@testable import NewsText

@Suite struct PhraseTableTests {
  private static let table = PhraseTable(
    [("乾隆", "乾甲"), ("乾隆年間", "乾乙年间"), ("乾坤", "乾丙"), ("乾隆", "乾丁")].map { (Array($0.0.utf16), Array($0.1.utf16)) })

  @Test(arguments: [
    ("乾隆皇帝", "乾甲"), ("乾隆年間", "乾乙年间"), ("乾隆年", "乾甲"), ("乾坤", "乾丙"), ("乾", nil), ("隆乾", nil),
  ])
  func theLongestWins(_ text: String, _ form: String?) {
    let units = Array(text.utf16)
    let found = units.withUnsafeBufferPointer { Self.table.longest($0, at: 0, limit: units.count) }
    #expect(found == form.map { Array($0.utf16) })
    #expect(found == nil || Self.table.mayStart(units[0], units[1]))
  }

  @Test func nothingBehindTheLimit() {
    let units = Array("乾隆年間".utf16)
    let found = units.withUnsafeBufferPointer { Self.table.longest($0, at: 0, limit: 3) }
    #expect(found == Array("乾甲".utf16))
  }
}

import Testing

@testable import NewsText

@Suite struct UnitStringTests {
  @Test func isWhatTheLibraryMakes() {
    var dice = Dice(state: 11)
    for round in 0..<500 {
      let units = (0..<dice.below(40)).map { _ -> UInt16 in
        switch dice.below(round % 2 == 0 ? 3 : 4) {
        case 0: UInt16(dice.below(0x80))
        case 1: UInt16(dice.below(0x800))
        case 2: UInt16(0x3000 + dice.below(0x7000))
        default: UInt16(truncatingIfNeeded: dice.next())
        }
      }
      #expect(String(units: units) == String(decoding: units, as: UTF16.self))
    }
  }

  @Test func aMapHasTheValuesItWasGiven() {
    var map = UnitMap<UInt8>(9)
    #expect(map[0] == 9 && map[0xFFFF] == 9)
    map.set(0x4E00, 1)
    map.set(0x4EFF, 2)
    map.set(0xFFFF, 3)
    map.set(0, 4)
    #expect(map[0x4E00] == 1 && map[0x4EFF] == 2 && map[0xFFFF] == 3 && map[0] == 4)
    #expect(map[0x4E01] == 9 && map[0x4F00] == 9 && map[0x4DFF] == 9 && map[1] == 9)
  }
}

import Foundation
import Testing

@testable import Archive

/// What must not be followed, unpacked or believed is named, and the rest is read.
@Suite struct LimitTests {
  static let good = Pack.Member("z.txt", Array("走访群众3471人次。\n".utf8))

  @Test func aPathThatClimbsOutIsLeftAlone() throws {
    for name in ["../up.txt", "/etc/up.txt", "a/../../up.txt"] {
      let bytes = try Pack.archive("tar", [Pack.Member(name, Array("办结5件。".utf8)), Self.good])
      let readings = try Fixture().read("a.tar", bytes)
      #expect(readings.count == 2)
      #expect(readings[0].problems.first?.message.contains("leads out of the archive") == true, "\(name)")
      #expect(readings[1].source != nil)
    }
  }

  @Test func aPasswordIsNamed() throws {
    let bytes = try Pack.archive("zip", passphrase: "secret", [Self.good])
    let problems = try Fixture().read("a.zip", bytes).flatMap(\.problems)
    #expect(problems.count == 1 && problems[0].message.contains("password"), "\(problems)")
    #expect(problems.first?.member == "!/z.txt")
  }

  @Test func aBombIsNotUnpacked() throws {
    var settings = InputSettings()
    settings.limits.ratioFrom = 1 << 20
    let bomb = try Pack.archive(
      "zip", [Pack.Member("a.txt", [UInt8](repeating: 0x61, count: 30 << 20)), Self.good])
    let readings = try Fixture().read("a.zip", bomb, settings)
    #expect(readings.flatMap(\.problems).contains { $0.stage == .limit }, "\(readings.map(\.problems))")
    let gzip = try Pack.compressed("gzip", [UInt8](repeating: 0x61, count: 30 << 20))
    #expect(try Fixture().read("a.txt.gz", gzip, settings).flatMap(\.problems).contains { $0.stage == .limit })
  }

  @Test func aDocumentMayBeTooLarge() throws {
    var settings = InputSettings()
    settings.limits.documentBytes = 1000
    let long = Pack.Member("a.txt", Array(String(repeating: "走访群众。", count: 200).utf8))
    let readings = try Fixture().read("a.tar", try Pack.archive("tar", [long, Self.good]), settings)
    #expect(readings.count == 2 && readings[0].problems.first?.stage == .limit && readings[1].source != nil)
  }

  @Test func archivesInArchivesEnd() throws {
    var bytes = try Pack.archive("tar", [Self.good])
    for _ in 0..<5 { bytes = try Pack.archive("tar", [Pack.Member("a.tar", bytes), Self.good]) }
    let readings = try Fixture().read("a.tar", bytes)
    #expect(readings.count(where: { $0.source != nil }) == 4)
    #expect(readings.flatMap(\.problems).map(\.stage) == [.limit])
  }

  @Test func aTruncatedStreamIsReadAsFarAsItGoes() throws {
    let text = (0..<60_000).map { "走访群众\($0 * 7919 % 100_003)人次，办结\($0)件。\n" }.joined()
    let bytes = try Pack.compressed("gzip", Array(text.utf8))
    let readings = try Fixture().read("a.txt.gz", Array(bytes.prefix(bytes.count / 2)))
    #expect(readings.contains { ($0.source?.count ?? 0) > 100_000 })
    #expect(readings.flatMap(\.problems).contains { $0.message.contains("truncated") })
  }

  @Test func aBadRecordIsNamedAndTheStreamGoesOn() throws {
    let lines = ["{\"text\":\"办结5件。\"}", "{\"text\":\"办", "", "[1]", "{\"body\":\"x\"}", "{\"text\":\"办结6件。\"}"]
    let readings = try Fixture().read("a.jsonl", Array(lines.joined(separator: "\n").utf8))
    #expect(readings.map { $0.source != nil } == [true, false, false, false, true])
    #expect(readings.flatMap(\.problems).map(\.member) == ["#2", "#4", "#5"])
    #expect(readings[3].problems.first?.message.contains("--text-key") == true)
  }

  @Test func linksInACircleEnd() throws {
    let fixture = try Fixture()
    try fixture.write("a/z.txt", Self.good.content)
    try FileManager.default.createSymbolicLink(atPath: fixture.path + "/a/again", withDestinationPath: fixture.path)
    try FileManager.default.createSymbolicLink(atPath: fixture.path + "/self.txt", withDestinationPath: "self.txt")
    var walk = InputWalk([fixture.path])
    var (files, problems) = (0, [Problem]())
    while let input = walk.next() {
      switch input {
      case .file: files += 1
      case .unusable(let problem): problems.append(problem)
      }
    }
    #expect(files == 1 && problems.count == 2, "\(problems)")
  }

  @Test func patternsAndListsNameFiles() throws {
    let fixture = try Fixture()
    for name in ["b.txt", "a.txt", "c.html"] { try fixture.write(name, "办结5件。") }
    var walk = InputWalk([fixture.path + "/*.txt"])
    var names: [String] = []
    while case .file(let path)? = walk.next() { names.append((path.name as NSString).lastPathComponent) }
    #expect(names == ["a.txt", "b.txt"])
    let list = try fixture.write("list", "x.txt\n\r\ny z.txt\r\n")
    #expect(PathList.read(list) == ["x.txt", "y z.txt"])
  }
}

import Foundation

/// Records that come grouped by their keys, a group at a time: those that stand together and have one key.
///
/// A line without `key` is a statistic as `heshu extract` prints it; its key is its indicator. Only one group is in
/// memory.
struct KeyedGroups {
  struct Group {
    var key: String
    var records: [JSONRecord] = []

    func filtered(_ isIn: (JSONRecord) -> Bool) -> Group { Group(key: key, records: records.filter(isIn)) }
  }

  /// A group, or a line that is no record.
  enum Item {
    case group(Group)
    case problem(Problem)
  }

  private let stream: ByteStream
  private var group: Group?
  private var number = 0
  private static let lineLimit = 64 << 20

  init(_ stream: ByteStream) { self.stream = stream }

  /// The next group; nil at the end, or when the stream failed.
  mutating func next() -> Item? {
    while var line = stream.line(limit: Self.lineLimit) {
      number += 1
      if number == 1, line.starts(with: [0xEF, 0xBB, 0xBF]) { line.removeFirst(3) }
      if line.allSatisfy({ $0 == 0x20 || $0 == 0x09 }) { continue }
      let record: JSONRecord
      do { record = try JSONRecord(line) } catch {
        let id = ["source", "id"].lazy.compactMap { error.values[$0] }.first
        return .problem(Problem(id ?? "#\(number)", .parse, "column \(error.at + 1): \(error.message)"))
      }
      guard let key = record.values["key"] ?? Self.indicator(record) else {
        guard let name = GroupKey.indicator.lacks(RecordFields(record)) else { continue }
        return .problem(
          Problem(record.values["source"] ?? "#\(number)", .parse, GroupKey.indicator.message(lacking: name)))
      }
      if group?.key == key {
        group?.records.append(record)
        continue
      }
      defer { group = Group(key: key, records: [record]) }
      if let group { return .group(group) }
    }
    defer { group = nil }
    return stream.failure == nil ? group.map { .group($0) } : nil
  }

  private static func indicator(_ record: JSONRecord) -> String? {
    let figure = ArchiveFigure(RecordFields(record), article: 0, sentence: 0)
    return figure.flatMap { ArchiveChecker.isComparable($0) ? GroupKey.indicator($0.indicator) : nil }
  }
}

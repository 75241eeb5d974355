import NewsText

/// A table with a head as sentences, one for each row: what the head says stands before the figure of its column, the
/// unit it gives behind it.
///
///     | 乡镇 | 走访(户) |
///     | 东乡 | 120 |        东乡走访120户。
///
/// Characters taken from the head have the place of the cell they stand beside, so that spans lead to the cell.
struct PageTable {
  private struct Cell {
    var text = SourceContent()
    /// Whether it is the part of a cell that spans several columns or rows.
    var isRepeated = false
  }

  private var rows: [[Cell]] = []
  /// Rows of one cell above the head: the title, the unit of the whole table.
  private var titles: [SourceContent] = []
  private var heads: [(name: [UInt32], unit: [UInt32])] = []

  /// - Returns: nil for a table that only lays out the page: with a table in it, or without a head.
  init?(_ page: MarkupPage, _ table: Int, rules: MarkupRules) {
    let end = page.nodes[table].end
    for index in (table + 1)..<max(table + 1, end) where page.nodes[index].name == "table" { return nil }
    rows = Self.grid(page, table)
    while let first = rows.first, first.count(where: { !$0.text.isEmpty && !$0.isRepeated }) <= 1 {
      if let title = first.first(where: { !$0.text.isEmpty }) { titles.append(title.text) }
      rows.removeFirst()
    }
    guard rows.count >= 2, rows[0].count >= 2, let head = rows.first,
      !head.dropFirst().contains(where: { Self.isFigure($0.text.scalars) }),
      rows.dropFirst().contains(where: { $0.contains { Self.isFigure($0.text.scalars) } }),
      rows.allSatisfy({ $0.allSatisfy { $0.text.count <= 200 } })
    else { return nil }
    let unit = titles.lazy.compactMap { Self.unit(ofTitle: $0.scalars, rules) }.first ?? []
    heads = head.map { Self.split($0.text.scalars, default: unit) }
    rows.removeFirst()
  }

  /// Appends the table to a content.
  ///
  /// - Parameter position: where the content has come to; nothing may lie before it.
  func write(into content: inout SourceContent, after position: Int) {
    var last = position
    func append(_ scalar: UInt32, _ start: Int, _ end: Int) {
      last = max(last, start)
      content.append(scalar, at: last, to: max(last + 1, end))
    }
    func append(_ text: SourceContent) {
      for at in 0..<text.count {
        let start = Int(text.starts[at])
        append(text.scalars[at], start, Int(text.ends[text.starts[at]] ?? text.starts[at] + 1))
      }
    }
    for title in titles {
      append(title)
      append(0x0A, last, last + 1)
    }
    for row in rows {
      var isFirst = true
      for (column, cell) in row.enumerated() where !cell.text.isEmpty {
        guard let start = cell.text.starts.first.map({ Int($0) }) else { continue }
        let isFigure = Self.isFigure(cell.text.scalars)
        if column > 0, !isFirst, column > 1 || isFigure == false { append(0xFF0C, last, last + 1) }
        isFirst = false
        let head = column < heads.count ? heads[column] : (name: [], unit: [])
        // The first column names the row; its head only says what kind of name that is.
        if column > 0 || isFigure { for scalar in head.name { append(scalar, start, start + 1) } }
        if column > 0, !isFigure { append(0xFF1A, start, start + 1) }
        append(cell.text)
        if isFigure { for scalar in head.unit { append(scalar, last, last + 1) } }
      }
      guard !isFirst else { continue }
      append(0x3002, last, last + 1)
      append(0x0A, last, last + 1)
    }
  }

  /// The cells by row and column, those that span several filled in.
  private static func grid(_ page: MarkupPage, _ table: Int) -> [[Cell]] {
    var rows: [[Cell]] = []
    /// Cells that reach down from rows above, by column: how many rows they still take.
    var above: [Int: (cell: Cell, rows: Int)] = [:]
    for index in table..<page.nodes[table].end
    where page.nodes[index].kind == .element && page.nodes[index].name == "tr" {
      var row: [Cell] = []
      func fill() {
        while let (cell, left) = above[row.count] {
          above[row.count] = left > 1 ? (cell, left - 1) : nil
          row.append(cell)
        }
      }
      for child in page.children(of: index) where ["td", "th"].contains(page.nodes[child].name) {
        fill()
        let node = page.nodes[child]
        var cell = Cell(text: text(page, child))
        for _ in 0..<node.columns {
          if node.rows > 1 { above[row.count] = (Cell(text: cell.text, isRepeated: true), node.rows - 1) }
          row.append(cell)
          cell.isRepeated = true
        }
      }
      fill()
      if !row.isEmpty { rows.append(row) }
    }
    return rows
  }

  /// The text of a cell without blanks at its ends.
  private static func text(_ page: MarkupPage, _ cell: Int) -> SourceContent {
    var all = SourceContent()
    for index in cell..<page.nodes[cell].end where page.nodes[index].kind == .text {
      all.append(page.nodes[index].content, 0..<page.nodes[index].content.count)
    }
    let kept = all.scalars.indices.filter { !isBlank(all.scalars[$0]) }
    var text = SourceContent()
    for index in kept { text.append(all, index..<(index + 1)) }
    return text
  }

  private static func isBlank(_ scalar: UInt32) -> Bool { scalar <= 0x20 || scalar == 0xA0 || scalar == 0x3000 }

  /// Whether a cell holds a bare number: 1,203 or 95.6 or -3.
  private static func isFigure(_ scalars: [UInt32]) -> Bool {
    let digits = scalars.count { isDigit($0) }
    return digits > 0
      && scalars.allSatisfy { isDigit($0) || [0x2C, 0x2E, 0x2D, 0x2B, 0x25, 0xFF0C, 0xFF0E, 0xFF05].contains($0) }
  }

  private static func isDigit(_ scalar: UInt32) -> Bool {
    (0x30...0x39).contains(scalar) || (0xFF10...0xFF19).contains(scalar)
  }

  /// 走访(户) → 走访, 户; 金额/万元 → 金额, 万元.
  private static func split(_ head: [UInt32], default unit: [UInt32]) -> (name: [UInt32], unit: [UInt32]) {
    if let close = head.last, close == 0x29 || close == 0xFF09,
      let open = head.lastIndex(where: { $0 == 0x28 || $0 == 0xFF08 })
    {
      let inner = named(Array(head[(open + 1)...].dropLast()))
      if (1...6).contains(inner.count) { return (Array(head[..<open]), inner) }
    }
    if let bar = head.lastIndex(where: { $0 == 0x2F || $0 == 0xFF0F }), (1...6).contains(head.count - bar - 1), bar > 0
    {
      return (Array(head[..<bar]), Array(head[(bar + 1)...]))
    }
    return (head, unit)
  }

  /// 单位:万元 → 万元.
  private static func named(_ text: [UInt32]) -> [UInt32] {
    guard let colon = text.firstIndex(where: { $0 == 0x3A || $0 == 0xFF1A }) else { return text }
    return Array(text[(colon + 1)...])
  }

  /// The unit in a line such as 单位：万元 or 情况表（单位：户）.
  private static func unit(ofTitle title: [UInt32], _ rules: MarkupRules) -> [UInt32]? {
    for cue in rules.cues where cue.role == .unit {
      let name = cue.name.unicodeScalars.map(\.value)
      guard let found = title.indices.first(where: { title[$0...].starts(with: name) }) else { continue }
      let rest = title[(found + name.count)...]
      guard rest.first == 0x3A || rest.first == 0xFF1A else { continue }
      let unit = rest.dropFirst().prefix { $0 != 0x29 && $0 != 0xFF09 && $0 != 0x20 && $0 != 0x3001 }
      if (1...6).contains(unit.count) { return Array(unit) }
    }
    return nil
  }
}

import CGumbo
import NewsText

/// A page of HTML as a tree in one array, in document order.
struct MarkupPage {
  struct Node {
    enum Kind { case element, text, comment }
    var kind: Kind
    /// Elements: the name in lower case. Comments: their text.
    var name = ""
    var id = ""
    var classes: [String] = []
    var itemprop = ""
    /// `<meta>`: name or property in lower case, and content.
    var metaName = ""
    var metaContent = ""
    /// Cells of a table: how many columns and rows they take.
    var columns = 1
    var rows = 1
    var isHidden = false
    /// Text: its characters with their places in the page, entities resolved.
    var content = SourceContent()
    var parent: Int
    /// One past its last descendant.
    var end: Int
  }

  private(set) var nodes: [Node] = []

  /// - Parameter bytes: valid UTF-8.
  /// - Returns: nil when there is no memory for the tree. Complexity: linear.
  init?(_ bytes: [UInt8]) {
    let places = CodePointPlaces(bytes)
    let parsed: [Node]? = bytes.withUnsafeBufferPointer { buffer in
      buffer.withMemoryRebound(to: CChar.self) { text in
        guard let start = text.baseAddress, let page = cgumbo_parse(start, text.count) else { return nil }
        defer { cgumbo_free(page) }
        return Self.nodes(page, bytes, places)
      }
    }
    if bytes.isEmpty { return }
    guard let parsed else { return nil }
    nodes = parsed
  }

  private static func nodes(_ page: OpaquePointer, _ bytes: [UInt8], _ places: CodePointPlaces) -> [Node] {
    var nodes: [Node] = []
    var open: [Int] = []
    var event = cgumbo_event()
    while cgumbo_next(page, &event) != 0 {
      let text = UnsafeBufferPointer(start: event.text, count: event.count).map { UInt8(bitPattern: $0) }
      var node = Node(kind: .element, parent: open.last ?? -1, end: nodes.count + 1)
      switch event.kind {
      case CGUMBO_ELEMENT_END:
        if let last = open.popLast() { nodes[last].end = nodes.count }
        continue
      case CGUMBO_ELEMENT_BEGIN:
        node.name = String(decoding: text, as: UTF8.self)
        if event.attributes > 0, let element = event.node { describe(element, &node) }
        open.append(nodes.count)
      case CGUMBO_TEXT:
        node.kind = .text
        node.content = ResolvedText.content(text, bytes, event.start, event.length, places)
      default:
        node.kind = .comment
        node.name = String(decoding: text, as: UTF8.self)
      }
      nodes.append(node)
    }
    return nodes
  }

  private static func describe(_ element: UnsafeRawPointer, _ node: inout Node) {
    func value(_ name: String) -> String { cgumbo_attribute(element, name).map { String(cString: $0) } ?? "" }
    node.id = value("id").lowercased()
    node.classes = value("class").lowercased().split(separator: " ").map(String.init)
    node.itemprop = value("itemprop").lowercased()
    node.isHidden = value("style").filter { $0 != " " }.lowercased().contains("display:none")
    if node.name == "meta" {
      let name = value("name")
      node.metaName = (name.isEmpty ? value("property") : name).lowercased()
      node.metaContent = value("content")
    } else if node.name == "td" || node.name == "th" {
      node.columns = max(1, min(100, Int(value("colspan")) ?? 1))
      node.rows = max(1, min(1000, Int(value("rowspan")) ?? 1))
    }
  }

  /// The children of a node. Complexity: linear in their number.
  func children(of node: Int) -> [Int] {
    var found: [Int] = []
    var at = node + 1
    while at < nodes[node].end {
      found.append(at)
      at = nodes[at].end
    }
    return found
  }
}

/// Leads from bytes of UTF-8 to code points.
struct CodePointPlaces {
  private static let stride = 64
  private let bytes: [UInt8]
  /// Code points before every 64th byte.
  private var marks: [UInt32] = []

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    var count: UInt32 = 0
    marks.reserveCapacity(bytes.count / Self.stride + 1)
    for (at, byte) in bytes.enumerated() {
      if at % Self.stride == 0 { marks.append(count) }
      if byte & 0xC0 != 0x80 { count += 1 }
    }
  }

  /// The code points before a byte.
  func codePoint(_ byte: Int) -> Int {
    guard !marks.isEmpty else { return 0 }
    let mark = min(byte / Self.stride, marks.count - 1)
    var count = Int(marks[mark])
    for at in (mark * Self.stride)..<max(mark * Self.stride, min(byte, bytes.count)) where bytes[at] & 0xC0 != 0x80 {
      count += 1
    }
    return count
  }
}

/// Characters of a text node with their places, found by walking its resolved text and its source side by side.
enum ResolvedText {
  /// - Parameters:
  ///   - text: UTF-8 with entities resolved.
  ///   - start: where its source begins in `page`, in bytes.
  static func content(
    _ text: [UInt8], _ page: [UInt8], _ start: Int, _ length: Int, _ places: CodePointPlaces
  ) -> SourceContent {
    var content = SourceContent()
    var at = start
    let end = start + length
    var place = places.codePoint(start)
    func advance(_ count: Int) {
      for _ in 0..<count where at < end {
        if page[at] & 0xC0 != 0x80 { place += 1 }
        at += 1
      }
    }
    var decoder = UTF8()
    var scalars = text.makeIterator()
    while case .scalarValue(let scalar) = decoder.decode(&scalars) {
      // Tags that the parser ignored, and carriage returns it folded, lie between the characters.
      while at < end, page[at] == UInt8(ascii: "<"), scalar != "<" {
        while at < end, page[at] != UInt8(ascii: ">") { advance(1) }
        advance(1)
      }
      if at + 1 < end, page[at] == 0x0D, page[at + 1] == 0x0A { advance(1) }
      guard at < end else {
        content.append(scalar.value, at: place, to: place + 1)
        continue
      }
      let from = place
      if page[at] == UInt8(ascii: "&") {
        advance(entity(page, at, end, scalar))
      } else {
        advance(1)
        while at < end, page[at] & 0xC0 == 0x80 { advance(1) }
      }
      content.append(scalar.value, at: from, to: max(from + 1, place))
    }
    return content
  }

  /// The bytes of the entity at `at`; 1 for an ampersand that stands for itself.
  private static func entity(_ page: [UInt8], _ at: Int, _ end: Int, _ scalar: Unicode.Scalar) -> Int {
    var stop = at + 1
    while stop < end, stop - at < 32, page[stop] == UInt8(ascii: "#") || isAlphanumeric(page[stop]) { stop += 1 }
    let name = page[(at + 1)..<stop]
    if stop < end, page[stop] == UInt8(ascii: ";") { return name.isEmpty ? 1 : stop + 1 - at }
    if name.first == UInt8(ascii: "#") { return stop - at }
    return scalar == "&" ? (name.starts(with: "amp".utf8) ? 4 : 1) : stop - at
  }

  private static func isAlphanumeric(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "a")...UInt8(ascii: "z"):
      true
    default: false
    }
  }
}

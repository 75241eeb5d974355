/// The zones that a page names in full, for what it calls by their kind alone.
struct NamedZones {
  private var found: [(name: String, kind: Int, at: Int)] = []

  mutating func add(_ name: String, _ kind: Int, _ at: Int) { found.append((name, kind, at)) }

  /// The zone of a kind that is named last before a point of the page, else first after it.
  func name(of kind: Int, at: Int) -> String? {
    found.last { $0.kind == kind && $0.at < at }?.name ?? found.first { $0.kind == kind }?.name
  }
}

/// Words that show how a page is laid out.
public struct LayoutCues: Sendable {
  public enum Role: String, Sendable, CaseIterable { case lead, byline, credit, caption, reporter }

  private var cues: [Role: [[UInt16]]] = [:]

  public init(_ cues: [(cue: String, role: Role)]) {
    for (cue, role) in cues { self.cues[role, default: []].append(Array(cue.utf16)) }
  }

  /// Whether a stretch begins with a cue of that role.
  func begins(_ units: [UInt16], _ span: Span, _ role: Role) -> Bool {
    (cues[role] ?? []).contains { cue in
      cue.count <= span.count && units[span.start..<(span.start + cue.count)].elementsEqual(cue)
    }
  }

  /// Whether a stretch ends with a cue of that role.
  func ends(_ units: [UInt16], _ span: Span, _ role: Role) -> Bool {
    (cues[role] ?? []).contains { cue in
      cue.count <= span.count && units[(span.end - cue.count)..<span.end].elementsEqual(cue)
    }
  }

  /// Whether a short stretch holds a cue of that role.
  func holds(_ units: [UInt16], _ span: Span, _ role: Role) -> Bool {
    (cues[role] ?? []).contains { cue in
      guard cue.count <= span.count else { return false }
      return (span.start...(span.end - cue.count)).contains { at in
        units[at..<(at + cue.count)].elementsEqual(cue)
      }
    }
  }
}

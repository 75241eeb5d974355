/// How input is to be understood.
public struct InputSettings: Sendable {
  /// What every file is taken for, whatever it looks like; nil decides by content and name.
  public enum Format: String, Sendable, CaseIterable { case auto, text, html, pdf, jsonl, warc }

  public var format = Format.auto
  /// The key of JSON records that holds the text.
  public var textKey = "text"
  /// Whether records pass through: each goes by an id of its own, wherever in the stream it stands, and what is wrong
  /// with one is told under that id.
  public var isFilter = false
  public var limits = InputLimits()

  public init() {}
}

/// What is read at most, so that no file can bring the program down.
public struct InputLimits: Sendable {
  /// Bytes of one document in an archive or a stream.
  public var documentBytes = 256 << 20
  /// How many times its packed size an archive may unpack to.
  public var ratio = 250
  /// Below this many unpacked bytes the ratio does not matter.
  public var ratioFrom = 32 << 20
  /// Archives within archives.
  public var depth = 4

  public init() {}
}

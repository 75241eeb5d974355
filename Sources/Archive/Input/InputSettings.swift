/// How input is to be understood.
public struct InputSettings: Sendable {
  /// What every file is taken for, whatever it looks like; nil decides by content and name.
  public enum Format: String, Sendable, CaseIterable { case auto, text, html, pdf, jsonl, warc }

  /// What the input is, or that it shows by itself.
  public var format = Format.auto
  /// The key of JSON records that holds the text.
  public var textKey = "text"
  /// Whether records pass through: each goes by an id of its own, wherever in the stream it stands, and what is wrong
  /// with one is told under that id.
  public var isFilter = false
  /// How much of one document is read.
  public var limits = InputLimits()
  /// Whether a large text is read part by part, each a document of its own.
  public var readsParts = false

  /// What commands do without options.
  public init() {}
}

/// What is read at most, so that no file can bring the program down.
public struct InputLimits: Sendable {
  /// Bytes of one document in an archive or a stream.
  public var documentBytes = 256 << 20
  /// Bytes of the largest text that is read as one where texts may be read part by part.
  public var wholeTextBytes = 4 << 20
  /// How many times its packed size an archive may unpack to.
  public var ratio = 250
  /// Below this many unpacked bytes the ratio does not matter.
  public var ratioFrom = 32 << 20
  /// Archives within archives.
  public var depth = 4

  /// What commands do without options.
  public init() {}
}

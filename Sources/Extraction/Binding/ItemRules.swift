/// What reading items needs to know, put together once.
struct ItemRules: Sendable {
  /// A chunk, ready for matching.
  struct ChunkSequence: Sendable {
    var opening: ClassSet
    var elements: ElementSequence
    var classes: ClassSet
  }

  let lexicon: WordLexicon
  let marks: Marks
  let chunks: [ChunkSequence]
  /// The classes that a chunk may begin with.
  let chunkOpenings: ClassSet
  let nominal: ClassSet
  let verbal: ClassSet
  let head: ClassSet
  let rate: ClassSet
  let suffix: ClassSet
  let modifier: ClassSet
  let time: ClassSet
  let afterTime: ClassSet

  init(rules: BindingRules, marks: Marks) {
    let classes = rules.lexicon.classes
    func mask(_ ids: String...) -> ClassSet { ids.reduce(0) { $0 | (classes.bit($1) ?? 0) } }
    lexicon = rules.lexicon
    self.marks = marks
    chunks = rules.chunks.map { chunk in
      let elements = ElementSequence(chunk.elements)
      return ChunkSequence(opening: elements.opening, elements: elements, classes: chunk.classes)
    }
    chunkOpenings = chunks.reduce(0) { $0 | $1.opening }
    nominal = mask("dual", "verbal", "verb", "join")
    verbal = mask("act", "dual", "verbal", "verb", "cause")
    head = mask("head")
    rate = mask("rate")
    suffix = mask("suffix")
    modifier = mask("mod")
    time = mask("time")
    afterTime = mask("aftertime")
  }
}

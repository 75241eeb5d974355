import NewsText

/// The votes for each activity in the parts of one article.
struct ActivityTally {
  /// A part of the article.
  enum Part {
    case headline
    /// The heading of a section.
    case heading(Int)
    /// A sentence, by its place in the article.
    case sentence(Int)
    /// The paragraph of a sentence, by the place of the sentence.
    case paragraph(Int)
    /// A section, or without one the article.
    case about(Int?)
  }

  private let width: Int
  /// Rows of `width` counts: article, headline, then heading and text of each section, then sentences, then paragraphs.
  private var counts: [Int32]
  private let firstSentence: Int
  private let firstParagraph: Int
  /// The row of the paragraph of each sentence.
  private var paragraphs: [Int] = []
  /// The numbers of the paragraphs on the page, in text order, each with its row.
  private var rows: [(paragraph: Int, row: Int)] = []
  private var sentence = -1
  private var section: Int?
  private var lastParagraph = Int.min
  /// The activities with votes, in their order.
  private(set) var active: [Int] = []

  init(activities width: Int, article: Article) {
    self.width = width
    firstSentence = 2 + article.sections.count * 2
    firstParagraph = firstSentence + article.sentences.count
    counts = [Int32](repeating: 0, count: (firstParagraph + article.sentences.count) * width)
    paragraphs.reserveCapacity(article.sentences.count)
  }

  /// Begins the next sentence.
  mutating func open(section: Int?, paragraph: Int) {
    sentence += 1
    self.section = section
    if paragraph == lastParagraph {
      paragraphs.append(paragraphs[sentence - 1])
      return
    }
    lastParagraph = paragraph
    var row = firstParagraph + rows.count
    if let last = rows.last, paragraph <= last.paragraph,
      let known = rows.last(where: { $0.paragraph == paragraph })
    {
      row = known.row
    } else {
      rows.append((paragraph, row))
    }
    paragraphs.append(row)
  }

  /// Adds a vote of the sentence that is open.
  mutating func vote(_ activity: Int, _ votes: Int) {
    note(activity)
    let weight = Int32(truncatingIfNeeded: votes)
    counts[activity] += weight
    if let section { counts[(3 + section * 2) * width + activity] += weight }
    counts[(firstSentence + sentence) * width + activity] += weight
    counts[paragraphs[sentence] * width + activity] += weight
  }

  private mutating func note(_ activity: Int) {
    if let known = active.firstIndex(where: { $0 >= activity }) {
      if active[known] != activity { active.insert(activity, at: known) }
    } else {
      active.append(activity)
    }
  }

  mutating func add(_ activity: Int, _ weight: Int, to part: Part) {
    note(activity)
    counts[row(part) * width + activity] += Int32(truncatingIfNeeded: weight)
  }

  /// Gives for each activity with votes its number, and those it has in a sentence, in its paragraph and in what it is
  /// about.
  @inline(__always)
  func forEach(inSentence sentence: Int, section: Int?, _ body: (Votes) -> Void) {
    let heading = section.map { row(.heading($0)) * width }
    let (own, around) = (row(.sentence(sentence)) * width, row(.paragraph(sentence)) * width)
    let (headline, about) = (row(.headline) * width, row(.about(section)) * width)
    counts.withUnsafeBufferPointer { counts in
      for at in active {
        body(
          Votes(
            activity: at, sentence: Int(counts[own + at]), paragraph: Int(counts[around + at]),
            heading: heading.map { Int(counts[$0 + at]) } ?? 0, headline: Int(counts[headline + at]),
            about: Int(counts[about + at])))
      }
    }
  }

  /// The most votes for one activity in all of a section, or without one of the article; at least 1.
  func most(in section: Int?) -> Int {
    let about = row(.about(section)) * width
    return active.reduce(1) { max($0, Int(counts[about + $1])) }
  }

  /// The votes for one activity.
  struct Votes {
    var activity: Int
    var sentence: Int
    var paragraph: Int
    var heading: Int
    var headline: Int
    var about: Int
  }

  private func row(_ part: Part) -> Int {
    switch part {
    case .about(let section): section.map { 3 + $0 * 2 } ?? 0
    case .headline: 1
    case .heading(let section): 2 + section * 2
    case .sentence(let sentence): firstSentence + sentence
    case .paragraph(let sentence): paragraphs[sentence]
    }
  }
}

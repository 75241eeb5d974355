import Archive
import Foundation

/// Numbers the articles of texts that are read part by part, on several threads: the first article of a part follows
/// the last one of the part before it. All state is guarded by the condition's lock.
final class ArticleNumbers: @unchecked Sendable {
  private let condition = NSCondition()
  /// For each text the next part to be numbered, and the number of its first article.
  private var next: [ObjectIdentifier: (text: TextPart.Text, part: Int, article: Int)] = [:]

  /// The number of the first article of a part; waits for the parts before it, which other threads have taken already.
  ///
  /// - Parameter articles: how many articles the part has.
  func first(of part: TextPart, articles: Int) -> Int {
    let key = ObjectIdentifier(part.text)
    condition.lock()
    defer { condition.unlock() }
    while next[key]?.part ?? 0 < part.number { condition.wait() }
    let number = next[key]?.article ?? 0
    next[key] = (part.text, part.number + 1, number + articles)
    condition.broadcast()
    return number
  }
}

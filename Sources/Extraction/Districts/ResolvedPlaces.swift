/// What the places of a page resolve to where nothing else says it, by their numbers; each is worked out once.
///
/// Belongs to one thread.
final class ResolvedPlaces {
  private enum Entry {
    case open
    case known(PlaceMention?)
  }

  private var entries: [Entry] = []

  /// - Parameters:
  ///   - number: that of the place; places with negative ones are not kept.
  ///   - resolve: works it out.
  func mention(_ number: Int, _ resolve: () -> PlaceMention?) -> PlaceMention? {
    guard number >= 0 else { return resolve() }
    while entries.count <= number { entries.append(.open) }
    if case .known(let mention) = entries[number] { return mention }
    let mention = resolve()
    entries[number] = .known(mention)
    return mention
  }
}

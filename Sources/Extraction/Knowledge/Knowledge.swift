import Foundation
import NewsText
import RuleFiles

/// The rules of every stage, loaded and checked.
public struct Knowledge: Sendable {
  /// The folder the rules came from.
  public let path: String
  package let cleaner: Cleaner
  package let splitter: Splitter
  package let mentions: MentionReader
  package let districts: DistrictReader
  package let enumerations: EnumerationReader
  package let activities: ActivityReader
  package let binder: Binder

  /// Loads every rule file of a folder.
  ///
  /// - Throws: `RuleErrors` with everything that is wrong with the rules, not the first error alone.
  public init(rules path: String) throws {
    self.path = path
    // The gazetteer takes as long as everything else together.
    let gazetteer = Loading { folder in DistrictReader(rules: &folder) }
    gazetteer.start(path)
    var folder = RuleFolder(path: path)
    cleaner = Cleaner(tables: CleaningTables(rules: &folder))
    splitter = Splitter(cues: LayoutCues(rules: &folder))
    mentions = MentionReader(rules: &folder)
    enumerations = EnumerationReader(rules: &folder)
    activities = ActivityReader(rules: &folder)
    binder = Binder(rules: &folder)
    districts = gazetteer.wait(&folder)
    try folder.throwIfErrors()
  }
}

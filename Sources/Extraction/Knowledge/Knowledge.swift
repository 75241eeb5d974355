import Foundation
import NewsText
import RuleFiles

/// The rules of every stage, loaded and checked.
public struct Knowledge: Sendable {
  /// The folders the rules came from.
  public let layers: RuleLayers
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
  public init(rules path: String) throws { try self.init(rules: RuleLayers(path)) }

  /// Loads every rule file of several folders.
  ///
  /// - Throws: `RuleErrors` with everything that is wrong with the rules, not the first error alone.
  public init(rules layers: RuleLayers) throws {
    var folder = RuleFolder(layers)
    self.init(reading: &folder)
    try folder.throwIfErrors()
  }

  /// Loads every rule file of a folder, which takes note of all that is wrong with them.
  public init(reading folder: inout RuleFolder) {
    layers = folder.layers
    // The gazetteer takes as long as everything else together.
    let gazetteer = Loading { folder in DistrictReader(rules: &folder) }
    folder.share("lexicons/general.tsv", WordLexicon.general)
    gazetteer.start(layers, keepsSources: folder.keepsSources, common: folder.common)
    folder.reportStrangeFiles()
    cleaner = Cleaner(tables: CleaningTables(rules: &folder))
    splitter = Splitter(cues: LayoutCues(rules: &folder))
    mentions = MentionReader(rules: &folder)
    enumerations = EnumerationReader(rules: &folder)
    activities = ActivityReader(rules: &folder)
    binder = Binder(rules: &folder)
    districts = gazetteer.wait(&folder)
  }
}

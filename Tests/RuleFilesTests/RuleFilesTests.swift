import Testing

@testable import RuleFiles

@Suite struct RuleFilesTests {}

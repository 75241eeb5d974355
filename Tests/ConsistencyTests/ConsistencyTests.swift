import Testing

@testable import Consistency

@Suite struct ConsistencyTests {}

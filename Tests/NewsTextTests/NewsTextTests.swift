import Testing

@testable import NewsText

@Suite struct NewsTextTests {}

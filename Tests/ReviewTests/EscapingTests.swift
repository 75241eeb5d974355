import Testing

@testable import Review

/// What texts become in pages and in Markdown.
@Suite struct EscapingTests {
  @Test(arguments: [
    ("走访3471人次", "走访3471人次"),
    ("<script>", "&lt;script&gt;"),
    ("a & b", "a &amp; b"),
    ("\" onclick='x'`", "&quot; onclick=&#39;x&#39;&#96;"),
    // A browser goes by code points: an accent behind a quotation mark does not make it another character.
    ("\"\u{301}x", "&quot;\u{301}x"),
    ("<\u{338}img>", "&lt;\u{338}img&gt;"),
    ("\u{202E}gnp", "⟨U+202E⟩gnp"),
    ("\u{2066}a\u{2069}", "⟨U+2066⟩a⟨U+2069⟩"),
    ("a\u{0}b", "a⟨U+0000⟩b"),
    ("a\nb", "a\nb"),
  ])
  func markup(_ text: String, _ escaped: String) { #expect(MarkupContent().escapeText(text) == escaped) }

  @Test(arguments: [
    ("**a** [x](y)", "\\*\\*a\\*\\* \\[x\\]\\(y\\)"),
    ("<b>|", "&lt;b&gt;\\|"),
    ("a\nb", "a b"),
    ("走访", "走访"),
  ])
  func markdown(_ text: String, _ escaped: String) { #expect(MarkdownContent().escapeText(text) == escaped) }

  @Test(arguments: [
    ("https://a.cn/x?y=1", true), ("http://a.cn", true), ("HTTPS://a.cn", true), ("javascript:alert(1)", false),
    (" https://a.cn", false), ("https://a.cn/\n", false), ("data:text/html,x", false), ("//a.cn", false), ("", false),
  ])
  func onlyAddressesOfTheWebAreFollowed(_ url: String, _ isLink: Bool) {
    #expect((Contexts.link(url) != nil) == isLink)
  }

  @Test(arguments: [
    ("a=1&b=%E5%8C%BA", "b", "区"), ("q=a+b", "q", "a b"), ("q=%2B", "q", "+"), ("q=%zz", "q", "%zz"), ("a&b=", "b", ""),
    ("a=1&a=2", "a", "1"), ("a=x=y", "a", "x=y"), ("", "a", ""),
  ])
  func fields(_ encoded: String, _ name: String, _ value: String) { #expect(FormFields(encoded)[name] == value) }

  @Test func queriesAreReadAsTheyWereWritten() {
    for text in ["走访 a&b=c+d", "\"<>'", "%25", "\u{202E}", "🀄"] {
      #expect(FormFields(FormFields.query([("q", text)]).dropFirst())["q"] == text)
    }
  }

  @Test(
    arguments: [
      (0, "0"), (950, "950"), (93000, "93,000"), (1_000_000, "1,000,000"), (95.6, "95.6"), (-1234.5, "−1,234.5"),
      (0.04, "0.04"), (1005, "1,005"),
    ] as [(Double, String)])
  func numbers(_ number: Double, _ text: String) { #expect(NumberText.text(number) == text) }
}

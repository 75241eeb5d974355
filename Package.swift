// swift-tools-version: 6.1
import PackageDescription

/// Hot loops live in `NewsText` and `Extraction`; whole-module optimisation across targets keeps their small
/// accessors inlined where a stage hands over to the next, and what the tests, which check it, show to hold is not
/// checked once more at each access. The tests, which read thousands of pages, want them optimised
/// too.
let optimised: [SwiftSetting] = [
  .unsafeFlags(["-cross-module-optimization", "-enforce-exclusivity=unchecked"], .when(configuration: .release)),
  .unsafeFlags(["-O"], .when(configuration: .debug)),
]

/// A released program has the Swift libraries in itself: the system then starts it in a third of the time and half of the
/// memory that it takes to bring 55 shared ones together. Known to work with these versions of Swift; later ones link as
/// they do by default.
#if os(Linux) && compiler(<6.4)
  let released = BuildSettingCondition.when(configuration: .release)
  let selfContained: [LinkerSetting] = [
    .unsafeFlags(["-static-stdlib", "-use-ld=lld", "-Xlinker", "--no-export-dynamic"], released),
    .linkedLibrary("CoreFoundation", released), .linkedLibrary("_FoundationICU", released),
    .linkedLibrary("_FoundationCShims", released), .linkedLibrary("_FoundationCollections", released),
    .linkedLibrary("_CFURLSessionInterface", released),
  ]
  let withoutCurl: [CSetting] = [.define("HESHU_SELF_CONTAINED", released)]
#else
  let selfContained: [LinkerSetting] = []
  let withoutCurl: [CSetting] = []
#endif

let package = Package(
  name: "heshu",
  products: [
    .executable(name: "heshu", targets: ["heshu"]),
    .library(name: "NewsText", targets: ["NewsText"]),
    .library(name: "RuleFiles", targets: ["RuleFiles"]),
    .library(name: "Extraction", targets: ["Extraction"]),
    .library(name: "Consistency", targets: ["Consistency"]),
    .library(name: "Reporting", targets: ["Reporting"]),
    .library(name: "Archive", targets: ["Archive"]),
    .library(name: "Review", targets: ["Review"]),
    .library(name: "RuleTools", targets: ["RuleTools"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.5.0"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/swhitty/FlyingFox", from: "0.27.1"),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
  ],
  targets: [
    .target(name: "CICU", linkerSettings: [.linkedLibrary("icuuc"), .linkedLibrary("icudata")]),
    .target(name: "NewsText", dependencies: ["CICU"], swiftSettings: optimised),
    .target(name: "RuleFiles", dependencies: ["NewsText"], swiftSettings: optimised),
    .target(name: "Extraction", dependencies: ["NewsText", "RuleFiles"], swiftSettings: optimised),
    .target(name: "Consistency", dependencies: ["NewsText", "RuleFiles", "Extraction"], swiftSettings: optimised),
    .target(
      name: "Reporting", dependencies: ["NewsText", "RuleFiles", "Extraction", "Consistency"], swiftSettings: optimised),
    .target(name: "CArchive", linkerSettings: [.linkedLibrary("archive")]),
    .target(name: "CNoCurl", cSettings: withoutCurl),
    .target(name: "CGumbo", linkerSettings: [.linkedLibrary("gumbo")]),
    .target(
      name: "Archive",
      dependencies: [
        "CArchive", "CGumbo", "NewsText", "RuleFiles", "Extraction", "Consistency", "Reporting",
        .product(name: "GRDB", package: "GRDB.swift"),
      ],
      swiftSettings: optimised),
    .target(
      name: "Review",
      dependencies: [
        "NewsText", "RuleFiles", "Extraction", "Consistency", "Reporting", "Archive",
        .product(name: "FlyingFox", package: "FlyingFox"), .product(name: "Mustache", package: "swift-mustache"),
      ],
      exclude: ["Screenshots"],
      resources: [.embedInCode("Templates")], swiftSettings: optimised),
    .target(
      name: "RuleTools",
      dependencies: ["NewsText", "RuleFiles", "Extraction", "Consistency", "Reporting", "Archive"],
      swiftSettings: optimised),
    .executableTarget(
      name: "heshu",
      dependencies: [
        "CNoCurl", "NewsText", "RuleFiles", "Extraction", "Consistency", "Reporting", "Archive", "Review", "RuleTools",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: optimised, linkerSettings: selfContained),
    .executableTarget(
      name: "heshu-bench",
      dependencies: [
        "CICU", "NewsText", "RuleFiles", "Extraction", "Reporting", "Archive",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      resources: [.copy("Frames")], swiftSettings: optimised),
    .testTarget(name: "NewsTextTests", dependencies: ["NewsText", "RuleFiles", "Extraction"]),
    .testTarget(name: "RuleFilesTests", dependencies: ["RuleFiles"]),
    .testTarget(
      name: "ExtractionTests", dependencies: ["Extraction", "NewsText", "RuleFiles"],
      exclude: ["Districts/Corpora", "Mentions/Corpora"]),
    .testTarget(name: "ConsistencyTests", dependencies: ["Consistency", "Extraction", "NewsText", "RuleFiles"]),
    .target(name: "ArchiveFixtures", path: "Tests/ArchiveFixtures", linkerSettings: [.linkedLibrary("archive")]),
    .testTarget(
      name: "ArchiveTests",
      dependencies: [
        "Archive", "ArchiveFixtures", "Reporting", "Consistency", "Extraction", "NewsText", "heshu",
        .product(name: "GRDB", package: "GRDB.swift"),
      ]),
    .testTarget(name: "BenchTests", dependencies: ["heshu-bench"]),
    .testTarget(
      name: "ReportingTests", dependencies: ["Reporting", "Consistency", "Extraction", "NewsText", "RuleFiles"]),
    .testTarget(
      name: "ReviewTests",
      dependencies: [
        "Review", "Archive", "Consistency", "Reporting", .product(name: "FlyingFox", package: "FlyingFox"),
      ]),
    .testTarget(
      name: "RuleToolsTests", dependencies: ["RuleTools", "RuleFiles", "Extraction", "Consistency", "NewsText"]),
    .testTarget(
      name: "CommandTests",
      dependencies: [
        "Reporting", "Extraction", "NewsText", "RuleFiles", "Consistency", "Archive", "RuleTools", "heshu",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      exclude: ["Snapshots"]),
  ],
  swiftLanguageModes: [.v6]
)

// The reference of the libraries is made where it is asked for; nothing else needs the plugin.
if Context.environment["HESHU_DOCS"] != nil {
  package.dependencies.append(.package(url: "https://github.com/swiftlang/swift-docc-plugin", from: "1.4.0"))
}

import Extraction
import Foundation
let t0 = Date()
let k = try Knowledge(rules: CommandLine.arguments[1])
let t1 = Date()
let e = try Extractor(k)
let f = e.failingExamples()
let t2 = Date()
print(f.count, "load", t1.timeIntervalSince(t0) * 1000, "examples", t2.timeIntervalSince(t1) * 1000)

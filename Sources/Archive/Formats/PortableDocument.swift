import Foundation

/// The text of a PDF file, as `pdftotext -raw` of poppler-utils gives it: whole paragraphs, column by column.
enum PortableDocument {
  struct Failure: Error { var message: String }

  /// Seconds after which a file is given up.
  private static let patience = 120.0

  /// - Returns: UTF-8.
  static func text(of bytes: [UInt8]) -> Result<[UInt8], Failure> {
    let folder = NSTemporaryDirectory() + "/heshu-pdf-\(UUID().uuidString)"
    let (input, output, errors) = (folder + "/page.pdf", folder + "/page.txt", folder + "/errors.txt")
    defer { try? FileManager.default.removeItem(atPath: folder) }
    do {
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
      try Data(bytes).write(to: URL(fileURLWithPath: input))
      try Data().write(to: URL(fileURLWithPath: errors))
    } catch {
      return .failure(Failure(message: "no room for a temporary file in \(NSTemporaryDirectory())"))
    }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["pdftotext", "-raw", "-enc", "UTF-8", input, output]
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle(forWritingAtPath: errors)
    do { try process.run() } catch { return .failure(Failure(message: "cannot start pdftotext")) }
    let limit = DispatchWorkItem { process.terminate() }
    DispatchQueue.global().asyncAfter(deadline: .now() + patience, execute: limit)
    process.waitUntilExit()
    limit.cancel()
    guard process.terminationStatus == 0, process.terminationReason == .exit else {
      return .failure(Failure(message: reason(process, FileManager.default.contents(atPath: errors) ?? Data())))
    }
    let text = [UInt8](FileManager.default.contents(atPath: output) ?? Data())
    guard text.contains(where: { $0 > 0x20 }) else {
      return .failure(Failure(message: "no text in this PDF, it holds scanned pictures; run it through OCR first"))
    }
    return .success(text)
  }

  private static func reason(_ process: Process, _ errors: Data) -> String {
    if process.terminationReason != .exit { return "pdftotext did not finish in \(Int(patience)) s" }
    if process.terminationStatus == 127 { return "PDF, but pdftotext is not there; install poppler-utils" }
    let text = String(decoding: errors, as: UTF8.self)
    if text.contains("Incorrect password") { return "protected by a password, skipped; remove it first" }
    return "damaged PDF (\(text.split(separator: "\n").last.map(String.init) ?? "pdftotext failed"))"
  }
}

"""Texts with payloads in every field stay inert in pages, report and exports."""

import csv
import io
import json
import re
import sqlite3
import xml.etree.ElementTree as ElementTree
import zipfile

from payloads import MARK, PAYLOADS
from review import ROOT, BrowserCase, Server, heshu

HIDDEN = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")

# Columns that hold what a newspaper, its pages or a reviewer wrote, and what was made of it.
FIELDS = {
    "source": ["name", "title", "author", "published", "origin", "url", "record"],
    "article": ["headline", "shoulder", "byline", "published", "activity"],
    "sentence": ["text", "role"],
    "district": ["name"],
    "statistic": ["place", "activity", "action", "object", "text", "unit", "base_unit", "scope", "qualifier", "rule",
                  "district_basis", "period_start", "period_end"],
    "mention": ["text", "unit", "rule"],
    "finding": ["check_name", "severity", "message", "english", "reason", "rule", "activity", "date"],
    "finding_member": ["text"],
    "decision": ["note", "message", "english", "source", "check_name", "rule"],
    "problem": ["path", "member", "stage", "message"],
}


class HostileTest(BrowserCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.archive = cls.folder / "archive.sqlite"
        cls.texts = cls.folder / "in"
        cls.texts.mkdir()
        with open(cls.texts / "records.jsonl", "w") as file:
            for number, payload in enumerate(PAYLOADS):
                text = (f"南岭区{payload}走访情况\n本报讯（记者 {payload}）2023年6月{number % 28 + 1}日，南岭区东平街道组织{payload}志愿者"
                        f"走访群众{300 + number}人次，其中党员{900 + number}人次。收集{payload}意见建议120条，办结150条。\n")
                file.write(json.dumps({"id": payload, "title": payload, "author": payload, "source": payload, "url": payload,
                                       "date": "2023-06-30", "text": text}, ensure_ascii=False) + "\n")
            file.write("{\"text\": \"<script>" + "\n")
        for number, payload in enumerate(PAYLOADS):
            name = payload.replace("/", "∕").encode()[:200].decode(errors="ignore")
            (cls.texts / f"{name}{number}.txt").write_text(f"{payload}\n南岭区走访{payload}群众{4000 + number}人次，其中党员5000人次。\n")
        heshu("ingest", cls.texts, "--db", cls.archive, "--no-progress", status=(0, 2))
        heshu("check", "--db", cls.archive, "--format", "jsonl", status=(0, 1))
        cls.server = Server(cls.archive)

    @classmethod
    def tearDownClass(cls):
        cls.server.stop()
        super().tearDownClass()

    def look(self, address, *allowed):
        """Opens a page and looks for anything that came alive."""
        self.browser.get(address)
        found = self.browser.execute_script("""
          const found = [];
          if (window[arguments[0]] !== undefined) { found.push("a script ran"); }
          for (const element of document.querySelectorAll("*")) {
            for (const attribute of element.attributes) {
              if (/^on/i.test(attribute.name)) { found.push(element.outerHTML.slice(0, 200)); }
              if (/^(href|src|action|formaction|data|srcdoc)$/i.test(attribute.name) &&
                  !/^(https?:|\\/|#|\\?|data:,|$)/i.test(attribute.value)) { found.push(element.outerHTML.slice(0, 200)); }
            }
            if (/^(IFRAME|OBJECT|EMBED|BASE|IMG|VIDEO|MATH|TEMPLATE|NOSCRIPT|ANIMATE|IMAGE)$/i.test(element.tagName) ||
                (element.tagName === "SCRIPT" && element.getAttribute("src") !== "/review.js") ||
                (element.tagName === "LINK" && !["/style.css", "data:,"].includes(element.getAttribute("href")))) {
              found.push(element.outerHTML.slice(0, 200));
            }
          }
          return found;""", MARK)
        self.assertEqual(found, [], address)
        text = self.browser.page_source
        self.assertIsNone(HIDDEN.search(text), f"{address}: a control that turns lines around")
        self.watch(*allowed)
        return self.browser.execute_script("return document.body.textContent")

    def addresses(self):
        with sqlite3.connect(self.archive) as db:
            keys = [row[0] for row in db.execute("SELECT key FROM finding ORDER BY rank, id LIMIT 40")]
            keys += [row[0] for row in db.execute("SELECT key FROM finding WHERE is_cross ORDER BY id LIMIT 10")]
            articles = [row[0] for row in db.execute("SELECT id FROM article ORDER BY id")]
            figures = dict(db.execute("SELECT article_id, key FROM statistic"))
        yield from ("/", "/findings", "/findings?verdict=all", "/articles", "/figures", "/live?pause=1", "/problems", "/lost",
                    "/search?q=%E8%B5%B0%E8%AE%BF")
        for key in keys:
            yield f"/finding/{key}"
        for article in articles[::3]:
            yield f"/article/{article}?figure={figures.get(article, '')}"

    def test_1_as_it_was_read(self):
        self.browser.get(self.server.url)
        texts = [self.look(self.server.base + address, self.server.base) for address in self.addresses()]
        self.assertIn(f"<script>window.{MARK}=1</script>", "".join(texts))
        self.assertIn("⟨U+202E⟩", "".join(texts))

    def test_2_in_addresses_and_notes(self):
        self.browser.get(self.server.url)
        self.browser.execute_script("""
          window.sent = 0;
          """)
        from urllib.parse import quote
        for payload in PAYLOADS:
            for field in ("check", "district", "activity", "from", "source", "status", "after"):
                with self.subTest(payload=payload, field=field):
                    self.look(f"{self.server.base}/findings?{field}={quote(payload)}", self.server.base)
                    break
            self.look(f"{self.server.base}/search?q={quote(payload)}", self.server.base)
        with sqlite3.connect(self.archive) as db:
            keys = [row[0] for row in db.execute("SELECT DISTINCT key FROM finding ORDER BY rank LIMIT ?", [len(PAYLOADS)])]
            self.assertEqual(db.execute("SELECT count(*) FROM decision").fetchone()[0], 0)
        for key, payload in zip(keys, PAYLOADS):
            self.browser.get(f"{self.server.base}/finding/{key}")
            self.browser.execute_script("document.getElementById('note').value = arguments[0]", payload)
            self.browser.find_element("id", "confirm").click()
            self.look(self.browser.current_url, self.server.base)

    def test_3_in_every_column(self):
        self.server.stop()
        with sqlite3.connect(self.archive) as db:
            db.execute("PRAGMA writable_schema = 0")
            for table, columns in FIELDS.items():
                rows = [row[0] for row in db.execute(
                    f"SELECT {'key' if table == 'decision' else 'rowid' if table != 'finding_member' else 'finding_id'} FROM {table}")]
                identity = {"decision": "key", "finding_member": "finding_id"}.get(table, "rowid")
                for number, row in enumerate(rows):
                    for place, column in enumerate(columns):
                        payload = PAYLOADS[(number + place * 7) % len(PAYLOADS)]
                        if table in ("district", "problem"):
                            payload += str(number)
                        db.execute(f"UPDATE {table} SET {column} = ? WHERE {identity} = ?", [payload, row])
        type(self).server = Server(self.archive)
        self.browser.get(self.server.url)
        for address in self.addresses():
            self.look(self.server.base + address, self.server.base)
        for language in ("zh", "en"):
            path = self.folder / f"report-{language}.html"
            heshu("report", "--db", self.archive, "-o", path, "--language", language, "--articles", 40)
            self.look(f"file://{path}", "file://")
        self.exports()

    def exports(self):
        for name in ("statistic", "mention", "finding", "source", "problem", "decision"):
            text = heshu("export", "--db", self.archive, "--format", "csv", "--table", name)
            self.assertIsNone(HIDDEN.search(text), name)
            rows = list(csv.reader(io.StringIO(text, newline="")))
            self.assertEqual({len(row) for row in rows}, {len(rows[0])}, "every payload stays in its cell")
            for cell in (cell for row in rows for cell in row):
                if cell[:1] in "=+-@\t\r＝＋－＠" and cell:
                    self.assertRegex(cell, r"^[+-]?[0-9.]+$")
        path = self.folder / "archive.xlsx"
        heshu("export", "--db", self.archive, "--format", "xlsx", "--output", path)
        with zipfile.ZipFile(path) as book:
            for name in book.namelist():
                tree = ElementTree.fromstring(book.read(name))
                for element in tree.iter():
                    tag = element.tag.rpartition("}")[2]
                    self.assertNotIn(tag, ("f", "hyperlink"), name)
                    if tag == "c" and element.find("{*}v") is not None:
                        self.assertRegex(element.find("{*}v").text, r"^-?[0-9.eE+]+$")
                    self.assertIsNone(HIDDEN.search(element.text or ""), name)
        markdown = heshu("report", "--db", self.archive, "--format", "markdown")
        self.assertNotRegex(markdown, r"<(script|img|svg|iframe)")
        self.assertNotRegex(markdown, r"[^\\]\]\(javascript")
        self.assertIsNone(HIDDEN.search(markdown))


if __name__ == "__main__":
    import unittest
    unittest.main()

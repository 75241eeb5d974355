"""The review of Corpus/, as an analyst does it."""

import csv
import io
import shutil
import time
import unittest
from urllib.request import Request, urlopen

from selenium.common.exceptions import WebDriverException
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

from review import ROOT, BrowserCase, Server, heshu


class ReviewTest(BrowserCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.archive = cls.folder / "archive.sqlite"
        cls.texts = cls.folder / "in"
        for part in ("articles", "consistency/articles"):
            shutil.copytree(ROOT / "Corpus" / part, cls.texts, dirs_exist_ok=True)
        heshu("ingest", cls.texts, "--db", cls.archive, "--no-progress", status=(0, 2))
        cls.server = Server(cls.archive)

    @classmethod
    def tearDownClass(cls):
        cls.server.stop()
        super().tearDownClass()

    def setUp(self):
        self.browser.get(self.server.url)
        self.wait(lambda: self.browser.current_url == self.server.base + "/")

    def tearDown(self):
        self.watch(self.server.base)

    def wait(self, condition, seconds=20):
        """Waits until the condition holds on a page that is complete, its script begun. Between two pages the driver
        may fail in any of its own ways on what it is asked about the page that leaves: that is no answer yet."""
        end = time.time() + seconds
        reason = "it does not hold"
        while time.time() < end:
            try:
                if condition() and self.browser.execute_script("return document.readyState") == "complete":
                    return
            except WebDriverException as error:
                reason = error.msg
            time.sleep(0.1)
        self.fail(f"did not come about: {self.browser.current_url}: {reason}")

    def open(self, path):
        self.browser.get(self.server.base + path)

    def all(self, selector):
        return self.browser.find_elements(By.CSS_SELECTOR, selector)

    def one(self, selector):
        return self.browser.find_element(By.CSS_SELECTOR, selector)

    def go(self, element):
        """Clicks on what leads to another page, and waits until that is there."""
        page = self.one("html")
        element.click()
        self.wait(lambda: self.one("html") != page)

    def fetch(self, path):
        """A file as the browser would save it; scripts of the page may fetch nothing."""
        cookies = "; ".join(f"{cookie['name']}={cookie['value']}" for cookie in self.browser.get_cookies())
        with urlopen(Request(self.server.base + path, headers={"Cookie": cookies}), timeout=60) as response:
            return response.read().decode()

    def test_overview(self):
        self.assertIn("总览", self.one("h1").text)
        self.assertGreater(len(self.all("tbody tr")), 8)
        self.check_looks("overview")

    def test_filter_open_confirm_undo(self):
        self.open("/findings")
        everything = len(self.all("#list > li"))
        self.assertGreater(everything, 10)
        self.check_looks("findings")
        self.one("#f-check").send_keys("前后数字")
        self.go(self.one(".filters button"))
        chosen = self.all("#list > li")
        self.assertTrue(0 < len(chosen) < everything)
        for line in chosen:
            self.assertIn("前后数字", line.text)
        message = self.one("#list .item .sum").text
        self.go(self.one("#list .item"))
        self.assertEqual(self.one("h1").text, message)
        self.assertGreaterEqual(len(self.all("blockquote mark")), 2)
        self.assertIn(".rules:", self.one("code").text)
        self.check_looks("finding")
        key = self.browser.current_url.split("/finding/")[1].split("?")[0]
        # Confirm with a note, take it back, step by step.
        self.one("#note").send_keys("已与通讯员核实")
        self.go(self.one("#confirm"))
        self.assertEqual(self.one("#status").text, "已确认")
        self.assertEqual(self.one("#note").get_attribute("value"), "已与通讯员核实")
        self.go(self.one("#undo"))
        self.assertEqual(self.one("#status").text, "待审")
        self.assertEqual(self.one("#note").get_attribute("value"), "")
        # By keys alone.
        body = self.one("body")
        body.send_keys("d")
        self.wait(lambda: self.one("#status").text == "已排除")
        self.one("body").send_keys("u")
        self.wait(lambda: self.one("#status").text == "待审")
        self.one("body").send_keys("c")
        self.wait(lambda: self.one("#status").text == "已确认")
        self.open("/findings?status=confirmed&verdict=all")
        self.assertEqual([a.get_attribute("href").split("/finding/")[1].split("?")[0] for a in self.all("#list .item")],
                         [key])
        rows = list(csv.DictReader(io.StringIO(self.fetch("/export.csv").lstrip("\ufeff"))))
        self.assertEqual([(row["id"], row["status"], row["message"]) for row in rows], [(key, "confirmed", message)])
        self.assertIn(key, self.fetch("/export.jsonl"))
        markdown = self.fetch("/export.md")
        self.assertEqual(markdown.count("· 已确认"), 1)
        self.assertNotIn("活动统计表", markdown)
        # Read everything again, with other rules: the decision stays with its finding.
        rules = self.folder / "Rules"
        shutil.copytree(ROOT / "Rules", rules)
        with open(rules / "units" / sorted(p.name for p in (rules / "units").iterdir())[0], "a") as file:
            file.write("\n# changed\n")
        heshu("refresh", "--db", self.archive, "--rules", rules, "--no-progress", status=(0, 2))
        self.open(f"/finding/{key}")
        self.assertEqual(self.one("#status").text, "已确认")
        (self.texts / "K01.txt").touch()
        for path in self.texts.iterdir():
            path.rename(path.with_suffix(".old"))
        heshu("ingest", self.texts, "--db", self.archive, "--prune", "--no-progress", status=(0, 2))
        for path in self.texts.iterdir():
            path.rename(path.with_suffix(".txt"))
        heshu("ingest", self.texts, "--db", self.archive, "--prune", "--no-progress", status=(0, 2))
        self.open(f"/finding/{key}")
        self.assertEqual(self.one("#status").text, "已确认")
        self.assertEqual(self.one("h1").text, message)

    def test_next_and_previous(self):
        self.open("/findings?verdict=fails")
        links = [a.get_attribute("href") for a in self.all("#list .item")]
        self.browser.get(links[0])
        for link in links[1:4]:
            self.one("body").send_keys("j")
            self.wait(lambda: self.browser.current_url == link)
        self.one("body").send_keys("k")
        self.wait(lambda: self.browser.current_url == links[2])

    def test_filters_narrow(self):
        for query in ("district=%E8%9A%8C%E5%B1%B1%E5%8C%BA&verdict=all", "source=K0&verdict=all", "activity=household-visits&verdict=all",
                      "from=2023-01&to=2023-12&verdict=all", "verdict=holds", "verdict=undecided"):
            with self.subTest(query):
                self.open("/findings?" + query)
                self.assertGreater(len(self.all("#list > li")), 0)
        self.open("/findings?source=nowhere")
        self.assertEqual(len(self.all("#list > li")), 0)
        self.assertIn("没有", self.one("main").text)

    def test_pages_of_a_list(self):
        self.open("/findings?verdict=all")
        first = [a.get_attribute("href") for a in self.all("#list .item")]
        self.go(self.one("a[rel=next]"))
        second = [a.get_attribute("href") for a in self.all("#list .item")]
        self.assertFalse(set(first) & set(second))
        self.go(self.one("a[rel=prev]"))
        self.assertEqual([a.get_attribute("href") for a in self.all("#list .item")], first)

    def test_search(self):
        self.one("#top-search").send_keys("走访", Keys.ENTER)
        self.wait(lambda: "/search" in self.browser.current_url)
        found = self.all("blockquote")
        self.assertGreater(len(found), 3)
        for line in found:
            self.assertIn("走访", line.text)
        self.assertEqual(self.one("mark.match").text, "走访")
        self.check_looks("search")
        self.open('/search?q=%22%20OR%20*%20NEAR(')
        self.assertEqual(len(self.all("blockquote")), 0)

    def test_article(self):
        self.open("/articles?source=A01")
        self.go(self.one(".list .item"))
        figures = self.all("a.fig")
        self.assertGreater(len(figures), 5)
        text = figures[2].text
        self.check_looks("article")
        self.all("a.fig")[2].click()
        record = self.one("#record").text
        self.assertIn(text, record)
        self.assertIn("statistics.rules:", record)
        self.assertGreater(len(self.all("#record pre")), 0)
        self.picture("article-figure")
        # The record shows on focus and goes with Escape.
        self.browser.execute_script("document.querySelectorAll('a.fig')[1].focus()")
        self.assertTrue(self.all("a.fig .rec")[1].is_displayed())
        self.one("body").send_keys(Keys.ESCAPE)
        self.assertFalse(self.all("a.fig .rec")[1].is_displayed())

    def test_focus_is_visible(self):
        self.open("/findings")
        for _ in range(12):
            self.browser.switch_to.active_element.send_keys(Keys.TAB)
            style = self.browser.execute_script(
                "const s = getComputedStyle(document.activeElement); return [s.outlineStyle, parseFloat(s.outlineWidth)]")
            self.assertTrue(style[0] != "none" and style[1] >= 2, style)

    def test_other_lists(self):
        for path in ("/figures", "/live", "/problems", "/lost", "/articles"):
            with self.subTest(path):
                self.open(path)
                self.check_looks(path.strip("/"))

    def test_works_without_script(self):
        self.browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
        try:
            self.open("/findings?verdict=tension")
            self.go(self.one("#list .item"))
            self.one("#note").send_keys("无脚本")
            self.go(self.one("#dismiss"))
            self.assertEqual(self.one("#status").text, "已排除")
            self.go(self.one("#undo"))
            self.assertEqual(self.one("#status").text, "待审")
        finally:
            self.browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})

    def test_english(self):
        self.watch(self.server.base)
        server = Server(self.archive, "--language", "en")
        try:
            self.browser.get(server.url)
            self.wait(lambda: self.browser.current_url == server.base + "/")
            self.browser.get(server.base + "/findings")
            self.assertEqual(self.one("h1").text.lower(), "findings")
            self.watch(server.base)
        finally:
            server.stop()


class ReportTest(BrowserCase):
    def check(self, path, language):
        self.browser.get(f"file://{path}")
        self.assertEqual(self.browser.find_element(By.TAG_NAME, "html").get_attribute("lang"), language)
        self.assertGreater(len(self.browser.find_elements(By.CSS_SELECTOR, ".finding mark")), 10)
        self.assertGreater(len(self.browser.find_elements(By.CSS_SELECTOR, "svg .bar, svg .dot")), 3)
        self.assertGreater(len(self.browser.find_elements(By.CSS_SELECTOR, "table.campaign tr")), 20)
        figures = self.browser.find_elements(By.CSS_SELECTOR, ".text .fig")
        self.assertGreater(len(figures), 100)
        self.browser.execute_script("document.querySelector('.text .fig').focus()")
        self.assertTrue(figures[0].find_element(By.CSS_SELECTOR, ".rec").is_displayed())
        self.assertTrue(figures[0].get_attribute("aria-label"))
        self.check_looks(f"report-{language}")
        self.watch("file://")

    def test_chinese_and_english(self):
        for option, language in (("zh", "zh-CN"), ("en", "en")):
            path = self.folder / f"report-{option}.html"
            heshu("report", ROOT / "Corpus/articles", ROOT / "Corpus/consistency/articles", "-o", path, "--language", option,
                  status=(0, 2))
            self.check(path, language)

    def test_prints(self):
        path = self.folder / "print.html"
        heshu("report", ROOT / "Corpus/consistency/articles", "-o", path, status=(0, 2))
        self.browser.get(f"file://{path}")
        pages = self.browser.execute_cdp_cmd("Page.printToPDF", {"printBackground": False})
        self.assertGreater(len(pages["data"]), 10_000)

    def test_markdown(self):
        text = heshu("report", ROOT / "Corpus/consistency/articles", "--format", "markdown", status=(0, 2))
        self.assertIn("# 数字核对报告", text)
        self.assertIn("| **合计** |", text)


if __name__ == "__main__":
    unittest.main()

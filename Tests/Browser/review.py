"""What the browser tests share: the program, its server, and a browser that notes every request and message."""

import json
import os
import pathlib
import shutil
import subprocess
import tempfile
import unittest

from selenium import webdriver
from selenium.webdriver.chrome.service import Service

ROOT = pathlib.Path(__file__).resolve().parents[2]
PROGRAM = os.environ["HESHU"]
PICTURES = ROOT / ".build" / "browser"


def heshu(*arguments, status=(0,)):
    """Runs the program; returns what it prints."""
    environment = {**os.environ, "HESHU_RULES": str(ROOT / "Rules")}
    result = subprocess.run([PROGRAM, *map(str, arguments)], capture_output=True, env=environment, timeout=600)
    if result.returncode not in status:
        raise AssertionError(f"{arguments}: status {result.returncode}\n{result.stderr.decode()}")
    return result.stdout.decode()


class Server:
    """`heshu review` while it runs."""

    def __init__(self, archive, *options):
        environment = {**os.environ, "HESHU_RULES": str(ROOT / "Rules")}
        self.process = subprocess.Popen(
            [PROGRAM, "review", "--db", str(archive), *options], stdout=subprocess.PIPE, env=environment, text=True)
        self.url = self.process.stdout.readline().strip()
        self.base = self.url.split("/?")[0].rstrip("/")
        self.token = self.url.partition("token=")[2]

    def stop(self):
        self.process.terminate()
        self.process.wait(timeout=20)
        self.process.stdout.close()


def open_browser():
    options = webdriver.ChromeOptions()
    options.binary_location = shutil.which("chromium")
    for argument in ["--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--window-size=1280,900",
                     "--disable-background-networking", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"]:
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"performance": "ALL", "browser": "ALL"})
    browser = webdriver.Chrome(options=options, service=Service(shutil.which("chromedriver")))
    browser.set_page_load_timeout(60)
    return browser


class BrowserCase(unittest.TestCase):
    """A test with a folder, a browser, and the certainty that nothing goes wrong unseen."""

    @classmethod
    def setUpClass(cls):
        PICTURES.mkdir(parents=True, exist_ok=True)
        cls.folder = pathlib.Path(tempfile.mkdtemp(prefix="heshu-browser-"))
        cls.browser = open_browser()

    @classmethod
    def tearDownClass(cls):
        cls.browser.quit()
        shutil.rmtree(cls.folder, ignore_errors=True)

    def watch(self, *allowed, messages=()):
        """No message on the console, and no request but to the addresses allowed, since the last call."""
        log = [entry for entry in self.browser.get_log("browser")
               if not any(message in entry["message"] for message in messages)]
        self.assertEqual(log, [], "messages on the console")
        for entry in self.browser.get_log("performance"):
            message = json.loads(entry["message"])["message"]
            if message["method"] == "Network.requestWillBeSent":
                url = message["params"]["request"]["url"]
                self.assertTrue(url.startswith((*allowed, "data:")), f"a request to {url}")

    def media(self, scheme="light", width=None, height=900):
        command = self.browser.execute_cdp_cmd
        command("Emulation.setEmulatedMedia", {"features": [{"name": "prefers-color-scheme", "value": scheme}]})
        if width:
            command("Emulation.setDeviceMetricsOverride",
                    {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False})
        else:
            command("Emulation.clearDeviceMetricsOverride", {})

    def picture(self, name):
        self.browser.save_screenshot(str(PICTURES / f"{name}.png"))

    CONTRAST = """
      const channel = (v) => { v /= 255; return v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4; };
      const parse = (c) => { const m = c.match(/[0-9.]+/g).map(Number); return m.length < 4 ? [...m, 1] : m; };
      const light = (c) => 0.2126 * channel(c[0]) + 0.7152 * channel(c[1]) + 0.0722 * channel(c[2]);
      const found = [];
      for (const element of document.querySelectorAll("body *")) {
        const own = [...element.childNodes].some((n) => n.nodeType === 3 && n.nodeValue.trim());
        if (!own || !element.checkVisibility() || element.closest("svg, option, .skip, .hide")) { continue; }
        let ground = element, back = [0, 0, 0, 0];
        while (ground && back[3] === 0) { back = parse(getComputedStyle(ground).backgroundColor); ground = ground.parentElement; }
        if (back[3] === 0) { back = parse(getComputedStyle(document.documentElement).backgroundColor); }
        const style = getComputedStyle(element), a = light(parse(style.color)), b = light(back);
        const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05), size = parseFloat(style.fontSize);
        const isLarge = size >= 24 || (size >= 18.66 && parseInt(style.fontWeight) >= 700);
        if (ratio < (isLarge ? 3 : 4.5)) { found.push(`${element.tagName}.${element.className} ${ratio.toFixed(2)}`); }
      }
      return found;"""

    def check_looks(self, name):
        """Contrast in light and dark, no sideways scrolling on a small screen, names on controls."""
        for scheme in ("light", "dark"):
            self.media(scheme)
            self.assertEqual(self.browser.execute_script(self.CONTRAST), [], f"{name}: too little contrast in {scheme}")
            self.picture(f"{name}-{scheme}")
        self.media("light", width=360, height=780)
        wide = self.browser.execute_script("return document.documentElement.scrollWidth")
        self.assertLessEqual(wide, 360, f"{name}: scrolls sideways at 360 px")
        self.picture(f"{name}-360")
        self.media()
        nameless = self.browser.execute_script(
            "return [...document.querySelectorAll('input:not([type=hidden]), select, textarea, button')]"
            ".filter((e) => !(e.labels && e.labels.length) && !e.textContent.trim()).map((e) => e.outerHTML)")
        self.assertEqual(nameless, [], f"{name}: controls without a name")

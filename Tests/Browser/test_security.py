"""Who gets an answer from the review page, and who does not."""

import concurrent.futures
import http.client
import shutil
import socket
import sqlite3
import tempfile
import time
import pathlib
import unittest
from urllib.parse import urlencode, urlsplit

from review import ROOT, Server, heshu


class SecurityTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = pathlib.Path(tempfile.mkdtemp(prefix="heshu-security-"))
        cls.archive = cls.folder / "archive.sqlite"
        heshu("ingest", ROOT / "Corpus/consistency/articles", "--db", cls.archive, "--no-progress", status=(0, 2))
        cls.server = Server(cls.archive)
        cls.port = urlsplit(cls.server.base).port
        cls.cookie = f"heshu-{cls.port}={cls.server.token}"
        with sqlite3.connect(cls.archive) as db:
            cls.key = db.execute("SELECT key FROM finding WHERE rank = 0").fetchone()[0]

    @classmethod
    def tearDownClass(cls):
        cls.server.stop()
        shutil.rmtree(cls.folder, ignore_errors=True)

    def ask(self, path, method="GET", body=None, **headers):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        headers = {name.replace("_", "-"): value for name, value in headers.items()}
        connection.request(method, path, body, {"Cookie": self.cookie, **headers})
        response = connection.getresponse()
        text = response.read().decode(errors="replace")
        connection.close()
        return response, text

    def secret(self):
        return self.ask(f"/finding/{self.key}")[1].split('name="csrf" value="')[1].split('"')[0]

    def test_listens_on_this_machine_alone(self):
        with open("/proc/net/tcp") as file:
            local = [line.split()[1] for line in file if line.split()[1].endswith(f":{self.port:04X}")
                     and line.split()[3] == "0A"]
        self.assertEqual(local, [f"0100007F:{self.port:04X}"])

    def test_ports_and_tokens_differ(self):
        other = Server(self.archive)
        other.stop()
        self.assertNotEqual(other.base, self.server.base)
        self.assertNotEqual(other.token, self.server.token)
        self.assertEqual(len(other.token), 64)

    def test_token(self):
        self.assertEqual(self.ask("/", Cookie="")[0].status, 403)
        self.assertEqual(self.ask("/", Cookie=self.cookie[:-1])[0].status, 403)
        self.assertEqual(self.ask("/?token=", Cookie="")[0].status, 403)
        self.assertEqual(self.ask("/style.css", Cookie="")[0].status, 403)
        response, _ = self.ask("/?token=" + self.server.token, Cookie="")
        self.assertEqual(response.status, 200)
        cookie = response.getheader("Set-Cookie")
        self.assertIn("HttpOnly", cookie)
        self.assertIn("SameSite=Strict", cookie)

    def test_host(self):
        for host in ("evil.example", f"evil.example:{self.port}", "127.0.0.1", f"127.0.0.1.evil.example:{self.port}", ""):
            self.assertEqual(self.ask("/", Host=host)[0].status, 421, host)
        self.assertEqual(self.ask("/", Host=f"localhost:{self.port}")[0].status, 200)

    def test_origin_and_form_secret(self):
        form = urlencode({"csrf": self.secret(), "do": "confirmed", "note": ""})
        bare = urlencode({"do": "confirmed"})
        kind = {"Content_Type": "application/x-www-form-urlencoded"}
        path = f"/finding/{self.key}"
        self.assertEqual(self.ask(path, "POST", bare, **kind)[0].status, 403)
        self.assertEqual(self.ask(path, "POST", form.replace("csrf=", "csrf=0"), **kind)[0].status, 403)
        self.assertEqual(self.ask(path, "POST", form, Origin="http://evil.example", **kind)[0].status, 403)
        self.assertEqual(self.ask(path, "POST", form, Origin="null", **kind)[0].status, 403)
        self.assertEqual(self.ask(path, "POST", form, Sec_Fetch_Site="cross-site", **kind)[0].status, 403)
        self.assertEqual(self.ask(path, "POST", form, Cookie="", **kind)[0].status, 403)
        with sqlite3.connect(self.archive) as db:
            self.assertEqual(db.execute("SELECT count(*) FROM decision").fetchone()[0], 0)
        self.assertEqual(self.ask(path, "POST", form, Origin=self.server.base, **kind)[0].status, 303)
        undo = urlencode({"csrf": self.secret(), "do": "undo"})
        self.assertEqual(self.ask(path, "POST", undo, **kind)[0].status, 303)

    def test_headers(self):
        for path in ("/", "/style.css", "/nowhere", "/export.csv"):
            response, _ = self.ask(path)
            policy = response.getheader("Content-Security-Policy")
            self.assertIn("default-src 'none'", policy)
            self.assertNotIn("unsafe", policy)
            self.assertEqual(response.getheader("X-Content-Type-Options"), "nosniff")
            self.assertEqual(response.getheader("Referrer-Policy"), "same-origin")
            self.assertEqual(response.getheader("Cache-Control"), "no-store")

    def test_limits(self):
        self.assertEqual(self.ask("/?q=" + "x" * 9000)[0].status, 414)
        self.assertEqual(self.ask("/", "PUT")[0].status, 405)
        self.assertEqual(self.ask(f"/finding/{self.key}", "POST", "x" * 70_000)[0].status, 413)
        with socket.create_connection(("127.0.0.1", self.port), timeout=60) as endless:
            sent = 0
            with self.assertRaises(OSError):
                endless.sendall(b"GET / HTTP/1.1\r\n")
                while sent < 1 << 30:
                    endless.sendall(b"X: " + b"y" * 4000 + b"\r\n")
                    sent += 4000
            self.assertLess(sent, 64 << 20)
        self.assertEqual(self.ask("/")[0].status, 200)

    def test_paths_lead_nowhere_else(self):
        for path in ("/../../etc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "/finding/..%2f..%2fetc", "/article/1%20OR%201=1",
                     "/finding/%27%20OR%201=1", "/article/99999999999999999999", "//evil.example/"):
            response, text = self.ask(path)
            self.assertIn(response.status, (404, 200, 303), path)
            self.assertNotIn("root:", text)

    def test_many_at_once(self):
        with concurrent.futures.ThreadPoolExecutor(24) as pool:
            statuses = list(pool.map(lambda number: self.ask("/findings?verdict=all")[0].status, range(120)))
        self.assertEqual(set(statuses), {200})


class LiveTest(unittest.TestCase):
    """Pages and decisions while documents are being read in."""

    def test_grows_and_takes_decisions(self):
        folder = pathlib.Path(tempfile.mkdtemp(prefix="heshu-live-"))
        try:
            archive = folder / "archive.sqlite"
            heshu("ingest", ROOT / "Corpus/consistency/articles", "--db", archive, "--no-progress", status=(0, 2))
            more = folder / "more"
            more.mkdir()
            for number in range(900):
                (more / f"{number}.txt").write_text(
                    f"南岭区走访第{number}期\n本报讯 南岭区走访群众{number + 3000}人次，其中党员{number + 100}人次。收集意见建议{number + 120}条，办结90条。\n" * 4)
            server = Server(archive)
            import os
            import subprocess
            from review import PROGRAM
            run = subprocess.Popen([PROGRAM, "ingest", more, "--db", archive, "--no-progress", "--jobs", "1"],
                                   env={**os.environ, "HESHU_RULES": str(ROOT / "Rules")}, stderr=subprocess.DEVNULL)
            port = urlsplit(server.base).port
            cookie = f"heshu-{port}={server.token}"

            def ask(path, body=None):
                connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
                connection.request("POST" if body else "GET", path, body, {"Cookie": cookie})
                response = connection.getresponse()
                return response.status, response.read().decode()

            with sqlite3.connect(archive) as db:
                keys = [row[0] for row in db.execute("SELECT DISTINCT key FROM finding WHERE rank = 0 LIMIT 5")]
            counts, decided = [], 0
            while run.poll() is None:
                counts.append(int(ask("/live")[1].split('id="sources">')[1].split("<")[0].replace(",", "")))
                if decided < len(keys):
                    secret = ask(f"/finding/{keys[decided]}")[1].split('name="csrf" value="')[1].split('"')[0]
                    begun = time.time()
                    status, _ = ask(f"/finding/{keys[decided]}", urlencode({"csrf": secret, "do": "confirmed", "note": ""}))
                    self.assertEqual(status, 303)
                    self.assertLess(time.time() - begun, 8)
                    decided += 1
                time.sleep(0.3)
            server.stop()
            self.assertGreater(decided, 0, "the run was over before anything could be decided")
            self.assertEqual(counts, sorted(counts))
            with sqlite3.connect(archive) as db:
                confirmed = db.execute("SELECT count(*) FROM decision WHERE status = 'confirmed'").fetchone()[0]
                self.assertEqual(confirmed, decided)
                self.assertGreater(db.execute("SELECT count(*) FROM source").fetchone()[0], 900)
        finally:
            shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    unittest.main()

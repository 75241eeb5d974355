"""The Spark job against one process on one machine.

HESHU is the program; `run` beside this file sets everything up.
"""

import contextlib
import gzip
import io
import json
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
import unittest
import urllib.parse
import urllib.request
from pathlib import Path

from pyspark.sql import SparkSession

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
sys.path[:0] = [str(HERE), str(ROOT / "Sources/Spark")]

import documents  # noqa: E402
import heshu_spark  # noqa: E402

HESHU = os.environ["HESHU"]
COUNT = 2000
# Runs a program and prints how much memory it took, in KB.
PEAK = """
import resource, subprocess, sys
subprocess.run(sys.argv[1:], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""


def run(*arguments: str, data: bytes = b"") -> list[dict]:
    done = subprocess.run([HESHU, *arguments], input=data, capture_output=True)
    # 1 says that check has found contradictions.
    assert done.returncode in (0, 1), done.stderr.decode()
    return [json.loads(line) for line in done.stdout.splitlines()]


def plain(value):
    """A value as it compares, however it was written: numbers as floating point, rows and lists as tuples."""
    if isinstance(value, dict):
        return tuple(sorted((key, plain(item)) for key, item in value.items()))
    if isinstance(value, (list, tuple)):
        return tuple(plain(item) for item in value)
    return float(value) if isinstance(value, int) and not isinstance(value, bool) else value


def records(rows: list[dict], *left_out: str) -> set:
    kept = [plain({key: value for key, value in row.items() if key not in left_out}) for row in rows]
    assert len(set(kept)) == len(kept), "a record came twice"
    return set(kept)


def exported(archive: str, table: str) -> list[dict]:
    return run("export", "--db", archive, "--format", "jsonl", "--table", table)


def of_archive(archive: str) -> dict[str, set]:
    """What stands in an archive, with documents by the ids of their records."""
    ids = {row["source"]: row["record"] for row in exported(archive, "source")}
    between = run("check", "--db", archive, "--all", "--format", "jsonl")
    tables = {name: exported(archive, name) for name in ("statistic", "finding")}
    return {
        name: records([{**row, "source": ids[row["source"]]} for row in rows]) for name, rows in tables.items()
    } | {"between": records([{**row, "sources": [ids[source] for source in row["sources"]]} for row in between])}


def stats(archive: str) -> set:
    """Campaign tables, the figures behind a cell in any order."""
    rows = run("stats", "--db", archive, "--format", "jsonl")
    return records([{name: sorted(cell) if isinstance(cell, list) else cell for name, cell in row.items()} for row in rows])


class Review:
    """`heshu review` with somebody who opens its pages."""

    def __init__(self, archive: str):
        self.process = subprocess.Popen([HESHU, "review", "--db", archive], stdout=subprocess.PIPE, text=True)
        address = self.process.stdout.readline().strip()
        self.base = address.split("/?")[0]
        self.browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor())
        self.browser.open(address).read()

    def page(self, path: str, form: dict[str, str] | None = None) -> str:
        data = urllib.parse.urlencode(form).encode() if form else None
        return self.browser.open(self.base + path, data).read().decode()

    def end(self) -> None:
        self.process.terminate()
        self.process.wait(20)
        self.process.stdout.close()


class JobTests(unittest.TestCase):
    @classmethod
    def setUpClass(cls) -> None:
        cls.folder = Path(tempfile.mkdtemp(prefix="heshu-spark-"))
        cls.lines = documents.lines(documents.articles(COUNT))
        cls.write("in", cls.lines, 8)
        cls.reference = cls.on_one_machine()
        cls.spark = (
            SparkSession.builder.master("local[2,4]").appName("test")
            .config("spark.ui.enabled", "false").config("spark.ui.showConsoleProgress", "false")
            .config("spark.log.level", "OFF").config("spark.sql.warehouse.dir", str(cls.folder))
            # Much is run once: compiling it well costs more than it saves.
            .config("spark.driver.extraJavaOptions", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC")
            .config("spark.sql.shuffle.partitions", "4").config("spark.sql.files.minPartitionNum", "8").getOrCreate()
        )

    @classmethod
    def tearDownClass(cls) -> None:
        cls.spark.stop()
        shutil.rmtree(cls.folder)

    @classmethod
    def write(cls, name: str, lines: list[bytes], files: int) -> Path:
        folder = cls.folder / name
        folder.mkdir()
        for number in range(files):
            part = lines[number * len(lines) // files : (number + 1) * len(lines) // files]
            (folder / f"{number}.jsonl").write_bytes(b"".join(line + b"\n" for line in part))
        return folder

    @classmethod
    def on_one_machine(cls) -> dict[str, set]:
        """Statistics and findings of the filter, and what an archive of the same documents says of articles."""
        data = b"".join(line + b"\n" for line in cls.lines)
        filtering = ["--input", "jsonl", "--format", "jsonl"]
        return {
            "statistics": records(run("extract", *filtering, data=data)),
            "findings": records(run("check", *filtering, "--all", data=data)),
            "archive_findings": of_archive(cls.ingest("all", data))["between"],
        }

    @classmethod
    def ingest(cls, name: str, data: bytes) -> str:
        """An archive of JSON Lines."""
        file, archive = cls.folder / f"{name}.jsonl", str(cls.folder / f"{name}.sqlite")
        file.write_bytes(data)
        run("ingest", str(file), "--db", archive, "--no-progress")
        return archive

    def job(
        self, source: Path, *, partitions: int | None = None, program: str = HESHU, output: str | None = None
    ) -> dict[str, set]:
        """Runs the job and reads what it has written."""
        output = str(self.folder / (output or f"out-{self.id()}"))
        job = heshu_spark.Job(self.spark, heshu_spark.Program(self.spark, program), output, wants_all=True)
        lines = heshu_spark.read_lines(self.spark, [str(source)], "jsonl", partitions)
        self.assertEqual(lines.rdd.getNumPartitions(), partitions or 8)
        counts = job.run(lines)
        made = {"number", "keys", "province", "month"}
        found = {}
        for name in ("statistics", "findings", "archive_findings", "errors"):
            rows = [row.asDict(recursive=True) for row in job.stored(name).collect()]
            found[name] = records(rows, *made)
            self.assertEqual(counts[name], len(rows))
        return found

    def assertSame(self, found: dict[str, set]) -> None:
        for name, expected in self.reference.items():
            self.assertGreater(len(expected), 100, name)
            self.assertEqual(found[name] - expected, set(), f"{name} that one process does not find")
            self.assertEqual(expected - found[name], set(), f"{name} that one process finds")

    def test_as_one_process(self) -> None:
        found = self.job(self.folder / "in", output="out")
        self.assertSame(found)
        self.assertEqual(found["errors"], set())
        checks = {dict(finding)["check"] for finding in found["archive_findings"]}
        known = "containment cross-article cumulative heaping near-duplicate per-unit place-name"
        self.assertEqual(checks, set(known.split()), "every check between articles has something to find")

        self.slice_is_an_archive(str(self.folder / "out"))

    def slice_is_an_archive(self, output: str) -> None:
        """What one asks of the tables opens as an archive, the same as one of the documents it comes from."""
        printed, archive = io.StringIO(), str(self.folder / "slice.sqlite")
        with contextlib.redirect_stdout(printed):
            heshu_spark.write_slice(self.spark, output, "district = '蚌山区' AND month < '2023-07'")
        lines = printed.getvalue().encode().splitlines(keepends=True)
        self.assertEqual(run("import", "--db", archive, data=b"".join(lines)), [])
        chosen = {json.loads(line)["source"] for line in lines}
        self.assertTrue(50 < len(chosen) < COUNT / 4, len(chosen))
        read = [line + b"\n" for line in self.lines if json.loads(line)["id"] in chosen]
        self.assertEqual(len(read), len(chosen))
        whole = self.ingest("chosen", b"".join(read))
        found, expected = of_archive(archive), of_archive(whole)
        for name, rows in expected.items():
            self.assertGreater(len(rows), 10, name)
            self.assertEqual(found[name], rows, name)
        self.assertEqual(stats(archive), stats(whole))

        failed = [finding for finding in map(dict, found["finding"]) if finding["verdict"] == "fails"]
        report = self.folder / "report.md"
        run("report", "--db", archive, "-o", str(report))
        text = report.read_text()
        for finding in failed:
            self.assertIn(finding["message"], text)

        review = Review(archive)
        try:
            key, message = failed[0]["id"], failed[0]["message"]
            self.assertIn(message, review.page("/findings?check=" + failed[0]["check"]))
            page = review.page(f"/finding/{key}")
            self.assertIn(message, page)
            article = review.page(re.search(r'href="(/article/\d+)', page)[1])
            self.assertIn(failed[0]["quotes"][0], article)
            secret = re.search(r'name="csrf" value="(\w+)"', page)[1]
            review.page(f"/finding/{key}", {"csrf": secret, "do": "confirmed", "note": ""})
        finally:
            review.end()
        # A decision outlives that the slice is imported anew.
        self.assertEqual(run("import", "--db", archive, data=b"".join(lines)), [])
        decisions = [(row["id"], row["status"], row["present"]) for row in exported(archive, "decision")]
        self.assertEqual(decisions, [(key, "confirmed", True)])
        self.assertEqual(of_archive(archive), found)

    def test_killed_and_dealt_out_anew(self) -> None:
        """Three partitions; the first process is killed once it has printed 100 lines."""
        mark, program = self.folder / "killed", self.folder / "dying"
        program.write_text(
            f"""#!/bin/bash
if [ "$1" = extract ] && mkdir "{mark}" 2> /dev/null; then
  mkfifo "{mark}/pipe"
  "{HESHU}" "$@" <&0 > "{mark}/pipe" &
  head -n 100 < "{mark}/pipe"
  kill -9 $!
  wait $!
  echo $? > "{mark}/status"
  exit 137
fi
exec "{HESHU}" "$@"
"""
        )
        program.chmod(0o755)
        found = self.job(self.folder / "in", partitions=3, program=str(program))
        self.assertEqual((mark / "status").read_text().strip(), "137", "no process was killed")
        self.assertSame(found)
        self.assertEqual(found["errors"], set())

    def test_damaged_records(self) -> None:
        bad = documents.damaged(20)
        mixed = self.lines[:]
        for line in bad:
            mixed.insert(random.Random(line).randrange(len(mixed)), line)
        found = self.job(self.write("damaged", mixed, 8))
        self.assertSame(found)
        self.assertEqual(len(found["errors"]), 20)
        sources = {dict(error)["source"] for error in found["errors"]}
        named = {f"bad-{n}" for n, line in enumerate(bad) if line.startswith(b'{"id"')}
        self.assertEqual({source for source in sources if source.startswith("bad-")}, named)

    def test_without_spark(self) -> None:
        """Plain processes on one machine give the same."""
        output = self.folder / "plain"
        files = sorted((self.folder / "in").iterdir())
        subprocess.run(
            [ROOT / "Sources/Spark/one-machine", output, *files], check=True, capture_output=True,
            env={**os.environ, "PROGRAM": HESHU})
        names = ("statistics", "findings", "archive_findings", "errors")
        found = {
            name: records([json.loads(line) for line in (output / f"{name}.jsonl").read_bytes().splitlines()])
            for name in names
        }
        self.assertSame(found)
        self.assertEqual(found["errors"], set())

    def test_recipe_of_the_readme(self) -> None:
        """The lines of shell in README.md read a folder, and what is read is not read again."""
        pages = self.folder / "recipe" / "pages"
        shutil.copytree(self.folder / "in", pages)
        (pages / "empty.jsonl").touch()
        command = 'heshu() { "$HESHU" "$@"; }; export -f heshu\n' + documents.recipe()
        written = None
        for _ in range(2):
            subprocess.run(
                ["bash", "-euo", "pipefail", "-c", command], cwd=pages.parent, check=True, env={**os.environ, "HESHU": HESHU})
            found = sorted(pages.glob("*.read"))
            self.assertEqual(len(found), 9)
            lines = [line for file in found for line in file.read_bytes().splitlines()]
            self.assertEqual(records([json.loads(line) for line in lines]), self.reference["statistics"])
            times = [file.stat().st_mtime_ns for file in found]
            self.assertEqual(times, written or times)
            written = times
        self.assertEqual(list(pages.glob("*.part")), [])

    def test_failing_program_fails_the_job(self) -> None:
        program = heshu_spark.Program(self.spark, "/bin/false")
        with self.assertRaises(Exception):
            program.pipe(self.spark.range(1).selectExpr("'x' AS line"), "extract").collect()

    def test_every_format(self) -> None:
        """The same articles as WARC, as files, some not in UTF-8, and as Parquet."""
        made = documents.articles(40, seed=2)
        folder = self.folder / "formats"
        (folder / "files").mkdir(parents=True)
        warc: list[bytes] = []
        for number, document in enumerate(made):
            text = document["text"].encode()
            coded = document["text"].encode("gb18030") if number % 2 else text
            (folder / "files" / f"{number}.txt").write_bytes(coded)
            head = (
                "WARC/1.0\r\nWARC-Type: conversion\r\nWARC-Record-ID: <urn:%d>\r\nContent-Type: text/plain\r\n"
                "Content-Length: %d\r\n\r\n" % (number, len(text))
            )
            warc.append(head.encode() + text + b"\r\n\r\n")
        # A member for each record, as crawlers write them.
        (folder / "a.warc.gz").write_bytes(b"".join(gzip.compress(record) for record in warc))
        self.spark.createDataFrame(made).write.parquet(str(folder / "parquet"))
        program = heshu_spark.Program(self.spark, HESHU)
        expected = None
        for kind, path in (("parquet", "parquet"), ("warc", "a.warc.gz"), ("files", "files")):
            lines = heshu_spark.read_lines(self.spark, [str(folder / path)], kind, None)
            printed = program.pipe(lines, "extract", "--input", "jsonl", "--format", "jsonl").collect()
            found = [json.loads(row.line) for row in printed]
            self.assertFalse([row for row in found if "error" in row], kind)
            figures = sorted((row["sentence"], row["start"], row["text"]) for row in found)
            self.assertGreater(len(figures), 100, kind)
            self.assertEqual(figures, expected or figures, kind)
            expected = figures

    def test_memory_for_one_group(self) -> None:
        """Twenty times the groups take no more memory."""

        def peak(groups: int) -> int:
            figure = next(row for row in map(dict, self.reference["statistics"]) if row["period_end"])
            record = {key: value for key, value in figure.items() if not isinstance(value, tuple)}
            source = [
                json.dumps({"key": f"indicator\t{group}", **record, "source": f"{group}/{number}"})
                for group in range(groups) for number in range(20)
            ]
            # A process between them, for what this one has in memory would count as the peak of its children.
            command = [sys.executable, "-c", PEAK, HESHU, "check", "--keyed", "--format", "jsonl"]
            return int(subprocess.run(command, input="\n".join(source).encode(), capture_output=True, check=True).stdout)

        few, many = peak(100), peak(2000)
        self.assertLess(many, few + 8192, f"{few} KB with 100 groups, {many} KB with 2000")


if __name__ == "__main__":
    unittest.main(verbosity=2)

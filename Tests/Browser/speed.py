"""Measures the pages of the review on a generated archive: Tests/Browser/speed.py PROGRAM [ARTICLES [MILLISECONDS [COMBINATIONS]]].

Every page, and lists by so many combinations of their filters, from their start, their end and the middle, stay below 100 ms
of server time and below 300 KB. Time is the best of three calls; where the machine is busy with other things, it is what the
server took of a processor, the middle of three. A debug build is about five times slower; give it more.
"""

import http.client
import os
import pathlib
import random
import shutil
import sqlite3
import sys
import tempfile
import time
from urllib.parse import quote, unquote, urlencode, urlsplit

os.environ.setdefault("HESHU", sys.argv[1] if len(sys.argv) > 1 else "")
sys.path.insert(0, str(pathlib.Path(__file__).parent))
from review import Server, heshu  # noqa: E402

MOST_MILLISECONDS = int(sys.argv[3]) if len(sys.argv) > 3 else 100
COMBINATIONS = int(sys.argv[4]) if len(sys.argv) > 4 else 300
MOST_BYTES = 300_000
PLACES = ["南岭区", "蚌山区", "渭滨区", "金台区", "陈仓区", "淮阳区", "川汇区", "龙子湖区", "禹会区", "淮上区", "碑林区", "莲湖区"]
DEEDS = [("走访群众", "人次"), ("收集意见建议", "条"), ("办结诉求", "件"), ("清运垃圾", "吨"), ("改造背街小巷", "条"),
         ("开展文体活动", "场"), ("培训志愿者", "名"), ("整治占道经营", "处"), ("发放宣传资料", "份"), ("新增停车位", "个")]


def article(number, chance):
    place, month, day = chance.choice(PLACES), chance.randint(1, 12), chance.randint(1, 28)
    deeds = chance.sample(DEEDS, 4)
    whole = chance.randint(300, 9000)
    parts = [chance.randint(10, 200) for _ in range(3)]
    total = sum(parts) + (chance.randint(1, 9) if number % 5 == 0 else 0)
    return f"""{place}推进文明城市创建工作第{number}期
本报讯 截至2023年{month}月{day}日，{place}第{number % 40 + 1}社区共{deeds[0][0]}{whole}{deeds[0][1]}，{deeds[1][0]}{whole // 3}{deeds[1][1]}。
活动中，该区{deeds[2][0]}{total}{deeds[2][1]}，其中东片{parts[0]}{deeds[2][1]}、西片{parts[1]}{deeds[2][1]}、南片{parts[2]}{deeds[2][1]}。
据统计，全区今年以来累计{deeds[3][0]}{whole * 2}{deeds[3][1]}，受理群众诉求{whole // 2}件，办结{whole // 2 + (number % 7 == 0)}件，群众满意率达9{number % 10}.{number % 9}%。
"""


def generate(folder, count):
    import json
    chance = random.Random(7)
    folder.mkdir(parents=True, exist_ok=True)
    with open(folder / "records.jsonl", "w") as file:
        for number in range(count):
            record = {"id": str(number), "text": article(number, chance), "date": f"2023-{number % 12 + 1:02}-15",
                      "title": f"第{number}期"}
            file.write(json.dumps(record, ensure_ascii=False) + "\n")


def decide(archive):
    """What reviewers said of one finding in a hundred."""
    with sqlite3.connect(archive) as db:
        db.execute("""
          INSERT INTO decision SELECT finding.key, iif (finding.id % 3, 'confirmed', 'dismissed'),
          iif (finding.id % 4, '', '已与通讯员核实'), '2024-01-02T03:04:05Z', check_name, verdict, message, english, name, digest,
          spans, quotes, finding.rule FROM finding JOIN article ON article.id = article_id
          JOIN source ON source.id = source_id WHERE finding.id % 100 = 7 ON CONFLICT DO NOTHING""")


def combinations(last):
    """Lists by some combinations of their filters: common values, rare ones, and such as nothing has."""
    chance = random.Random(11)
    places = {"district": ["", "蚌山区", "区", "无此地"], "activity": ["", "household-visits", "petition-hotline", "none-such"],
              "from": ["", "2023-06", "2023-11-20", "2031"], "to": ["", "2023-06", "2023"],
              "source": ["", "99", "#1", "records", "nowhere"]}
    findings = {"verdict": ["", "fails", "tension", "undecided", "holds", "all"],
                "check": ["", "closed-sum", "part-of-whole", "weekday", "cross-article"],
                "status": ["", "open", "confirmed", "dismissed", "noted"], "reach": ["", "text", "articles"]}
    for number in range(COMBINATIONS):
        path = ["/findings", "/findings", "/articles", "/figures"][number % 4]
        choices = places | (findings if path == "/findings" else {})
        chosen = [(name, chance.choice(values)) for name, values in choices.items() if chance.random() < 0.5]
        place = chance.choice(["", "after", "before"])
        if place:
            row = chance.choice([last[path], last[path] // 2, last[path] // 50])
            chosen.append((place, f"{chance.choice([0, 1, 3])}.{row}" if path == "/findings" else str(row)))
        yield path + "?" + urlencode([(name, value) for name, value in chosen if value])


def measure(archive):
    server = Server(archive)
    port = urlsplit(server.base).port
    cookie = f"heshu-{port}={server.token}"

    def ask(path):
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        connection.request("GET", path, headers={"Cookie": cookie})
        response = connection.getresponse()
        body = response.read()
        connection.close()
        return response.status, float(response.getheader("Server-Timing", "dur=inf").split("dur=")[1]), body

    def taken():
        """Milliseconds of processor time of all threads of the server."""
        threads = pathlib.Path(f"/proc/{server.process.pid}/task").glob("*/schedstat")
        return sum(int(thread.read_text().split()[0]) for thread in threads) / 1e6

    def timed(path):
        before = taken()
        return *ask(path), taken() - before

    with sqlite3.connect(archive) as db:
        last = db.execute("SELECT max (id) FROM finding").fetchone()[0]
        deep = db.execute("SELECT rank, id FROM finding WHERE rank <= 1 ORDER BY rank DESC, id DESC LIMIT 1 OFFSET 70").fetchone()
        keys = [row[0] for row in db.execute("SELECT key FROM finding WHERE rank = 0 ORDER BY id DESC LIMIT 2")]
        keys += [row[0] for row in db.execute("SELECT key FROM finding WHERE is_cross ORDER BY id DESC LIMIT 2")]
        articles = [row[0] for row in db.execute("SELECT id FROM article ORDER BY id DESC LIMIT 2")]
    pages = ["/", "/findings", "/findings?verdict=all", "/findings?verdict=holds", f"/findings?after={deep[0]}.{deep[1]}",
             f"/findings?before={deep[0]}.{deep[1]}", f"/findings?verdict=all&before=3.{last}", "/findings?check=part-of-whole",
             "/findings?check=weekday&verdict=all", f"/findings?district={quote('蚌山区')}&verdict=all",
             f"/findings?district={quote('区')}", "/findings?activity=household-visits", "/findings?from=2023-06&to=2023-07",
             "/findings?from=2031-01", "/findings?source=99", "/findings?source=nowhere", "/findings?status=open",
             "/findings?status=confirmed&verdict=all", "/findings?reach=articles", "/findings?reach=articles&verdict=all",
             f"/findings?district={quote('蚌山区')}&check=closed-sum&from=2023-03&status=open&activity=household-visits",
             "/articles", f"/articles?after={articles[-1] - 100}", f"/articles?district={quote('渭滨区')}", "/articles?from=2031-01",
             "/articles?source=9999", "/figures", f"/figures?district={quote('渭滨区')}&activity=household-visits",
             "/figures?from=2031-01", f"/search?q={quote('走访')}", f"/search?q={quote('走访 蚌山区')}",
             f"/search?q={quote('区的第')}", "/search?q=9123", f"/search?q={quote('群众满意率达95.5')}", "/live", "/problems", "/lost"]
    pages += [f"/finding/{key}{more}" for key in keys for more in ("", "?status=open&district=" + quote("蚌山区"))]
    pages += [f"/article/{number}" for number in articles]
    with sqlite3.connect(archive) as db:
        tables = {"/findings": "finding", "/articles": "article", "/figures": "statistic"}
        rows = {path: db.execute(f"SELECT max (id) FROM {table}").fetchone()[0] for path, table in tables.items()}
    pages += [f"/{name}?{place}" for name in ("articles", "figures") for place in ("after=0", "before=999999999")]
    # A character that stands everywhere, two that never stand together, and the end of what is found.
    pages += [f"/search?q={quote(words)}" for words in ("的", "区", "区 的 群众", "的区", "走访群众", "2023年", "群众 诉求 满意率")]
    pages += [f"/search?q={quote('走访')}&before=999999999", f"/search?q={quote('走访')}&after={rows['/articles'] // 2}"]
    pages += combinations(rows)
    # Files are as long as what was decided, and told without a limit.
    pages += ["/export.csv", "/export.jsonl", "/export.xlsx", "/export.md"]
    slow = []
    for path in pages:
        answers = [timed(path) for _ in range(3)]
        status, size, least = answers[0][0], len(answers[0][2]), min(answer[1] for answer in answers)
        processor = sorted(answer[3] for answer in answers)[1]
        isSlow = min(least, processor) > MOST_MILLISECONDS
        isBad = status != 200 or not path.startswith("/export") and (size > MOST_BYTES or isSlow)
        slow += [path] if isBad else []
        print(f"{status} {least:7.1f} ms {answers[0][1]:7.1f} first {processor:7.1f} processor {size:8} bytes {'✗' if isBad else ' '} {unquote(path)}")
    server.stop()
    return slow


def main():
    count = int(sys.argv[2]) if len(sys.argv) > 2 else 100_000
    folder = pathlib.Path(os.environ.get("HESHU_SPEED_FOLDER") or tempfile.mkdtemp(prefix="heshu-speed-"))
    archive = folder / "archive.sqlite"
    try:
        if not archive.exists():
            generate(folder / "in", count)
            begun = time.time()
            heshu("ingest", folder / "in", "--db", archive, "--no-progress", status=(0, 2))
            heshu("check", "--db", archive, "--format", "jsonl", status=(0, 1))
            decide(archive)
            print(f"{count} articles in {time.time() - begun:.0f} s, {archive.stat().st_size >> 20} MB")
        slow = measure(archive)
    finally:
        if "HESHU_SPEED_FOLDER" not in os.environ:
            shutil.rmtree(folder, ignore_errors=True)
    if slow:
        sys.exit(f"too slow or too large: {slow}")


if __name__ == "__main__":
    main()

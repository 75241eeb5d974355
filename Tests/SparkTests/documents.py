"""Newspaper articles made up for the test of the Spark job: every check between articles has something to find."""

import json
import random
from pathlib import Path

DISTRICTS = ["渭滨区", "金台区", "陈仓区", "蚌山区", "龙子湖区", "禹会区", "川汇区", "淮阳区"]
STREETS = ["东平街道", "清河街道", "望山街道", "石桥街道"]
PAPERS = ["晨报", "晚报", "日报"]
COUNTED = [("开展", "宣讲", "场"), ("举办", "讲座", "场"), ("走访", "居民", "户"), ("整改", "隐患", "处"), ("修复", "路灯", "盏")]
# Told apart by what surrounds the figures: each article takes its own few.
FILLERS = [
    "清晨的雨停了，巷口的早点铺又排起了队。", "负责人说，办法都是从大家的议论里长出来的。", "老街两旁的梧桐刚抽出新芽。",
    "几位退休教师主动报名，带着孩子们认字画图。", "账目贴在公告栏上，谁都可以来问。", "过去绕远的小路如今铺上了平整的石板。",
    "晚饭过后，广场上的歌声一直传到河对岸。", "工作人员把电话号码写在每家的门牌旁边。", "有人提建议，也有人送来自家种的瓜果。",
    "设备检修一直忙到深夜，没有人先离开。", "菜场搬了新址，摊主们说光线比从前亮。", "图书室的灯总是最后一个熄灭。",
    "学校门口多了一排遮阳的棚子。", "雨水顺着新挖的沟渠流进池塘。", "年轻人回到村里，开起了手工作坊。",
    "邻里之间的旧账，在茶桌上慢慢说开了。", "医生背着药箱，沿着山路一家家地问诊。", "广播里每天傍晚播送一段乡土故事。",
    "仓库的屋顶换了新瓦，再也不怕漏雨。", "河边的垃圾堆不见了，钓鱼的人多了起来。", "大家把意见写成纸条，投进红色的木箱。",
    "修车的师傅把工具摆到路边，免费帮忙打气。", "路口的镜子擦得很亮，司机都说看得清楚。", "讲解员用方言讲政策，老人听得直点头。",
    "停车的线重新画过，车辆摆得整整齐齐。", "夜市收摊以后，摊主们自己把地扫干净。", "小院里种下的月季开了第一茬花。",
    "排练了一个多月的节目终于登台。", "送水的车每天按时停在坡下。", "旧厂房的墙上画满了孩子们的作品。",
]


def article(number: int, source: random.Random, places: list[str]) -> dict:
    district = source.choice(places)
    street = source.choice(STREETS) if source.random() < 0.3 else ""
    if number % 401 == 7:
        street = "东坪街道"  # one character off
    action, thing, unit = source.choice(COUNTED)
    month, day = source.randint(1, 12), source.randint(1, 28)
    count = source.randint(20, 900)
    paper = PAPERS[number % 3]
    if paper == "晚报":
        count = count // 10 * 10 + 10  # figures that end in 0 too often
    filler = source.sample(FILLERS, 6)
    people = source.randint(80, 130) * 2 if number % 97 else 900_000
    day_text = f"2023年{month}月{day}日"
    lines = [
        day_text,
        f"{district}{thing}工作见闻之{number}",
        f"本报讯　{filler[0]}截至{day_text}，{district}{street}累计{action}{thing}{count}{unit}，受到群众欢迎。{filler[1]}{filler[2]}",
        f"{filler[3]}当日{district}举办义诊2场，服务群众{people}人次。{filler[4]}",
    ]
    if number % 5 == 0:
        parts = [source.randint(5, 60) for _ in range(3)]
        total = sum(parts) + (source.randint(1, 9) if number % 10 == 0 else 0)
        lines.append(f"全区共清运垃圾{total}吨，其中东片{parts[0]}吨、西片{parts[1]}吨、南片{parts[2]}吨。{filler[5]}")
    return {
        "id": f"{paper}/2023-{month:02}/{number:05}", "date": f"2023-{month:02}-{day:02}",
        "title": lines[1], "text": "\n".join(lines) + "\n",
    }


def articles(count: int, seed: int = 1, places: list[str] = DISTRICTS) -> list[dict]:
    """Articles, one in twenty a reprint of an earlier one, one in twenty made from the words of one with other figures."""
    source = random.Random(seed)
    made: list[dict] = []
    for number in range(count):
        kind = source.random() if made else 1
        if kind >= 0.1:
            made.append(article(number, source, places))
            continue
        copy = dict(source.choice(made))
        copy["id"] = f"转载/{number:05}"
        copy["date"] = "2024-01-%02d" % source.randint(1, 28)
        if kind < 0.05:
            copy["text"] = copy["text"].replace("2场", f"{source.randint(3, 9)}场")
        made.append(copy)
    return made


def lines(documents: list[dict]) -> list[bytes]:
    return [json.dumps(document, ensure_ascii=False).encode() for document in documents]


def damaged(count: int) -> list[bytes]:
    """Records that cannot be read, each in its own way, without a figure in them."""
    kinds = [
        lambda n: b'{"id": "bad-%d", "text": "' % n,  # cut off
        lambda n: b"no record %d at all" % n,
        lambda n: b'{"id": "bad-%d", "body": "x"}' % n,  # no text
        lambda n: b'{"id": "bad-%d", "text": ""}' % n,
        lambda n: b'{"id": "bad-%d", "text": "\xff\xfe %d"}' % (n, n),  # no valid UTF-8
        lambda n: b'[{"id": "bad-%d"}]' % n,
        lambda n: b'{"id": "bad-%d", "text": "x" "date": "y"}' % n,
    ]
    return [kinds[n % len(kinds)](n) for n in range(count)]


def recipe() -> str:
    """The lines of shell in README.md that read a folder `pages` with plain processes, as they stand there."""
    lines = (Path(__file__).resolve().parent.parent.parent / "README.md").read_text().splitlines()
    begin = next(number for number, line in enumerate(lines) if line.startswith("    read_one() {"))
    return "\n".join(line.strip() for line in lines[begin : lines.index("", begin)])

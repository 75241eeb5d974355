"""What the Spark job, and the job of one machine, take beyond the program itself:

    Tests/SparkTests/run PROGRAM overhead.py MB…             both jobs, for each size
    Tests/SparkTests/run PROGRAM overhead.py --recipe MB…    the recipe of README.md and workers (--jobs), for each size

All for one size is measured in one run: processor seconds of the bare filter, of the jobs, and therein of the program; what
is shuffled and what is stored. Processor seconds count user and system time of all processes, so that a busy machine matters
little.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import documents

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
HESHU = os.environ["HESHU"]
FILES = 8


def processor_seconds(command: list[str], **settings) -> float:
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, **settings)
    errors = process.stderr.read().decode()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = status
    assert status == 0, errors
    return usage.ru_utime + usage.ru_stime


def megabytes(folder: Path) -> float:
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file() and file.suffix != ".crc") / 1e6


def written(log: Path) -> dict[str, float]:
    """Megabytes that a run has shuffled, and kept on disk between its steps."""
    shuffled, kept = 0, {}
    for line in log.open():
        event = json.loads(line)
        if event["Event"] == "SparkListenerTaskEnd":
            shuffled += event["Task Metrics"]["Shuffle Write Metrics"]["Shuffle Bytes Written"]
            for block in event["Task Metrics"].get("Updated Blocks") or []:
                kept[block["Block ID"]] = block["Status"]["Disk Size"]
    return {"shuffled": shuffled / 1e6, "kept": sum(kept.values()) / 1e6}


class Measurement:
    def __init__(self, folder: Path, size: float):
        self.folder = folder
        source = folder / "pages"
        source.mkdir()
        lines = documents.lines(documents.articles(max(1, int(size * 1e6 / 640)), places=counties()))
        for number in range(FILES):
            part = lines[number * len(lines) // FILES : (number + 1) * len(lines) // FILES]
            (source / f"{number}.jsonl").write_bytes(b"".join(line + b"\n" for line in part))
        self.files = sorted(source.glob("*.jsonl"))
        self.result = {"documents": len(lines), "read": megabytes(source)}

    def program(self) -> tuple[Path, Path]:
        """The program, with a note of what each of its processes takes."""
        notes = Path(tempfile.mkdtemp(dir=self.folder))
        program = notes / "heshu"
        program.write_text(
            f'#!/bin/bash\nTIMEFORMAT="$1 %U %S"\n{{ time "{HESHU}" "$@" 2>&3; }} 3>&2 2>> "{notes}/times"\n')
        program.chmod(0o755)
        return program, notes / "times"

    def share(self, name: str, total: float, times: Path) -> None:
        """What a job took in all, and what of that the program took."""
        taken: dict[str, float] = {}
        for line in times.read_text().splitlines():
            command, user, system = line.split()
            taken[command] = taken.get(command, 0) + float(user) + float(system)
        self.result |= {name: total} | {f"{name}.{command}": seconds for command, seconds in taken.items()}
        self.result[f"{name}.rest"] = total - sum(taken.values())

    def bare(self) -> None:
        """One process, from standard input to nowhere."""
        command = [HESHU, *"extract --input jsonl --format jsonl --jobs 1 --records statistic finding article".split()]
        with subprocess.Popen(["cat", *self.files], stdout=subprocess.PIPE) as source:
            self.result["filter"] = processor_seconds(command, stdin=source.stdout)

    def filtered(self, jobs: int) -> float:
        """Statistics of all files through one process, from standard input to nowhere."""
        command = [HESHU, *f"extract --input jsonl --format jsonl --jobs {jobs}".split()]
        with subprocess.Popen(["cat", *self.files], stdout=subprocess.PIPE) as source:
            return processor_seconds(command, stdin=source.stdout)

    def recipe(self) -> None:
        """The same by one process, by one with workers, and by the recipe of README.md; the least of three turns."""
        command = "heshu() { \"$HESHU\" \"$@\"; }; export -f heshu\n" + documents.recipe()
        for _ in range(3):
            taken = {
                "filter": self.filtered(1),
                "workers": self.filtered(os.cpu_count() or 2),
                "recipe": processor_seconds(["bash", "-euo", "pipefail", "-c", command], cwd=self.folder),
            }
            for read in self.folder.glob("pages/*.read"):
                read.unlink()
            self.result |= {name: min(seconds, self.result.get(name, seconds)) for name, seconds in taken.items()}

    def spark(self) -> None:
        program, times = self.program()
        log = self.folder / "log"
        log.mkdir()
        settings = {
            "spark.ui.enabled": "false", "spark.sql.files.minPartitionNum": FILES, "spark.sql.shuffle.partitions": FILES,
            "spark.eventLog.enabled": "true", "spark.eventLog.dir": log.as_uri(), "spark.eventLog.compress": "false",
            "spark.eventLog.rolling.enabled": "false", "spark.taskMetrics.trackUpdatedBlockStatuses": "true",
        }
        options = [word for name, value in settings.items() for word in ("--conf", f"{name}={value}")]
        submit = [str(Path(sys.executable).parent / "spark-submit"), "--master", "local[2]", *options]
        output = self.folder / "out"
        job = [str(ROOT / "Sources/Spark/heshu_spark.py"), "read", "--program", str(program)]
        self.share("spark", processor_seconds([*submit, *job, str(self.folder / "pages"), str(output)]), times)
        self.result |= written(next(log.iterdir()))
        for table in sorted(output.iterdir()):
            self.result[f"stored.{table.name}"] = megabytes(table)

    def one_machine(self) -> None:
        program, times = self.program()
        command = [str(ROOT / "Sources/Spark/one-machine"), str(self.folder / "one"), *map(str, self.files)]
        self.share("xargs", processor_seconds(command, env={**os.environ, "PROGRAM": str(program)}), times)
        self.result["stored.xargs"] = megabytes(self.folder / "one")


def counties() -> list[str]:
    """All of them, so that as many figures can be compared as in a national archive of this size."""
    rows = (line.split("\t") for line in (ROOT / "Rules/gazetteer/divisions.tsv").read_text().splitlines())
    return [row[2] for row in rows if row[0] == "county"]


def main() -> None:
    sizes = [word for word in sys.argv[1:] if word != "--recipe"] or ["0", "4", "20"]
    for size in map(float, sizes):
        folder = Path(tempfile.mkdtemp(prefix="heshu-overhead-"))
        try:
            measurement = Measurement(folder, size)
            if "--recipe" in sys.argv:
                measurement.recipe()
            else:
                measurement.bare()
                measurement.spark()
                measurement.one_machine()
            print(json.dumps({name: round(value, 3) for name, value in measurement.result.items()}), flush=True)
        finally:
            shutil.rmtree(folder)


if __name__ == "__main__":
    main()

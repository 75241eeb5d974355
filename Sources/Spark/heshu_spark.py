"""Reads a newspaper archive on Apache Spark: the native program as a filter, Spark for everything between processes.

    spark-submit --archives heshu.tar.gz#heshu heshu_spark.py read INPUT OUTPUT
    spark-submit heshu_spark.py slice OUTPUT "district = '蚌山区' AND month >= '2023-01'" > slice.jsonl

Partitions go through the program as JVM pipes (`RDD.pipe`, in both directions streaming, a status other than 0 fails the
task and Spark runs it again): no worker needs Python. README.md in this folder tells how it is run, and what it costs.
"""

import argparse
import json
import sys
import time

from pyspark import SparkFiles, StorageLevel
from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as F
from pyspark.sql import types as T

FORMATS = ("jsonl", "parquet", "warc", "files")
# What a figure takes along to the checks between articles.
FIGURE = (
    "id source article headline published district place activity action object text value low high base_value "
    "base_unit scope period_start period_end planned start end sentence_start"
).split()
PRINT = "source article headline published start end fingerprint figures".split()
BUFFER = 1 << 16


class Program:
    """The native program on the workers."""

    def __init__(self, spark: SparkSession, path: str | None):
        self.spark = spark
        if path is None:
            # Workers unpack --archives in their working folder; in local mode the driver is the worker.
            is_local = spark.sparkContext.master.startswith("local") and "cluster" not in spark.sparkContext.master
            path = (SparkFiles.get("heshu") if is_local else "./heshu") + "/bin/heshu"
        self.path = path

    def pipe(self, lines: DataFrame, *arguments: str) -> DataFrame:
        """Sends the one text column of each partition through a process; what that prints is the column `line`."""
        java = self.spark.sparkContext._jvm
        command = java.java.util.ArrayList()
        for word in (self.path, *arguments):
            command.append(word)
        text = java.org.apache.spark.sql.Encoders.STRING()
        before = getattr(lines._jdf, "as")(text).javaRDD()
        after = before.pipe(command, java.java.util.HashMap(), False, BUFFER, "UTF-8")
        found = self.spark._jsparkSession.createDataset(after.rdd(), text)
        return DataFrame(found.toDF(), self.spark).toDF("line")

    def schemas(self) -> dict[str, dict]:
        """The JSON Schema of every record of the program, asked of a worker: the driver may have none."""
        nothing = self.spark.range(1, numPartitions=1).select(F.lit("").alias("line"))
        found = [json.loads(row.line) for row in self.pipe(nothing, "schema").collect()]
        return {schema["title"]: schema for schema in found}


def columns(schema: dict) -> T.StructType:
    """The columns of a JSON Schema as Spark has them."""
    simple = {"integer": T.LongType(), "number": T.DoubleType(), "boolean": T.BooleanType(), "string": T.StringType()}

    def column(rule: dict) -> T.DataType:
        kinds = [rule["type"]] if isinstance(rule["type"], str) else [kind for kind in rule["type"] if kind != "null"]
        if kinds == ["array"]:
            return T.ArrayType(column(rule["items"]))
        # What may be a number or a text is read as it stands.
        return simple[kinds[0]] if len(kinds) == 1 else T.StringType()

    return T.StructType([T.StructField(name, column(rule)) for name, rule in schema["properties"].items()])


def packed(kind: str, content, **more) -> "F.Column":
    """A line that holds bytes as they are, whatever their encoding."""
    parts = [F.lit(kind).alias("input")] + [value.alias(name) for name, value in more.items()]
    # Spark breaks Base64 into lines.
    return F.to_json(F.struct(*parts, F.translate(F.base64(content), "\r\n", "").alias("base64")))


def read_lines(spark: SparkSession, paths: list[str], kind: str, partitions: int | None) -> DataFrame:
    """The documents behind some paths as lines of JSON for the program, with no byte changed."""
    if kind == "jsonl":
        value = spark.read.option("lineSep", "\n").text(paths)
        raw = F.col("value").cast("binary")
        lines = value.select(
            F.when(F.is_valid_utf8("value"), F.col("value")).otherwise(packed("jsonl", raw)).alias("line")
        )
    elif kind == "parquet":
        table = spark.read.parquet(*paths)
        lines = table.select(F.to_json(F.struct("*")).alias("line"))
    elif kind == "warc":
        # A record to a row, also of compressed files, which are never in memory as a whole.
        mark = "\r\n\r\nWARC/1."
        record = spark.read.option("lineSep", mark).text(paths).select(F.col("value").cast("binary").alias("value"))
        begun = F.substring("value", 1, 5) == F.lit(b"WARC/")
        whole = F.when(begun, F.col("value")).otherwise(F.concat(F.lit(b"WARC/1."), F.col("value")))
        lines = record.select(packed("warc", F.concat(whole, F.lit(b"\r\n\r\n"))).alias("line"))
    else:
        found = spark.read.format("binaryFile").option("recursiveFileLookup", "true").load(paths)
        name = F.regexp_replace("path", "^file:/+", "/")
        lines = found.select(packed("auto", F.col("content"), name=name).alias("line"))
    return lines.repartition(partitions) if partitions else lines


def grouped(records: DataFrame) -> DataFrame:
    """Records with their keys as lines for `check --keyed`: each group together in one partition."""
    return records.repartition(F.col("key")).sortWithinPartitions("key").select("line")


def keyed(records: DataFrame, names: list[str], *more) -> DataFrame:
    """A record for each of its keys."""
    exploded = records.select(F.explode("keys").alias("key"), *more, *names)
    return exploded.select("key", F.to_json(F.struct("*")).alias("line"))


class Job:
    """Reads everything, then compares it."""

    def __init__(self, spark: SparkSession, program: Program, output: str, wants_all: bool):
        self.spark = spark
        self.program = program
        self.output = output.rstrip("/")
        self.wants_all = wants_all
        self.types = {name: columns(schema) for name, schema in program.schemas().items()}

    def parse(self, lines: DataFrame, **members: str) -> DataFrame:
        """Lines of JSON objects with records of these kinds as their members, or with an error."""
        fields = [T.StructField(name, self.types[record]) for name, record in (members | {"error": "problem"}).items()]
        if "statistic" in members:
            fields += [T.StructField("number", T.LongType()), T.StructField("keys", T.ArrayType(T.StringType()))]
        return self.parse_as(lines, T.StructType(fields))

    def parse_as(self, lines: DataFrame, schema: T.StructType) -> DataFrame:
        # A line that is not as the schema has it ends the job: nothing is dropped silently.
        return lines.select(F.from_json("line", schema, {"mode": "FAILFAST"}).alias("record")).select("record.*")

    def write(self, frame: DataFrame, name: str, *partitioned: str) -> None:
        if partitioned:
            frame = frame.hint("rebalance", *partitioned)
        writer = frame.write.mode("overwrite").option("compression", "zstd")
        (writer.partitionBy(*partitioned) if partitioned else writer).parquet(f"{self.output}/{name}")

    def stored(self, name: str) -> DataFrame:
        return self.spark.read.parquet(f"{self.output}/{name}")

    def run(self, lines: DataFrame) -> dict[str, int]:
        kinds = ["statistic", "finding", "article"]
        printed = self.program.pipe(
            lines, "extract", "--input", "jsonl", "--format", "jsonl", "--jobs", "1", "--records", *kinds
        )
        # Read once: the tables below are made from what is kept on the workers' disks.
        records = self.parse(printed, statistic="statistic", finding="finding", article="article-print")
        records = records.persist(StorageLevel.DISK_ONLY)
        self.write_statistics(records)
        self.write(self.told(records.where("finding IS NOT NULL").select("finding.*")), "findings")
        self.write(records.where("article IS NOT NULL").select("article.*", "keys"), "articles")
        errors = records.where("error IS NOT NULL").select("error.*")
        reprints = self.write_links()
        failed = self.write_archive_findings(reprints)
        self.write(errors.unionByName(failed), "errors")
        records.unpersist()
        names = ["statistics", "findings", "articles", "links", "archive_findings", "errors"]
        return {name: self.stored(name).count() for name in names}

    def told(self, findings: DataFrame) -> DataFrame:
        return findings if self.wants_all else findings.where("verdict IN ('fails', 'tension')")

    def write_statistics(self, records: DataFrame) -> None:
        month = r"^(\d{4}-\d{2})"
        dates = [F.regexp_extract(name, month, 1) for name in ("published", "period_end")]
        statistics = (
            records.where("statistic IS NOT NULL")
            .select("statistic.*", "number", "keys")
            .withColumn("value", F.expr("try_cast(value AS double)"))
            .withColumn("province", F.coalesce(F.substring("district_code", 1, 2), F.lit("00")))
            .withColumn("month", F.coalesce(*(F.when(date != "", date) for date in dates), F.lit("unknown")))
        )
        self.write(statistics, "statistics", "province", "month")

    def write_links(self) -> DataFrame:
        """Finds the articles that are alike, and returns those that are reprints."""
        bands = keyed(self.stored("articles"), PRINT)
        found = self.parse(self.program.pipe(grouped(bands), *self.check()), link="article-link")
        self.write(found.where("link IS NOT NULL").select("link.*").distinct(), "links")
        return self.stored("links").where("likeness = 'reprint'").select("source", "article").distinct()

    def write_archive_findings(self, reprints: DataFrame) -> DataFrame:
        """Compares articles, and returns what went wrong."""
        figures = self.stored("statistics").join(reprints, ["source", "article"], "left_anti")
        links = self.stored("links").select("key", F.to_json(F.struct("*")).alias("line"))
        pairs = keyed(figures, FIGURE, "number").unionByName(links)
        schema = T.StructType(self.types["archive-finding"].fields + [T.StructField("error", self.types["problem"])])
        found = self.parse_as(self.program.pipe(grouped(pairs), *self.check()), schema)
        found = found.persist(StorageLevel.DISK_ONLY)
        self.write(found.where("error IS NULL").drop("error"), "archive_findings")
        return found.where("error IS NOT NULL").select("error.*")

    def check(self) -> list[str]:
        return ["check", "--keyed", "--format", "jsonl"] + (["--all"] if self.wants_all else [])


def write_slice(spark: SparkSession, output: str, condition: str) -> None:
    """Prints all that was read from the documents with such statistics, for `heshu import`."""

    def stored(name: str) -> DataFrame:
        return spark.read.parquet(f"{output.rstrip('/')}/{name}")

    statistics = stored("statistics")
    chosen = statistics.where(condition).select("source").distinct()
    texts = {"spans", "lines", "quotes", "statistics"}
    frames = []
    for record, name, order in (("article", "articles", 0), ("statistic", "statistics", 1), ("finding", "findings", 2)):
        table = stored(name).drop("keys", "province", "month").join(chosen, "source", "left_semi")
        # Lists go as text, as the archive keeps them.
        cells = [F.to_json(c).alias(c) if c in texts and record == "finding" else F.col(c) for c in table.columns]
        number = F.col("number") if "number" in table.columns else F.lit(0).cast("long")
        place = F.struct(F.lit(order).alias("order"), F.col("article").alias("article"), number.alias("number"))
        line = F.to_json(F.struct(F.lit(record).alias("record"), *cells))
        frames.append(table.select("source", place.alias("place"), line.alias("line")))
    lines = frames[0].unionByName(frames[1]).unionByName(frames[2]).orderBy("source", "place").select("line")
    for row in lines.toLocalIterator(prefetchPartitions=True):
        sys.stdout.write(row.line + "\n")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    read = commands.add_parser("read", help="read documents, compare them, write Parquet")
    read.add_argument("input", nargs="+", help="paths that Spark can read")
    read.add_argument("output", help="folder of the tables")
    read.add_argument("--format", choices=FORMATS, default="jsonl")
    read.add_argument("--program", help="path of heshu on the workers, where it does not come with --archives")
    read.add_argument("--partitions", type=int, help="deal the documents out anew to so many partitions")
    read.add_argument("--all", action="store_true", help="write every relation tested, also those that hold")
    cut = commands.add_parser("slice", help="print a part of what was read, for heshu import")
    cut.add_argument("output", help="folder of the tables")
    cut.add_argument("where", help="which statistics, in SQL")
    options = parser.parse_args()

    spark = SparkSession.builder.appName("heshu").getOrCreate()
    if options.command == "slice":
        write_slice(spark, options.output, options.where)
    else:
        begin = time.time()
        job = Job(spark, Program(spark, options.program), options.output, options.all)
        counts = job.run(read_lines(spark, options.input, options.format, options.partitions))
        print(json.dumps({"seconds": round(time.time() - begin, 1), **counts}))
    spark.stop()


if __name__ == "__main__":
    main()

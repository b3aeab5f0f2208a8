#!/usr/bin/env python3
"""A table of pairs in, a table of results out, on Apache Spark.

    tailor_pairs.py PAIRS.parquet RESULTS.parquet [--jobfit PATH] [--detail brief|full] [--today DATE]

PAIRS has the columns id (string), job and resume (the texts). RESULTS has id, result (the JSON of `jobfit tailor --json`, or
the short form) and error; one of the two is null.

Each task runs one `jobfit batch --stream` and feeds it the rows of its partition. A program that dies fails its task, and
Spark runs the task again: a row depends on nothing but itself, so that doing it twice gives the same bytes.
"""
import argparse
import json
import subprocess
import threading

from pyspark.sql import SparkSession

SCHEMA = "id string, result string, error string"


def tailor(program, options):
    """The function for mapInPandas."""

    def run(batches):
        import pandas

        command = [program, "batch", "--stream", "--threads", "1", *options]
        with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8") as child:
            for batch in batches:
                lines = [
                    json.dumps({"id": row.id, "job": {"text": row.job}, "resume": {"text": row.resume}}) + "\n"
                    for row in batch.itertuples()
                ]

                def feed():
                    try:
                        child.stdin.writelines(lines)
                        child.stdin.flush()
                    except BrokenPipeError:
                        pass  # The program died; the missing answers say so.

                feeder = threading.Thread(target=feed)
                feeder.start()
                answers = []
                for _ in lines:
                    answer = child.stdout.readline()
                    if not answer:
                        raise RuntimeError(f"jobfit ended with status {child.wait()} after {len(answers)} of {len(lines)} rows")
                    answers.append(json.loads(answer))
                feeder.join()
                yield pandas.DataFrame({
                    "id": [a["id"] for a in answers],
                    "result": [json.dumps(a["result"], ensure_ascii=False) if "result" in a else None for a in answers],
                    "error": [a.get("error") for a in answers],
                })
            child.stdin.close()
            if child.wait() != 0:
                raise RuntimeError(f"jobfit ended with status {child.returncode}")

    return run


def main():
    ap = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    ap.add_argument("pairs")
    ap.add_argument("results")
    ap.add_argument("--jobfit", default="jobfit")
    ap.add_argument("--detail", default="full", choices=["brief", "full"])
    ap.add_argument("--today")
    a = ap.parse_args()
    options = ["--detail", a.detail, *(["--today", a.today] if a.today else [])]
    spark = SparkSession.builder.appName("jobfit").getOrCreate()
    # Rows of one posting together, so that each program understands it once.
    pairs = spark.read.parquet(a.pairs).repartition("job")
    pairs.mapInPandas(tailor(a.jobfit, options), SCHEMA).write.mode("overwrite").parquet(a.results)
    spark.stop()


if __name__ == "__main__":
    main()

#!/usr/bin/env bash
# Runs 500 made-up pairs on Spark in local mode and with `jobfit batch`, and compares the results, one by one.
#   check.sh [JOBFIT]      needs java and python3; takes PySpark from the package index into a folder of its own
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
jobfit=$(realpath "${1:-$here/../../target/debug/jobfit}")
python=${PYTHON:-}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

if [ -z "$python" ]; then
  python3 -m venv "$work/venv"
  "$work/venv/bin/pip" install --quiet -r "$here/requirements.txt"
  python="$work/venv/bin/python"
fi
"$python" "$here/generate.py" "$work" 25 20
"$jobfit" batch --quiet --jobs "$work/jobs" --resumes "$work/resumes" --out "$work/batch" --today 2026-11-15
cd "$work"
"$python" - <<'PY'
import csv, pathlib, pandas
rows = list(csv.DictReader(open("pairs.csv", encoding="utf-8")))
text = lambda folder, name: (pathlib.Path(folder) / name).read_text(encoding="utf-8")
pandas.DataFrame({
    "id": [f"{r['job']} {r['resume']}" for r in rows],
    "job": [text("jobs", r["job"]) for r in rows],
    "resume": [text("resumes", r["resume"]) for r in rows],
}).to_parquet("pairs.parquet")
PY
PYSPARK_PYTHON="$python" PYSPARK_DRIVER_PYTHON="$python" SPARK_LOCAL_IP=127.0.0.1 \
  "$python" "$here/tailor_pairs.py" pairs.parquet results.parquet --jobfit "$jobfit" --today 2026-11-15 2>spark.log ||
  { tail -40 spark.log; exit 1; }
"$python" - <<'PY'
import json, pandas
found = {r.id: r for r in pandas.read_parquet("results.parquet").itertuples()}
wanted = [json.loads(l) for l in open("batch/results.jsonl", encoding="utf-8")]
assert len(wanted) == len(found) == 500, (len(wanted), len(found))
for line in wanted:
    pair = line.pop("pair")
    row = found[f"{pair['job']} {pair['resume']}"]
    assert not isinstance(row.error, str), (pair, row.error)
    result = json.loads(row.result)
    # A text has no path: only the names of the sources differ.
    for side, name in (("job", pair["job"]), ("resume", pair["resume"])):
        result[side]["source"] = line[side]["source"]
        for warning in result["warnings"]:
            warning["message"] = warning["message"].replace(f"{side}: ", f"{name}: ", 1)
    assert result == line, pair
print("500 pairs: Spark and batch agree")
PY

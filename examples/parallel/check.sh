#!/usr/bin/env bash
# The one-liner of docs/batch.md for GNU parallel, run on made-up pairs and compared with `jobfit batch`.
#   check.sh [JOBFIT]      needs GNU parallel and python3
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
jobfit=$(realpath "${1:-$here/../../target/debug/jobfit}")
command -v parallel >/dev/null || { echo "GNU parallel is not installed (apt-get install parallel)" >&2; exit 1; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
mkdir bin && ln -s "$jobfit" bin/jobfit && export PATH="$work/bin:$PATH"
python3 "$here/../spark/generate.py" . 6 20
python3 - <<'PY'
import csv, json
with open("pairs.jsonl", "w", encoding="utf-8") as out:
    for row in csv.DictReader(open("pairs.csv", encoding="utf-8")):
        job, resume = f"jobs/{row['job']}", f"resumes/{row['resume']}"
        out.write(json.dumps({"id": f"{job} {resume}", "job": {"path": job}, "resume": {"path": resume}}) + "\n")
PY
parallel --pipepart --keep-order --block -2 -a pairs.jsonl jobfit batch --stream --threads 1 --detail brief --today 2026-11-15 > results.jsonl
jobfit batch --jobs jobs/*.txt --resumes resumes/*.txt --out batch --detail brief --today 2026-11-15 --quiet
python3 - <<'PY'
import json
read = lambda name: [json.loads(l) for l in open(name, encoding="utf-8")]
assert [l["result"] for l in read("results.jsonl")] == read("batch/results.jsonl")
print("120 pairs: parallel and batch agree")
PY

#!/usr/bin/env bash
# How many instructions the main jobs take, counted by callgrind, against tests/instructions.txt. Times say more to a person, but
# on a shared machine they say something else each run; counts differ by a tenth of a percent.
#   instructions.sh PROGRAM                    fails where a count rose or fell by more than 3 %
#   JOBFIT_BLESS=1 instructions.sh PROGRAM     records the counts
# What fell is to be recorded too, or the next rise would hide in it.
set -euo pipefail
cd "$(dirname "$0")/.."
program=$(realpath "${1:?usage: instructions.sh PROGRAM}")
record=tests/instructions.txt
command -v valgrind > /dev/null || { echo "error: valgrind is missing; install it, for example with apt-get install valgrind" >&2; exit 1; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# The same documents, date and environment each time; nothing of the person's own.
# A deadline is for programs that run at their own speed, and callgrind is fifty times slower.
pair=fixtures/pairs/backend-senior-vs-mid
count() {
  local name=$1
  shift
  env -i PATH="$PATH" SOURCE_DATE_EPOCH=1795000000 valgrind --tool=callgrind --callgrind-out-file=/dev/null \
    "$program" "$@" --timeout 600 > "$work/out" 2> "$work/said" || { cat "$work/said" >&2; echo "error: $name failed" >&2; exit 1; }
  [ -s "$work/out" ] || { echo "error: $name printed nothing" >&2; exit 1; }
  awk -v name="$name" '/Collected/ { print name, $NF }' "$work/said" >> "$work/counts"
}
count start --version
count read-pdf read "$pair/resume.pdf"
count tailor tailor "$pair/jd.txt" "$pair/resume.pdf"
count tailor-html tailor "$pair/jd.txt" "$pair/resume.pdf" --format html
count guide guide backend-engineer --format html

compiler=$(rustc --version | cut -d' ' -f1,2)
if [ -n "${JOBFIT_BLESS:-}" ]; then
  {
    echo "# Instructions of each job of instructions.sh, with the compiler below. Written by JOBFIT_BLESS=1."
    echo "# $compiler"
    cat "$work/counts"
  } > "$record"
  cat "$record"
  exit
fi
awk -v compiler="$compiler" '
  NR == FNR { if ($1 == "#") { if ($2 == "rustc") with = $2 " " $3 } else recorded[$1] = $2; next }
  {
    if (!($1 in recorded)) { printf "%-12s %14d   not recorded\n", $1, $2; bad = 1; next }
    change = ($2 / recorded[$1] - 1) * 100
    said = change > 3 ? "rose" : change < -3 ? "fell, which is not recorded yet" : ""
    if (said != "") bad = 1
    printf "%-12s %14d   %+6.2f %%  %s\n", $1, $2, change, said
    delete recorded[$1]
  }
  END {
    for (name in recorded) { printf "%-12s is recorded and not counted\n", name; bad = 1 }
    if (bad) {
      print "error: the counts are not those of tests/instructions.txt; a rise is a regression, unless it buys something that"
      print "is worth it and the change says so; JOBFIT_BLESS=1 tests/instructions.sh PROGRAM records what is right"
      if (with != compiler) print "(they were recorded with " with ", this is " compiler ", which alone may be the reason)"
    }
    exit bad
  }
' "$record" "$work/counts"

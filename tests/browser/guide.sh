#!/usr/bin/env bash
# The site of the guides in a real browser. Prints `N passed, N failed`; the exit status is 0 where none failed.
# Needs Node and Chromium (CHROMIUM names it, else it is looked for). JOBFIT names the program, else the dev build is used.
# SHOTS names a folder for screenshots.
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
jobfit=${JOBFIT:-$root/target/debug/jobfit}
chromium=${CHROMIUM:-$(command -v chromium || command -v chromium-browser || command -v google-chrome || true)}
for needed in "$jobfit" "$chromium"; do
  [ -x "$needed" ] || { echo "error: '$needed' is not there; build jobfit, install chromium, or set JOBFIT and CHROMIUM" >&2; exit 1; }
done
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
# The tools live and die with this run: nothing of them is kept in the repository.
npm install --no-save --silent --no-audit --no-fund --prefix "$work" playwright-core@1 axe-core@4 >/dev/null
"$jobfit" guide --all --out "$work/site" --quiet >/dev/null
"$jobfit" guide backend-engineer --format html -o "$work/alone.html" --quiet
cp "$root/tests/browser/guide.mjs" "$work/"
CHROMIUM=$chromium SITE=$work/site ALONE=$work/alone.html node "$work/guide.mjs"

#!/usr/bin/env bash
# Drives the HTML report in a real browser: builds a report from two small texts and checks what a person would do with it.
# Needs node, npm and chromium (or CHROMIUM=path); set SHOTS=folder to keep pictures of the page.
set -euo pipefail
here="$(cd "$(dirname "$0")" && pwd)"
root="$(cd "$here/../.." && pwd)"
jobfit="${JOBFIT:-$root/target/debug/jobfit}"
work="${CARGO_TARGET_DIR:-$root/target}/browser"
mkdir -p "$work"
[ -x "$jobfit" ] || { echo "error: $jobfit is missing; run cargo build first" >&2; exit 1; }
if [ ! -d "$work/node_modules/playwright-core" ] || [ ! -d "$work/node_modules/axe-core" ]; then
  (cd "$work" && npm install --no-save --no-audit --no-fund --silent playwright-core@1 axe-core@4)
fi

cat > "$work/posting.txt" <<'TEXT'
Senior Backend Engineer
Northwind Freight · Remote

What you will do
- Build services in Go and run them on Kubernetes
- Set service level objectives and share the on-call rota

Requirements
- 5+ years of professional backend experience
- PostgreSQL, with an eye for slow queries & <script>window.broken = 1</script>
- Experience with Kafka, RabbitMQ or another message broker
- Prometheus and Grafana

Nice to have
- Terraform
- Rust
TEXT
cat > "$work/resume.txt" <<'TEXT'
Robin Example
robin@example.org

Experience

Backend Engineer, Acme Parcel, May 2020 - Present
- Built the parcel tracking service in Go; it answers 4,000 requests a second from PostgreSQL
- Moved 14 services to Docker Swarm <img src=x onerror="window.broken = 2">
- Replaced polling by RabbitMQ and cut the delay from 40 s to 2 s

Junior Developer, Tiny Shop, Jan 2019 - April 2020
- Wrote the order import in Python

Skills
Go, Python, PostgreSQL, RabbitMQ, Docker, Terraform

Education
BSc Computer Science, Somewhere University, 2015 - 2018
TEXT
(cd "$work" && "$jobfit" tailor posting.txt resume.txt --format html --hours 4 --days 2 --today 2026-11-20 --quiet --force -o report.html)
NODE_PATH="$work/node_modules" CHROMIUM="${CHROMIUM:-$(command -v chromium || command -v chromium-browser || command -v google-chrome)}" \
  node "$here/report.js" "$work/report.html" "${SHOTS:-}"

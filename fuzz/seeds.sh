#!/usr/bin/env bash
# Fills fuzz/corpus with what every target begins from: the labelled pairs, the bank, and a few lists. Each seed has the byte
# in front that its target chooses by. What a run has found stays where it is.
set -euo pipefail
cd "$(dirname "$0")"
root=..
mkdir -p corpus/{read,posting,resume,bank,import}

# seed TARGET BYTE FILE
seed() {
  local name
  name=${3#"$root"/}
  { printf "\\x$2"; cat "$3"; } > "corpus/$1/${name//\//-}"
}

for pair in "$root"/fixtures/pairs/*/; do
  for file in "$pair"jd.* "$pair"resume.*; do
    case $file in
      *.src.py | *.src.tex | *.src.typ) continue ;;
      *.txt) seed read 01 "$file" ;;
      *.md) seed read 02 "$file" ;;
      *) seed read 00 "$file" ;;
    esac
  done
  for target in posting:jd resume:resume; do
    for ending in txt:00 md:01 html:02; do
      file=$pair${target#*:}.${ending%:*}
      if [ -f "$file" ]; then seed "${target%:*}" "${ending#*:}" "$file"; fi
    done
  done
done
# Each reader of JSON and YAML needs something to begin from; no pair has these formats.
text() { printf "\\x$2%s" "$4" > "corpus/$1/$3"; }
text read 00 json-resume '{"basics":{"name":"Robin","email":"r@example.org"},"work":[{"name":"Acme","position":"Developer","startDate":"2020-01","highlights":["Built it in Go"]}],"skills":[{"name":"Go","keywords":["gRPC"]}]}'
text read 00 json-resume-yaml $'basics:\n  name: Robin\nwork:\n  - name: Acme\n    position: Developer\n    startDate: 2020-01\n'
text read 00 rendercv $'cv:\n  name: Robin\n  sections:\n    experience:\n      - company: Acme\n        position: Developer\n        start_date: 2020-01\n        highlights:\n          - Built it in Go\n'
text read 00 greenhouse '{"id":1,"title":"Developer","absolute_url":"https://example.org/1","location":{"name":"Remote"},"content":"&lt;p&gt;You know &lt;b&gt;Go&lt;/b&gt;&lt;/p&gt;"}'
text read 00 lever '{"id":"1","text":"Developer","categories":{"team":"Core"},"description":"<div>We move parcels</div>","lists":[{"text":"You bring","content":"<li>Go</li><li>SQL</li>"}],"additional":""}'
text read 00 ashby '{"jobs":[{"title":"Developer","descriptionHtml":"<p>You know Go</p>","descriptionPlain":"You know Go"}]}'
text read 00 json-ld '{"@context":"https://schema.org","@type":"JobPosting","title":"Developer","description":"<p>You know Go</p>","hiringOrganization":{"@type":"Organization","name":"Acme"}}'
text read 00 rtf '{\rtf1\ansi\ansicpg1252{\fonttbl{\f0 Arial;}}\f0\b Experience\b0\par\bullet  Built it in Go, caf\'"'"'e9\par\u8364?\par{\trowd\cell a\cell b\row}}'
# The shell can't hold a NUL, printf can.
printf '\0\xff\xfeS\0k\0i\0l\0l\0s\0\n\0G\0o\0' > corpus/read/utf-16

for file in "$root"/data/bank/*.md; do
  seed bank 00 "$file"
done
text bank 01 own-topic $'# Own\n\n## own-one\nTopic: databases\nKind: design\nLevel: mid\nSkills: PostgreSQL\n\nA table holds two hundred million rows, and a report over it takes nine minutes. What do you do?\n\nStrong answer:\n- One\n- Two\n- Three\n\nFollow-ups:\n- And then?\n\nWeak answer: an index on everything\n'
text import 00 list.md $'# CSS\n\n* [Layout](#layout)\n\n## Layout\n\n1. What is the box model?\n   * How do you change it?\n\n<details><summary>What is a float?</summary>\n\nA `float` moves.\n\n```css\na { float: left }\n```\n</details>\n\n**Q: Why?** (senior)\n'
text import 01 list.csv $'question,answer,difficulty,tags\n"What is a ""join""?","Rows, of\ntwo tables",easy,"sql;joins"\n'
text import 01 list.tsv $'question\tlevel\nWhat is a join?\tjunior\n'
text import 02 list.json '{"questions":[{"question":"What is a join?","answer":["a","b"],"tags":["sql"],"difficulty":"hard"},"And a view?"]}'
find corpus -type f | sed 's|^corpus/||; s|/.*||' | sort | uniq -c

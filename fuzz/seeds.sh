#!/usr/bin/env bash
# Fills fuzz/corpus with what every target begins from: the labelled pairs, the bank, and a few lists. Each seed has the byte
# in front that its target chooses by, where it chooses. What a run has found stays where it is.
set -euo pipefail
cd "$(dirname "$0")"
root=..
mkdir -p corpus/{read,pdf,docx,odt,rtf,html,markdown,plain,json_resume,rendercv,boards,posting,resume,report,bank,import}

# whole TARGET FILE: without a byte in front
whole() {
  local name
  name=${2#"$root"/}
  cp "$2" "corpus/$1/${name//\//-}"
}

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
    case $file in
      *.pdf) whole pdf "$file" ;;
      *.docx)
        whole docx "$file"
        # Its parts, as the target takes them too.
        python3 - "$file" > "corpus/docx/$(basename "$pair")-$(basename "$file")-parts" << 'PARTS'
import sys, zipfile
names = ["word/document.xml", "word/styles.xml", "word/_rels/document.xml.rels", "word/header1.xml", "word/footnotes.xml"]
package = zipfile.ZipFile(sys.argv[1])
parts = [package.read(n) if n in package.namelist() else b"" for n in names]
sys.stdout.buffer.write(b"\0".join(parts))
PARTS
        ;;
      *.html) whole html "$file" ;;
      *.md) whole markdown "$file" ;;
      *.txt) whole plain "$file" ;;
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
# format TARGET NAME TEXT: for the reader of the format, and for `read`
format() {
  printf '%s' "$3" > "corpus/$1/$2"
  text read 00 "$2" "$3"
}
format json_resume json-resume '{"basics":{"name":"Robin","email":"r@example.org"},"work":[{"name":"Acme","position":"Developer","startDate":"2020-01","highlights":["Built it in Go"]}],"skills":[{"name":"Go","keywords":["gRPC"]}]}'
format json_resume json-resume-yaml $'basics:\n  name: Robin\nwork:\n  - name: Acme\n    position: Developer\n    startDate: 2020-01\n'
format rendercv rendercv $'cv:\n  name: Robin\n  sections:\n    experience:\n      - company: Acme\n        position: Developer\n        start_date: 2020-01\n        highlights:\n          - Built it in Go\n'
format boards greenhouse '{"id":1,"title":"Developer","absolute_url":"https://example.org/1","location":{"name":"Remote"},"content":"&lt;p&gt;You know &lt;b&gt;Go&lt;/b&gt;&lt;/p&gt;"}'
format boards lever '{"id":"1","text":"Developer","categories":{"team":"Core"},"description":"<div>We move parcels</div>","lists":[{"text":"You bring","content":"<li>Go</li><li>SQL</li>"}],"additional":""}'
format boards ashby '{"jobs":[{"title":"Developer","descriptionHtml":"<p>You know Go</p>","descriptionPlain":"You know Go"}]}'
format boards json-ld '{"@context":"https://schema.org","@type":"JobPosting","title":"Developer","description":"<p>You know Go</p>","hiringOrganization":{"@type":"Organization","name":"Acme"}}'
format rtf rtf '{\rtf1\ansi\ansicpg1252{\fonttbl{\f0 Arial;}}\f0\b Experience\b0\par\bullet  Built it in Go, caf\'"'"'e9\par\u8364?\par{\trowd\cell a\cell b\row}}'
# The shell can't hold a NUL, printf can.
printf '\0\xff\xfeS\0k\0i\0l\0l\0s\0\n\0G\0o\0' > corpus/read/utf-16
printf '\xff\xfeS\0k\0i\0l\0l\0s\0\n\0G\0o\0' > corpus/plain/utf-16
printf '%s\0%s' '<office:document-content xmlns:office="o" xmlns:text="t" xmlns:table="b"><office:body><office:text><text:h text:outline-level="1">Experience</text:h><text:list><text:list-item><text:p>Built it<text:s text:c="2"/>in Go<text:tab/>2020</text:p></text:list-item></text:list><table:table><table:table-row><table:table-cell><text:p>a</text:p></table:table-cell></table:table-row></table:table></office:text></office:body></office:document-content>' '<office:document-styles xmlns:office="o" xmlns:style="s" xmlns:fo="f"><style:style style:name="P1" style:parent-style-name="P2"><style:text-properties fo:font-weight="bold"/></style:style><style:header><text:p>Robin</text:p></style:header></office:document-styles>' > corpus/odt/parts
# Small ones beside the real ones: a thousand changes of them take the time of ten of those. Streams are not packed, so that a
# change means something.
pdf() {
  printf '%%PDF-1.7\n1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj\n2 0 obj <</Type/Pages/Kids[3 0 R]/Count 1>> endobj\n3 0 obj <</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Resources<</Font<</F 4 0 R/G 6 0 R>>>>/Contents 5 0 R>> endobj\n4 0 obj <</Type/Font/Subtype/Type1/BaseFont/Helvetica>> endobj\n6 0 obj <</Type/Font/Subtype/Type1/BaseFont/Helvetica-Bold>> endobj\n5 0 obj <</Length %d>> stream\n%s\nendstream endobj\ntrailer <</Root 1 0 R>>\n%%%%EOF\n' "${#2}" "$2" > "corpus/pdf/$1"
}
pdf small-lines 'BT /G 16 Tf 72 720 Td (Robin Example) Tj /G 12 Tf 0 -30 Td (Experience) Tj /F 10 Tf 0 -16 Td (Developer, Acme, May 2020 - Present) Tj 0 -13 Td (\225 Built the tracking service in Go; it ans-) Tj 8 -13 Td (wers 4,000 requests) Tj ET'
pdf small-columns 'BT /G 12 Tf 60 720 Td (Skills) Tj /F 9 Tf 0 -14 Td (Go, SQL) Tj 0 -12 Td (Kafka) Tj 0 -12 Td (Docker) Tj 160 38 Td /G 12 Tf (Experience) Tj /F 9 Tf 0 -14 Td (Developer at Acme, 2020 to 2023, in Berlin) Tj 0 -12 Td (Moved fourteen services to Kubernetes) Tj 0 -12 Td [(Cut the del)-20(ay from 40 s)] TJ ET 200 60 100 10 re f'
pdf small-table 'q 1 0 0 1 50 700 cm BT /F 9 Tf 0 0 Td (2020-2022) Tj 90 0 Td (Developer) Tj 110 0 Td (Acme) Tj -200 -14 Td (2018-2020) Tj 90 0 Td (Tester) Tj 110 0 Td (Shop) Tj 3 Tr -200 -14 Td (hidden) Tj ET Q 1 1 1 rg BT /F 1 Tf 50 600 Td (white) Tj ET'
printf '%s\0%s' '<w:document xmlns:w="w"><w:body><w:p><w:pPr><w:pStyle w:val="H"/></w:pPr><w:r><w:t>Work</w:t></w:r></w:p><w:p><w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="3"/></w:numPr></w:pPr><w:r><w:rPr><w:b/><w:sz w:val="20"/></w:rPr><w:t>Go</w:t><w:tab/><w:t>2020</w:t><w:br/></w:r></w:p><w:tbl><w:tr><w:tc><w:p><w:r><w:t>a</w:t></w:r></w:p></w:tc><w:tc><w:p/></w:tc></w:tr></w:tbl></w:body></w:document>' '<w:styles xmlns:w="w"><w:style w:type="paragraph" w:styleId="H"><w:name w:val="heading 2"/><w:basedOn w:val="H"/></w:style></w:styles>' > corpus/docx/small-parts
printf '%s' '<html><head><title>Developer at Acme</title><script type="application/ld+json">{"@type":"JobPosting","title":"Developer","description":"&lt;li&gt;Go"}</script></head><body><nav><a href="/">Jobs</a></nav><main><h1>Developer</h1><p>You know <b>Go</b>.<ul><li>SQL<li>Kafka</ul><table><tr><td>a<td>b</table></main><footer>Imprint</footer></body></html>' > corpus/html/small

# A pair whose two documents are plain text, the posting first.
for pair in "$root"/fixtures/pairs/*/; do
  for ending in txt:00 md:01 html:02; do
    job=$pair/jd.${ending%:*} resume=$pair/resume.${ending%:*}
    if [ -f "$job" ] && [ -f "$resume" ]; then
      { printf "\\x${ending#*:}"; cat "$job"; printf '\0'; cat "$resume"; } > "corpus/report/$(basename "$pair")"
    fi
  done
done
for job in "$root"/fixtures/pairs/*/jd.txt; do
  resume=$root/fixtures/pairs/data-engineer-vs-backend/resume.md
  { printf '\x00'; cat "$job"; printf '\0'; cat "$resume"; } > "corpus/report/text-$(basename "$(dirname "$job")")"
done


for file in "$root"/data/bank/*.md; do
  seed bank 00 "$file"
done
text bank 01 own-topic $'# Own\n\n## own-one\nTopic: databases\nKind: design\nLevel: mid\nSkills: PostgreSQL\n\nA table holds two hundred million rows, and a report over it takes nine minutes. What do you do?\n\nStrong answer:\n- One\n- Two\n- Three\n\nFollow-ups:\n- And then?\n\nWeak answer: an index on everything\n'
text import 00 list.md $'# CSS\n\n* [Layout](#layout)\n\n## Layout\n\n1. What is the box model?\n   * How do you change it?\n\n<details><summary>What is a float?</summary>\n\nA `float` moves.\n\n```css\na { float: left }\n```\n</details>\n\n**Q: Why?** (senior)\n'
text import 01 list.csv $'question,answer,difficulty,tags\n"What is a ""join""?","Rows, of\ntwo tables",easy,"sql;joins"\n'
text import 01 list.tsv $'question\tlevel\nWhat is a join?\tjunior\n'
text import 02 list.json '{"questions":[{"question":"What is a join?","answer":["a","b"],"tags":["sql"],"difficulty":"hard"},"And a view?"]}'
find corpus -type f | sed 's|^corpus/||; s|/.*||' | sort | uniq -c

#!/usr/bin/env python3
"""How jobfit's time stands to that of simpler programs, measured in one run on one machine.

    benches/ratios.py FOLDER [--jobfit PROGRAM] [--posting FILE] [--rounds N]

FOLDER is searched for PDFs and other documents. Two ratios are printed:

- tailor / pdftotext, for each PDF: everything from a posting and a PDF to a report, against taking the text out of the PDF.
  Needs pdftotext (poppler-utils).
- batch / baseline, for all documents that the baseline can take: jobfit's batch of one posting with each, against the plainest
  Python that could be called a match: the words that both texts share, weighted by how rare they are, best first. Both run as
  one process; the baseline's texts of PDFs come from pdftotext, which counts for it.

Each figure is the least of N rounds (5), the two programs in turns, so that what else the machine does falls on both. Times
are wall clock from the start of a process to its end.
"""

import argparse
import math
import os
import pathlib
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
POSTING = ROOT / "fixtures/pairs/backend-senior-vs-mid/jd.txt"
TODAY = "2026-11-15"
TEXTS = {".txt", ".md"}
WORD = re.compile(r"[a-z][a-z0-9+#.]*[a-z0-9+#]|[a-z]")


def words_of(path):
    """The words of a document; of a PDF those that pdftotext finds."""
    if path.suffix == ".pdf":
        run = subprocess.run(["pdftotext", "-q", path, "-"], capture_output=True, check=False)
        text = run.stdout
    else:
        text = path.read_bytes()
    return set(WORD.findall(text.decode("utf-8", "replace").lower()))


def baseline(posting, documents):
    """Each document's share of the posting's words, rare ones counting more; best first, a line a document."""
    asked = words_of(posting)
    shown = [(path, words_of(path)) for path in documents]
    rarity = {}
    for word in asked:
        having = sum(word in words for _, words in shown)
        rarity[word] = math.log((1 + len(shown)) / (1 + having)) + 1
    total = sum(rarity.values()) or 1
    scored = [(sum(rarity[w] for w in sorted(asked & words)) / total, str(path)) for path, words in shown]
    for score, path in sorted(scored, key=lambda pair: (-pair[0], pair[1])):
        print(f"{score:.4f}\t{path}")


def seconds(command):
    """Wall-clock seconds of a command, and whether it ended well."""
    begin = time.perf_counter()
    run = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
    return time.perf_counter() - begin, run.returncode == 0


def least(rounds, ours, theirs):
    """The least time of each of two commands run in turns, or None where one of them fails."""
    best = [math.inf, math.inf]
    for _ in range(rounds):
        for which, make in enumerate((ours, theirs)):
            took, well = seconds(make())
            if not well:
                return None
            best[which] = min(best[which], took)
    return best


def per_pdf(program, posting, folder, pdfs, rounds):
    print(f"{'tailor / pdftotext':40}     ms      ms   ratio")
    ratios = []
    for pdf in pdfs:
        best = least(
            rounds,
            lambda pdf=pdf: [program, "tailor", posting, pdf, "--quiet", "--today", TODAY],
            lambda pdf=pdf: ["pdftotext", pdf, "-"],
        )
        name = str(pdf.relative_to(folder))
        name = name if len(name) <= 40 else "…" + name[-39:]
        if best is None:
            print(f"{name:40}  one of the two can't read it")
            continue
        ratios.append(best[0] / best[1])
        print(f"{name:40} {best[0] * 1e3:6.1f}  {best[1] * 1e3:6.1f}  {ratios[-1]:6.2f}")
    if ratios:
        print(f"median of {len(ratios)}: {statistics.median(ratios):.2f}, worst {max(ratios):.2f}")


def all_at_once(program, posting, documents, rounds):
    print(f"\nbatch / baseline, one posting × {len(documents)} documents")
    with tempfile.TemporaryDirectory() as folder:
        # Documents that can't be read end a batch with a status of its own, so those are left out first.
        readable = [d for d in documents if seconds([program, "read", d, "--quiet"])[1]]
        if len(readable) < len(documents):
            print(f"{len(documents) - len(readable)} of them can't be read and are left out")
        made = iter(range(1_000_000))

        def ours():
            out = pathlib.Path(folder) / str(next(made))
            return [program, "batch", "--jobs", posting, "--resumes", *readable, "--out", out, "--quiet", "--today", TODAY]

        listing = pathlib.Path(folder) / "documents"
        listing.write_text("".join(f"{d}\n" for d in readable), "utf-8", "surrogateescape")
        best = least(rounds, ours, lambda: [sys.executable, __file__, "--baseline", listing, "--posting", posting])
    if best is None:
        print("jobfit's batch or the baseline failed; a resume too short to judge makes a batch fail")
        return
    pairs = len(readable) or 1
    print(f"batch     {best[0]:7.3f} s  {best[0] / pairs * 1e3:7.2f} ms a pair")
    print(f"baseline  {best[1]:7.3f} s  {best[1] / pairs * 1e3:7.2f} ms a pair")
    print(f"ratio     {best[0] / best[1]:7.2f}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=pathlib.Path, nargs="?")
    parser.add_argument("--jobfit", default=os.environ.get("JOBFIT", str(ROOT / "target/release/jobfit")))
    parser.add_argument("--posting", type=pathlib.Path, default=POSTING)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--most", type=int, default=50, help="documents at most (50), the first by name")
    parser.add_argument("--baseline", type=pathlib.Path, help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.baseline:
        listed = args.baseline.read_text("utf-8", "surrogateescape").splitlines()
        return baseline(args.posting, [pathlib.Path(line) for line in listed])
    if args.folder is None or not args.folder.is_dir():
        parser.error("name a folder of documents")
    for tool in (args.jobfit, "pdftotext"):
        if shutil.which(tool) is None:
            parser.error(f"{tool} is not there (a release build, or --jobfit PROGRAM; poppler-utils)")
    # What a document was rendered from (`.src.`), and what is no document of a person, is left out; so are postings.
    found = sorted(p for p in args.folder.rglob("*") if p.is_file() and ".src." not in p.name and p.name != "README.md")
    documents = [p for p in found if p.suffix in TEXTS | {".pdf"} and p.stem != "jd"][: args.most]
    if not documents:
        parser.error(f"no PDF, .txt or .md is in {args.folder}")
    per_pdf(args.jobfit, args.posting, args.folder, [p for p in documents if p.suffix == ".pdf"], args.rounds)
    all_at_once(args.jobfit, args.posting, documents, args.rounds)


if __name__ == "__main__":
    main()

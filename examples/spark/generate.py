#!/usr/bin/env python3
"""Writes postings and resumes that never existed, and a table of pairs: generate.py DIR [JOBS] [RESUMES]."""
import csv
import pathlib
import sys

SKILLS = ["Go", "Python", "PostgreSQL", "Kafka", "RabbitMQ", "Docker", "Kubernetes", "Terraform", "React", "TypeScript",
          "Java", "Spring Boot", "Redis", "AWS", "Airflow", "Spark", "MySQL", "GraphQL", "Rust", "Snowflake", "dbt", "Vue.js"]
TITLES = ["Senior Backend Engineer", "Data Engineer", "Frontend Engineer", "Site Reliability Engineer",
          "Full Stack Developer", "Machine Learning Engineer"]


def posting(n):
    skill = [SKILLS[(n * 5 + i * 7 + n // len(SKILLS)) % len(SKILLS)] for i in range(9)]
    return f"""{TITLES[n % len(TITLES)]}
Company {n} · Remote

What you will do
- Build services in {skill[0]} and run them on {skill[1]}
- Keep {skill[2]} healthy and find out why it is slow

Requirements
- {2 + n % 6}+ years of professional experience
- {skill[3]}, with an eye for slow queries
- Experience with {skill[4]} or {skill[5]}
- You have run {skill[6]} in production

Nice to have
- {skill[7]}
- {skill[8]}
"""


def resume(n):
    skill = [SKILLS[(n * 3 + i * 5 + n // len(SKILLS)) % len(SKILLS)] for i in range(11)]
    return f"""Robin Example {n}
robin{n}@example.org

Experience

{TITLES[(n + 2) % len(TITLES)]}, Acme {n}, May 20{15 + n % 8:02d} - Present
- Built the tracking service in {skill[0]}; it answers {100 * (n + 1)} requests a second from {skill[1]}
- Moved {n % 30 + 2} services to {skill[2]}
- Cut the delay from 40 s to {n % 9 + 1} s with {skill[3]}

Developer, Tiny Shop, Jan 2012 - April 2014
- Wrote the order import in {skill[4]} and its reports with {skill[5]}

Skills
{skill[6]}, {skill[7]}, {skill[8]}, {skill[9]}, {skill[10]}

Education
BSc Computer Science, Somewhere University, 2009 - 2012
"""


def main():
    folder = pathlib.Path(sys.argv[1])
    jobs, resumes = (int(a) for a in (sys.argv[2:4] + ["25", "20"][len(sys.argv) - 2:]))
    for name, count, text in (("jobs", jobs, posting), ("resumes", resumes, resume)):
        (folder / name).mkdir(parents=True, exist_ok=True)
        for n in range(count):
            (folder / name / f"{n:05d}.txt").write_text(text(n), encoding="utf-8")
    with open(folder / "pairs.csv", "w", newline="", encoding="utf-8") as out:
        rows = csv.writer(out)
        rows.writerow(["job", "resume"])
        rows.writerows((f"{j:05d}.txt", f"{r:05d}.txt") for j in range(jobs) for r in range(resumes))


if __name__ == "__main__":
    main()

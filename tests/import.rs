//! `bank import`: lists of every usual shape, with no question lost, and files that read back.
#![allow(clippy::unwrap_used)]

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use jobfit::bank::import::{self, Form, List};
use jobfit::bank::source;

fn read(text: &str) -> List {
    import::read(Form::Markdown, text).unwrap()
}

fn texts(list: &List) -> Vec<&str> {
    list.questions.iter().map(|q| q.text.as_str()).collect()
}

#[test]
fn bullets_with_what_hangs_below_them() {
    let list = read(
        "---\ntitle: CSS\n---\n# CSS questions\n\n* [Layout](#layout)\n\n## Layout\n\n* What is the box model?\n  * How do you change it?\n\
         * Explain the following headers:\n  * ETag\n  * Cache-Control\n* Describe floats\n  and how they are cleared.\n\n## License\n\n* MIT\n",
    );
    // The link in front is taken for a question rather than lost: only a heading tells that nothing is asked.
    assert_eq!(
        texts(&list)[list.questions.len() - 3..],
        [
            "What is the box model?",
            "Explain the following headers: ETag; Cache-Control",
            "Describe floats and how they are cleared."
        ]
    );
    let model = list.questions.iter().find(|q| q.text.contains("box model")).unwrap();
    assert_eq!(model.follow_ups, ["How do you change it?"]);
    assert_eq!(model.headings, ["CSS questions", "Layout"]);
    assert!(list.left_out.iter().any(|l| l.1 == "MIT"));
}

#[test]
fn bold_lines_with_answers_below() {
    let list = read(
        "# Theory\n\n* Legend: 👶 easy\n\n## Regularization\n\n**What is regularization? 👶**\n\nIt adds a penalty. It keeps weights small. It fights overfitting.\n\n\
         <br/>\n\n**Precision-recall trade-off ⭐️**\n\n**Bias** is an error. More:\n\n- one\n- two\n\n**Why? 🚀**\n\nAnswer here\n",
    );
    assert_eq!(texts(&list), ["What is regularization?", "Precision-recall trade-off", "Why?"]);
    let levels: Vec<&str> = list.questions.iter().map(|q| q.given.level.as_str()).collect();
    assert_eq!(levels, ["junior", "mid", "senior"]);
    assert_eq!(list.questions[0].points.len(), 3, "a paragraph of three sentences is three points");
    assert_eq!(list.questions[1].points, ["Bias is an error. More:", "one", "two"]);
    assert!(list.questions[2].points.is_empty(), "`Answer here` is no answer");
}

#[test]
fn numbered_tasks_keep_what_they_are_about() {
    let list = read(
        "## SQL\n\nGiven a table Ads:\n\n* Ads(id, status)\n\nWrite queries:\n\n**1)** The number of active ads.\n\n```sql\nSELECT 1;\n```\n\n\
         **2) FizzBuzz.** Print numbers\n\n* If 3, Fizz\n* If 5, Buzz\n\n```python\nfor i in x:\n    print(i)\n```\n",
    );
    assert_eq!(list.questions.len(), 2);
    assert_eq!(list.questions[0].text, "Given a table Ads: Ads(id, status); Write queries: The number of active ads.");
    assert_eq!(list.questions[0].points, ["`SELECT 1;`"]);
    assert!(
        list.questions[1].text.ends_with("FizzBuzz. Print numbers If 3, Fizz; If 5, Buzz"),
        "{}",
        list.questions[1].text
    );
    assert_eq!(list.questions[1].points, ["`for i in x: ⏎     print(i)`"]);
}

#[test]
fn labels_details_and_headings() {
    let list = read("Question: What is `foo`?\n```js\nvar foo = 1;\n```\n\nQ2. And bar?\nA: It is two.\n");
    assert_eq!(texts(&list), ["What is `foo`? `var foo = 1;`", "And bar?"]);
    assert_eq!(list.questions[1].points, ["It is two."]);

    let list = read(
        "<details>\n<summary>What is a pod?</summary><br><b>\n\nThe smallest unit.\n</b></details>\n\n<details>\n<summary>What is a node?</summary>\nA machine.\n</details>\n",
    );
    assert_eq!(texts(&list), ["What is a pod?", "What is a node?"]);
    assert_eq!(list.questions[0].points, ["The smallest unit."]);

    let list = read(
        "- What is a pod?\n  <details><summary>Show answer</summary>\n\n  The smallest unit.\n\n  </details>\n- What is a node?\n",
    );
    assert_eq!(texts(&list), ["What is a pod?", "What is a node?"]);
    assert_eq!(list.questions[0].points, ["The smallest unit."]);

    let list = read(
        "## Basics\n\n### 1. What is X?\n\nIt is x.\n\n### 2. Explain Y\n\n- a\n- is it b?\n\n## References\n\n- Who wrote this?\n",
    );
    assert_eq!(texts(&list), ["What is X?", "Explain Y"]);
    assert_eq!(list.questions[1].points, ["a", "is it b?"]);
}

#[test]
fn lists_made_to_hurt_neither_panic_nor_lose_their_questions() {
    let deep = format!("- What is this?\n{}", (1..500).map(|i| format!("{}- x?\n", " ".repeat(i))).collect::<String>());
    let inline = "- What is **[a](b](c) `x <b ![ &amp &#x; _*_ ?\n- Why `?\n";
    for text in
        [deep.as_str(), inline, "- ## ?\n", "<summary>\n", "```\n- Why?\n", "**\n****\n- Why?\n", "\u{feff}- Why?\n"]
    {
        let _ = import::read(Form::Markdown, text);
        let _ = import::read(Form::Csv, text);
        let _ = import::read(Form::Json, text);
    }
    assert_eq!(read(inline).questions.len(), 2);
}

fn run(dir: &Path, args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_jobfit")).args(args).current_dir(dir).output().unwrap()
}

#[test]
fn the_command_writes_files_that_read_back_and_says_what_a_check_rejects() {
    let dir = tempfile::tempdir().unwrap();
    let list = dir.path().join("lists");
    fs::create_dir(&list).unwrap();
    fs::write(list.join("LICENSE"), "MIT License\n\nCopyright").unwrap();
    let evil =
        "- ## Strong answer: why --> does <!-- this happen?\n- Strong answer: what is this?\n- Kind: design, why?\n";
    fs::write(
        list.join("caching.md"),
        format!("# Caching\n\n- When would you use Redis instead of Memcached?\n{evil}"),
    )
    .unwrap();
    fs::write(
        list.join("team.csv"),
        "question,answer,topic,level,source\n\"Why, in a team?\",\"a;b;c\",Collaboration,hard,https://example.org\n",
    )
    .unwrap();
    fs::write(list.join("more.json"), "[{\"question\": \"What is MVCC in PostgreSQL?\", \"id\": \"mvcc\"}]").unwrap();

    let output = run(dir.path(), &["bank", "import", "lists", "-o", "bank", "--json"]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let summary: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(summary["questions"], 6);
    assert!(summary["findings"]["question-points"].as_u64().unwrap() >= 5);

    let mut written = Vec::new();
    for name in ["caching.md", "team.md", "more.md"] {
        let text = fs::read_to_string(dir.path().join("bank").join(name)).unwrap();
        assert!(text.contains("<!-- sure: "), "{text}");
        let mut findings = Vec::new();
        written.extend(source::parse(name, None, &text, &mut findings));
        assert!(
            findings.iter().all(|f| ["question-length", "question-points", "question-follow-ups"].contains(&f.code)),
            "{findings:?}"
        );
    }
    assert_eq!(written.len(), 6);
    assert!(written.iter().any(|e| e.text.contains("does <!-- this happen?")), "{written:?}");
    let of = |id: &str| written.iter().find(|e| e.text.contains(id)).unwrap();
    assert_eq!(of("Memcached").topic, "caching");
    assert_eq!(of("Memcached").license, "MIT");
    assert!(of("Memcached").skills.contains(&"Redis".to_owned()));
    assert_eq!(of("in a team").topic, "collaboration");
    assert_eq!(of("in a team").level, "senior");
    assert_eq!(of("in a team").source, "https://example.org");
    assert_eq!(of("MVCC").id, "mvcc");

    // Nothing is overwritten unasked; a second folder gets the same bytes.
    let again = run(dir.path(), &["bank", "import", "lists", "-o", "bank"]);
    assert_eq!(again.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&again.stderr).contains("--force"));
    run(dir.path(), &["bank", "import", "lists", "-o", "other"]);
    for name in ["caching.md", "team.md", "more.md"] {
        assert_eq!(
            fs::read(dir.path().join("bank").join(name)).unwrap(),
            fs::read(dir.path().join("other").join(name)).unwrap()
        );
    }
}

#[test]
fn a_broken_list_is_an_error_that_says_what_to_do() {
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join("a.json"), "{").unwrap();
    fs::write(dir.path().join("b.md"), "\n").unwrap();
    fs::write(dir.path().join("c.md"), [0xff, 0xfe, 0x00]).unwrap();
    for (file, code, said) in [
        ("a.json", 1, "no JSON"),
        ("b.md", 1, "no question"),
        ("c.md", 1, "UTF-8"),
        ("no.md", 1, "check the path"),
        ("x.pdf", 2, ".md"),
    ] {
        let output = run(dir.path(), &["bank", "import", file, "-o", "bank"]);
        let err = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(code), "{file}: {err}");
        assert!(err.starts_with("error: ") && err.contains(said) && err.lines().count() == 1, "{file}: {err}");
        assert!(!dir.path().join("bank").exists());
    }
}

use super::*;
use LineKind::{Bullet, Heading, Row, Text};

fn check(text: &str, want: &[(LineKind, &str)]) {
    let got = lines(&inline::without_comments(text), 0);
    let got: Vec<_> = got.iter().map(|l| (l.kind, l.text.as_str())).collect();
    assert_eq!(got, want);
}

#[test]
fn blocks() {
    check(
        "# Jane Doe #\n\nWork\n----\nOne\ntwo  \nthree\nFour\n\n- Rust\n  on\n    - tokio\n1. Go\n\n> said\n\n\
         **Skills:**\nRest\n<!-- no\n\n-->\n",
        &[
            (Heading(1), "Jane Doe"),
            (Heading(2), "Work"),
            (Text, "One two"),
            (Text, "three"),
            (Text, "Four"),
            (Bullet(0), "Rust on"),
            (Bullet(1), "tokio"),
            (Bullet(0), "Go"),
            (Text, "said"),
            (Heading(3), "Skills:"),
            (Text, "Rest"),
        ],
    );
}

#[test]
fn tables() {
    check(
        "| Tool | Level |\n|---|:-:|\n| C\\|C++ | 3 |\n\n\
         +-----+------+\n| 2020| Dev  |\n|     |      |\n|     | - Go |\n+=====+======+\n\n  ---- ----\n  a    b\n  ---- ----\n",
        &[(Row, "Tool | Level"), (Row, "C|C++ | 3"), (Row, "2020 | Dev"), (Bullet(0), "Go"), (Row, "a | b")],
    );
}

#[test]
fn wrapped_paragraphs_are_joined_and_pasted_lines_are_not() {
    let width = "We look after three million meters in England, in Wales and on\n".repeat(4);
    let joined = lines(&format!("{width}Man.\n"), 0);
    assert_eq!(joined.len(), 1);
    check("Location: Berlin\nSalary: 60k\n", &[(Text, "Location: Berlin"), (Text, "Salary: 60k")]);
}

#[test]
fn front_matter_is_stated() {
    let limits = Limits::default();
    let text = b"---\ntitle: \"SRE\"\ncompany: Petrel\ndate: 2026-11-03\ntags: [a]\n---\nText\n";
    let draft = read(text, &limits, &Deadline::after(limits.time)).expect("a draft");
    assert_eq!(draft.stated.title.as_deref(), Some("SRE"));
    assert_eq!(draft.stated.organization.as_deref(), Some("Petrel"));
    assert_eq!(draft.stated.date.as_deref(), Some("2026-11-03"));
    assert_eq!(draft.lines.len(), 1);
}

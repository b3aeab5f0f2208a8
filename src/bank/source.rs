//! The bank's source files: Markdown that people who don't program can edit. See `data/README.md` for the format.
//!
//! Reading never stops at the first finding: everything that is wrong is reported at once, with its line and its mend.

/// What is wrong in a file, where, and what to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Kebab-case and stable.
    pub code: &'static str,
    /// The file as it was named.
    pub file: String,
    /// 1-based.
    pub line: usize,
    /// What is wrong and what to do about it.
    pub message: String,
}

/// A question as its source says it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Entry {
    /// The id.
    pub id: String,
    /// Topic id.
    pub topic: String,
    /// One of [`KINDS`].
    pub kind: String,
    /// One of [`LEVELS`].
    pub level: String,
    /// Names of skills, as written.
    pub skills: Vec<String>,
    /// Role ids; empty for all that have the topic.
    pub roles: Vec<String>,
    /// Role ids whose guide must show it.
    pub guide: Vec<String>,
    /// The question.
    pub text: String,
    /// What a strong answer covers.
    pub strong_answer: Vec<String>,
    /// What digs deeper.
    pub follow_ups: Vec<String>,
    /// The usual weak answer; empty where there is none.
    pub weak_answer: String,
    /// Where it comes from; empty for the bank that ships.
    pub source: String,
    /// Its licence; empty for the bank that ships.
    pub license: String,
    /// The file as it was named.
    pub file: String,
    /// The heading's line, 1-based.
    pub line: usize,
}

/// The kinds that a bank's question can have.
pub const KINDS: &[&str] = &["design", "debug", "trade-off", "explain", "experience", "behavioral", "coding", "case"];

/// The levels, from the lowest.
pub const LEVELS: &[&str] = &["intern", "junior", "mid", "senior", "staff", "manager", "executive"];

/// Words that a question's text has, at least and at most.
pub const TEXT_WORDS: std::ops::RangeInclusive<usize> = 12..=110;
/// Points that a strong answer has.
pub const POINTS: std::ops::RangeInclusive<usize> = 3..=6;
/// Follow-ups that a question has.
pub const FOLLOW_UPS: std::ops::RangeInclusive<usize> = 1..=3;

#[derive(Clone, Copy, PartialEq)]
enum Part {
    Fields,
    Text,
    Strong,
    FollowUps,
    Weak,
}

/// Reads one file. The topic of its questions is `topic` unless they name their own.
pub fn parse(file: &str, topic: Option<&str>, text: &str, findings: &mut Vec<Finding>) -> Vec<Entry> {
    let mut entries: Vec<Entry> = Vec::new();
    let mut part = Part::Fields;
    let mut source = String::new();
    let mut license = String::new();
    let mut comment = false;
    for (number, raw) in (1..).zip(text.lines()) {
        let line = raw.trim();
        let mut say =
            |code, message: String| findings.push(Finding { code, file: file.to_owned(), line: number, message });
        if comment || line.starts_with("<!--") {
            comment = !line.ends_with("-->");
            continue;
        }
        if let Some(id) = line.strip_prefix("## ") {
            entries.push(Entry {
                id: id.trim().to_owned(),
                topic: topic.unwrap_or_default().to_owned(),
                source: source.clone(),
                license: license.clone(),
                file: file.to_owned(),
                line: number,
                ..Entry::default()
            });
            part = Part::Fields;
            continue;
        }
        let Some(entry) = entries.last_mut() else {
            match line.split_once(':') {
                Some(("Source", value)) => source = value.trim().to_owned(),
                Some(("License", value)) => license = value.trim().to_owned(),
                _ if line.is_empty() || line.starts_with('#') => {}
                _ => say("stray-line", "this line stands before the first `## id`; move or remove it".to_owned()),
            }
            continue;
        };
        if line.is_empty() {
            if part == Part::Fields && !entry.kind.is_empty() {
                part = Part::Text;
            }
            continue;
        }
        match (line, line.strip_prefix("Weak answer:")) {
            ("Strong answer:", _) => part = Part::Strong,
            ("Follow-ups:", _) => part = Part::FollowUps,
            (_, Some(weak)) => {
                weak.trim().clone_into(&mut entry.weak_answer);
                part = Part::Weak;
            }
            _ => read_line(line, part, entry, &mut part, &mut say),
        }
    }
    for entry in &entries {
        check_entry(entry, findings);
    }
    entries
}

fn read_line(line: &str, at: Part, entry: &mut Entry, part: &mut Part, say: &mut dyn FnMut(&'static str, String)) {
    match at {
        Part::Fields => {
            let Some((field, value)) = line.split_once(':') else {
                say(
                    "question-field",
                    "expected a line such as `Kind: design`; leave a blank line before the question".to_owned(),
                );
                *part = Part::Text;
                line.clone_into(&mut entry.text);
                return;
            };
            let value = value.trim();
            let list = || value.split(',').map(str::trim).filter(|s| !s.is_empty()).map(str::to_owned).collect();
            match field {
                "Kind" => value.clone_into(&mut entry.kind),
                "Level" => value.clone_into(&mut entry.level),
                "Topic" => value.clone_into(&mut entry.topic),
                "Skills" => entry.skills = list(),
                "Roles" => entry.roles = list(),
                "Guide" => entry.guide = list(),
                "Source" => value.clone_into(&mut entry.source),
                "License" => value.clone_into(&mut entry.license),
                _ => say(
                    "question-field",
                    format!("`{field}` is no field; use Kind, Level, Topic, Skills, Roles, Guide, Source or License"),
                ),
            }
        }
        Part::Text => extend(&mut entry.text, line),
        Part::Weak => extend(&mut entry.weak_answer, line),
        Part::Strong | Part::FollowUps => {
            let list = if at == Part::Strong { &mut entry.strong_answer } else { &mut entry.follow_ups };
            match (line.strip_prefix("- ").or_else(|| line.strip_prefix("* ")), list.last_mut()) {
                (Some(item), _) => list.push(item.trim().to_owned()),
                (None, Some(last)) => extend(last, line),
                (None, None) => say("stray-line", "expected a point that begins with `- `".to_owned()),
            }
        }
    }
}

fn extend(text: &mut String, line: &str) {
    if !text.is_empty() {
        text.push(' ');
    }
    text.push_str(line);
}

/// What can be said of a question by itself.
fn check_entry(entry: &Entry, findings: &mut Vec<Finding>) {
    let mut say = |code, message| findings.push(Finding { code, file: entry.file.clone(), line: entry.line, message });
    let id = &entry.id;
    if id.is_empty() || !id.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-') {
        say("question-id", format!("`{id}` is no id; use lower-case words joined by hyphens"));
    }
    if !KINDS.contains(&entry.kind.as_str()) {
        say("question-kind", format!("`{}` is no kind; use one of {}", entry.kind, KINDS.join(", ")));
    }
    if !LEVELS.contains(&entry.level.as_str()) {
        say("question-level", format!("`{}` is no level; use one of {}", entry.level, LEVELS.join(", ")));
    }
    let words = entry.text.split_whitespace().count();
    if !TEXT_WORDS.contains(&words) {
        say(
            "question-length",
            format!("`{id}` has {words} words; {} to {} tell a situation", TEXT_WORDS.start(), TEXT_WORDS.end()),
        );
    }
    if !POINTS.contains(&entry.strong_answer.len()) {
        say(
            "question-points",
            format!(
                "`{id}` has {} points of a strong answer; give {} to {}",
                entry.strong_answer.len(),
                POINTS.start(),
                POINTS.end()
            ),
        );
    }
    if !FOLLOW_UPS.contains(&entry.follow_ups.len()) {
        say(
            "question-follow-ups",
            format!(
                "`{id}` has {} follow-ups; give {} to {}",
                entry.follow_ups.len(),
                FOLLOW_UPS.start(),
                FOLLOW_UPS.end()
            ),
        );
    }
}

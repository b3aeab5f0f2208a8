//! `jobfit bank`: the questions.

use std::io;

use anyhow::Result;
use jobfit::Toolkit;
use jobfit::bank::{Question, check, known};
use jobfit::report::lists::{QuestionItem, QuestionList};
use jobfit::report::terminal::wrap;

use super::tailor;
use crate::args::{Bank, BankCheck, BankList, BankSearch, BankShow, Filter, Global};
use crate::{Done, banks, output, pager};

pub fn run(args: &Bank, global: &Global) -> Result<Done> {
    match args {
        Bank::List(args) => list(args, global),
        Bank::Show(args) => show(args, global),
        Bank::Search(args) => search(args, global),
        Bank::Check(args) => check_path(args, global),
        Bank::Import(args) => super::import::run(args, global),
    }
}

fn list(args: &BankList, global: &Global) -> Result<Done> {
    let toolkit = super::toolkit(global, &args.filter.banks)?;
    let fits = filter(&args.filter, &toolkit)?;
    let items: Vec<QuestionItem> =
        toolkit.bank.questions().iter().filter(|q| fits(q)).map(|q| QuestionItem::of(q, &toolkit.bank)).collect();
    print(items, args.filter.json, global)
}

fn search(args: &BankSearch, global: &Global) -> Result<Done> {
    let toolkit = super::toolkit(global, &args.filter.banks)?;
    let fits = filter(&args.filter, &toolkit)?;
    let all = toolkit.bank.questions().len();
    let found = toolkit.search(&args.words.join(" "), all)?;
    let questions = found.into_iter().filter_map(|place| toolkit.bank.questions().get(place));
    let items: Vec<QuestionItem> =
        questions.filter(|q| fits(q)).take(args.top).map(|q| QuestionItem::of(q, &toolkit.bank)).collect();
    print(items, args.filter.json, global)
}

fn show(args: &BankShow, global: &Global) -> Result<Done> {
    let toolkit = super::toolkit(global, &args.banks)?;
    let Some((_, question)) = toolkit.bank.find(&args.id) else {
        let names = toolkit.bank.questions().iter().map(|q| q.id.as_str());
        return Err(super::unknown("question", &args.id, names, "`jobfit bank search WORDS` finds some").into());
    };
    let item = QuestionItem::of(question, &toolkit.bank);
    if args.json {
        return print(vec![item], true, global);
    }
    let columns = output::columns().clamp(40, 120);
    pager::show(global, |out| {
        let mut paragraph = |first: &str, next: &str, text: &str| -> io::Result<()> {
            for (i, line) in wrap(text, columns - first.len()).into_iter().enumerate() {
                writeln!(out, "{}{line}", if i == 0 { first } else { next })?;
            }
            Ok(())
        };
        paragraph("", "", &item.text)?;
        let skills = if item.skills.is_empty() { String::new() } else { format!(" · {}", item.skills.join(", ")) };
        paragraph("", "", &format!("{} · {} · {}{skills}", item.topic, item.kind, item.level))?;
        paragraph("\n", "", "A strong answer")?;
        for point in &item.strong_answer {
            paragraph("  - ", "    ", point)?;
        }
        paragraph("\n", "", "Follow-ups")?;
        for point in &item.follow_ups {
            paragraph("  - ", "    ", point)?;
        }
        if !item.weak_answer.is_empty() {
            paragraph("\n", "", &format!("The usual weak answer: {}", item.weak_answer))?;
        }
        Ok(())
    })?;
    Ok(Done::Well)
}

fn print(questions: Vec<QuestionItem>, json: bool, global: &Global) -> Result<Done> {
    if json {
        output::to_stdout(|out| {
            serde_json::to_writer_pretty(&mut *out, &QuestionList { questions })?;
            out.write_all(b"\n")
        })?;
        return Ok(Done::Well);
    }
    pager::show(global, |out| {
        let columns = output::columns().clamp(40, 120);
        for question in &questions {
            writeln!(out, "{}  ({} · {} · {})", question.id, question.topic, question.kind, question.level)?;
            for line in wrap(&question.text, columns - 4) {
                writeln!(out, "    {line}")?;
            }
        }
        Ok(())
    })?;
    Ok(Done::Well)
}

/// Whether a question passes the filter.
fn filter<'f>(filter: &'f Filter, toolkit: &Toolkit) -> Result<impl Fn(&Question) -> bool + 'f> {
    let topic = filter.topic.as_deref().map(super::topic).transpose()?.map(|t| t.id);
    let role = filter.role.as_deref().map(super::role).transpose()?;
    let kind = filter.kind.as_deref().map(tailor::kind).transpose()?;
    let level = filter.level.as_deref().map(tailor::level).transpose()?;
    let skill = match &filter.skill {
        Some(name) => match toolkit.vocabulary.by_name(name).or_else(|| toolkit.vocabulary.by_id(name)) {
            Some(skill) => Some(skill.id().to_owned()),
            None => {
                return Err(super::unknown(
                    "skill",
                    name,
                    toolkit.vocabulary.all().map(|s| s.id()),
                    "`jobfit skills` lists them",
                )
                .into());
            }
        },
        None => None,
    };
    Ok(move |q: &Question| {
        topic.is_none_or(|t| q.topic == t)
            && role.is_none_or(|r| {
                r.topics.contains(&q.topic) && (q.roles.is_empty() || q.roles.iter().any(|o| o == r.id))
            })
            && kind.is_none_or(|k| q.kind == k)
            && level.is_none_or(|l| q.level == l)
            && skill.as_ref().is_none_or(|s| q.skills.contains(s))
    })
}

#[derive(serde::Serialize)]
struct FindingItem<'a> {
    code: &'a str,
    file: &'a str,
    line: usize,
    message: &'a str,
}

fn check_path(args: &BankCheck, global: &Global) -> Result<Done> {
    let vocabulary = super::vocabulary(global)?;
    let mut findings = Vec::new();
    let entries = banks::entries(&args.path, &mut findings)?;
    let resolve = |name: &str| vocabulary.by_name(name).map(|s| s.id().to_owned());
    findings.extend(check::references(&entries, &known(&resolve)));
    findings.extend(check::near_duplicates(&entries));
    findings.sort_by(|a, b| (&a.file, a.line, a.code).cmp(&(&b.file, b.line, b.code)));
    output::to_stdout(|out| {
        if args.json {
            let items: Vec<FindingItem> = findings
                .iter()
                .map(|f| FindingItem { code: f.code, file: &f.file, line: f.line, message: &f.message })
                .collect();
            serde_json::to_writer_pretty(
                &mut *out,
                &serde_json::json!({ "questions": entries.len(), "findings": items }),
            )?;
            return out.write_all(b"\n");
        }
        for finding in &findings {
            writeln!(out, "{}", banks::said(finding))?;
        }
        writeln!(out, "{} question(s), {} finding(s)", entries.len(), findings.len())
    })?;
    Ok(if findings.is_empty() { Done::Well } else { Done::WithFindings })
}

//! The report as Markdown that renders well where people paste it: issues, wikis, notes.

use std::io::{self, Write};

use super::escape::{markdown, markdown_prose};
use super::format::{Options, Report};
use super::text::sign;
use super::value::{BecauseValue, QuestionValue, Tailored, topic_name};
use super::words;

/// Writes Markdown.
pub struct Markdown;

impl Report for Markdown {
    fn write(&self, value: &Tailored, options: &Options, out: &mut dyn Write) -> io::Result<()> {
        head(value, out)?;
        questions(value, options, out)?;
        gaps(value, out)?;
        topics(value, options, out)?;
        plan(value, out)
    }
}

fn head(value: &Tailored, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "# {}\n", markdown(words::title(value)))?;
    writeln!(out, "{}\n", markdown(&words::job_facts(value)))?;
    writeln!(out, "{}\n", markdown(&words::person_facts(value)))?;
    let met: Vec<String> =
        words::met(value).into_iter().map(|(m, what)| format!("**{} of {}** {what}", m.met, m.of)).collect();
    if met.is_empty() {
        writeln!(out, "Nothing was asked for that could be compared. *Guidance, no verdict.*")?;
    } else {
        writeln!(out, "Asked for and shown by dated work: {}. *Guidance, no verdict.*", met.join(", "))?;
    }
    for warning in &value.warnings {
        writeln!(out, "\n> **Not sure:** {}", markdown(&warning.message))?;
    }
    Ok(())
}

fn questions(value: &Tailored, options: &Options, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "\n## Likely questions")?;
    let questions = words::questions(value, options);
    if questions.is_empty() {
        writeln!(out, "\nNone: nothing in the bank fits, or every question was filtered out.")?;
    }
    for question in questions {
        self::question(question, out)?;
    }
    Ok(())
}

fn question(question: &QuestionValue, out: &mut dyn Write) -> io::Result<()> {
    let topic = markdown(topic_name(&question.topic));
    writeln!(out, "\n### {}. {topic}, {}\n", question.rank, question.kind)?;
    writeln!(out, "{}\n", markdown_prose(&question.text))?;
    writeln!(out, "*{} level, {}*\n", question.level, words::origin(question.source))?;
    for because in &question.because {
        writeln!(out, "- {}", reason(because))?;
    }
    if question.strong_answer.is_empty() && question.follow_ups.is_empty() {
        return Ok(());
    }
    writeln!(out, "\n<details><summary>What a strong answer covers</summary>\n")?;
    for point in &question.strong_answer {
        writeln!(out, "- {}", markdown_prose(point))?;
    }
    if !question.follow_ups.is_empty() {
        writeln!(out, "\n**Follow-ups**\n")?;
        for follow_up in &question.follow_ups {
            writeln!(out, "- {}", markdown_prose(follow_up))?;
        }
    }
    writeln!(out, "\n</details>")
}

fn reason(because: &BecauseValue) -> String {
    let reason = words::reason(because);
    let lead = if reason.lead.is_empty() { String::new() } else { format!("{}: ", markdown(reason.lead)) };
    let text = markdown(reason.text);
    match reason.place {
        Some(place) => format!("**{}** {lead}“{text}” ({place})", reason.label),
        None => format!("**{}** {lead}{text}", reason.label),
    }
}

fn gaps(value: &Tailored, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "\n## Gaps\n")?;
    let gaps = words::gaps(value);
    if gaps.is_empty() {
        return writeln!(out, "None found.");
    }
    writeln!(out, "| Skill | Asked | Shown | Why |\n| --- | --- | --- | --- |")?;
    for group in gaps {
        let Some(first) = group.first() else { continue };
        let names: Vec<String> = group.iter().map(|g| markdown(&g.name)).collect();
        let evidence = format!("{} {}", sign(first.evidence), first.evidence);
        let (names, asked, why) = (names.join(" or "), words::asked(first.strength), markdown(&first.why));
        writeln!(out, "| {names} | {asked} | {evidence} | {why} |")?;
    }
    Ok(())
}

fn topics(value: &Tailored, options: &Options, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "\n## What to rehearse first\n")?;
    writeln!(out, "| | Topic | In the interview | In the resume | Questions |\n| ---: | --- | --- | --- | --- |")?;
    for (i, topic) in words::topics(value, options).iter().enumerate() {
        let asked = words::questions(value, options).iter().filter(|q| q.topic == topic.id);
        let (likely, shown) = (words::likely(topic.likelihood), words::shown(topic.strength));
        let ranks = words::ranks(asked);
        writeln!(out, "| {} | {} | {likely} | {shown} | {ranks} |", i + 1, markdown(&topic.name))?;
    }
    Ok(())
}

fn plan(value: &Tailored, out: &mut dyn Write) -> io::Result<()> {
    if value.plan.is_empty() {
        return Ok(());
    }
    writeln!(out, "\n## Plan\n\n| Day | Minutes | Topic | Questions |\n| ---: | ---: | --- | --- |")?;
    for block in &value.plan {
        let ranks = words::ranks(block.questions.iter().filter_map(|id| value.question(id)));
        writeln!(out, "| {} | {} | {} | {ranks} |", block.day, block.minutes, markdown(topic_name(&block.topic)))?;
    }
    Ok(())
}

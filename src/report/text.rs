//! The report for a terminal: what the two documents were taken for, the likely questions with their reasons, the gaps with
//! quotes from both sides, what to rehearse first. It reads the same without colour.

use std::io::{self, Write};

use super::format::{Options, Report};
use super::terminal::{Paint, cut, safe, width, wrap};
use super::value::{BecauseValue, GapValue, QuestionValue, SourceValue, Tailored, topic_name};
use super::words;
use crate::terms::{Evidence, Strength};

/// Writes the text report.
pub struct Text;

impl Report for Text {
    fn write(&self, value: &Tailored, options: &Options, out: &mut dyn Write) -> io::Result<()> {
        let mut page = Page { out, width: options.width.clamp(40, 120), paint: Paint::new(options.color) };
        page.head(value)?;
        page.questions(value, options)?;
        page.gaps(value, options)?;
        page.topics(value, options)?;
        page.plan(value)?;
        page.end(value)
    }
}

/// Questions and topics in the short form.
const BRIEF: (usize, usize) = (10, 5);
/// The column at which quotes begin.
const QUOTE: usize = 12;

struct Page<'w> {
    out: &'w mut dyn Write,
    width: usize,
    paint: Paint,
}

impl Page<'_> {
    fn line(&mut self, text: &str) -> io::Result<()> {
        writeln!(self.out, "{}", text.trim_end())
    }

    /// Two texts on one line, the second at the right edge; on two lines where they don't fit.
    fn apart(&mut self, left: &str, right: &str, paint: impl Fn(&Paint, &str) -> String) -> io::Result<()> {
        let room = self.width.saturating_sub(width(left) + width(right));
        let paints = self.paint;
        if room >= 2 {
            let text = format!("{}{}{}", paint(&paints, left), " ".repeat(room), paints.quiet(right));
            return self.line(&text);
        }
        for part in wrap(left, self.width) {
            self.line(&paint(&paints, &part))?;
        }
        self.line(&paints.quiet(&cut(right, self.width)))
    }

    fn heading(&mut self, title: &str, beside: &str) -> io::Result<()> {
        self.line("")?;
        self.apart(title, beside, |p, t| p.heading(t))?;
        self.line("")
    }

    fn head(&mut self, value: &Tailored) -> io::Result<()> {
        let title = value.job.title.as_deref().map_or_else(|| safe(words::file(&value.job.source)), safe);
        let title = match &value.job.company {
            Some(company) => format!("{title} · {}", safe(company)),
            None => title,
        };
        let role = value.job.role.as_ref().map_or_else(
            || "role not clear".to_owned(),
            |r| if r.confidence < 0.5 { format!("perhaps {}", safe(&r.id)) } else { safe(&r.id) },
        );
        let years = value
            .job
            .years_required
            .filter(|y| *y > 0.0)
            .map_or(String::new(), |y| format!(", {}+ years", crate::compare::gaps::plain(y)));
        self.apart(&title, &format!("{role}, {}{years}", value.job.level), |p, t| p.strong(t))?;
        let mut person = safe(words::file(&value.resume.source));
        if let Some(years) = value.resume.years {
            person = format!("{person}: {} years", crate::compare::gaps::plain(years));
            if let Some(field) = value.resume.years_in_field.filter(|f| (f - years).abs() >= 0.5) {
                person = format!("{person}, {} of them in this field", crate::compare::gaps::plain(field));
            }
        }
        if let Some(last) = value
            .resume
            .positions
            .iter()
            .max_by(|a, b| (a.end.is_none(), &a.end, &a.start).cmp(&(b.end.is_none(), &b.end, &b.start)))
        {
            let at =
                if last.organization.is_empty() { String::new() } else { format!(" at {}", safe(&last.organization)) };
            person = format!("{person}, last as {}{at}", safe(&last.title));
        }
        for line in wrap(&person, self.width) {
            self.line(&line)?;
        }
        self.line("")?;
        let of = |m: super::value::MetValue, what: &str| (m.of > 0).then(|| format!("{} of {} {what}", m.met, m.of));
        let counted: Vec<String> =
            [of(value.fit.required, "required"), of(value.fit.preferred, "preferred")].into_iter().flatten().collect();
        let left = if counted.is_empty() {
            "Nothing was asked for that could be compared".to_owned()
        } else {
            format!("Shown by work: {}", counted.join(" · "))
        };
        self.apart(&left, "guidance, no verdict", |_, t| t.to_owned())
    }

    fn questions(&mut self, value: &Tailored, options: &Options) -> io::Result<()> {
        let shown = if options.brief { BRIEF.0 } else { usize::MAX };
        let count = value.questions.len().min(shown);
        let beside = if options.bank > 0 {
            format!("{count} of {} in the bank", thousands(options.bank))
        } else {
            String::new()
        };
        self.heading("LIKELY QUESTIONS", &beside)?;
        if value.questions.is_empty() {
            return self.line("  None: nothing in the bank fits, or every question was filtered out.");
        }
        for question in value.questions.iter().take(shown) {
            self.question(value, question, options)?;
        }
        Ok(())
    }

    fn question(&mut self, value: &Tailored, question: &QuestionValue, options: &Options) -> io::Result<()> {
        let paint = self.paint;
        for (i, part) in wrap(&safe(&question.text), self.width - 4).into_iter().enumerate() {
            let number = if i == 0 { format!("{:>2}  ", question.rank) } else { "    ".to_owned() };
            self.line(&format!("{}{}", paint.quiet(&number), paint.strong(&part)))?;
        }
        let origin = match question.source {
            SourceValue::Bank => format!("{} · {}", question.kind, question.level),
            SourceValue::Job => "made from the posting".to_owned(),
            SourceValue::Resume => "made from your resume".to_owned(),
            SourceValue::Both => "bridges a gap, made from both".to_owned(),
        };
        for part in wrap(&format!("{} · {origin}", safe(topic_name(&question.topic))), self.width - 4) {
            self.line(&paint.quiet(&format!("    {part}")))?;
        }
        if !options.brief {
            for because in &question.because {
                self.because(value, because)?;
            }
        }
        if options.points {
            for point in &question.strong_answer {
                for (i, part) in wrap(&safe(point), self.width - 8).into_iter().enumerate() {
                    self.line(&format!("      {} {part}", if i == 0 { "-" } else { " " }))?;
                }
            }
            for follow_up in &question.follow_ups {
                for (i, part) in wrap(&safe(follow_up), self.width - 8).into_iter().enumerate() {
                    self.line(&paint.quiet(&format!("      {} {part}", if i == 0 { ">" } else { " " })))?;
                }
            }
        }
        for part in &question.parts {
            let line = format!(
                "      {:>6.3} = {:.2} × {:.2}  {}: {}",
                part.weight * part.value,
                part.weight,
                part.value,
                part.signal,
                safe(&part.why)
            );
            self.line(&paint.quiet(&cut(&line, self.width)))?;
        }
        self.line("")
    }

    fn because(&mut self, value: &Tailored, because: &BecauseValue) -> io::Result<()> {
        let (label, place) = match (because.kind.as_str(), because.document.as_deref(), because.line) {
            (_, Some("job"), Some(line)) => ("asked", format!(" (posting, line {line})")),
            (_, Some("resume"), Some(line)) => ("yours", format!(" (resume, line {line})")),
            ("gap", ..) => ("yours", String::new()),
            _ => ("usual", String::new()),
        };
        let text = safe(&because.text);
        let quoted = because.document.is_some();
        let gap = because.kind == "gap" && quoted;
        let (lead, text) = match text.split_once(": ").filter(|_| gap) {
            Some((lead, rest)) => (format!("{lead}: "), rest.to_owned()),
            None => (String::new(), text),
        };
        let _ = value;
        self.quote(label, &lead, &text, quoted, &place)
    }

    /// `asked   "…" (posting, line 23)`, at most two lines.
    fn quote(&mut self, label: &str, lead: &str, text: &str, quoted: bool, place: &str) -> io::Result<()> {
        let room = self.width - QUOTE;
        let most = (2 * room).saturating_sub(width(lead) + width(place) + 4);
        let text = if quoted {
            format!("{lead}“{}”{place}", cut(text, most))
        } else {
            format!("{lead}{}{place}", cut(text, most))
        };
        for (i, part) in wrap(&text, room).into_iter().enumerate() {
            let label = if i == 0 { label } else { "" };
            let line = format!("    {}{part}", self.paint.quiet(&format!("{label:<8}")));
            self.line(&line)?;
        }
        Ok(())
    }

    fn gaps(&mut self, value: &Tailored, options: &Options) -> io::Result<()> {
        self.heading("GAPS", "required first; quotes from both sides")?;
        if value.gaps.is_empty() {
            let said = if value.fit.skills.is_empty() {
                "  None found, since no skill was asked for."
            } else {
                "  None: everything asked for is shown by dated work."
            };
            return self.line(said);
        }
        let mut groups: Vec<usize> = Vec::new();
        let most = if options.brief { 10 } else { usize::MAX };
        let mut sorted: Vec<&GapValue> = value.gaps.iter().collect();
        sorted.sort_by_key(|g| g.strength == Strength::Preferred);
        for gap in sorted.into_iter().take(most) {
            let members: Vec<&GapValue> = match gap.group {
                Some(group) if groups.contains(&group) => continue,
                Some(group) => {
                    groups.push(group);
                    value.gaps.iter().filter(|g| g.group == Some(group)).collect()
                }
                None => vec![gap],
            };
            self.gap(value, &members)?;
        }
        Ok(())
    }

    fn gap(&mut self, value: &Tailored, members: &[&GapValue]) -> io::Result<()> {
        // Of alternatives the one nearest to being met speaks for all.
        let Some(best) = members.iter().min_by_key(|g| nearness(g.evidence)) else { return Ok(()) };
        let names: Vec<String> = members.iter().map(|g| safe(&g.name)).collect();
        let name = names.join(" or ");
        let plus = if best.strength == Strength::Preferred { "  a plus" } else { "" };
        let label = format!("{} {}{plus}", sign(best.evidence), best.evidence);
        let name = cut(&name, self.width.saturating_sub(width(&label) + 6));
        let pad = 26usize.saturating_sub(width(&name)).max(2);
        let text = format!("  {}{}{}", self.paint.strong(&name), " ".repeat(pad), self.paint.weak(&label));
        self.line(&text)?;
        let Some(of) = value.fit.skills.iter().find(|s| s.id == best.skill) else { return Ok(()) };
        if let Some(asked) = &of.asked_in {
            self.quote("asked", "", &safe(&asked.text), true, &format!(" ({})", asked.line))?;
        }
        match (best.evidence, of.shown_in.first()) {
            (Evidence::Short, _) => self.quote("yours", "", &safe(&best.why), false, "")?,
            (Evidence::Listed, Some(shown)) => self.quote(
                "yours",
                &format!("only named ({}): ", safe(&shown.section)),
                &safe(&shown.text),
                true,
                &format!(" ({})", shown.line),
            )?,
            (_, Some(shown)) => {
                self.quote("yours", "something close: ", &safe(&shown.text), true, &format!(" ({})", shown.line))?
            }
            (_, None) => self.quote("yours", "", "nothing that shows it", false, "")?,
        }
        Ok(())
    }

    fn topics(&mut self, value: &Tailored, options: &Options) -> io::Result<()> {
        self.heading("REHEARSE", "first things first; the questions at the right")?;
        let most = if options.brief { BRIEF.1 } else { 10 };
        let longest = value.topics.iter().take(most).map(|t| width(&safe(&t.name))).max().unwrap_or(0);
        for (i, topic) in value.topics.iter().take(most).enumerate() {
            let asked: Vec<String> =
                value.questions.iter().filter(|q| q.topic == topic.id).map(|q| q.rank.to_string()).collect();
            let bar = "▇".repeat(((topic.priority * 8.0).round() as usize).clamp(1, 8));
            let likely = if topic.likelihood >= 0.65 {
                "likely"
            } else if topic.likelihood >= 0.35 {
                "possible"
            } else {
                "less likely"
            };
            let shown = if topic.strength >= 0.65 {
                "strong"
            } else if topic.strength >= 0.4 {
                "some"
            } else {
                "weak"
            };
            let questions = asked.join(", ");
            let name = safe(&topic.name);
            let name = format!("{name}{}", " ".repeat(longest.saturating_sub(width(&name))));
            let left = format!(" {:>2}  {name}  {bar:<8}  {likely}, {shown}", i + 1);
            self.apart(&left, &questions, |_, t| t.to_owned())?;
        }
        Ok(())
    }

    fn plan(&mut self, value: &Tailored) -> io::Result<()> {
        if value.plan.is_empty() {
            return Ok(());
        }
        let minutes: usize = value.plan.iter().map(|b| b.minutes).sum();
        self.heading("PLAN", &format!("{minutes} minutes"))?;
        for block in &value.plan {
            let ranks: Vec<String> =
                block.questions.iter().filter_map(|id| value.question(id)).map(|q| q.rank.to_string()).collect();
            let questions = if ranks.is_empty() { String::new() } else { format!("questions {}", ranks.join(", ")) };
            self.apart(
                &format!("  day {}  {:>3} min  {}", block.day, block.minutes, safe(topic_name(&block.topic))),
                &questions,
                |_, t| t.to_owned(),
            )?;
        }
        let left_out: Vec<String> = value
            .topics
            .iter()
            .filter(|t| !value.plan.iter().any(|b| b.topic == t.id))
            .map(|t| safe(&t.name))
            .collect();
        if !left_out.is_empty() {
            let text = format!("Left out for lack of time: {}.", left_out.join(", "));
            for part in wrap(&text, self.width - 2) {
                self.line(&self.paint.quiet(&format!("  {part}")))?;
            }
        }
        Ok(())
    }

    fn end(&mut self, value: &Tailored) -> io::Result<()> {
        self.line("")?;
        if !value.warnings.is_empty() {
            for warning in &value.warnings {
                for (i, part) in wrap(&safe(&warning.message), self.width - 10).into_iter().enumerate() {
                    self.line(&format!("{}{part}", if i == 0 { "Not sure: " } else { "          " }))?;
                }
            }
            self.line("")?;
        }
        let first = value.questions.first().map_or("ID", |q| q.id.as_str());
        let text = format!("jobfit why {first} {} {}", value.job.source, value.resume.source);
        for part in wrap(&safe(&text), self.width) {
            self.line(&self.paint.quiet(&part))?;
        }
        for part in wrap("why a question is here; --points shows what a strong answer covers", self.width - 2) {
            self.line(&self.paint.quiet(&format!("  {part}")))?;
        }
        Ok(())
    }
}

fn nearness(evidence: Evidence) -> u8 {
    match evidence {
        Evidence::Short => 0,
        Evidence::Listed => 1,
        Evidence::Related => 2,
        _ => 3,
    }
}

/// A sign for each grade that reads without colour.
pub fn sign(evidence: Evidence) -> char {
    match evidence {
        Evidence::Demonstrated => '●',
        Evidence::Short => '◕',
        Evidence::Listed => '◑',
        Evidence::Related => '◔',
        Evidence::Missing => '○',
        Evidence::Unknown => '?',
    }
}

/// A number with its thousands apart.
pub fn thousands(number: usize) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (i, c) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(c);
    }
    out
}

//! The cohort as one page of HTML: it asks for nothing from elsewhere and runs no script.

use std::io::{self, Write};

use html_escape::{encode_double_quoted_attribute as attribute, encode_text as text};

use super::cohort::{Cohort, Member};

/// Topics that the heat map shows, the most urgent ones.
const TOPICS: usize = 24;
/// Resumes that the heat map shows; with more, the table is of no use to eyes.
const ROWS: usize = 1000;
/// Common gaps that are shown.
const GAPS: usize = 20;

const STYLE: &str = "\
:root{color-scheme:light dark}
body{font:16px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:80rem;padding:0 1rem}
table{border-collapse:collapse;margin:1rem 0}
caption{text-align:left;padding:.25rem 0}
th,td{border:1px solid #8888;padding:.25rem .5rem;text-align:left}
td.n{text-align:right;font-variant-numeric:tabular-nums}
.scroll{overflow-x:auto}
.map th[scope=col]{vertical-align:bottom;font-weight:600;font-size:.8rem;min-width:3.5rem}
.map td{text-align:center;font-variant-numeric:tabular-nums;color:#000}
.h0{background:#fff}.h1{background:#fdf0d5}.h2{background:#fbd9a0}.h3{background:#f7b267}.h4{background:#f08a4b}.h5{background:#e5643c}
@media print{body{max-width:none}.map td{print-color-adjust:exact}}
";

/// Writes the page. `reports` gives the links to the reports of a resume: what each is called, and where it is.
///
/// # Errors
/// Those of the writer.
pub fn write(
    cohort: &Cohort,
    reports: &dyn Fn(&Member) -> Vec<(String, String)>,
    out: &mut dyn Write,
) -> io::Result<()> {
    writeln!(
        out,
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>Cohort</title>\n\
         <style>\n{STYLE}</style>\n</head>\n<body>\n<main>\n<h1>Cohort</h1>"
    )?;
    writeln!(
        out,
        "<p>{} resume(s), {} posting(s). Figures are guidance for a rehearsal, no verdict on a person.</p>",
        cohort.resumes.len(),
        cohort.jobs
    )?;
    heat_map(cohort, out)?;
    gaps(cohort, out)?;
    partners(cohort, out)?;
    people(cohort, reports, out)?;
    writeln!(out, "</main>\n</body>\n</html>")
}

fn heat_map(cohort: &Cohort, out: &mut dyn Write) -> io::Result<()> {
    let topics = cohort.topics.get(..TOPICS.min(cohort.topics.len())).unwrap_or_default();
    if topics.is_empty() {
        return writeln!(out, "<p>No pair gave a result.</p>");
    }
    writeln!(
        out,
        "<h2>What to rehearse</h2>\n<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"What to rehearse\">\n\
         <table class=\"map\">\n<caption>How urgent each topic is, 0 to 100: likely in these interviews and thin in the resume. \
         Darker is more urgent; – is not expected.</caption>"
    )?;
    write!(out, "<thead><tr><th scope=\"col\">Resume</th>")?;
    for topic in topics {
        write!(out, "<th scope=\"col\">{}</th>", text(&topic.name))?;
    }
    writeln!(out, "</tr></thead>\n<tbody>")?;
    // The resumes of a topic come in the order of the cohort's: one pass for each topic.
    let mut places = vec![0; topics.len()];
    for (row, member) in cohort.resumes.iter().enumerate() {
        if row >= ROWS {
            break;
        }
        write!(out, "<tr><th scope=\"row\">{}</th>", text(&member.resume))?;
        for (topic, place) in topics.iter().zip(&mut places) {
            match topic.resumes.get(*place).filter(|r| r.resume == member.resume) {
                Some(of) => {
                    *place += 1;
                    let shade = ((of.priority * 8.0).round() as usize).min(5);
                    write!(
                        out,
                        "<td class=\"h{shade}\" title=\"likely {:.0}, shown {:.0}\">{:.0}</td>",
                        of.likelihood * 100.0,
                        of.strength * 100.0,
                        of.priority * 100.0
                    )?;
                }
                None => write!(out, "<td class=\"h0\">–</td>")?,
            }
        }
        writeln!(out, "</tr>")?;
    }
    writeln!(out, "</tbody>\n</table>\n</div>")?;
    if cohort.resumes.len() > ROWS {
        writeln!(out, "<p>The first {ROWS} resumes are shown; cohort.json has all of them.</p>")?;
    }
    Ok(())
}

fn gaps(cohort: &Cohort, out: &mut dyn Write) -> io::Result<()> {
    if cohort.gaps.is_empty() {
        return Ok(());
    }
    writeln!(
        out,
        "<h2>Common gaps</h2>\n<table>\n<caption>Skills that postings ask for and resumes don't show: a topic for a session \
         with several people.</caption>\n<thead><tr><th scope=\"col\">Skill</th><th scope=\"col\">Resumes</th>\
         <th scope=\"col\">Pairs</th></tr></thead>\n<tbody>"
    )?;
    for gap in cohort.gaps.iter().take(GAPS) {
        writeln!(
            out,
            "<tr><th scope=\"row\">{}</th><td class=\"n\">{}</td><td class=\"n\">{}</td></tr>",
            text(&gap.name),
            gap.resumes,
            gap.pairs
        )?;
    }
    writeln!(out, "</tbody>\n</table>")
}

fn partners(cohort: &Cohort, out: &mut dyn Write) -> io::Result<()> {
    if cohort.partners.is_empty() {
        return Ok(());
    }
    writeln!(
        out,
        "<h2>Who rehearses what with whom</h2>\n<table>\n<caption>One who shows a topic asks, one who has to rehearse it \
         answers.</caption>\n<thead><tr><th scope=\"col\">Topic</th><th scope=\"col\">To rehearse</th>\
         <th scope=\"col\">Can ask</th></tr></thead>\n<tbody>"
    )?;
    for topic in &cohort.partners {
        writeln!(
            out,
            "<tr><th scope=\"row\">{}</th><td>{}</td><td>{}</td></tr>",
            text(&topic.name),
            text(&topic.rehearse.join(", ")),
            text(&topic.show.join(", "))
        )?;
    }
    writeln!(out, "</tbody>\n</table>")
}

fn people(cohort: &Cohort, reports: &dyn Fn(&Member) -> Vec<(String, String)>, out: &mut dyn Write) -> io::Result<()> {
    if cohort.resumes.is_empty() {
        return Ok(());
    }
    writeln!(
        out,
        "<h2>Resumes</h2>\n<table>\n<caption>Mean fit over all postings, and the posting that fits best.</caption>\n<thead><tr>\
         <th scope=\"col\">Resume</th><th scope=\"col\">Postings</th><th scope=\"col\">Fit</th>\
         <th scope=\"col\">Best posting</th><th scope=\"col\">Reports</th></tr></thead>\n<tbody>"
    )?;
    let shown = |fit: Option<f64>| fit.map_or_else(|| "–".to_owned(), |f| format!("{:.0}", f * 100.0));
    for member in &cohort.resumes {
        let best = match &member.best {
            Some(best) => format!("{} ({})", text(best), shown(member.best_fit)),
            None => "–".to_owned(),
        };
        let links: Vec<String> = reports(member)
            .iter()
            .map(|(name, href)| format!("<a href=\"{}\">{}</a>", attribute(href), text(name)))
            .collect();
        writeln!(
            out,
            "<tr><th scope=\"row\">{}</th><td class=\"n\">{}</td><td class=\"n\">{}</td><td>{best}</td><td>{}</td></tr>",
            text(&member.resume),
            member.postings,
            shown(member.fit),
            links.join(", ")
        )?;
    }
    writeln!(out, "</tbody>\n</table>")
}

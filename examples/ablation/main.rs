//! What each signal and each sign of a topic is good for: the figures of a ranking on labelled pairs, with one of them left out
//! at a time. Writes the table of `docs/ranking.md`.
//!
//!     cargo run --example ablation -- fixtures/pairs

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

use jobfit::document::Document;
use jobfit::pipeline::{Applicant, Warnings};
use jobfit::rank::signals::Signal;
use jobfit::rank::tuning::{Same, Sign, Tuning};
use jobfit::rank::{self, Wish};
use jobfit::read::Reader;
use jobfit::understand::dates::Month;
use jobfit::understand::posting::Posting;
use jobfit::{Request, Toolkit};

mod metrics;

use metrics::{Expected, Figures, Said};

struct Pair {
    posting: Posting,
    applicant: Applicant,
    expected: Expected,
}

fn main() -> Result<(), Box<dyn Error>> {
    let mut toolkit = Toolkit::shipped()?;
    let mut pairs = Vec::new();
    for folder in std::env::args().skip(1) {
        let mut folders: Vec<PathBuf> =
            fs::read_dir(folder)?.map(|e| Ok(e?.path())).collect::<Result<_, std::io::Error>>()?;
        folders.sort();
        for folder in folders.iter().filter(|f| f.join("labels.json").exists()) {
            pairs.push(read(&toolkit, folder)?);
        }
    }
    if pairs.is_empty() {
        return Err("name folders of labelled pairs, such as fixtures/pairs".into());
    }
    let shipped = *Tuning::shipped();
    let mut figures = |tuning: Tuning| -> Result<Figures, Box<dyn Error>> {
        toolkit.tuning = tuning;
        let each = pairs.iter().map(|pair| judge(&toolkit, pair)).collect::<Result<Vec<_>, _>>()?;
        Ok(Figures::mean(&each))
    };
    let whole = figures(shipped)?;
    let lost = |of: Figures| -> String {
        let cells = whole.named().into_iter().zip(of.named()).map(|((_, whole), (_, without))| {
            let by = without - whole;
            if by.abs() < 0.0005 { "·".to_owned() } else { format!("{by:+.3}") }
        });
        cells.collect::<Vec<_>>().join(" | ")
    };
    let mut out = String::from("| left out | topics nDCG@10 | rehearse nDCG@6 | question gain | key topics |\n");
    out += "| --- | --- | --- | --- | --- |\n";
    let all = whole.named().map(|f| format!("{:.3}", f.1)).join(" | ");
    out += &format!("| nothing ({} pairs) | {all} |\n", pairs.len());
    for signal in Signal::ALL {
        out += &format!("| signal `{}` | {} |\n", signal.name(), lost(figures(shipped.without(signal))?));
    }
    for sign in Sign::ALL {
        out += &format!("| sign `{}` | {} |\n", sign.name(), lost(figures(shipped.without_sign(sign))?));
    }
    for same in Same::ALL {
        out += &format!("| same `{}` | {} |\n", same.name(), lost(figures(shipped.without_same(same))?));
    }
    std::io::Write::write_all(&mut std::io::stdout(), out.as_bytes())?;
    Ok(())
}

fn read(toolkit: &Toolkit, folder: &Path) -> Result<Pair, Box<dyn Error>> {
    let document = |stem: &str| -> Result<Document, Box<dyn Error>> {
        let mut files: Vec<PathBuf> =
            fs::read_dir(folder)?.map(|e| Ok(e?.path())).collect::<Result<_, std::io::Error>>()?;
        files.sort();
        let is = |p: &&PathBuf| {
            let name = p.file_name().unwrap_or_default().to_string_lossy().into_owned();
            name.starts_with(&format!("{stem}.")) && !name.contains(".src")
        };
        let file = files.iter().find(is).ok_or_else(|| format!("{}: no {stem}", folder.display()))?;
        Ok(Reader::default().read(&file.display().to_string(), &fs::read(file)?)?)
    };
    Ok(Pair {
        posting: toolkit.posting(&document("jd")?, &Request::default()),
        applicant: toolkit.applicant(&document("resume")?, Month::of(2026, 11))?,
        expected: serde_json::from_str(&fs::read_to_string(folder.join("labels.json"))?)?,
    })
}

fn judge(toolkit: &Toolkit, pair: &Pair) -> Result<Figures, Box<dyn Error>> {
    let opening = toolkit.opening(pair.posting.clone(), Warnings::default())?;
    let fit = toolkit.compare(&opening, &pair.applicant);
    let ranking = rank::rank(toolkit.view(&opening, &pair.applicant, &fit), &Wish { top: 15, ..Wish::default() });
    let mut likely: Vec<&rank::topics::Ranked<'_>> = ranking.topics.iter().collect();
    likely.sort_by(|a, b| b.likelihood.total_cmp(&a.likelihood));
    let said = Said {
        likely: likely.iter().map(|t| t.topic().id).collect(),
        rehearse: ranking.topics.iter().map(|t| t.topic().id).collect(),
        questions: ranking.questions.iter().map(|q| q.topic).collect(),
    };
    Ok(Figures::of(&said, &pair.expected))
}

//! What `tailor` was told to require, and what of it does not hold.
//!
//! A gate opens only for what was seen. Where the resume's text is in doubt, what was not seen is called neither shown nor
//! lacking, and the gate stays shut with that reason.

use anyhow::Result;
use jobfit::Toolkit;
use jobfit::pipeline::Applicant;
use jobfit::report::value::Tailored;
use jobfit::terms::Evidence;
use jobfit::understand::posting::Posting;

use super::unknown;
use crate::args;

/// The gates of one run.
pub struct Gates {
    fit: Option<f64>,
    /// Ids of skills, as the result names them.
    skills: Vec<String>,
}

const DOUBT: &str = "the resume's text is in doubt (see `jobfit read`)";

impl Gates {
    /// Those asked for. A skill is one of the vocabulary, by id or name, or one outside it that the posting asks for.
    pub fn of(args: &args::Gates, posting: &Posting, toolkit: &Toolkit) -> Result<Self> {
        let mut skills = Vec::new();
        for name in &args.require_skill {
            let known = toolkit.vocabulary.by_id(name).or_else(|| toolkit.vocabulary.by_name(name));
            let asked = || posting.asked.iter().find(|a| a.named.id == *name);
            let id = match known {
                Some(skill) => skill.id().to_owned(),
                None if asked().is_some() => name.clone(),
                None => {
                    let ids = toolkit.vocabulary.all().map(|s| s.id());
                    return Err(unknown("skill", name, ids, "`jobfit skills` lists the skills").into());
                }
            };
            if !skills.contains(&id) {
                skills.push(id);
            }
        }
        Ok(Gates { fit: args.require_fit, skills })
    }

    /// What does not hold, as one line.
    pub fn shut(&self, result: &Tailored, applicant: &Applicant, toolkit: &Toolkit) -> Option<String> {
        let fit = self.fit.and_then(|least| below(least, result, applicant.resume.in_doubt));
        let skills = self.skills.iter().filter_map(|id| not_shown(id, result, applicant, toolkit));
        let said: Vec<String> = fit.into_iter().chain(skills).collect();
        (!said.is_empty()).then(|| said.join("; "))
    }
}

/// Why the fit is not enough. Unknown evidence counts neither way in the score, so a score beside it proves nothing.
fn below(least: f64, result: &Tailored, in_doubt: bool) -> Option<String> {
    let asked = &result.fit.skills;
    let unknown = asked.iter().filter(|s| s.evidence == Evidence::Unknown).count();
    if unknown > 0 {
        let of = asked.len();
        return Some(format!(
            "fit of {least}: can't be told, {unknown} of {of} skills asked for are unknown, as {DOUBT}"
        ));
    }
    let Some(score) = result.fit.score else {
        return Some(format!("fit of {least}: there is none, since no skill was found that the posting asks for"));
    };
    if score >= least {
        return None;
    }
    if in_doubt {
        return Some(format!("fit of {least}: can't be told, {score} was seen and {DOUBT}"));
    }
    let short = if least - score < 0.001 { "less than 0.001".to_owned() } else { format!("{:.3}", least - score) };
    Some(format!("fit of {least}: it is {score}, {short} short"))
}

/// Why a skill is not taken as shown.
fn not_shown(id: &str, result: &Tailored, applicant: &Applicant, toolkit: &Toolkit) -> Option<String> {
    let asked = result.fit.skills.iter().find(|s| s.id == id);
    let (evidence, line) = match asked {
        Some(skill) => (skill.evidence, skill.shown_in.first().map(|s| s.line)),
        None => {
            let (evidence, line) = toolkit.evidence(applicant, toolkit.vocabulary.by_id(id)?.ix);
            (evidence, line.map(|l| l + 1))
        }
    };
    let line = line.map(|l| format!(" (resume, line {l})")).unwrap_or_default();
    let seen = match evidence {
        Evidence::Demonstrated => return None,
        Evidence::Listed => format!("only listed, not shown by dated work{line}"),
        Evidence::Related => format!("not shown, only something close to it{line}"),
        Evidence::Missing | Evidence::Short => "not shown".to_owned(),
        Evidence::Unknown => return Some(format!("skill {id}: can't be told, as {DOUBT}")),
    };
    Some(match applicant.resume.in_doubt {
        true => format!("skill {id}: can't be told, {seen} in what was read, and {DOUBT}"),
        false => format!("skill {id}: {seen}"),
    })
}

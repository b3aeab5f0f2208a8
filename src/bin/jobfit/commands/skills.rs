//! `jobfit skills`: the vocabulary.

use anyhow::Result;
use jobfit::report::lists::{SkillItem, SkillList};

use crate::args::{Global, Skills};
use crate::{Done, output};

pub fn run(args: &Skills, global: &Global) -> Result<Done> {
    let vocabulary = super::vocabulary(global)?;
    let wanted = args.search.as_deref().map(str::to_lowercase);
    let fits = |s: &SkillItem| {
        wanted.as_deref().is_none_or(|w| {
            s.id.contains(w)
                || s.name.to_lowercase().contains(w)
                || s.aliases.iter().any(|a| a.to_lowercase().contains(w))
        })
    };
    let skills: Vec<SkillItem> = vocabulary.all().map(|s| SkillItem::of(&s, &vocabulary)).filter(fits).collect();
    output::to_stdout(|out| {
        if args.json {
            serde_json::to_writer_pretty(&mut *out, &SkillList { skills })?;
            return out.write_all(b"\n");
        }
        for skill in &skills {
            let aliases =
                if skill.aliases.is_empty() { String::new() } else { format!("  ({})", skill.aliases.join(", ")) };
            writeln!(out, "{:<28} {}{aliases}", skill.id, skill.name)?;
        }
        Ok(())
    })?;
    Ok(Done::Well)
}

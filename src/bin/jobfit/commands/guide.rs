//! `jobfit guide`: the interview guide of a role, from the bank; or the guides of all roles as a site.

use anyhow::Result;
use jobfit::bank::Bank;
use jobfit::catalogue;
use jobfit::guide::text::Style;
use jobfit::guide::{self, Format, site};
use jobfit::report::terminal::Paint;

use crate::args::{self, Global};
use crate::{Done, Usage, output};

pub fn run(args: &args::Guide, global: &Global) -> Result<Done> {
    if let Some(folder) = args.out.as_ref().filter(|_| args.all) {
        return write_site(args, folder);
    }
    let Some(role) = &args.role else { return roles(args, global) };
    let role = super::role(role)?;
    let name = args.output.format();
    let Some(format) = Format::ALL.into_iter().find(|f| f.name() == name) else {
        let names = Format::ALL.iter().map(|f| f.name());
        return Err(super::unknown("format", name, names, "jobfit guide --help").into());
    };
    let guide = guide::of(role, &Bank::shipped()?, args.all_questions);
    let style = Style {
        columns: output::columns().clamp(40, 120),
        paint: Paint::new(args.output.output.is_none() && output::color(global)),
        points: args.points,
    };
    output::report(&args.output, global, |out| format.write(&guide, style, out))?;
    Ok(Done::Well)
}

fn write_site(args: &args::Guide, folder: &std::path::Path) -> Result<Done> {
    let base = base(args.base_url.as_deref())?;
    let files = site::files(&Bank::shipped()?, args.all_questions, &base);
    output::folder(folder)?;
    if let Some(file) = files.iter().find(|f| !args.output.force && folder.join(&f.name).exists()) {
        let shown = folder.join(&file.name);
        anyhow::bail!("{}: the file exists; give another folder, or --force to replace it", shown.display());
    }
    for file in &files {
        output::to_file(&folder.join(&file.name), args.output.force, |out| out.write_all(file.text.as_bytes()))?;
    }
    let bytes: usize = files.iter().map(|f| f.text.len()).sum();
    output::to_stdout(|out| {
        writeln!(out, "{} files, {} KB, in {}; begin with index.html", files.len(), bytes / 1000, folder.display())
    })?;
    Ok(Done::Well)
}

/// The address of the site with a slash at its end; empty where none is given.
fn base(said: Option<&str>) -> Result<String> {
    let Some(url) = said else { return Ok(String::new()) };
    let host = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"));
    let sound = host.is_some_and(|h| !h.is_empty() && !h.starts_with('/'))
        && !url.contains(|c: char| c.is_whitespace() || c.is_control() || matches!(c, '"' | '<' | '>' | '?' | '#'));
    if !sound {
        return Err(
            Usage(format!("--base-url takes an address such as https://example.org/guides/, not `{url}`")).into()
        );
    }
    Ok(format!("{}/", url.trim_end_matches('/')))
}

fn roles(args: &args::Guide, global: &Global) -> Result<Done> {
    let paint = Paint::new(output::color(global));
    output::to_stdout(|out| {
        if args.output.format() == "json" {
            let roles: Vec<_> = catalogue::roles()
                .iter()
                .map(|r| serde_json::json!({ "id": r.id, "name": r.name, "topics": r.topics }))
                .collect();
            serde_json::to_writer_pretty(&mut *out, &serde_json::json!({ "roles": roles }))?;
            return out.write_all(b"\n");
        }
        for role in catalogue::roles() {
            writeln!(out, "{}  {}", paint.strong(&format!("{:<26}", role.id)), role.topics.join(" "))?;
        }
        Ok(())
    })?;
    Ok(Done::Well)
}

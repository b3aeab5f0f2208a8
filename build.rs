//! Checks the sources under `data/` and packs them into the form that the program reads without parsing.
//!
//! What is wrong with a source file stops the build with its name, line and mend. The same code runs in the program for
//! files that a person brings along, and in `tests/data.rs`.
#![allow(dead_code, missing_docs)]

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::{env, fs, process};

#[path = "src/vocabulary"]
mod vocabulary {
    pub mod pack;
    pub mod phrase;
    pub mod source;
    pub mod tokens;
}

#[path = "src/bank"]
mod bank {
    pub mod check;
    pub mod pack;
    pub mod source;
}

#[path = "src/catalogue.rs"]
mod catalogue;

fn main() {
    println!("cargo::rerun-if-changed=data");
    println!("cargo::rerun-if-changed=build.rs");
    for shared in [
        "vocabulary/pack",
        "vocabulary/phrase",
        "vocabulary/source",
        "vocabulary/tokens",
        "bank/check",
        "bank/pack",
        "bank/source",
        "catalogue",
    ] {
        println!("cargo::rerun-if-changed=src/{shared}.rs");
    }
    if let Err(findings) = run() {
        for line in findings {
            println!("cargo::error={line}");
        }
        process::exit(1);
    }
}

fn run() -> Result<(), Vec<String>> {
    let out = PathBuf::from(env::var("OUT_DIR").map_err(|e| vec![e.to_string()])?);
    let write = |name: &str, bytes: &[u8]| fs::write(out.join(name), bytes).map_err(|e| vec![format!("{name}: {e}")]);
    let topics: Vec<&str> = catalogue::topic_ids().collect();

    let mut findings = Vec::new();
    let mut skills = Vec::new();
    for (name, text) in files(Path::new("data/skills"), "txt")? {
        skills.extend(vocabulary::source::parse(&name, &text, &mut findings));
    }
    for (name, text) in files(Path::new("data/deeds"), "txt")? {
        vocabulary::source::parse_deeds(&name, &text, &mut skills, &mut findings);
    }
    findings.extend(vocabulary::source::check(&skills, &topics));
    let say = |f: vocabulary::source::Finding| format!("{}:{}: {} [{}]", f.file, f.line, f.message, f.code);
    let packed = match vocabulary::pack::pack(&skills) {
        Ok(packed) => packed,
        Err(more) => {
            findings.extend(more);
            return Err(findings.into_iter().map(say).collect());
        }
    };
    if !findings.is_empty() {
        return Err(findings.into_iter().map(say).collect());
    }
    write("skills.fst", &packed.map)?;
    write("skills.offsets", &packed.offsets)?;
    write("skills.records", &packed.records)?;
    write("skills.spellings", &packed.spellings)?;
    write("skills.gaps", &packed.gaps)?;

    let mut names: HashMap<String, String> = HashMap::new();
    for skill in &skills {
        for name in std::iter::once(&skill.name).chain(&skill.aliases) {
            names.insert(vocabulary::tokens::key(name), skill.id.clone());
        }
    }
    let resolve = |name: &str| names.get(&vocabulary::tokens::key(name)).cloned();
    let roles: Vec<&str> = catalogue::roles().iter().map(|r| r.id).collect();
    let mut findings = Vec::new();
    let mut entries = Vec::new();
    for (name, text) in files(Path::new("data/bank"), "md")? {
        let stem = Path::new(&name).file_stem().and_then(|s| s.to_str());
        let topic = stem.filter(|s| topics.contains(s));
        entries.extend(bank::source::parse(&name, topic, &text, &mut findings));
    }
    findings.extend(bank::check::references(
        &entries,
        &bank::check::Known { topics: &topics, roles: &roles, skill: &resolve },
    ));
    if !findings.is_empty() {
        return Err(findings
            .into_iter()
            .map(|f| format!("{}:{}: {} [{}]", f.file, f.line, f.message, f.code))
            .collect());
    }
    let packed = bank::pack::pack(&entries, &resolve).map_err(|e| vec![e])?;
    write("bank.heads", &packed.heads)?;
    write("bank.bodies", &packed.bodies)?;

    let texts: Vec<(String, String)> = files(Path::new("data/roles/guides"), "md")?
        .into_iter()
        .map(|(name, text)| {
            (Path::new(&name).file_stem().map(|s| s.to_string_lossy().into_owned()).unwrap_or_default(), text)
        })
        .collect();
    if let Some((name, _)) = texts.iter().find(|(name, _)| !roles.contains(&name.as_str())) {
        return Err(vec![format!(
            "data/roles/guides/{name}.md: `{name}` is no role of data/roles/roles.txt [guide-role]"
        )]);
    }
    write("guides.bin", &postcard::to_stdvec(&texts).map_err(|e| vec![e.to_string()])?)
}

/// The files below a folder, by name, with their texts.
fn files(folder: &Path, extension: &str) -> Result<Vec<(String, String)>, Vec<String>> {
    let mut found = Vec::new();
    let mut open = vec![folder.to_owned()];
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(&folder).map_err(|e| vec![format!("{}: {e}", folder.display())])? {
            let path = entry.map_err(|e| vec![e.to_string()])?.path();
            if path.is_dir() {
                open.push(path);
            } else if path.extension().is_some_and(|e| e == extension) {
                let text = fs::read_to_string(&path).map_err(|e| vec![format!("{}: {e}", path.display())])?;
                found.push((path.display().to_string().replace('\\', "/"), text));
            }
        }
    }
    found.sort();
    Ok(found)
}

//! `docs/dependencies.md` names every crate that `Cargo.toml` asks for, where it says so, with its licence, and no other.
#![allow(clippy::unwrap_used)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::Value;

/// A section of the page: what its rows say of each crate.
type Rows = BTreeMap<String, Row>;

struct Row {
    wheres: String,
    licence: String,
}

/// The tables of the page by the heading above them.
fn tables(page: &str) -> BTreeMap<String, Rows> {
    let mut tables: BTreeMap<String, Rows> = BTreeMap::new();
    let mut heading = String::new();
    for line in page.lines() {
        if let Some(title) = line.strip_prefix("## ") {
            heading = title.to_owned();
        }
        let cells: Vec<&str> = line.split('|').map(str::trim).collect();
        let ["", name, purpose, wheres, licence, ""] = cells.as_slice() else { continue };
        if *name == "crate" || name.starts_with("---") {
            continue;
        }
        assert!(!purpose.is_empty() && !wheres.is_empty(), "{name}: what it is for, and where");
        let row = Row { wheres: (*wheres).to_owned(), licence: (*licence).to_owned() };
        let before = tables.entry(heading.clone()).or_default().insert((*name).to_owned(), row);
        assert!(before.is_none(), "{name} stands twice under {heading}");
    }
    tables
}

/// What cargo says of our package and of all that it needs here: crates for other systems need not have been downloaded.
fn metadata() -> Value {
    let rustc = Command::new("rustc").arg("-vV").output().unwrap();
    let rustc = String::from_utf8(rustc.stdout).unwrap();
    let host = rustc.lines().find_map(|line| line.strip_prefix("host: ")).unwrap();
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--locked", "--offline", "--format-version", "1", "--filter-platform", host])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).unwrap()
}

fn packages(metadata: &Value) -> &Vec<Value> {
    metadata["packages"].as_array().unwrap()
}

#[test]
fn every_crate_has_a_row_and_every_row_a_crate() {
    let page = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/dependencies.md")).unwrap();
    let tables = tables(&page);
    let metadata = metadata();
    let ours = packages(&metadata).iter().find(|p| p["name"] == "jobfit").unwrap();
    let mut asked: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
    for dependency in ours["dependencies"].as_array().unwrap() {
        let section = match (dependency["kind"].as_str(), dependency["optional"].as_bool()) {
            (Some("dev"), _) => "For tests and benches only",
            // Those of the build script stand among the others, with a word about it.
            (Some("build"), _) | (_, Some(false)) => "Always",
            _ => "Behind the feature `cli`",
        };
        asked.entry(section).or_default().insert(dependency["name"].as_str().unwrap().to_owned());
    }
    for (section, names) in asked {
        let rows: BTreeSet<String> = tables.get(section).map(|rows| rows.keys().cloned().collect()).unwrap_or_default();
        assert_eq!(rows, names, "rows of docs/dependencies.md and crates of Cargo.toml differ: {section}");
    }
}

#[test]
fn rows_say_the_licence_and_files_that_are_there() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let tables = tables(&fs::read_to_string(root.join("docs/dependencies.md")).unwrap());
    let metadata = metadata();
    for (name, row) in tables.values().flatten() {
        // In several versions, one licence of them has to be the one.
        let said: Vec<_> = packages(&metadata)
            .iter()
            .filter(|p| p["name"].as_str() == Some(name))
            .map(|p| p["license"].as_str().unwrap_or("MIT (by its licence file)"))
            .collect();
        assert!(row.licence == "as above" || said.contains(&row.licence.as_str()), "{name}: cargo says {said:?}");
        for path in row.wheres.split('`').skip(1).step_by(2) {
            let text = fs::read_to_string(root.join(path)).unwrap_or_else(|e| panic!("{name}: {path}: {e}"));
            assert!(text.contains(&name.replace('-', "_")), "{name} is not named in {path}");
        }
    }
}

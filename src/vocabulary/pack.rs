//! The form in which the vocabulary ships: an `fst` over all spellings and one small record a skill, both read in place.
//!
//! Nothing is parsed or built at start; a record is decoded when a skill is asked for. A file given with `--skills` goes
//! through the same code when the program runs.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use serde::{Deserialize, Serialize};

use super::phrase;
use super::source::{Finding, Guard, KINDS, SkillEntry};
use super::tokens::{Stems, key, stemmed_key};

/// Prefixes that keep the kinds of key apart in one map.
pub const EXACT: u8 = b'=';
/// Keys made of stems: for methods and concepts, which people inflect.
pub const STEMMED: u8 = b'~';
/// The part of an alias before its `..`, in stems; the value is a place in [`Packed::gaps`].
pub const GAPPED: u8 = b'-';
/// Ids.
pub const ID: u8 = b'#';

/// What is known of a skill.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Record<'a> {
    /// The id.
    pub id: &'a str,
    /// The name.
    pub name: &'a str,
    /// Index into [`KINDS`].
    pub kind: u8,
    /// Topic ids, most typical first.
    #[serde(borrow)]
    pub topics: Vec<&'a str>,
    /// Where its other spellings begin in [`Packed::spellings`].
    pub spellings: u32,
    /// What it implies, directly or through others.
    pub implies: Vec<u16>,
    /// Skills that one could swap in.
    pub siblings: Vec<u16>,
    /// The groups that make them siblings.
    #[serde(borrow)]
    pub swap: Vec<&'a str>,
    /// Whether letter case or context matters.
    pub guard: Guard,
    /// Words that make a plain word the skill.
    #[serde(borrow)]
    pub near: Vec<&'a str>,
    /// Phrases in which it is not the skill.
    #[serde(borrow)]
    pub not: Vec<&'a str>,
}

/// A phrase with gaps, after its first part.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Gapped<'a> {
    /// The skill.
    pub skill: u16,
    /// Whether it tells what somebody did, and is no spelling of the skill.
    pub deed: bool,
    /// What follows the first part, as [`phrase::follows`] reads it.
    pub rest: &'a str,
}

/// The five tables.
#[derive(Debug, Default, Clone)]
pub struct Packed {
    /// The map from keys to skills.
    pub map: Vec<u8>,
    /// Where each record begins: little-endian `u32`, one more than there are records.
    pub offsets: Vec<u8>,
    /// The records, each in postcard form.
    pub records: Vec<u8>,
    /// The other spellings of each skill and its deeds, two lists in postcard form: looked at for few skills, so kept apart.
    pub spellings: Vec<u8>,
    /// Lists of [`Gapped`], each in postcard form.
    pub gaps: Vec<u8>,
}

/// Packs entries; the findings are spellings that two skills claim.
///
/// # Errors
/// All findings, where there are any, or a message where the tables can't be made (over 65,535 skills).
pub fn pack(entries: &[SkillEntry]) -> Result<Packed, Vec<Finding>> {
    let failed =
        |message: String| vec![Finding { code: "skills-pack", file: "data/skills".to_owned(), line: 1, message }];
    let mut sorted: Vec<&SkillEntry> = entries.iter().collect();
    sorted.sort_by(|a, b| a.id.cmp(&b.id));
    if sorted.len() > usize::from(u16::MAX) {
        return Err(failed(format!("{} skills, more than 65,535", sorted.len())));
    }
    let index: HashMap<&str, u16> = sorted.iter().zip(0u16..).map(|(e, i)| (e.id.as_str(), i)).collect();
    let mut groups: BTreeMap<&str, BTreeSet<u16>> = BTreeMap::new();
    for (entry, i) in sorted.iter().zip(0u16..) {
        for group in &entry.swap {
            groups.entry(group).or_default().insert(i);
        }
    }
    let mut packed = Packed::default();
    for (entry, i) in sorted.iter().zip(0u16..) {
        let siblings: BTreeSet<u16> =
            entry.swap.iter().filter_map(|g| groups.get(g.as_str())).flatten().copied().filter(|&s| s != i).collect();
        let record = Record {
            id: &entry.id,
            name: &entry.name,
            kind: KINDS.iter().position(|k| *k == entry.kind).and_then(|k| u8::try_from(k).ok()).unwrap_or(0),
            topics: entry.topics.iter().map(String::as_str).collect(),
            spellings: u32::try_from(packed.spellings.len()).unwrap_or(u32::MAX),
            implies: closure(i, &sorted, &index),
            siblings: siblings.into_iter().collect(),
            swap: entry.swap.iter().map(String::as_str).collect(),
            guard: entry.guard,
            near: entry.near.iter().map(String::as_str).collect(),
            not: entry.not.iter().map(String::as_str).collect(),
        };
        packed.offsets.extend(u32::try_from(packed.records.len()).unwrap_or(u32::MAX).to_le_bytes());
        packed.records.extend(postcard::to_stdvec(&record).map_err(|e| failed(e.to_string()))?);
        let spellings = postcard::to_stdvec(&(&entry.aliases, &entry.deeds));
        packed.spellings.extend(spellings.map_err(|e| failed(e.to_string()))?);
    }
    packed.offsets.extend(u32::try_from(packed.records.len()).unwrap_or(u32::MAX).to_le_bytes());
    packed.map = keys(&sorted, &mut packed.gaps, &failed)?;
    Ok(packed)
}

/// All that skill `i` implies, through any number of steps, without itself.
fn closure(i: u16, sorted: &[&SkillEntry], index: &HashMap<&str, u16>) -> Vec<u16> {
    let mut seen = BTreeSet::new();
    let mut open = vec![i];
    while let Some(next) = open.pop() {
        for id in sorted.get(usize::from(next)).into_iter().flat_map(|e| &e.implies) {
            if let Some(&implied) = index.get(id.as_str())
                && implied != i
                && seen.insert(implied)
            {
                open.push(implied);
            }
        }
    }
    seen.into_iter().collect()
}

fn keys(
    sorted: &[&SkillEntry],
    gaps: &mut Vec<u8>,
    failed: &dyn Fn(String) -> Vec<Finding>,
) -> Result<Vec<u8>, Vec<Finding>> {
    let stems = Stems::default();
    let mut findings = Vec::new();
    let mut map: BTreeMap<Vec<u8>, u64> = BTreeMap::new();
    let mut gapped: BTreeMap<String, Vec<(u16, bool, String)>> = BTreeMap::new();
    let prefixed = |prefix: u8, key: &str| [&[prefix], key.as_bytes()].concat();
    for (entry, i) in sorted.iter().zip(0u16..) {
        map.insert(prefixed(ID, &entry.id), u64::from(i));
        let with_gaps = entry.aliases.iter().filter(|a| phrase::has_gap(a)).map(|a| (a, false));
        for (phrase, deed) in with_gaps.chain(entry.deeds.iter().map(|d| (d, true))) {
            let (first, rest) = phrase::compile(phrase, &stems);
            for key in first {
                gapped.entry(key).or_default().push((i, deed, rest.clone()));
            }
        }
        let inflected = matches!(entry.kind.as_str(), "method" | "concept");
        for spelling in std::iter::once(&entry.name).chain(&entry.aliases) {
            if phrase::has_gap(spelling) {
                continue;
            }
            let exact = key(spelling);
            // A single word is not stemmed: "Profiling" would be found in every "profile".
            let several = exact.contains(' ');
            let mut wanted = vec![prefixed(EXACT, &exact)];
            if inflected && several && entry.guard == Guard::None {
                wanted.push(prefixed(STEMMED, &stemmed_key(spelling, &stems)));
            }
            for key in wanted {
                match map.insert(key.clone(), u64::from(i)) {
                    Some(other) if other != u64::from(i) => {
                        let owner = usize::try_from(other).ok().and_then(|o| sorted.get(o));
                        let (id, place) =
                            owner.map_or(("?", String::new()), |o| (o.id.as_str(), format!("{}:{}", o.file, o.line)));
                        let message = format!(
                            "`{spelling}` is a spelling of `{}` and of `{id}` ({place}); keep it in one place",
                            entry.id
                        );
                        findings.push(Finding {
                            code: "skill-spelling-twice",
                            file: entry.file.clone(),
                            line: entry.line,
                            message,
                        });
                    }
                    _ => {}
                }
            }
        }
    }
    for (first, list) in gapped {
        map.insert(prefixed(GAPPED, &first), u64::try_from(gaps.len()).unwrap_or(u64::MAX));
        let list: Vec<Gapped> =
            list.iter().map(|(skill, deed, rest)| Gapped { skill: *skill, deed: *deed, rest }).collect();
        gaps.extend(postcard::to_stdvec(&list).map_err(|e| failed(e.to_string()))?);
    }
    if !findings.is_empty() {
        return Err(findings);
    }
    let mut builder = fst::MapBuilder::memory();
    for (key, value) in map {
        builder.insert(key, value).map_err(|e| failed(e.to_string()))?;
    }
    builder.into_inner().map_err(|e| failed(e.to_string()))
}

//! The vocabulary of skills: which spellings mean which skill, what a skill implies, and what could be swapped for it.
//!
//! What ships is made from `data/skills` when the program is built ([`pack`]) and read in place. [`matcher`] finds the
//! skills of a text, [`guard`] decides whether a word that is also a plain word is meant as a skill.

mod called;
pub mod guard;
pub mod matcher;
pub mod pack;
pub mod phrase;
pub mod source;
pub mod tokens;

use std::borrow::Cow;
use std::hash::{DefaultHasher, Hasher};

use pack::{Packed, Record};
use source::{Finding, Guard, KINDS, SkillEntry};

/// The place of a skill in a vocabulary.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SkillIx(pub u16);

/// The skills and how they are found.
pub struct Vocabulary {
    map: fst::Map<Cow<'static, [u8]>>,
    offsets: Cow<'static, [u8]>,
    records: Cow<'static, [u8]>,
    spellings: Cow<'static, [u8]>,
    gaps: Cow<'static, [u8]>,
    stems: tokens::Stems,
}

/// A vocabulary that can't be used.
#[derive(Debug, thiserror::Error)]
pub enum VocabularyError {
    /// Findings in a file of skills.
    #[error("{}:{}: {} [{}]", .0.file, .0.line, .0.message, .0.code)]
    Finding(Box<Finding>),
    /// The packed tables are damaged.
    #[error("the vocabulary that ships with the program is damaged ({0}); install it again")]
    Damaged(String),
}

impl Vocabulary {
    /// The vocabulary that ships.
    ///
    /// # Errors
    /// Where the program file itself is damaged.
    pub fn shipped() -> Result<Self, VocabularyError> {
        Self::of(
            Cow::Borrowed(include_bytes!(concat!(env!("OUT_DIR"), "/skills.fst"))),
            Cow::Borrowed(include_bytes!(concat!(env!("OUT_DIR"), "/skills.offsets"))),
            Cow::Borrowed(include_bytes!(concat!(env!("OUT_DIR"), "/skills.records"))),
            Cow::Borrowed(include_bytes!(concat!(env!("OUT_DIR"), "/skills.spellings"))),
            Cow::Borrowed(include_bytes!(concat!(env!("OUT_DIR"), "/skills.gaps"))),
        )
    }

    /// This vocabulary with the skills of a file added; a skill of the same id is replaced.
    ///
    /// # Errors
    /// The first finding in the file (see `data/README.md` for its format).
    pub fn with_file(&self, name: &str, text: &str) -> Result<Self, VocabularyError> {
        let mut findings = Vec::new();
        let added = source::parse(name, text, &mut findings);
        let mut entries: Vec<SkillEntry> =
            self.all().map(|skill| self.entry(&skill)).filter(|e| added.iter().all(|a| a.id != e.id)).collect();
        // A spelling that the file claims is taken from the skill that had it.
        let claimed: std::collections::HashSet<String> =
            added.iter().flat_map(|a| std::iter::once(&a.name).chain(&a.aliases)).map(|s| tokens::key(s)).collect();
        for entry in &mut entries {
            entry.aliases.retain(|a| !claimed.contains(&tokens::key(a)));
        }
        entries.extend(added);
        let topics: Vec<&str> = crate::catalogue::topic_ids().collect();
        findings.extend(source::check(&entries, &topics));
        let first = |findings: Vec<Finding>| findings.into_iter().next().map(|f| VocabularyError::Finding(Box::new(f)));
        if let Some(error) = first(findings) {
            return Err(error);
        }
        let packed = pack::pack(&entries)
            .map_err(|f| first(f).unwrap_or_else(|| VocabularyError::Damaged("no tables".to_owned())))?;
        let Packed { map, offsets, records, spellings, gaps } = packed;
        Self::of(Cow::Owned(map), Cow::Owned(offsets), Cow::Owned(records), Cow::Owned(spellings), Cow::Owned(gaps))
    }

    fn of(
        map: Cow<'static, [u8]>,
        offsets: Cow<'static, [u8]>,
        records: Cow<'static, [u8]>,
        spellings: Cow<'static, [u8]>,
        gaps: Cow<'static, [u8]>,
    ) -> Result<Self, VocabularyError> {
        let map = fst::Map::new(map).map_err(|e| VocabularyError::Damaged(e.to_string()))?;
        Ok(Vocabulary { map, offsets, records, spellings, gaps, stems: tokens::Stems::default() })
    }

    /// How many skills there are.
    pub fn len(&self) -> usize {
        (self.offsets.len() / 4).saturating_sub(1)
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The skill at a place.
    pub fn get(&self, ix: SkillIx) -> Option<Skill<'_>> {
        let offset = |i: usize| {
            let bytes: [u8; 4] = self.offsets.get(i * 4..i * 4 + 4)?.try_into().ok()?;
            usize::try_from(u32::from_le_bytes(bytes)).ok()
        };
        let i = usize::from(ix.0);
        let record = postcard::from_bytes(self.records.get(offset(i)?..offset(i + 1)?)?).ok()?;
        Some(Skill { ix, record, spellings: &self.spellings })
    }

    /// The skill of an id.
    pub fn by_id(&self, id: &str) -> Option<Skill<'_>> {
        self.keyed(pack::ID, id)
    }

    /// The skill that a name or alias means, also where in running text its letter case or context would matter.
    pub fn by_name(&self, name: &str) -> Option<Skill<'_>> {
        self.keyed(pack::EXACT, &tokens::key(name))
            .or_else(|| self.keyed(pack::STEMMED, &tokens::stemmed_key(name, &self.stems)))
    }

    fn keyed(&self, prefix: u8, key: &str) -> Option<Skill<'_>> {
        let value = self.map.get([&[prefix], key.as_bytes()].concat())?;
        self.get(SkillIx(u16::try_from(value).ok()?))
    }

    /// All skills, by id.
    pub fn all(&self) -> impl Iterator<Item = Skill<'_>> {
        (0..self.len()).filter_map(|i| self.get(SkillIx(u16::try_from(i).ok()?)))
    }

    /// A number that changes with the skills and their spellings.
    pub fn fingerprint(&self) -> u64 {
        let mut hasher = DefaultHasher::new();
        hasher.write(self.map.as_fst().as_bytes());
        hasher.write(&self.records);
        hasher.write(&self.gaps);
        hasher.finish()
    }

    /// The stemmer that the keys were made with.
    pub fn stems(&self) -> &tokens::Stems {
        &self.stems
    }

    fn entry(&self, skill: &Skill<'_>) -> SkillEntry {
        let owned = |list: &[&str]| list.iter().map(|s| (*s).to_owned()).collect();
        let ids = |list: &[u16]| list.iter().filter_map(|&i| self.get(SkillIx(i))).map(|s| s.id().to_owned()).collect();
        let r = &skill.record;
        SkillEntry {
            id: r.id.to_owned(),
            name: r.name.to_owned(),
            kind: skill.kind().to_owned(),
            topics: owned(&r.topics),
            aliases: owned(&skill.aliases()),
            deeds: owned(&skill.deeds()),
            implies: ids(&r.implies),
            swap: owned(&r.swap),
            guard: r.guard,
            near: owned(&r.near),
            not: owned(&r.not),
            file: "data/skills".to_owned(),
            line: 1,
        }
    }
}

/// A skill of a vocabulary.
#[derive(Debug, Clone)]
pub struct Skill<'a> {
    /// Its place.
    pub ix: SkillIx,
    record: Record<'a>,
    spellings: &'a [u8],
}

impl<'a> Skill<'a> {
    /// The id.
    pub fn id(&self) -> &'a str {
        self.record.id
    }

    /// The name as people write it.
    pub fn name(&self) -> &'a str {
        self.record.name
    }

    /// `language`, `framework`, … ([`KINDS`]).
    pub fn kind(&self) -> &'static str {
        KINDS.get(usize::from(self.record.kind)).copied().unwrap_or("concept")
    }

    /// Whether it is a way of working or an idea, and not a technology.
    pub fn is_method(&self) -> bool {
        matches!(self.kind(), "method" | "concept")
    }

    /// Topic ids, most typical first.
    pub fn topics(&self) -> &[&'a str] {
        &self.record.topics
    }

    /// Other spellings.
    pub fn aliases(&self) -> Vec<&'a str> {
        let at = usize::try_from(self.record.spellings).ok();
        let list = at.and_then(|at| self.spellings.get(at..)).and_then(|b| postcard::take_from_bytes(b).ok());
        list.map(|(list, _)| list).unwrap_or_default()
    }

    /// What people write who did it without naming it.
    pub fn deeds(&self) -> Vec<&'a str> {
        let at = usize::try_from(self.record.spellings).ok();
        let lists: Option<(Vec<&str>, Vec<&str>)> = at
            .and_then(|at| self.spellings.get(at..))
            .and_then(|b| postcard::take_from_bytes(b).ok())
            .map(|(lists, _)| lists);
        lists.map(|(_, deeds)| deeds).unwrap_or_default()
    }

    /// What it implies, directly or through others.
    pub fn implies(&self) -> impl Iterator<Item = SkillIx> {
        self.record.implies.iter().map(|&i| SkillIx(i))
    }

    /// Skills that one could swap in.
    pub fn siblings(&self) -> impl Iterator<Item = SkillIx> {
        self.record.siblings.iter().map(|&i| SkillIx(i))
    }

    pub(crate) fn guard(&self) -> Guard {
        self.record.guard
    }

    pub(crate) fn near(&self) -> &[&'a str] {
        &self.record.near
    }

    pub(crate) fn not(&self) -> &[&'a str] {
        &self.record.not
    }
}

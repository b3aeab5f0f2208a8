//! What of a comparison depends on one of the two documents alone, looked up once: a posting is compared with many resumes,
//! and a resume with many postings.

use memchr::memmem;

use crate::catalogue::{self, Role};
use crate::terms::{Evidence, Level};
use crate::understand::dates::{self, Month};
use crate::understand::headings::Section;
use crate::understand::posting::{Posting, asked, facts, role};
use crate::understand::resume::Resume;
use crate::vocabulary::{SkillIx, Vocabulary};

/// What a posting seeks.
#[derive(Debug, Clone)]
pub struct Sought {
    /// One for each of [`Posting::asked`].
    pub skills: Vec<SoughtSkill>,
    /// The things asked for: groups of alternatives, and each skill that is in none.
    pub units: Vec<Vec<usize>>,
    /// What the skills asked for imply.
    pub implied: Vec<SkillIx>,
}

/// What the vocabulary knows of a skill that is asked for.
#[derive(Debug, Clone)]
pub struct SoughtSkill {
    /// Skills that one could swap in.
    pub siblings: Vec<SkillIx>,
    /// `language`, `framework`, …; `tool` for one outside the vocabulary.
    pub kind: &'static str,
    /// Whether it is a way of working and not a technology.
    pub method: bool,
    /// In lower case, where it is to be looked for by its own words.
    lower: Option<String>,
}

impl Sought {
    /// What a posting seeks.
    pub fn of(posting: &Posting, vocabulary: &Vocabulary) -> Self {
        let mut implied: Vec<SkillIx> = Vec::new();
        let mut sought = |asked: &asked::Skill| {
            let skill = asked.named.ix.and_then(|ix| vocabulary.get(ix));
            implied.extend(skill.iter().flat_map(|s| s.implies()));
            SoughtSkill {
                siblings: skill.as_ref().map(|s| s.siblings().collect()).unwrap_or_default(),
                kind: skill.as_ref().map_or("tool", |s| s.kind()),
                method: skill.as_ref().is_some_and(|s| s.is_method()),
                lower: asked.named.ix.is_none().then(|| asked.named.name.to_lowercase()),
            }
        };
        let skills: Vec<SoughtSkill> = posting.asked.iter().map(&mut sought).collect();
        let mut units: Vec<Vec<usize>> = posting.groups.clone();
        units.extend((0..skills.len()).filter(|i| !posting.groups.iter().any(|g| g.contains(i))).map(|i| vec![i]));
        implied.sort_unstable();
        implied.dedup();
        Sought { skills, units, implied }
    }
}

/// What a resume shows of a skill, directly or through what implies it.
#[derive(Debug, Clone)]
pub struct Held {
    /// The strongest grade.
    pub evidence: Evidence,
    /// The place in [`Resume::skills`], where it is shown by itself.
    pub direct: Option<usize>,
    /// The place of what shows it: of the skill itself, else of the first that implies it.
    pub place: Option<usize>,
    /// Years in dated entries.
    pub years: Option<f64>,
    /// The last month in which it was used.
    pub last_used: Option<Month>,
    /// The lines that show it, the strongest first.
    pub lines: Vec<usize>,
}

/// Lines that are quoted for a skill.
pub(super) const QUOTED: usize = 3;

impl Held {
    /// By the skill's own place, and the places of those that imply it.
    fn of(resume: &Resume, direct: Option<usize>, through: &[usize]) -> Option<Self> {
        let places = direct.iter().chain(through);
        let shows: Vec<_> = places.filter_map(|&p| resume.skills.get(p)).collect();
        let evidence = shows.iter().map(|s| s.evidence).min()?;
        let mut entries: Vec<usize> = shows.iter().flat_map(|s| &s.entries).copied().collect();
        entries.sort_unstable();
        entries.dedup();
        let spans: Vec<_> = entries
            .iter()
            .filter_map(|&e| resume.entries.get(e))
            .filter_map(|e| e.span)
            .map(|s| s.months(resume.today))
            .collect();
        let mut lines: Vec<usize> = Vec::new();
        for (i, shown) in shows.iter().enumerate().filter(|(_, s)| s.evidence == evidence) {
            // The strongest lines of the skill itself first, then one line of each that implies it.
            let own = direct.is_some() && i == 0;
            for line in shown.lines.iter().take(if own { QUOTED } else { 1 }) {
                if !lines.contains(line) {
                    lines.push(*line);
                }
            }
        }
        lines.truncate(QUOTED);
        Some(Held {
            evidence,
            direct,
            place: direct.or_else(|| through.first().copied()),
            years: (!spans.is_empty()).then(|| dates::years(dates::union(spans))),
            last_used: shows.iter().filter_map(|s| s.last_used).max(),
            lines,
        })
    }
}

/// What a resume reaches.
#[derive(Debug, Clone)]
pub struct Reach {
    /// By place in the vocabulary.
    held: Vec<(SkillIx, Held)>,
    /// The role that the title of each entry names.
    pub roles: Vec<Option<&'static Role>>,
    /// The entry of the latest position.
    pub latest: Option<usize>,
    /// The level that the title of the latest position names.
    pub said: Option<Level>,
    /// For each topic of the catalogue, how well the skills of the resume show it, whoever asks.
    pub topics: Vec<f64>,
    /// All lines in lower case, and where each begins.
    lower: String,
    starts: Vec<usize>,
    /// Whether what a line names was used: it tells of dated work of one's own.
    used: Vec<bool>,
}

impl Reach {
    /// What a resume reaches.
    pub fn of(resume: &Resume, vocabulary: &Vocabulary) -> Self {
        let mut found: Vec<(SkillIx, Option<usize>, Vec<usize>)> = Vec::new();
        let mut quiet = vec![1.0; catalogue::topics().len()];
        let slot = |found: &mut Vec<(SkillIx, Option<usize>, Vec<usize>)>, ix: SkillIx| {
            found.iter().position(|f| f.0 == ix).unwrap_or_else(|| {
                found.push((ix, None, Vec::new()));
                found.len() - 1
            })
        };
        for (place, shown) in resume.skills.iter().enumerate() {
            let Some(skill) = shown.named.ix.and_then(|ix| vocabulary.get(ix)) else { continue };
            let own = slot(&mut found, skill.ix);
            if let Some(own) = found.get_mut(own) {
                own.1 = Some(place);
            }
            for ix in skill.implies() {
                let through = slot(&mut found, ix);
                if let Some(through) = found.get_mut(through) {
                    through.2.push(place);
                }
            }
            let strength = if shown.evidence == Evidence::Demonstrated { 0.5 } else { 0.2 };
            for (topic, share) in skill.topics().iter().zip(catalogue::SHARES) {
                if let Some(quiet) = catalogue::topic_place(topic).and_then(|p| quiet.get_mut(p)) {
                    *quiet *= 1.0 - share * strength;
                }
            }
        }
        let mut held: Vec<(SkillIx, Held)> = found
            .into_iter()
            .filter_map(|(ix, direct, through)| Some((ix, Held::of(resume, direct, &through)?)))
            .collect();
        held.sort_by_key(|h| h.0);
        let positions = resume.entries.iter().enumerate().filter(|(_, e)| is_position(e));
        let latest = positions.max_by_key(|(_, e)| e.span.map(|s| (s.end.unwrap_or(resume.today), s.start)));
        let mut lower = String::new();
        let mut starts = Vec::with_capacity(resume.lines.len());
        for line in &resume.lines {
            starts.push(lower.len());
            lower.push_str(&line.to_lowercase());
            lower.push('\n');
        }
        Reach {
            held,
            roles: resume.entries.iter().map(|e| role::of_title(&e.title).map(|r| r.0)).collect(),
            latest: latest.map(|l| l.0),
            said: latest.and_then(|l| facts::level_of_title(&l.1.title)),
            topics: quiet.into_iter().map(|q: f64| 1.0 - q).collect(),
            lower,
            starts,
            used: (0..resume.lines.len()).map(|line| tells_of_work(resume, line)).collect(),
        }
    }

    /// What is shown of a skill of the vocabulary.
    pub fn held(&self, ix: SkillIx) -> Option<&Held> {
        self.held.binary_search_by_key(&ix, |h| h.0).ok().and_then(|i| self.held.get(i)).map(|h| &h.1)
    }

    /// What is shown of a skill outside the vocabulary, by an id that happens to be in it.
    pub(super) fn by_id(resume: &Resume, id: &str) -> Option<Held> {
        let place = resume.skills.binary_search_by(|s| s.named.id.as_str().cmp(id)).ok()?;
        Held::of(resume, Some(place), &[])
    }

    /// A skill outside the vocabulary is looked for by its own words: its grade, and the line that names it.
    pub(super) fn literally(&self, sought: &SoughtSkill) -> Option<(Evidence, usize)> {
        let name = sought.lower.as_deref().filter(|n| !n.is_empty())?;
        let stands = |at: usize| {
            let before = self.lower.get(..at).and_then(|b| b.chars().next_back());
            let after = self.lower.get(at + name.len()..).and_then(|a| a.chars().next());
            !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
        };
        let mut first = None;
        for at in memmem::find_iter(self.lower.as_bytes(), name.as_bytes()).filter(|&at| stands(at)) {
            let line = self.starts.partition_point(|&s| s <= at).saturating_sub(1);
            if self.used.get(line) == Some(&true) {
                return Some((Evidence::Demonstrated, line));
            }
            first.get_or_insert(line);
        }
        first.map(|line| (Evidence::Listed, line))
    }
}

/// Whether an entry is a position held.
pub(super) fn is_position(entry: &crate::understand::resume::positions::Entry) -> bool {
    entry.section == Section::Experience && entry.span.is_some() && entry.paid
}

fn tells_of_work(resume: &Resume, line: usize) -> bool {
    resume.entries.iter().any(|e| {
        matches!(e.section, Section::Experience | Section::Projects | Section::Publications)
            && e.span.is_some()
            && e.lines.contains(&line)
            && !e.head.contains(&line)
    })
}

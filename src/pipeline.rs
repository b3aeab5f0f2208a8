//! The stages in order, for whoever wants a result and not the steps.

use std::panic::resume_unwind;
use std::thread;

use crate::bank::{Bank, BankError};
use crate::catalogue;
use crate::compare::{self, Fit, Reach, Sought};
use crate::document::Document;
use crate::rank::index::{BankIndex, IndexError};
use crate::rank::{self, Claims, Outline, Prospects, Retrieval, Shelf, Tuning, View, Wish};
use crate::report::value::{Tailored, Warning, job_warnings, resume_warnings};
use crate::terms::{Evidence, Level};
use crate::understand::dates::Month;
use crate::understand::posting::role::Guess;
use crate::understand::posting::{self, Posting};
use crate::understand::resume::{self, Resume};
use crate::vocabulary::{SkillIx, Vocabulary, VocabularyError};

/// What every run needs: the vocabulary, the bank and the bank's index.
pub struct Toolkit {
    /// The skills and how they are found.
    pub vocabulary: Vocabulary,
    /// The questions.
    pub bank: Bank,
    /// The figures that rankings are made with.
    pub tuning: Tuning,
    index: BankIndex,
    shelf: Shelf,
}

/// A toolkit that can't be made.
#[derive(Debug, thiserror::Error)]
pub enum ToolkitError {
    /// Of the vocabulary.
    #[error(transparent)]
    Vocabulary(#[from] VocabularyError),
    /// Of the bank.
    #[error(transparent)]
    Bank(#[from] BankError),
    /// Of the bank's index.
    #[error(transparent)]
    Index(#[from] IndexError),
}

/// What the person overrides and wants.
#[derive(Debug, Clone, Default)]
pub struct Request {
    /// The role, where the person knows better.
    pub role: Option<&'static catalogue::Role>,
    /// The level, likewise.
    pub level: Option<Level>,
    /// What the ranking should hold.
    pub wish: Wish,
    /// Whether the parts of each score are told.
    pub explain: bool,
}

/// A document that can't be compared, with what to do.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TailorError {
    /// Too few words to judge a person by.
    #[error("{source_name}: only {words} words were found, too few to judge; `jobfit read {source_name}` shows them")]
    TooLittle {
        /// The path as typed.
        source_name: String,
        /// How many.
        words: usize,
    },
}

/// Warnings about a posting: those that stand before the ones about the resume, and those after them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Warnings {
    /// Before.
    pub before: Vec<Warning>,
    /// After.
    pub after: Vec<Warning>,
}

impl Warnings {
    /// Those of a posting and its document.
    pub fn of_posting(document: &Document, posting: &Posting) -> Self {
        Warnings { before: job_warnings(document, posting), after: swapped(document, posting).into_iter().collect() }
    }
}

/// A posting with all that depends on it alone: made once, compared with any number of applicants.
pub struct Opening {
    /// The posting.
    pub posting: Posting,
    /// What was noticed.
    pub warnings: Warnings,
    sought: Sought,
    prospects: Prospects,
}

/// A resume with all that depends on it alone: made once, compared with any number of openings.
pub struct Applicant {
    /// The resume.
    pub resume: Resume,
    /// What was noticed.
    pub warnings: Vec<Warning>,
    reach: Reach,
    claims: Claims,
}

impl Toolkit {
    /// What ships with the program.
    ///
    /// # Errors
    /// Where the program file is damaged.
    pub fn shipped() -> Result<Self, ToolkitError> {
        Self::of(Vocabulary::shipped()?, Bank::shipped()?)
    }

    /// A toolkit of a vocabulary and a bank.
    ///
    /// # Errors
    /// Where the bank can't be indexed.
    pub fn of(vocabulary: Vocabulary, bank: Bank) -> Result<Self, ToolkitError> {
        let index = BankIndex::of(&bank)?;
        Ok(Self::with(vocabulary, bank, index))
    }

    /// A toolkit of a bank whose index is there already.
    pub fn with(vocabulary: Vocabulary, bank: Bank, index: BankIndex) -> Self {
        Toolkit { vocabulary, bank, tuning: *Tuning::shipped(), index, shelf: Shelf::default() }
    }

    /// Understands a posting.
    pub fn posting(&self, document: &Document, request: &Request) -> Posting {
        let mut posting = posting::understand(document, &self.vocabulary);
        if let Some(role) = request.role {
            posting.role = Some(Guess { role, confidence: 1.0 });
        }
        if let Some(level) = request.level {
            posting.level = level;
        }
        posting
    }

    /// Understands a resume; `today` is the month that "Present" means.
    ///
    /// # Errors
    /// [`TailorError::TooLittle`].
    pub fn resume(&self, document: &Document, today: Month) -> Result<Resume, TailorError> {
        let words = document.text.split_whitespace().count();
        if words < resume::LEAST_WORDS {
            return Err(TailorError::TooLittle { source_name: document.source.clone(), words });
        }
        Ok(resume::understand(document, &self.vocabulary, today))
    }

    /// A posting made ready: what of the bank is near to it is asked once, for every resume.
    ///
    /// # Errors
    /// [`IndexError`].
    pub fn opening(&self, posting: Posting, warnings: Warnings) -> Result<Opening, IndexError> {
        let retrieval = Retrieval::of(&posting, &self.bank, &self.index)?;
        let sought = Sought::of(&posting, &self.vocabulary);
        let prospects =
            Prospects::of(&posting, &sought, retrieval, &self.bank, &self.shelf, &self.vocabulary, &self.tuning);
        Ok(Opening { posting, warnings, sought, prospects })
    }

    /// A resume made ready; `today` is the month that "Present" means.
    ///
    /// # Errors
    /// [`TailorError::TooLittle`].
    pub fn applicant(&self, document: &Document, today: Month) -> Result<Applicant, TailorError> {
        let resume = self.resume(document, today)?;
        Ok(Applicant {
            warnings: resume_warnings(document, &resume),
            reach: Reach::of(&resume, &self.vocabulary),
            claims: Claims::of(&resume),
            resume,
        })
    }

    /// Compares one pair.
    pub fn compare<'a>(&self, opening: &'a Opening, applicant: &'a Applicant) -> Fit<'a> {
        compare::compare(&opening.posting, &opening.sought, &applicant.resume, &applicant.reach)
    }

    /// What an applicant shows of a skill, whether or not a posting asks for it.
    pub fn evidence(&self, applicant: &Applicant, skill: SkillIx) -> (Evidence, Option<usize>) {
        compare::of_skill(skill, &applicant.resume, &applicant.reach, &self.vocabulary)
    }

    /// Compares and ranks one pair.
    pub fn tailor(&self, opening: &Opening, applicant: &Applicant, request: &Request) -> Tailored {
        let fit = self.compare(opening, applicant);
        let view = self.view(opening, applicant, &fit);
        self.told(opening, applicant, view, rank::outline(view, &request.wish), request)
    }

    /// Puts into words what was chosen for a pair.
    pub fn told(
        &self,
        opening: &Opening,
        applicant: &Applicant,
        view: View<'_>,
        outline: Outline<'_>,
        request: &Request,
    ) -> Tailored {
        let ranking = rank::told(view, outline, &request.wish);
        let warnings = [&opening.warnings.before, &applicant.warnings, &opening.warnings.after];
        let warnings = warnings.into_iter().flatten().cloned().collect();
        Tailored::of(view, &ranking, warnings, request.explain)
    }

    /// All that a ranking looks at.
    pub fn view<'a>(&'a self, opening: &'a Opening, applicant: &'a Applicant, fit: &'a Fit<'a>) -> View<'a> {
        View {
            posting: &opening.posting,
            sought: &opening.sought,
            prospects: &opening.prospects,
            resume: &applicant.resume,
            reach: &applicant.reach,
            claims: &applicant.claims,
            fit,
            bank: &self.bank,
            shelf: &self.shelf,
            vocabulary: &self.vocabulary,
            tuning: &self.tuning,
        }
    }

    /// The questions of the bank nearest to some words and skills, best first: places in the bank.
    ///
    /// # Errors
    /// [`IndexError`].
    pub fn search(&self, words: &str, most: usize) -> Result<Vec<usize>, IndexError> {
        let terms: Vec<(String, f32)> = rank::index::terms(words).into_iter().map(|w| (w, 1.0)).collect();
        let scan = self.vocabulary.scan(words);
        let skills: Vec<(String, f32)> =
            scan.hits.iter().filter_map(|h| self.vocabulary.get(h.skill)).map(|s| (s.id().to_owned(), 1.5)).collect();
        Ok(self.index.search(&terms, &skills, most)?.into_iter().map(|f| f.0).collect())
    }

    /// Everything from two documents to a result.
    ///
    /// # Errors
    /// [`TailorError`], and [`IndexError`] as its text.
    pub fn run(
        &self,
        job: &Document,
        resume: &Document,
        today: Month,
        request: &Request,
    ) -> Result<Tailored, RunError> {
        let (opening, applicant) = both(
            || {
                let posting = self.posting(job, request);
                let warnings = Warnings::of_posting(job, &posting);
                self.opening(posting, warnings)
            },
            || self.applicant(resume, today),
        );
        let applicant = applicant?;
        Ok(self.tailor(&opening?, &applicant, request))
    }
}

/// Bytes of stack of a thread that understands documents: they nest, and it must not die of it. Reserved, not used.
pub const STACK: usize = 16 << 20;

/// Two pieces of work that need nothing of each other, such as all that is done with each document alone: at the same time,
/// or one after the other where the system gives no second thread. A panic of either goes on in the caller.
pub fn both<A: Send, B>(first: impl Fn() -> A + Sync, second: impl FnOnce() -> B) -> (A, B) {
    thread::scope(|scope| match thread::Builder::new().stack_size(STACK).spawn_scoped(scope, &first) {
        Ok(other) => {
            let second = second();
            (other.join().unwrap_or_else(|panic| resume_unwind(panic)), second)
        }
        Err(_) => (first(), second()),
    })
}

/// A pair that gave no result.
#[derive(Debug, thiserror::Error)]
pub enum RunError {
    /// A document that can't be compared.
    #[error(transparent)]
    Tailor(#[from] TailorError),
    /// Of the bank's index.
    #[error(transparent)]
    Index(#[from] IndexError),
}

/// A resume given as the posting: said, not refused.
fn swapped(job: &Document, posting: &Posting) -> Option<Warning> {
    use crate::understand::headings::{Section, section_of};
    let sections: std::collections::BTreeSet<Section> =
        (0..job.lines.len()).filter(|&i| !job.is_bullet(i)).filter_map(|i| section_of(job.line(i))).collect();
    let sections = sections.contains(&Section::Education)
        && (sections.contains(&Section::Experience) || sections.contains(&Section::Skills));
    let dated = |i: &usize| crate::understand::dates::spans(job.line(*i)).iter().any(|s| s.range);
    let resume = sections && (0..job.lines.len()).filter(dated).nth(1).is_some();
    let asks = posting
        .parts
        .iter()
        .any(|p| matches!(p, crate::understand::headings::Part::Duties | crate::understand::headings::Part::Preferred));
    (resume && !asks).then(|| Warning {
        code: "job-looks-like-a-resume".to_owned(),
        message: format!(
            "{}: this looks like a resume, not a job posting; the posting comes first: jobfit tailor JOB RESUME",
            job.source
        ),
    })
}

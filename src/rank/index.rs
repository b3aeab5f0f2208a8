//! The bank's index: tantivy over the texts, points and skills of the questions.
//!
//! For the bank that ships, the index ships too, as one file that is read in place ([`packed`]): opening it costs no more than
//! reading a few headers, and nothing is written anywhere. For any other bank it is built in memory, or read from where the
//! caller kept it ([`kept`](super::kept)).

use tantivy::collector::TopDocs;
use tantivy::directory::{OwnedBytes, RamDirectory};
use tantivy::query::{BooleanQuery, BoostQuery, Occur, Query, TermQuery};
use tantivy::schema::{Field, IndexRecordOption, Schema, TextFieldIndexing, TextOptions};
use tantivy::{Index, IndexReader, IndexSettings, ReloadPolicy, SingleSegmentIndexWriter, TantivyDocument, Term};

use crate::bank::Bank;

mod packed;
mod words;

pub use packed::packed;
pub use words::terms;

use packed::Packed;
use words::{TOKENIZER, tokenizers};

/// The index of the bank that ships.
static SHIPPED: &[u8] = include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/data/index.bin"));

/// An index that can't be used.
#[derive(Debug, thiserror::Error)]
pub enum IndexError {
    /// From tantivy.
    #[error("the index of the bank can't be used ({0})")]
    Tantivy(#[from] tantivy::TantivyError),
    /// The file that ships is damaged, or of another bank.
    #[error("the index that ships with the program is damaged ({0}); install it again")]
    Damaged(String),
}

struct Fields {
    text: Field,
    points: Field,
    skill: Field,
}

fn schema() -> (Schema, Fields) {
    let mut builder = Schema::builder();
    let words = TextOptions::default().set_indexing_options(
        TextFieldIndexing::default().set_tokenizer(TOKENIZER).set_index_option(IndexRecordOption::WithFreqs),
    );
    let raw = TextOptions::default().set_indexing_options(
        TextFieldIndexing::default().set_tokenizer("raw").set_index_option(IndexRecordOption::Basic),
    );
    let fields = Fields {
        text: builder.add_text_field("text", words.clone()),
        points: builder.add_text_field("points", words),
        skill: builder.add_text_field("skill", raw),
    };
    (builder.build(), fields)
}

/// The index of a bank. A question's document is its place in [`Bank::questions`].
pub struct BankIndex {
    reader: IndexReader,
    fields: Fields,
}

impl BankIndex {
    /// The index of a bank: the one that ships, or one built now.
    ///
    /// # Errors
    /// [`IndexError`].
    pub fn of(bank: &Bank) -> Result<Self, IndexError> {
        if bank.is_shipped() {
            let shipped = Packed::read(&OwnedBytes::new(SHIPPED))?;
            if shipped.questions == bank.questions().len() {
                return Self::open(Index::open(shipped)?);
            }
        }
        Self::open(build(bank)?.0)
    }

    /// The index that [`packed`] made of a bank, read in place.
    ///
    /// # Errors
    /// [`IndexError::Damaged`] where it is of another bank, or no index.
    pub fn read(bytes: &OwnedBytes, bank: &Bank) -> Result<Self, IndexError> {
        let packed = Packed::read(bytes)?;
        if packed.questions != bank.questions().len() {
            return Err(IndexError::Damaged("it is of another bank".to_owned()));
        }
        Self::open(Index::open(packed)?)
    }

    fn open(mut index: Index) -> Result<Self, IndexError> {
        index.set_tokenizers(tokenizers());
        let reader = index.reader_builder().reload_policy(ReloadPolicy::Manual).try_into()?;
        Ok(BankIndex { reader, fields: schema().1 })
    }

    /// The questions nearest to weighted words and skills: places in the bank with scores, best first, ties by place.
    ///
    /// # Errors
    /// [`IndexError`].
    pub fn search(
        &self,
        words: &[(String, f32)],
        skills: &[(String, f32)],
        most: usize,
    ) -> Result<Vec<(usize, f32)>, IndexError> {
        let mut clauses: Vec<(Occur, Box<dyn Query>)> = Vec::new();
        let mut add = |field: Field, text: &str, weight: f32, option: IndexRecordOption| {
            let query = TermQuery::new(Term::from_field_text(field, text), option);
            clauses.push((Occur::Should, Box::new(BoostQuery::new(Box::new(query), weight))));
        };
        for (word, weight) in words {
            add(self.fields.text, word, *weight, IndexRecordOption::WithFreqs);
            add(self.fields.points, word, *weight * 0.4, IndexRecordOption::WithFreqs);
        }
        for (skill, weight) in skills {
            add(self.fields.skill, skill, *weight, IndexRecordOption::Basic);
        }
        if clauses.is_empty() {
            return Ok(Vec::new());
        }
        let searcher = self.reader.searcher();
        let found = searcher.search(&BooleanQuery::new(clauses), &TopDocs::with_limit(most.max(1)).order_by_score())?;
        let mut found: Vec<(usize, f32)> =
            found.into_iter().filter_map(|(score, at)| Some((usize::try_from(at.doc_id).ok()?, score))).collect();
        found.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        Ok(found)
    }
}

/// Builds the index of a bank in memory: one segment, documents in the order of the bank.
fn build(bank: &Bank) -> Result<(Index, RamDirectory), IndexError> {
    /// What one writer may hold before it spills; a bank of 100,000 questions stays below it.
    const BUDGET: usize = 200 << 20;
    let (schema, fields) = schema();
    let directory = RamDirectory::create();
    let builder = Index::builder().schema(schema).settings(IndexSettings::default()).tokenizers(tokenizers());
    let mut writer: SingleSegmentIndexWriter<TantivyDocument> =
        builder.single_segment_index_writer(directory.clone(), BUDGET)?;
    for question in bank.questions() {
        let body = bank.body(question);
        let mut document = TantivyDocument::new();
        document.add_text(fields.text, body.text);
        for point in body.strong_answer.iter().chain(&body.follow_ups) {
            document.add_text(fields.points, point);
        }
        for skill in &question.skills {
            document.add_text(fields.skill, skill);
        }
        writer.add_document(document)?;
    }
    let index = writer.finalize()?;
    Ok((index, directory))
}

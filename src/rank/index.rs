//! The bank's index: tantivy over the texts, points and skills of the questions.
//!
//! For the bank that ships, the index ships too, as one file that is read in place: opening it costs no more than reading a
//! few headers, and nothing is written anywhere. For any other bank it is built in memory.

use std::collections::HashMap;
use std::fmt;
use std::io;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use tantivy::collector::TopDocs;
use tantivy::directory::error::{DeleteError, LockError, OpenReadError, OpenWriteError};
use tantivy::directory::{
    Directory, DirectoryLock, FileHandle, Lock, OwnedBytes, RamDirectory, WatchCallback, WatchHandle, WritePtr,
};
use tantivy::query::{BooleanQuery, BoostQuery, Occur, Query, TermQuery};
use tantivy::schema::{Field, IndexRecordOption, Schema, TextFieldIndexing, TextOptions};
use tantivy::tokenizer::{
    LowerCaser, SimpleTokenizer, TextAnalyzer, Token, TokenFilter, TokenStream, Tokenizer, TokenizerManager,
};
use tantivy::{Index, IndexReader, IndexSettings, ReloadPolicy, SingleSegmentIndexWriter, TantivyDocument, Term};

use crate::bank::Bank;
use crate::vocabulary::tokens::Stems;

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

/// Cuts tokens to their stems, with the stemmer of the skill matcher.
#[derive(Clone)]
struct StemFilter;

impl TokenFilter for StemFilter {
    type Tokenizer<T: Tokenizer> = StemTokenizer<T>;

    fn transform<T: Tokenizer>(self, inner: T) -> StemTokenizer<T> {
        StemTokenizer { inner, stems: Arc::new(Stems::default()) }
    }
}

#[derive(Clone)]
struct StemTokenizer<T> {
    inner: T,
    stems: Arc<Stems>,
}

impl<T: Tokenizer> Tokenizer for StemTokenizer<T> {
    type TokenStream<'a> = StemStream<T::TokenStream<'a>>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> Self::TokenStream<'a> {
        StemStream { tail: self.inner.token_stream(text), stems: Arc::clone(&self.stems) }
    }
}

struct StemStream<T> {
    tail: T,
    stems: Arc<Stems>,
}

impl<T: TokenStream> TokenStream for StemStream<T> {
    fn advance(&mut self) -> bool {
        if !self.tail.advance() {
            return false;
        }
        let stem = self.stems.stem(&self.tail.token().text);
        self.tail.token_mut().text = stem;
        true
    }

    fn token(&self) -> &Token {
        self.tail.token()
    }

    fn token_mut(&mut self) -> &mut Token {
        self.tail.token_mut()
    }
}

/// Words that stand in every question and tell nothing apart.
const STOP: &[&str] = &[
    "a",
    "an",
    "and",
    "are",
    "as",
    "at",
    "be",
    "but",
    "by",
    "can",
    "do",
    "does",
    "for",
    "from",
    "have",
    "how",
    "if",
    "in",
    "is",
    "it",
    "its",
    "no",
    "not",
    "of",
    "on",
    "one",
    "or",
    "our",
    "so",
    "that",
    "the",
    "their",
    "them",
    "then",
    "they",
    "this",
    "to",
    "two",
    "we",
    "what",
    "when",
    "which",
    "who",
    "will",
    "with",
    "would",
    "you",
    "your",
    "experience",
    "work",
    "team",
    "strong",
    "knowledge",
    "year",
    "abil",
    "skill",
    "good",
    "understand",
    "use",
    "new",
];

const TOKENIZER: &str = "bank";

fn tokenizers() -> TokenizerManager {
    let manager = TokenizerManager::default();
    manager.register(TOKENIZER, analyzer());
    manager
}

fn analyzer() -> TextAnalyzer {
    TextAnalyzer::builder(SimpleTokenizer::default()).filter(LowerCaser).filter(StemFilter).build()
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
            let shipped = Packed::read(SHIPPED)?;
            if shipped.questions == bank.questions().len() {
                return Self::open(Index::open(shipped)?);
            }
        }
        Self::open(build(bank)?.0)
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

/// The stems of a text as the index has them, without the words that tell nothing apart, each once.
pub fn terms(text: &str) -> Vec<String> {
    let mut analyzer = analyzer();
    let mut stream = analyzer.token_stream(text);
    let mut out: Vec<String> = Vec::new();
    while stream.advance() {
        let word = &stream.token().text;
        if word.len() > 1
            && !STOP.contains(&word.as_str())
            && !word.chars().all(|c| c.is_ascii_digit())
            && !out.contains(word)
        {
            out.push(word.clone());
        }
    }
    out
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

/// The files of an index in one: a count of questions, then for each file its name and bytes.
#[derive(Clone)]
struct Packed {
    files: Arc<HashMap<PathBuf, &'static [u8]>>,
    questions: usize,
}

impl fmt::Debug for Packed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Packed").field("files", &self.files.len()).finish()
    }
}

impl Packed {
    fn read(bytes: &'static [u8]) -> Result<Self, IndexError> {
        let damaged = |e: postcard::Error| IndexError::Damaged(e.to_string());
        let (questions, files): (u32, Vec<(&str, &[u8])>) = postcard::from_bytes(bytes).map_err(damaged)?;
        let questions = usize::try_from(questions).map_err(|e| IndexError::Damaged(e.to_string()))?;
        Ok(Packed { files: Arc::new(files.into_iter().map(|(n, b)| (PathBuf::from(n), b)).collect()), questions })
    }
}

/// The bytes of `data/index.bin` for a bank. The random name that tantivy gives a segment is replaced by a fixed one, so
/// that the same bank gives the same bytes.
///
/// # Errors
/// [`IndexError`].
pub fn packed(bank: &Bank) -> Result<Vec<u8>, IndexError> {
    let (index, directory) = build(bank)?;
    let segment =
        index.searchable_segment_ids()?.first().map(tantivy::index::SegmentId::uuid_string).unwrap_or_default();
    let fixed = "0".repeat(32);
    let hyphenated = |hex: &str| {
        [(0, 8), (8, 12), (12, 16), (16, 20), (20, 32)]
            .iter()
            .filter_map(|&(a, b)| hex.get(a..b))
            .collect::<Vec<_>>()
            .join("-")
    };
    let mut files: Vec<(String, Vec<u8>)> = Vec::new();
    for path in index.directory().list_managed_files() {
        let Ok(bytes) = directory.atomic_read(&path) else { continue };
        let name = path.display().to_string();
        if name.starts_with('.') {
            continue;
        }
        let bytes = if name.ends_with(".json") {
            let text = String::from_utf8_lossy(&bytes)
                .replace(&hyphenated(&segment), &hyphenated(&fixed))
                .replace(&segment, &fixed);
            text.into_bytes()
        } else {
            bytes
        };
        files.push((name.replace(&segment, &fixed), bytes));
    }
    files.sort();
    let count = u32::try_from(bank.questions().len()).map_err(|e| IndexError::Damaged(e.to_string()))?;
    let borrowed: Vec<(&str, &[u8])> = files.iter().map(|(n, b)| (n.as_str(), b.as_slice())).collect();
    postcard::to_stdvec(&(count, borrowed)).map_err(|e| IndexError::Damaged(e.to_string()))
}

#[derive(Debug)]
struct Slice(&'static [u8]);

impl tantivy::HasLen for Slice {
    fn len(&self) -> usize {
        self.0.len()
    }
}

impl FileHandle for Slice {
    fn read_bytes(&self, range: Range<usize>) -> io::Result<OwnedBytes> {
        self.0.get(range).map(OwnedBytes::new).ok_or_else(|| io::ErrorKind::UnexpectedEof.into())
    }
}

fn read_only(path: &Path) -> io::Error {
    io::Error::new(io::ErrorKind::PermissionDenied, format!("{} is part of the program", path.display()))
}

impl Directory for Packed {
    fn get_file_handle(&self, path: &Path) -> Result<Arc<dyn FileHandle>, OpenReadError> {
        let file = self.files.get(path).ok_or_else(|| OpenReadError::FileDoesNotExist(path.to_owned()))?;
        Ok(Arc::new(Slice(file)))
    }

    fn exists(&self, path: &Path) -> Result<bool, OpenReadError> {
        Ok(self.files.contains_key(path))
    }

    fn atomic_read(&self, path: &Path) -> Result<Vec<u8>, OpenReadError> {
        self.files.get(path).map(|f| f.to_vec()).ok_or_else(|| OpenReadError::FileDoesNotExist(path.to_owned()))
    }

    fn delete(&self, path: &Path) -> Result<(), DeleteError> {
        Err(DeleteError::IoError { io_error: Arc::new(read_only(path)), filepath: path.to_owned() })
    }

    fn open_write(&self, path: &Path) -> Result<WritePtr, OpenWriteError> {
        Err(OpenWriteError::IoError { io_error: Arc::new(read_only(path)), filepath: path.to_owned() })
    }

    fn atomic_write(&self, path: &Path, _data: &[u8]) -> io::Result<()> {
        Err(read_only(path))
    }

    fn sync_directory(&self) -> io::Result<()> {
        Ok(())
    }

    fn acquire_lock(&self, _lock: &Lock) -> Result<DirectoryLock, LockError> {
        Ok(DirectoryLock::from(Box::new(())))
    }

    fn watch(&self, _callback: WatchCallback) -> tantivy::Result<WatchHandle> {
        Ok(WatchHandle::empty())
    }
}

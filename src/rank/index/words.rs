//! How texts become the words of the index: lower case, stems, without the words that tell nothing apart.

use std::sync::Arc;

use tantivy::tokenizer::{
    LowerCaser, SimpleTokenizer, TextAnalyzer, Token, TokenFilter, TokenStream, Tokenizer, TokenizerManager,
};

use crate::vocabulary::tokens::Stems;

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

/// The name under which the schema knows these words.
pub(super) const TOKENIZER: &str = "bank";

/// The tokenizers of the schema.
pub(super) fn tokenizers() -> TokenizerManager {
    let manager = TokenizerManager::default();
    manager.register(TOKENIZER, analyzer());
    manager
}

fn analyzer() -> TextAnalyzer {
    TextAnalyzer::builder(SimpleTokenizer::default()).filter(LowerCaser).filter(StemFilter).build()
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

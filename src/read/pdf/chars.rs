//! What single glyphs mean: ligatures, TeX's old encodings, accents set apart, bullets, icons.

use unicode_normalization::UnicodeNormalization;

use super::glyph::{Glyph, Page, Says};

/// Stands for a glyph that says nothing until it is known whether it is an icon or a part of a word.
pub(super) const UNKNOWN: char = '\u{fffd}';

impl Glyph {
    /// Whether it only makes room.
    pub(super) fn is_blank(&self) -> bool {
        match &self.says {
            Says::One(c) => is_blank(*c),
            Says::Many(s) => s.chars().all(is_blank),
            Says::Code(_) | Says::Unknown => false,
        }
    }

    /// Adds what it says to `out`, ligatures resolved; [`UNKNOWN`] where it says nothing.
    pub(super) fn say(&self, out: &mut String) {
        match &self.says {
            Says::One('\0') | Says::Unknown | Says::Code(_) => out.push(UNKNOWN),
            // Fonts call the hyphen a soft hyphen; one that takes room is seen.
            Says::One('\u{ad}') if self.x1 - self.x0 > 0.05 * self.size => out.push('-'),
            Says::One(c) => say(*c, out),
            Says::Many(s) => s.chars().for_each(|c| say(c, out)),
        }
    }

    /// Its character, where it is one.
    pub(super) fn one(&self) -> Option<char> {
        match self.says {
            Says::One(c) => Some(c),
            _ => None,
        }
    }
}

fn say(c: char, out: &mut String) {
    match c {
        '\u{fb00}' => out.push_str("ff"),
        '\u{fb01}' => out.push_str("fi"),
        '\u{fb02}' => out.push_str("fl"),
        '\u{fb03}' => out.push_str("ffi"),
        '\u{fb04}' => out.push_str("ffl"),
        '\u{fb05}' | '\u{fb06}' => out.push_str("st"),
        '\0' => out.push(UNKNOWN),
        // Zero-width characters and soft hyphens; direction marks.
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}' | '\u{feff}' => {}
        c if c.is_control() || is_pictograph(c) => {}
        c => out.push(c),
    }
}

fn is_blank(c: char) -> bool {
    c.is_whitespace() || c == '\u{200b}' || c == '\u{feff}'
}

/// Whether `c` is from a private use area: an icon, or a symbol font's own numbering.
pub(super) fn is_private(c: char) -> bool {
    matches!(c, '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..='\u{10ffff}')
}

/// Whether `c` is a picture, as icon fonts use for phones and houses.
fn is_pictograph(c: char) -> bool {
    matches!(c, '\u{1f000}'..='\u{1faff}' | '☎' | '✆' | '✉' | '⌂' | '⌨' | '\u{fe0e}' | '\u{fe0f}')
}

/// Whether `c` at a line's start, with room after it, marks an item of a list.
pub(super) fn is_bullet(c: char) -> bool {
    matches!(
        c,
        '•' | '◦'
            | '▪'
            | '▫'
            | '■'
            | '□'
            | '●'
            | '○'
            | '◆'
            | '◇'
            | '❖'
            | '➢'
            | '➤'
            | '►'
            | '▶'
            | '▸'
            | '‣'
            | '▹'
            | '▻'
            | '⁃'
            | '∙'
            | '·'
            | '⋅'
            | '★'
            | '☆'
            | '✓'
            | '✔'
            | '✗'
            | '✦'
            | '✧'
            | '➔'
            | '→'
            | '⇒'
            | '»'
            | '›'
            | '∗'
            | '⦁'
            | '⚫'
            | '⬤'
            | '⭐'
            | '◾'
            | '◽'
            | '❑'
            | '❒'
            | '❏'
            | '⁕'
            | '∘'
            | '➜'
            | '➣'
            | '☑'
            | '◘'
            | '\u{25c9}'
            | '\u{2b1d}'
            | '\u{f0a7}'
            | '\u{f0b7}'
            | '\u{f0d8}'
            | '\u{f076}'
            | '\u{f0a8}'
            | '\u{f0fc}'
            | '\u{f071}'
            | '\u{f06c}'
            | '\u{f06e}'
            | '\u{f0de}'
            | '\u{f0e0}'
            | '\u{f02d}'
    )
}

/// Whether `c` marks an item only when a word follows after a gap: dashes, asterisks, and letters of symbol fonts.
pub(super) fn is_weak_bullet(c: char) -> bool {
    matches!(c, '-' | '–' | '—' | '−' | '*' | 'o' | '§' | 'Ø' | '+' | '>' | '¤' | '¨' | '~' | 'ü')
}

/// Resolves the codes of nameless Type 3 glyphs, which old TeX makes out of bitmap fonts: T1 (Cork) if a code tells so,
/// else OT1. Returns how many there were.
pub(super) fn resolve_codes(pages: &mut [Page]) -> usize {
    let codes =
        || pages.iter().flat_map(|p| &p.glyphs).filter_map(|g| if let Says::Code(c) = g.says { Some(c) } else { None });
    let count = codes().count();
    if count == 0 {
        return 0;
    }
    let cork = codes().any(|c| c >= 0xc0 || (0x1b..=0x1f).contains(&c));
    for glyph in pages.iter_mut().flat_map(|p| &mut p.glyphs) {
        if let Says::Code(code) = glyph.says {
            glyph.says = from_tex(code, cork);
        }
    }
    count
}

/// A code of TeX's T1 or OT1 text encoding; 0x88 is the bullet of TS1, which goes with both.
fn from_tex(code: u8, cork: bool) -> Says {
    let low = if cork { CORK_LOW } else { OT1_LOW };
    let many = |s: &str| {
        let mut chars = s.chars();
        match (chars.next(), chars.next()) {
            (Some(c), None) => Says::One(c),
            (Some(_), Some(_)) => Says::Many(s.into()),
            (None, _) => Says::Unknown,
        }
    };
    match code {
        0..=31 => many(low.get(usize::from(code)).copied().unwrap_or("")),
        0x88 => Says::One('•'),
        0x7b if !cork => Says::One('–'),
        0x7c if !cork => Says::One('—'),
        0x7f if !cork => Says::One('¨'),
        0x7f => Says::One('-'),
        0x27 => Says::One('’'),
        0xd7 => many("Œ"),
        0xdf => many("SS"),
        0xf7 => many("œ"),
        0xff => many("ß"),
        32..=126 | 0xc0..=0xfe => Says::One(char::from(code)),
        0x80..=0xbf => {
            let high = "ĂĄĆČĎĚĘĞĹĽŁŃŇ\u{14a}ŐŔŘŚŠŞŤŢŰŮŸŹŽŻĲİđ§ăąćčďěęğĺľłńň\u{14b}őŕřśšşťţűůÿźžżĳ¡¿£";
            high.chars().nth(usize::from(code - 0x80)).map_or(Says::Unknown, Says::One)
        }
    }
}

/// T1. Its codes 11–13 are rare marks, OT1's are ligatures, and documents mix both.
const CORK_LOW: [&str; 32] = [
    "`", "´", "ˆ", "˜", "¨", "˝", "˚", "ˇ", "˘", "¯", "˙", "ff", "fi", "‚", "‹", "›", "“", "”", "„", "«", "»", "–",
    "—", "", "", "ı", "ȷ", "ff", "fi", "fl", "ffi", "ffl",
];

const OT1_LOW: [&str; 32] = [
    "Γ", "Δ", "Θ", "Λ", "Ξ", "Π", "Σ", "Υ", "Φ", "Ψ", "Ω", "ff", "fi", "fl", "ffi", "ffl", "ı", "ȷ", "`", "´", "ˇ",
    "˘", "¯", "˚", "¸", "ß", "æ", "œ", "ø", "Æ", "Œ", "Ø",
];

/// The combining form of an accent that is set as a glyph of its own.
fn combining(c: char) -> Option<char> {
    Some(match c {
        '`' | 'ˋ' | '\u{300}' => '\u{300}',
        '´' | 'ˊ' | '\u{301}' => '\u{301}',
        'ˆ' | '^' | '\u{302}' => '\u{302}',
        '˜' | '~' | '\u{303}' => '\u{303}',
        '¯' | 'ˉ' | '\u{304}' => '\u{304}',
        '˘' | '\u{306}' => '\u{306}',
        '˙' | '\u{307}' => '\u{307}',
        '¨' | '\u{308}' => '\u{308}',
        '˚' | '\u{30a}' => '\u{30a}',
        '˝' | '\u{30b}' => '\u{30b}',
        'ˇ' | '\u{30c}' => '\u{30c}',
        '¸' | '\u{327}' => '\u{327}',
        '˛' | '\u{328}' => '\u{328}',
        _ => return None,
    })
}

/// The letter and the accent that is painted over it, as one character: for pieces sorted by their left ends.
/// `a` and `b` are neighbours; they compose where the accent's middle is over the letter.
pub(super) fn compose(a: &Glyph, b: &Glyph) -> Option<char> {
    let (mark, base) = match (a.one().and_then(combining), b.one().and_then(combining)) {
        (Some(mark), None) => (a, (b, mark)),
        (None, Some(mark)) => (b, (a, mark)),
        _ => return None,
    };
    let (letter, accent) = base;
    let letter_says = match letter.one()? {
        'ı' => 'i',
        'ȷ' => 'j',
        c if c.is_alphabetic() => c,
        _ => return None,
    };
    let middle = f32::midpoint(mark.x0, mark.x1);
    let slack = 0.05 * letter.size;
    // A combining mark may have no width and stand at either end of its letter.
    let over = middle > letter.x0 - slack && middle < letter.x1 + slack;
    if !over {
        return None;
    }
    let mut composed = [letter_says, accent].into_iter().nfc();
    match (composed.next(), composed.next()) {
        (Some(c), None) => Some(c),
        _ => None,
    }
}

/// Whether it is an accent by itself.
pub(super) fn is_accent(c: char) -> bool {
    combining(c).is_some()
}

/// Parts of words, common in resumes, with a ligature: what a glyph without Unicode inside a word may have been.
const LIGATURE_WORDS: &str = "\
    certif notif verif simplif qualif identif classif unif modif specif clarif diversif quantif amplif rectif office \
    officer official effici coeffici suffici profici difficult traffic affili offer effect effort differ staff \
    affect buffer offline offshore takeoff tradeoff trade-off handoff workflow dataflow airflow tensorflow overflow \
    mlflow cashflow flow flexib flask fluent flight fleet flag flink flutter float floor florida influen reflect \
    conflict inflation cloudflare netflix snowflake profil profit benefit defin refin confi configur confid confirm \
    file filter field find fine final financ fintech finish first firm fire fit fix five fifth fiber fiction figma \
    figure signific scientific artific pacific beneficial sacrific fi wifi wi-fi infini superfici magnific offici \
    diffus suffix prefix graffiti shuffl baffl kubeflow tion tive tical tics ting time tial tient tium titl tinu \
    actic optimi partici multi nati soft draft shift craft lift left after swift gift thrift redshift attent settin \
    better committ attach letter gettin written pattern bottle twitter putting hittin flutter matter";

/// `word` without glyphs of private use at its ends; inside it they are ligatures that a converter numbered by itself.
pub(super) fn without_icons(word: &str) -> String {
    let trimmed = word.trim_matches(is_private);
    trimmed.chars().map(|c| if is_private(c) { UNKNOWN } else { c }).collect()
}

/// What a glyph that says nothing may be, most frequent first, with a part of the words where it's that.
const LIGATURES: [&str; 9] = ["fi", "fl", "ff", "ffi", "ffl", "ti", "ft", "tt", "tti"];

/// `word` with its unknown glyphs guessed as ligatures from words that are known, and how many stayed a guess. Between
/// other things than letters, and at a word's edge where no known word comes out, they are taken for icons and dropped.
pub(super) fn guess_ligatures(word: &str) -> (String, usize) {
    let mut out = String::with_capacity(word.len() + 4);
    let mut guesses = 0;
    let parts: Vec<&str> = word.split(UNKNOWN).collect();
    for (i, part) in parts.iter().enumerate() {
        out.push_str(part);
        let Some(after) = parts.get(i + 1) else { break };
        let inside = (
            out.chars().last().is_some_and(char::is_alphabetic),
            after.chars().next().is_some_and(char::is_alphabetic),
        );
        if inside == (false, false) {
            continue;
        }
        let before: String = out.chars().flat_map(char::to_lowercase).collect();
        let after: String = after.chars().flat_map(char::to_lowercase).collect();
        let found = LIGATURES.into_iter().find(|lig| {
            let whole = format!("{before}{lig}{after}");
            let (start, end) = (before.len(), before.len() + lig.len());
            // The whole ligature and a letter beside it.
            LIGATURE_WORDS.split(' ').any(|w| {
                whole
                    .match_indices(w)
                    .any(|(at, _)| at <= start && at + w.len() >= end && (at + w.len() > end || at < start))
            })
        });
        match found {
            Some(ligature) => out.push_str(ligature),
            None if inside == (true, true) => {
                guesses += 1;
                out.push_str("fi");
            }
            None => {}
        }
    }
    (out, guesses)
}

//! Dates in the forms that people write in resumes: `Mar 2019 – Present`, `06/2015`, `2017–2019`, `Summer 2024`, `since 2021`.
//!
//! Months are counted from year 0, so that a span's length is a subtraction. Months count inclusively at both ends, and a
//! year without a month stands for its middle, so that `2017–2019` is two years.

use std::ops::Range;

use super::patterns::{Pattern, ascii, marked};
use super::posting::verdict::same_length_lower;

/// A month: `12 * year + month - 1`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Month(pub i32);

impl Month {
    /// The month `month` (1..=12) of `year`.
    pub fn of(year: i32, month: i32) -> Self {
        Month(12 * year + month - 1)
    }

    /// The year.
    pub fn year(self) -> i32 {
        self.0.div_euclid(12)
    }

    /// `YYYY-MM`.
    pub fn iso(self) -> String {
        format!("{:04}-{:02}", self.year(), self.0.rem_euclid(12) + 1)
    }
}

/// From one month through another; without an end it goes on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Span {
    /// The first month.
    pub start: Month,
    /// The last month, or `None` where it goes on.
    pub end: Option<Month>,
    /// Whether the start was a year alone.
    pub year_start: bool,
    /// Whether the end was a year alone.
    pub year_end: bool,
}

impl Span {
    /// The months that it covers, `today` taken as the end of what goes on: first included, last excluded.
    pub fn months(&self, today: Month) -> Range<i32> {
        let start = self.start.0;
        let end = match self.end {
            // From mid-year to mid-year: the month of the end is where the next would begin.
            Some(end) if self.year_end => end.0,
            Some(end) => end.0 + 1,
            None => today.0 + 1,
        };
        start..end.max(start + i32::from(!(self.year_start && self.year_end))).min((today.0 + 1).max(start))
    }
}

/// A span found in a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// The span.
    pub span: Span,
    /// Where its words stand in the line.
    pub at: Range<usize>,
    /// Whether it has two ends, or says that it goes on; a single month or year does not.
    pub range: bool,
}

/// Months and seasons, in order; `\x01` in a marked copy.
#[rustfmt::skip]
const MONTHS: &[&str] = &[
    "abr", "abril", "ago", "agosto", "aout", "août", "apr", "april", "aug", "august", "automne", "autumn",
    "avr", "avril", "dec", "december", "decembre", "dez", "dezember", "dic", "diciembre", "déc", "décembre",
    "ene", "enero", "ete", "fall", "feb", "febr", "febrero", "februar", "february", "fevr", "fevrier",
    "fruhjahr", "frühjahr", "févr", "février", "herbst", "hiver", "jan", "januar", "january", "janv", "janvier",
    "juil", "juillet", "juin", "jul", "juli", "julio", "july", "jun", "june", "juni", "junio", "mai", "mar",
    "march", "mars", "marz", "marzo", "may", "mayo", "mär", "märz", "nov", "november", "novembre", "noviembre",
    "oct", "october", "octobre", "octubre", "okt", "oktober", "printemps", "sep", "sept", "september",
    "septembre", "septiembre", "sommer", "spring", "summer", "winter", "été",
];
/// Words for an end that has not come, `\x02`.
#[rustfmt::skip]
const OPEN: &[&str] = &[
    "actual", "actualidad", "actualmente", "actuel", "aktuell", "aujourd", "current", "currently", "date",
    "heute", "hoy", "jetzt", "laufend", "now", "ongoing", "present", "presente", "présent", "today",
];
/// Words between two ends, `\x03`.
const THROUGH: &[&str] = &["a", "au", "bis", "hasta", "through", "thru", "till", "to", "until", "à"];
/// Words before a start, `\x04`.
const SINCE: &[&str] = &["ab", "depuis", "desde", "from", "seit", "since"];

static DATES: Pattern = Pattern::new(|| {
    let year = r"(?:19[5-9]\d|20[0-4]\d)";
    let point = format!(
        r"(?:\x01+(?:\s+\d{{1,2}}(?:st|nd|rd|th)?)?[\s,./'\x0f-]*(?:of\s+)?{year}|\x01+\s*'\x0f*\d{{2}}|\b(?:(?:\d{{1,2}}[./]\s?)?(?:0?[1-9]|1[0-2])\s?[./-]\s?{year}|{year}\s?[./-]\s?(?:0[1-9]|1[0-2])(?:[./-]\d{{2}})?|{year}))"
    );
    let dash = r"\s*(?:-[-\x0f]{0,2}|~|\x03+)\s*";
    let open = r"(?:\x03+\s)?\x02+(?:'\x0f*hui)?";
    // A range whose first month borrows the year of the second: `Jan – May 2020`.
    ascii(&format!(
        r"(?P<sm>\x01+){dash}(?P<borrow>\x01+[\s,./'\x0f]*{year})|\x04+\s+(?P<sp>{point})(?:{dash}(?:(?P<so>{open})|(?P<se>{point})))?|(?P<a>{point})(?:{dash}(?:(?P<o>{open})|(?P<b>{point})|(?P<b2>\d{{2}})\b)|\s*(?P<dangling>-\x0f*)\s*$)?|(?P<two>(?P<ta>\x01+\.?\s+\d{{2}}){dash}(?:(?P<to>{open})|(?P<tb>\x01+\.?\s+\d{{2}})))\s*(?:$|[|;)(])"
    ))
});

/// All spans of a line, in order.
pub fn spans(line: &str) -> Vec<Found> {
    // Cheaper than the pattern, and most lines have no year.
    if !line.bytes().any(|b| b.is_ascii_digit()) {
        return Vec::new();
    }
    let mut lower = same_length_lower(line);
    if let Some(at) = lost_dash(&lower) {
        lower.replace_range(at..=at, "-");
    }
    let line = &lower;
    let marked = marked(line, &[(1, MONTHS), (2, OPEN), (3, THROUGH), (4, SINCE)]);
    let mut out = Vec::new();
    for found in DATES.captures_iter(&marked) {
        let Some(all) = found.get(0) else { continue };
        let at = found.name("two").map_or_else(|| all.range(), |two| two.range());
        // Not a year: a part of a longer number, an amount, a version.
        let before = line.get(..at.start).and_then(|s| s.chars().next_back());
        let after = line.get(at.end..).and_then(|s| s.chars().next());
        if before.is_some_and(|c| matches!(c, '$' | '€' | '£' | '+' | '#'))
            || after.is_some_and(|c| matches!(c, '%' | '€') || c.is_alphanumeric())
        {
            continue;
        }
        let group = |name: &str| found.name(name).and_then(|m| line.get(m.range()));
        let point = |text: &str| parse_point(text);
        let span = if let (Some(first), Some(second)) = (group("sm"), group("borrow")) {
            point(second).and_then(|(end, _)| {
                let month = month_of(first)?;
                let start = Month::of(end.year(), month);
                let start = if start > end { Month(start.0 - 12) } else { start };
                Some((Span { start, end: Some(end), year_start: false, year_end: false }, true))
            })
        } else if let Some(start) = group("ta") {
            // "Sep 15 - now", "Feb 12 - Aug 15": years of two digits, where a month stands at both ends.
            let end = group("tb").and_then(point).map(|e| e.0);
            point(start).map(|(s, _)| (Span { start: s, end, year_start: false, year_end: false }, true))
        } else if let Some(start) = group("sp") {
            let end = group("se").and_then(point);
            point(start).map(|(s, y)| {
                (Span { start: s, end: end.map(|e| e.0), year_start: y, year_end: end.is_some_and(|e| e.1) }, true)
            })
        } else {
            group("a").and_then(point).map(|(s, y)| {
                let second = group("b").and_then(point).or_else(|| group("b2").and_then(|yy| short_year(s, yy)));
                match (group("o").or(group("dangling")), second) {
                    (Some(_), _) => (Span { start: s, end: None, year_start: y, year_end: false }, true),
                    (None, Some((e, ey))) => (Span { start: s, end: Some(e), year_start: y, year_end: ey }, true),
                    (None, None) => (
                        Span {
                            start: s,
                            end: Some(season_end(group("a").unwrap_or_default(), s)),
                            year_start: y,
                            year_end: y,
                        },
                        false,
                    ),
                }
            })
        };
        if let Some((span, range)) = span
            && span.end.is_none_or(|e| e >= span.start)
        {
            out.push(Found { span, at, range });
        }
    }
    out
}

/// Where a line in lower case begins with two years, or a year and a word for today, between which only blanks are left:
/// "2019  2021 Developer". Conversions lose the dash there. The place of the first blank.
fn lost_dash(lower: &str) -> Option<usize> {
    let start = lower.len() - lower.trim_start().len();
    let year = |text: &str| {
        let digits = text.bytes().take_while(u8::is_ascii_digit).count();
        (digits == 4).then(|| text.get(..4).and_then(|y| y.parse::<i32>().ok())).flatten()
    };
    let text = lower.get(start..)?;
    let first = year(text).filter(|y| (1950..2050).contains(y))?;
    let after = text.get(4..)?;
    // One byte of blank is where the dash goes.
    let rest = after.strip_prefix(' ').map(str::trim_start)?;
    let word = rest.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    let open = matches!(word, "now" | "present" | "today" | "current" | "heute" | "actuel" | "actualidad");
    let second = year(rest).filter(|y| (first..2050).contains(y) && word.len() == 4);
    (open || second.is_some()).then_some(start + 4)
}

/// The last month of a single point in time: a season lasts three months, anything else one.
fn season_end(text: &str, start: Month) -> Month {
    let lower = text.to_lowercase();
    let season =
        ["spring", "summer", "autumn", "fall", "winter", "sommer", "herbst"].iter().any(|s| lower.starts_with(s));
    Month(start.0 + if season { 2 } else { 0 })
}

/// `'19` or the 22 of `2019–22`.
fn short_year(start: Month, digits: &str) -> Option<(Month, bool)> {
    let year = start.year() / 100 * 100 + digits.parse::<i32>().ok()?;
    (year > start.year() && year - start.year() < 40).then(|| (Month::of(year, 7), true))
}

/// A month, and whether only its year was given.
fn parse_point(text: &str) -> Option<(Month, bool)> {
    let lower = text.to_lowercase();
    if let Some(month) = month_of(&lower) {
        let digits: Vec<&str> = lower.split(|c: char| !c.is_ascii_digit()).filter(|d| !d.is_empty()).collect();
        let year = match digits.last()? {
            d if d.len() == 4 => d.parse().ok()?,
            d if d.len() == 2 => short(d.parse().ok()?),
            _ => return None,
        };
        return Some((Month::of(year, month), false));
    }
    let numbers: Vec<i32> =
        lower.split(|c: char| !c.is_ascii_digit()).filter(|d| !d.is_empty()).filter_map(|d| d.parse().ok()).collect();
    match numbers.as_slice() {
        [year] => Some((Month::of(*year, 7), true)),
        [year, month, ..] if *year > 1000 => (1..=12).contains(month).then(|| (Month::of(*year, *month), false)),
        [.., month, year] => (1..=12).contains(month).then(|| (Month::of(*year, *month), false)),
        _ => None,
    }
}

fn short(year: i32) -> i32 {
    if year < 50 { 2000 + year } else { 1900 + year }
}

/// The month that a name begins with; a season stands for its first month.
fn month_of(text: &str) -> Option<i32> {
    const NAMES: &[(&str, i32)] = &[
        ("jan", 1),
        ("ene", 1),
        ("feb", 2),
        ("fev", 2),
        ("fév", 2),
        ("mar", 3),
        ("mär", 3),
        ("apr", 4),
        ("avr", 4),
        ("abr", 4),
        ("may", 5),
        ("mai", 5),
        ("jun", 6),
        ("juin", 6),
        ("juil", 7),
        ("jul", 7),
        ("aug", 8),
        ("aoû", 8),
        ("aou", 8),
        ("ago", 8),
        ("sep", 9),
        ("oct", 10),
        ("okt", 10),
        ("nov", 11),
        ("dec", 12),
        ("dez", 12),
        ("déc", 12),
        ("dic", 12),
        ("spring", 3),
        ("summer", 6),
        ("autumn", 9),
        ("fall", 9),
        ("winter", 12),
        ("sommer", 6),
    ];
    let lower = text.trim_start().to_lowercase();
    NAMES.iter().filter(|(name, _)| lower.starts_with(name)).max_by_key(|(name, _)| name.len()).map(|(_, month)| *month)
}

/// The months that ranges cover together, overlaps counted once.
pub fn union(mut ranges: Vec<Range<i32>>) -> i32 {
    ranges.sort_by_key(|r| (r.start, r.end));
    let mut months = 0;
    let mut until = i32::MIN;
    for range in ranges {
        let from = range.start.max(until);
        if range.end > from {
            months += range.end - from;
            until = range.end;
        }
    }
    months
}

/// Years of a number of months, to one decimal.
pub fn years(months: i32) -> f64 {
    (f64::from(months) / 12.0 * 10.0).round() / 10.0
}

#[cfg(test)]
mod tests {
    use super::*;

    const TODAY: Month = Month(12 * 2026 + 10);

    fn months(line: &str) -> Vec<(String, Option<String>, i32)> {
        spans(line)
            .into_iter()
            .map(|f| {
                let r = f.span.months(TODAY);
                (f.span.start.iso(), f.span.end.map(Month::iso), r.end - r.start)
            })
            .collect()
    }

    #[test]
    fn forms_that_people_write() {
        let one = |line: &str| months(line).into_iter().next().unwrap_or_else(|| panic!("no date in {line}"));
        let of = |s: &str, e: Option<&str>, n| (s.to_owned(), e.map(str::to_owned), n);
        assert_eq!(one("Mar 2019 – Present"), of("2019-03", None, 93));
        assert_eq!(one("06/2015 - 08/2017"), of("2015-06", Some("2017-08"), 27));
        assert_eq!(one("2017–2019"), of("2017-07", Some("2019-07"), 24));
        assert_eq!(one("Summer 2024"), of("2024-06", Some("2024-08"), 3));
        assert_eq!(one("since 2021"), of("2021-07", None, 65));
        assert_eq!(one("Jan – May 2020"), of("2020-01", Some("2020-05"), 5));
        assert_eq!(one("September 2020 -- September 2023"), of("2020-09", Some("2023-09"), 37));
        assert_eq!(one("2023-04 to 2024-01"), of("2023-04", Some("2024-01"), 10));
        assert_eq!(one("seit März 2022"), of("2022-03", None, 57));
        assert_eq!(one("janvier 2018 à juin 2019"), of("2018-01", Some("2019-06"), 18));
        assert_eq!(one("Aug ’19 – Dec ’20"), of("2019-08", Some("2020-12"), 17));
        assert_eq!(one("Sep 15 - NOW"), of("2015-09", None, 135));
        assert_eq!(one("Feb 12 – Aug 15"), of("2012-02", Some("2015-08"), 43));
        assert_eq!(one("2019–22"), of("2019-07", Some("2022-07"), 36));
    }

    #[test]
    fn lists_are_in_order() {
        for list in [MONTHS, OPEN, THROUGH, SINCE] {
            assert!(list.is_sorted(), "{list:?}");
        }
    }

    #[test]
    fn numbers_that_are_no_dates() {
        assert!(months("cut costs by $2019 and 2040%").is_empty());
        assert!(months("reads 120000 rows, ISO 27001, port 8080").is_empty());
    }

    #[test]
    fn a_dash_that_a_conversion_lost() {
        let today = Month::of(2026, 11);
        let months = |line: &str| spans(line).first().map(|f| (f.range, f.span.months(today).len()));
        assert_eq!(months("2019  2021 Java Backend Developer"), Some((true, 24)));
        assert!(months("2021 now Full-Stack Developer").is_some_and(|(range, n)| range && n > 60));
        assert_eq!(months("2019 20 Java services"), months("2019 and more"));
        assert_eq!(months("Served 2019 2021 requests"), months("Served 2019 and 2021 requests"));
    }

    #[test]
    fn overlaps_count_once() {
        assert_eq!(union(vec![0..12, 6..18, 24..30]), 24);
    }
}

//! One posting, many resumes, from Rust: the posting is understood once, and the bank is asked once.
//!
//! ```console
//! cargo run --example one_posting_many_resumes -- posting.txt resume1.pdf resume2.docx …
//! ```

use std::error::Error;
use std::io::Write;

use jobfit::pipeline::{Request, Warnings};
use jobfit::rank::Wish;
use jobfit::read::Reader;
use jobfit::report::value::Tailored;
use jobfit::understand::dates::Month;
use jobfit::{Toolkit, document::Document};

/// The results, best fit first.
fn compare(job: &Document, resumes: &[Document], today: Month) -> Result<Vec<Tailored>, Box<dyn Error>> {
    let toolkit = Toolkit::shipped()?;
    let request = Request { wish: Wish { top: 5, ..Wish::default() }, ..Request::default() };
    let posting = toolkit.posting(job, &request);
    let warnings = Warnings::of_posting(job, &posting);
    let opening = toolkit.opening(posting, warnings)?;
    let mut results = Vec::new();
    for document in resumes {
        let applicant = toolkit.applicant(document, today)?;
        results.push(toolkit.tailor(&opening, &applicant, &request));
    }
    results.sort_by(|a, b| b.fit.score.unwrap_or(0.0).total_cmp(&a.fit.score.unwrap_or(0.0)));
    Ok(results)
}

fn main() -> Result<(), Box<dyn Error>> {
    let reader = Reader::default();
    let read = |path: String| -> Result<Document, Box<dyn Error>> { Ok(reader.read(&path, &std::fs::read(&path)?)?) };
    let mut paths = std::env::args().skip(1);
    let job = read(paths.next().ok_or("give a posting and resumes")?)?;
    let resumes = paths.map(read).collect::<Result<Vec<_>, _>>()?;
    let mut out = std::io::stdout().lock();
    for result in compare(&job, &resumes, Month::of(2026, 11))? {
        let score = result.fit.score.unwrap_or(0.0);
        let first = result.topics.first().map_or("nothing", |t| t.name.as_str());
        writeln!(out, "{score:.2}  {}  rehearse first: {first}", result.resume.source)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_better_fit_comes_first() {
        let read = |name: &str, text: &str| Reader::default().read(name, text.as_bytes()).expect("plain text");
        let job = read("job.txt", "Backend Engineer\n\nRequirements\n- 3+ years of Go\n- PostgreSQL\n- Kafka\n");
        let resume = |name: &str, a: &str, b: &str| {
            let text = format!(
                "Robin Example\n\nExperience\n\nBackend Engineer, Acme Parcel, May 2020 - Present\n\
                 - Built the parcel tracking service in {a}; it answers 4,000 requests a second from {b}\n\
                 - Cut the delay of the nightly import from 40 s to 2 s and wrote down how\n\n\
                 Education\nBSc Computer Science, Somewhere University, 2015 - 2018\n"
            );
            read(name, &text)
        };
        let resumes = [resume("far.txt", "Perl", "Oracle"), resume("near.txt", "Go", "PostgreSQL")];
        let results = compare(&job, &resumes, Month::of(2026, 11)).expect("results");
        let order: Vec<&str> = results.iter().map(|r| r.resume.source.as_str()).collect();
        assert_eq!(order, ["near.txt", "far.txt"]);
        assert!(results.iter().all(|r| r.questions.len() == 5));
    }
}

//! The reports of a batch: a folder for the posting, a file for the resume.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use jobfit::batch::Digest;
use jobfit::batch::records::digest;
use jobfit::report::value::Tailored;
use jobfit::report::{Format, Options};

use super::aside;
use crate::input::plain;

/// The folder of the reports, in that of the results.
pub const REPORTS: &str = "reports";

/// Writes the reports of a pair.
pub fn write(
    folder: &Path,
    formats: &[(String, Format)],
    job: &str,
    result: &Tailored,
    options: &Options,
) -> Result<Vec<Digest>, String> {
    let mut digests = Vec::with_capacity(formats.len());
    for (name, format) in formats {
        let path = place(&folder.join(REPORTS), job, &result.resume.source, name);
        let part = part(&path);
        let mut bytes = Vec::new();
        let written = format.report().write(result, options, &mut bytes).and_then(|()| {
            if let Some(folder) = path.parent() {
                fs::create_dir_all(folder)?;
            }
            fs::write(&part, &bytes)?;
            fs::rename(&part, &path)
        });
        written.map_err(|e| {
            let shown = path.display();
            format!("{shown}: can't be written ({}); make room, then run the same command again to go on", plain(&e))
        })?;
        digests.push(digest(&bytes));
    }
    Ok(digests)
}

/// Puts a report of an earlier run in a place. It stays where it was too: a run that is killed before it is written down how far
/// it was begins anew, and needs it again.
pub fn bring(from: &Path, to: &Path) -> io::Result<()> {
    if let Some(folder) = to.parent() {
        fs::create_dir_all(folder)?;
    }
    aside::gone(fs::remove_file(to))?;
    // Not every file system has links.
    fs::hard_link(from, to).or_else(|_| {
        let part = part(to);
        fs::copy(from, &part)?;
        fs::rename(&part, to)
    })
}

/// Another name, for a report that is not whole yet.
fn part(path: &Path) -> PathBuf {
    let mut part = path.to_owned().into_os_string();
    part.push(".part");
    part.into()
}

/// Where a report is, in a folder of reports.
pub fn place(folder: &Path, job: &str, resume: &str, format: &str) -> PathBuf {
    parts(job, resume, format).iter().fold(folder.to_owned(), |path, part| path.join(part))
}

/// The place of a report below the folder of reports: a folder for the posting, a file for the resume.
pub fn parts(job: &str, resume: &str, format: &str) -> Vec<String> {
    let ending = match format {
        "text" => "txt",
        "markdown" => "md",
        other => other,
    };
    let of = |name: &str| {
        name.split('/')
            .filter(|p| !p.is_empty() && *p != ".")
            .map(|p| if p == ".." { "up".to_owned() } else { p.replace([':', '\\'], "_") })
            .collect::<Vec<_>>()
    };
    let mut out = of(job);
    out.extend(of(resume));
    if let Some(last) = out.last_mut() {
        last.push('.');
        last.push_str(ending);
    }
    out
}

/// A part of a path as a part of a link.
pub fn percent(part: &str) -> String {
    let mut out = String::new();
    for byte in part.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'.' | b'-' | b'_' | b'~' => out.push(char::from(byte)),
            _ => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reports_stay_below_their_folder() {
        assert_eq!(parts("../../jd.md", "/a/cv.pdf", "markdown"), ["up", "up", "jd.md", "a", "cv.pdf.md"]);
        assert_eq!(percent("a b\"<é>.pdf"), "a%20b%22%3C%C3%A9%3E.pdf");
    }
}

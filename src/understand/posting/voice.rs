//! What a stretch of a posting is about where no heading says it: by how it speaks to the reader. Requirements speak of what
//! the reader has become ("you've run", "years of", "enough SQL to"), the work of what the reader does ("you'll look after",
//! "you build"), perks and legal text by their words.

use crate::document::Document;
use crate::understand::cues;
use crate::understand::headings::Part;

/// How often a stretch speaks in which voice.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Voice {
    /// Of what the reader has to be or to have done.
    requires: usize,
    /// Of what the reader will do.
    employs: usize,
    /// Of perks, pay, law and how to apply.
    sells: usize,
}

impl Voice {
    /// Of a line.
    pub fn of(line: &str) -> Self {
        let lower = line.to_lowercase().replace('’', "'");
        // "You won't need X" is about neither.
        let denied = cues::posting("not-asked").find_all(&lower);
        let speaks = |class: &'static str| {
            let found = cues::posting(class).find_all(&lower);
            found.iter().filter(|f| !denied.iter().any(|d| d.start < f.end && f.start < d.end)).count()
        };
        Voice {
            requires: speaks("voice-required"),
            employs: speaks("voice-duties"),
            sells: cues::posting("benefit").find_all(&lower).len() + cues::posting("legal").find_all(&lower).len(),
        }
    }

    /// Of several lines.
    pub fn of_lines(document: &Document, lines: &[usize]) -> Self {
        lines.iter().map(|&i| Voice::of(document.line(i))).fold(Voice::default(), |a, b| Voice {
            requires: a.requires + b.requires,
            employs: a.employs + b.employs,
            sells: a.sells + b.sells,
        })
    }

    /// The part that speaks so, where it is clear. `least` is how often a voice has to be heard.
    pub fn part(self, least: usize) -> Option<Part> {
        let asks = self.requires + self.employs;
        if self.sells >= 2 && self.sells > asks {
            Some(Part::Benefits)
        } else if asks < least {
            None
        } else if self.requires >= self.employs {
            Some(Part::Required)
        } else {
            Some(Part::Duties)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs_by_their_voice() {
        let part = |text: &str| Voice::of(text).part(1);
        assert_eq!(part("You've operated Kubernetes, and you know how a DNS fault looks."), Some(Part::Required));
        assert_eq!(part("Four or more years of building native apps"), Some(Part::Required));
        assert_eq!(part("Tuesday you build the pairing flow, and you'd own its tests."), Some(Part::Duties));
        assert_eq!(
            part("A pension, 28 days of leave and a gym. All qualified applicants are welcome."),
            Some(Part::Benefits)
        );
        assert_eq!(part("The server is Django, looked after in Wellington; you will not need it."), None);
        assert_eq!(part("There are 400 of us, and our customers run on AWS."), None);
    }
}

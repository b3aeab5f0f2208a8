//! Which posting is compared with which resume, and in which order: by posting, then resume.

use std::ops::Range;

/// The pairs of a batch, as places in its lists of postings and resumes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Pairs {
    /// Every resume against every posting.
    All {
        /// How many postings.
        jobs: usize,
        /// How many resumes.
        resumes: usize,
    },
    /// Those of a list.
    Listed(Vec<(usize, usize)>),
}

/// Pairs of one posting that are worked on in one go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Portion {
    /// The posting.
    pub job: usize,
    /// Places of the pairs.
    pub pairs: Range<usize>,
}

/// Pairs in a portion: enough that handing it over costs nothing beside the work, few enough that a portion of long results
/// stays within a few megabytes.
const PORTION: usize = 64;

impl Pairs {
    /// Those of a list, put in order, each once.
    pub fn listed(mut pairs: Vec<(usize, usize)>) -> Self {
        pairs.sort_unstable();
        pairs.dedup();
        Pairs::Listed(pairs)
    }

    /// How many.
    pub fn len(&self) -> usize {
        match self {
            Pairs::All { jobs, resumes } => jobs * resumes,
            Pairs::Listed(pairs) => pairs.len(),
        }
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The posting and the resume of the pair at a place.
    pub fn get(&self, place: usize) -> Option<(usize, usize)> {
        match self {
            Pairs::All { resumes, .. } => {
                (place < self.len()).then(|| (place / resumes.max(&1), place % resumes.max(&1)))
            }
            Pairs::Listed(pairs) => pairs.get(place).copied(),
        }
    }

    /// The places of the pairs of each posting that has some.
    fn of_jobs(&self) -> Vec<(usize, Range<usize>)> {
        match self {
            Pairs::All { jobs, resumes } => {
                (0..*jobs).filter(|_| *resumes > 0).map(|j| (j, j * resumes..(j + 1) * resumes)).collect()
            }
            Pairs::Listed(pairs) => {
                let mut out: Vec<(usize, Range<usize>)> = Vec::new();
                for (place, (job, _)) in pairs.iter().enumerate() {
                    match out.last_mut() {
                        Some((last, places)) if last == job => places.end = place + 1,
                        _ => out.push((*job, place..place + 1)),
                    }
                }
                out
            }
        }
    }

    /// The portions from a place on, none of them over the end of a posting's pairs.
    pub fn portions(&self, from: usize) -> Vec<Portion> {
        let mut out = Vec::new();
        for (job, places) in self.of_jobs() {
            // Cut at the same places wherever one goes on.
            let mut start = places.start;
            while start < places.end {
                let end = (start + PORTION).min(places.end);
                if end > from {
                    out.push(Portion { job, pairs: start.max(from)..end });
                }
                start = end;
            }
        }
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn portions_cover_the_pairs_in_order() {
        let all = Pairs::All { jobs: 3, resumes: 100 };
        for from in [0, 1, 63, 64, 99, 100, 250, 300] {
            let places: Vec<usize> = all.portions(from).into_iter().flat_map(|p| p.pairs).collect();
            assert_eq!(places, (from..300).collect::<Vec<_>>());
            assert!(
                all.portions(from).iter().all(|p| p.pairs.clone().all(|i| all.get(i).is_some_and(|g| g.0 == p.job)))
            );
        }
        let some = Pairs::listed(vec![(2, 1), (0, 5), (2, 0), (0, 5)]);
        assert_eq!(some.len(), 3);
        assert_eq!(some.get(1), Some((2, 0)));
        assert_eq!(some.portions(0).len(), 2);
        assert!(Pairs::All { jobs: 2, resumes: 0 }.portions(0).is_empty());
    }
}

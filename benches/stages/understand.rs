//! Document → Posting, Resume.

use jobfit::Request;
use jobfit::understand::posting::Posting;
use jobfit::understand::resume::Resume;

use crate::pair::{JOB, RESUME, TOOLKIT, today};

#[divan::bench]
fn posting() -> Posting {
    TOOLKIT.posting(&JOB, &Request::default())
}

#[divan::bench]
fn resume() -> Resume {
    TOOLKIT.resume(&RESUME, today()).expect("a resume that can be judged")
}

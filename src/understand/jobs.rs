//! Words for jobs, in postings and resumes alike. Each of the two knows some more of its own.

/// In lower case.
#[rustfmt::skip]
pub(super) const JOBS: &[&str] = &[
    "engineer", "developer", "manager", "analyst", "scientist", "architect", "designer", "administrator",
    "consultant", "specialist", "director", "lead", "programmer", "tester", "sdet", "intern", "head", "officer",
    "researcher", "technician", "nurse", "accountant", "chef", "teacher", "coach", "owner", "master",
    "entwickler", "ingénieur", "développeur", "desarrollador", "ingeniero", "lecturer", "coordinator",
    "associate", "assistant", "representative", "cto",
];

//! The level: the farther from the level of the job, the later. A question for managers is farther from a job that manages
//! nobody than its place says.
//!
//! One question a level, all else being equal.

use crate::stage::{PLAIN, Q, RESUME, Stage, posting};

#[test]
fn the_level_of_the_job_comes_first_and_the_others_by_their_distance() {
    let bank =
        ["executive", "intern", "junior", "manager", "mid", "senior", "staff"].map(|l| Q { id: l, level: l, ..PLAIN });
    let senior = posting(&["PostgreSQL"]);
    let stage = Stage::of(&bank, &senior, RESUME);
    stage.only("level", &["senior", "mid", "staff", "junior", "manager", "executive", "intern"]);
    let stage = Stage::of(&bank, &senior.replace("Senior", "Junior"), RESUME);
    stage.only("level", &["junior", "intern", "mid", "senior", "executive", "manager", "staff"]);
    let stage = Stage::of(&bank, &senior.replace("Senior", "Staff"), RESUME);
    stage.only("level", &["staff", "senior", "manager", "mid", "executive", "intern", "junior"]);
}

//! Gaps first: of two questions that are as likely, the one on what the resume lacks stands first.
//!
//! - `missing`: on a skill of which the resume has nothing
//! - `named`: on one that the resume only names
//! - `shown`: on one that work shows
//!
//! They are on one topic, and the posting asks for the three in the same way.

use crate::stage::{PLAIN, Q, RESUME, Stage, posting};

#[test]
fn the_gap_comes_before_what_is_named_and_that_before_what_is_shown() {
    let bank = [
        Q { id: "shown", skills: "PostgreSQL", ..PLAIN },
        Q { id: "named", skills: "Redis", ..PLAIN },
        Q { id: "missing", skills: "Elasticsearch", ..PLAIN },
    ];
    let stage = Stage::of(&bank, &posting(&["PostgreSQL", "Redis", "Elasticsearch"]), RESUME);
    assert_eq!(stage.ids(), ["missing", "named", "shown"]);
    let said = stage.signal("gap");
    assert!(said[0].1 > said[1].1 && said[1].1 > said[2].1, "{said:?}");
    // Where the resume shows it all, there is nothing to put first.
    let all = RESUME.replace("in PostgreSQL", "in PostgreSQL, Redis and Elasticsearch");
    let stage = Stage::of(&bank, &posting(&["PostgreSQL", "Redis", "Elasticsearch"]), &all);
    let said = stage.signal("gap");
    assert!(said.iter().all(|s| s.1 < 0.15 && s.1 == said[0].1), "{said:?}");
}

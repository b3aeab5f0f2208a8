//! Technologies that nobody asks for.
//!
//! - `asked`: needs what is asked for
//! - `implied`: needs SQL, which PostgreSQL brings along
//! - `method`: needs a way of working, which is no technology
//! - `none`: needs nothing in particular
//! - `half`: needs what is asked for, and a technology that nobody asks for
//! - `stranger`: the best question there could be by its words, on a technology that nobody asks for

use crate::stage::{PLAIN, Q, RESUME, Stage, posting};

#[test]
fn a_technology_is_asked_about_only_where_it_is_asked_for() {
    let text = "A report over shipments in your database has become slow since Monday. What do you look at first, and why that?";
    let bank = [
        Q { id: "asked", skills: "PostgreSQL", ..PLAIN },
        Q { id: "half", skills: "PostgreSQL, MongoDB", ..PLAIN },
        Q { id: "implied", skills: "SQL", ..PLAIN },
        Q { id: "method", skills: "Mentoring", ..PLAIN },
        Q { id: "none", ..PLAIN },
        Q { id: "stranger", skills: "MongoDB", text, guide: "backend-engineer", ..PLAIN },
    ];
    let stage = Stage::of(&bank, &posting(&["PostgreSQL", "Slow reports over shipments"]), RESUME);
    assert_eq!(stage.ids().first(), Some(&"asked"));
    assert_eq!(stage.ids().last(), Some(&"stranger"));
    let mut said = stage.signal("stranger");
    said.sort_by(|a, b| a.0.cmp(b.0));
    let expected = [("asked", 0.0), ("half", 0.5), ("implied", 0.0), ("method", 0.0), ("none", 0.0), ("stranger", 1.0)];
    assert_eq!(said, expected);
}

/// A topic that is a technology itself is asked about where the posting asks for it, whatever the role brings.
#[test]
fn a_posting_for_one_platform_brings_no_question_on_the_other() {
    let bank = [Q { id: "android", topic: "android", ..PLAIN }, Q { id: "ios", topic: "ios", ..PLAIN }];
    let ios = posting(&["Swift", "UIKit"]).replace("Backend", "iOS");
    let stage = Stage::of(&bank, &ios, RESUME);
    assert_eq!(stage.ids().first(), Some(&"ios"));
    let said = stage.signal("stranger");
    assert!(said.iter().all(|s| (s.1 > 0.0) == (s.0 == "android")), "{said:?}");
    let both = posting(&["Swift", "Kotlin on Android"]).replace("Backend", "Mobile");
    let stage = Stage::of(&bank, &both, RESUME);
    assert!(stage.signal("stranger").iter().all(|s| s.1 == 0.0), "{:?}", stage.signal("stranger"));
}

//! Work to tell: a question that asks for a story is worth more where the resume has one.
//!
//! - `story-shown`: asks for a story on a skill that work shows
//! - `story-named`: asks for one on a skill that is only named: there is no story
//! - `case-shown`: on the skill that work shows, but asks for no story

use crate::stage::{PLAIN, Q, RESUME, Stage, posting};

#[test]
fn a_story_is_asked_for_where_the_resume_has_one() {
    let bank = [
        Q { id: "case-shown", skills: "PostgreSQL", ..PLAIN },
        Q { id: "story-named", skills: "Redis", kind: "experience", ..PLAIN },
        Q { id: "story-shown", skills: "PostgreSQL", kind: "experience", ..PLAIN },
    ];
    let stage = Stage::of(&bank, &posting(&["PostgreSQL", "Redis"]), RESUME);
    let mut said = stage.signal("claim");
    said.sort_by(|a, b| a.0.cmp(b.0));
    assert_eq!(said, [("case-shown", 0.0), ("story-named", 0.0), ("story-shown", 1.0)]);
    let place = |id: &str| stage.ids().iter().position(|i| *i == id).unwrap();
    assert!(
        place("story-shown") < place("case-shown"),
        "a story that can be told comes before a case: {:?}",
        stage.ids()
    );
}

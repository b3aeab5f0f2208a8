//! Skills: a question that needs just what the posting asks for most stands first.
//!
//! - `required`: needs the one skill that is required
//! - `required-and-more`: needs it, and a method that nobody asks for
//! - `plus`: needs a skill that is only a plus
//! - `none`: needs nothing in particular

use crate::stage::{PLAIN, Q, RESUME, Stage, posting};

#[test]
fn what_is_asked_for_comes_before_what_is_a_plus_and_what_needs_more() {
    let bank = [
        Q { id: "none", ..PLAIN },
        Q { id: "plus", skills: "MySQL", ..PLAIN },
        Q { id: "required", skills: "PostgreSQL", ..PLAIN },
        Q { id: "required-and-more", skills: "PostgreSQL, Mentoring", ..PLAIN },
    ];
    let posting = posting(&["PostgreSQL", "Go"]) + "\nNice to have\n- MySQL\n";
    let stage = Stage::of(&bank, &posting, RESUME);
    let said = stage.signal("skill");
    let value = |id: &str| said.iter().find(|s| s.0 == id).unwrap().1;
    assert!(value("required") > value("required-and-more"), "{said:?}");
    assert!(value("required-and-more") > value("plus") && value("plus") > value("none"), "{said:?}");
    assert_eq!(stage.ids().first(), Some(&"required"));
    assert_eq!(stage.ids().last(), Some(&"none"));
}

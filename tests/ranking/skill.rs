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

/// A tool on the side counts for half: who builds firmware is not asked how to run the build server.
///
/// - `side`: needs Jenkins, which belongs to nothing that such interviews probe
/// - `heart`: needs C
#[test]
fn a_tool_on_the_side_counts_less_than_the_craft() {
    let bank = [
        Q { id: "heart", topic: "performance", skills: "C", ..PLAIN },
        Q { id: "side", topic: "performance", skills: "Jenkins", ..PLAIN },
    ];
    let posting = posting(&["C", "Jenkins"]).replace("Backend", "Embedded");
    let said = Stage::of(&bank, &posting, RESUME)
        .signal("skill")
        .into_iter()
        .map(|s| (s.0.to_owned(), s.1))
        .collect::<Vec<_>>();
    let value = |id: &str| said.iter().find(|s| s.0 == id).unwrap().1;
    assert!(value("side") < 0.6 * value("heart"), "{said:?}");
}

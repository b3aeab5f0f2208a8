//! Nearness: among questions on one topic, the one that is near to a line of the requirements stands first.
//!
//! - `near-required`: speaks of what a required line speaks of
//! - `near-plus`: likewise of a line that is only a plus
//! - `near-perks`: speaks of what the benefits speak of, which is no requirement
//! - `far`: speaks of something else

use crate::stage::{PLAIN, Q, RESUME, Stage, posting};

#[test]
fn near_to_a_requirement_is_near_and_near_to_a_perk_is_not() {
    let bank = [
        Q {
            id: "far",
            text: "Somebody dropped the wrong table an hour before the weekend. How do you get the rows back, and what changes on Monday?",
            ..PLAIN
        },
        Q {
            id: "near-perks",
            text: "The dental insurance of all employees is billed twice after an import. How do you find the rows and the cause of it?",
            ..PLAIN
        },
        Q {
            id: "near-plus",
            text: "A migration of billing schemas has to happen while customers order. Which steps do you take, and which can be undone?",
            ..PLAIN
        },
        Q {
            id: "near-required",
            text: "Slow reports over shipments: the planner prefers a sequential scan since the shipments grew. What do you look at, and why?",
            ..PLAIN
        },
    ];
    let posting = posting(&["Tuning slow reports over millions of shipments", "Go"])
        + "\nNice to have\n- Migration of billing schemas\n\nBenefits\n- Dental insurance for all employees\n";
    let stage = Stage::of(&bank, &posting, RESUME);
    assert_eq!(stage.ids()[..2], ["near-required", "near-plus"]);
    let said = stage.signal("retrieval");
    assert!(said[0].1 > said[1].1 && said[1].1 > 0.3 && said[2].1 < 0.2 && said[3].1 < 0.2, "{said:?}");
}

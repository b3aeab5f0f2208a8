//! What the posting says of its interview.
//!
//! - `code`: a senior is not often asked to code, but this posting announces it
//! - `explain`: as usual, and not announced
//!
//! The trap is a posting that speaks of writing code under its duties: that announces nothing.

use crate::stage::{PLAIN, Q, RESUME, Stage, posting};

#[test]
fn an_announced_kind_comes_first_and_a_duty_announces_nothing() {
    let bank = [Q { id: "code", kind: "coding", ..PLAIN }, Q { id: "explain", kind: "explain", ..PLAIN }];
    let announced = posting(&["PostgreSQL"]) + "\nOur interview process\n- A live coding exercise of one hour\n";
    let stage = Stage::of(&bank, &announced, RESUME);
    assert_eq!(stage.ids(), ["code", "explain"]);
    stage.only("interview", &["code", "explain"]);
    let duty = posting(&["PostgreSQL", "Write code that others like to read"]);
    let stage = Stage::of(&bank, &duty, RESUME);
    assert_eq!(stage.signal("interview"), [("code", 0.0), ("explain", 0.0)]);
}

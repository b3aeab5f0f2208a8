//! No two questions that practise the same thing, and one on a gap: a bridge, or the line that asks.
//!
//! - `price-sales`: the better one of two that differ in a word or two
//! - `price-marketing`: the other; on another topic, so that only its words give it away
//! - `price-other`: speaks of prices too, but asks for something else

use jobfit::rank::Source;

use crate::stage::{PLAIN, Q, RESUME, Stage, posting};

#[test]
fn of_two_that_are_alike_the_better_one_is_asked() {
    let bank = [
        Q {
            id: "price-marketing",
            topic: "api-design",
            text: "Your product page reads a price that changes twice a day, and marketing wants a change to show within five seconds.",
            ..PLAIN
        },
        Q {
            id: "price-other",
            topic: "caching",
            text: "Two services hold prices and disagree at night. Which of them is right, and how do you make them agree again?",
            ..PLAIN
        },
        Q {
            id: "price-sales",
            skills: "PostgreSQL",
            text: "Your product page reads a price that changes twice a day, and sales wants a change to show within ten seconds.",
            ..PLAIN
        },
    ];
    let stage = Stage::of(&bank, &posting(&["PostgreSQL", "Redis", "REST APIs"]), RESUME);
    assert_eq!(stage.ids().len(), 3);
    assert!(stage.list().contains(&"price-sales") && stage.list().contains(&"price-other"), "{:?}", stage.list());
    assert!(!stage.list().contains(&"price-marketing"), "{:?}", stage.list());
}

#[test]
fn a_gap_is_asked_about_once() {
    let sources = |line| Stage::of(&[Q { id: "plain", ..PLAIN }], &posting(&[line]), RESUME).sources;
    let bridged = sources("Experience with MySQL");
    assert!(bridged.contains(&Source::Both) && !bridged.contains(&Source::Job), "{bridged:?}");
    let bare = sources("Experience with Zanzibarium");
    assert!(bare.contains(&Source::Job), "{bare:?}");
    let topic = sources("Good knowledge of networking");
    assert!(!topic.contains(&Source::Job), "what is a topic has the topic's questions: {topic:?}");
}

//! A list over the topics: the likeliest topic does not take it all, and kinds are mixed.
//!
//! - `kafka-1` to `kafka-5`: the best five by their own scores, all on one topic
//! - `query`, `cache`: on two other topics, each less likely
//! - `kind-a`, `kind-b` against `kind-c`: as good as one another but for the kind

use jobfit::rank::Source;

use crate::stage::{PLAIN, Q, RESUME, Stage, posting};

const TEXTS: [&str; 5] = [
    "Consumers fall behind each evening, and nobody changed the code. Which figures would tell you where the delay is made?",
    "An order arrived twice and the customer paid twice. Where in the chain from producer to consumer would you make that impossible?",
    "A partition grows ten times faster than its siblings. How did that happen, and what can you do without losing the order?",
    "The broker has to be upgraded while parcels keep moving. Which steps do you take and which of them can be undone?",
    "A message that cannot be read stops a whole queue. What happens to it, who hears of it, and when is it tried again?",
];

#[test]
fn the_likeliest_topic_leaves_room_for_the_others() {
    let mut bank: Vec<Q<'_>> = ["kafka-1", "kafka-2", "kafka-3", "kafka-4", "kafka-5"]
        .into_iter()
        .zip(TEXTS)
        .map(|(id, text)| Q { id, topic: "messaging", skills: "Kafka", text, ..PLAIN })
        .collect();
    bank.push(Q {
        id: "query",
        text: "One report has become slow overnight. What do you look at, and in which order, before you add an index?",
        ..PLAIN
    });
    bank.push(Q {
        id: "cache",
        topic: "caching",
        text: "A price changed at noon and half of the pages still show the old one. Where do you look, and why there?",
        ..PLAIN
    });
    let stage = Stage::of(&bank, &posting(&["Kafka", "PostgreSQL"]), RESUME);
    let best: Vec<&str> = stage.ids().into_iter().take(5).collect();
    assert!(best.iter().all(|id| id.starts_with("kafka")), "by their own scores: {:?}", stage.ids());
    let list = stage.list();
    assert!(list[0].starts_with("kafka"), "{list:?}");
    let of_kafka = |first: usize| list.iter().take(first).filter(|id| id.starts_with("kafka")).count();
    assert!(of_kafka(4) <= 3 && of_kafka(6) <= 4, "{list:?}");
    assert_eq!(list.len(), 7, "nothing is left out while there is room");
    let off: Vec<f64> = stage
        .chosen
        .iter()
        .map(|c| c.score.parts.iter().find(|p| p.signal == "spread").map_or(0.0, |p| p.weight * p.value))
        .collect();
    assert!(
        off[0] == 0.0 && off.iter().skip(1).any(|o| *o < 0.0),
        "what was taken off is a part of the score: {off:?}"
    );
    let scores: Vec<f64> = stage.chosen.iter().map(|c| c.score.value).collect();
    assert!(scores.windows(2).all(|pair| pair[0] >= pair[1]), "scores fall from first to last: {scores:?}");
}

#[test]
fn of_questions_that_are_as_good_another_kind_comes_next() {
    let bank = [
        Q { id: "kind-a", kind: "design", topic: "messaging", text: TEXTS[0], ..PLAIN },
        Q { id: "kind-b", kind: "design", topic: "databases", text: TEXTS[1], ..PLAIN },
        Q { id: "kind-c", kind: "trade-off", topic: "databases", text: TEXTS[2], ..PLAIN },
    ];
    // Kafka makes the first topic the likeliest; the other two questions are on one topic.
    let stage = Stage::of(&bank, &posting(&["Kafka", "RabbitMQ", "PostgreSQL"]), RESUME);
    let place = |list: &[&str], id: &str| list.iter().position(|i| *i == id).unwrap();
    assert!(place(&stage.list(), "kind-c") < place(&stage.list(), "kind-b"), "{:?}", stage.list());
}

/// A resume that has something close to each thing asked does not fill the list with bridges from the one to the other.
#[test]
fn questions_that_were_made_leave_room_for_the_bank() {
    let work = "- Ran Kafka, PostgreSQL, Pulumi, Prometheus and AWS for 40 services\n- Built the parcel";
    let resume = RESUME.replace("- Built the parcel", work);
    let topics = ["messaging", "databases", "infrastructure-as-code", "observability", "cloud"];
    let ids = ["queue", "query", "state", "alert", "zone"];
    let of = |((id, text), topic)| Q { id, topic, text, ..PLAIN };
    let bank: Vec<Q<'_>> = ids.into_iter().zip(TEXTS).zip(topics).map(of).collect();
    let posting = posting(&["RabbitMQ", "MySQL", "Terraform", "Datadog", "Azure"]);
    let stage = Stage::of(&bank, &posting, &resume);
    let made = stage.sources.iter().take(4).filter(|s| **s != Source::Bank).count();
    assert!((1..=3).contains(&made), "{:?}", stage.sources);
}

//! What to rehearse first: likely and weak before likely and strong, and nothing unlikely on top, however weak.
//!
//! - messaging, observability, infrastructure-as-code: asked for, and the resume has nothing of them
//! - databases: asked for, and work shows it
//! - accessibility: a plus that is named in passing; the resume has nothing of it
//!
//! The trap is the last: weak as can be, and yet it must not stand before what the interview will surely probe.

use crate::stage::{PLAIN, Q, RESUME, Stage, posting};

#[test]
fn likely_and_weak_comes_first_and_nothing_unlikely_on_top() {
    let posting = posting(&["Kafka", "RabbitMQ", "PostgreSQL", "Prometheus", "Grafana", "Terraform", "Go"])
        + "\nNice to have\n- WCAG\n";
    let stage = Stage::of(&[Q { id: "any", ..PLAIN }], &posting, RESUME);
    let topic = |id: &str| {
        let place = stage.topics.iter().position(|t| t.0 == id).unwrap();
        (place, stage.topics[place].1, stage.topics[place].2)
    };
    let (messaging, databases, accessibility) = (topic("messaging"), topic("databases"), topic("accessibility"));
    assert!(messaging.0 < 2 && topic("observability").0 < 2, "{:?}", stage.topics);
    assert!(databases.2 > 0.7 && messaging.2 < 0.2 && accessibility.2 < 0.2, "{:?}", stage.topics);
    assert!(accessibility.1 < 0.5 * messaging.1, "{:?}", stage.topics);
    assert!(accessibility.0 > topic("infrastructure-as-code").0, "required before a plus: {:?}", stage.topics);
    for (id, likelihood, strength) in &stage.topics[..5] {
        assert!(*likelihood > 0.4 && *strength < 0.5, "{id}: {:?}", stage.topics);
    }
}

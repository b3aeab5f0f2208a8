//! The topic: the likelier the interview probes it, the earlier its questions stand.
//!
//! - `kafka-lag`: the posting asks for the topic three times
//! - `slow-query`: the posting asks for the topic once, and the role brings it
//! - `parcels`: tells of parcels, as the posting does, but on a topic that nothing asks for much
//! - `screen-reader`: its topic has no chance at all, so that it is no candidate

use crate::stage::{PLAIN, Q, RESUME, Stage, posting};

#[test]
fn what_the_interview_probes_comes_before_what_only_sounds_like_it() {
    let bank = [
        Q {
            id: "parcels",
            topic: "collaboration",
            text: "Two teams at Northwind Freight want the same parcels moved in a different way on the same day. What do you do?",
            ..PLAIN
        },
        Q { id: "screen-reader", topic: "accessibility", ..PLAIN },
        Q { id: "slow-query", ..PLAIN },
        Q { id: "kafka-lag", topic: "messaging", ..PLAIN },
    ];
    let posting = posting(&["Kafka in production", "RabbitMQ in production", "Message queues", "Go"]);
    let stage = Stage::of(&bank, &posting, RESUME);
    assert_eq!(stage.ids(), ["kafka-lag", "slow-query", "parcels"]);
    let said = stage.signal("topic");
    assert!(said[0].1 > said[1].1 && said[1].1 > said[2].1, "{said:?}");
}

/// A skill that belongs to several topics brings up those of the role first: tuning queries is a matter of databases to who
/// builds services, and of SQL to who analyses data.
#[test]
fn a_skill_speaks_for_the_topics_of_the_role() {
    let bank = [Q { id: "any", ..PLAIN }];
    let likelihood = |title: &str, topic: &str, lines: &[&str]| {
        let posting = posting(lines).replace("Senior Backend Engineer", title);
        let stage = Stage::of(&bank, &posting, RESUME);
        stage.topics.iter().find(|t| t.0 == topic).map_or(0.0, |t| t.1)
    };
    let brings =
        |title, topic| likelihood(title, topic, &["Query optimization"]) - likelihood(title, topic, &["Team spirit"]);
    let (backend, analyst) = ("Senior Backend Engineer", "Data Analyst");
    assert!(brings(backend, "databases") > brings(backend, "sql"));
    assert!(brings(analyst, "sql") > brings(analyst, "databases"));
}

/// Five languages in a row are one requirement: they make languages no surer than one on a line of its own does by far.
#[test]
fn what_one_line_lists_counts_less_than_what_lines_of_their_own_ask() {
    let bank = [Q { id: "any", ..PLAIN }];
    let likelihood = |lines: &[&str]| {
        let posting = posting(lines).replace("Senior Backend Engineer", "Security Engineer");
        let stage = Stage::of(&bank, &posting, RESUME);
        stage.topics.iter().find(|t| t.0 == "languages").map_or(0.0, |t| t.1)
    };
    let listed = likelihood(&["Understanding of Java, PHP, Python, Ruby and Perl"]);
    let each = likelihood(&["Java", "PHP", "Python", "Ruby", "Perl"]);
    let one = likelihood(&["Java"]);
    assert!(one <= listed && listed < each - 0.15, "{one} {listed} {each}");
}

/// Where the role is not known, a question that is meant for some roles needs a skill that is asked for.
///
/// - `for-scientists`: meant for data scientists
/// - `for-scientists-in-go`: likewise, but needs what the posting asks for
/// - `for-all`: meant for all
#[test]
fn an_unknown_role_gets_no_question_meant_for_others() {
    let bank = [
        Q { id: "for-all", ..PLAIN },
        Q { id: "for-scientists", roles: "data-scientist", ..PLAIN },
        Q { id: "for-scientists-in-go", roles: "data-scientist", skills: "PostgreSQL", ..PLAIN },
    ];
    let unknown = posting(&["PostgreSQL"]).replace("Senior Backend Engineer", "Senior Colleague");
    let stage = Stage::of(&bank, &unknown, RESUME);
    assert_eq!(stage.ids(), ["for-scientists-in-go", "for-all"]);
}

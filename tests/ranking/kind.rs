//! Kinds: what interviews at a level ask most. A junior is asked to explain and to code before to design, a senior to design
//! before to code, and whoever leads people to tell.
//!
//! One question a kind, all else being equal.

use crate::stage::{PLAIN, Q, RESUME, Stage, posting};

fn order(title: &str, kinds: &[&'static str]) -> Vec<String> {
    let bank: Vec<Q<'_>> = kinds.iter().map(|k| Q { id: k, kind: k, ..PLAIN }).collect();
    let posting = posting(&["PostgreSQL"]).replace("Senior Backend Engineer", title);
    let stage = Stage::of(&bank, &posting, RESUME);
    let ids: Vec<String> = stage.ids().into_iter().map(str::to_owned).collect();
    stage.only("kind", &ids.iter().map(String::as_str).collect::<Vec<_>>());
    ids
}

#[test]
fn the_mix_of_kinds_is_that_of_the_level() {
    let kinds = ["behavioral", "coding", "debug", "design"];
    assert_eq!(order("Junior Backend Engineer", &kinds), ["coding", "debug", "behavioral", "design"]);
    assert_eq!(order("Senior Backend Engineer", &kinds), ["design", "debug", "behavioral", "coding"]);
    assert_eq!(order("Engineering Manager", &kinds), ["behavioral", "design", "debug", "coding"]);
}

#[test]
fn a_case_is_what_product_managers_get() {
    let kinds = ["case", "debug"];
    assert_eq!(order("Product Manager", &kinds), ["case", "debug"]);
    assert_eq!(order("Backend Engineer", &kinds), ["debug", "case"]);
}

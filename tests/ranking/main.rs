//! Traps for the ranking: a file a signal and a file a property, each a bank of a few questions that a careless ranking would put
//! in the wrong order. The heading of a file says which trap each question sets.
#![allow(clippy::unwrap_used)]

mod stage;

mod alike;
mod claim;
mod gap;
mod guide;
mod interview;
mod kind;
mod level;
mod rehearse;
mod retrieval;
mod skill;
mod spread;
mod stranger;
mod topic;

//! The role's guide: the questions that it must show are the best of their topic.
//!
//! - `of-this-guide`: in the guide of the posting's role
//! - `of-another`: in the guide of another role
//! - `of-none`: in none

use crate::stage::{PLAIN, Q, RESUME, Stage, posting};

#[test]
fn the_guide_of_the_role_counts_and_no_other() {
    let bank = [
        Q { id: "of-another", guide: "data-engineer", ..PLAIN },
        Q { id: "of-none", ..PLAIN },
        Q { id: "of-this-guide", guide: "backend-engineer", ..PLAIN },
    ];
    let stage = Stage::of(&bank, &posting(&["PostgreSQL"]), RESUME);
    stage.only("guide", &["of-this-guide", "of-another", "of-none"]);
}

//! How usual each kind of question is in an interview.

use crate::terms::{Kind, Level};

/// How usual each kind of question is, 0..=1, at a level and for a role.
pub fn kind_mix(level: Level, role: Option<&str>) -> Vec<(Kind, f64)> {
    let mut mix = match level {
        Level::Intern | Level::Junior => vec![
            (Kind::Coding, 0.9),
            (Kind::Debug, 0.8),
            (Kind::Explain, 0.9),
            (Kind::TradeOff, 0.6),
            (Kind::Design, 0.4),
            (Kind::Behavioral, 0.7),
            (Kind::Experience, 0.5),
            (Kind::Case, 0.5),
        ],
        Level::Mid => vec![
            (Kind::Coding, 0.7),
            (Kind::Debug, 0.9),
            (Kind::Explain, 0.7),
            (Kind::TradeOff, 0.9),
            (Kind::Design, 0.8),
            (Kind::Behavioral, 0.6),
            (Kind::Experience, 0.7),
            (Kind::Case, 0.6),
        ],
        Level::Senior => vec![
            (Kind::Coding, 0.5),
            (Kind::Debug, 0.8),
            (Kind::Explain, 0.5),
            (Kind::TradeOff, 1.0),
            (Kind::Design, 1.0),
            (Kind::Behavioral, 0.7),
            (Kind::Experience, 0.8),
            (Kind::Case, 0.6),
        ],
        Level::Staff => vec![
            (Kind::Coding, 0.3),
            (Kind::Debug, 0.6),
            (Kind::Explain, 0.4),
            (Kind::TradeOff, 1.0),
            (Kind::Design, 1.0),
            (Kind::Behavioral, 0.9),
            (Kind::Experience, 0.9),
            (Kind::Case, 0.7),
        ],
        Level::Manager | Level::Executive => vec![
            (Kind::Coding, 0.1),
            (Kind::Debug, 0.3),
            (Kind::Explain, 0.4),
            (Kind::TradeOff, 0.8),
            (Kind::Design, 0.6),
            (Kind::Behavioral, 1.0),
            (Kind::Experience, 1.0),
            (Kind::Case, 0.9),
        ],
    };
    mix.extend([(Kind::Claim, 0.8), (Kind::Gap, 0.8)]);
    let cases = matches!(
        role,
        Some("product-manager" | "data-analyst" | "product-designer" | "program-manager" | "data-scientist")
    );
    for (kind, share) in &mut mix {
        if cases && *kind == Kind::Case {
            *share = 1.0;
        }
    }
    mix
}

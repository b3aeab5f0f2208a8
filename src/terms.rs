//! The words of the contract: levels, strengths, evidence, kinds of question. Every stage and every report uses these.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

macro_rules! named {
    ($type:ident { $($variant:ident = $name:literal),+ $(,)? }) => {
        impl $type {
            /// All of them, in order.
            pub const ALL: &'static [$type] = &[$($type::$variant),+];

            /// The name in the contract.
            pub fn name(self) -> &'static str {
                match self { $($type::$variant => $name),+ }
            }

            /// The one of that name.
            pub fn of(name: &str) -> Option<Self> {
                match name { $($name => Some($type::$variant),)+ _ => None }
            }
        }

        impl std::fmt::Display for $type {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.pad(self.name())
            }
        }
    };
}

/// How senior a job or a person is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Level {
    /// An internship.
    Intern,
    /// Up to two years, or a graduate posting.
    Junior,
    /// Three to five years, and where nothing is known.
    Mid,
    /// Six years and more.
    Senior,
    /// Staff, principal or lead.
    Staff,
    /// Manages people.
    Manager,
    /// Director, head, vice president, chief.
    Executive,
}

named!(Level { Intern = "intern", Junior = "junior", Mid = "mid", Senior = "senior", Staff = "staff", Manager = "manager", Executive = "executive" });

/// How strongly a posting asks for something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Strength {
    /// Needed.
    Required,
    /// Part of the work; counts as required.
    Duty,
    /// A plus.
    Preferred,
}

named!(Strength { Required = "required", Duty = "duty", Preferred = "preferred" });

/// What a resume shows of a skill, from strongest to weakest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Evidence {
    /// Used in a dated position, or in a dated project or publication of the person's own.
    Demonstrated,
    /// Only named: in a list of skills, a summary, a course, a certificate.
    Listed,
    /// Not there, but a close sibling is.
    Related,
    /// Nothing.
    Missing,
    /// The text is in doubt, so nothing is claimed.
    Unknown,
    /// Demonstrated, for fewer years than asked. Only in gaps.
    Short,
}

named!(Evidence { Demonstrated = "demonstrated", Listed = "listed", Related = "related", Missing = "missing", Unknown = "unknown", Short = "short" });

/// What a question makes a person do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// Design something under constraints.
    Design,
    /// Find out what is wrong.
    Debug,
    /// Choose, and say what it costs.
    TradeOff,
    /// Explain a thing with an edge.
    Explain,
    /// Tell how one did it.
    Experience,
    /// Tell about a time when.
    Behavioral,
    /// Write or read code.
    Coding,
    /// Work on a case.
    Case,
    /// Defend a claim of one's own resume.
    Claim,
    /// Bridge a gap between posting and resume.
    Gap,
}

named!(Kind {
    Design = "design",
    Debug = "debug",
    TradeOff = "trade-off",
    Explain = "explain",
    Experience = "experience",
    Behavioral = "behavioral",
    Coding = "coding",
    Case = "case",
    Claim = "claim",
    Gap = "gap",
});

//! The record rule: what may be kept and told. It is part of the data, decided when something is said.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What may be kept of what is said, from the loosest to the strictest: the greater of two rules keeps less.
///
/// Source: the Chatham House Rule of 1927, as refined in 2002: what was said may be used; neither the identity nor the
/// affiliation of the speaker, nor that of any other participant, may be revealed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum RecordRule {
    /// Notes, turns and statements are kept with the person and the party.
    #[default]
    Attributed,
    /// What was said is kept; never by whom or from which party; nobody's presence, no place.
    ChathamHouse,
}

impl RecordRule {
    /// Whether names, parties and the place may remain.
    #[must_use]
    pub const fn keeps_names(self) -> bool {
        match self {
            Self::Attributed => true,
            Self::ChathamHouse => false,
        }
    }
}

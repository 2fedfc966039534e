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
    /// What was said stays with the group: only what it releases leaves the moderator's own file, and that without names.
    Confidential,
    /// Nothing is captured: no note can be taken, acts on the floor live in memory, and one line says how long it was.
    OffTheRecord,
}

impl RecordRule {
    /// From the loosest to the strictest, as they are offered.
    pub const ALL: [Self; 4] = [Self::Attributed, Self::ChathamHouse, Self::Confidential, Self::OffTheRecord];

    /// Whether names, parties and the place may remain.
    #[must_use]
    pub const fn keeps_names(self) -> bool {
        match self {
            Self::Attributed => true,
            Self::ChathamHouse | Self::Confidential | Self::OffTheRecord => false,
        }
    }

    /// Whether what was said under it remains without being released.
    #[must_use]
    pub const fn keeps_words(self) -> bool {
        match self {
            Self::Attributed | Self::ChathamHouse => true,
            Self::Confidential | Self::OffTheRecord => false,
        }
    }

    /// The word under which it stands in files and on the command line.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Attributed => "attributed",
            Self::ChathamHouse => "chatham_house",
            Self::Confidential => "confidential",
            Self::OffTheRecord => "off_the_record",
        }
    }
}

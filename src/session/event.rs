//! What can happen in a session, as facts.
//!
//! There are two types of event. The *work event* ([`Event`]) is what the running session appends to its journal: names,
//! hands, everything. The *saved event* ([`SavedEvent`]) is what a record may keep of it. What both can say is a [`Fact`],
//! generic over how it points at a person: by [`PersonId`] while the evening runs, by [`Who`] in a sealed file.

use chrono::{DateTime, FixedOffset};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{
    board::BoardFact,
    facts::Fact,
    ids::{NoteId, PersonId, Seq, TurnId, Who},
    note::{NoteKind, Speaker},
    plan::Phase,
    roster::Person,
    rule::RecordRule,
    time::{At, Span},
};

/// Wall time with its zone: a label, never subtracted from another.
pub type Wall = DateTime<FixedOffset>;

/// An event as it may stand in a sealed file.
pub type SavedEvent = Fact<Who>;

/// How a session begins.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Opening {
    /// What the evening is called; never empty.
    pub title: String,
    /// The group that meets, if it has a name.
    pub series: Option<String>,
    /// Wall time of the opening.
    pub opened: Wall,
    /// Where it is held.
    pub place: Option<String>,
    /// The record rule, unless a phase has its own.
    pub rule: RecordRule,
    /// Ground rules that the group was asked to accept.
    pub agreements: Vec<String>,
    /// At least one phase.
    pub phases: Vec<Phase>,
    /// How many rounds the group has held in earlier sessions, so that the next one starts with somebody else.
    pub rounds_before: u32,
    /// The highest number that a statement of the group has had in earlier sessions: ids are for life.
    #[serde(default)]
    pub statements_before: u32,
    /// The same of follow-ups.
    #[serde(default)]
    pub follow_ups_before: u32,
}

/// One line of the log.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// When, in session time.
    pub at: At,
    /// The record rule in force at that moment. Loosening never applies backwards because it stands here.
    pub rule: RecordRule,
    /// What happened.
    pub event: Event,
}

/// One line of the log of a sealed file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SavedEntry {
    /// When, in session time.
    pub at: At,
    /// The record rule under which it was made, or a stricter one that covered it later.
    pub rule: RecordRule,
    /// What remains of it.
    pub event: SavedEvent,
}

/// A work event: a fact about the dialogue, or about the log itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Event {
    /// Always the first, and only the first.
    Opened(Opening),
    /// A person was written down and is in the room.
    Joined(Person),
    /// A name, party or role was corrected; the id stays.
    PersonCorrected(Person),
    /// Somebody was written down by mistake, and has said nothing: as if they had never been there.
    PersonRemoved(PersonId),
    /// Somebody sits elsewhere: where seats matter, the go-round follows.
    SeatMoved {
        /// Who.
        person: PersonId,
        /// At which place of the circle, counted from nought.
        to: usize,
    },
    /// The text of a note was put right. A sealed file has the last text only.
    NoteEdited {
        /// Which note.
        note: NoteId,
        /// Its text from now on.
        text: String,
    },
    /// A note is of another kind after all.
    NoteRekinded {
        /// Which note.
        note: NoteId,
        /// Its kind from now on.
        kind: NoteKind,
    },
    /// A note is somebody else's words after all.
    NoteAttributed {
        /// Which note.
        note: NoteId,
        /// Whose words.
        speaker: PersonId,
    },
    /// A note is not wanted; it does not reach the sealed file.
    NoteDeleted(NoteId),
    /// The entry at this place of the log counts as if it had not happened.
    Undone(Seq),
    /// It counts again, at its own time.
    Redone(Seq),
    /// What was kept from this place of the log on is kept under this rule too: it covers the phase in front from its
    /// beginning.
    Covered {
        /// From here, up to this entry.
        from: Seq,
        /// The rule that holds now.
        rule: RecordRule,
    },
    /// The minutes off the record are over.
    BackOnRecord,
    /// Something stood here that was struck.
    Erased,
    /// Anything that a record may keep.
    Fact(Fact<PersonId>),
}

impl From<Fact<PersonId>> for Event {
    fn from(fact: Fact<PersonId>) -> Self {
        Self::Fact(fact)
    }
}

impl<W> From<BoardFact<W>> for Fact<W> {
    fn from(fact: BoardFact<W>) -> Self {
        Self::Board(fact)
    }
}

impl From<BoardFact<PersonId>> for Event {
    fn from(fact: BoardFact<PersonId>) -> Self {
        Self::Fact(Fact::Board(fact))
    }
}

impl Event {
    /// Whether `u` takes this back: acts on the floor and the board, and coming and going. Notes are edited or
    /// deleted in their list; who was written down, the agreements and the course of the session itself stay: a name that
    /// was once written down has to be known for as long as it has to be withheld.
    #[must_use]
    pub const fn is_undoable(&self) -> bool {
        match self {
            Self::Fact(fact) => fact.is_undoable(),
            Self::PersonRemoved(_) | Self::SeatMoved { .. } => true,
            Self::Opened(_)
            | Self::Joined(_)
            | Self::PersonCorrected(_)
            | Self::NoteEdited { .. }
            | Self::NoteAttributed { .. }
            | Self::NoteRekinded { .. }
            | Self::NoteDeleted(_)
            | Self::Covered { .. }
            | Self::BackOnRecord
            | Self::Erased
            | Self::Undone(_)
            | Self::Redone(_) => false,
        }
    }

    /// Whether undo does not go behind this.
    #[must_use]
    pub const fn is_fence(&self) -> bool {
        matches!(
            self,
            Self::Covered { .. }
                | Self::BackOnRecord
                | Self::Fact(
                    Fact::Ended(_)
                        | Fact::Continued(_)
                        | Fact::RuleChanged(_)
                        | Fact::RuleRead(_)
                        | Fact::OffRecord(_)
                        | Fact::Struck(_)
                )
        )
    }
}

/// A phase of the plan by its position, counted from nought here and from one in files and on screens.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PhaseIndex(pub usize);

impl Serialize for PhaseIndex {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.saturating_add(1).serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for PhaseIndex {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        u32::deserialize(deserializer)?
            .checked_sub(1)
            .map(|index| Self(index as usize))
            .ok_or_else(|| serde::de::Error::custom("phases are counted from 1"))
    }
}

impl JsonSchema for PhaseIndex {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "PhaseNumber".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "integer", "minimum": 1 })
    }
}

/// Why somebody was called, as a nameless category that any record may keep.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Why {
    /// Theirs was the earliest hand.
    AskedFirst,
    /// Of those who asked, they had spoken the least.
    LeastHeard,
    /// It was their seat's turn in the go-round.
    NextInRound,
    /// They had passed for now, and the round came back to them.
    CameBack,
    /// Of those who asked, they had had the fewest turns.
    FewestTurns,
    /// It was their party's turn.
    PartysTurn,
    /// Whoever held the talking piece named them.
    NamedByHolder,
    /// They spoke up in open talk, and were timed.
    SpokeUp,
    /// They took the empty chair of a fishbowl.
    EmptyChair,
    /// They were the next of the tellers.
    NextTeller,
    /// How we talk had to be said at once.
    PointOfProcess,
    /// They asked for a clarification.
    Question,
    /// They replied to a remark.
    Reply,
    /// Somebody who stood before them let them go first.
    LetBefore,
    /// The moderator put them first.
    PutFirst,
    /// They had been given the last word.
    LastWord,
    /// The moderator called them. Logged, never questioned.
    Moderator,
}

/// Somebody was given the floor; whoever had it has ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Called<W> {
    /// The turn that begins.
    pub turn: TurnId,
    /// Whose turn it is.
    pub who: W,
    /// Why they and not another.
    pub why: Why,
    /// Allotted length.
    pub length: Span,
    /// Whether the clock ran from the call. Being called is not having started: the walk to the chair is not airtime.
    pub started: bool,
}

/// A change of one turn by a length of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct TurnBy {
    /// Which turn.
    pub turn: TurnId,
    /// By how much.
    pub by: Span,
}

const fn nobody<W>() -> Speaker<W> {
    Speaker::Nobody
}

/// A note was taken.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Noted<W> {
    /// Which note.
    pub note: NoteId,
    /// What sort of thing was said.
    pub kind: NoteKind,
    /// Who said it.
    #[serde(default = "nobody::<W>")]
    pub speaker: Speaker<W>,
    /// In the speaker's own words.
    pub text: String,
}

/// The only value of `agreements:` in a log.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Accepted {
    /// The group accepted the ground rules, asked and answered aloud.
    Accepted,
}

//! What the facts about the board hold.

use std::{fmt, str::FromStr};

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{
    scale::{Scale, Threshold},
    test::{Answer, PartyTally},
};
use crate::session::{
    event::PhaseIndex,
    ids::{CriticismId, FollowUpId, StatementId, TurnId},
    lenient::or_default,
    note::Speaker,
};

const fn nobody<W>() -> Speaker<W> {
    Speaker::Nobody
}

const fn none<W>() -> Vec<W> {
    Vec::new()
}

const fn nothing<W>() -> Option<W> {
    None
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands the field over by reference")]
const fn is_false(flag: &bool) -> bool {
    !*flag
}

/// A statement was put on the board.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Proposed<W> {
    /// Which statement.
    pub statement: StatementId,
    /// Who put it forward; nobody where a phase has joint thinking.
    #[serde(default = "nobody::<W>")]
    pub who: Speaker<W>,
    /// Its first wording.
    pub wording: String,
}

/// A wording of an earlier evening.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct EarlierWording {
    /// The evening on which it was put.
    pub on: NaiveDate,
    /// The sentence.
    pub text: String,
    /// Why it was changed into this, if that was said.
    #[serde(default, deserialize_with = "or_default", skip_serializing_if = "String::is_empty")]
    pub reason: String,
}

/// A statement came over from an earlier evening of the group, under the id that it has for life.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Brought {
    /// Which statement.
    pub statement: StatementId,
    /// Its wording.
    pub wording: String,
    /// Why it was left open.
    #[serde(default, deserialize_with = "or_default", skip_serializing_if = "String::is_empty")]
    pub reason: String,
    /// Until when it is set aside; on the table if that is not said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Until>,
    /// The wordings of earlier evenings, the oldest first.
    #[serde(default, deserialize_with = "or_default", skip_serializing_if = "Vec::is_empty")]
    pub earlier: Vec<EarlierWording>,
}

/// A statement got another wording, and is proposed again with it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Reworded {
    /// Which statement.
    pub statement: StatementId,
    /// The wording from now on.
    pub wording: String,
    /// Why it was changed, if that was said.
    #[serde(default, deserialize_with = "or_default", skip_serializing_if = "String::is_empty")]
    pub reason: String,
}

/// Two statements or more became one; they are withdrawn in favour of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Merged {
    /// Those that were.
    pub from: Vec<StatementId>,
    /// The one that is now.
    pub into: StatementId,
    /// Its wording.
    pub wording: String,
}

/// One of the statements into which another was split.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Part {
    /// Which statement.
    pub statement: StatementId,
    /// Its wording.
    pub wording: String,
}

/// One statement became two or more; it is withdrawn in favour of them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Split {
    /// The one that was.
    pub statement: StatementId,
    /// Those that are now.
    pub into: Vec<Part>,
}

/// A statement was put in front of another by hand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Moved {
    /// Which statement.
    pub statement: StatementId,
    /// The one that it now stands in front of.
    pub before: StatementId,
}

/// How the answers of a test are collected. All of it is blind: nobody sees another's answer before their own.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Way {
    /// A show of fingers on a count of three, typed party by party.
    #[default]
    Totals,
    /// A show of fingers, and a key a person; only where the record rule keeps names.
    Keys,
    /// The keyboard is handed round, with a blank screen between two people.
    HandedRound,
}

impl Way {
    /// In the order in which they are offered.
    pub const ALL: [Self; 3] = [Self::Totals, Self::Keys, Self::HandedRound];
}

/// A test of agreement was opened on the wording that a statement has: scale and threshold are fixed from here on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct TestOpened {
    /// Which statement.
    pub statement: StatementId,
    /// The answers it offers.
    pub scale: Scale,
    /// What has to be met inside every party.
    pub threshold: Threshold,
    /// How the answers are collected.
    pub way: Way,
}

/// The answers of the open test, all at once: nothing is known of it before.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(bound(deserialize = "W: Deserialize<'de>"))]
pub struct TestTaken<W> {
    /// Which statement.
    pub statement: StatementId,
    /// Party by party, in the order of their seats; the weakest first where parties are withheld.
    pub parties: Vec<PartyTally>,
    /// Who answered what, where it was collected by key; nobody of a small party.
    #[serde(default = "none::<Answer<W>>", deserialize_with = "or_default", skip_serializing_if = "Vec::is_empty")]
    pub answers: Vec<Answer<W>>,
    /// Who was not asked, where that is known.
    #[serde(default = "none::<W>", deserialize_with = "or_default", skip_serializing_if = "Vec::is_empty")]
    pub not_asked: Vec<W>,
}

/// A person of every party present confirmed this very wording; with no parties, or where no names are kept, the room did.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(bound(deserialize = "W: Deserialize<'de>"))]
pub struct Confirmed<W> {
    /// Which statement.
    pub statement: StatementId,
    /// Who confirmed it aloud; empty when the room did, or when the record rule keeps no names.
    #[serde(default = "none::<W>", deserialize_with = "or_default", skip_serializing_if = "Vec::is_empty")]
    pub confirmed_by: Vec<W>,
    /// Whether a party of which nobody was there is asked later.
    #[serde(default, deserialize_with = "or_default", skip_serializing_if = "is_false")]
    pub provisional: bool,
}

/// One side put a difference in its words. What was vouched for another wording of it counts no longer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Formulated {
    /// Which statement.
    pub statement: StatementId,
    /// Which of the sides, counted from one.
    pub side: u8,
    /// Its party, where the record rule keeps it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub party: Option<String>,
    /// How it puts the difference.
    pub text: String,
}

/// What somebody says of a formulation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Vouch {
    /// It is fair to their own side.
    Fair,
    /// They understand that the other side sees it so.
    Understood,
}

/// Somebody found a formulation fair to their own side, or understood that of another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Vouched<W> {
    /// Which statement.
    pub statement: StatementId,
    /// Which of the sides' formulations, counted from one.
    pub side: u8,
    /// What they said.
    pub vouch: Vouch,
    /// Who.
    pub who: W,
}

/// A difference is held: agreeing to disagree, with the formulation of each side.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Held {
    /// Which statement.
    pub statement: StatementId,
    /// Why it matters.
    #[serde(default, deserialize_with = "or_default", skip_serializing_if = "String::is_empty")]
    pub why: String,
}

/// How one side puts a difference, for a reader.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct PutAs {
    /// The side, where the record rule keeps it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub party: Option<String>,
    /// Fair to its own side and understood by the other.
    pub text: String,
}

/// Why a wording stands in brackets.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum BracketKind {
    /// Another wording is on offer.
    Alternative,
    /// It is disputed.
    Contentious,
    /// It depends on something that is not settled.
    Waiting,
    /// It is not clear what it means.
    Unclear,
}

impl BracketKind {
    /// In the order in which they are offered.
    pub const ALL: [Self; 4] = [Self::Alternative, Self::Contentious, Self::Waiting, Self::Unclear];
}

/// A wording was put in brackets; it takes a second supporter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(bound(deserialize = "W: Deserialize<'de>"))]
pub struct Bracketed<W> {
    /// Which statement.
    pub statement: StatementId,
    /// Why.
    pub kind: BracketKind,
    /// The other wording, or what it waits for.
    #[serde(default, deserialize_with = "or_default", skip_serializing_if = "String::is_empty")]
    pub text: String,
    /// Who asked for it, and who supported that; empty where the record rule keeps no names.
    #[serde(default = "none::<W>", deserialize_with = "or_default", skip_serializing_if = "Vec::is_empty")]
    pub supporters: Vec<W>,
}

/// Until when something is set aside.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Until {
    /// The closing phase.
    #[default]
    Close,
    /// A phase of the plan.
    Phase(PhaseIndex),
    /// A day.
    Day(NaiveDate),
}

impl fmt::Display for Until {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Close => f.write_str("close"),
            Self::Phase(phase) => write!(f, "phase {}", phase.0.saturating_add(1)),
            Self::Day(day) => day.fmt(f),
        }
    }
}

/// The text was not a moment; holds what was found.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("expected `close`, a phase such as `phase 5`, or a day such as `2026-04-11`, found `{0}`")]
pub struct NotUntil(String);

impl FromStr for Until {
    type Err = NotUntil;

    fn from_str(text: &str) -> Result<Self, NotUntil> {
        let refused = || NotUntil(text.chars().take(40).collect());
        if text == "close" {
            return Ok(Self::Close);
        }
        if let Some(number) = text.strip_prefix("phase ") {
            let phase = number.parse::<u32>().ok().and_then(|number| number.checked_sub(1));
            return phase.map(|phase| Self::Phase(PhaseIndex(phase as usize))).ok_or_else(refused);
        }
        text.parse().map(Self::Day).map_err(|_| refused())
    }
}

crate::session::as_text!(Until);

impl JsonSchema for Until {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Until".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "type": "string",
            "description": "`close` for the closing phase, `phase 5`, or a day",
            "pattern": r"^(close|phase [0-9]+|[0-9]{4}-[0-9]{2}-[0-9]{2})$"
        })
    }
}

/// A statement was set aside.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Parked {
    /// Which statement.
    pub statement: StatementId,
    /// Why it waits.
    #[serde(default, deserialize_with = "or_default", skip_serializing_if = "String::is_empty")]
    pub reason: String,
    /// When it comes back.
    #[serde(default, deserialize_with = "or_default")]
    pub until: Until,
}

/// A statement became a paragraph of the one text, or is none any more.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct InText {
    /// Which statement.
    pub statement: StatementId,
    /// Whether it is a paragraph from now on.
    pub in_text: bool,
}

/// The drafter took the draft on the table up: from here to the next draft the text may be changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct TakenUp<W> {
    /// The draft.
    pub draft: u32,
    /// Who is the drafter, if that was said.
    #[serde(default = "nothing::<W>", skip_serializing_if = "Option::is_none")]
    pub by: Option<W>,
}

/// A statement was criticised. Nobody is its author; what counts is the interest behind it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Criticised {
    /// Which criticism.
    pub criticism: CriticismId,
    /// Which statement.
    pub statement: StatementId,
    /// What is wrong with it.
    pub text: String,
    /// Which interest it does not serve.
    #[serde(default, deserialize_with = "or_default", skip_serializing_if = "String::is_empty")]
    pub interest: String,
}

/// The one question on the whole: a person of every party present, or the room, said yes to the draft on the table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(bound(deserialize = "W: Deserialize<'de>"))]
pub struct WholeConfirmed<W> {
    /// Which draft.
    pub draft: u32,
    /// Who confirmed it aloud; empty when the room did, or when the record rule keeps no names.
    #[serde(default = "none::<W>", deserialize_with = "or_default", skip_serializing_if = "Vec::is_empty")]
    pub confirmed_by: Vec<W>,
    /// Whether a party of which nobody was there is asked later.
    #[serde(default, deserialize_with = "or_default", skip_serializing_if = "is_false")]
    pub provisional: bool,
}

/// What the speaker says of what the other side heard.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Heard {
    /// Yes, that is what I said.
    Yes,
    /// Not quite; it is said again.
    NotQuite,
    /// The speaker did not ask for it.
    Waived,
}

/// The other side said in its words what it had heard in a turn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Restated<W> {
    /// Which turn.
    pub turn: TurnId,
    /// What the speaker said of it.
    pub heard: Heard,
    /// Who restated it, if that was said.
    #[serde(default = "nothing::<W>", skip_serializing_if = "Option::is_none")]
    pub who: Option<W>,
}

/// Somebody will do something after the session. The same id again is the same follow-up, put otherwise.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct FollowUpPut<W> {
    /// Which follow-up.
    pub follow_up: FollowUpId,
    /// Who does it; several, or nobody in particular, stand in the text.
    #[serde(default = "nothing::<W>", skip_serializing_if = "Option::is_none")]
    pub who: Option<W>,
    /// What.
    pub what: String,
    /// By when.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<NaiveDate>,
    /// Whether it came over from an earlier evening.
    #[serde(default, deserialize_with = "or_default", skip_serializing_if = "is_false")]
    pub brought: bool,
}

/// How far something is that was promised.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Progress {
    /// Still to be done.
    #[default]
    Open,
    /// Done.
    Done,
    /// Not wanted any more.
    Dropped,
}

/// What became of a follow-up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct FollowUpStands {
    /// Which follow-up.
    pub follow_up: FollowUpId,
    /// Where it stands now.
    pub progress: Progress,
}

/// For whom the memorandum is, as the group decided.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum MemorandumScope {
    /// For those who were there.
    Group,
    /// For these, and nobody else.
    Recipients(Vec<String>),
    /// For everybody.
    Public,
}

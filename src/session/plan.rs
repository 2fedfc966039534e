//! The plan of an evening: phases, formats, and the check that the people fit into the minutes.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{lenient::or_default, rule::RecordRule, time::Span};

/// What a phase is for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum PhaseKind {
    /// People speak in turns.
    #[default]
    Talk,
    /// Nobody speaks.
    Silence,
    /// Out of the room.
    Break,
    /// Two and two.
    Pairs,
    /// One party meeting alone; nothing is captured.
    Caucus,
    /// The common-ground board is in front.
    Board,
    /// Wording is read aloud and confirmed.
    ReadBack,
}

impl PhaseKind {
    /// Whether people speak in turns. Where they don't, nobody is suggested, and the clock is that of the phase.
    #[must_use]
    pub const fn has_turns(self) -> bool {
        match self {
            Self::Talk | Self::Board | Self::ReadBack => true,
            Self::Silence | Self::Break | Self::Pairs | Self::Caucus => false,
        }
    }
}

/// How the next speaker is suggested. The moderator may always call somebody else.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum OrderRule {
    /// The earliest hand.
    FirstCome,
    /// The hand of whoever has spoken the least time; ties to the earliest hand. The default of open talk.
    #[default]
    Balanced,
    /// The hand of whoever has had the fewest turns; ties to the earliest hand.
    BalancedTurns,
    /// The parties in turn, the one that was heard longest ago first. A party of which nobody asks is passed over, and its
    /// next hand jumps in. Those who name no side take turns as one more.
    Alternating,
    /// The same, but a party that is due and does not ask ends the talk until it does.
    AlternatingStrict,
    /// Everyone once in seat order; the next round has another starter and the other direction.
    GoRound,
    /// The holder of the piece names the next; nobody queues.
    TalkingPiece,
    /// Nobody queues: a person's key times whoever speaks.
    Open,
    /// Only the inner circle speaks; somebody from outside may take the empty chair.
    Fishbowl,
    /// Those who were named beforehand, in that order: two life stories, one a party.
    NamedTellers,
}

impl OrderRule {
    /// In the order in which they are offered.
    pub const ALL: [Self; 10] = [
        Self::FirstCome,
        Self::Balanced,
        Self::BalancedTurns,
        Self::Alternating,
        Self::AlternatingStrict,
        Self::GoRound,
        Self::TalkingPiece,
        Self::Open,
        Self::Fishbowl,
        Self::NamedTellers,
    ];

    /// Whether people are chosen for it: the inner circle, or the tellers in their order.
    #[must_use]
    pub const fn has_chosen(self) -> bool {
        matches!(self, Self::Fishbowl | Self::NamedTellers)
    }
}

/// What a phase may have besides its question and its order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum PhaseOption {
    /// Ideas have no owner, and objections wait for a later phase.
    JointThinking,
    /// After a turn the other side says in its words what it heard, until the speaker says yes.
    Restating,
    /// Nothing is confirmed here without a test of agreement.
    TestFirst,
}

/// A timed part of a session with its own order rule and, if it differs, its own record rule.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Phase {
    /// As it stands in the header.
    pub title: String,
    /// Planned length.
    pub minutes: u32,
    /// What the phase is for.
    #[serde(default, deserialize_with = "or_default", skip_serializing_if = "is_default")]
    pub kind: PhaseKind,
    /// How the next speaker is suggested.
    #[serde(default, deserialize_with = "or_default")]
    pub order: OrderRule,
    /// Allotted length of one turn.
    pub turn: Span,
    /// Silence that is kept before the first turn of a go-round, and after each story.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub silence: Option<Span>,
    /// A breath between two speakers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub breath: Option<Span>,
    /// What each party has of the phase, if that is limited.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub party_time: Option<Span>,
    /// The record rule of this phase, where it is not the session's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub record_rule: Option<RecordRule>,
    /// The sentence that is read aloud and stands on the screen: the centre of the craft.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub question: Option<String>,
    /// For the moderator's eyes.
    #[serde(default, deserialize_with = "or_default", skip_serializing_if = "Vec::is_empty")]
    pub hints: Vec<String>,
    /// What else is done in this phase.
    #[serde(default, deserialize_with = "or_default", skip_serializing_if = "Vec::is_empty")]
    pub options: Vec<PhaseOption>,
}

fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

impl Phase {
    /// Planned length.
    #[must_use]
    pub const fn length(&self) -> Span {
        Span::from_mins(self.minutes as u64)
    }
}

/// For how many people a format is meant, moderators left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ForPeople {
    /// At least so many.
    pub from: usize,
    /// At most so many.
    pub to: usize,
}

/// A template for an evening.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Format {
    /// What `--format` takes: small letters and hyphens.
    pub name: String,
    /// As it stands in the list.
    pub title: String,
    /// What it is good for, in one sentence.
    pub summary: String,
    /// For how many people the minutes are meant.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub people: Option<ForPeople>,
    /// What may be kept, unless a phase says otherwise.
    pub record_rule: RecordRule,
    /// Ground rules to start from.
    #[serde(default, deserialize_with = "or_default")]
    pub agreements: Vec<String>,
    /// At least one.
    pub phases: Vec<Phase>,
}

impl Format {
    /// Planned length of the whole evening.
    #[must_use]
    pub fn length(&self) -> Span {
        self.phases.iter().map(Phase::length).sum()
    }
}

/// What one round of a go-round asks of a phase.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RoundCheck<'a> {
    /// The phase.
    pub phase: &'a Phase,
    /// How many are asked.
    pub people: usize,
    /// People × turn, and the silence before it.
    pub needs: Span,
}

impl RoundCheck<'_> {
    /// Whether one round fits into the phase.
    #[must_use]
    pub fn fits(&self) -> bool {
        self.needs <= self.phase.length()
    }
}

/// People × turn, with the silence before it, against the minutes of each go-round.
#[must_use]
pub fn check_rounds(phases: &[Phase], people: usize) -> Vec<RoundCheck<'_>> {
    phases
        .iter()
        .filter(|phase| phase.order == OrderRule::GoRound)
        .map(|phase| RoundCheck {
            phase,
            people,
            needs: phase.turn.times(people as u64).plus(phase.silence.unwrap_or_default()),
        })
        .collect()
}

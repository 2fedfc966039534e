//! What a moderator does with the queue beside calling: somebody goes down in it, or first; the list is closed; the queue is
//! held for one remark.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{
    ids::{PersonId, TurnId},
    plan::OrderRule,
    queue::waiting,
    refusal::Refusal,
    state::State,
    time::At,
};

/// Whether hands can be raised. Lanes stay open in any case.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum SpeakersList {
    /// They can.
    #[default]
    Open,
    /// They can; the room was told that the list closes soon.
    LastCall,
    /// They can't; those who wait are heard.
    Closed,
}

/// A person let another go first. Practice: a person may move their own hand down, never up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct MovedDown<W> {
    /// Who moved down.
    pub who: W,
    /// Behind whom.
    pub behind: W,
}

impl OrderRule {
    /// Whether those who are suggested are those whose hand is up.
    #[must_use]
    pub const fn goes_by_hands(self) -> bool {
        match self {
            Self::FirstCome
            | Self::Balanced
            | Self::BalancedTurns
            | Self::Alternating
            | Self::AlternatingStrict
            | Self::Fishbowl => true,
            Self::GoRound | Self::TalkingPiece | Self::Open | Self::NamedTellers => false,
        }
    }
}

impl State {
    /// Behind whom this person goes who moves down one place now. Where the parties take turns, that is somebody of the same
    /// side: another side's turn is not theirs to give.
    ///
    /// # Errors
    /// Why they can't.
    pub fn next_behind(&self, person: PersonId, now: At) -> Result<PersonId, Refusal> {
        self.hand(person).ok_or(Refusal::DoesNotWait(person))?;
        if !self.order().goes_by_hands() {
            return Err(Refusal::OrderIsFixed);
        }
        let sides = matches!(self.order(), OrderRule::Alternating | OrderRule::AlternatingStrict);
        let side = |person| self.roster.person(person).and_then(|person| person.party.as_deref());
        let line = waiting(self, now).into_iter().map(|one| one.person);
        let mut after = line.skip_while(|other| *other != person).skip(1);
        after.find(|other| !sides || side(*other) == side(person)).ok_or(Refusal::NobodyBehind(person))
    }

    /// Whether this turn can be put back: the last that somebody had for themselves.
    ///
    /// # Errors
    /// Why it can't.
    pub(super) fn may_be_put_back(&self, turn: TurnId) -> Result<(), Refusal> {
        if matches!(self.order(), OrderRule::Open | OrderRule::TalkingPiece) {
            return Err(Refusal::NobodyQueues);
        }
        let last = self.turns.iter().rev().find(|turn| turn.lane.is_none());
        let last = last.filter(|last| last.id == turn && !last.put_back).ok_or(Refusal::NobodyToPutBack)?;
        let person = last.who.person().ok_or(Refusal::NobodyToPutBack)?;
        let present = self.roster.member(person).is_some_and(super::roster::Member::is_present);
        match (present, self.hand(person)) {
            (false, _) => Err(Refusal::NotPresent(person)),
            (true, Some(_)) => Err(Refusal::AlreadyWaits(person)),
            (true, None) => Ok(()),
        }
    }
}

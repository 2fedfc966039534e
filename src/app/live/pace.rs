//! Acts of the clock: what the small page behind `d` offers, each with what it would do now.

use super::{Front, Live};
use crate::{
    app::{action::Action, msg::Now},
    session::{
        At, BoardFact, Fact, FairShare, MoreFrom, Parked, PersonId, PhaseIndex, Proposed, QuietBegan, QuietKind,
        Refusal, Replanned, Span, Speaker, State, TurnBy, TurnId, Until, fair_share, more_time, party_time,
    },
    words,
};

/// What an act of the clock would do now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ClockOffer {
    /// Everybody who waits has as much.
    Share(FairShare),
    /// So much silence.
    Silence(Span),
    /// A pause that anyone may call.
    Pause,
    /// The empty floor before this turn goes to its speaker.
    FloorToSpeaker(TurnId, Span),
    /// The empty floor goes to somebody who is named next.
    FloorToWhom(Span),
    /// The empty floor was silence.
    FloorToSilence(Span),
    /// A breath between speakers from now on; nothing long ends it.
    Breath(Span),
    /// Phases get other lengths.
    Replan(Replanned),
    /// The question of the phase is set aside, and the next phase is offered.
    Park(String),
    /// Each party has so much time; nothing long ends it.
    PartyTime(Span),
}

/// The acts of the clock, in the order of the page.
pub const CLOCK_ACTS: [Action; 10] = [
    Action::Share,
    Action::Silence,
    Action::CallPause,
    Action::FloorToSpeaker,
    Action::FloorToSilence,
    Action::Breath,
    Action::FromTheRest,
    Action::EndLater,
    Action::ParkQuestion,
    Action::PartyTime,
];

/// What the bell is for that would ring next: no more than once for each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Rings {
    Turn(TurnId),
    Quiet(At),
}

impl Live {
    /// What an act of the clock would do now; `None` if the action is not one.
    #[must_use]
    pub fn offer(&self, action: Action, at: At) -> Option<Result<ClockOffer, Refusal>> {
        let state = self.state();
        Some(match action {
            Action::Share => fair_share(state, at).map(ClockOffer::Share),
            Action::Silence => {
                quiet_may_begin(state).map(|()| ClockOffer::Silence(silence(state, self.lengths.silence)))
            }
            Action::CallPause => quiet_may_begin(state).map(|()| ClockOffer::Pause),
            Action::FloorToSpeaker => floor_to_speaker(state, at),
            Action::FloorToSilence => empty_floor(state, at).map(ClockOffer::FloorToSilence),
            Action::Breath => {
                Ok(ClockOffer::Breath(if state.breath() == Span::ZERO { self.lengths.breath } else { Span::ZERO }))
            }
            Action::FromTheRest => more_time(state, at, MoreFrom::Rest).map(ClockOffer::Replan),
            Action::EndLater => more_time(state, at, MoreFrom::End).map(ClockOffer::Replan),
            Action::ParkQuestion => question(state).map(ClockOffer::Park),
            Action::PartyTime => party_time(state, at).map(ClockOffer::PartyTime),
            _ => return None,
        })
    }

    /// Does what an act of the clock offers.
    ///
    /// # Errors
    /// What the core refuses.
    pub fn take_offer(&mut self, action: Action, now: &Now) -> Option<Result<(), Refusal>> {
        let offer = self.offer(action, self.at(now))?;
        self.front = Front::Keys;
        Some(offer.and_then(|offer| self.take(offer, now)))
    }

    fn take(&mut self, offer: ClockOffer, now: &Now) -> Result<(), Refusal> {
        let quiet = |kind, length| Fact::QuietBegan(QuietBegan { kind, length });
        match offer {
            ClockOffer::Share(share) => self.record(now, Fact::TurnLength(share.each)),
            ClockOffer::Silence(length) => self.record(now, quiet(QuietKind::Silence, Some(length))),
            ClockOffer::Pause => self.record(now, quiet(QuietKind::Pause, None)),
            ClockOffer::FloorToSpeaker(turn, by) => self.record(now, Fact::StartPutBack(TurnBy { turn, by })),
            ClockOffer::FloorToWhom(_) => {
                self.front = Front::FloorToWhom;
                Ok(())
            }
            ClockOffer::FloorToSilence(span) => self.record(now, Fact::SilenceCounted(span)),
            ClockOffer::Breath(span) => self.record(now, Fact::Breath(span)),
            ClockOffer::Replan(replanned) => self.record(now, Fact::Replanned(replanned)),
            ClockOffer::Park(wording) => self.park_question(now, wording),
            ClockOffer::PartyTime(span) => self.record(now, Fact::PartyTime(span)),
        }
    }

    /// The question goes to the board, set aside, and the phases are offered: the talk moves on.
    fn park_question(&mut self, now: &Now, wording: String) -> Result<(), Refusal> {
        let statement = self.session.next_statement();
        self.record(now, BoardFact::Proposed(Proposed { statement, who: Speaker::Nobody, wording }))?;
        let reason = words::OUT_OF_TIME.to_owned();
        self.record(now, BoardFact::Parked(Parked { statement, reason, until: Until::Close }))?;
        let last = self.state().opening.phases.len().saturating_sub(1);
        self.front = Front::Phases(PhaseIndex((self.state().phase_index().0 + 1).min(last)));
        Ok(())
    }

    /// Gives the floor, and with it the time for which it was empty.
    ///
    /// # Errors
    /// What the core refuses.
    pub fn floor_to(&mut self, now: &Now, who: PersonId) -> Result<(), Refusal> {
        let by = empty_floor(self.state(), self.at(now))?;
        self.call_whom(now, who)?;
        match self.state().current().map(|turn| turn.id) {
            Some(turn) => self.record(now, Fact::StartPutBack(TurnBy { turn, by })),
            None => Ok(()),
        }
    }

    /// Whether a bell is due at this moment: the time of a turn and its grace have gone by, or a silence is over. Each once;
    /// who gets more time is rung for again.
    pub(in crate::app) fn rings(&mut self, now: &Now) -> bool {
        let (at, state) = (self.at(now), self.state());
        let due = match (state.quiet(), state.current()) {
            (Some(quiet), _) => quiet.length.map(|length| (Rings::Quiet(quiet.from), quiet.lasted(at) >= length)),
            (None, Some(turn)) => Some((Rings::Turn(turn.id), turn.is_past_the_bell(at, self.lengths.grace))),
            (None, None) => None,
        };
        match due {
            Some((rings, false)) => {
                self.armed = Some(rings);
                false
            }
            Some((rings, true)) => self.armed.take_if(|armed| *armed == rings).is_some(),
            None => false,
        }
    }
}

fn quiet_may_begin(state: &State) -> Result<(), Refusal> {
    if state.quiet().is_some() { Err(Refusal::AlreadyQuiet) } else { Ok(()) }
}

fn silence(state: &State, usual: Span) -> Span {
    state.phase().and_then(|phase| phase.silence).unwrap_or(usual)
}

/// Since when the floor is empty, in whole seconds.
fn empty_floor(state: &State, at: At) -> Result<Span, Refusal> {
    let span = state.floor_empty_since().map(|since| at.since(since));
    span.filter(|span| span.secs() > 0).ok_or(Refusal::NoEmptyFloor)
}

fn floor_to_speaker(state: &State, at: At) -> Result<ClockOffer, Refusal> {
    let Some(turn) = state.current() else { return empty_floor(state, at).map(ClockOffer::FloorToWhom) };
    let span = state.floor_before();
    if span.secs() == 0 { Err(Refusal::NoEmptyFloor) } else { Ok(ClockOffer::FloorToSpeaker(turn.id, span)) }
}

/// What is parked of a phase whose time is over: its question, or else its title.
fn question(state: &State) -> Result<String, Refusal> {
    let phase = state.phase().ok_or(Refusal::NoSuchPhase(state.phase_index()))?;
    Ok(phase.question.clone().unwrap_or_else(|| phase.title.clone()))
}

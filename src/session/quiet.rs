//! Quiet that belongs to the talk, with a clock of its own: silence before a round, a pause that anyone may call.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{
    event::PhaseIndex,
    state::State,
    time::{At, Left, Span},
    turn::Halt,
};

/// How long a silence is where the plan names no length. Source: Reflective Structured Dialogue.
pub const SILENCE: Span = Span::from_mins(2);

/// What sort of quiet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum QuietKind {
    /// Silence as part of the talk, of a length that is said before it begins.
    Silence,
    /// A pause that anyone may call; it lasts until it is over. Who called it is nobody's business.
    Pause,
}

/// The room is quiet from now on. The clock of whoever speaks stands meanwhile.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct QuietBegan {
    /// What sort.
    pub kind: QuietKind,
    /// How long it is meant to last; nothing if that is open.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub length: Option<Span>,
}

/// A stretch of quiet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quiet {
    /// What sort.
    pub kind: QuietKind,
    /// How long it is meant to last, if that was said.
    pub length: Option<Span>,
    /// The phase in which it began.
    pub phase: PhaseIndex,
    /// From here.
    pub from: At,
    /// To here, if it is over.
    pub to: Option<At>,
}

impl Quiet {
    /// How long it has lasted at `now`.
    #[must_use]
    pub fn lasted(&self, now: At) -> Span {
        self.to.unwrap_or(now).since(self.from)
    }

    /// What is left of it at `now`, or how far it is over; `None` if its length is open.
    #[must_use]
    pub fn left(&self, now: At) -> Option<Left> {
        Some(self.length?.left_after(self.lasted(now)))
    }
}

impl State {
    /// The quiet that is being kept.
    #[must_use]
    pub fn quiet(&self) -> Option<&Quiet> {
        self.quiets.last().filter(|quiet| quiet.to.is_none())
    }

    /// How long the room was quiet together up to `now`. Where the start of a turn was put back into a quiet, the turn has
    /// the time.
    #[must_use]
    pub fn quiet_time(&self, now: At) -> Span {
        let of = |quiet: &Quiet| {
            let to = quiet.to.unwrap_or(now);
            let spoken: Span = self.turns.iter().map(|turn| turn.spoken_between(quiet.from, to)).sum();
            to.since(quiet.from).minus(spoken)
        };
        self.quiets.iter().map(of).sum()
    }

    /// The silence that the plan asks for now: before the first turn of a go-round, and after each story.
    #[must_use]
    pub fn silence_due(&self) -> Option<Span> {
        use super::plan::OrderRule::{GoRound, NamedTellers};
        let silence = self.phase()?.silence?;
        let here = self.visits.last().map_or(At::OPENING, |visit| visit.from);
        let told = self.turns.iter().rfind(|turn| turn.is_own()).filter(|turn| turn.called >= here);
        let since = match self.order() {
            GoRound if told.is_none_or(|turn| turn.called < self.round.began) => self.round.began.max(here),
            NamedTellers => told?.ended?,
            _ => return None,
        };
        self.quiets.last().is_none_or(|quiet| quiet.to.is_some_and(|to| to < since)).then_some(silence)
    }

    pub(super) fn begin_quiet(&mut self, at: At, began: QuietBegan) {
        self.end_quiet(at);
        let phase = self.phase_index();
        self.with_last(|turn| turn.pause(at, Halt::Stopped));
        self.quiets.push(Quiet { kind: began.kind, length: began.length, phase, from: at, to: None });
    }

    /// The quiet is over; a clock that stood because of it runs again.
    pub(super) fn end_quiet(&mut self, at: At) {
        if let Some(from) = self.close_quiet(at) {
            self.with_last(|turn| {
                if turn
                    .pauses
                    .last()
                    .is_some_and(|pause| pause.from == from && pause.away.is_none() && pause.halt == Halt::Stopped)
                {
                    turn.resume(at);
                }
            });
        }
    }

    /// Whoever begins to speak ends the quiet. Says when it began, if there was one.
    pub(super) fn close_quiet(&mut self, at: At) -> Option<At> {
        let quiet = self.quiets.last_mut().filter(|quiet| quiet.to.is_none())?;
        quiet.to = Some(at);
        Some(quiet.from)
    }

    /// The empty floor of the last so many moments was silence.
    pub(super) fn count_silence(&mut self, at: At, span: Span) {
        let Some(since) = self.floor_empty_since() else { return };
        let (kind, phase, from) = (QuietKind::Silence, self.phase_index(), at.minus(span).max(since));
        self.quiets.push(Quiet { kind, length: None, phase, from, to: Some(at) });
    }
}

//! Session time from the clocks of the computer, and what it makes of a computer that slept, a program that was stopped and
//! a clock that was set.

use super::Live;
use crate::{
    app::msg::{Mono, Now},
    session::{At, Fact, Left, Refusal, Span, Turn, TurnBy, TurnClock, Wall},
};

/// The step of a clock where little is to move.
pub const CALM_STEP: Span = Span::from_secs(5);

/// Clocks that differ by no more than this agree.
const AGREES: Span = Span::from_secs(2);

/// Session time, built from the monotonic clock: this moment of the session was at that reading.
#[derive(Clone, Copy, Debug)]
pub(super) struct SessionClock {
    at: At,
    mono: Mono,
    /// The reading before this one.
    read: Reading,
    /// The last time that much went by between two readings: that before it, and that after it.
    leap: Option<(Reading, Reading)>,
}

/// The two clocks for lengths at one moment.
#[derive(Clone, Copy, Debug)]
struct Reading {
    mono: Mono,
    with_sleep: Mono,
}

impl Reading {
    const fn of(now: &Now) -> Self {
        Self { mono: now.mono, with_sleep: now.with_sleep }
    }
}

/// Why the program was away.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Absence {
    /// It was gone, and the evening was continued from its journal.
    #[default]
    Gone,
    /// It was stopped, and continued.
    Stopped,
    /// The computer slept.
    Asleep,
}

impl SessionClock {
    pub(super) const fn new(at: At, now: &Now) -> Self {
        Self { at, mono: now.mono, read: Reading::of(now), leap: None }
    }

    pub(super) fn at(&self, mono: Mono) -> At {
        self.at.plus(since(mono, self.mono))
    }

    /// Takes the next reading; says how long the computer slept before it.
    fn read(&mut self, now: &Now) -> Span {
        let (before, after) = (self.read, Reading::of(now));
        let (awake, all) = (since(after.mono, before.mono), since(after.with_sleep, before.with_sleep));
        self.read = after;
        if awake > AGREES {
            self.leap = Some((before, after));
        }
        all.minus(awake)
    }

    /// The last reading before the program was stopped. Something else may have woken it before it heard that it goes on.
    fn before_stop(&self, now: &Now) -> Reading {
        let just_now = |leap: &(Reading, Reading)| since(now.mono, leap.1.mono) <= AGREES;
        self.leap.filter(just_now).map_or(self.read, |leap| leap.0)
    }
}

const fn since(later: Mono, earlier: Mono) -> Span {
    Span::from_millis(later.0.saturating_sub(earlier.0))
}

/// Whether two labels of one moment are the same to a reader. Another zone is another label.
fn agree(one: Wall, other: Wall) -> bool {
    let apart = (one - other).abs().num_milliseconds().unsigned_abs();
    one.offset() == other.offset() && Span::from_millis(apart) <= AGREES
}

impl Live {
    /// Until when nothing moves, where little is to move and there is time to spare.
    pub(super) fn calm_step(&self, turn: &Turn, at: At) -> Option<Span> {
        let (Left::Remaining(left), true) = (turn.left(at), self.calm) else { return None };
        if turn.clock_warning(at, self.lengths.warning) != TurnClock::Calm {
            return None;
        }
        let step = Span::from_millis((left.millis() - 1) % CALM_STEP.millis() + 1);
        let to_warning = left.minus(turn.warns_at(self.lengths.warning));
        Some(step.min(to_warning).max(Span::from_millis(1)))
    }

    /// Session time.
    #[must_use]
    pub fn at(&self, now: &Now) -> At {
        self.clock.at(now.mono)
    }

    /// Compares this reading of the clocks with the one before. Time that the computer slept is not session time, and what
    /// it found running stands until the moderator has decided; a clock that was set changes labels and nothing else.
    pub(in crate::app) fn look_at_clocks(&mut self, now: &Now) {
        let slept = self.clock.read(now);
        if self.state().is_ended() {
            return;
        }
        if slept > AGREES {
            self.was_away(now, Absence::Asleep);
        } else if !agree(self.state().wall(self.at(now)), now.wall) {
            // Cannot be refused: the session has not ended.
            let _ = self.record(now, Fact::ClockSet(now.wall));
        }
    }

    /// The program goes on after it was stopped: session time goes on from the last thing that it knows. A stop so short
    /// that nobody noticed is none, unless the moderator asked for it.
    pub(in crate::app) fn continued(&mut self, now: &Now) {
        let before = self.clock.before_stop(now);
        let was_asked = std::mem::take(&mut self.stopping);
        let away = since(now.with_sleep, before.with_sleep);
        if self.state().is_ended() || (away <= AGREES && !was_asked) {
            return;
        }
        self.clock = SessionClock::new(self.clock.at(before.mono), now);
        self.was_away(now, Absence::Stopped);
    }

    /// The moderator asks for the shell.
    pub(in crate::app) fn stop(&mut self) {
        self.stopping = true;
    }

    /// The program did not stop after all.
    pub(in crate::app) fn did_not_stop(&mut self) {
        self.stopping = false;
    }

    pub(super) fn was_away(&mut self, now: &Now, absence: Absence) {
        self.absence = absence;
        // Cannot be refused: the session has not ended.
        let _ = self.record(now, Fact::GapUntil(now.wall));
    }

    /// How long the program was away while a turn ran, if the moderator has not yet decided what that was.
    #[must_use]
    pub fn undecided(&self) -> Option<(Absence, Span)> {
        Some((self.absence, self.state().current()?.away()?))
    }

    /// The speaker went on while the program was away: the time is theirs.
    pub(super) fn count_away(&mut self, now: &Now) -> Result<(), Refusal> {
        let turn = self.state().current().ok_or(Refusal::FloorEmpty)?;
        let (turn, by) = (turn.id, turn.away().ok_or(Refusal::NothingAway)?);
        self.record(now, Fact::AwayCounted(TurnBy { turn, by }))
    }
}

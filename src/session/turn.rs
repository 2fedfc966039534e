//! One person's uninterrupted speech, and its clock.

use chrono::TimeDelta;

use super::{
    event::{PhaseIndex, Why},
    ids::{TurnId, Who},
    lanes::Lane,
    rule::RecordRule,
    time::{At, Left, Span},
};

/// Turns shorter than this warn at three quarters of their length.
const SHORT_TURN: Span = Span::from_secs(80);
/// Longer turns warn when this much is left.
const WARNING: Span = Span::from_secs(20);
/// Up to this length a turn counts as short to the bell.
const SHORT_FOR_THE_BELL: Span = Span::from_mins(2);
/// How long the bell waits after a short turn, and after a longer one.
const GRACE: [Span; 2] = [Span::from_secs(15), Span::from_secs(30)];
/// Interpreted speech takes this many times as long: everything is said twice. So a turn is allotted this many times its
/// length, and counts as airtime with this part of it.
pub const INTERPRETED: u64 = 2;

/// A turn, as instants; every length is derived from them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Turn {
    /// Which turn.
    pub id: TurnId,
    /// Whose.
    pub who: Who,
    /// Why they were called.
    pub why: Why,
    /// The lane out of which they were called; none for a turn of one's own.
    pub lane: Option<Lane>,
    /// The turn to which it belongs, where it answers one or asks about one.
    pub to: Option<TurnId>,
    /// The turn into which it was put, and which stands meanwhile.
    pub within: Option<TurnId>,
    /// Since when the hand was up that was called.
    pub asked: Option<At>,
    /// Whether the person went back to the queue: the speech stays, and was not their turn.
    pub put_back: bool,
    /// The phase in which they were called.
    pub phase: PhaseIndex,
    /// The strictest record rule in force while it lasted.
    pub rule: RecordRule,
    /// Length in the speaker's own words, with what was given and taken since.
    pub length: Span,
    /// Whether what is said has to be interpreted; see [`INTERPRETED`].
    pub interpreted: bool,
    /// When they were called.
    pub called: At,
    /// When they began to speak, if they have. It lies ahead while the room takes a breath.
    pub started: Option<At>,
    /// When the clock stood; the last one is open while it stands.
    pub pauses: Vec<Pause>,
    /// Time while the program was away that was given to the turn all the same.
    pub counted: Span,
    /// When the turn was over, if it is.
    pub ended: Option<At>,
}

/// A stretch during which the clock of a turn stood.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pause {
    /// From here.
    pub from: At,
    /// To here, if it is over.
    pub to: Option<At>,
    /// If it began because the program was away: for how long, by the clock on the wall.
    pub away: Option<Span>,
    /// Why the clock stood.
    pub halt: Halt,
}

/// Why the clock of a turn stood.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Halt {
    /// The clock was stopped.
    Stopped,
    /// This turn was interposed: the speaker goes on after it.
    For(TurnId),
    /// The speaker was interrupted, and has the lost seconds back.
    Interrupted,
}

/// What a turn's clock is doing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TurnClock {
    /// Called, not yet speaking.
    Called,
    /// The room takes a breath; the clock runs after it.
    Breath,
    /// Speaking, with time to spare.
    Calm,
    /// Speaking, with little time left.
    Warning,
    /// Speaking, longer than allotted. Nobody is cut off.
    Over,
    /// The clock stands.
    Paused,
    /// The turn is over.
    Ended,
}

impl Turn {
    /// A turn as it is called: at a moment, in a phase, under a record rule, with its length.
    pub(super) const fn called(
        id: TurnId,
        who: Who,
        why: Why,
        (called, phase, rule, length): (At, PhaseIndex, RecordRule, Span),
    ) -> Self {
        Self {
            id,
            who,
            why,
            lane: None,
            to: None,
            within: None,
            asked: None,
            put_back: false,
            phase,
            rule,
            length,
            interpreted: false,
            called,
            started: None,
            pauses: Vec::new(),
            counted: Span::ZERO,
            ended: None,
        }
    }

    /// Awake, unpaused time on the floor up to `now`, and what was counted of the time while the program was away.
    #[must_use]
    pub fn spoken(&self, now: At) -> Span {
        let Some(started) = self.started else { return Span::ZERO };
        let end = self.ended.unwrap_or(now);
        let paused: Span =
            self.pauses.iter().map(|pause| pause.to.unwrap_or(end).min(end).since(pause.from.max(started))).sum();
        end.since(started).minus(paused).plus(self.counted)
    }

    /// The earliest moment at which the interruption can have begun.
    pub(super) fn earliest_interruption(&self) -> At {
        let earlier = self.pauses.iter().filter_map(|pause| pause.to).max();
        earlier.max(self.started).unwrap_or(self.called)
    }

    /// Whether it is a turn of the person's own that counts as one: not out of a lane, and not put back.
    #[must_use]
    pub fn is_own(&self) -> bool {
        self.lane.is_none() && !self.put_back
    }

    /// Whether it is of a kind that is put into the turns of others.
    #[must_use]
    pub fn is_interposed_kind(&self) -> bool {
        matches!(self.lane, Some(Lane::PointOfProcess | Lane::Question))
    }

    /// How long the speaker was interrupted up to `now`: seconds that they have back.
    #[must_use]
    pub fn given_back(&self, now: At) -> Span {
        let end = self.ended.unwrap_or(now);
        let interruptions = self.pauses.iter().filter(|pause| pause.halt == Halt::Interrupted);
        interruptions.map(|pause| pause.to.unwrap_or(end).min(end).since(pause.from)).sum()
    }

    /// Whether the speaker is being interrupted.
    #[must_use]
    pub fn is_interrupted(&self) -> bool {
        self.pauses.last().is_some_and(|pause| pause.to.is_none() && pause.halt == Halt::Interrupted)
    }

    /// The last moment before it stood for this other turn at which it had stood already, or had gone on.
    pub(super) fn stood_until(&self, other: TurnId) -> At {
        let moments = self.pauses.iter().filter_map(|pause| match (pause.to, pause.halt) {
            (Some(to), _) => Some(to),
            (None, Halt::For(turn)) if turn == other => None,
            (None, _) => Some(pause.from),
        });
        moments.max().unwrap_or_default()
    }

    /// The same, of a part of the evening: only what was spoken between these moments.
    #[must_use]
    pub fn spoken_between(&self, from: At, to: At) -> Span {
        let Some(started) = self.started else { return Span::ZERO };
        let (from, to) = (started.max(from), self.ended.unwrap_or(to).min(to));
        let paused: Span =
            self.pauses.iter().map(|pause| pause.to.unwrap_or(to).min(to).since(pause.from.max(from))).sum();
        to.since(from).minus(paused)
    }

    /// What of the speech counts as the speaker's own: all of it, unless it was interpreted. A point of process does not,
    /// and nothing off the record.
    #[must_use]
    pub fn airtime(&self, now: At) -> Span {
        let counts = self.lane != Some(Lane::PointOfProcess) && self.rule != RecordRule::OffTheRecord;
        let spoken = if counts { self.spoken(now) } else { Span::ZERO };
        if self.interpreted { Span::from_millis(spoken.millis() / INTERPRETED) } else { spoken }
    }

    /// The length by the clock on the wall: longer where the speech is interpreted.
    #[must_use]
    pub const fn allotted(&self) -> Span {
        if self.interpreted { self.length.times(INTERPRETED) } else { self.length }
    }

    /// How long the bell waits after the end of the time. Grace delays the bell and nothing else.
    #[must_use]
    pub fn grace(&self) -> Span {
        GRACE[usize::from(self.allotted() > SHORT_FOR_THE_BELL)]
    }

    /// Whether the time is spent at `now`, and the grace too: this one, or the usual.
    #[must_use]
    pub fn is_past_the_bell(&self, now: At, grace: Option<Span>) -> bool {
        self.spoken(now) >= self.allotted().plus(grace.unwrap_or_else(|| self.grace()))
    }

    /// What is left of the breath before this turn at `now`.
    #[must_use]
    pub fn breath_left(&self, now: At) -> Span {
        self.started.map_or(Span::ZERO, |started| started.since(now))
    }

    /// How long the program was away, if that is why the clock stands.
    #[must_use]
    pub fn away(&self) -> Option<Span> {
        self.pauses.last().filter(|pause| pause.to.is_none())?.away
    }

    /// What is left of the turn at `now`, or how far it is over.
    #[must_use]
    pub fn left(&self, now: At) -> Left {
        self.allotted().left_after(self.spoken(now))
    }

    /// Whether the clock stands.
    #[must_use]
    pub fn is_paused(&self) -> bool {
        self.pauses.last().is_some_and(|pause| pause.to.is_none())
    }

    /// Whether the clock runs.
    #[must_use]
    pub fn is_running(&self) -> bool {
        self.started.is_some() && self.ended.is_none() && !self.is_paused()
    }

    /// Whether the start was put back behind the call, into what the floor did before.
    #[must_use]
    pub fn reaches_back(&self) -> bool {
        self.started.is_some_and(|started| started < self.called)
    }

    /// What the clock is doing at `now`.
    #[must_use]
    pub fn clock(&self, now: At) -> TurnClock {
        self.clock_warning(now, WARNING)
    }

    /// The same, where a long turn warns when so much is left.
    #[must_use]
    pub fn clock_warning(&self, now: At, warning: Span) -> TurnClock {
        if self.ended.is_some() {
            return TurnClock::Ended;
        }
        if self.started.is_none() {
            return TurnClock::Called;
        }
        if self.is_paused() {
            return TurnClock::Paused;
        }
        if self.breath_left(now) > Span::ZERO {
            return TurnClock::Breath;
        }
        match self.left(now) {
            Left::Over(_) => TurnClock::Over,
            Left::Remaining(left) if left <= self.warns_at(warning) => TurnClock::Warning,
            Left::Remaining(_) => TurnClock::Calm,
        }
    }

    /// What is left when the warning begins.
    #[must_use]
    pub fn warns_at(&self, warning: Span) -> Span {
        let allotted = self.allotted();
        if allotted < SHORT_TURN { Span::from_millis(allotted.millis() / 4) } else { warning }
    }

    pub(super) fn pause(&mut self, at: At, halt: Halt) {
        if self.is_running() {
            self.pauses.push(Pause { from: at, to: None, away: None, halt });
        }
    }

    /// Stands for a turn that is interposed; one that stood for another already goes on standing for this one.
    pub(super) fn stand_for(&mut self, at: At, other: TurnId) {
        let open = self.pauses.last_mut().filter(|pause| pause.to.is_none());
        match open {
            Some(Pause { halt: halt @ Halt::For(_), .. }) => *halt = Halt::For(other),
            Some(_) => {}
            None => self.pause(at, Halt::For(other)),
        }
    }

    /// The turn that was interposed is over.
    pub(super) fn go_on_after(&mut self, at: At, other: TurnId) {
        if self.pauses.last().is_some_and(|pause| pause.halt == Halt::For(other)) {
            self.resume(at);
        }
    }

    /// What the clock stands for began earlier.
    pub(super) fn stood_since(&mut self, from: At) {
        if let Some(pause) = self.pauses.last_mut().filter(|pause| pause.to.is_none()) {
            pause.from = from;
        }
    }

    /// The program was away: a clock that ran stands, and one that stands because of that knows of this time too.
    pub(super) fn pause_away(&mut self, at: At, away: TimeDelta) {
        // A clock that was set back meanwhile does not say how long it was.
        let away = u64::try_from(away.num_milliseconds()).map_or(Span::ZERO, Span::from_millis);
        if self.is_running() {
            self.pauses.push(Pause { from: at, to: None, away: Some(away), halt: Halt::Stopped });
        } else if let Some(pause) = self.pauses.last_mut().filter(|pause| pause.to.is_none()) {
            pause.away = pause.away.map(|before| before.plus(away));
        }
    }

    pub(super) fn count_away(&mut self, at: At, by: Span) {
        self.counted = self.counted.plus(by);
        self.resume(at);
    }

    pub(super) fn resume(&mut self, at: At) {
        if let Some(pause) = self.pauses.last_mut() {
            pause.to.get_or_insert(at);
        }
    }

    pub(super) fn end(&mut self, at: At) {
        self.resume(at);
        // Over before the breath was: nobody began to speak.
        self.started = self.started.filter(|started| *started <= at);
        self.ended.get_or_insert(at);
    }

    /// Cuts the turn short at a moment in its past: the one after it had begun by then.
    pub(super) fn end_earlier(&mut self, at: At) {
        self.ended = Some(at);
        self.pauses.retain(|pause| pause.from < at);
    }
}

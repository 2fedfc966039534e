//! The evening as it stood at any minute, on the live screen.

use super::{Review, STEP};
use crate::{
    app::{
        Editor,
        live::Side,
        msg::{Mono, Now},
    },
    session::{At, Record, Span, State, Timeline},
};

/// How many times as fast as life an evening can be replayed.
const SPEEDS: [u64; 4] = [1, 10, 30, 60];
/// The place of the speed at which a sample goes by.
const SAMPLE_SPEED: usize = 2;
/// The place of the speed at which the evening of a review goes by.
const REVIEW_SPEED: usize = 0;
/// At most ten pictures a second.
const WAKE: Span = Span::from_millis(100);

/// A record that moves on the live screen.
#[derive(Clone, Debug)]
pub struct Replay {
    record: Record,
    timeline: Timeline,
    /// The evening as it stood at that moment.
    pub state: State,
    place: usize,
    from: At,
    since: Mono,
    speed: usize,
    /// Whether it stands.
    pub paused: bool,
    /// What the right column shows.
    pub side: Side,
    /// The line in which a moment is typed.
    pub line: Option<Box<Editor>>,
    /// The review to which one goes back; a sample that is only watched has none.
    pub behind: Option<Box<Review>>,
}

impl Replay {
    /// A sample, at its beginning.
    #[must_use]
    pub fn new(record: Record, now: &Now) -> Self {
        let timeline = Timeline::of(&record, &record.fold());
        let state = record.before();
        let mut replay = Self {
            record,
            timeline,
            state,
            place: 0,
            from: At::OPENING,
            since: now.mono,
            speed: SAMPLE_SPEED,
            paused: false,
            side: Side::default(),
            line: None,
            behind: None,
        };
        replay.advance(now);
        replay
    }

    /// The evening of a review, standing at this moment.
    #[must_use]
    pub fn of(review: Box<Review>, at: At, now: &Now) -> Self {
        let mut replay = Self::new(review.sealed.record.clone(), now);
        (replay.speed, replay.paused, replay.behind) = (REVIEW_SPEED, true, Some(review));
        replay.go_to(at, now);
        replay
    }

    /// The moment of the evening that is shown.
    #[must_use]
    pub fn at(&self, now: &Now) -> At {
        let gone = if self.paused { 0 } else { now.mono.0.saturating_sub(self.since.0).saturating_mul(self.speed()) };
        self.from.plus(Span::from_millis(gone)).min(self.end())
    }

    /// How many times as fast as life it goes by.
    #[must_use]
    pub fn speed(&self) -> u64 {
        SPEEDS[self.speed]
    }

    /// The last moment of the evening.
    #[must_use]
    pub fn end(&self) -> At {
        self.record.last()
    }

    /// Brings the state up to the moment that is shown.
    pub fn advance(&mut self, now: &Now) {
        let at = self.at(now);
        while self.record.log.get(self.place).is_some_and(|entry| entry.at <= at) {
            self.record.step(&mut self.state, self.place);
            self.place += 1;
        }
    }

    /// Stops, or goes on.
    pub fn pause(&mut self, now: &Now) {
        self.stay(now);
        self.paused = !self.paused;
    }

    /// The next speed, or the one before.
    pub fn change_speed(&mut self, faster: bool, now: &Now) {
        self.stay(now);
        let place = if faster { self.speed + 1 } else { self.speed.saturating_sub(1) };
        self.speed = place.min(SPEEDS.len() - 1);
    }

    /// Goes a minute on or back, or several.
    pub fn skip(&mut self, minutes: i64, now: &Now) {
        let by = STEP.times(minutes.unsigned_abs());
        let at = self.at(now);
        self.go_to(if minutes < 0 { at.minus(by) } else { at.plus(by) }, now);
    }

    /// To the turn after this one or before; behind the last one, to the end.
    pub fn step_turn(&mut self, forward: bool, now: &Now) {
        let edge = if forward { self.end() } else { At::OPENING };
        let at = self.timeline.turn_from(self.at(now), forward).unwrap_or(edge);
        self.go_to(at, now);
    }

    /// To any moment; the state is folded anew when going back.
    pub fn go_to(&mut self, at: At, now: &Now) {
        let at = at.min(self.end());
        let is_back = at < self.at(now) || self.place > 0 && self.record.log[self.place - 1].at > at;
        (self.from, self.since) = (at, now.mono);
        if is_back {
            self.state = self.record.before();
            self.place = 0;
        }
        self.advance(now);
    }

    /// To what was typed: a minute of the evening, `37`, or a time of day, `19:42`. Says whether it was one.
    pub fn go_to_typed(&mut self, typed: &str, now: &Now) -> bool {
        let Some(at) = self.read(typed.trim()) else { return false };
        self.go_to(at, now);
        true
    }

    fn read(&self, typed: &str) -> Option<At> {
        let Some((hours, minutes)) = typed.split_once(':') else {
            return typed.parse().ok().map(|minutes| At::OPENING.plus(Span::from_mins(minutes)));
        };
        let (hours, minutes): (u32, u32) = (hours.parse().ok()?, minutes.parse().ok()?);
        let wanted = format!("{hours:02}:{minutes:02}");
        // The evening may go past midnight, and the clock may have been set: the first minute that was called so.
        let last = self.end().since(At::OPENING).mins();
        let mut moments = (0..=last).map(|minute| At::OPENING.plus(Span::from_mins(minute)));
        let whole = &self.behind.as_ref().map_or(&self.state, |review| &review.state);
        let second = |at: At| {
            let seconds = whole.wall(at).timestamp().rem_euclid(60).unsigned_abs();
            at.minus(Span::from_secs(seconds))
        };
        moments.find(|at| whole.wall(*at).format("%H:%M").to_string() == wanted).map(second)
    }

    fn stay(&mut self, now: &Now) {
        (self.from, self.since) = (self.at(now), now.mono);
    }

    /// When the next picture is due; `None` while it stands. At the speed of life, that is the next second of its clock.
    #[must_use]
    pub fn wakes_in(&self, now: &Now) -> Option<Span> {
        let at = self.at(now);
        if self.paused || at >= self.end() {
            return None;
        }
        if self.speed() > 1 {
            return Some(WAKE);
        }
        let clock = self.state.current().map_or_else(|| at.since(At::OPENING), |turn| turn.spoken(at));
        let second = Span::from_millis(1000 - clock.millis() % 1000);
        let event = self.record.log.get(self.place).map_or(second, |entry| entry.at.since(at));
        Some(second.min(event).max(Span::from_millis(1)))
    }
}

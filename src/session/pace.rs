//! The pace of an evening: what of its plan was changed while it runs, and what the clock would allow.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{
    event::PhaseIndex,
    ids::Who,
    queue::waiting,
    refusal::Refusal,
    state::State,
    time::{At, Left, Span},
};

/// The length of a turn where the plan names none.
const DEFAULT_TURN: Span = Span::from_mins(2);
/// The breath between two speakers, once it is wanted.
pub const BREATH: Span = Span::from_secs(5);
/// How much a phase that runs over gets at once.
pub const MORE_TIME: Span = Span::from_mins(5);
/// From here to the end nothing new is begun.
const NO_NEW_TOPICS: Span = Span::from_mins(10);
/// Shares are rounded down to this, and none is shorter than twice this.
const SHARE_STEP: Span = Span::from_secs(5);
/// A phase that is shortened keeps at least this much.
const SHORTEST_PHASE: Span = Span::from_mins(1);

/// What of the plan was changed while the evening runs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pace {
    /// The length of a turn in the phase in front, where it is no longer the plan's.
    pub turn: Option<Span>,
    /// The phases whose length is no longer the plan's.
    pub planned: BTreeMap<PhaseIndex, Span>,
    /// How much later than planned at first the evening ends.
    pub later: Span,
    /// The breath between speakers, where it is no longer the plan's; nothing long means none.
    pub breath: Option<Span>,
    /// The time of each party in the phase in front, where it is no longer the plan's; nothing long means no limit.
    pub party_time: Option<Span>,
}

/// Phases got other lengths.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Replanned {
    /// Each with its length from now on.
    pub phases: Vec<PlannedLength>,
    /// How much later the evening ends because of it.
    #[serde(default, skip_serializing_if = "is_nothing")]
    pub later: Span,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands the field over by reference")]
fn is_nothing(span: &Span) -> bool {
    *span == Span::ZERO
}

/// The length of a phase from now on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct PlannedLength {
    /// Which phase.
    pub phase: PhaseIndex,
    /// How long it is to be, all of it.
    pub length: Span,
}

/// From where a phase that runs over takes more time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MoreFrom {
    /// The phases that are still to come, each in proportion: the evening ends as planned.
    Rest,
    /// The evening ends later.
    End,
}

/// The time left, shared fairly: `7 wait, 12 min left: 1:40 each`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FairShare {
    /// How many wait.
    pub waiting: usize,
    /// What is left for them of the phase.
    pub left: Span,
    /// What each of them has.
    pub each: Span,
}

/// How a party stands with its time in the phase in front.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PartyTime<'a> {
    /// The party.
    pub party: &'a str,
    /// What of it is left, or how far it is over.
    pub left: Left,
}

impl State {
    /// The length of a turn that begins now.
    #[must_use]
    pub fn turn_length(&self) -> Span {
        let planned = || self.phase().map(|phase| phase.turn);
        self.pace.turn.or_else(planned).filter(|length| *length > Span::ZERO).unwrap_or(DEFAULT_TURN)
    }

    /// How long a phase is to be, as the plan stands now.
    #[must_use]
    pub fn planned(&self, phase: PhaseIndex) -> Span {
        let at_first = || self.opening.phases.get(phase.0).map_or(Span::ZERO, super::plan::Phase::length);
        self.pace.planned.get(&phase).copied().unwrap_or_else(at_first)
    }

    /// What is left of the phase in front at `now`, or how far it is over.
    #[must_use]
    pub fn phase_left(&self, now: At) -> Left {
        let phase = self.phase_index();
        self.planned(phase).left_after(self.time_in(phase, now))
    }

    /// How long the evening is to be: what was planned at first, and what it was made longer since.
    #[must_use]
    pub fn planned_length(&self) -> Span {
        self.opening.phases.iter().map(super::plan::Phase::length).sum::<Span>().plus(self.pace.later)
    }

    /// Whether so little is left of the evening that nothing new should be begun. The phase before the last is where that
    /// has to be said; in the last one everybody knows.
    #[must_use]
    pub fn no_new_topics(&self, now: At) -> bool {
        let is_last = self.phase_index().0 + 1 >= self.opening.phases.len();
        let is_long = self.planned_length() > NO_NEW_TOPICS.times(2);
        !is_last && is_long && self.planned_length().minus(self.length(now)) <= NO_NEW_TOPICS
    }

    /// The breath between two speakers; nothing long if there is none.
    #[must_use]
    pub fn breath(&self) -> Span {
        self.pace.breath.or_else(|| self.phase()?.breath).unwrap_or_default()
    }

    /// The time of each party in the phase in front, if it is limited.
    #[must_use]
    pub fn party_budget(&self) -> Option<Span> {
        self.pace.party_time.or_else(|| self.phase()?.party_time).filter(|time| *time > Span::ZERO)
    }

    /// What the people of a party have spoken in the phase in front up to `now`. Points of process and questions are not
    /// charged to it.
    fn party_spent(&self, party: &str, now: At) -> Span {
        let phase = self.phase_index();
        let of_party = |who: Who| who.person().and_then(|id| self.roster.person(id)).and_then(|p| p.party.as_deref());
        let charged = self
            .turns
            .iter()
            .filter(|turn| turn.phase == phase && !turn.is_interposed_kind() && of_party(turn.who) == Some(party));
        charged.map(|turn| turn.airtime(now)).sum()
    }

    /// How each party stands with its time; empty where that is not limited.
    #[must_use]
    pub fn party_times(&self, now: At) -> Vec<PartyTime<'_>> {
        let Some(budget) = self.party_budget() else { return Vec::new() };
        let parties = self.roster.parties().into_iter();
        parties.map(|party| PartyTime { party, left: budget.left_after(self.party_spent(party, now)) }).collect()
    }

    /// What is left of the phases that are still to come, at `now`.
    fn ahead(&self, now: At) -> impl Iterator<Item = (PhaseIndex, Span)> {
        let here = self.phase_index().0;
        (here + 1..self.opening.phases.len())
            .map(PhaseIndex)
            .map(move |phase| (phase, self.planned(phase).minus(self.time_in(phase, now))))
            .filter(|(_, rest)| *rest > Span::ZERO)
    }

    /// By how much the evening would end too late if every phase from here on took what it has.
    #[must_use]
    pub fn late(&self, now: At) -> Span {
        let here = match self.phase_left(now) {
            Left::Remaining(left) => left,
            Left::Over(_) => Span::ZERO,
        };
        let ahead: Span = self.ahead(now).map(|(_, rest)| rest).sum();
        self.length(now).plus(here).plus(ahead).minus(self.planned_length())
    }
}

/// What each of those who wait would have of the phase, once the running turn has had its own.
///
/// # Errors
/// Why there is nothing to share.
pub fn fair_share(state: &State, now: At) -> Result<FairShare, Refusal> {
    if state.phase().is_some_and(|phase| !phase.kind.has_turns()) {
        return Err(Refusal::NoTurnsHere);
    }
    let waiting = waiting(state, now).len();
    if waiting == 0 {
        return Err(super::queue::nobody(state));
    }
    let Left::Remaining(left) = state.phase_left(now) else { return Err(Refusal::NoTimeLeft) };
    let running = match state.current().map(|turn| turn.left(now)) {
        Some(Left::Remaining(left)) => left,
        Some(Left::Over(_)) | None => Span::ZERO,
    };
    let breaths = state.breath().times(waiting as u64);
    let step = SHARE_STEP.millis();
    let each = left.minus(running).minus(breaths).millis() / waiting as u64 / step * step;
    if each < 2 * step {
        return Err(Refusal::NoTimeLeft);
    }
    Ok(FairShare { waiting, left, each: Span::from_millis(each) })
}

/// More time for a phase that runs over, and for one that does not, time for what was lost before.
///
/// From the rest: every phase to come gives in proportion to what it has, in half minutes, and the evening ends as planned.
///
/// # Errors
/// Why the rest can't be shortened.
pub fn more_time(state: &State, now: At, from: MoreFrom) -> Result<Replanned, Refusal> {
    let here = state.phase_index();
    let before = state.planned(here);
    let length = match state.phase_left(now) {
        Left::Over(_) => Span::from_mins(state.time_in(here, now).millis().div_ceil(60_000)).plus(MORE_TIME),
        Left::Remaining(_) if from == MoreFrom::End => before.plus(MORE_TIME),
        Left::Remaining(_) => before,
    };
    let changed = PlannedLength { phase: here, length };
    if from == MoreFrom::End {
        return Ok(Replanned { phases: vec![changed], later: length.minus(before) });
    }
    let left = length.minus(state.time_in(here, now));
    let ahead: Vec<(PhaseIndex, Span)> = state.ahead(now).collect();
    let all: Span = ahead.iter().map(|(_, rest)| *rest).sum();
    let has = state.planned_length().minus(state.length(now)).minus(left);
    if ahead.is_empty() || has < SHORTEST_PHASE.times(ahead.len() as u64) {
        return Err(Refusal::NothingToShorten);
    }
    if has >= all {
        return Err(Refusal::OnTime);
    }
    let half_minutes = |span: u64| Span::from_millis(span / 30_000 * 30_000).max(SHORTEST_PHASE);
    let shortened = ahead.into_iter().map(|(phase, rest)| PlannedLength {
        phase,
        length: state.time_in(phase, now).plus(half_minutes(rest.millis() * has.millis() / all.millis().max(1))),
    });
    let here = (length != before).then_some(changed);
    Ok(Replanned { phases: here.into_iter().chain(shortened).collect(), later: Span::ZERO })
}

/// The time of each party from now on. Without one: what is left of the phase, fairly shared by the parties that are here,
/// beside what they have spoken in it. Where a party is over: what it is over goes to all the others, so that everybody has
/// as much as the one who took the most. Otherwise none any more.
///
/// # Errors
/// Why there is nothing to share.
pub fn party_time(state: &State, now: At) -> Result<Span, Refusal> {
    let parties = state.roster.parties_present();
    if parties.len() < 2 {
        return Err(Refusal::NoParties);
    }
    let spent = || parties.iter().map(|party| state.party_spent(party, now));
    if let Some(budget) = state.party_budget() {
        return Ok(spent().max().filter(|most| *most > budget).unwrap_or_default());
    }
    let Left::Remaining(left) = state.phase_left(now) else { return Err(Refusal::NoTimeLeft) };
    let all = spent().sum::<Span>().plus(left);
    Ok(Span::from_millis(all.millis() / parties.len() as u64 / 60_000 * 60_000).max(SHORTEST_PHASE))
}

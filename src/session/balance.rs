//! Who was heard: airtime, and what a moderator wants to see of it at a glance. Nobody is ranked.

use std::collections::{BTreeMap, BTreeSet};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{
    event::{PhaseIndex, Why},
    ids::{PersonId, Who},
    roster::{Member, Person},
    state::State,
    time::{At, Span},
    turn::Turn,
};

/// A hand that comes down sooner than this was a slip of the finger.
pub(super) const SLIP: Span = Span::from_secs(10);
/// Fewer people than this have no balance that could be told without telling on somebody.
const FEWEST: usize = 3;

/// What the line of those not yet heard says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NotHeard<'a> {
    /// Those of the circle who have not had a turn, in seat order.
    pub not_yet: Vec<&'a Person>,
    /// Whose hand is up longest, and for how long.
    pub waits_longest: Option<(&'a Person, Span)>,
    /// Those who asked, and lowered their hand without having had a turn since.
    pub lowered: Vec<&'a Person>,
    /// Those who ask while the moderator called somebody else out of order.
    pub passed_over: Vec<&'a Person>,
}

/// How a phase was shared, without anybody's name: all that is kept of it where names are withheld.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct PhaseBalance {
    /// Which phase.
    pub phase: PhaseIndex,
    /// The part of the airtime that one person had, the largest, in percent.
    pub largest_share: u64,
    /// How many of the circle had no turn.
    pub without_turn: usize,
}

/// How often one person spoke right after another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Followed {
    /// Who spoke first.
    pub first: PersonId,
    /// Who spoke next.
    pub then: PersonId,
    /// How often.
    pub times: usize,
}

impl State {
    /// Who has not been heard, waits longest, gave up, or was passed over.
    #[must_use]
    pub fn not_heard(&self, now: At) -> NotHeard<'_> {
        let here = |person: PersonId| self.roster.present().find(|other| other.id == person);
        let hands = || self.hands.iter().filter_map(|hand| Some((here(hand.person)?, hand.since)));
        let was_passed_over = |person: &Person, since: At| {
            let out_of_order = self.turns.iter().filter(|turn| turn.why == Why::Moderator && turn.called > since);
            out_of_order.into_iter().any(|turn| turn.who != Who::Named(person.id))
        };
        NotHeard {
            not_yet: self.not_yet_heard().collect(),
            waits_longest: hands().min_by_key(|(_, since)| *since).map(|(person, since)| (person, now.since(since))),
            lowered: self.lowered.iter().filter_map(|person| here(*person)).collect(),
            passed_over: hands().filter(|(person, since)| was_passed_over(person, *since)).map(|(p, _)| p).collect(),
        }
    }

    /// The largest part of all airtime that one person had, in percent; `None` while nobody has spoken, and where names
    /// are withheld.
    #[must_use]
    pub fn largest_share(&self, now: At) -> Option<(PersonId, u64)> {
        let airtime = self.airtimes(now);
        let all = airtime.people.iter().map(|share| share.spoken).sum::<Span>().plus(airtime.withheld);
        let most = airtime.people.iter().max_by_key(|share| share.spoken)?;
        Some((most.person?, percent(most.spoken, all).filter(|share| *share > 0)?))
    }

    /// Who spoke right after whom, the most frequent first; pauses for the same speaker aside.
    #[must_use]
    pub fn followed(&self) -> Vec<Followed> {
        let spoke = self.turns.iter().filter(|turn| turn.started.is_some()).map(|turn| turn.who.person());
        let spoke: Vec<Option<PersonId>> = spoke.collect();
        let mut counts: BTreeMap<(PersonId, PersonId), usize> = BTreeMap::new();
        for pair in spoke.windows(2) {
            if let [Some(first), Some(then)] = pair
                && first != then
            {
                *counts.entry((*first, *then)).or_default() += 1;
            }
        }
        let mut followed: Vec<Followed> =
            counts.into_iter().map(|((first, then), times)| Followed { first, then, times }).collect();
        followed.sort_by_key(|pair| std::cmp::Reverse(pair.times));
        followed
    }

    /// How each phase in which people spoke was shared, up to `now`. Not of a phase in which a rule keeps no words, nor of
    /// one with so few people that a figure would be a name.
    #[must_use]
    pub fn phase_balances(&self, now: At) -> Vec<PhaseBalance> {
        (0..self.opening.phases.len()).filter_map(|place| self.phase_balance(PhaseIndex(place), now)).collect()
    }

    fn phase_balance(&self, phase: PhaseIndex, now: At) -> Option<PhaseBalance> {
        if !self.may_tell_balance(phase) {
            return None;
        }
        let mut spoken: BTreeMap<Who, Span> = BTreeMap::new();
        for turn in self.spoken_in(phase) {
            let sum = spoken.entry(turn.who).or_default();
            *sum = sum.plus(turn.airtime(now));
        }
        let spoke: BTreeSet<PersonId> = spoken.keys().filter_map(|who| who.person()).collect();
        let here = |member: &&Member| member.person.role.in_circle() && self.was_in(member, phase);
        let circle = || self.roster.members.iter().filter(here);
        let without_turn = circle().filter(|member| !spoke.contains(&member.person.id)).count();
        let largest_share = percent(*spoken.values().max()?, spoken.values().copied().sum())?;
        (circle().count() >= FEWEST).then_some(PhaseBalance { phase, largest_share, without_turn })
    }

    /// Whether each rule under which somebody spoke in this phase lets a figure of it remain.
    pub(super) fn may_tell_balance(&self, phase: PhaseIndex) -> bool {
        self.spoken_in(phase).all(|turn| turn.rule.keeps_words())
    }

    fn spoken_in(&self, phase: PhaseIndex) -> impl Iterator<Item = &Turn> {
        self.turns.iter().filter(move |turn| turn.phase == phase && turn.started.is_some())
    }

    /// Whether somebody was in the room while this phase was in front.
    fn was_in(&self, member: &Member, phase: PhaseIndex) -> bool {
        let mut visits = self.visits.iter().filter(|visit| visit.phase == phase);
        visits.any(|visit| {
            visit.to.is_none_or(|to| member.joined <= to) && member.left.is_none_or(|left| left > visit.from)
        })
    }
}

fn percent(part: Span, all: Span) -> Option<u64> {
    (part.millis() * 100).checked_div(all.millis())
}

//! The speaking queue: who waits, in which order, and why. A suggestion explains itself; the moderator decides.

use super::{
    event::Why,
    ids::{PersonId, Who},
    plan::OrderRule,
    refusal::Refusal,
    roster::{Member, Role},
    state::State,
    time::{At, Span},
};

/// One line of those who wait, the next one first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Waiting {
    /// Who waits.
    pub person: PersonId,
    /// Since when the hand is up; `None` in a go-round for those who did not ask but are next in the circle.
    pub since: Option<At>,
    /// Why they stand at this place.
    pub why: Why,
}

/// Who should be next, and why, in pieces that can be read aloud.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggestion {
    /// Who.
    pub person: PersonId,
    /// The reason as a category, which the log keeps.
    pub why: Why,
    /// The reason as it is shown, most telling first; never empty.
    pub reasons: Vec<Reason>,
}

/// A piece of the reason for a suggestion.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// Has not had a turn in this session.
    NoTurnYet,
    /// Has spoken the least of those who ask.
    SpokenLeast(Span),
    /// Asked this long ago.
    AskedAgo(Span),
    /// Theirs is the earliest hand.
    EarliestHand,
    /// Nobody else asks.
    OnlyHand,
    /// Opens the round; another one than last time.
    OpensRound,
    /// Sits next in the circle.
    NextSeat,
    /// Passed for now, and is asked again.
    PassedBefore,
}

/// Those who would be called, in that order, under the order rule of the phase in front.
#[must_use]
pub fn waiting(state: &State, now: At) -> Vec<Waiting> {
    match order(state) {
        OrderRule::FirstCome => by_hand(state, Why::AskedFirst),
        OrderRule::Balanced => {
            let mut waiting = by_hand(state, Why::LeastHeard);
            let begun = state.begun(now);
            let spoken = |person| begun.get(&Who::Named(person)).map(|(spoken, _)| *spoken).unwrap_or_default();
            waiting.sort_by_key(|one| (spoken(one.person), one.since));
            waiting
        }
        OrderRule::GoRound => circle_ahead(state),
    }
}

fn order(state: &State) -> OrderRule {
    state.phase().map_or_else(OrderRule::default, |phase| phase.order)
}

fn by_hand(state: &State, why: Why) -> Vec<Waiting> {
    // A raised hand stays up when its owner turns out to be an observer, but leads nowhere.
    let observes = |person| state.roster.person(person).is_some_and(|person| person.role == Role::Observer);
    let hands = state.hands.iter().filter(|hand| !observes(hand.person));
    hands.map(|hand| Waiting { person: hand.person, since: Some(hand.since), why }).collect()
}

/// Who is next, and why.
///
/// # Errors
/// A refusal that says why there is nobody to suggest.
pub fn suggest(state: &State, now: At) -> Result<Suggestion, Refusal> {
    let line = waiting(state, now);
    let Some(first) = line.first().copied() else {
        return Err(match order(state) {
            OrderRule::FirstCome | OrderRule::Balanced => Refusal::NobodyWaits,
            OrderRule::GoRound if circle(state).is_empty() => Refusal::CircleEmpty,
            OrderRule::GoRound => Refusal::RoundComplete,
        });
    };
    let alone = line.len() == 1;
    let asked = first.since.map(|since| Reason::AskedAgo(now.since(since)));
    let mut reasons = Vec::new();
    match first.why {
        Why::CameBack => reasons.push(Reason::PassedBefore),
        Why::NextInRound if had_no_turn_this_round(state) => reasons.push(Reason::OpensRound),
        Why::NextInRound => reasons.push(Reason::NextSeat),
        Why::AskedFirst | Why::LeastHeard | Why::Moderator => {
            if !state.has_spoken(first.person) {
                reasons.push(Reason::NoTurnYet);
            } else if first.why == Why::LeastHeard && !alone {
                reasons.push(Reason::SpokenLeast(state.airtime(first.person, now)));
            }
            if alone {
                reasons.push(Reason::OnlyHand);
            } else if first.why == Why::AskedFirst {
                reasons.push(Reason::EarliestHand);
            }
            reasons.extend(asked);
        }
    }
    Ok(Suggestion { person: first.person, why: first.why, reasons })
}

/// Those who are asked in a go-round, in the order of this round: another starter and the other direction each time.
///
/// The starter is counted over everybody who had a seat when the round began, absent or not, so that neither a leaver nor
/// a latecomer shifts the rest.
fn circle(state: &State) -> Vec<&Member> {
    let seats: Vec<&Member> = state.roster.members.iter().filter(|member| member.person.role.in_circle()).collect();
    if seats.is_empty() {
        return seats;
    }
    let rounds_held = state.opening.rounds_before as usize + (state.round.number as usize).saturating_sub(1);
    let seated = seats.iter().filter(|member| member.joined <= state.round.began).count();
    let starter = rounds_held % if seated == 0 { seats.len() } else { seated };
    let backwards = rounds_held % 2 == 1;
    let step = |place: usize| if backwards { starter + seats.len() - place } else { starter + place };
    (0..seats.len()).map(|place| seats[step(place) % seats.len()]).filter(|member| member.is_present()).collect()
}

fn circle_ahead(state: &State) -> Vec<Waiting> {
    let since = |person| state.hand(person).map(|hand| hand.since);
    let pass_of = |person| state.round.passes.iter().find(|pass| pass.person == person);
    // Whoever speaks on from the phase before is asked once that turn is over.
    let speaks = |person| state.current().is_some_and(|turn| turn.who == Who::Named(person));
    let open: Vec<PersonId> = circle(state)
        .iter()
        .map(|member| member.person.id)
        .filter(|person| !spoke_this_round(state, *person) && !speaks(*person))
        .collect();
    let first = open.iter().filter(|person| pass_of(**person).is_none()).map(|person| (*person, Why::NextInRound));
    // In the order in which they passed: who passes for now once more comes after the others.
    let for_now = state.round.passes.iter().filter(|pass| pass.for_now && open.contains(&pass.person));
    let again = for_now.map(|pass| (pass.person, Why::CameBack));
    first.chain(again).map(|(person, why)| Waiting { person, since: since(person), why }).collect()
}

fn turns_this_round(state: &State) -> impl Iterator<Item = &super::turn::Turn> {
    state.turns.iter().filter(|turn| turn.called >= state.round.began && turn.phase == state.phase_index())
}

fn had_no_turn_this_round(state: &State) -> bool {
    turns_this_round(state).next().is_none() && state.round.passes.is_empty()
}

fn spoke_this_round(state: &State, person: PersonId) -> bool {
    turns_this_round(state).any(|turn| turn.who == Who::Named(person))
}

/// Whether this person may still pass in the go-round that is under way.
///
/// # Errors
/// A refusal that says why not.
pub fn may_pass(state: &State, person: PersonId) -> Result<(), Refusal> {
    if order(state) != OrderRule::GoRound {
        return Err(Refusal::NotAGoRound);
    }
    let ahead = circle_ahead(state);
    let spoke_or_passed = || Refusal::RoundOver(person);
    ahead.iter().find(|one| one.person == person).map(|_| ()).ok_or_else(spoke_or_passed)
}

//! The go-round: everyone once on one question.

use super::{
    event::Why,
    ids::{PersonId, Who},
    plan::OrderRule,
    queue::Waiting,
    refusal::Refusal,
    roster::Member,
    state::State,
    turn::Turn,
};

/// Those who are asked in a go-round, in the order of this round: another starter and the other direction each time.
///
/// The starter is counted over everybody who had a seat when the round began, absent or not, so that neither a leaver nor
/// a latecomer shifts the rest.
pub(super) fn circle(state: &State) -> Vec<&Member> {
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

pub(super) fn circle_ahead(state: &State) -> Vec<Waiting> {
    let since = |person| state.hand(person).map(|hand| hand.since);
    let pass_of = |person| state.round.passes.iter().find(|pass| pass.person == person);
    // Whoever speaks on from the phase before is asked once that turn is over.
    let speaks = |person| state.has_floor(person);
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

fn turns_this_round(state: &State) -> impl Iterator<Item = &Turn> {
    let asked = |turn: &&Turn| turn.called >= state.round.began && turn.phase == state.phase_index() && turn.is_own();
    state.turns.iter().filter(asked)
}

pub(super) fn had_no_turn_this_round(state: &State) -> bool {
    turns_this_round(state).next().is_none() && state.round.passes.is_empty()
}

fn spoke_this_round(state: &State, person: PersonId) -> bool {
    turns_this_round(state).any(|turn| turn.who == Who::Named(person))
}

/// Whether this person may still pass in the go-round that is under way.
///
/// # Errors
/// A refusal that says why not.
pub(super) fn may_pass(state: &State, person: PersonId) -> Result<(), Refusal> {
    if state.order() != OrderRule::GoRound {
        return Err(Refusal::NotAGoRound);
    }
    // Whoever was asked something in their turn has had it.
    let was_asked = |turn: &Turn| turn.ended.is_none() && turn.who == Who::Named(person) && !turn.reaches_back();
    let last = turns_this_round(state).last().filter(|turn| state.turns.last().is_some_and(|l| l.id == turn.id));
    if last.is_some_and(was_asked) {
        return Ok(());
    }
    let ahead = circle_ahead(state);
    let spoke_or_passed = || Refusal::RoundOver(person);
    ahead.iter().find(|one| one.person == person).map(|_| ()).ok_or_else(spoke_or_passed)
}

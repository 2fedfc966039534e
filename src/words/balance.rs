//! Who was heard, in words.

use super::{count, minutes, person_name};
use crate::session::{At, Person, PhaseBalance, State};

/// How many pairs are named that spoke one after the other.
const PAIRS: usize = 2;
/// So often is not yet a habit.
const OFTEN: usize = 3;

/// Who has not been heard: always one sentence, as long as somebody is here. `Eitan, Hanan; waits longest: Layla 7 min`.
#[must_use]
pub fn not_heard(state: &State, now: At) -> Option<String> {
    state.roster.present().next()?;
    let heard = state.not_heard(now);
    let names = |people: &[&Person]| people.iter().map(|person| person.name.as_str()).collect::<Vec<_>>().join(", ");
    let mut said =
        vec![if heard.not_yet.is_empty() { "nobody; all have spoken".into() } else { names(&heard.not_yet) }];
    if let Some((person, since)) = heard.waits_longest.filter(|(_, since)| since.mins() > 0) {
        said.push(format!("waits longest: {} {}", person.name, minutes(since)));
    }
    for (what, people) in [("lowered again", heard.lowered), ("passed over", heard.passed_over)] {
        if !people.is_empty() {
            said.push(format!("{what}: {}", names(&people)));
        }
    }
    Some(said.join("; "))
}

/// How the evening was shared: with names where they are kept, else one figure a phase.
#[must_use]
pub fn balance(state: &State, phases: &[PhaseBalance], now: At) -> Vec<String> {
    if !state.keeps_all_names() {
        return phases.iter().map(|one| phase_balance(state, one)).collect();
    }
    let mut lines = Vec::new();
    if let Some((person, share)) = state.largest_share(now) {
        lines.push(format!("largest share: {share} %, {}", person_name(state, person)));
    }
    let without: Vec<&str> = state.not_yet_heard().map(|person| person.name.as_str()).collect();
    if !without.is_empty() {
        lines.push(format!("without a turn: {}", without.join(", ")));
    }
    let often = state.followed().into_iter().filter(|pair| pair.times >= OFTEN).take(PAIRS);
    lines.extend(often.map(|pair| {
        format!(
            "{} right after {}: {} times",
            person_name(state, pair.then),
            person_name(state, pair.first),
            pair.times
        )
    }));
    lines
}

fn phase_balance(state: &State, balance: &PhaseBalance) -> String {
    let title = state.opening.phases.get(balance.phase.0).map_or("", |phase| &phase.title);
    let without = match balance.without_turn {
        0 => "everybody had a turn".to_owned(),
        number => format!("{} without a turn", count(number, "person", "people")),
    };
    format!("{title}: largest share {} %, {without}", balance.largest_share)
}

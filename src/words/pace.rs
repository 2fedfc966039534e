//! The pace of the evening, in words.

use super::{clock, minutes, person_name};
use crate::session::{At, FairShare, Left, Replanned, Span, State};

/// The time left, shared: `7 wait, 12 min left: 1:40 each`.
#[must_use]
pub fn fair_share(share: &FairShare) -> String {
    let verb = if share.waiting == 1 { "waits" } else { "wait" };
    format!("{} {verb}, {} left: {} each", share.waiting, minutes(share.left), clock(share.each))
}

/// So long each party has: `19 min for each party`.
#[must_use]
pub fn party_time(span: Span, state: &State) -> String {
    match (span, state.party_budget()) {
        (Span::ZERO, _) => "no limit for the parties any more".into(),
        (span, Some(_)) => format!("{} for each, as much as the one that took most", clock(span)),
        (span, None) => format!("{} for each party in this phase", minutes(span)),
    }
}

/// What other lengths of the phases mean.
#[must_use]
pub fn replanned(replanned: &Replanned, state: &State, at: At) -> String {
    let here = state.phase_index();
    let changes = replanned.phases.iter();
    let more =
        changes.clone().find(|planned| planned.phase == here).map(|planned| planned.length.minus(state.planned(here)));
    let more = more.filter(|more| *more > Span::ZERO).map(|more| format!("{} more here", minutes(more)));
    let rest = if replanned.later > Span::ZERO {
        Some(format!("the evening ends {} later", minutes(replanned.later)))
    } else {
        let of = |length: Span, phase| length.minus(state.time_in(phase, at));
        let after: Span = changes.clone().filter(|p| p.phase != here).map(|p| of(p.length, p.phase)).sum();
        let before: Span = changes.filter(|p| p.phase != here).map(|p| of(state.planned(p.phase), p.phase)).sum();
        Some(format!("{} instead of {} for the rest", minutes(after), minutes(before)))
    };
    more.into_iter().chain(rest).collect::<Vec<_>>().join("; ")
}

/// What the floor offers when the time of a phase, or of the evening, runs out; `None` while there is time.
#[must_use]
pub fn time_runs_out(state: &State, at: At) -> Option<Vec<(&'static str, String)>> {
    if state.is_ended() {
        return None;
    }
    if let Some(silence) = state.silence_due() {
        return Some(vec![("d s", format!(" {} of silence first", minutes(silence)))]);
    }
    if let Left::Over(over) = state.phase_left(at) {
        let over = minutes(over);
        let is_last = state.phase_index().0 + 1 >= state.opening.phases.len();
        let rest = (!is_last).then(|| ("d r", " from the rest".to_owned()));
        let others = [("d e", " end later".to_owned()), ("d k", " park it".to_owned())];
        return Some([("", format!("{over} over:"))].into_iter().chain(rest).chain(others).collect());
    }
    state.no_new_topics(at).then(|| vec![("", "Ten minutes to the end: no new topics.".to_owned())])
}

/// Whose the empty floor was.
#[must_use]
pub fn floor_to(state: &State, span: Span) -> String {
    let name = state.current().and_then(|turn| turn.who.person()).map(|person| person_name(state, person));
    match name {
        Some(name) => format!("{} of empty floor were {name}'s", clock(span)),
        None => format!("{} of empty floor; then whose it was", clock(span)),
    }
}

/// The bell was switched.
#[must_use]
pub const fn bell_is(rings: bool) -> &'static str {
    if rings { "The bell rings at the end of a turn and of a silence." } else { "The bell is silent." }
}

/// Whether the bell rings.
#[must_use]
pub const fn bell(rings: bool) -> &'static str {
    if rings { "rings at the end of a turn and of a silence" } else { "silent" }
}

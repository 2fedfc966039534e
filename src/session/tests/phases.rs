//! The plan, and what became of it.

use super::super::summary::ParkedOutcome;
use super::*;
use OrderRule::{Balanced, GoRound};

#[test]
fn phases_are_planned_and_real() {
    let mut e = Evening::of(evening::ROOM, [phase("welcome", Balanced, None), phase("circle", GoRound, None)]);
    e.wait(300).phase(2).wait(700).phase(1).wait(30);
    let times: Vec<_> = e.state().phase_times(e.now).iter().map(|t| (t.title.to_owned(), t.planned, t.real)).collect();
    assert_eq!(times, [("welcome".into(), secs(600), secs(330)), ("circle".into(), secs(600), secs(700))]);
    assert_eq!(e.state().length(e.now), secs(1030));
}

#[test]
fn a_phase_is_there_and_is_not_in_front_already() {
    let mut e = Evening::with(Balanced);
    assert_eq!(e.refused(Fact::PhaseBegan(PhaseIndex(0))), Refusal::AlreadyInPhase);
    assert_eq!(e.refused(Fact::PhaseBegan(PhaseIndex(1))), Refusal::NoSuchPhase(PhaseIndex(1)));
}

#[test]
fn a_new_phase_keeps_the_hands_and_the_turn_that_runs() {
    let mut e = Evening::of(evening::ROOM, [phase("a", Balanced, None), phase("b", Balanced, None)]);
    e.raise("Hanan").call("Miriam").wait(10).phase(2).wait(10);
    assert_eq!((e.speaker(), e.spoke("Miriam"), e.queue()), (Some("Miriam"), secs(20), vec!["Hanan"]));
    assert_eq!(e.last_turn().phase, PhaseIndex(0));
}

#[test]
fn the_plan_check_asks_whether_a_round_fits() {
    let phases = [phase("open", Balanced, None), phase("circle", GoRound, None)];
    let needs = |people| check_rounds(&phases, people).iter().map(|c| (c.needs, c.fits())).collect::<Vec<_>>();
    assert_eq!(needs(5), [(secs(600), true)]);
    assert_eq!(needs(6), [(secs(720), false)]);
}

#[test]
fn the_outcome_says_what_an_evening_came_to() {
    let mut e = Evening::with(Balanced);
    e.turn("Miriam", 60).call_only("Hanan");
    let (a, b, c, _) = (e.propose("a"), e.propose("b"), e.propose("c"), e.propose("d"));
    e.confirm(a, &["Miriam", "Hanan"]).hold(b, &[("Jewish", "x"), ("Palestinian", "y")]).park(c, "late");
    e.note("a key");
    let outcome = Outcome::of(e.state(), e.now);
    assert_eq!((outcome.length, outcome.turns, outcome.notes), (secs(60), 1, 1));
    assert_eq!((outcome.common_ground, outcome.proposed), (vec!["a".to_owned()], vec!["d".to_owned()]));
    assert_eq!(outcome.parked, [ParkedOutcome { wording: "c".into(), reason: "late".into(), until: Until::Close }]);
    assert_eq!(outcome.held_differences[0].formulations.len(), 2);
    assert_eq!(outcome.spoke.len(), 6);
}

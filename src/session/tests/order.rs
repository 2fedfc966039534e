//! Who is next, and why.

use super::*;
use OrderRule::{Balanced, FirstCome, GoRound};

#[test]
fn first_come_calls_the_earliest_hand_and_says_so() {
    let mut e = Evening::with(FirstCome);
    assert_eq!(e.suggested(), Err(Refusal::NobodyWaits));
    e.raise("Yousef").wait(5);
    let asked = Reason::AskedAgo(secs(5));
    assert_eq!(e.suggested(), Ok(("Yousef", Why::AskedFirst, vec![Reason::NoTurnYet, Reason::OnlyHand, asked])));
    e.raise("Miriam").wait(5);
    assert_eq!(e.queue(), ["Yousef", "Miriam"]);
    let asked = Reason::AskedAgo(secs(10));
    assert_eq!(e.suggested(), Ok(("Yousef", Why::AskedFirst, vec![Reason::NoTurnYet, Reason::EarliestHand, asked])));
    e.turn("Yousef", 60).raise("Yousef");
    assert_eq!(e.queue(), ["Miriam", "Yousef"]);
}

#[test]
fn balanced_calls_whoever_has_spoken_least_and_of_equals_the_earliest_hand() {
    let mut e = Evening::with(Balanced);
    e.turn("Miriam", 60).turn("Yousef", 30);
    e.raise("Miriam").raise("Hanan").raise("Eitan").raise("Yousef").wait(4);
    assert_eq!(e.queue(), ["Hanan", "Eitan", "Yousef", "Miriam"]);
    let asked = Reason::AskedAgo(secs(4));
    assert_eq!(e.suggested(), Ok(("Hanan", Why::LeastHeard, vec![Reason::NoTurnYet, asked])));
    e.lower("Hanan").lower("Eitan");
    assert_eq!(e.suggested(), Ok(("Yousef", Why::LeastHeard, vec![Reason::SpokenLeast(secs(30)), asked])));
    e.lower("Miriam");
    assert_eq!(e.suggested(), Ok(("Yousef", Why::LeastHeard, vec![Reason::OnlyHand, asked])));
}

#[test]
fn a_pause_is_not_time_spoken() {
    let mut e = Evening::with(Balanced);
    e.turn("Miriam", 20).call("Yousef").wait(10).pause().wait(100).end();
    e.raise("Miriam").raise("Yousef");
    assert_eq!(e.queue(), ["Yousef", "Miriam"]);
}

#[test]
fn nobody_waits_twice_nor_while_speaking() {
    let mut e = Evening::with(Balanced);
    let (miriam, anne) = (e.id("Miriam"), e.id("Anne"));
    e.raise("Miriam");
    assert_eq!(e.refused(Fact::HandRaised(miriam)), Refusal::AlreadyWaits(miriam));
    e.call("Miriam");
    assert!(e.queue().is_empty(), "who is called does not wait any more");
    assert_eq!(e.refused(Fact::HandRaised(miriam)), Refusal::HasTheFloor(miriam));
    assert_eq!(e.refused(Fact::HandLowered(miriam)), Refusal::DoesNotWait(miriam));
    assert_eq!(e.refused(Fact::HandRaised(anne)), Refusal::ObserverListens(anne));
    assert_eq!(e.refused(Fact::HandRaised(PersonId(99))), Refusal::NoSuchPerson(PersonId(99)));
    let hanan = e.id("Hanan");
    e.raise("Hanan").leave("Hanan");
    assert!(e.queue().is_empty(), "who leaves does not wait any more");
    assert_eq!(e.refused(Fact::HandRaised(hanan)), Refusal::NotPresent(hanan));
    e.come_back("Hanan").raise("Hanan");
    assert_eq!(e.queue(), ["Hanan"]);
}

#[test]
fn the_moderator_may_call_anybody_but_an_observer() {
    for order in [FirstCome, Balanced, GoRound] {
        let mut e = Evening::with(order);
        e.raise("Miriam").call("Hanan");
        assert_eq!(e.speaker(), Some("Hanan"));
        e.call("Tamar");
        assert_eq!(e.speaker(), Some("Tamar"));
        assert_eq!(e.refused(e.calling("Anne", true)), Refusal::ObserverListens(e.id("Anne")));
        assert_eq!(e.refused(e.calling("Tamar", true)), Refusal::HasTheFloor(e.id("Tamar")));
    }
}

#[test]
fn the_hand_of_one_who_only_observes_after_all_is_not_suggested() {
    let mut e = Evening::with(FirstCome);
    e.raise("Eitan").raise("Hanan").correct("Eitan", |person| person.role = Role::Observer);
    assert_eq!(e.queue(), ["Hanan"]);
}

#[test]
fn a_go_round_asks_everybody_once_in_seat_order() {
    let mut e = Evening::with(GoRound);
    assert_eq!(e.queue(), ["Miriam", "Eitan", "Yousef", "Hanan"], "neither moderator nor observer");
    assert_eq!(e.suggested(), Ok(("Miriam", Why::NextInRound, vec![Reason::OpensRound])));
    e.turn("Miriam", 10);
    assert_eq!(e.suggested(), Ok(("Eitan", Why::NextInRound, vec![Reason::NextSeat])));
    e.turn("Hanan", 10).turn("Eitan", 10);
    assert_eq!(e.queue(), ["Yousef"], "a call out of order takes nobody's place");
    e.turn("Yousef", 10);
    assert_eq!(e.suggested(), Err(Refusal::RoundComplete));
}

#[test]
fn the_next_round_has_another_starter_and_the_other_direction() {
    let mut e = Evening::with(GoRound);
    e.wait(1).round();
    assert_eq!(e.queue(), ["Eitan", "Miriam", "Hanan", "Yousef"]);
    e.wait(1).round();
    assert_eq!(e.queue(), ["Yousef", "Hanan", "Miriam", "Eitan"]);
    let mut opening = evening::opening(RecordRule::Attributed, [phase("names", GoRound, None)]);
    opening.rounds_before = 5;
    let next_evening = Evening::opened(opening, evening::ROOM);
    assert_eq!(next_evening.queue(), ["Eitan", "Miriam", "Hanan", "Yousef"]);
}

#[test]
fn passing_is_final_and_passing_for_now_comes_back_at_the_end() {
    let mut e = Evening::with(GoRound);
    e.pass_for_now("Miriam").pass("Eitan");
    assert_eq!(e.queue(), ["Yousef", "Hanan", "Miriam"]);
    assert_eq!(e.suggested(), Ok(("Yousef", Why::NextInRound, vec![Reason::NextSeat])));
    let eitan = e.id("Eitan");
    assert_eq!(e.refused(Fact::Passed(eitan)), Refusal::RoundOver(eitan));
    e.turn("Yousef", 10).pass_for_now("Hanan");
    assert_eq!(e.suggested(), Ok(("Miriam", Why::CameBack, vec![Reason::PassedBefore])));
    e.pass_for_now("Miriam");
    assert_eq!(e.queue(), ["Hanan", "Miriam"], "who passes for now again comes after the others");
    e.turn("Hanan", 10).pass("Miriam");
    assert_eq!(e.suggested(), Err(Refusal::RoundComplete));
    e.round();
    assert_eq!(e.queue().len(), 4, "a pass is for one round");
}

#[test]
fn passing_belongs_to_a_go_round_and_to_its_circle() {
    let mut e = Evening::with(Balanced);
    assert_eq!(e.refused(Fact::Passed(e.id("Miriam"))), Refusal::NotAGoRound);
    let mut e = Evening::with(GoRound);
    let (miriam, tamar) = (e.id("Miriam"), e.id("Tamar"));
    e.call("Miriam").wait(3).call("Yousef");
    assert_eq!(e.refused(Fact::PassedForNow(miriam)), Refusal::RoundOver(miriam));
    assert_eq!(e.refused(Fact::Passed(tamar)), Refusal::RoundOver(tamar));
}

#[test]
fn whoever_was_just_called_may_pass_and_has_had_no_turn() {
    let mut e = Evening::with(GoRound);
    e.call("Miriam").wait(20).call("Eitan").wait(4);
    e.act(Fact::PassedForNow(e.id("Eitan")));
    assert_eq!((e.speaker(), e.spoke("Eitan"), e.state().turns.len()), (None, secs(0), 1));
    assert_eq!(e.queue(), ["Yousef", "Hanan", "Eitan"]);
    assert_eq!(e.undo().speaker(), Some("Eitan"));
}

#[test]
fn every_go_round_phase_begins_a_round_and_coming_back_goes_on_with_it() {
    let mut e = Evening::of(
        evening::ROOM,
        ["a", "b"].map(|title| phase(title, GoRound, None)).into_iter().chain([phase("c", Balanced, None)]),
    );
    e.pass("Miriam").turn("Eitan", 10).phase(3).wait(5).phase(1);
    assert_eq!((e.queue(), e.state().round.number), (vec!["Yousef", "Hanan"], 1));
    e.wait(1).phase(2);
    assert_eq!((e.queue(), e.state().round.number), (vec!["Eitan", "Miriam", "Hanan", "Yousef"], 2));
    e.wait(1).undo();
    assert_eq!((e.queue(), e.state().round.number), (vec!["Yousef", "Hanan"], 1));
}

#[test]
fn who_speaks_on_into_a_go_round_is_asked_when_done() {
    let mut e = Evening::of(evening::ROOM, [phase("talk", Balanced, None), phase("names", GoRound, None)]);
    e.call("Miriam").wait(10).phase(2);
    assert_eq!(e.suggested(), Ok(("Eitan", Why::NextInRound, vec![Reason::OpensRound])));
    e.end();
    assert_eq!(e.queue(), ["Miriam", "Eitan", "Yousef", "Hanan"]);
}

#[test]
fn a_latecomer_gets_a_seat_and_does_not_move_the_starter() {
    let mut e = Evening::with(GoRound);
    for _ in 0..4 {
        e.wait(1).round();
    }
    assert_eq!(e.queue(), ["Miriam", "Eitan", "Yousef", "Hanan"], "the fifth round starts where the first did");
    e.turn("Miriam", 10).join("Layla");
    assert_eq!(e.queue(), ["Eitan", "Yousef", "Hanan", "Layla"]);
}

#[test]
fn a_leaver_is_skipped_and_shifts_nobody() {
    let mut e = Evening::with(GoRound);
    e.wait(1).round().leave("Miriam");
    assert_eq!(e.queue(), ["Eitan", "Hanan", "Yousef"]);
    e.come_back("Miriam");
    assert_eq!(e.queue(), ["Eitan", "Miriam", "Hanan", "Yousef"]);
    let empty = Evening::of("other: Tamar (moderator)", [phase("names", GoRound, None)]);
    assert_eq!(empty.suggested(), Err(Refusal::CircleEmpty));
}

#[test]
fn a_hand_in_a_go_round_waits_for_its_seat() {
    let mut e = Evening::with(GoRound);
    e.raise("Hanan").wait(3);
    let line = waiting(e.state(), e.now);
    assert_eq!(line[3], Waiting { person: e.id("Hanan"), since: Some(At::OPENING), why: Why::NextInRound });
    assert_eq!(line[0].since, None);
}

#[test]
fn those_not_yet_heard_are_the_circle_without_who_began_a_turn() {
    let mut e = Evening::with(Balanced);
    e.turn("Miriam", 10).call_only("Yousef");
    let missing: Vec<&str> = e.state().not_yet_heard().map(|person| person.name.as_str()).collect();
    assert_eq!(missing, ["Eitan", "Yousef", "Hanan"]);
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(64))]

    /// Whoever speaks, passes or passes for now, in whichever places: by the end everybody was asked, and had one turn at most.
    #[test]
    fn every_participant_of_a_go_round_is_asked_once(answers in proptest::collection::vec(0..3_u8, 1..40)) {
        let mut e = Evening::with(OrderRule::GoRound);
        let everybody = e.queue().len();
        let (mut spoke, mut passed, mut put_off) = (Vec::new(), Vec::new(), Vec::new());
        for answer in answers.iter().cycle().take(3 * everybody) {
            let Some(who) = e.queue().first().map(|name| (*name).to_owned()) else { break };
            proptest::prop_assert!(!spoke.contains(&who) && !passed.contains(&who), "{who} is asked again");
            e.wait(1);
            match answer {
                0 => {
                    e.pass(&who);
                    passed.push(who);
                }
                1 if !put_off.contains(&who) => {
                    e.pass_for_now(&who);
                    put_off.push(who);
                }
                _ => {
                    e.turn(&who, 5);
                    spoke.push(who);
                }
            }
        }
        proptest::prop_assert!(e.queue().is_empty(), "{:?} still to be asked", e.queue());
        proptest::prop_assert_eq!(spoke.len() + passed.len(), everybody);
    }
}

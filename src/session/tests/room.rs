//! Seats, somebody written down by mistake, the chair, and the moderator's mirror.

use super::*;
use OrderRule::{Balanced, GoRound};

const TWO_MODERATORS: &str = "Jewish: Miriam, Tamar (moderator)\nPalestinian: Yousef (moderator), Hanan";

fn seats(e: &Evening) -> Vec<&str> {
    e.state().roster.people().map(|person| person.name.as_str()).collect()
}

#[test]
fn the_go_round_follows_the_seats() {
    let mut e = Evening::with(GoRound);
    let eitan = e.id("Eitan");
    e.act(Event::SeatMoved { person: eitan, to: 3 });
    assert_eq!((e.queue(), seats(&e)[3]), (vec!["Miriam", "Yousef", "Hanan", "Eitan"], "Eitan"));
    assert_eq!(e.refused(Event::SeatMoved { person: eitan, to: 3 }), Refusal::AlreadySo);
    assert_eq!(e.state().roster.person(eitan).unwrap().key, '2', "the key stays theirs");
    let kept: Vec<String> = redact(&e.session).people.into_iter().map(|listed| listed.person.name).collect();
    assert_eq!(kept, seats(&e));
    e.undo();
    assert_eq!(e.queue(), ["Miriam", "Eitan", "Yousef", "Hanan"]);
}

#[test]
fn who_was_written_down_by_mistake_was_never_here() {
    let mut e = Evening::with(GoRound);
    e.join("Palestinian: Sami").raise("Sami").pass("Sami");
    let sami = e.id("Sami");
    e.act(Event::PersonRemoved(sami));
    assert!(e.state().roster.person(sami).is_none() && e.state().hands.is_empty());
    assert_eq!(redact(&e.session).fold(), project(e.state()));
    assert!(!record::everything(&redact(&e.session)).contains("sami"));
    e.join("Palestinian: Rania");
    assert_ne!(e.id("Rania"), sami, "an id is for life");
    assert_eq!(redact(&e.session).fold(), project(e.state()));
    let again = Person { id: sami, ..e.state().roster.by_name("Rania").unwrap().clone() };
    assert_eq!(e.refused(Event::Joined(again)), Refusal::PersonExists(sami));
    e.undo();
    assert_eq!(e.id("Sami"), sami);
}

#[test]
fn who_let_somebody_first_that_was_never_here_is_not_the_first_again() {
    let mut e = Evening::with(Balanced);
    e.join("Palestinian: Sami").raise("Sami");
    let (sami, eitan) = (e.id("Sami"), e.id("Eitan"));
    e.act(Fact::PutFirst(eitan)).act(Fact::HandMovedDown(MovedDown { who: eitan, behind: sami }));
    e.act(Event::PersonRemoved(sami));
    assert_eq!(redact(&e.session).fold(), project(e.state()));
    assert!(redact(&e.session).fold().hands.iter().all(|hand| hand.first.is_none() && hand.behind.is_empty()));
}

#[test]
fn who_has_spoken_or_is_named_stays() {
    let mut e = Evening::with(Balanced);
    e.turn("Miriam", 5).note("@Eitan water");
    let said = e.propose("Both losses are real.");
    e.confirm(said, &["Miriam", "Hanan"]);
    for name in ["Miriam", "Eitan", "Hanan"] {
        let person = e.id(name);
        assert_eq!(e.refused(Event::PersonRemoved(person)), Refusal::WasHere(person), "{name}");
    }
    e.act(Event::PersonRemoved(e.id("Yousef")));
}

#[test]
fn the_name_of_who_was_removed_is_withheld_all_the_same() {
    let mut e = Evening::under(RecordRule::ChathamHouse, evening::ROOM, [phase("talk", Balanced, None)]);
    e.join("Sudrania: Ubulu");
    e.act(Event::PersonRemoved(e.id("Ubulu"))).note("Ubulu of Sudrania was meant to come");
    let all = record::everything(&redact(&e.session));
    assert!(!all.contains("ubulu") && !all.contains("sudrania"), "{all}");
}

#[test]
fn the_chair_is_handed_to_a_moderator() {
    let mut e = Evening::of(TWO_MODERATORS, [phase("talk", Balanced, None)]);
    let chair = |e: &Evening| e.state().chair().map(|person| person.name.clone());
    assert_eq!(chair(&e).as_deref(), Some("Tamar"), "the first has it");
    let (tamar, yousef, hanan) = (e.id("Tamar"), e.id("Yousef"), e.id("Hanan"));
    assert_eq!(e.refused(Fact::ChairTaken(tamar)), Refusal::HasTheChair(tamar));
    assert_eq!(e.refused(Fact::ChairTaken(hanan)), Refusal::NotAModerator(hanan));
    e.act(Fact::ChairTaken(yousef));
    assert_eq!(chair(&e).as_deref(), Some("Yousef"));
    e.undo();
    assert_eq!(chair(&e).as_deref(), Some("Tamar"));
}

#[test]
fn the_mirror_shows_each_moderator_their_own_acts_by_party() {
    let mut e = Evening::of(TWO_MODERATORS, [phase("talk", Balanced, None)]);
    e.turn("Tamar", 20).raise("Hanan").call("Miriam").give(30).give(30).take(10).wait(60);
    e.act(Fact::ChairTaken(e.id("Yousef"))).give(30).call("Hanan").wait(40).undo();
    let shown: Vec<String> = mirror(&e.session, e.now)
        .iter()
        .map(|one| {
            let acts = one.acts.iter().map(|acts| {
                format!("{:?} {}x{} -{} !{}", acts.party, acts.extensions, acts.given, acts.taken, acts.out_of_order)
            });
            let name = one.moderator.map_or("nobody", |person| &person.name);
            let acts: Vec<String> = acts.collect();
            format!("{name} {} spoke {} in {}: {}", one.in_chair, one.airtime, one.turns, acts.join(", "))
        })
        .collect();
    assert_eq!(
        shown,
        [
            "Tamar 1m20s spoke 20s in 1: Some(\"Jewish\") 2x1m -10s !2, Some(\"Palestinian\") 0x0s -0s !0, None 0x0s -0s !0",
            "Yousef 40s spoke 0s in 0: Some(\"Jewish\") 1x30s -0s !0, Some(\"Palestinian\") 0x0s -0s !0, None 0x0s -0s !0",
        ]
    );
}

#[test]
fn who_moderated_is_in_no_nameless_record() {
    for rule in [RecordRule::Attributed, RecordRule::ChathamHouse] {
        let mut e = Evening::under(rule, TWO_MODERATORS, [phase("talk", Balanced, None)]);
        e.act(Fact::ChairTaken(e.id("Yousef")));
        let kept = redact(&e.session).log.iter().any(|entry| matches!(entry.event, Fact::ChairTaken(_)));
        assert_eq!(kept, rule.keeps_names());
    }
}

#[test]
fn the_line_of_those_not_yet_heard_says_who_waits_gave_up_and_was_passed_over() {
    let mut e = Evening::with(OrderRule::FirstCome);
    let line = |e: &Evening| {
        let heard = e.state().not_heard(e.now);
        let names = |people: &[&Person]| people.iter().map(|person| person.name.clone()).collect::<Vec<_>>().join(" ");
        let longest = heard.waits_longest.map_or(String::new(), |(person, since)| format!("{} {since}", person.name));
        [names(&heard.not_yet), longest, names(&heard.lowered), names(&heard.passed_over)]
    };
    e.raise("Hanan").wait(5).lower("Hanan");
    assert_eq!(line(&e), ["Miriam Eitan Yousef Hanan", "", "", ""], "a slip of the finger is no request");
    e.raise("Hanan").wait(60).lower("Hanan").raise("Eitan").wait(30);
    assert_eq!(line(&e), ["Miriam Eitan Yousef Hanan", "Eitan 30s", "Hanan", ""]);
    e.turn("Yousef", 10);
    assert_eq!(line(&e), ["Miriam Eitan Hanan", "Eitan 40s", "Hanan", "Eitan"]);
    e.turn("Hanan", 10).turn("Eitan", 10);
    assert_eq!(line(&e), ["Miriam", "", "", ""]);
    assert_eq!(redact(&e.session).fold(), project(e.state()));
}

#[test]
fn the_balance_has_names_where_they_are_kept_and_one_figure_a_phase_where_not() {
    for rule in [RecordRule::Attributed, RecordRule::ChathamHouse] {
        let mut e = Evening::under(rule, evening::ROOM, [phase("one", Balanced, None), phase("two", Balanced, None)]);
        e.turn("Miriam", 60).turn("Yousef", 30).turn("Miriam", 10).turn("Yousef", 20).phase(2).turn("Hanan", 9);
        let state = e.state();
        assert_eq!(state.largest_share(e.now), Some((e.id("Miriam"), 54)));
        let followed: Vec<_> = state.followed().iter().map(|p| (e.name(p.first), e.name(p.then), p.times)).collect();
        assert_eq!(followed, [("Miriam", "Yousef", 2), ("Yousef", "Miriam", 1), ("Yousef", "Hanan", 1)]);
        let kept = redact(&e.session);
        let figures: Vec<_> =
            kept.balance.iter().map(|one| (one.phase.0, one.largest_share, one.without_turn)).collect();
        if rule.keeps_names() {
            assert_eq!((figures, kept.fold().largest_share(e.now)), (vec![], Some((e.id("Miriam"), 54))));
        } else {
            assert_eq!((figures, kept.fold().largest_share(e.now)), (vec![(0, 58, 2), (1, 100, 3)], None));
        }
    }
    let mut two = Evening::under(RecordRule::ChathamHouse, "A: Miriam\nB: Yousef", [phase("one", Balanced, None)]);
    two.turn("Miriam", 60);
    assert_eq!(redact(&two.session).balance, [], "of two people a figure would be a name");
}

//! Turns and their clocks.

use super::*;
use OrderRule::{Balanced, FirstCome};

#[test]
fn being_called_is_not_having_started() {
    let mut e = Evening::with(Balanced);
    e.call_only("Miriam").wait(8);
    assert_eq!((e.clock(), e.spoke("Miriam")), (TurnClock::Called, Span::ZERO));
    assert_eq!(e.refused(Fact::Paused(TurnId(1))), Refusal::NotStarted);
    assert_eq!(e.refused(Fact::StartPutBack(TurnBy { turn: TurnId(1), by: secs(5) })), Refusal::NotStarted);
    e.start().wait(10);
    assert_eq!((e.clock(), e.spoke("Miriam")), (TurnClock::Calm, secs(10)));
    assert_eq!(e.refused(Fact::Started(TurnId(1))), Refusal::AlreadyStarted);
}

#[test]
fn the_clock_stands_while_paused() {
    let mut e = Evening::with(Balanced);
    e.call("Miriam").wait(30).pause().wait(60);
    assert_eq!((e.clock(), e.spoke("Miriam")), (TurnClock::Paused, secs(30)));
    assert_eq!(e.refused(Fact::Paused(TurnId(1))), Refusal::AlreadyPaused);
    e.resume().wait(5);
    assert_eq!((e.clock(), e.spoke("Miriam")), (TurnClock::Calm, secs(35)));
    assert_eq!(e.refused(Fact::Resumed(TurnId(1))), Refusal::NotPaused);
    e.pause().wait(5).end().wait(50);
    assert_eq!((e.clock(), e.spoke("Miriam")), (TurnClock::Ended, secs(35)));
}

#[test]
fn the_warning_comes_at_twenty_seconds_and_overtime_counts_up_for_ever() {
    let mut e = Evening::with(Balanced);
    e.call("Miriam").wait(99);
    assert_eq!(e.clock(), TurnClock::Calm);
    e.wait(1);
    assert_eq!(e.clock(), TurnClock::Warning);
    e.wait(20);
    assert_eq!((e.clock(), e.last_turn().left(e.now)), (TurnClock::Warning, Left::Remaining(Span::ZERO)));
    e.wait(1);
    assert_eq!((e.clock(), e.last_turn().left(e.now)), (TurnClock::Over, Left::Over(secs(1))));
    e.wait(3600);
    assert_eq!((e.speaker(), e.last_turn().left(e.now)), (Some("Miriam"), Left::Over(secs(3601))));
}

#[test]
fn a_short_turn_warns_at_three_quarters() {
    for (length, warns) in [(40, 30), (79, 60), (80, 60)] {
        let mut short = phase("names", FirstCome, None);
        short.turn = secs(length);
        let mut e = Evening::of(evening::ROOM, [short]);
        e.call("Miriam").wait(warns - 1);
        assert_eq!(e.clock(), TurnClock::Calm, "{length}");
        e.wait(1);
        assert_eq!(e.clock(), TurnClock::Warning, "{length}");
    }
}

#[test]
fn time_is_given_and_taken() {
    let mut e = Evening::with(Balanced);
    e.call("Miriam").wait(130);
    assert_eq!(e.clock(), TurnClock::Over);
    e.give(30);
    assert_eq!((e.clock(), e.last_turn().length), (TurnClock::Warning, secs(150)));
    e.take(60);
    assert_eq!((e.clock(), e.last_turn().length), (TurnClock::Over, secs(90)));
    let take = |by| Fact::Shortened(TurnBy { turn: TurnId(1), by: secs(by) });
    assert_eq!(e.refused(take(90)), Refusal::NoTimeToTake);
    e.act(take(89));
    assert_eq!(e.last_turn().length, secs(1));
}

#[test]
fn the_next_speaker_ends_the_one_before_and_nothing_is_done_to_an_old_turn() {
    let mut e = Evening::with(Balanced);
    e.call("Miriam").wait(50).call("Yousef").wait(7);
    assert_eq!((e.speaker(), e.spoke("Miriam"), e.spoke("Yousef")), (Some("Yousef"), secs(50), secs(7)));
    let (old, by) = (TurnId(1), TurnBy { turn: TurnId(1), by: secs(5) });
    let acts = [Fact::Started(old), Fact::Paused(old), Fact::Resumed(old), Fact::TurnEnded(old)];
    for act in acts.into_iter().chain([Fact::Extended(by), Fact::Shortened(by), Fact::StartPutBack(by)]) {
        assert_eq!(e.refused(act), Refusal::FloorEmpty);
    }
    e.end();
    assert_eq!(e.refused(Fact::TurnEnded(TurnId(2))), Refusal::FloorEmpty);
}

#[test]
fn a_start_is_put_back_into_the_empty_floor() {
    let mut e = Evening::with(Balanced);
    e.turn("Miriam", 30).wait(12).call("Yousef").wait(3);
    assert_eq!(e.spoke("Yousef"), secs(3));
    e.started_earlier().started_earlier();
    assert_eq!((e.spoke("Yousef"), e.spoke("Miriam")), (secs(13), secs(30)));
}

#[test]
fn then_it_is_taken_from_the_turn_before_down_to_its_start() {
    let mut e = Evening::with(Balanced);
    e.turn("Miriam", 9).wait(3).call("Yousef").started_earlier();
    assert_eq!((e.spoke("Yousef"), e.spoke("Miriam")), (secs(5), secs(7)));
    e.started_earlier().started_earlier();
    assert_eq!((e.spoke("Yousef"), e.spoke("Miriam")), (secs(12), Span::ZERO), "no further than there was");
    assert_eq!(e.refused(Fact::StartPutBack(TurnBy { turn: TurnId(2), by: secs(5) })), Refusal::StartAtLimit);
    e.undo().undo();
    assert_eq!((e.spoke("Yousef"), e.spoke("Miriam")), (secs(5), secs(7)));
}

#[test]
fn a_start_put_back_over_a_pause_of_the_turn_before_takes_no_more_than_was_spoken() {
    let mut e = Evening::with(Balanced);
    e.call("Miriam").wait(10).pause().wait(4).resume().wait(2).call("Yousef").started_earlier();
    assert_eq!((e.spoke("Miriam"), e.spoke("Yousef")), (secs(10), secs(5)));
    e.pause().wait(60).resume().wait(1).started_earlier();
    assert_eq!((e.spoke("Miriam"), e.spoke("Yousef")), (secs(6), secs(11)));
}

#[test]
fn a_start_is_not_put_back_into_what_was_asked_before_it() {
    let mut e = Evening::with(Balanced);
    let (turn, who) = (e.session.next_turn(), Some(e.id("Hanan")));
    e.call_only("Miriam").wait(1);
    let (lane, length) = (Lane::PointOfProcess, secs(20));
    let called =
        LaneCalled { turn: TurnId(turn.0 + 1), lane, ask: None, who, length, to: Some(turn), within: Some(turn) };
    e.act(Fact::LaneCalled(called)).wait(4).end().wait(2).start().wait(1).started_earlier();
    assert_eq!((e.spoke("Miriam"), e.last_turn().spoken(e.now)), (secs(3), secs(4)), "two seconds and no more");
}

#[test]
fn a_first_start_goes_back_to_the_opening_at_most() {
    let mut e = Evening::with(Balanced);
    e.wait(7).call("Miriam").started_earlier().started_earlier();
    assert_eq!(e.spoke("Miriam"), secs(7));
}

#[test]
fn the_empty_floor_has_a_clock() {
    let mut e = Evening::with(Balanced);
    let empty = |e: &Evening| e.state().floor_empty_since().map(|since| e.now.since(since));
    e.wait(20);
    assert_eq!(empty(&e), Some(secs(20)));
    e.call_only("Miriam").wait(5);
    assert_eq!(empty(&e), None);
    e.start().wait(5).end().wait(9);
    assert_eq!(empty(&e), Some(secs(9)));
    e.stop().wait(600).go_on().wait(2);
    assert_eq!(empty(&e), Some(secs(2)), "while the clocks stood nobody waited");
}

#[test]
fn who_leaves_gives_the_floor_back() {
    let mut e = Evening::with(Balanced);
    e.call("Miriam").wait(10).leave("Yousef");
    assert_eq!(e.speaker(), Some("Miriam"));
    e.leave("Miriam").wait(10);
    assert_eq!((e.speaker(), e.spoke("Miriam")), (None, secs(10)));
    let miriam = e.id("Miriam");
    assert_eq!(e.refused(Fact::Left(miriam)), Refusal::NotPresent(miriam));
    assert_eq!(e.refused(e.calling("Miriam", true)), Refusal::NotPresent(miriam));
    e.come_back("Miriam");
    assert_eq!(e.refused(Fact::Returned(miriam)), Refusal::AlreadyPresent(miriam));
}

#[test]
fn undoing_a_wrong_next_gives_the_floor_back_with_the_time_that_really_passed() {
    let mut e = Evening::with(Balanced);
    e.raise("Yousef").call("Miriam").wait(40).call("Yousef").wait(6);
    e.undo();
    assert_eq!((e.speaker(), e.spoke("Miriam"), e.spoke("Yousef")), (Some("Miriam"), secs(46), Span::ZERO));
    assert_eq!(e.queue(), ["Yousef"], "the hand is up again");
    assert_eq!(e.state().hands[0].since, At::OPENING);
    e.wait(4).redo();
    assert_eq!((e.speaker(), e.spoke("Miriam"), e.spoke("Yousef")), (Some("Yousef"), secs(40), secs(10)));
}

#[test]
fn an_undone_pause_never_was() {
    let mut e = Evening::with(Balanced);
    e.call("Miriam").wait(10).pause().wait(10).undo();
    assert_eq!((e.clock(), e.spoke("Miriam")), (TurnClock::Calm, secs(20)));
    e.end().wait(5).undo().wait(1);
    assert_eq!((e.clock(), e.spoke("Miriam")), (TurnClock::Calm, secs(26)));
}

#[test]
fn who_left_by_mistake_is_back_and_speaks_on() {
    let mut e = Evening::with(Balanced);
    e.call("Miriam").wait(10).leave("Miriam").wait(5).undo();
    assert_eq!((e.speaker(), e.spoke("Miriam")), (Some("Miriam"), secs(15)));
}

#[test]
fn a_gap_pauses_the_turn_and_sets_the_wall_clock() {
    let mut e = Evening::with(Balanced);
    e.call("Miriam").wait(30);
    let awake = e.wall() + chrono::TimeDelta::hours(1);
    e.act(Fact::GapUntil(awake)).wait(10);
    assert_eq!((e.clock(), e.spoke("Miriam")), (TurnClock::Paused, secs(30)));
    assert_eq!(e.wall(), awake + chrono::TimeDelta::seconds(10));
    assert_eq!(e.state().wall(At::from_millis(29_000)).to_rfc3339(), "2026-03-14T18:05:29+02:00");
    e.resume().wait(1);
    assert_eq!(e.spoke("Miriam"), secs(31));
}

#[test]
fn airtime_is_kept_by_person_and_party_in_seat_order() {
    let mut e = Evening::with(Balanced);
    e.turn("Hanan", 40).turn("Miriam", 10).turn("Hanan", 5).turn("Tamar", 3);
    let airtime = e.state().airtimes(e.now);
    let shares = |shares: &[Share<'_>]| {
        shares.iter().map(|s| format!("{} {} {}", s.name, s.spoken, s.turns)).collect::<Vec<_>>()
    };
    let people = ["Miriam 10s 1", "Eitan 0s 0", "Yousef 0s 0", "Hanan 45s 2", "Tamar 3s 1", "Anne 0s 0"];
    assert_eq!(shares(&airtime.people), people);
    assert_eq!(shares(&airtime.parties), ["Jewish 10s 1", "Palestinian 45s 2"]);
    assert_eq!(e.state().party_airtime("Palestinian", e.now), secs(45));
    assert_eq!((airtime.withheld, airtime.withheld_turns), (Span::ZERO, 0));
}

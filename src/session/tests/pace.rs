//! The clock of the evening: quiet, breath, grace, what is left and how it is shared.

use super::*;
use OrderRule::{Balanced, FirstCome, GoRound, NamedTellers, Open};

const fn mins(mins: u64) -> Span {
    Span::from_mins(mins)
}

fn quiet(kind: QuietKind, length: Option<Span>) -> Fact<PersonId> {
    Fact::QuietBegan(QuietBegan { kind, length })
}

fn silence(secs: u64) -> Fact<PersonId> {
    quiet(QuietKind::Silence, Some(Span::from_secs(secs)))
}

fn pause() -> Fact<PersonId> {
    quiet(QuietKind::Pause, None)
}

/// Three phases of ten minutes.
fn three(order: OrderRule) -> Evening {
    Evening::of(
        evening::ROOM,
        [phase("one", order, None), phase("two", FirstCome, None), phase("three", FirstCome, None)],
    )
}

fn share(e: &Evening) -> Result<(usize, Span, Span), Refusal> {
    fair_share(e.state(), e.now).map(|share| (share.waiting, share.left, share.each))
}

#[test]
fn a_pause_that_anyone_calls_stops_the_clock_and_gives_it_back() {
    let mut e = Evening::with(Balanced);
    e.call("Miriam").wait(30).act(pause()).wait(60);
    assert_eq!((e.clock(), e.spoke("Miriam"), e.state().quiet_time(e.now)), (TurnClock::Paused, secs(30), secs(60)));
    assert_eq!(e.refused(silence(60)), Refusal::AlreadyQuiet);
    assert_eq!(e.refused(Fact::QuietEnded(QuietKind::Silence)), Refusal::NotQuiet);
    e.act(Fact::QuietEnded(QuietKind::Pause)).wait(5);
    assert_eq!((e.clock(), e.spoke("Miriam"), e.state().quiet_time(e.now)), (TurnClock::Calm, secs(35), secs(60)));
    assert_eq!(e.refused(Fact::QuietEnded(QuietKind::Pause)), Refusal::NotQuiet);
    e.undo().wait(1).undo();
    assert_eq!((e.clock(), e.spoke("Miriam"), e.state().quiet_time(e.now)), (TurnClock::Calm, secs(96), Span::ZERO));
}

#[test]
fn a_clock_that_stood_before_the_pause_stands_after_it() {
    let mut e = Evening::with(Balanced);
    e.call("Miriam").wait(10).pause().wait(1).act(pause()).wait(5).act(Fact::QuietEnded(QuietKind::Pause)).wait(5);
    assert_eq!((e.clock(), e.spoke("Miriam")), (TurnClock::Paused, secs(10)));
}

#[test]
fn whoever_begins_to_speak_ends_the_silence() {
    let mut e = Evening::with(GoRound);
    e.act(silence(120)).wait(120);
    let kept = e.state().quiet().unwrap();
    assert_eq!((kept.left(e.now), e.state().floor_empty_since()), (Some(Left::Remaining(Span::ZERO)), None));
    e.call("Miriam").wait(10);
    assert_eq!((e.state().quiet(), e.state().quiet_time(e.now), e.spoke("Miriam")), (None, secs(120), secs(10)));
    e.started_earlier();
    let together = (e.state().quiet_time(e.now), e.spoke("Miriam"));
    assert_eq!(together, (secs(115), secs(15)), "a start that is put back takes the time from the silence");
    e.end().act(silence(60)).wait(5).call_only("Eitan").wait(3);
    assert_eq!((e.state().quiet(), e.state().quiet_time(e.now)), (None, secs(120)));
}

#[test]
fn the_empty_floor_is_given_to_silence_or_to_a_speaker() {
    let mut e = Evening::with(Balanced);
    e.turn("Miriam", 20).wait(40).act(Fact::SilenceCounted(secs(40)));
    assert_eq!((e.state().quiet_time(e.now), e.state().floor_empty_since()), (secs(40), Some(e.now)));
    assert_eq!(e.refused(Fact::SilenceCounted(Span::ZERO)), Refusal::NoEmptyFloor);
    e.wait(10).act(Fact::SilenceCounted(secs(500)));
    assert_eq!(e.state().quiet_time(e.now), secs(50), "no more than was empty");
    e.wait(7).call("Yousef").wait(2);
    assert_eq!((e.state().floor_before(), e.refused(Fact::SilenceCounted(secs(1)))), (secs(7), Refusal::NoEmptyFloor));
    e.act(Fact::StartPutBack(TurnBy { turn: TurnId(2), by: e.state().floor_before() }));
    assert_eq!((e.spoke("Yousef"), e.state().floor_before(), e.spoke("Miriam")), (secs(9), Span::ZERO, secs(20)));
}

#[test]
fn the_clock_of_the_next_starts_after_a_breath() {
    let mut e = Evening::with(Balanced);
    e.act(Fact::Breath(secs(5))).call("Miriam").wait(10);
    assert_eq!(e.spoke("Miriam"), secs(10), "nobody spoke before the first");
    e.call("Yousef").wait(3);
    assert_eq!(
        (e.clock(), e.spoke("Yousef"), e.last_turn().breath_left(e.now)),
        (TurnClock::Breath, Span::ZERO, secs(2))
    );
    e.wait(4);
    assert_eq!((e.clock(), e.spoke("Yousef")), (TurnClock::Calm, secs(2)));
    e.end().wait(3).call("Hanan").wait(3);
    assert_eq!(e.spoke("Hanan"), secs(1), "a part of the breath had gone by");
    e.end().wait(60).call("Miriam").wait(1);
    assert_eq!(e.spoke("Miriam"), secs(11), "the floor was empty for longer");
    e.end().call("Eitan").wait(2).end().wait(9);
    assert_eq!((e.spoke("Eitan"), e.last_turn().started), (Span::ZERO, None), "over before it began");
    assert_eq!(e.refused(Fact::Breath(secs(5))), Refusal::AlreadySo);
    let mut planned = phase("a breath", Balanced, None);
    planned.breath = Some(secs(5));
    assert_eq!(Evening::of(evening::ROOM, [planned]).act(Fact::Breath(Span::ZERO)).state().breath(), Span::ZERO);
}

#[test]
fn grace_delays_the_bell_and_nothing_else() {
    for (length, grace) in [(30, 15), (120, 15), (121, 30), (480, 30)] {
        let mut timed = phase("timed", FirstCome, None);
        timed.turn = secs(length);
        let mut e = Evening::of(evening::ROOM, [timed]);
        e.call("Miriam").wait(length + 1);
        assert_eq!((e.clock(), e.last_turn().is_past_the_bell(e.now, None)), (TurnClock::Over, false), "{length}");
        e.wait(grace - 2);
        assert!(!e.last_turn().is_past_the_bell(e.now, None), "{length}");
        e.wait(1);
        assert!(e.last_turn().is_past_the_bell(e.now, None), "{length}");
    }
}

#[test]
fn interpreted_turns_are_twice_as_long_and_count_with_half() {
    let room = "Jewish: Miriam, Eitan\nPalestinian: Yousef, Layla (interpreted)";
    let mut e = Evening::of(room, [phase("talk", Balanced, None)]);
    e.call("Layla").wait(150);
    assert_eq!((e.clock(), e.last_turn().left(e.now)), (TurnClock::Calm, Left::Remaining(secs(90))));
    assert_eq!((e.spoke("Layla"), e.state().party_airtime("Palestinian", e.now)), (secs(75), secs(75)));
    e.wait(91);
    assert_eq!(e.clock(), TurnClock::Over);
    e.end().turn("Miriam", 100).raise("Miriam").raise("Layla");
    let (next, _, reasons) = e.suggested().unwrap();
    assert_eq!((next, reasons[0]), ("Miriam", Reason::SpokenLeast(secs(100))), "120 of her own, not 241");
    e.correct("Layla", |person| person.interpreted = false);
    assert_eq!((e.spoke("Layla"), redact(&e.session).fold()), (secs(241), project(e.state())));
}

#[test]
fn a_nameless_record_does_not_say_whose_turn_was_twice_as_long() {
    let room = "Jewish: Miriam\nPalestinian: Layla (interpreted)";
    let mut e = Evening::under(RecordRule::ChathamHouse, room, [phase("talk", Balanced, None)]);
    e.turn("Miriam", 60).turn("Layla", 110);
    let lengths: Vec<Span> = redact(&e.session).fold().turns.iter().map(Turn::allotted).collect();
    assert_eq!(lengths, [secs(120); 2]);
}

#[test]
fn seven_wait_and_what_is_left_is_shared() {
    let mut e = three(FirstCome);
    assert_eq!(share(&e), Err(Refusal::NobodyWaits));
    e.join("Jewish: A, B, C").wait(60);
    for name in ["Miriam", "Eitan", "Yousef", "Hanan", "A", "B", "C"] {
        e.raise(name);
    }
    assert_eq!(share(&e), Ok((7, mins(9), secs(75))));
    e.call("Miriam").wait(30);
    assert_eq!(share(&e), Ok((6, secs(510), secs(70))), "the running turn keeps its own");
    e.act(Fact::Breath(secs(5))).act(Fact::TurnLength(secs(65)));
    assert_eq!(share(&e).unwrap().2, secs(65), "breaths are taken off");
    assert_eq!((e.state().turn_length(), e.last_turn().length), (secs(65), secs(120)), "from the next turn on");
    e.wait(500);
    assert_eq!(share(&e), Err(Refusal::NoTimeLeft));
    e.phase(2);
    assert_eq!(e.state().turn_length(), secs(120), "the next phase has its own");
    assert_eq!(Evening::with(Open).session.state().turn_length(), secs(120));
    assert_eq!(share(&Evening::with(Open)), Err(Refusal::NobodyQueues));
}

#[test]
fn a_phase_that_runs_over_takes_from_the_rest_or_makes_the_evening_longer() {
    let lengths = |e: &Evening| (0..3).map(|place| e.state().planned(PhaseIndex(place)).secs()).collect::<Vec<_>>();
    let mut e = three(FirstCome);
    assert_eq!(more_time(e.state(), e.now, MoreFrom::Rest), Err(Refusal::OnTime));
    e.wait(10 * 60 + 90);
    assert_eq!((e.state().phase_left(e.now), e.state().late(e.now)), (Left::Over(secs(90)), secs(90)));
    let from_the_rest = more_time(e.state(), e.now, MoreFrom::Rest).unwrap();
    e.act(Fact::Replanned(from_the_rest));
    assert_eq!(lengths(&e), [17 * 60, 390, 390], "five minutes from the next full one; 13 for the rest");
    assert_eq!((e.state().planned_length(), e.state().late(e.now)), (mins(30), Span::ZERO));
    e.undo();
    e.act(Fact::Replanned(more_time(e.state(), e.now, MoreFrom::End).unwrap()));
    assert_eq!((lengths(&e), e.state().planned_length()), (vec![17 * 60, 600, 600], mins(37)));
    assert_eq!(e.state().late(e.now), Span::ZERO);
    e.wait(60 * 60);
    assert_eq!(more_time(e.state(), e.now, MoreFrom::Rest), Err(Refusal::NothingToShorten));
    let nowhere = PlannedLength { phase: PhaseIndex(9), length: mins(1) };
    let nowhere = Fact::Replanned(Replanned { phases: vec![nowhere], later: Span::ZERO });
    assert_eq!(e.refused(nowhere), Refusal::NoSuchPhase(PhaseIndex(9)));
}

#[test]
fn what_was_lost_before_is_taken_from_what_comes() {
    let mut e = three(FirstCome);
    e.wait(14 * 60).phase(2);
    assert_eq!(e.state().late(e.now), mins(4));
    let planned = more_time(e.state(), e.now, MoreFrom::Rest).unwrap();
    assert_eq!(planned.phases, [PlannedLength { phase: PhaseIndex(2), length: mins(6) }]);
}

#[test]
fn ten_minutes_before_the_end_nothing_new_is_begun() {
    let mut e = three(FirstCome);
    e.wait(10 * 60).phase(2).wait(9 * 60 + 59);
    assert!(!e.state().no_new_topics(e.now));
    e.wait(1);
    assert!(e.state().no_new_topics(e.now));
    e.phase(3);
    assert!(!e.state().no_new_topics(e.now), "in the last phase everybody knows");
}

#[test]
fn each_party_has_its_time_and_what_one_took_too_much_goes_to_the_others() {
    let left = |e: &Evening| e.state().party_times(e.now).iter().map(|time| time.left).collect::<Vec<_>>();
    let mut e = Evening::with(Balanced);
    e.turn("Miriam", 60).turn("Tamar", 30);
    let each = party_time(e.state(), e.now).unwrap();
    assert_eq!((each, left(&e)), (mins(4), vec![]), "eight and a half left and one spoken, for two, in full minutes");
    e.act(Fact::PartyTime(mins(2)));
    assert_eq!(left(&e), [Left::Remaining(mins(1)), Left::Remaining(mins(2))], "without a party without a limit");
    e.turn("Eitan", 90);
    assert_eq!(left(&e)[0], Left::Over(secs(30)));
    let evened = party_time(e.state(), e.now).unwrap();
    e.act(Fact::PartyTime(evened));
    assert_eq!(left(&e), [Left::Remaining(Span::ZERO), Left::Remaining(secs(150))]);
    assert_eq!(party_time(e.state(), e.now), Ok(Span::ZERO), "then the limit can go");
    e.act(Fact::PartyTime(Span::ZERO));
    assert_eq!(left(&e), []);
    assert_eq!(e.refused(Fact::PartyTime(Span::ZERO)), Refusal::AlreadySo);
    let mut e = Evening::of("Miriam, Eitan", [phase("talk", Balanced, None)]);
    assert_eq!(party_time(e.wait(1).state(), At::OPENING), Err(Refusal::NoParties));
}

#[test]
fn the_plan_asks_for_silence_before_a_round_and_after_a_story() {
    let mut round = phase("round", GoRound, None);
    round.silence = Some(mins(2));
    let stories = Phase { order: NamedTellers, ..round.clone() };
    let mut e = Evening::of(evening::ROOM, [round, stories]);
    assert_eq!(e.state().silence_due(), Some(mins(2)));
    e.wait(1).act(silence(120)).wait(100);
    assert_eq!(e.state().silence_due(), None);
    e.turn("Miriam", 5);
    assert_eq!(e.state().silence_due(), None);
    e.wait(1).round();
    assert_eq!(e.state().silence_due(), Some(mins(2)), "before every round");
    let tellers = vec![e.id("Miriam"), e.id("Hanan")];
    e.phase(2).act(Fact::Chosen(tellers));
    assert_eq!(e.state().silence_due(), None);
    e.turn("Miriam", 400);
    assert_eq!(e.state().silence_due(), Some(mins(2)));
    e.wait(4).act(Fact::SilenceCounted(secs(4)));
    assert_eq!(e.state().silence_due(), None, "silence that was counted was silence");
}

#[test]
fn in_a_caucus_nothing_is_captured_and_in_a_break_nobody_is_next() {
    let caucus = Phase { kind: PhaseKind::Caucus, ..phase("caucus", FirstCome, None) };
    let rest = Phase { kind: PhaseKind::Break, ..phase("break", FirstCome, None) };
    let mut e = Evening::of(evening::ROOM, [caucus, rest]);
    let noted = Noted { note: NoteId(1), kind: NoteKind::default(), speaker: Speaker::Nobody, text: "x".into() };
    assert_eq!(e.refused(Fact::Noted(noted)), Refusal::NothingCaptured);
    let put = Proposed { statement: StatementId(1), who: Speaker::Nobody, wording: "x".into() };
    assert_eq!(e.refused(BoardFact::Proposed(put)), Refusal::NothingCaptured);
    assert_eq!(e.refused(e.calling("Miriam", true)), Refusal::NothingCaptured);
    e.phase(2).raise("Miriam");
    assert_eq!((e.suggested(), share(&e)), (Err(Refusal::NoTurnsHere), Err(Refusal::NoTurnsHere)));
    e.note("over coffee: we might meet in Jaffa");
    assert_eq!(e.call("Miriam").speaker(), Some("Miriam"), "the moderator decides");
}

/// A random act of this page, of those that random evenings are made of.
pub(super) fn event(session: &Session, (what, a, b): (u8, u16, u16), who: PersonId) -> Option<Event> {
    let (state, now) = (session.state(), session.last());
    Some(match what {
        59 | 60 => {
            let kind = if a.is_multiple_of(2) { QuietKind::Silence } else { QuietKind::Pause };
            Fact::QuietBegan(QuietBegan { kind, length: b.is_multiple_of(2).then(|| secs(u64::from(b % 100))) }).into()
        }
        61 => {
            let kind = state.quiet().map_or(QuietKind::Pause, |quiet| quiet.kind);
            Fact::QuietEnded(kind).into()
        }
        62 => Fact::SilenceCounted(Span::from_millis(u64::from(a % 5000))).into(),
        63 => Fact::Breath(secs(u64::from(a % 3))).into(),
        64 => Fact::TurnLength(secs(u64::from(a % 200))).into(),
        65 => Fact::PartyTime(secs(u64::from(a % 900))).into(),
        66 => {
            let from = if a.is_multiple_of(2) { MoreFrom::Rest } else { MoreFrom::End };
            Fact::Replanned(more_time(state, now, from).ok()?).into()
        }
        67 => Fact::ChairTaken(who).into(),
        68 | 69 => Event::PersonRemoved(who),
        70 | 71 => Event::SeatMoved { person: who, to: usize::from(b % 8) },
        72 => Fact::TurnLength(fair_share(state, now).ok()?.each).into(),
        _ => Fact::PartyTime(party_time(state, now).ok()?).into(),
    })
}

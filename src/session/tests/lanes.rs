//! Points of process, questions and replies, and what is done with the queue.

use super::*;
use OrderRule::{Alternating, Balanced, FirstCome, GoRound};

fn next_up(e: &Evening) -> Next {
    next(e.state(), e.now).expect("somebody is next")
}

/// Asks in a lane, as the keys do.
fn asks(e: &mut Evening, lane: Lane, name: &str) -> AskId {
    let ask = e.session.next_ask();
    e.act(asking(e, lane, name));
    ask
}

fn asking(e: &Evening, lane: Lane, name: &str) -> Fact<PersonId> {
    let (to, _) = e.state().lane_place(lane).expect("a place");
    Fact::Asked(Asked { ask: e.session.next_ask(), lane, who: (name != "?").then(|| e.id(name)), to })
}

/// Gives the floor to the first of the lanes, or back.
fn enter(e: &mut Evening) {
    match next_up(e) {
        Next::Lane(id) => e.act(taking(e, id)),
        Next::GoesOn(_) => e.act(Fact::TurnEnded(e.state().current().expect("a turn").id)),
        Next::Queue(one) => e.act(Fact::Called(Called {
            turn: e.session.next_turn(),
            who: one.person,
            why: one.why,
            length: secs(120),
            started: true,
        })),
    };
}

fn taking(e: &Evening, id: AskId) -> Fact<PersonId> {
    let Ask { lane, who, .. } = *e.state().ask(id).expect("waits");
    let (to, within) = e.state().place_of(e.state().ask(id).expect("waits")).expect("in time");
    let (turn, length) = (e.session.next_turn(), e.state().lane_rule(lane).length);
    Fact::LaneCalled(LaneCalled { turn, lane, ask: Some(id), who, length, to, within })
}

/// Is heard at once, without waiting.
fn at_once(e: &mut Evening, lane: Lane, name: &str) {
    let (to, within) = e.state().lane_place(lane).expect("a place");
    let (turn, length) = (e.session.next_turn(), e.state().lane_rule(lane).length);
    let who = (name != "?").then(|| e.id(name));
    e.act(Fact::LaneCalled(LaneCalled { turn, lane, ask: None, who, length, to, within }));
}

#[test]
fn a_question_pauses_the_speaker_who_goes_on_with_the_rest_of_the_time() {
    let mut e = Evening::with(Balanced);
    e.raise("Eitan").call("Miriam").wait(40);
    asks(&mut e, Lane::Question, "Hanan");
    enter(&mut e);
    e.wait(15);
    assert_eq!((e.speaker(), e.spoke("Miriam"), e.spoke("Hanan")), (Some("Hanan"), secs(40), secs(15)));
    assert_eq!(e.last_turn().length, secs(20));
    assert_eq!(next_up(&e), Next::GoesOn(TurnId(1)));
    enter(&mut e);
    e.wait(10);
    assert_eq!((e.speaker(), e.spoke("Miriam"), e.spoke("Hanan")), (Some("Miriam"), secs(50), secs(15)));
    assert_eq!(e.state().current().unwrap().left(e.now), Left::Remaining(secs(70)));
    assert!(matches!(next_up(&e), Next::Queue(one) if one.why == Why::LeastHeard), "Eitan waits as before");
    assert!(!e.state().has_spoken(e.id("Hanan")), "who only asked has not been heard yet");
    e.undo().wait(1);
    assert_eq!((e.speaker(), e.spoke("Miriam"), e.spoke("Hanan")), (Some("Hanan"), secs(40), secs(26)));
}

#[test]
fn a_clock_that_stood_by_hand_stands_after_the_question_too() {
    let mut e = Evening::with(Balanced);
    e.call("Miriam").wait(10).pause().wait(5);
    at_once(&mut e, Lane::Question, "Hanan");
    e.wait(5).end().wait(5);
    assert_eq!(
        (e.speaker(), e.spoke("Miriam"), e.state().current().unwrap().is_paused()),
        (Some("Miriam"), secs(10), true)
    );
}

#[test]
fn a_point_of_process_is_heard_at_once_even_in_a_question_and_is_not_airtime() {
    let mut e = Evening::with(Balanced);
    e.call("Miriam").wait(30);
    at_once(&mut e, Lane::Question, "Hanan");
    e.wait(5);
    at_once(&mut e, Lane::PointOfProcess, "Yousef");
    e.wait(7);
    assert_eq!((e.speaker(), e.spoke("Yousef")), (Some("Yousef"), Span::ZERO));
    enter(&mut e);
    assert_eq!(e.speaker(), Some("Hanan"), "the question goes on first");
    e.wait(3);
    enter(&mut e);
    assert_eq!((e.speaker(), e.spoke("Hanan"), e.spoke("Miriam")), (Some("Miriam"), secs(8), secs(30)));
}

#[test]
fn lanes_come_highest_first_and_within_one_in_the_order_of_asking() {
    let mut e = Evening::with(FirstCome);
    e.raise("Tamar").call("Miriam").wait(5);
    let reply = asks(&mut e, Lane::Reply, "Yousef");
    let (first, second) = (asks(&mut e, Lane::Question, "Hanan"), asks(&mut e, Lane::Question, "Eitan"));
    let order: Vec<AskId> = e.state().lane_line().iter().map(|ask| ask.id).collect();
    assert_eq!(order, [first, second, reply]);
    enter(&mut e);
    e.wait(5);
    enter(&mut e);
    assert_eq!(e.speaker(), Some("Eitan"), "the second question before the speaker goes on");
    e.wait(5);
    enter(&mut e);
    assert_eq!(e.speaker(), Some("Miriam"));
    enter(&mut e);
    assert_eq!((e.speaker(), e.last_turn().to), (Some("Yousef"), Some(TurnId(1))));
    enter(&mut e);
    assert_eq!(e.speaker(), Some("Tamar"));
}

#[test]
fn a_person_waits_once_in_each_lane_and_has_a_quota() {
    let mut e = Evening::of(evening::ROOM, [phase("one", FirstCome, None), phase("two", FirstCome, None)]);
    e.raise("Hanan").call("Miriam");
    let hanan = e.id("Hanan");
    asks(&mut e, Lane::Question, "Hanan");
    asks(&mut e, Lane::Reply, "Hanan");
    assert_eq!(e.refused(asking(&e, Lane::Question, "Hanan")), Refusal::AlreadyAsks(hanan, Lane::Question));
    assert_eq!(e.refused(asking(&e, Lane::Reply, "Yousef")), Refusal::TurnHasIts(Lane::Reply));
    enter(&mut e);
    enter(&mut e);
    enter(&mut e);
    assert_eq!(e.queue(), ["Hanan"], "the hand waits all the while");
    e.call("Eitan");
    asks(&mut e, Lane::Reply, "Hanan");
    enter(&mut e);
    e.call("Yousef");
    assert_eq!(e.refused(asking(&e, Lane::Reply, "Hanan")), Refusal::HasHadTheirs(hanan, Lane::Reply));
    e.phase(2);
    asks(&mut e, Lane::Reply, "Hanan");
}

#[test]
fn a_reply_is_refused_once_the_talk_has_moved_on() {
    let mut e = Evening::with(FirstCome);
    assert_eq!(e.state().lane_place(Lane::Reply), Err(Refusal::NothingToAnswer));
    e.call("Miriam").wait(5);
    let late = asking(&e, Lane::Reply, "Hanan");
    let own = Fact::Asked(Asked { ask: AskId(1), lane: Lane::Reply, who: Some(e.id("Miriam")), to: Some(TurnId(1)) });
    assert_eq!(e.refused(own), Refusal::HasTheFloor(e.id("Miriam")));
    asks(&mut e, Lane::Reply, "Eitan");
    e.call("Yousef");
    assert!(e.state().asks.is_empty(), "what was not taken up does not wait any more");
    let (eitan, hanan) = (e.id("Eitan"), e.id("Hanan"));
    let Fact::Asked(late) = late else { panic!("a reply") };
    let late = Fact::Asked(Asked { ask: e.session.next_ask(), ..late });
    assert_eq!(e.refused(late), Refusal::TalkMovedOn(Some(hanan)));
    e.undo();
    assert_eq!(
        e.state().asks_in(Lane::Reply, eitan).map(|ask| ask.to),
        Some(Some(TurnId(1))),
        "undone, it waits again"
    );
}

#[test]
fn an_entry_without_a_name_gets_it_later_even_after_it_ended() {
    let mut e = Evening::with(FirstCome);
    e.call("Miriam").wait(5);
    let ask = asks(&mut e, Lane::Question, "?");
    enter(&mut e);
    let note = e.note("#question whose olive trees?");
    e.wait(10).end().wait(5).call("Yousef").wait(3);
    assert_eq!(e.state().note(note).unwrap().speaker, Some(Who::Unnamed));
    assert_eq!(e.state().airtimes(e.now).unnamed, secs(10));
    assert_eq!(e.refused(Fact::AskNamed(AskNamed { ask, who: e.id("Hanan") })), Refusal::NoSuchAsk);
    let named = |e: &Evening, name: &str| Fact::TurnNamed(TurnNamed { turn: TurnId(2), who: e.id(name) });
    e.act(named(&e, "Hanan"));
    assert_eq!((e.spoke("Hanan"), e.state().note(note).unwrap().speaker), (secs(10), Some(Who::Named(e.id("Hanan")))));
    assert_eq!(e.refused(named(&e, "Eitan")), Refusal::NobodyToName);
    e.undo();
    assert_eq!(e.spoke("Hanan"), Span::ZERO);
}

#[test]
fn an_answer_by_somebody_else_stands_under_the_question_and_the_speaker_goes_on() {
    let mut e = Evening::with(FirstCome);
    e.call("Miriam").wait(20);
    asks(&mut e, Lane::Question, "Hanan");
    enter(&mut e);
    e.wait(5);
    asks(&mut e, Lane::Reply, "Eitan");
    enter(&mut e);
    assert_eq!(
        (e.speaker(), e.last_turn().to, e.last_turn().within),
        (Some("Eitan"), Some(TurnId(2)), Some(TurnId(1)))
    );
    e.wait(9);
    enter(&mut e);
    assert_eq!((e.speaker(), e.spoke("Miriam")), (Some("Miriam"), secs(20)));
}

#[test]
fn what_answers_a_turn_stands_under_it() {
    let mut e = Evening::with(FirstCome);
    e.call("Miriam").wait(20);
    asks(&mut e, Lane::Question, "Hanan");
    enter(&mut e);
    asks(&mut e, Lane::Reply, "Eitan");
    enter(&mut e);
    enter(&mut e);
    at_once(&mut e, Lane::Question, "Yousef");
    e.end();
    asks(&mut e, Lane::Reply, "Hanan");
    enter(&mut e);
    e.call("Tamar");
    let list: Vec<_> = e.state().turn_list().into_iter().map(|(depth, turn)| (depth, turn.id.0)).collect();
    assert_eq!(list, [(0, 1), (1, 2), (2, 3), (1, 4), (1, 5), (0, 6)]);
}

#[test]
fn the_start_of_a_question_is_put_back_into_the_speakers_time() {
    let mut e = Evening::with(FirstCome);
    e.call("Miriam").wait(20);
    at_once(&mut e, Lane::Question, "Hanan");
    e.wait(2).started_earlier();
    assert_eq!((e.spoke("Miriam"), e.spoke("Hanan")), (secs(15), secs(7)));
    e.end().wait(3).call("Yousef").wait(1).started_earlier();
    assert_eq!(
        (e.spoke("Miriam"), e.spoke("Hanan"), e.spoke("Yousef")),
        (secs(15), secs(7), secs(4)),
        "not into the question"
    );
}

#[test]
fn lanes_take_nobodys_place_in_the_order() {
    let mut e = Evening::with(Alternating);
    e.raise("Eitan").raise("Yousef").call("Miriam").wait(5);
    at_once(&mut e, Lane::Question, "Yousef");
    e.end();
    assert_eq!(e.queue(), ["Yousef", "Eitan"], "it is the other side's turn all the same");
    let mut e = Evening::with(GoRound);
    e.call("Miriam").wait(5);
    at_once(&mut e, Lane::Question, "Eitan");
    e.end();
    assert_eq!(e.queue(), ["Eitan", "Yousef", "Hanan"], "who asked is asked in the round");
    let miriam = e.id("Miriam");
    assert_eq!(e.refused(Fact::Passed(miriam)), Refusal::RoundOver(miriam), "who was asked something has had a turn");
}

#[test]
fn when_the_speaker_leaves_during_a_question_both_are_over() {
    let mut e = Evening::with(FirstCome);
    e.call("Miriam").wait(10);
    at_once(&mut e, Lane::Question, "Hanan");
    e.wait(5).leave("Hanan").wait(5);
    assert_eq!((e.speaker(), e.spoke("Miriam")), (Some("Miriam"), secs(15)));
    at_once(&mut e, Lane::Question, "Yousef");
    e.leave("Miriam");
    assert_eq!((e.speaker(), e.state().floor_empty_since()), (None, Some(e.now)));
}

#[test]
fn a_question_that_the_end_cut_off_comes_back_with_the_speaker_under_it() {
    let mut e = Evening::with(FirstCome);
    e.call("Miriam").wait(10);
    at_once(&mut e, Lane::Question, "Hanan");
    e.wait(5).stop().wait(600).go_on().wait(5);
    assert_eq!((e.speaker(), e.spoke("Hanan"), e.spoke("Miriam")), (Some("Hanan"), secs(5), secs(10)));
    e.resume().wait(2).end().wait(1);
    assert_eq!((e.speaker(), e.spoke("Hanan"), e.spoke("Miriam")), (Some("Miriam"), secs(7), secs(11)));
}

#[test]
fn lanes_are_kept_without_names_under_the_chatham_house_rule() {
    let rule = RecordRule::ChathamHouse;
    let mut e = Evening::under(rule, evening::ROOM, [phase("talk", FirstCome, None)]);
    e.call("Miriam").wait(10);
    asks(&mut e, Lane::Question, "?");
    enter(&mut e);
    e.wait(5).end();
    let (turn, who) = (TurnId(2), e.id("Hanan"));
    e.act(Fact::TurnNamed(TurnNamed { turn, who }));
    asks(&mut e, Lane::Reply, "Yousef");
    enter(&mut e);
    e.wait(5).stop();
    let record = redact(&e.session);
    assert_eq!(record.fold(), project(e.state()));
    let turns = record.fold().turns;
    assert!(turns.iter().all(|turn| turn.who == Who::Withheld));
    assert_eq!(turns.iter().map(|turn| turn.why).collect::<Vec<_>>(), [Why::Moderator, Why::Question, Why::Reply]);
    assert!(record.log.iter().all(|entry| !matches!(entry.event, Fact::Asked(_))));
    let all = super::record::everything(&record);
    assert!(!all.contains("hanan") && !all.contains("yousef"), "{all}");
}

#[test]
fn three_entries_in_a_row_bypass_the_queue_if_there_is_one() {
    let mut e = Evening::with(FirstCome);
    e.call("Miriam");
    for name in ["Hanan", "Eitan", "Yousef"] {
        assert!(!e.state().queue_is_bypassed());
        at_once(&mut e, Lane::Question, name);
        e.wait(3).end();
    }
    assert!(!e.state().queue_is_bypassed(), "nobody is bypassed");
    e.raise("Tamar");
    assert!(e.state().queue_is_bypassed());
    e.call("Tamar");
    assert!(!e.state().queue_is_bypassed());
}

#[test]
fn after_five_exchanges_two_people_are_alone() {
    let mut e = Evening::with(FirstCome);
    for name in ["Tamar", "Miriam", "Yousef", "Miriam", "Yousef", "Miriam"] {
        e.turn(name, 5);
        assert_eq!(e.state().two_alone(), None, "{name}");
    }
    e.turn("Yousef", 5);
    assert_eq!(e.state().two_alone(), Some((e.id("Miriam"), e.id("Yousef"))));
    e.turn("Hanan", 5);
    assert_eq!(e.state().two_alone(), None);
    let mut e = Evening::with(FirstCome);
    e.call("Miriam");
    for place in 0..3 {
        assert_eq!(e.state().two_alone(), None, "{place}");
        at_once(&mut e, Lane::Question, "Hanan");
        e.wait(3).end().wait(3);
    }
    assert!(e.state().two_alone().is_some(), "question and answer are exchanges too");
}

#[test]
fn a_hand_moves_down_and_never_up() {
    let mut e = Evening::with(FirstCome);
    e.raise("Miriam").wait(1).raise("Hanan").wait(1).raise("Tamar");
    let behind = |e: &Evening, name: &str| e.state().next_behind(e.id(name), e.now);
    assert_eq!(behind(&e, "Tamar"), Err(Refusal::NobodyBehind(e.id("Tamar"))));
    let down =
        |e: &Evening, who: &str| Fact::HandMovedDown(MovedDown { who: e.id(who), behind: behind(e, who).unwrap() });
    e.act(down(&e, "Miriam"));
    assert_eq!(e.queue(), ["Hanan", "Miriam", "Tamar"]);
    assert_eq!(e.suggested().map(|s| s.1), Ok(Why::LetBefore));
    e.act(down(&e, "Miriam"));
    assert_eq!(e.queue(), ["Hanan", "Tamar", "Miriam"]);
    e.turn("Hanan", 5).undo().undo().undo();
    assert_eq!(e.queue(), ["Hanan", "Miriam", "Tamar"]);
    let mut e = Evening::with(Alternating);
    e.turn("Yousef", 5).raise("Miriam").raise("Hanan").raise("Eitan");
    e.act(down(&e, "Miriam"));
    assert_eq!(e.queue(), ["Eitan", "Hanan", "Miriam"], "the side's turn stays the side's");
}

#[test]
fn the_moderator_puts_somebody_first_and_gives_the_last_word() {
    let mut e = Evening::with(FirstCome);
    e.raise("Miriam").wait(1).raise("Hanan").raise("Eitan");
    let [miriam, tamar, eitan] = ["Miriam", "Tamar", "Eitan"].map(|name| e.id(name));
    e.act(Fact::LastWord(miriam)).act(Fact::PutFirst(tamar)).wait(1).act(Fact::PutFirst(eitan));
    assert_eq!(e.queue(), ["Eitan", "Tamar", "Hanan", "Miriam"]);
    assert_eq!(e.suggested().map(|s| (s.1, s.2)), Ok((Why::PutFirst, vec![Reason::PutFirst])));
    e.turn("Eitan", 1).turn("Tamar", 1).turn("Hanan", 1).lower("Miriam");
    assert_eq!(e.suggested().map(|s| (s.0, s.2)), Ok(("Miriam", vec![Reason::LastWord])), "also without a hand");
    e.turn("Miriam", 1);
    assert_eq!(e.suggested(), Err(Refusal::NobodyWaits));
}

#[test]
fn a_closed_list_takes_no_hands_and_opens_with_the_next_phase() {
    let mut e = Evening::of(evening::ROOM, [phase("one", FirstCome, None), phase("two", FirstCome, None)]);
    e.raise("Miriam").act(Fact::List(SpeakersList::LastCall)).raise("Hanan").act(Fact::List(SpeakersList::Closed));
    let tamar = e.id("Tamar");
    assert_eq!(e.refused(Fact::HandRaised(tamar)), Refusal::ListClosed);
    assert_eq!(e.refused(Fact::HandsRaised(vec![tamar])), Refusal::ListClosed);
    e.act(Fact::PutFirst(tamar));
    assert_eq!(e.queue(), ["Tamar", "Miriam", "Hanan"]);
    e.call("Miriam");
    asks(&mut e, Lane::Question, "Yousef");
    e.phase(2).raise("Eitan");
}

#[test]
fn of_hands_that_went_up_at_once_the_least_heard_is_first_and_says_so() {
    let mut e = Evening::with(FirstCome);
    let hands = ["Hanan", "Miriam"].map(|name| e.id(name));
    e.act(Fact::HandsRaised(hands.to_vec())).wait(60);
    assert_eq!(e.queue(), ["Hanan", "Miriam"]);
    assert!(e.suggested().unwrap().2.contains(&Reason::HandsTogether));
    e.undo();
    assert!(e.queue().is_empty(), "one act");
    assert_eq!(e.refused(Fact::HandsRaised(Vec::new())), Refusal::NobodyMarked);
    assert_eq!(e.refused(Fact::HandsRaised(vec![hands[0], hands[0]])), Refusal::NamedTwice(hands[0]));
}

#[test]
fn the_queue_is_held_for_up_to_three_replies_and_goes_on_at_the_same_place() {
    let mut e = Evening::with(FirstCome);
    e.raise("Tamar").call("Miriam").wait(10).act(Fact::StayedWith(TurnId(1)));
    assert_eq!(next(e.state(), e.now), Err(Refusal::StaysWith(TurnId(1))));
    for name in ["Hanan", "Eitan", "Yousef"] {
        asks(&mut e, Lane::Reply, name);
    }
    for _ in 0..3 {
        enter(&mut e);
        e.wait(5);
        assert_eq!(e.last_turn().to, Some(TurnId(1)));
    }
    assert_eq!(e.refused(asking(&e, Lane::Reply, "Hanan")), Refusal::TurnHasIts(Lane::Reply));
    enter(&mut e);
    assert_eq!(e.speaker(), Some("Tamar"));
    let tamar = e.on_floor();
    e.act(Fact::StayedWith(tamar)).act(Fact::WentOn(tamar));
    assert_eq!(e.refused(Fact::WentOn(tamar)), Refusal::QueueGoesOn);
}

#[test]
fn the_last_speaker_goes_back_to_the_queue_and_the_speech_stays() {
    let mut e = Evening::with(FirstCome);
    e.raise("Hanan").wait(5).raise("Miriam").call("Hanan").wait(20);
    let note = e.note("#need water");
    e.act(Fact::PutBack(TurnId(1)));
    assert_eq!((e.speaker(), e.queue(), e.spoke("Hanan")), (None, vec!["Hanan", "Miriam"], secs(20)));
    assert_eq!(e.state().note(note).unwrap().turn, Some(TurnId(1)));
    assert_eq!(e.state().airtimes(e.now).people[3].turns, 0, "it was not their turn");
    assert_eq!(e.refused(Fact::PutBack(TurnId(1))), Refusal::NobodyToPutBack);
    e.undo();
    assert_eq!((e.speaker(), e.queue()), (Some("Hanan"), vec!["Miriam"]));
    let mut e = Evening::with(GoRound);
    e.turn("Miriam", 5).act(Fact::PutBack(TurnId(1)));
    assert_eq!(e.queue()[0], "Miriam", "and is asked again in a round");
}

#[test]
fn an_interrupted_speaker_has_the_lost_seconds_back() {
    let mut e = Evening::with(FirstCome);
    e.call("Miriam").wait(20);
    let turn = e.on_floor();
    assert_eq!(e.refused(Fact::InterruptionPutBack(e.by(5))), Refusal::NotInterrupted);
    e.act(Fact::Interrupted(turn)).wait(4);
    e.act(Fact::InterruptionPutBack(e.by(5))).wait(6);
    assert_eq!((e.spoke("Miriam"), e.last_turn().given_back(e.now)), (secs(15), secs(15)));
    e.act(Fact::InterruptionPutBack(e.by(50)));
    assert_eq!(e.refused(Fact::InterruptionPutBack(e.by(5))), Refusal::StartAtLimit);
    e.undo().resume().wait(5);
    assert_eq!(e.last_turn().left(e.now), Left::Remaining(secs(100)));
}

/// A random act in the lanes or with the queue.
pub(super) fn event(session: &Session, (what, a, b): (u8, u16, u16), who: PersonId) -> Option<Event> {
    let state = session.state();
    let lane = Lane::ALL[usize::from(a) % 3];
    let maybe = (!b.is_multiple_of(3)).then_some(who);
    let turn =
        if b.is_multiple_of(11) { TurnId(u32::from(b) % 9) } else { state.turns.last().map_or(TurnId(1), |t| t.id) };
    let call = |ask, lane, who, (to, within)| {
        let (turn, length) = (session.next_turn(), Span::from_secs(u64::from(b % 50)));
        Fact::LaneCalled(LaneCalled { turn, lane, ask, who, length, to, within })
    };
    Some(match what {
        59 => Fact::HandsRaised(vec![who, PersonId(random::one_of(state.roster.members.len(), b))]).into(),
        60 | 61 => {
            let behind = state.next_behind(who, session.last()).unwrap_or(PersonId(u32::from(b) % 5));
            Fact::HandMovedDown(MovedDown { who, behind }).into()
        }
        62 => Fact::PutFirst(who).into(),
        63 => Fact::LastWord(who).into(),
        64 => {
            let lists = [SpeakersList::Open, SpeakersList::LastCall, SpeakersList::Closed, SpeakersList::Open];
            Fact::List(lists[usize::from(b) % 4]).into()
        }
        65..=68 => {
            let ask = if b.is_multiple_of(29) { AskId(u32::from(b) % 4) } else { session.next_ask() };
            Fact::Asked(Asked { ask, lane, who: maybe, to: state.lane_place(lane).ok()?.0 }).into()
        }
        69 => Fact::AskNamed(AskNamed { ask: state.asks.iter().find(|ask| ask.who.is_none())?.id, who }).into(),
        70 => Fact::AskDropped(AskId(random::one_of(state.asks.len(), b))).into(),
        71..=74 => match next(state, session.last()).ok()? {
            Next::Lane(id) => {
                let ask = state.ask(id)?;
                call(Some(id), ask.lane, ask.who, state.place_of(ask).ok()?).into()
            }
            Next::GoesOn(_) => Fact::TurnEnded(state.current()?.id).into(),
            Next::Queue(_) => call(None, lane, maybe, state.lane_place(lane).ok()?).into(),
        },
        75 | 76 => call(None, lane, maybe, state.lane_place(lane).ok()?).into(),
        77 => Fact::TurnNamed(TurnNamed { turn: state.turns.iter().find(|t| t.who == Who::Unnamed)?.id, who }).into(),
        78 => Fact::StayedWith(state.remark()?.id).into(),
        79 => Fact::WentOn(state.staying.unwrap_or(turn)).into(),
        80 => {
            Fact::PutBack(state.turns.iter().rev().find(|turn| turn.lane.is_none()).map_or(turn, |turn| turn.id)).into()
        }
        81 | 82 => Fact::Interrupted(state.current().map_or(turn, |turn| turn.id)).into(),
        _ => Fact::InterruptionPutBack(TurnBy { turn, by: Span::from_millis(u64::from(a)) }).into(),
    })
}

//! The record rule as it changes: tightened, loosened, off the record, released, struck.

use super::{record::everything, *};
use OrderRule::Balanced;
use RecordRule::{Attributed, ChathamHouse, Confidential, OffTheRecord};

fn kept(e: &Evening) -> Record {
    let record = redact(&e.session);
    assert_eq!(record.fold(), project(e.state()), "the file and the picture");
    record
}

fn texts(record: &Record) -> Vec<String> {
    record.fold().notes.iter().map(|note| note.text.clone()).collect()
}

#[test]
fn a_stricter_rule_holds_at_once_and_a_looser_one_when_it_was_read_aloud() {
    let mut e = Evening::with(Balanced);
    let phase = Some(PhaseIndex(0));
    e.act(Fact::RuleChanged(RuleChanged { phase, to: ChathamHouse }));
    assert_eq!((e.state().rule(), e.state().unread()), (ChathamHouse, Some(ChathamHouse)));
    e.note("@Miriam one");
    e.read();
    e.act(Fact::RuleChanged(RuleChanged { phase, to: Attributed }));
    assert_eq!((e.state().rule(), e.state().unread()), (ChathamHouse, Some(Attributed)));
    e.note("@Miriam two");
    e.read().note("@Miriam three");
    let record = kept(&e);
    let speakers: Vec<_> = record.fold().notes.iter().map(|note| note.speaker).collect();
    let named = Some(Who::Named(PersonId(1)));
    assert_eq!(speakers, [Some(Who::Withheld), Some(Who::Withheld), named], "never backwards");
    assert_eq!(e.session.undo_target(), Err(Refusal::UndoFence));
    assert_eq!(e.refused(Fact::RuleRead(Attributed)), Refusal::RuleIsSo(Attributed));
}

#[test]
fn the_rule_of_the_evening_holds_where_no_phase_has_its_own() {
    let phases = [None, Some(Confidential), None].map(|rule| phase("talk", Balanced, rule));
    let mut e = Evening::of(evening::ROOM, phases);
    e.act(Fact::RuleChanged(RuleChanged { phase: None, to: ChathamHouse })).read();
    let rules = [0, 1, 2].map(|place| e.state().rule_of(PhaseIndex(place)));
    assert_eq!(rules, [ChathamHouse, Confidential, ChathamHouse]);
    e.act(Fact::RuleChanged(RuleChanged { phase: Some(PhaseIndex(2)), to: Attributed }));
    assert_eq!(e.state().rule_of(PhaseIndex(2)), Attributed);
}

#[test]
fn one_act_covers_the_phase_from_its_beginning() {
    let mut e = Evening::of(evening::ROOM, [None, None].map(|rule| phase("talk", Balanced, rule)));
    e.note("@Miriam before");
    e.phase(2).turn("Hanan", 10).note("@Hanan early");
    let early = e.propose("Eitan is right.");
    e.rule(ChathamHouse).note("@Eitan late");
    assert!(everything(&kept(&e)).contains("hanan"), "tightening holds from now on");
    let from = e.session.can_cover().unwrap();
    let late = e.propose("later");
    e.act(Event::Covered { from, rule: ChathamHouse });
    let record = kept(&e);
    let all = everything(&record);
    assert!(!all.contains("hanan") && !all.contains("eitan") && all.contains("miriam"), "{all}");
    let state = record.fold();
    let board = |id| state.board.statement(id).unwrap().wording().to_owned();
    assert_eq!((board(early), board(late)), ("[name] is right.".into(), "later".into()));
    assert_eq!(e.session.can_cover(), None);
    assert_eq!(e.refused(Event::Covered { from, rule: ChathamHouse }), Refusal::NothingToCover);
    assert_eq!(Session::replay(e.session.log().to_vec()).unwrap().state(), e.state());
}

#[test]
fn nothing_is_left_of_minutes_off_the_record_but_how_many() {
    let mut e = Evening::with(Balanced);
    e.raise("Eitan").call("Miriam").wait(20).act(Fact::OffRecord(None));
    let mut aside = Evening { session: e.session.aside(), now: e.now };
    aside.wait(5).lower("Eitan").raise("Yousef").wait(60).call("Hanan").wait(600);
    let hanan = aside.id("Hanan");
    assert_eq!(aside.state().airtime(hanan, aside.now), Span::ZERO, "it counts to no balance");
    assert_eq!(aside.refused(Fact::PhaseBegan(PhaseIndex(0))), Refusal::OffTheRecord, "the floor, and nothing else");
    e.wait(724).act(Event::BackOnRecord);
    assert_eq!((e.queue(), e.speaker(), e.spoke("Miriam")), (vec!["Eitan"], Some("Miriam"), secs(20)));
    e.resume().wait(10).end();
    let record = kept(&e);
    let lines: Vec<_> = record.log.iter().filter(|entry| matches!(entry.event, Fact::OffRecord(_))).collect();
    assert_eq!(lines.len(), 1);
    assert_eq!((lines[0].at, &lines[0].event), (At::from_millis(20_000), &Fact::OffRecord(Some(secs(724)))));
    assert_eq!(e.spoke("Miriam"), secs(30));
}

#[test]
fn while_off_the_record_the_log_takes_nothing_and_undo_does_not_cross_it() {
    let mut e = Evening::with(Balanced);
    e.raise("Eitan").act(Fact::OffRecord(None));
    let (hanan, note) = (e.id("Hanan"), e.session.next_note());
    let noted = Noted { note, kind: NoteKind::default(), speaker: Speaker::Nobody, text: "x".into() };
    for act in [Fact::HandRaised(hanan), Fact::Noted(noted), Fact::PhaseBegan(PhaseIndex(0)), Fact::OffRecord(None)] {
        assert_eq!(e.refused(act), Refusal::OffTheRecord);
    }
    assert_eq!(e.refused(e.calling("Hanan", true)), Refusal::OffTheRecord);
    assert_eq!(e.session.undo_target(), Err(Refusal::UndoFence));
    e.wait(60);
    let wall = e.wall();
    e.act(Fact::GapUntil(wall)).act(Event::BackOnRecord).wait(3);
    assert_eq!(e.session.undo_target(), Err(Refusal::UndoFence));
    assert_eq!(e.state().floor_empty_since(), Some(At::from_millis(60_000)), "no empty floor reaches back into it");
    assert_eq!(e.refused(Event::BackOnRecord), Refusal::OnTheRecord);
    e.act(Fact::OffRecord(None)).wait(60).stop();
    assert_eq!(e.state().off_records[1].lasted(e.now), secs(60), "the end of the evening is the end of it");
    kept(&e);
}

#[test]
fn a_phase_off_the_record_takes_nothing_and_the_evening_goes_on_after_it() {
    let phases = [None, Some(OffTheRecord), None].map(|rule| phase("talk", Balanced, rule));
    let mut e = Evening::of(evening::ROOM, phases);
    e.call("Miriam").wait(10).phase(2).wait(10);
    assert_eq!((e.speaker(), e.spoke("Miriam")), (None, secs(10)), "nobody speaks on into it");
    let hanan = e.id("Hanan");
    assert_eq!(e.refused(Fact::HandRaised(hanan)), Refusal::OffTheRecord);
    e.act(Fact::OffRecord(None)).wait(30).act(Event::BackOnRecord).phase(3).raise("Hanan");
    let record = kept(&e);
    assert_eq!(record.people.len(), 6, "what is not kept takes no names away from what is");
}

#[test]
fn in_confidence_only_what_is_released_is_kept_and_the_rest_is_the_moderators() {
    let mut e = Evening::under(Confidential, evening::ROOM, [phase("talk", Balanced, None)]);
    let (first, second) = (e.note("@Miriam Yousef wept"), e.note("@Hanan a secret"));
    let (put, held) = (e.propose("draft words"), e.propose("who came first"));
    e.reword(put, "Eitan and we are neighbours").confirm(put, &["Miriam", "Hanan"]);
    e.hold(held, &[("Jewish", "not so"), ("Palestinian", "not thus")]);
    assert!(kept(&e).fold().notes.is_empty() && kept(&e).fold().board.statements.is_empty());
    e.act(Fact::Released(Piece::Note(first))).act(Fact::Released(Piece::Statement(put)));
    let record = kept(&e);
    assert_eq!(texts(&record), ["[name] wept"]);
    let state = record.fold();
    let told = state.board.statement(put).unwrap();
    assert_eq!((told.wordings.len(), told.wording()), (1, "[name] and we are neighbours"));
    assert_eq!(told.kind(), StandingKind::CommonGround);
    let all = everything(&record);
    for word in ["miriam", "hanan", "eitan", "yousef", "secret", "draft words", "who came first", "not so", "not thus"]
    {
        assert!(!all.contains(word), "{word} in {all}");
    }
    let own: Vec<_> = e.state().confided().into_iter().map(|said| (said.piece, said.text)).collect();
    let (note, board) = (Piece::Note(second), Piece::Statement);
    let expected = [
        (note, "a secret"),
        (board(put), "draft words"),
        (board(held), "who came first"),
        (board(held), "not so"),
        (board(held), "not thus"),
    ];
    assert_eq!(own, expected.map(|(piece, text)| (piece, text.to_owned())));
    e.act(Fact::Released(Piece::Statement(held)));
    let state = kept(&e).fold();
    let sides: Vec<_> = state.board.statement(held).unwrap().formulations.iter().map(|f| f.text.as_str()).collect();
    assert_eq!(sides, ["not so", "not thus"]);
    assert_eq!(e.refused(Fact::Released(Piece::Statement(held))), Refusal::NothingToRelease);
    e.reword(held, "who was first");
    assert!(!e.state().is_released(Piece::Statement(held)), "the group released other words");
    e.undo().undo();
    assert!(!e.state().is_released(Piece::Statement(held)), "a release can be taken back");
}

#[test]
fn what_was_struck_is_nowhere_and_its_number_is_not_used_again() {
    let mut e = Evening::with(Balanced);
    let note = e.note("@Miriam the password");
    e.act(Event::NoteEdited { note, text: "the password again".into() });
    let put = e.propose("a password for all");
    e.reword(put, "two passwords").undo();
    let (other, log) = (e.propose("Homes."), e.session.log().len());
    e.session.strike(e.now, Piece::Note(note)).unwrap();
    e.session.strike(e.now, Piece::Statement(put)).unwrap();
    let whole = format!("{:?}", e.session);
    assert!(!whole.contains("password") && whole.contains("Homes"), "{whole}");
    assert_eq!(e.session.log().len(), log + 2, "every place of the log is there");
    assert_eq!(e.session.strike(e.now, Piece::Note(note)), Err(Refusal::NoSuchPiece(Piece::Note(note))));
    assert_eq!((e.note("next"), e.propose("next")), (NoteId(2), StatementId(other.0 + 1)));
    assert_eq!(
        e.state().struck.iter().map(|(_, piece)| *piece).collect::<Vec<_>>(),
        [Piece::Note(note), Piece::Statement(put)]
    );
    let mut record = kept(&e);
    assert!(record.strike(Piece::Statement(other)) && !record.strike(Piece::Statement(other)));
    assert!(!everything(&record).contains("homes"));
}

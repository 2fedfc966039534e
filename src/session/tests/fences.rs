//! What undo takes back, and what it does not.

use super::*;
use OrderRule::{Balanced, GoRound};
use RecordRule::ChathamHouse;

fn fenced(e: &Evening) -> Result<Seq, Refusal> {
    e.session.undo_target()
}

#[test]
fn every_act_on_the_floor_and_the_board_is_undone_and_redone_in_order() {
    let mut e = Evening::with(GoRound);
    let fresh = e.state().clone();
    e.round().raise("Hanan").lower("Hanan").pass("Eitan").pass_for_now("Miriam").call_only("Yousef");
    e.wait(20).start().wait(20).started_earlier().give(30).take(30).pause().resume();
    let statement = e.propose("Both of us lost a home.");
    e.reword(statement, "Both of us have lost a home.").confirm(statement, &["Miriam", "Hanan"]);
    e.act(BoardFact::Reopened(statement));
    e.hold(statement, &[("Jewish", "a"), ("Palestinian", "b")]).park(statement, "");
    e.act(BoardFact::Withdrawn(statement)).act(BoardFact::Reopened(statement)).end();
    let full = e.state().clone();
    let mut undone = 0;
    while e.session.undo_target().is_ok() {
        e.undo();
        undone += 1;
    }
    assert_eq!((undone, e.state()), (27, &fresh));
    assert_eq!(fenced(&e), Err(Refusal::NothingToUndo), "the first phase stays");
    for _ in 0..undone {
        e.redo();
    }
    assert_eq!(e.state(), &full);
    assert_eq!(e.session.redo_target(), Err(Refusal::NothingToRedo));
}

#[test]
fn people_notes_and_agreements_are_not_undone() {
    let mut e = Evening::with(Balanced);
    e.call("Miriam");
    let called = fenced(&e);
    let note = e.note("my grandmother's key");
    e.act(Event::NoteEdited { note, text: "the key".into() }).act(Fact::AgreementsAccepted(Accepted::Accepted));
    e.join("Layla").correct("Layla", |person| person.name = "Leila".into());
    e.act(Fact::GapUntil(e.wall()));
    assert_eq!(fenced(&e), called);
    e.leave("Leila");
    assert_ne!(fenced(&e), called, "somebody who did not leave after all is back with one key");
    assert_eq!(e.refused(Event::Undone(Seq(1))), Refusal::NotUndoable);
    assert_eq!(e.refused(Event::Redone(Seq(1))), Refusal::NothingToRedo);
}

#[test]
fn a_new_act_takes_the_place_of_what_could_be_redone() {
    let mut e = Evening::with(Balanced);
    e.call("Miriam").undo().raise("Hanan");
    assert_eq!(e.session.redo_target(), Err(Refusal::NothingToRedo));
    e.undo().redo();
    assert_eq!(e.queue(), ["Hanan"]);
    assert_eq!(e.session.redo_target(), Err(Refusal::NothingToRedo), "not the call before it");
}

#[test]
fn a_note_meanwhile_does_not_hinder_redo() {
    let mut e = Evening::with(Balanced);
    e.call("Miriam").undo();
    e.note("silence");
    e.redo();
    assert_eq!(e.speaker(), Some("Miriam"));
}

#[test]
fn a_phase_is_undone_unless_it_changed_the_record_rule() {
    let phases = [None, None, Some(ChathamHouse), None].map(|rule| phase("talk", Balanced, rule));
    let mut e = Evening::of(evening::ROOM, phases);
    e.raise("Miriam").wait(60).phase(2).wait(60);
    e.undo();
    assert_eq!(e.state().phase_index(), PhaseIndex(0));
    assert_eq!(e.state().time_in(PhaseIndex(0), e.now), secs(120), "as if it had gone on all the time");
    e.redo();
    assert_eq!(e.state().time_in(PhaseIndex(1), e.now), secs(60));
    e.phase(3);
    assert_eq!(fenced(&e), Err(Refusal::UndoFence), "tightening");
    e.raise("Eitan").undo();
    e.phase(4);
    assert_eq!(fenced(&e), Err(Refusal::UndoFence), "loosening");
}

#[test]
fn a_phase_that_began_while_somebody_spoke_is_undone_with_the_turn_running_on() {
    let mut e = Evening::of(evening::ROOM, [phase("a", Balanced, None), phase("b", Balanced, None)]);
    e.call("Miriam").wait(10).phase(2).wait(10).undo().wait(10);
    assert_eq!((e.speaker(), e.spoke("Miriam")), (Some("Miriam"), secs(30)));
}

#[test]
fn neither_undo_nor_redo_cross_a_stopping_of_the_clocks() {
    let mut e = Evening::with(Balanced);
    e.raise("Miriam").raise("Hanan").undo().stop();
    assert_eq!(fenced(&e), Err(Refusal::UndoFence));
    e.go_on();
    assert_eq!(fenced(&e), Err(Refusal::UndoFence));
    assert_eq!(e.session.redo_target(), Err(Refusal::NothingToRedo));
    e.raise("Yousef").undo();
    assert_eq!(e.queue(), ["Miriam"]);
}

#[test]
fn nothing_but_a_note_is_done_while_the_clocks_are_stopped() {
    let mut e = Evening::with(Balanced);
    e.call("Miriam").wait(10).stop().wait(10);
    assert_eq!((e.speaker(), e.spoke("Miriam")), (None, secs(10)));
    assert!(e.state().is_ended());
    let hanan = e.id("Hanan");
    for act in [Fact::HandRaised(hanan), Fact::Left(hanan), Fact::Ended(e.wall()), Fact::RoundBegan(1)] {
        assert_eq!(e.refused(act), Refusal::SessionEnded);
    }
    let note = e.note("at the door: let us meet again");
    assert_eq!((e.state().note(note).unwrap().speaker, e.state().length(e.now)), (None, secs(10)));
    e.go_on().wait(5);
    assert_eq!(e.state().length(e.now), secs(15));
    assert_eq!(e.refused(Fact::Continued(e.wall())), Refusal::SessionRuns);
}

#[test]
fn a_start_is_not_put_back_into_stopped_clocks() {
    let mut e = Evening::with(Balanced);
    e.turn("Miriam", 10).stop().wait(60).go_on().wait(2).call("Hanan").started_earlier();
    assert_eq!(e.spoke("Hanan"), secs(2));
    assert_eq!(e.refused(Fact::StartPutBack(TurnBy { turn: TurnId(2), by: secs(5) })), Refusal::StartAtLimit);
}

#[test]
fn the_ids_of_what_was_undone_or_deleted_are_not_used_again() {
    let mut e = Evening::with(Balanced);
    e.call("Miriam").undo();
    assert_eq!(e.session.next_turn(), TurnId(2));
    let statement = e.propose("a");
    e.undo();
    assert_eq!((statement, e.session.next_statement()), (StatementId(1), StatementId(2)));
    let note = e.note("a");
    e.act(Event::NoteDeleted(note));
    assert_eq!((note, e.session.next_note()), (NoteId(1), NoteId(2)));
    let again = Noted { note, kind: NoteKind::default(), speaker: Speaker::Nobody, text: "b".into() };
    assert_eq!(e.refused(Fact::Noted(again)), Refusal::NotTheNextId);
}

#[test]
fn a_session_begins_once() {
    let mut e = Evening::with(Balanced);
    let opening = e.state().opening.clone();
    assert_eq!(e.refused(Event::Opened(opening)), Refusal::AlreadyOpen);
    let miriam = e.state().roster.by_name("Miriam").unwrap().clone();
    assert_eq!(e.refused(Event::Joined(miriam.clone())), Refusal::PersonExists(miriam.id));
    let nameless = Person { name: " ".into(), ..miriam };
    assert_eq!(e.refused(Event::PersonCorrected(nameless)), Refusal::NameMissing);
    e.act(Fact::AgreementsAccepted(Accepted::Accepted));
    assert_eq!(e.refused(Fact::AgreementsAccepted(Accepted::Accepted)), Refusal::AlreadyAccepted);
}

#[test]
fn no_entry_is_earlier_than_the_one_before() {
    let mut e = Evening::with(Balanced);
    e.wait(10).raise("Miriam");
    e.now = At::OPENING;
    e.raise("Hanan");
    assert_eq!(e.session.last(), At::from_millis(10_000));
    assert_eq!(e.session.entry(Seq(0)).map(|entry| entry.at), Some(At::OPENING));
}

#[test]
fn a_log_says_the_session_and_only_a_log_that_opens_one() {
    let mut e = Evening::with(Balanced);
    e.call("Miriam").wait(3).pause().undo().wait(3).end();
    let again = Session::replay(e.session.log().to_vec()).unwrap();
    assert_eq!(again.state(), e.state());
    assert_eq!(again.redo_target(), e.session.redo_target());
    assert!(Session::replay(Vec::new()).is_none());
    assert!(Session::replay(e.session.log()[1..].to_vec()).is_none());
}

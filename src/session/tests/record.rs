//! What remains in a record, rule by rule.

use super::*;
use OrderRule::{Balanced, GoRound};
use RecordRule::{Attributed, ChathamHouse};

const WORDS: [&str; 9] = ["miriam", "eitan", "yousef", "hanan", "tamar", "anne", "jewish", "palestinian", "haifa"];

/// Everything a record says, as a reader of the file or of a debugger would see it.
pub(super) fn everything(record: &Record) -> String {
    let header = record.opening.rule;
    let log: Vec<FlatEntry> = record.log.iter().map(|entry| FlatEntry::below(header, entry)).collect();
    format!("{record:?} {}", serde_json::to_string(&log).unwrap()).to_lowercase()
}

fn kept(e: &Evening) -> Record {
    let record = redact(&e.session);
    assert_eq!(record.fold(), project(e.state()), "the file and the picture");
    record
}

/// The phases of an evening, by their record rules.
fn mixed(rules: &[RecordRule]) -> Evening {
    Evening::of(evening::ROOM, rules.iter().map(|rule| phase("talk", Balanced, Some(*rule))))
}

fn speakers(record: &Record) -> Vec<Option<String>> {
    let state = record.fold();
    let name = |turn: &Turn| Some(state.roster.person(turn.who.person()?)?.name.clone());
    state.turns.iter().map(name).collect()
}

fn names(record: &Record) -> Vec<&str> {
    record.people.iter().map(|listed| listed.person.name.as_str()).collect()
}

#[test]
fn an_attributed_evening_is_kept_whole() {
    let mut e = Evening::with(Balanced);
    e.raise("Miriam").wait(3).turn("Miriam", 20).leave("Eitan").call("Hanan");
    e.note("#fear of Eitan leaving");
    let id = e.propose("Haifa is home.");
    e.confirm(id, &["Miriam", "Hanan"]).undo().redo().join("Layla").stop();
    let record = kept(&e);
    assert_eq!(project(e.state()), Session::replay(e.session.log().to_vec()).unwrap().state().clone());
    assert_eq!((record.people.len(), record.opening.place.as_deref()), (7, Some("Haifa")));
    assert_eq!(record.fold_until(At::from_millis(1)).hands.len(), 1);
    assert!(record.fold_until(At::from_millis(5000)).current().is_some());
    assert_eq!(record.last(), At::from_millis(23_000));
}

#[test]
fn a_chatham_house_evening_names_nobody() {
    let mut opening = evening::opening(ChathamHouse, [phase("Hanan's question", GoRound, None)]);
    opening.title = "Jewish and Palestinian neighbours in Haifa".into();
    opening.series = Some("Haifa circle".into());
    opening.agreements = vec!["Tamar may interrupt.".into()];
    opening.phases[0].question = Some("What does Haifa mean to Miriam?".into());
    opening.phases[0].hints = vec!["Ask Yousef last.".into()];
    opening.rounds_before = 3;
    let mut e = Evening::opened(opening, evening::ROOM);
    e.round().raise("Hanan").pass("Eitan").wait(3).turn("Miriam", 20).call("Hanan").wait(4);
    let note = e.note("@Yousef #hanan As Miriam said, in Haifa the Palestinians…");
    e.act(Event::NoteEdited { note, text: "As a Jewish mother, Miriam's words".into() });
    let id = e.propose("Eitan and Yousef share Haifa.");
    e.hold(id, &[("Jewish", "Anne saw it"), ("Palestinian", "Tamar did not")]).park(id, "until Eitan is back");
    e.act(BoardFact::Reopened(id)).confirm(id, &["Miriam", "Yousef"]).leave("Hanan").join("Layla").stop();
    let record = kept(&e);
    let all = everything(&record);
    for word in WORDS {
        assert!(!all.contains(word), "{word} in {all}");
    }
    assert!(record.people.is_empty());
    assert_eq!(record.opening.rounds_before, 0);
    assert_eq!(record.fold().turns.len(), 2, "that somebody spoke is kept, and how long");
    assert_eq!(record.fold().turns[1].ended, Some(At::from_millis(27_000)), "nobody left, but the turn was over");
    assert_eq!(record.fold().notes[0].kind, NoteKind::default());
}

#[test]
fn a_name_that_was_corrected_is_withheld_too() {
    let mut e = Evening::under(ChathamHouse, evening::ROOM, [phase("talk", Balanced, None)]);
    e.note("Hanan told of her key");
    e.correct("Hanan", |person| {
        person.name = "Nadia".into();
        person.party = Some("Druze".into());
    });
    e.note("Nadia, Hanan, a Druze, a Palestinian");
    e.correct("Yousef", |person| person.party = None);
    e.note("the Palestinian side");
    let all = everything(&kept(&e));
    for word in ["hanan", "nadia", "druze", "palestinian"] {
        assert!(!all.contains(word), "{word} in {all}");
    }
}

#[test]
fn of_a_mixed_evening_only_those_are_listed_whom_an_attributed_item_names() {
    let mut e = mixed(&[ChathamHouse, Attributed]);
    e.turn("Yousef", 10).raise("Eitan").wait(5).phase(2).turn("Hanan", 10);
    e.note("@Miriam Haifa is my mother's");
    let record = kept(&e);
    assert_eq!(names(&record), ["Hanan", "Miriam"]);
    assert_eq!(speakers(&record), [None, Some("Hanan".into())]);
    assert_eq!(record.opening.place, None);
    let all = everything(&record);
    for word in ["yousef", "eitan", "tamar", "anne"] {
        assert!(!all.contains(word), "{word} in {all}");
    }
}

#[test]
fn nobody_is_found_out_by_seat_key_id_or_time_of_coming() {
    let mut e = mixed(&[ChathamHouse, Attributed]);
    e.wait(60).join("Palestinian: Layla").wait(5).phase(2);
    e.turn("Layla", 10).turn("Hanan", 10).leave("Hanan");
    let record = kept(&e);
    let listed: Vec<_> = record.people.iter().map(|l| (l.person.id.0, l.person.key, l.joined.millis())).collect();
    assert_eq!(listed, [(1, '1', 0), (2, '2', 0)], "numbered as they are first named");
    assert_eq!(names(&record), ["Layla", "Hanan"]);
    assert_eq!(speakers(&record), [Some("Layla".into()), Some("Hanan".into())]);
}

#[test]
fn a_stricter_phase_covers_the_turn_that_runs_on_into_it_and_what_was_said_in_it() {
    let mut e = mixed(&[Attributed, ChathamHouse]);
    e.turn("Miriam", 10).call("Yousef").wait(5);
    e.note("my father's shop");
    e.propose("Shops should open.");
    e.wait(5).phase(2).wait(5);
    e.note("and more");
    let record = kept(&e);
    assert_eq!((names(&record), speakers(&record)), (vec!["Miriam"], vec![Some("Miriam".into()), None]));
    let state = record.fold();
    assert!(state.notes.iter().all(|note| note.speaker == Some(Who::Withheld)));
    assert_eq!(state.board.statements[0].proposed_by, Some(Who::Withheld));
}

#[test]
fn a_looser_phase_does_not_uncover_the_turn_that_runs_on_into_it() {
    let mut e = mixed(&[ChathamHouse, Attributed]);
    e.call("Yousef").wait(5).phase(2).wait(5);
    e.note("of Haifa");
    e.note("@Yousef my father's shop");
    e.propose("Shops should open.");
    let record = kept(&e);
    assert_eq!((names(&record), speakers(&record)), (Vec::new(), vec![None]));
    assert!(!everything(&record).contains("haifa"));
}

#[test]
fn an_edit_under_a_stricter_rule_covers_the_note_and_a_looser_one_does_not_free_it() {
    let mut e = mixed(&[Attributed, ChathamHouse, Attributed]);
    let (early, later) = (e.note("@Miriam one"), e.note("@Hanan two"));
    e.phase(2);
    let nameless = e.note("@Yousef three");
    e.act(Event::NoteEdited { note: early, text: "one by Miriam".into() });
    e.phase(3).act(Event::NoteEdited { note: nameless, text: "three by Yousef".into() });
    let record = kept(&e);
    assert_eq!(names(&record), ["Hanan"]);
    let state = record.fold();
    assert_eq!(state.note(early).unwrap().text, "one by [name]");
    assert_eq!(state.note(nameless).unwrap().text, "three by [name]");
    assert_eq!(state.note(later).unwrap().speaker, Some(Who::Named(PersonId(1))));
}

#[test]
fn common_ground_names_those_who_confirmed_it_under_an_attributed_rule() {
    let mut e = mixed(&[ChathamHouse, Attributed]);
    let id = e.propose("Yousef's children first.");
    e.confirm(id, &["Eitan", "Yousef"]).phase(2);
    assert_eq!(names(&kept(&e)), [""; 0]);
    let other = e.propose("Schools.");
    e.confirm(other, &["Miriam", "Hanan"]);
    let record = kept(&e);
    assert_eq!(names(&record), ["Miriam", "Hanan"]);
    let state = record.fold();
    assert_eq!(
        state.board.statement(id).unwrap().standing,
        Standing::CommonGround { confirmed_by: Vec::new(), provisional: false }
    );
    let voices = vec![Who::Named(PersonId(1)), Who::Named(PersonId(2))];
    assert_eq!(
        state.board.statement(other).unwrap().standing,
        Standing::CommonGround { confirmed_by: voices, provisional: false }
    );
}

#[test]
fn what_was_done_before_the_first_phase_is_kept_as_that_phase_allows() {
    let rules = [ChathamHouse, Attributed].map(|rule| phase("talk", Balanced, Some(rule)));
    let mut e = Evening { session: Session::open(evening::opening(Attributed, rules)), now: At::OPENING };
    e.join(evening::ROOM).raise("Hanan").wait(1).call("Hanan").wait(9).end().phase(2);
    assert!(!everything(&kept(&e)).contains("hanan"));
    assert!(kept(&e).log.iter().all(|entry| !matches!(entry.event, Fact::HandRaised(_))));
}

#[test]
fn what_was_undone_or_deleted_is_in_no_record() {
    let mut e = Evening::with(Balanced);
    e.propose("a secret wording");
    e.undo();
    let note = e.note("a secret note");
    e.act(Event::NoteDeleted(note));
    let edited = e.note("a secret draft");
    e.act(Event::NoteEdited { note: edited, text: "plain".into() });
    assert!(!everything(&kept(&e)).contains("secret"));
}

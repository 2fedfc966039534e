//! Notes: taken, typed, put right, and whose words they are.

use super::*;
use OrderRule::Balanced;

fn typed(line: &str) -> (Option<String>, Option<String>, String) {
    let e = Evening::of("A: Miriam, Dana\nB: Dana, Yousef", [phase("talk", Balanced, None)]);
    let typed = parse_note(line, &e.state().roster);
    let speaker = typed.speaker.map(|person| e.name(person).to_owned());
    (typed.kind.map(|kind| kind.word().to_owned()), speaker, typed.text)
}

#[test]
fn a_note_has_kind_phase_turn_speaker_and_time() {
    let mut e = Evening::with(Balanced);
    e.call("Hanan").wait(15);
    let id = e.note("#need to be believed");
    let note = e.state().note(id).unwrap();
    assert_eq!((note.kind.word(), note.text.as_str()), ("need", "to be believed"));
    assert_eq!((note.at, note.turn, note.phase), (At::from_millis(15_000), Some(TurnId(1)), PhaseIndex(0)));
    assert_eq!(note.speaker, Some(Who::Named(e.id("Hanan"))));
    assert_eq!(note.rule, RecordRule::Attributed);
}

#[test]
fn the_words_belong_to_whoever_was_really_speaking() {
    let mut e = Evening::with(Balanced);
    e.call("Miriam").wait(10).call("Hanan").wait(2);
    let (floor, named) = (e.note("my mother's house"), e.note("@Yousef we left at night"));
    e.undo();
    let speaker = |e: &Evening, id| e.state().note(id).unwrap().speaker;
    assert_eq!(speaker(&e, floor), Some(Who::Named(e.id("Miriam"))));
    assert_eq!(e.state().note(floor).unwrap().turn, Some(TurnId(1)));
    assert_eq!(speaker(&e, named), Some(Who::Named(e.id("Yousef"))));
    e.redo();
    assert_eq!(speaker(&e, floor), Some(Who::Named(e.id("Hanan"))));
    e.end();
    let quiet = e.note("quiet");
    assert_eq!(speaker(&e, quiet), None);
}

#[test]
fn a_note_is_edited_put_under_another_kind_and_deleted() {
    let mut e = Evening::with(Balanced);
    let note = e.note("a key");
    e.act(Event::NoteEdited { note, text: "the key".into() });
    e.act(Event::NoteRekinded { note, kind: NoteKind::new("story").unwrap() });
    let kept = e.state().note(note).unwrap();
    assert_eq!((kept.text.as_str(), kept.kind.word()), ("the key", "story"));
    assert_eq!(e.refused(Event::NoteEdited { note, text: " \n".into() }), Refusal::TextMissing);
    e.act(Event::NoteDeleted(note));
    assert!(e.state().notes.is_empty());
    assert_eq!(e.refused(Event::NoteDeleted(note)), Refusal::NoSuchNote(note));
    assert_eq!(e.refused(Event::NoteRekinded { note, kind: NoteKind::default() }), Refusal::NoSuchNote(note));
}

#[test]
fn a_note_has_words_and_a_speaker_who_was_there_once() {
    let mut e = Evening::with(Balanced);
    let noted = |note, who, text: &str| Noted { note, kind: NoteKind::default(), speaker: who, text: text.into() };
    assert_eq!(e.refused(Fact::Noted(noted(NoteId(1), Speaker::Nobody, " "))), Refusal::TextMissing);
    let nobody = PersonId(99);
    assert_eq!(e.refused(Fact::Noted(noted(NoteId(1), Speaker::Person(nobody), "a"))), Refusal::NoSuchPerson(nobody));
    e.leave("Hanan");
    e.note("@Hanan said before she left");
}

#[test]
fn a_typed_line_is_taken_apart() {
    let some = |word: &str| Some(word.to_owned());
    assert_eq!(typed("they were seven"), (None, None, "they were seven".into()));
    assert_eq!(typed("#need to be believed"), (some("need"), None, "to be believed".into()));
    assert_eq!(typed("to be believed #Need"), (some("need"), None, "to be believed".into()));
    assert_eq!(typed("@Miriam #story of a key"), (some("story"), some("Miriam"), "of a key".into()));
    assert_eq!(typed("#story @miriam of a key"), (some("story"), some("Miriam"), "of a key".into()));
    assert_eq!(typed("@4 I was there"), (None, some("Yousef"), "I was there".into()), "by call key");
    assert_eq!(typed("@Yousef: I was there"), (None, some("Yousef"), "I was there".into()));
    assert_eq!(typed("first\n#need second"), (None, None, "first\n#need second".into()), "not in the middle");
    assert_eq!(typed("#need"), (some("need"), None, String::new()));
}

#[test]
fn what_is_not_understood_stays_in_the_text() {
    assert_eq!(typed("@Dana said"), (None, None, "@Dana said".into()), "two are called so");
    assert_eq!(typed("@Layla said"), (None, None, "@Layla said".into()));
    assert_eq!(typed("question #1"), (None, None, "question #1".into()), "a number is no kind");
    assert_eq!(typed("#!? what"), (None, None, "#!? what".into()));
    assert_eq!(typed("#need #fear both"), (Some("need".into()), None, "#fear both".into()));
    assert_eq!(typed(&format!("#{} x", "a".repeat(25))).0, None);
    assert_eq!(typed("a\u{1b}[31mb"), (None, None, "a[31mb".into()));
}

#[test]
fn kinds_go_round() {
    let mut kind = NoteKind::default();
    assert!(kind.is_plain());
    for expected in KINDS.iter().cycle().skip(1).take(KINDS.len()) {
        kind = kind.next();
        assert_eq!(kind.word(), *expected);
    }
    assert_eq!(
        NoteKind::new("#צורך").map(|kind| kind.next().is_plain()),
        Some(true),
        "a word of one's own, then the first"
    );
}

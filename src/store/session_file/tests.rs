use std::fs;

use super::*;
use crate::{
    session::{NoteKind, Noted, SavedEntry, Speaker, Who, text::is_unsafe},
    store::{SAMPLES, sample},
};

fn trouble(text: &str) -> (Trouble, Option<u64>) {
    let error = parse(text).expect_err("this is not a session");
    (error.trouble, error.place.map(|place| place.line))
}

/// A sample with something else in place of the first `from`, and the number of the line where that stands.
fn edited(from: &str, to: &str) -> (String, u64) {
    let place = SAMPLES[0].find(from).unwrap_or_else(|| panic!("no {from} in the sample"));
    let line = SAMPLES[0][..place].matches('\n').count() as u64 + 1;
    (SAMPLES[0].replacen(from, to, 1), line)
}

#[test]
fn samples_read_back_to_what_they_are() {
    for (place, text) in SAMPLES.iter().enumerate() {
        let sealed = sample(place).unwrap();
        assert_eq!(render(&sealed.id, &sealed.record), *text);
        assert_eq!(sealed.unknown_keys, [""; 0]);
    }
}

#[test]
fn every_trouble_has_its_name() {
    assert_eq!(trouble("").0, Trouble::Empty);
    assert_eq!(trouble("\u{feff}\n \n").0, Trouble::Empty);
    for foreign in ["shopping: [milk]", "- a\n- b", "hello", "parlor: soon\nend: true", "42"] {
        assert_eq!(trouble(foreign).0, Trouble::Foreign, "{foreign}");
    }
    assert_eq!(trouble("parlor: 2\nnew: {things: 1}\nend: true").0, Trouble::Newer(2));
    let newer = SAMPLES[0].replacen("parlor: 1", "parlor: 7", 1);
    assert_eq!(trouble(&newer.replacen("hand_raised: p8", "hand_waved: p8", 1)).0, Trouble::Newer(7));
    let read = parse(&newer.replacen("title:", "mood: calm\ntitle:", 1)).unwrap();
    assert_eq!((read.newer, read.unknown_keys), (Some(7), vec!["mood".to_owned()]));
    assert_eq!(read.record, sample(0).unwrap().record);
    assert_eq!(trouble(&SAMPLES[0].replace("\nend: true", "")).0, Trouble::CutShort);
    assert!(matches!(trouble("a: [1, 2\nb: }").0, Trouble::NotYaml(_)));
}

#[test]
fn what_is_wrong_is_said_with_its_line() {
    for (from, to, what) in [
        (
            "record_rule: attributed",
            "record_rule: secret",
            "`record_rule`: `secret` is not known here; expected one of attributed, chatham_house",
        ),
        ("minutes: 9", "minutes: nine", "`minutes`: expected a whole number"),
        ("turn: 40s", "turn: 40", "`turn`: expected a time such as `2m`, `2m30s` or `42m17.250s`, found `40`"),
        ("hand_raised: p8", "hand_risen: p8", "`log`: `hand_risen` is not known here; expected one of"),
        ("hand_raised: p8", "hand_raised: p8\n    hand_lowered: p8", "a second fact `hand_lowered`"),
        ("title: Names", "title:", "`title`: expected a text, found nothing"),
    ] {
        let (text, line) = edited(from, to);
        let (Trouble::Invalid(found), Some(at)) = trouble(&text) else { panic!("{to}: {:?}", trouble(&text)) };
        assert!(found.starts_with(what) && line.abs_diff(at) <= 2, "{to}, line {line}: {at}: {found}");
    }
}

#[test]
fn a_log_out_of_order_is_refused_where_it_goes_wrong() {
    for (from, to, what) in [
        ("at: 1m12.516s", "at: 0m01.000s", "the log goes back in time here"),
        ("phase: 2", "phase: 9", "phase 9 is not in the plan, which has 5"),
        ("turn: t2\n", "turn: t1\n", "`t1` stands here a second time"),
        ("note: n2\n", "note: n1\n", "`n1` stands here a second time"),
        ("statement: s2\n      who", "statement: s1\n      who", "`s1` stands here a second time"),
        ("id: p2", "id: p1", "`p1` stands here a second time"),
    ] {
        let (text, line) = edited(from, to);
        let (Trouble::Invalid(found), at) = trouble(&text) else { panic!("{to}: {:?}", trouble(&text)) };
        assert!(found.starts_with(what), "{to}: {found}");
        assert!(at.is_none_or(|at| line.abs_diff(at) <= 2), "{to}, line {line}: {at:?}");
    }
}

#[test]
fn an_edited_file_cannot_act_on_the_terminal() {
    let (text, _) = edited("title: What our children should know", "title: \"\\e[2Jred\\u202e\"");
    let text = text.replacen("name: Miriam", "name: \"\\u001b\"", 1).replacen("key: \"1\"", "key: \"\\a\"", 1);
    let record = parse(&text).unwrap().record;
    assert_eq!(record.opening.title, "[2Jred");
    assert_eq!((record.people[0].person.name.as_str(), record.people[0].person.key), ("p1", ' '));
    assert!(!format!("{record:?}").contains(is_unsafe));
}

#[test]
fn optional_keys_may_stand_empty_and_unknown_ones_are_named() {
    let (text, _) = edited("series: Olive Tree Circle", "series:\nweather: rain");
    let text = text.replacen("parties:\n  - Jewish\n  - Palestinian\n", "parties:\n", 1);
    let text = text.replacen("key: \"1\"", "key: \"1\"\n    role:\n    nickname: Miri", 1);
    let sealed = parse(&text).unwrap();
    assert_eq!(sealed.record.opening.series, None);
    assert_eq!(sealed.unknown_keys, ["weather", "people.0.nickname"]);
}

#[test]
fn an_empty_title_gets_the_date_and_a_long_one_fits() {
    let Sealed { id, mut record, .. } = sample(1).unwrap();
    record.opening.title = " ".into();
    assert_eq!(parse(&render(&id, &record)).unwrap().record.opening.title, "2026-02-07");
    record.opening.title = "[name] ".repeat(100);
    assert_eq!(save_and_load(&id, &record), cleaned(record));
}

fn save_and_load(id: &SessionId, record: &Record) -> Record {
    let folder = tempfile::tempdir().unwrap();
    let path = save(&crate::store::storage::Machine, folder.path(), id, record).unwrap();
    assert_eq!(path, folder.path().join(format!("{id}.yaml")));
    load(&path).unwrap().record
}

#[test]
fn a_note_of_ten_thousand_characters_comes_back() {
    let Sealed { id, mut record, .. } = sample(0).unwrap();
    let text = "שלום مرحبا hello ".repeat(700).trim().to_owned();
    let noted =
        Noted { note: crate::session::NoteId(999), kind: NoteKind::default(), speaker: Speaker::<Who>::Nobody, text };
    let at = record.last();
    record.log.push(SavedEntry { at, rule: record.opening.rule, event: crate::session::Fact::Noted(noted) });
    assert_eq!(save_and_load(&id, &record), record);
}

#[test]
fn what_is_no_ordinary_file_is_not_read() {
    let folder = tempfile::tempdir().unwrap();
    let refused = |path: &Path| load(path).unwrap_err().trouble;
    assert_eq!(refused(folder.path()), Trouble::NotAFile);
    assert!(matches!(refused(&folder.path().join("nowhere.yaml")), Trouble::CannotRead(_)));
    #[cfg(unix)]
    {
        let (file, link) = (folder.path().join("a.yaml"), folder.path().join("b.yaml"));
        fs::write(&file, SAMPLES[0]).unwrap();
        std::os::unix::fs::symlink(&file, &link).unwrap();
        assert!(load(&file).is_ok());
        assert_eq!(refused(&link), Trouble::NotAFile);
    }
}

#[cfg(unix)]
#[test]
fn nobody_else_may_read_a_session_and_nothing_is_left_over() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    let library = folder.path().join("deep/sessions");
    let Sealed { id, record, .. } = sample(0).unwrap();
    let path = save(&crate::store::storage::Machine, &library, &id, &record).unwrap();
    assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
    assert_eq!(fs::metadata(&library).unwrap().permissions().mode() & 0o777, 0o700);
    assert_eq!(fs::read_dir(&library).unwrap().count(), 1);
}

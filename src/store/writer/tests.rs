use std::{fs, path::Path, sync::Arc, sync::Mutex};

use super::*;
use crate::{
    library::{Group, SessionId},
    session::{At, Carried, Opening, RecordRule, Session, redact},
    store::{disk, groups, load, parse, session_file},
};

fn id() -> SessionId {
    SessionId::parse("2026-03-14-1805-k7f3").unwrap()
}

fn session() -> Session {
    Session::open(Opening {
        title: "Evening".into(),
        series: Some("Circle".into()),
        opened: "2026-03-14T18:05:00+02:00".parse().unwrap(),
        place: None,
        rule: RecordRule::Attributed,
        agreements: Vec::new(),
        phases: crate::store::shipped_formats()[0].phases.clone(),
        rounds_before: 0,
        statements_before: 0,
        follow_ups_before: 0,
    })
}

/// Has the commands performed, and says what the writer answered.
fn performed(paths: &Paths, commands: Vec<Command>) -> Vec<String> {
    let answers = Arc::new(Mutex::new(Vec::new()));
    let said = Arc::clone(&answers);
    let writer =
        Writer::start(paths.clone(), Box::new(move |answer| said.lock().unwrap().push(format!("{answer:?}")))).unwrap();
    for command in commands {
        assert!(writer.send(command));
    }
    writer.finish();
    let answers = answers.lock().unwrap();
    answers.clone()
}

fn append(session: &Session) -> Command {
    Command::Append { id: id(), first: 0, entries: session.log().to_vec() }
}

#[test]
fn what_was_sent_is_saved_before_the_thread_ends() {
    let folder = tempfile::tempdir().unwrap();
    let paths = Paths::below(folder.path());
    let answers = performed(&paths, vec![append(&session()), Command::Alive { id: id(), at: At::from_millis(7) }]);
    assert_eq!(answers.last().unwrap(), &format!("Saved {{ id: {:?}, entries: 1 }}", id()));
    let answers = performed(&paths, vec![Command::Recover(id())]);
    assert!(answers[0].starts_with("Recovered(Ok"), "{answers:?}");
}

#[test]
fn sealing_leaves_the_file_and_the_group_and_no_journal() {
    let folder = tempfile::tempdir().unwrap();
    let paths = Paths::below(folder.path());
    let session = session();
    let record = redact(&session);
    let group = Group {
        name: "Circle".into(),
        people: Vec::new(),
        format: None,
        evenings: 1,
        rounds_held: 0,
        stage: None,
        agreements: Vec::new(),
        carried: Carried::default(),
    };
    let seal = || Command::Seal {
        id: id(),
        record: Box::new(record.clone()),
        group: Some(Box::new(group.clone())),
        confided: Vec::new(),
    };
    performed(&paths, vec![append(&session)]);
    let answers = performed(&paths, vec![Command::Recover(id()), seal()]);
    assert!(answers.iter().any(|answer| answer.starts_with("Sealed(Ok")), "{answers:?}");
    let path = paths.sessions.join("2026-03-14-1805-k7f3.yaml");
    assert_eq!(load(&path).unwrap().record, record);
    assert_eq!(groups::load(&paths.groups), std::slice::from_ref(&group));
    assert_eq!(fs::read_dir(&paths.live).unwrap().count(), 0);
    // Sealing again after a crash between the steps changes nothing.
    performed(&paths, vec![append(&session), seal()]);
    assert_eq!(fs::read_dir(&paths.sessions).unwrap().count(), 1);
}

#[test]
fn a_file_that_is_there_is_never_overwritten() {
    let folder = tempfile::tempdir().unwrap();
    let paths = Paths::below(folder.path());
    fs::create_dir_all(&paths.sessions).unwrap();
    let path = paths.sessions.join("2026-03-14-1805-k7f3.yaml");
    fs::write(&path, "somebody's own").unwrap();
    let record = Box::new(redact(&session()));
    performed(&paths, vec![append(&session()), Command::Seal { id: id(), record, group: None, confided: Vec::new() }]);
    assert_eq!(fs::read_to_string(&path).unwrap(), "somebody's own");
    assert!(load(&paths.sessions.join("2026-03-14-1805-k7f3-conflict-1.yaml")).is_ok());
}

#[test]
fn what_cannot_be_saved_is_said_and_kept() {
    let folder = tempfile::tempdir().unwrap();
    let paths = Paths::below(folder.path());
    fs::write(&paths.live, "in the way").unwrap();
    let answers = performed(&paths, vec![append(&session())]);
    assert!(answers.iter().all(|answer| answer.starts_with("NotSaved")) && !answers.is_empty(), "{answers:?}");
    let record = Box::new(redact(&session()));
    let text = session_file::render(&id(), &record);
    assert_eq!(performed(&paths, vec![Command::Preview { id: id(), record }]), [format!("Previewed({text:?})")]);
    assert!(parse(&text).is_ok());
}

#[test]
fn what_could_not_be_saved_is_tried_again_by_itself() {
    let folder = tempfile::tempdir().unwrap();
    let paths = Paths::below(folder.path());
    fs::write(&paths.live, "in the way").unwrap();
    let (said, answers) = mpsc::channel();
    let writer = Writer::start(paths.clone(), Box::new(move |answer| said.send(answer).unwrap())).unwrap();
    assert!(writer.send(append(&session())));
    assert!(matches!(answers.recv().unwrap(), Answer::NotSaved { .. }));
    fs::remove_file(&paths.live).unwrap();
    assert!(matches!(answers.recv_timeout(3 * RETRY).unwrap(), Answer::Saved { entries: 1, .. }));
    writer.finish();
}

#[test]
fn a_sealed_session_gets_no_journal_again() {
    let folder = tempfile::tempdir().unwrap();
    let paths = Paths::below(folder.path());
    let record = Box::new(redact(&session()));
    performed(
        &paths,
        vec![
            append(&session()),
            Command::Seal { id: id(), record, group: None, confided: Vec::new() },
            Command::Alive { id: id(), at: At::from_millis(9) },
            Command::Append { id: id(), first: 1, entries: session().log().to_vec() },
        ],
    );
    assert!(disk::names(&Machine, &paths.live, "").unwrap().is_empty());
}

#[test]
fn a_session_that_is_open_here_can_be_continued_here() {
    let folder = tempfile::tempdir().unwrap();
    let answers = performed(&Paths::below(folder.path()), vec![append(&session()), Command::Recover(id())]);
    assert!(answers.last().unwrap().starts_with("Recovered(Ok"), "{answers:?}");
}

#[test]
fn a_journal_that_goes_on_elsewhere_is_found_there() {
    let folder = tempfile::tempdir().unwrap();
    let paths = Paths::below(folder.path());
    let other = folder.path().join("stick/parlor");
    fs::write(&paths.live, "in the way").unwrap();
    let answers = performed(&paths, vec![append(&session()), Command::Move { id: id(), folder: other.clone() }]);
    assert!(
        answers.iter().any(|answer| answer.contains("Moved") && answer.contains("remembered: true")),
        "{answers:?}"
    );
    assert_eq!(answers.last().unwrap(), &format!("Saved {{ id: {:?}, entries: 1 }}", id()));
    fs::remove_file(&paths.live).unwrap();
    assert_eq!(crate::store::list(&paths).unfinished.len(), 1, "the list of sessions finds it");
    let record = Box::new(redact(&session()));
    let answers = performed(
        &paths,
        vec![Command::Recover(id()), Command::Seal { id: id(), record, group: None, confided: Vec::new() }],
    );
    assert!(answers.iter().any(|answer| answer.starts_with("Sealed(Ok")), "{answers:?}");
    assert_eq!(fs::read_dir(&other).unwrap().count(), 0, "nothing stays behind");
}

#[test]
fn another_place_is_a_whole_path_and_offered() {
    let folder = tempfile::tempdir().unwrap();
    let paths = Paths::below(folder.path());
    let answers = performed(&paths, vec![append(&session()), Command::Move { id: id(), folder: "here".into() }]);
    assert!(
        answers.iter().any(|answer| answer.starts_with("NotSaved") && answer.contains("parlor-live")),
        "{answers:?}"
    );
    assert!(!Path::new("here").exists());
}

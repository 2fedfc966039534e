use std::{
    sync::mpsc::channel,
    thread,
    time::{Duration, Instant},
};

use super::*;
use crate::{
    library::{Answer, Command},
    session::{At, Opening, RecordRule, RoomView, Session, Wall},
    store::Writer,
};

const PATIENCE: Duration = Duration::from_secs(20);

fn sheet(machine: u64, view: RoomView) -> Box<Sheet> {
    Box::new(Sheet { at: At::from_millis(machine), machine, view })
}

fn entries() -> Vec<crate::session::Entry> {
    let opened: Wall = "2026-03-14T19:00:00+02:00".parse().unwrap();
    let opening = Opening {
        title: "Evening".into(),
        series: None,
        opened,
        place: None,
        rule: RecordRule::Attributed,
        agreements: Vec::new(),
        phases: crate::store::shipped_formats()[0].phases.clone(),
        rounds_before: 0,
        statements_before: 0,
        follow_ups_before: 0,
    };
    Session::open(opening).log().to_vec()
}

/// A writer with an evening of one act that is saved.
fn begun(paths: &Paths, id: &SessionId) -> (Writer, Receiver<Answer>) {
    let (says, answers) = channel();
    let writer = Writer::start(paths.clone(), Box::new(move |answer| drop(says.send(answer)))).unwrap();
    assert!(writer.send(Command::Append { id: id.clone(), first: 0, entries: entries() }));
    assert!(matches!(answers.recv_timeout(PATIENCE), Ok(Answer::Saved { .. })));
    (writer, answers)
}

fn show(writer: &Writer, answers: &Receiver<Answer>, id: &SessionId, sheet: &Sheet) {
    assert!(writer.send(Command::Show { id: id.clone(), sheet: Box::new(sheet.clone()) }));
    assert!(writer.send(Command::Settle));
    assert!(matches!(answers.recv_timeout(PATIENCE), Ok(Answer::Settled(true))));
}

#[test]
fn a_sheet_stands_while_its_program_has_the_evening_open() {
    let folder = tempfile::tempdir().unwrap();
    let (paths, id) = (Paths::below(folder.path()), SessionId::parse("one").unwrap());
    assert_eq!(on_show(&paths).unwrap(), None, "no folder yet");
    let (writer, answers) = begun(&paths, &id);
    let [first, second] = [sheet(1, RoomView::Curtain), sheet(2, RoomView::Over)];
    for sheet in [&first, &second] {
        show(&writer, &answers, &id, sheet);
        assert_eq!(on_show(&paths).unwrap().as_ref(), Some(&**sheet));
    }
    #[cfg(unix)]
    {
        let mode =
            std::os::unix::fs::PermissionsExt::mode(&path_of(&paths.live, &id).metadata().unwrap().permissions());
        assert_eq!(mode & 0o777, 0o600);
    }
    writer.finish();
    assert!(!path_of(&paths.live, &id).exists(), "it goes with the program");
}

#[test]
fn a_sheet_that_a_killed_program_left_says_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let (paths, id) = (Paths::below(folder.path()), SessionId::parse("one").unwrap());
    disk::make_folder(&Machine, &paths.live).unwrap();
    publish(&Machine, &paths.live, &id, &sheet(9, RoomView::Curtain)).unwrap();
    std::fs::write(paths.live.join("one.lock"), "").unwrap();
    assert_eq!(on_show(&paths).unwrap(), None);
    // Nor does one that cannot be read.
    let (writer, answers) = begun(&paths, &id);
    std::fs::write(path_of(&paths.live, &id), "{\"at\":").unwrap();
    assert_eq!(on_show(&paths).unwrap(), None);
    assert!(writer.send(Command::Discard(id.clone())));
    assert!(matches!(answers.recv_timeout(PATIENCE), Ok(Answer::Discarded(Ok(())))));
    assert!(disk::names(&Machine, &paths.live, "").unwrap().is_empty(), "it goes with the journal");
    writer.finish();
}

#[test]
fn who_watches_is_told_of_every_change() {
    let folder = tempfile::tempdir().unwrap();
    let (paths, id) = (Paths::below(folder.path()), SessionId::parse("one").unwrap());
    let (says, hears) = channel();
    let watched = paths.clone();
    thread::spawn(move || watch(&watched, |seen| says.send(seen).is_ok()));
    let next = |wanted: &Seen| {
        let until = Instant::now() + PATIENCE;
        loop {
            let seen = hears.recv_timeout(until.saturating_duration_since(Instant::now())).expect("it is told");
            if seen == *wanted {
                return;
            }
        }
    };
    next(&Seen::Sheet(None));
    let (writer, answers) = begun(&paths, &id);
    for view in [RoomView::Over, RoomView::Curtain] {
        let sheet = sheet(7, view);
        show(&writer, &answers, &id, &sheet);
        next(&Seen::Sheet(Some(sheet)));
    }
    writer.finish();
    next(&Seen::Sheet(None));
    std::fs::remove_dir_all(&paths.live).unwrap();
    let (writer, answers) = begun(&paths, &SessionId::parse("two").unwrap());
    show(&writer, &answers, &SessionId::parse("two").unwrap(), &sheet(8, RoomView::Over));
    next(&Seen::Sheet(Some(sheet(8, RoomView::Over))));
    writer.finish();
}

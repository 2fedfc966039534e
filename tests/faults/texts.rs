//! Faults 28 to 31, 39 and 40: files and names that somebody else made, and what others may read.

use std::{
    fs,
    os::unix::fs::PermissionsExt,
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

use parlor::{
    library::Group,
    session::{Carried, redact},
    store::{self, Answer, Command, Paths, SAMPLES},
};

use super::{Outcome, checked, driver, sh, writer};

/// Everything below a folder.
fn all(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries
        .flat_map(|path| if path.is_dir() { [vec![path.clone()], all(&path)].concat() } else { vec![path] })
        .collect()
}

#[test]
fn fault_28_bombs_and_giants_are_refused_in_a_second() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("bomb.yaml");
    let deep = format!("parlor: 1\ntitle: {}\nend: true\n", "[".repeat(200_000));
    let aliases = (1..30)
        .fold("a0: &a0 [x, x]\n".to_owned(), |text, n| format!("{text}a{n}: &a{n} [*a{0}, *a{0}, *a{0}]\n", n - 1));
    let giant = format!("parlor: 1\ntitle: {}\nend: true\n", "x".repeat(17 << 20));
    for (name, text) in [("depth", deep), ("aliases", aliases + "end: true\n"), ("a huge text", giant)] {
        fs::write(&path, text).unwrap();
        let begun = Instant::now();
        let error = store::load(&path).unwrap_err();
        println!("fault 28: {name}: {:?}, {}", begun.elapsed(), parlor::words::trouble(&error.trouble));
        assert!(begun.elapsed() < Duration::from_secs(1), "{name}: {:?}", begun.elapsed());
    }
    fs::File::create(&path).unwrap().set_len(1 << 30).unwrap();
    let begun = Instant::now();
    assert!(store::load(&path).is_err() && begun.elapsed() < Duration::from_secs(1));
    // The same in the place of a journal: the list leaves it out, and leaves it alone.
    let paths = Paths::below(folder.path());
    fs::create_dir(&paths.live).unwrap();
    fs::File::create(paths.live.join("giant.jl")).unwrap().set_len(1 << 30).unwrap();
    assert!(sh(&format!("mkfifo {}", paths.live.join("pipe.jl").display())));
    let begun = Instant::now();
    assert!(store::list(&paths).unfinished.is_empty() && begun.elapsed() < Duration::from_secs(1));
}

#[test]
fn fault_29_of_two_at_once_one_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let session = driver::session(4);
    let (first, answers) = writer(folder.path());
    assert!(first.send(driver::append(&session, 0)));
    answers.recv_timeout(Duration::from_secs(5)).unwrap();
    let (second, refused) = writer(folder.path());
    assert!(second.send(Command::Recover(driver::id())));
    let answer = refused.recv_timeout(Duration::from_secs(5)).unwrap();
    assert!(matches!(&answer, Answer::Recovered(Err(why)) if why.contains("another Parlor")), "{answer:?}");
    assert!(store::list(&Paths::below(folder.path())).unfinished[0].in_use);
    second.finish();
    first.finish();
    assert_eq!(checked(folder.path(), 4, 5), Outcome::Recovered(5));
}

#[test]
fn fault_31_a_file_of_somebody_elses_is_never_overwritten() {
    let folder = tempfile::tempdir().unwrap();
    let paths = Paths::below(folder.path());
    let session = driver::session(4);
    let (writer, answers) = writer(folder.path());
    fs::create_dir(&paths.sessions).unwrap();
    let theirs = paths.sessions.join(format!("{}.yaml", driver::id()));
    let edited = store::render(&driver::id(), &redact(&session)).replace("note 3", "note three");
    fs::write(&theirs, &edited).unwrap();
    assert!(writer.send(driver::append(&session, 0)));
    assert!(writer.send(driver::seal(&session)));
    writer.finish();
    let ours = paths.sessions.join(format!("{}-conflict-1.yaml", driver::id()));
    assert!(answers.iter().any(|answer| matches!(answer, Answer::Sealed(Ok(path)) if path == ours)));
    assert_eq!(fs::read_to_string(&theirs).unwrap(), edited);
    assert_eq!(store::load(&ours).unwrap().record, redact(&session));
}

#[test]
fn fault_39_no_name_leaves_its_folder() {
    let long = "ש".repeat(300);
    for name in ["../../etc/x", "/x", "CON", &long, "a\0b", "-rf", ".hidden"] {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().join("parlor");
        let session = driver::session(2);
        let mut record = redact(&session);
        name.clone_into(&mut record.opening.title);
        let group = Group {
            name: name.into(),
            people: Vec::new(),
            format: None,
            evenings: 1,
            rounds_held: 0,
            stage: None,
            agreements: Vec::new(),
            carried: Carried::default(),
        };
        let (writer, answers) = writer(&root);
        assert!(writer.send(driver::append(&session, 0)));
        let seal = Command::Seal {
            id: driver::id(),
            record: Box::new(record),
            group: Some(Box::new(group)),
            confided: Vec::new(),
        };
        assert!(writer.send(seal));
        writer.finish();
        assert!(answers.iter().any(|answer| matches!(answer, Answer::Sealed(Ok(_)))), "{name}");
        let files: Vec<PathBuf> = all(folder.path()).into_iter().filter(|path| path.is_file()).collect();
        assert_eq!(files.len(), 2, "the session and the group: {files:?}");
        assert!(files.iter().all(|path| path.file_name().unwrap().len() < 40));
    }
}

#[test]
fn fault_40_others_read_nothing_whatever_the_umask() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join("parlor");
    let driver = driver::Driver::start("umask 000;", &root, 300, 1);
    assert!(driver.hear("ACK 20", Duration::from_secs(20)));
    let said = driver.kill();
    let mut seen = 0;
    let mut look = || {
        for path in std::iter::once(root.clone()).chain(all(&root)) {
            let mode = fs::metadata(&path).unwrap().permissions().mode() & 0o777;
            assert_eq!(mode, if path.is_dir() { 0o700 } else { 0o600 }, "{}", path.display());
            seen += 1;
        }
    };
    look();
    checked(&root, 300, said.acknowledged());
    // What was said stands in the session's own file and nowhere else.
    let marked = all(&root).into_iter().filter(|path| fs::read(path).is_ok_and(|bytes| holds(&bytes, b"note 7")));
    assert!(marked.into_iter().all(|path| path.starts_with(Paths::below(&root).sessions)));
    println!("fault 40: {seen} files and folders are the owner's alone");
}

fn holds(bytes: &[u8], marker: &[u8]) -> bool {
    bytes.windows(marker.len()).any(|window| window == marker)
}

#[test]
fn fault_27_unknown_keys_and_newer_versions() {
    let text = SAMPLES[0].replacen("title:", "mood: calm\ntitle:", 1);
    assert_eq!(store::parse(&text).unwrap().unknown_keys, ["mood"]);
    let newer = SAMPLES[0].replacen("parlor: 1", "parlor: 2", 1);
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("newer.yaml");
    fs::write(&path, &newer).unwrap();
    assert_eq!(store::load(&path).unwrap().newer, Some(2), "it is read as far as this version understands it");
    let unknown = newer.replacen("noted:", "whispered:", 1);
    fs::write(&path, &unknown).unwrap();
    assert_eq!(store::load(&path).unwrap_err().trouble, parlor::library::Trouble::Newer(2));
    assert_eq!(fs::read_to_string(&path).unwrap(), unknown);
}

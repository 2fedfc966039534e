//! The corpus of hostile and hand-edited files, and any bytes at all: the readers say what is wrong and where, or open it, and
//! what is written again keeps what they do not know.

use std::{
    fs,
    path::{Path, PathBuf},
    sync::mpsc,
};

use parlor::{
    library::{Answer, Command, LoadError, SessionId, Trouble},
    session::{Amendment, Change, NoteId, Session, text},
    store::{self, Paths, Writer},
    words,
};
use proptest::prelude::*;

use super::cases;

fn corpus(of: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus").join(of);
    let mut paths: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths
}

fn name(path: &Path) -> String {
    path.file_stem().unwrap().to_string_lossy().into_owned()
}

fn said(error: &LoadError) -> String {
    let place = error.place.map_or_else(String::new, |place| format!("{}:{}: ", place.line, place.column));
    let said = format!("{place}{}", words::trouble(&error.trouble));
    assert!(!said.contains(text::is_unsafe), "{said:?}");
    said
}

/// What is said of every file stands in a snapshot, to be read.
#[test]
fn every_session_of_the_corpus_opens_or_is_refused_by_name() {
    let mut table = String::new();
    for path in corpus("sessions") {
        let (name, before) = (name(&path), fs::read(&path).unwrap());
        let line = match store::load(&path) {
            Ok(sealed) => {
                assert!(name.starts_with("opens-"), "{name} opened");
                let shown = parlor::export::show(&sealed);
                assert!(!shown.replace('\n', "").contains(text::is_unsafe), "{name}: {shown:?}");
                format!("{} acts, unknown {:?}, newer {:?}", sealed.record.log.len(), sealed.unknown_keys, sealed.newer)
            }
            Err(error) => {
                assert!(name.starts_with("refused-"), "{name} was refused: {error:?}");
                said(&error)
            }
        };
        table.extend([&name, "\n    ", &line, "\n"]);
        assert_eq!(fs::read(&path).unwrap(), before, "{name} was touched");
    }
    insta::assert_snapshot!(table);
}

/// What an amendment makes of a file, in a folder of its own.
fn amended(path: &Path) -> (Result<PathBuf, String>, Vec<u8>) {
    let folder = tempfile::tempdir().unwrap();
    let copy = folder.path().join("evening.yaml");
    fs::copy(path, &copy).unwrap();
    let (says, answers) = mpsc::channel();
    let paths = Paths::below(folder.path());
    let writer = Writer::start(paths, Box::new(move |answer| drop(says.send(answer)))).unwrap();
    let change = Change::Note { id: NoteId(1), kind: None, text: Some("put right".into()) };
    let amendment = Amendment { made: "2026-03-16T09:00:00+02:00".parse().unwrap(), change };
    assert!(writer.send(Command::Amend { path: copy.clone(), amendment }));
    writer.finish();
    let Ok(Answer::Amended(result)) = answers.recv() else { panic!("no answer") };
    (result.map(|(path, _)| path), fs::read(&copy).unwrap())
}

#[test]
fn what_is_put_right_leaves_every_byte_of_the_corpus_above_it() {
    let mut count = 0;
    for path in corpus("sessions").into_iter().filter(|path| name(path).starts_with("opens-")) {
        let (name, before) = (name(&path), fs::read(&path).unwrap());
        let (result, after) = amended(&path);
        if name.contains("newer") || name.contains("without-people") {
            assert!(result.is_err() && after == before, "{name}: {result:?}");
            continue;
        }
        result.unwrap_or_else(|why| panic!("{name}: {why}"));
        let end = String::from_utf8(before.clone()).unwrap();
        let end = end.find("amendments:").or_else(|| end.rfind("end: true")).unwrap();
        assert_eq!(&after[..end], &before[..end], "{name}");
        let text = String::from_utf8(after).unwrap();
        let (was, is) = (store::load(&path).unwrap(), store::parse(&text).unwrap());
        assert_eq!(is.unknown_keys, was.unknown_keys, "{name}");
        assert_eq!(is.record.fold().note(NoteId(1)).unwrap().text, "put right", "{name}");
        count += 1;
    }
    assert!(count > 12, "{count}");
}

#[test]
fn every_journal_of_the_corpus_gives_what_stands_whole_in_it() {
    let whole = fs::read(corpus("journals").into_iter().find(|path| name(path) == "whole").unwrap()).unwrap();
    let id = String::from_utf8(whole).unwrap();
    let id = SessionId::parse(id.split("\"s\":\"").nth(1).unwrap().split('"').next().unwrap()).unwrap();
    let mut table = String::new();
    for path in corpus("journals") {
        let folder = tempfile::tempdir().unwrap();
        let paths = Paths::below(folder.path());
        fs::create_dir(&paths.live).unwrap();
        let copy = paths.live.join(format!("{id}.jl"));
        fs::copy(&path, &copy).unwrap();
        let line = match store::look(&paths, &id).unwrap() {
            Some(seen) => recovered(&paths, &id, Session::replay(seen.log).map_or(0, |session| session.log().len())),
            None => store::list(&paths).trouble.unwrap_or_else(|| "nothing is said".into()),
        };
        let line = line.replace(&folder.path().display().to_string(), "FOLDER").replace(id.as_str(), "ID");
        table.extend([&name(&path), "\n    ", &line, "\n"]);
        if line.contains("damaged") {
            let aside = copy.with_extension("jl.damaged-1");
            assert_eq!(fs::read(aside).unwrap(), fs::read(&path).unwrap(), "{}: kept as it was found", name(&path));
        }
    }
    insta::assert_snapshot!(table);
}

/// What a recovery says, after which the journal is whole.
fn recovered(paths: &Paths, id: &SessionId, seen: usize) -> String {
    let once = || {
        let (says, answers) = mpsc::channel();
        let writer = Writer::start(paths.clone(), Box::new(move |answer| drop(says.send(answer)))).unwrap();
        assert!(writer.send(Command::Recover(id.clone())));
        writer.finish();
        let Ok(Answer::Recovered(result)) = answers.recv() else { panic!("no answer") };
        result.unwrap()
    };
    let (first, again) = (once(), once());
    assert_eq!((&first.log, first.drafts.len()), (&again.log, again.drafts.len()), "recovered twice");
    assert_eq!(again.aside, None, "and whole the second time");
    let damaged = if first.aside.is_some() { ", damaged" } else { "" };
    let (acts, drafts, missing) = (first.log.len(), first.drafts.len(), first.missing);
    assert!(acts >= seen);
    format!("{acts} acts, {drafts} drafts, {missing} behind a gap{damaged}")
}

/// A line of a file, as somebody may leave it who edits by hand.
fn scalar() -> impl Strategy<Value = String> {
    prop_oneof![
        proptest::sample::select(vec![
            "",
            "~",
            "[]",
            "{}",
            "[",
            "{",
            "\"",
            "'",
            "|",
            ">",
            "&a x",
            "*a",
            "!x y",
            "- a",
            "? a",
            "a: b: c",
            "# x",
            "%",
            "@",
            "-1",
            "1e999",
            ".inf",
            "0x10",
            "99999999999999999999999",
            "2m",
            "-2m",
            "9999999h",
            "2026-02-30T25:61:00+99:00",
            "\t",
            "\u{feff}",
            "\u{85}",
            "\u{2028}",
            "\u{202e}",
            "\u{0}",
            "\u{7f}",
            "\u{fffe}",
            "true",
            "p1",
            "t99",
            "s0",
            "n-1",
            "withheld",
            "floor",
            "end: true",
            "---",
            "...",
            "<<: {a: b}",
        ])
        .prop_map(str::to_owned),
        ".{0,40}",
        "(?s).{0,80}",
    ]
}

/// One thing that is done to the lines of a file.
#[derive(Clone, Debug)]
enum Edit {
    Drop(usize),
    Double(usize),
    Swap(usize, usize),
    Indent(usize, i8),
    Value(usize, String),
    Key(usize, String),
    Insert(usize, String),
    Cut(usize),
}

fn edit() -> impl Strategy<Value = Edit> {
    let place = 0..60_usize;
    prop_oneof![
        place.clone().prop_map(Edit::Drop),
        place.clone().prop_map(Edit::Double),
        (place.clone(), place.clone()).prop_map(|(a, b)| Edit::Swap(a, b)),
        (place.clone(), -3..4_i8).prop_map(|(at, by)| Edit::Indent(at, by)),
        (place.clone(), scalar()).prop_map(|(at, text)| Edit::Value(at, text)),
        (place.clone(), scalar()).prop_map(|(at, text)| Edit::Key(at, text)),
        (place.clone(), scalar()).prop_map(|(at, text)| Edit::Insert(at, text)),
        place.prop_map(Edit::Cut),
    ]
}

fn edited(text: &str, edits: &[Edit]) -> String {
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    for edit in edits {
        let count = lines.len().max(1);
        match edit {
            _ if lines.is_empty() => {}
            Edit::Drop(at) => drop(lines.remove(at % count)),
            Edit::Double(at) => lines.insert(at % count, lines[at % count].clone()),
            Edit::Swap(a, b) => lines.swap(a % count, b % count),
            Edit::Indent(at, by) => {
                let line = &mut lines[at % count];
                *line = match usize::try_from(*by) {
                    Ok(more) => " ".repeat(more) + line,
                    Err(_) => line.chars().skip(usize::from(by.unsigned_abs())).collect(),
                };
            }
            Edit::Value(at, text) => {
                let line = &mut lines[at % count];
                let key = line.split_once(": ").map_or(line.as_str(), |(key, _)| key);
                *line = format!("{key}: {text}");
            }
            Edit::Key(at, text) => {
                let line = &mut lines[at % count];
                let value = line.split_once(": ").map_or("", |(_, value)| value);
                *line = format!("{text}: {value}");
            }
            Edit::Insert(at, text) => lines.insert(at % count, text.clone()),
            Edit::Cut(at) => lines.truncate(at % count),
        }
    }
    lines.join("\n") + "\n"
}

/// A session, or an error that says where wherever there is a where.
fn is_read_or_refused(text: &str) -> Result<(), TestCaseError> {
    match store::parse(text) {
        Ok(sealed) => {
            prop_assert!(!parlor::export::show(&sealed).replace('\n', "").contains(text::is_unsafe));
            // What can be opened can be written, and opens again.
            let again = store::parse(&store::render(&sealed.id, &sealed.record));
            prop_assert_eq!(again.map(|again| again.record), Ok(sealed.record));
        }
        Err(error) => {
            prop_assert!(!words::load_error(&error).contains(text::is_unsafe));
            let has_a_place = !matches!(
                error.trouble,
                Trouble::Empty | Trouble::Foreign | Trouble::CutShort | Trouble::Newer(_) | Trouble::Invalid(_)
            );
            prop_assert!(error.place.is_some() || !has_a_place, "nowhere: {:?}", error);
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: cases(), ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_are_a_session_or_an_error(bytes in proptest::collection::vec(any::<u8>(), 0..2000)) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("any.yaml");
        fs::write(&path, &bytes).unwrap();
        let error = store::load(&path).map(|_| ()).unwrap_err();
        prop_assert!(!words::load_error(&error).contains(text::is_unsafe));
        is_read_or_refused(&String::from_utf8_lossy(&bytes))?;
    }

    #[test]
    fn any_lines_are_a_session_or_an_error(lines in proptest::collection::vec(scalar(), 0..40)) {
        is_read_or_refused(&lines.join("\n"))?;
        is_read_or_refused(&format!("parlor: 1\n{}\nend: true\n", lines.join("\n")))?;
    }

    #[test]
    fn whatever_is_edited_by_hand_is_read_or_refused(edits in proptest::collection::vec(edit(), 1..6)) {
        let base = fs::read_to_string(corpus("sessions").into_iter().find(|path| name(path) == "opens-unknown-keys").unwrap());
        is_read_or_refused(&edited(&base.unwrap(), &edits))?;
    }

    #[test]
    fn any_bytes_in_the_place_of_a_journal_are_listed_or_named(
        bytes in proptest::collection::vec(any::<u8>(), 0..3000),
        places in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..8),
        cut in any::<prop::sample::Index>(),
    ) {
        let whole = fs::read(corpus("journals").into_iter().find(|path| name(path) == "whole").unwrap()).unwrap();
        let text = String::from_utf8(whole.clone()).unwrap();
        let id = SessionId::parse(text.split("\"s\":\"").nth(1).unwrap().split('"').next().unwrap()).unwrap();
        let folder = tempfile::tempdir().unwrap();
        let paths = Paths::below(folder.path());
        fs::create_dir(&paths.live).unwrap();
        let path = paths.live.join(format!("{id}.jl"));
        fs::write(&path, &bytes).unwrap();
        prop_assert!(store::look(&paths, &id).unwrap().is_none());
        prop_assert!(store::list(&paths).trouble.is_some() || bytes.is_empty());
        // Of a journal that was changed somewhere, nothing comes back that was not in it.
        fs::write(&path, &whole).unwrap();
        let wanted = store::look(&paths, &id).unwrap().unwrap().log;
        let mut changed = whole;
        for (place, byte) in places {
            let place = place.index(changed.len());
            changed[place] = byte;
        }
        changed.truncate(cut.index(changed.len() * 2));
        fs::write(&path, &changed).unwrap();
        let found = store::look(&paths, &id).unwrap().map(|seen| seen.log).unwrap_or_default();
        prop_assert!(wanted.starts_with(&found));
    }
}

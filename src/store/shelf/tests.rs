use std::fs;

use super::*;
use crate::{
    library::{Extract, Passage, Target},
    store::{SAMPLES, parse},
};

/// A library of so many evenings, made of the samples, each on a day and with words of its own.
fn library(evenings: usize) -> (tempfile::TempDir, Paths) {
    let folder = tempfile::tempdir().unwrap();
    let paths = Paths::below(folder.path());
    fs::create_dir_all(&paths.sessions).unwrap();
    for nth in 0..evenings {
        let day = day(nth);
        let path = paths.sessions.join(format!("{day}-1900-shlf.yaml"));
        fs::write(path, evening(nth, day)).unwrap();
    }
    (folder, paths)
}

fn day(nth: usize) -> chrono::NaiveDate {
    chrono::NaiveDate::from_ymd_opt(1996, 1, 1).unwrap() + chrono::Days::new(nth as u64 * 20)
}

fn title(nth: usize) -> String {
    format!("Evening {nth} café")
}

fn evening(nth: usize, day: chrono::NaiveDate) -> String {
    let lines = SAMPLES[nth % SAMPLES.len()].lines().map(|line| match line.split(':').next() {
        Some("id") => format!("id: {day}-1900-shlf\n"),
        Some("title") => format!("title: {}\n", title(nth)),
        Some("series") => format!("series: Table {}\n", nth % 7),
        Some("opened") => format!("opened: \"{day}T19:00:00+02:00\"\n"),
        _ => format!("{line}\n"),
    });
    lines.collect()
}

fn whole(paths: &Paths) -> Shelf {
    let mut shelf = Shelf::new(paths.clone());
    look(&mut shelf);
    shelf
}

fn look(shelf: &mut Shelf) -> Shelves {
    let mut listing = shelf.look();
    while !listing.is_whole() {
        shelf.look_on(&mut listing);
    }
    shelf.shelves(&listing)
}

/// What was found, by file: where it stands, and the words.
type Answer = Vec<(String, Vec<(Target, String)>)>;

/// The samples as they are when they are read whole; those of the library differ in title, group and day.
fn read_whole() -> Vec<Extract> {
    SAMPLES.iter().map(|text| Extract::of(&parse(text).unwrap())).collect()
}

/// The answer of one who looks at every passage of every session, the newest first.
fn plain_scan(samples: &[Extract], evenings: usize, asked: &str) -> Answer {
    let query = Query::read(asked);
    let takes = |passage: &&Passage| !query.is_empty() && query.takes(passage);
    let said = |passage: &Passage| (passage.target, passage.text.clone());
    let in_sample = |extract: &Extract| extract.passages[1..].iter().filter(takes).map(said).collect::<Vec<_>>();
    let in_samples: Vec<_> = samples.iter().map(in_sample).collect();
    let found = (0..evenings).rev().map(|nth| {
        let passage = Passage { text: title(nth), ..samples[0].passages[0].clone() };
        let mut passages: Vec<_> = Some(&passage).filter(takes).into_iter().map(said).collect();
        passages.extend(in_samples[nth % samples.len()].iter().cloned());
        if !query.takes_session(&format!("table {}", nth % 7), day(nth)) {
            passages.clear();
        }
        (format!("{}-1900-shlf.yaml", day(nth)), passages)
    });
    found.filter(|(_, passages)| !passages.is_empty()).collect()
}

/// The answer of the shelf, and how many sessions and passages it says there are.
fn found(shelf: &Shelf, asked: &str, most: usize) -> (Answer, (usize, usize)) {
    let found = shelf.find(asked, most, true);
    let said = |passage: Passage| (passage.target, passage.text);
    let sessions = found.sessions.into_iter().map(|session| {
        let name = session.path.file_name().unwrap().to_str().unwrap().to_owned();
        (name, session.passages.into_iter().map(said).collect())
    });
    (sessions.collect(), (found.in_sessions, found.passages))
}

/// A question at random, out of words that are there and some that are not.
fn question(chance: &mut fastrand::Rng, words: &[String]) -> String {
    const FILTERS: [&str; 14] = [
        "kind:need",
        "kind:statement",
        "kind:st",
        "by:Hanan",
        "by:m",
        "party:Jewish",
        "group:\"Table 3\"",
        "group:table",
        "after:2010",
        "before:2003-05",
        "state:common",
        "state:held",
        "state:open",
        "kind:#fear",
    ];
    let mut terms = Vec::new();
    for _ in 0..chance.usize(0..3) {
        let word = &words[chance.usize(..words.len())];
        let letters: Vec<char> = word.chars().collect();
        let start = chance.usize(..letters.len());
        let end = chance.usize(start + 1..=letters.len());
        let piece: String = letters[start..end].iter().collect();
        terms.push(if chance.bool() { piece.to_uppercase() } else { piece });
    }
    for _ in 0..chance.usize(0..3) {
        terms.push(FILTERS[chance.usize(..FILTERS.len())].to_owned());
    }
    if chance.u8(..20) == 0 {
        terms.push("zzzz".into());
    }
    terms.join(" ")
}

#[test]
fn answers_are_those_of_a_plain_scan() {
    const EVENINGS: usize = 500;
    let (_folder, paths) = library(EVENINGS);
    let shelf = whole(&paths);
    let samples = read_whole();
    let words = SAMPLES.iter().flat_map(|text| text.split_whitespace()).map(|word| word.replace(['"', ':'], ""));
    let words: Vec<String> = words.filter(|word| !word.is_empty()).collect();
    let mut chance = fastrand::Rng::with_seed(2026);
    let mut answered = 0;
    for _ in 0..200 {
        let asked = question(&mut chance, &words);
        let answer = plain_scan(&samples, EVENINGS, &asked);
        let passages = answer.iter().map(|(_, passages)| passages.len()).sum();
        answered += usize::from(!answer.is_empty());
        // What is shown is read from the files: of a few that is enough here.
        let few: Answer = answer.iter().take(4).cloned().collect();
        assert_eq!(found(&shelf, &asked, 4), (few, (answer.len(), passages)), "{asked}");
    }
    assert!(answered > 60, "many questions have an answer: {answered}");
}

#[test]
fn without_room_for_the_words_the_answers_are_the_same() {
    let (_folder, paths) = library(12);
    let mut small = Shelf { room: 9_000, ..Shelf::new(paths.clone()) };
    look(&mut small);
    let kept = small.books.iter().filter(|book| book.words.is_some()).count();
    assert!((1..12).contains(&kept), "{kept} of 12 are in memory");
    let large = whole(&paths);
    for asked in ["key", "kind:need", "house by:hanan", "cafe", "zzzz"] {
        assert_eq!(found(&small, asked, 99), found(&large, asked, 99), "{asked}");
    }
}

#[test]
fn a_file_that_changed_is_read_again_and_what_was_struck_is_found_no_more() {
    let (_folder, paths) = library(5);
    let mut shelf = whole(&paths);
    let path = paths.sessions.join(format!("{}-1900-shlf.yaml", day(4)));
    let before = fs::read_to_string(&path).unwrap();
    let said = "moderate together";
    assert!(before.contains(said));
    let has = |shelf: &Shelf| found(shelf, "\"moderate together\"", 99).0.iter().any(|(name, _)| path.ends_with(name));
    assert!(has(&shelf));
    // As long as before, and in the same moment as far as anybody can tell: the folder has another file of that name.
    let struck = paths.sessions.join("new.tmp");
    fs::write(&struck, before.replace(said, "xxxxxxxx xxxxxxxx")).unwrap();
    let was = fs::metadata(&path).unwrap().modified().unwrap();
    fs::File::options().write(true).open(&struck).unwrap().set_modified(was).unwrap();
    fs::rename(&struck, &path).unwrap();
    // What is shown is read from the file: also before the folder is looked at again.
    assert!(!has(&shelf));
    look(&mut shelf);
    assert!(!shelf.books.iter().any(|book| book.name.contains("-1900")
        && book.row.path == path
        && book.words.as_deref().is_some_and(|words| words.contains(said))));
    assert_eq!(shelf.find(said, 99, true).in_sessions, shelf.find(said, 99, true).sessions.len());

    fs::remove_file(&path).unwrap();
    assert_eq!(look(&mut shelf).rows.len(), 4);
    fs::write(&path, "parlor: 1\n").unwrap();
    let shelves = look(&mut shelf);
    assert_eq!((shelves.rows.len(), shelves.files, shelves.rows[0].body.is_err()), (5, 5, true));
    fs::write(&path, before).unwrap();
    look(&mut shelf);
    assert!(has(&shelf));
}

#[test]
fn nothing_is_read_twice_and_nothing_lies_beside_the_files() {
    let (folder, paths) = library(30);
    let mut shelf = whole(&paths);
    let first = look(&mut shelf);
    let mut listing = shelf.look();
    assert!(shelf.look_on(&mut listing), "the first look says what is there");
    assert!(shelf.look_on(&mut listing) && listing.is_whole());
    assert_eq!(shelf.shelves(&listing), first);
    found(&shelf, "key", 99);
    let lies: Vec<_> = fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(lies, ["sessions"], "no index");
    assert_eq!(fs::read_dir(&paths.sessions).unwrap().count(), 30);
}

#[test]
fn what_cannot_be_read_is_a_row_and_says_nothing() {
    let (_folder, paths) = library(2);
    fs::write(paths.sessions.join("2099-01-01-1900-cut.yaml"), &SAMPLES[0][..9_000]).unwrap();
    fs::write(paths.sessions.join("2099-01-02-1900-latin.yaml"), b"parlor: 1\ntitle: caf\xe9\nend: true\n").unwrap();
    fs::create_dir(paths.sessions.join("2099-01-03-1900-folder.yaml")).unwrap();
    let mut shelf = Shelf::new(paths);
    let shelves = look(&mut shelf);
    assert_eq!(shelves.rows.iter().map(|row| row.body.is_err()).collect::<Vec<_>>(), [true, true, true, false, false]);
    assert!(shelf.find("key", 9, true).in_sessions <= 2);
}

use std::fs;

use super::*;
use crate::session::{
    Event, Fact, NoteId, NoteKind, Noted, Opening, Person, PersonId, RecordRule, Role, Speaker, Wall,
};

fn id() -> SessionId {
    SessionId::parse("2026-03-14-1805-k7f3").unwrap()
}

fn entries(count: u32) -> Vec<Entry> {
    let opened: Wall = "2026-03-14T18:05:00+02:00".parse().unwrap();
    let mut session = Session::open(Opening {
        title: "Olive \u{202e}Tree".into(),
        series: None,
        opened,
        place: None,
        rule: RecordRule::ChathamHouse,
        agreements: Vec::new(),
        phases: crate::store::shipped_formats()[0].phases.clone(),
        rounds_before: 0,
    });
    let miriam = Person {
        id: PersonId(1),
        name: "Miriam".into(),
        party: Some("Jewish".into()),
        role: Role::Participant,
        key: '1',
    };
    session.record(At::OPENING, Event::Joined(miriam)).unwrap();
    for n in 1..count.saturating_sub(1) {
        let text = format!("note {n}\nשלום \u{7f}\u{202e} \"quoted\"");
        let noted = Noted { note: NoteId(n), kind: NoteKind::default(), speaker: Speaker::Floor, text };
        session.record(At::from_millis(u64::from(n) * 1000), Fact::Noted(noted)).unwrap();
    }
    session.log().to_vec()
}

fn written(folder: &Path, count: u32) -> Vec<Entry> {
    let mut journal = Journal::new(folder, id());
    let entries = entries(count);
    for (place, entry) in entries.iter().enumerate() {
        journal.append(place, vec![entry.clone()]).unwrap();
        assert_eq!(journal.save().unwrap(), place + 1);
    }
    journal.alive(At::from_millis(500_000));
    journal.save().unwrap();
    entries
}

#[test]
fn what_was_saved_comes_back() {
    let folder = tempfile::tempdir().unwrap();
    let entries = written(folder.path(), 12);
    let (journal, recovered) = Journal::recover(folder.path(), &id()).unwrap();
    assert_eq!(recovered.log, entries);
    assert_eq!((recovered.alive, recovered.damaged), (At::from_millis(500_000), false));
    assert!(!journal.is_behind());
    let text = fs::read_to_string(folder.path().join("2026-03-14-1805-k7f3.jl")).unwrap();
    assert!(!text.contains(['\u{7f}', '\u{202e}']), "nothing hidden stands in a journal");
}

#[test]
fn a_recovered_journal_goes_on_where_it_stopped() {
    let folder = tempfile::tempdir().unwrap();
    let all = entries(9);
    let mut journal = Journal::new(folder.path(), id());
    journal.append(0, all[..5].to_vec()).unwrap();
    journal.save().unwrap();
    drop(journal);
    let (mut journal, _) = Journal::recover(folder.path(), &id()).unwrap();
    // The screen sends again what it did not see acknowledged.
    journal.append(3, all[3..].to_vec()).unwrap();
    journal.save().unwrap();
    drop(journal);
    assert_eq!(Journal::recover(folder.path(), &id()).unwrap().1.log, all);
}

#[test]
fn entries_that_never_came_are_missed() {
    let folder = tempfile::tempdir().unwrap();
    assert!(Journal::new(folder.path(), id()).append(1, entries(3)).is_err());
}

#[test]
fn a_journal_cut_anywhere_says_what_came_before() {
    let folder = tempfile::tempdir().unwrap();
    let entries = written(folder.path(), 6);
    let path = folder.path().join(file_name(&id(), 1));
    let bytes = fs::read(&path).unwrap();
    for cut in 0..bytes.len() {
        let chain = Chain::read(&bytes[..cut], &id());
        let lines = bytes[..cut].split(|byte| *byte == b'\n').count() - 1;
        assert_eq!(chain.entries, entries[..lines.saturating_sub(1).min(entries.len())], "cut at {cut}");
    }
}

#[test]
fn a_flipped_bit_never_makes_another_entry() {
    let folder = tempfile::tempdir().unwrap();
    let entries = written(folder.path(), 4);
    let mut bytes = fs::read(folder.path().join(file_name(&id(), 1))).unwrap();
    for place in 0..bytes.len() {
        for bit in 0..8 {
            bytes[place] ^= 1 << bit;
            let chain = Chain::read(&bytes, &id());
            assert!(chain.is_damaged() && entries.starts_with(&chain.entries), "byte {place}, bit {bit}");
            bytes[place] ^= 1 << bit;
        }
    }
}

#[test]
fn missing_doubled_and_foreign_lines_are_seen() {
    let folder = tempfile::tempdir().unwrap();
    written(folder.path(), 6);
    let text = fs::read_to_string(folder.path().join(file_name(&id(), 1))).unwrap();
    let lines: Vec<&str> = text.lines().collect();
    let read = |lines: &[&str]| Chain::read((lines.join("\n") + "\n").as_bytes(), &id());
    let (mut missing, mut doubled, mut swapped) = (lines.clone(), lines.clone(), lines.clone());
    missing.remove(3);
    doubled.insert(3, lines[3]);
    swapped.swap(3, 4);
    for (lines, known) in [(missing, 2), (doubled, 3), (swapped, 2)] {
        let chain = read(&lines);
        assert!(chain.is_damaged());
        assert_eq!(chain.entries.len(), known);
    }
    assert_eq!(Chain::read(text.as_bytes(), &SessionId::parse("another").unwrap()).entries, []);
}

#[test]
fn a_torn_end_is_copied_aside_and_cut_off() {
    let folder = tempfile::tempdir().unwrap();
    let entries = written(folder.path(), 6);
    let path = folder.path().join(file_name(&id(), 1));
    let mut torn = fs::read(&path).unwrap();
    torn.extend(b"J1 0000");
    fs::write(&path, &torn).unwrap();
    let (journal, recovered) = Journal::recover(folder.path(), &id()).unwrap();
    assert!(recovered.damaged);
    assert_eq!(recovered.log, entries);
    assert_eq!(fs::read(folder.path().join("2026-03-14-1805-k7f3.jl.damaged-1")).unwrap(), torn);
    assert_eq!(fs::read(&path).unwrap(), torn[..torn.len() - 7]);
    drop(journal);
    assert!(!Journal::recover(folder.path(), &id()).unwrap().1.damaged, "once is enough");
}

#[test]
fn one_program_at_a_time() {
    let folder = tempfile::tempdir().unwrap();
    written(folder.path(), 5);
    let (journal, _) = Journal::recover(folder.path(), &id()).unwrap();
    assert!(Journal::recover(folder.path(), &id()).is_err());
    assert!(discard(folder.path(), &id()).is_err());
    assert!(unfinished(folder.path()).unwrap()[0].in_use);
    drop(journal);
    assert!(!unfinished(folder.path()).unwrap()[0].in_use);
    discard(folder.path(), &id()).unwrap();
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
    assert_eq!(unfinished(folder.path()).unwrap(), []);
}

#[test]
fn after_a_failure_everything_goes_into_the_next_file() {
    let folder = tempfile::tempdir().unwrap();
    let all = entries(8);
    let mut journal = Journal::new(folder.path(), id());
    journal.append(0, all[..4].to_vec()).unwrap();
    journal.save().unwrap();
    // A file that cannot be written to stands for the disk that failed.
    let broken = File::open(folder.path().join(file_name(&id(), 1))).unwrap();
    journal.log.as_mut().unwrap().file = broken;
    journal.append(4, all[4..].to_vec()).unwrap();
    assert!(journal.save().is_err());
    assert_eq!(journal.saved(), 0, "nothing is called safe");
    assert_eq!(journal.save().unwrap(), all.len());
    drop(journal);
    let (journal, recovered) = Journal::recover(folder.path(), &id()).unwrap();
    assert_eq!(recovered.log, all, "the file that says the most is taken");
    journal.remove().unwrap();
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
}

#[cfg(unix)]
#[test]
fn nobody_else_may_read_a_journal() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    let live = folder.path().join("state/live");
    written(&live, 3);
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&live), 0o700);
    assert_eq!(mode(&live.join(file_name(&id(), 1))), 0o600);
    assert_eq!(mode(&lock_path(&live, &id())), 0o600);
}

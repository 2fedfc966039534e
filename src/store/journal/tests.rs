use std::{fs, io::Write, sync::Arc};

use super::*;
use crate::session::{
    Event, Fact, NoteId, NoteKind, Noted, Opening, Person, PersonId, RecordRule, Role, Session, Speaker, Wall,
};
use crate::store::storage::Machine;

fn id() -> SessionId {
    SessionId::parse("2026-03-14-1805-k7f3").unwrap()
}

fn machine() -> Disk {
    Arc::new(Machine)
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
        statements_before: 0,
        follow_ups_before: 0,
    });
    let miriam = Person {
        id: PersonId(1),
        name: "Miriam".into(),
        party: Some("Jewish".into()),
        role: Role::Participant,
        interpreted: false,
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
    let mut journal = Journal::new(machine(), folder, id());
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
    let (journal, recovered) = Journal::recover(machine(), folder.path(), &id()).unwrap();
    assert_eq!(recovered.log, entries);
    assert_eq!((recovered.alive, recovered.aside), (At::from_millis(500_000), None));
    assert!(!journal.is_behind());
    let text = fs::read_to_string(folder.path().join("2026-03-14-1805-k7f3.jl")).unwrap();
    assert!(!text.contains(['\u{7f}', '\u{202e}']), "nothing hidden stands in a journal");
}

#[test]
fn a_recovered_journal_goes_on_where_it_stopped() {
    let folder = tempfile::tempdir().unwrap();
    let all = entries(9);
    let mut journal = Journal::new(machine(), folder.path(), id());
    journal.append(0, all[..5].to_vec()).unwrap();
    journal.save().unwrap();
    drop(journal);
    let (mut journal, _) = Journal::recover(machine(), folder.path(), &id()).unwrap();
    // The screen sends again what it did not see acknowledged.
    journal.append(3, all[3..].to_vec()).unwrap();
    journal.save().unwrap();
    drop(journal);
    assert_eq!(Journal::recover(machine(), folder.path(), &id()).unwrap().1.log, all);
}

#[test]
fn entries_that_never_came_are_missed() {
    let folder = tempfile::tempdir().unwrap();
    assert!(Journal::new(machine(), folder.path(), id()).append(1, entries(3)).is_err());
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
    let entries = written(folder.path(), 6);
    let text = fs::read_to_string(folder.path().join(file_name(&id(), 1))).unwrap();
    let lines: Vec<&str> = text.lines().collect();
    let read = |lines: &[&str]| Chain::read((lines.join("\n") + "\n").as_bytes(), &id());
    let (mut missing, mut doubled, mut swapped) = (lines.clone(), lines.clone(), lines.clone());
    missing.remove(3);
    doubled.insert(3, lines[3]);
    swapped.swap(3, 4);
    let mut foreign = lines.clone();
    foreign.insert(3, "J1 of another hand");
    for (lines, known, behind) in [(missing, 2, 3), (doubled, 6, 0), (swapped, 6, 0), (foreign, 6, 0)] {
        let chain = read(&lines);
        assert!(chain.is_damaged());
        assert_eq!((chain.entries.len(), chain.missing), (known, behind));
        assert_eq!(chain.entries, entries[..known]);
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
    let (journal, recovered) = Journal::recover(machine(), folder.path(), &id()).unwrap();
    assert!(recovered.aside.is_some_and(|aside| aside.is_file()), "the user is told where it lies");
    assert_eq!(recovered.log, entries);
    assert_eq!(fs::read(folder.path().join("2026-03-14-1805-k7f3.jl.damaged-1")).unwrap(), torn);
    assert_eq!(fs::read(&path).unwrap(), torn[..torn.len() - 7]);
    drop(journal);
    assert_eq!(Journal::recover(machine(), folder.path(), &id()).unwrap().1.aside, None, "once is enough");
}

#[test]
fn one_program_at_a_time() {
    let folder = tempfile::tempdir().unwrap();
    written(folder.path(), 5);
    let (journal, _) = Journal::recover(machine(), folder.path(), &id()).unwrap();
    assert!(Journal::recover(machine(), folder.path(), &id()).is_err());
    assert!(discard(&Machine, folder.path(), &id()).is_err());
    assert!(unfinished(&Machine, folder.path()).unwrap().sessions[0].in_use);
    drop(journal);
    assert!(!unfinished(&Machine, folder.path()).unwrap().sessions[0].in_use);
    discard(&Machine, folder.path(), &id()).unwrap();
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
    assert_eq!(unfinished(&Machine, folder.path()).unwrap(), Lying::default());
}

#[test]
fn after_a_failure_everything_goes_into_the_next_file() {
    let folder = tempfile::tempdir().unwrap();
    let all = entries(8);
    let mut journal = Journal::new(machine(), folder.path(), id());
    journal.append(0, all[..4].to_vec()).unwrap();
    journal.save().unwrap();
    // A file that cannot be written to stands for the disk that failed.
    let broken = fs::File::open(folder.path().join(file_name(&id(), 1))).unwrap();
    journal.book.as_mut().unwrap().file = Box::new(broken);
    journal.append(4, all[4..].to_vec()).unwrap();
    assert!(journal.save().is_err());
    assert_eq!(journal.saved(), 0, "nothing is called safe");
    assert_eq!(journal.save().unwrap(), all.len());
    drop(journal);
    let (journal, recovered) = Journal::recover(machine(), folder.path(), &id()).unwrap();
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

fn draft(text: &str) -> Draft {
    Draft { purpose: crate::library::Purpose::Note, kind: NoteKind::default(), text: text.into() }
}

#[test]
fn what_is_typed_comes_back_until_it_is_kept() {
    let folder = tempfile::tempdir().unwrap();
    let entries = written(folder.path(), 4);
    for drafts in [vec![draft("half a\nsentence")], vec![draft("half a"), draft("another")], Vec::new()] {
        let (mut journal, _) = Journal::recover(machine(), folder.path(), &id()).unwrap();
        journal.draft(drafts.clone());
        journal.save().unwrap();
        assert!(!journal.is_behind());
        drop(journal);
        let (_, recovered) = Journal::recover(machine(), folder.path(), &id()).unwrap();
        assert_eq!((recovered.drafts, recovered.log), (drafts, entries.clone()));
    }
}

#[cfg(unix)]
#[test]
fn a_folder_that_was_removed_or_moved_is_seen_and_written_anew() {
    let home = tempfile::tempdir().unwrap();
    let folder = home.path().join("live");
    let entries = entries(5);
    let mut journal = Journal::new(machine(), &folder, id());
    journal.append(0, entries.clone()).unwrap();
    journal.save().unwrap();
    for change in 0..3 {
        match change {
            0 => fs::remove_dir_all(&folder).unwrap(),
            1 => fs::rename(&folder, home.path().join("moved")).unwrap(),
            _ => fs::remove_file(journal.book.as_ref().map(|book| book.path.clone()).unwrap()).unwrap(),
        }
        assert!(!journal.is_in_place() && journal.is_behind(), "change {change}");
        assert_eq!(journal.save().unwrap(), entries.len());
        assert!(journal.is_in_place());
    }
    drop(journal);
    assert_eq!(Journal::recover(machine(), &folder, &id()).unwrap().1.log, entries);
}

#[test]
fn a_zeroed_block_costs_what_stood_in_it_and_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let entries = written(folder.path(), 30);
    let path = folder.path().join(file_name(&id(), 1));
    let mut bytes = fs::read(&path).unwrap();
    let middle = bytes.len() / 2 / 512 * 512;
    bytes[middle..middle + 512].fill(0);
    fs::write(&path, &bytes).unwrap();
    let (mut journal, recovered) = Journal::recover(machine(), folder.path(), &id()).unwrap();
    assert!(recovered.aside.is_some() && recovered.missing > 0 && entries.starts_with(&recovered.log));
    assert!(recovered.log.len() + recovered.missing >= entries.len() - 5, "a block holds few lines");
    assert_eq!(fs::read(folder.path().join("2026-03-14-1805-k7f3.jl.damaged-1")).unwrap(), bytes);
    journal.append(recovered.log.len(), entries[recovered.log.len()..].to_vec()).unwrap();
    journal.save().unwrap();
    drop(journal);
    assert_eq!(Journal::recover(machine(), folder.path(), &id()).unwrap().1.log, entries);
}

#[cfg(target_os = "linux")]
#[test]
fn room_is_asked_for_ahead() {
    use std::os::unix::fs::MetadataExt;
    let folder = tempfile::tempdir().unwrap();
    written(folder.path(), 5);
    let metadata = fs::metadata(folder.path().join(file_name(&id(), 1))).unwrap();
    if metadata.blocks() * 512 < ROOM {
        let _ = writeln!(io::stdout(), "SKIPPED: room ahead, because this file system reserves nothing");
        return;
    }
    assert!(metadata.len() < ROOM / 4);
}

#[cfg(unix)]
#[test]
fn a_link_in_the_place_of_a_lock_or_a_journal_is_not_followed() {
    let folder = tempfile::tempdir().unwrap();
    let elsewhere = folder.path().join("elsewhere");
    let live = folder.path().join("live");
    fs::create_dir(&live).unwrap();
    std::os::unix::fs::symlink(&elsewhere, lock_path(&live, &id())).unwrap();
    let mut journal = Journal::new(machine(), &live, id());
    journal.append(0, entries(3)).unwrap();
    assert!(journal.save().is_err());
    fs::remove_file(lock_path(&live, &id())).unwrap();
    std::os::unix::fs::symlink(&elsewhere, live.join(file_name(&id(), 1))).unwrap();
    assert_eq!(journal.save().unwrap(), 3);
    assert!(!elsewhere.exists(), "nothing was written through the link");
}

#[test]
fn what_was_struck_stands_in_no_file_of_the_session_any_more() {
    let folder = tempfile::tempdir().unwrap();
    let all = written(folder.path(), 8);
    let first = folder.path().join(file_name(&id(), 1));
    fs::write(folder.path().join("2026-03-14-1805-k7f3.jl.damaged-1"), fs::read(&first).unwrap()).unwrap();
    fs::copy(&first, folder.path().join(file_name(&id(), 4))).unwrap();
    let mut session = Session::replay(all).unwrap();
    session.strike(At::from_millis(600_000), crate::session::Piece::Note(NoteId(3))).unwrap();
    let (mut journal, _) = Journal::recover(machine(), folder.path(), &id()).unwrap();
    let saved = journal.write_anew(session.log().to_vec(), vec![draft("half")]).unwrap();
    assert_eq!(saved, session.log().len());
    let texts = || {
        let files = fs::read_dir(folder.path()).unwrap().map(|file| file.unwrap().path());
        files.map(|path| fs::read_to_string(path).unwrap()).collect::<String>()
    };
    assert!(!texts().contains("note 3") && texts().contains("note 4"));
    // It goes on in the same file, on the same chain.
    let noted =
        Noted { note: session.next_note(), kind: NoteKind::default(), speaker: Speaker::Nobody, text: "on".into() };
    session.record(At::from_millis(610_000), Fact::Noted(noted)).unwrap();
    journal.append(saved, session.log()[saved..].to_vec()).unwrap();
    journal.save().unwrap();
    drop(journal);
    // Whoever was stopped before the files of before were gone finds them, and they go.
    fs::write(folder.path().join(file_name(&id(), 9)), "J1 note 3").unwrap();
    let (_, recovered) = Journal::recover(machine(), folder.path(), &id()).unwrap();
    assert_eq!((recovered.log, recovered.aside), (session.log().to_vec(), None));
    assert!(!texts().contains("note 3"));
}

//! Faults 11, 13, 20 and 23 on file systems of their own. They need root.

use std::{
    path::{Path, PathBuf},
    time::Duration,
};

use parlor::{
    library::Cause,
    store::{Answer, Paths},
};
use tempfile::TempDir;

use super::{Outcome, checked, driver, sh, skip, writer};

/// A small file system in memory; taken away when it is dropped.
struct Small {
    _folder: TempDir,
    root: PathBuf,
}

impl Small {
    fn mount(kilobytes: u32) -> Option<Self> {
        let folder = tempfile::tempdir().ok()?;
        let root = folder.path().join("disk");
        std::fs::create_dir(&root).ok()?;
        let mounted = sh(&format!("mount -t tmpfs -o size={kilobytes}k tmpfs {}", root.display()));
        mounted.then_some(Self { _folder: folder, root })
    }

    fn fill(&self) {
        let filler = self.root.join("filler");
        assert!(!sh(&format!("cat /dev/zero > {}", filler.display())), "a disk that is never full");
    }

    fn free(&self) {
        std::fs::remove_file(self.root.join("filler")).unwrap();
    }
}

impl Drop for Small {
    fn drop(&mut self) {
        sh(&format!("umount -l {}", self.root.display()));
    }
}

fn saved(answer: &Answer, count: usize) -> bool {
    matches!(answer, Answer::Saved { entries, .. } if *entries == count)
}

#[test]
fn fault_13_full_then_freed_then_more() {
    let Some(disk) = Small::mount(192) else { return skip("13", "no tmpfs can be mounted here") };
    let session = driver::session(200);
    let (writer, answers) = writer(&disk.root);
    let next = || answers.recv_timeout(Duration::from_secs(10)).unwrap();
    let put = |from: usize, to: usize| {
        let entries = session.log()[from..to].to_vec();
        assert!(writer.send(parlor::store::Command::Append { id: driver::id(), first: from, entries }));
    };
    put(0, 3);
    assert!(saved(&next(), 3));
    disk.fill();
    put(3, 180);
    let Answer::NotSaved(trouble) = next() else { panic!("a full disk was called saved") };
    assert_eq!(trouble.cause, Cause::Full);
    disk.free();
    // Without being asked.
    assert!(std::iter::repeat_with(next).take(5).any(|answer| saved(&answer, 180)));
    put(180, 201);
    assert!(saved(&next(), 201));
    writer.finish();
    assert_eq!(checked(&disk.root, 200, 201), Outcome::Recovered(201));
}

#[test]
fn fault_11_room_was_reserved_ahead() {
    let Some(disk) = Small::mount(1024) else { return skip("11", "no tmpfs can be mounted here") };
    let session = driver::session(300);
    let (writer, answers) = writer(&disk.root);
    let put = |from: usize, to: usize| {
        let entries = session.log()[from..to].to_vec();
        assert!(writer.send(parlor::store::Command::Append { id: driver::id(), first: from, entries }));
        answers.recv_timeout(Duration::from_secs(10)).unwrap()
    };
    assert!(saved(&put(0, 3), 3));
    disk.fill();
    assert!(saved(&put(3, 301), 301), "a disk that fills up does not stop the evening");
    writer.finish();
    disk.free();
    assert_eq!(checked(&disk.root, 300, 301), Outcome::Recovered(301));
}

#[test]
fn fault_23_the_disk_of_the_journal_is_taken_away() {
    let folder = tempfile::tempdir().unwrap();
    let live: PathBuf = Paths::below(folder.path()).live;
    std::fs::create_dir(&live).unwrap();
    if !sh(&format!("mount -t tmpfs -o size=1m tmpfs {}", live.display())) {
        return skip("23", "no tmpfs can be mounted here");
    }
    is_written_anew(folder.path(), || assert!(sh(&format!("umount -l {}", live.display()))));
}

#[test]
fn fault_23_the_folder_of_the_journal_is_removed() {
    let folder = tempfile::tempdir().unwrap();
    let live = Paths::below(folder.path()).live;
    is_written_anew(folder.path(), || std::fs::remove_dir_all(live).unwrap());
}

#[test]
fn fault_23_the_folder_of_the_journal_is_moved() {
    let folder = tempfile::tempdir().unwrap();
    let live = Paths::below(folder.path()).live;
    is_written_anew(folder.path(), || std::fs::rename(&live, folder.path().join("moved")).unwrap());
}

/// Nobody does anything; the journal is there again within six seconds, and the screen was told.
fn is_written_anew(root: &Path, happens: impl FnOnce()) {
    let session = driver::session(8);
    let (writer, answers) = writer(root);
    assert!(writer.send(driver::append(&session, 0)));
    assert!(saved(&answers.recv_timeout(Duration::from_secs(10)).unwrap(), 9));
    happens();
    let told = answers.recv_timeout(Duration::from_secs(6)).expect("it is noticed");
    assert!(matches!(told, Answer::NotSaved(trouble) if trouble.cause == Cause::Gone));
    assert!(saved(&answers.recv_timeout(Duration::from_secs(4)).unwrap(), 9));
    writer.finish();
    assert_eq!(checked(root, 8, 9), Outcome::Recovered(9));
}

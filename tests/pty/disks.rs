//! The program on disks that fill up, freeze, and become read-only in the middle of an evening. They need root.

use std::{
    path::{Path, PathBuf},
    process::{Command, Stdio},
    time::Duration,
};

use tempfile::TempDir;

use crate::{
    hand::{Hand, begun, on_the_disk, verify},
    terminal::Folders,
    window::{Window, signal},
};

/// Runs a line of shell; says whether it went well.
fn sh(line: &str) -> bool {
    let mut shell = Command::new("sh");
    shell.args(["-c", line]).stdout(Stdio::null()).stderr(Stdio::null()).status().is_ok_and(|status| status.success())
}

/// A disk of its own; thawed and taken away when it is dropped.
struct Disk {
    folder: TempDir,
    root: PathBuf,
}

impl Disk {
    /// A file system in a file; `mkfs` says of which kind.
    fn in_a_file(mkfs: &str, options: &str) -> Option<Self> {
        let disk = Self::nowhere()?;
        let (image, at) = (disk.folder.path().join("image"), &disk.root);
        let (image, at) = (image.display(), at.display());
        sh(&format!("truncate -s 320M {image} && {mkfs} {image} && mount -o loop{options} {image} {at}"))
            .then_some(disk)
    }

    fn in_memory(kilobytes: u32) -> Option<Self> {
        let disk = Self::nowhere()?;
        sh(&format!("mount -t tmpfs -o size={kilobytes}k tmpfs {}", disk.root.display())).then_some(disk)
    }

    fn nowhere() -> Option<Self> {
        let folder = tempfile::tempdir().ok()?;
        let root = folder.path().join("disk");
        std::fs::create_dir(&root).ok()?;
        Some(Self { folder, root })
    }

    /// Folders of the program on it, with an evening that waits to be continued.
    fn folders(&self) -> Folders {
        let folders = Folders::new_in(&self.root);
        begun().lay(&folders, b"");
        folders
    }

    fn fill(&self) {
        let filler = self.root.join("filler");
        assert!(!sh(&format!("cat /dev/zero > {}", filler.display())), "a disk that is never full");
    }

    fn free(&self) {
        std::fs::remove_file(self.root.join("filler")).expect("removed");
    }

    fn freeze(&self) -> bool {
        sh(&format!("fsfreeze -f {}", self.root.display()))
    }

    fn thaw(&self) -> bool {
        sh(&format!("fsfreeze -u {}", self.root.display()))
    }

    /// The device under it, by its short name.
    fn device(&self) -> Option<String> {
        let mounts = std::fs::read_to_string("/proc/mounts").ok()?;
        let line = mounts.lines().find(|line| line.split(' ').nth(1).map(Path::new) == Some(&self.root))?;
        Some(line.split(' ').next()?.rsplit('/').next()?.to_owned())
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        // Whoever waits for it is let go, or it cannot be taken away.
        self.thaw();
        sh(&format!("umount -l {}", self.root.display()));
    }
}

fn continued(folders: &Folders) -> Hand {
    let mut hand = Hand::new(Window::open(folders, &["parlor"]));
    hand.continues().expect("it runs");
    hand
}

/// Types a note and does not wait for the disk.
fn types(hand: &mut Hand, text: &str) {
    hand.window.press("n").wait("╭─ note").press(text).press("\r");
    let shows = |window: &Window| window.screen().contains(text) && !window.screen().contains("╭─ note");
    hand.window.wait_until(text, shows);
}

/// What was typed meanwhile is called saved now.
fn is_saved(hand: &mut Hand, texts: &[&str]) {
    hand.window.wait("● saved");
    hand.saved.extend(texts.iter().map(|text| (*text).to_owned()));
}

#[test]
fn fault_11_a_disk_that_fills_up_and_is_freed() {
    let Some(disk) = Disk::in_memory(1024) else {
        println!("SKIPPED fault 11: no tmpfs can be mounted here");
        return;
    };
    let folders = disk.folders();
    // Before the evening is continued, so that no room is asked for ahead.
    disk.fill();
    let mut hand = continued(&folders);
    let long = "more than fits behind the last line ".repeat(250);
    hand.window.press("n").wait("╭─ note").press(&format!("\x1b[200~{}\x1b[201~\r", long.trim_end()));
    hand.window.wait("NOT SAVED: the disk is full").press("2").wait("raised a hand");
    hand.window.press("\x03").wait("Leave?").press("\r").wait("not on the disk yet").press("\x1b");
    // Else it leaves by itself as soon as there is room.
    hand.window.wait_until("the question is gone", |window| !window.screen().contains("not on the disk yet"));
    disk.free();
    is_saved(&mut hand, &[long.trim_end()]);
    hand.notes("on a free disk").expect("it runs");
    disk.fill();
    // Room was asked for ahead.
    hand.notes("on what was reserved").expect("it runs");
    signal("KILL", hand.window.pid());
    hand.window.end();
    disk.free();
    verify(&folders, &hand.saved, false);
}

#[test]
fn fault_19_a_disk_that_is_frozen_holds_up_no_screen() {
    let Some(disk) = Disk::in_a_file("mkfs.ext4 -q -F", "") else {
        println!("SKIPPED fault 19: no loop device can be mounted here");
        return;
    };
    let folders = disk.folders();
    let mut hand = continued(&folders);
    hand.notes("before the frost").expect("it runs");
    if !disk.freeze() {
        println!("SKIPPED fault 19: no disk can be frozen here");
        return;
    }
    types(&mut hand, "in the frost");
    hand.window.wait("○ saving").press("2").wait("raised a hand");
    types(&mut hand, "still in the frost");
    // Nobody leaves by mistake, and nobody has to stay.
    hand.window.press("\x03").wait("Leave?").press("\r").wait("not on the disk yet").press("abando\r").press("\x1b");
    // An Escape may be the beginning of something longer: it counts a moment later.
    hand.window.wait_until("the question is gone", |window| !window.screen().contains("not on the disk yet"));
    hand.window.wait("○ saving");
    assert_eq!(on_the_disk(&folders).last().map(String::as_str), Some("before the frost"));
    assert!(disk.thaw());
    is_saved(&mut hand, &["in the frost", "still in the frost"]);
    // On the way out a frozen disk is waited for, and the program leaves by itself.
    assert!(disk.freeze());
    types(&mut hand, "the last words");
    hand.window.press("\x03").wait("Leave?").press("\r").wait("not on the disk yet");
    assert!(disk.thaw());
    assert_eq!(hand.window.end().code, Some(0));
    hand.saved.push("the last words".into());
    verify(&folders, &hand.saved, false);
}

#[test]
fn fault_20_a_disk_that_becomes_read_only() {
    let Some(disk) = Disk::in_a_file("mkfs.ext4 -q -F", ",errors=remount-ro") else {
        println!("SKIPPED fault 20: no loop device can be mounted here");
        return;
    };
    let folders = disk.folders();
    let mut hand = continued(&folders);
    hand.notes("before").expect("it runs");
    // What the system does itself when such a disk fails: everything on it is read-only from one moment to the next.
    let failed =
        disk.device().is_some_and(|device| sh(&format!("echo parlor > /sys/fs/ext4/{device}/trigger_fs_error")));
    if !failed {
        println!("SKIPPED fault 20: this system makes no disk read-only");
        return;
    }
    types(&mut hand, "read-only");
    hand.window.wait("NOT SAVED: the disk is read-only");
    let elsewhere = tempfile::tempdir().expect("a folder");
    let elsewhere = elsewhere.path().join("stick");
    hand.window.press("\x1b[20~").wait("╭─").press("\x15").press(&elsewhere.display().to_string()).press("\r");
    is_saved(&mut hand, &["read-only"]);
    hand.notes("elsewhere").expect("it runs");
    signal("KILL", hand.window.pid());
    hand.window.end();
    let journal = Folders::files(&elsewhere).into_iter().find(|path| path.extension().is_some_and(|end| end == "jl"));
    let text = std::fs::read_to_string(journal.expect("a journal")).expect("text");
    let places: Vec<Option<usize>> = hand.saved.iter().map(|note| text.find(note.as_str())).collect();
    assert!(places.is_sorted() && places.iter().all(Option::is_some), "{places:?}");
}

#[test]
fn fault_30_a_lock_on_a_read_only_disk_is_named() {
    let Some(disk) = Disk::in_memory(1024) else {
        println!("SKIPPED fault 30: no tmpfs can be mounted here");
        return;
    };
    let folders = disk.folders();
    assert!(sh(&format!("mount -o remount,ro {}", disk.root.display())), "remounted");
    let mut window = Window::open(&folders, &["parlor"]);
    window.resize(160, 24).wait("To be continued").press("\r").wait("its lock").wait("cannot be used").press("q");
    assert_eq!(window.end().code, Some(0));
    assert!(sh(&format!("mount -o remount,rw {}", disk.root.display())), "remounted");
    verify(&folders, &[], false);
}

#[test]
fn an_evening_on_btrfs_outlives_a_full_disk_and_a_kill() {
    let Some(disk) = Disk::in_a_file("mkfs.btrfs -q -f", "") else {
        println!("SKIPPED btrfs: mkfs.btrfs or the loop device is missing");
        return;
    };
    let folders = disk.folders();
    let mut hand = continued(&folders);
    hand.notes("before").expect("it runs");
    disk.fill();
    types(&mut hand, "on a full disk");
    std::thread::sleep(Duration::from_millis(300));
    disk.free();
    is_saved(&mut hand, &["on a full disk"]);
    hand.notes("after").expect("it runs");
    signal("KILL", hand.window.pid());
    hand.window.end();
    verify(&folders, &hand.saved, false);
}

//! Faults 12 and 14 to 22: the system refuses something, or takes long.

use std::{
    thread,
    time::{Duration, Instant},
};

use super::{
    checked,
    driver::{Driver, Said},
    has, sh, skip,
};

/// One evening on which the N-th of these calls in a thread is refused so.
fn refused(call: &str, error: &str, nth: u32) -> Said {
    let folder = tempfile::tempdir().unwrap();
    let below = format!("strace -f -qq -o /dev/null -e trace={call} -e inject={call}:error={error}:when={nth}");
    let said = Driver::start(&below, folder.path(), 6, 0).finish();
    let outcome = checked(folder.path(), 6, said.acknowledged());
    println!("  {call} {nth} {error}: {outcome:?}, {} acts acknowledged, {:?}", said.acknowledged(), troubles(&said));
    said
}

fn troubles(said: &Said) -> Vec<&String> {
    said.0.iter().filter(|line| line.starts_with("TROUBLE") || line.starts_with("UNSEALED")).collect()
}

/// The same at each of the first calls, several at once: they mostly wait for the next try.
fn refused_at_each(fault: &str, call: &'static str, error: &'static str, most: u32) {
    if !has("strace") {
        return skip(fault, "strace is not installed");
    }
    // The first writes are those of the test program that holds the driver.
    let numbers: Vec<u32> = if call == "write" { (3..most + 3).collect() } else { (1..=most).collect() };
    let mut said = Vec::new();
    for batch in numbers.chunks(6) {
        let runs = batch.iter().map(|nth| {
            let nth = *nth;
            thread::spawn(move || refused(call, error, nth))
        });
        let runs: Vec<_> = runs.collect();
        said.extend(runs.into_iter().map(|run| run.join().unwrap()));
    }
    let went_on = said.iter().filter(|said| said.has("SEALED")).count();
    println!(
        "fault {fault}: {call} refused with {error} at each of {most} calls; {went_on} evenings sealed by themselves"
    );
    assert_eq!(went_on, said.len(), "saving goes on by itself");
    assert!(said.iter().any(|said| !troubles(said).is_empty()), "nothing was refused at all");
}

#[test]
fn fault_11_no_space_while_appending() {
    refused_at_each("11", "write", "ENOSPC", 12);
}

#[test]
fn fault_12_no_space_while_sealing() {
    refused_at_each("12", "fdatasync", "ENOSPC", 10);
}

#[test]
fn fault_14_quota() {
    refused_at_each("14", "write", "EDQUOT", 4);
}

#[test]
fn fault_14_a_limit_on_the_length_of_files_does_not_kill() {
    let folder = tempfile::tempdir().unwrap();
    let driver = Driver::start("ulimit -f 4;", folder.path(), 60, 0);
    assert!(driver.hear("TROUBLE TooLarge", Duration::from_secs(15)), "{:?}", driver.so_far());
    let said = driver.kill();
    checked(folder.path(), 60, said.acknowledged());
    println!("fault 14: SIGXFSZ does not kill; {} acts were saved before the limit", said.acknowledged());
}

#[test]
fn fault_15_an_error_of_the_disk_while_writing() {
    refused_at_each("15", "write", "EIO", 12);
}

#[test]
fn fault_16_a_sync_that_fails_once() {
    refused_at_each("16", "fdatasync", "EIO", 10);
}

#[test]
fn fault_17_a_folder_that_cannot_be_synced() {
    refused_at_each("17", "fsync", "EIO", 6);
}

#[test]
fn fault_18_interrupted_calls() {
    if !has("strace") {
        return skip("18", "strace is not installed");
    }
    for call in ["write", "fdatasync"] {
        for nth in [1, 2, 4] {
            assert!(refused(call, "EINTR", nth).has("SEALED"), "{call} {nth}");
        }
    }
}

#[test]
fn fault_19_a_disk_that_takes_its_time() {
    if !has("strace") {
        return skip("19", "strace is not installed");
    }
    let folder = tempfile::tempdir().unwrap();
    let below = "strace -f -qq -o /dev/null -e trace=fdatasync -e inject=fdatasync:delay_enter=1500000:when=3";
    let begun = Instant::now();
    let said = Driver::start(below, folder.path(), 6, 0).finish();
    assert!(said.has("SEALED") && begun.elapsed() > Duration::from_millis(1400), "{said:?}");
    checked(folder.path(), 6, said.acknowledged());
}

#[test]
fn fault_20_a_disk_that_becomes_read_only() {
    refused_at_each("20", "write", "EROFS", 4);
}

#[test]
fn fault_21_a_rename_that_is_refused() {
    if !has("strace") {
        return skip("21", "strace is not installed");
    }
    for error in ["EXDEV", "EACCES", "EPERM"] {
        for call in ["renameat2", "rename"] {
            let said = refused(call, error, 1);
            assert!(said.has("UNSEALED") && said.has("SEALED"), "told, and done when asked again: {said:?}");
        }
    }
}

#[test]
fn fault_22_no_file_descriptors_left() {
    if !has("prlimit") {
        return skip("22", "prlimit is not installed");
    }
    let folder = tempfile::tempdir().unwrap();
    let driver = Driver::start("", folder.path(), 400, 5);
    assert!(driver.hear("ACK 5", Duration::from_secs(10)));
    assert!(sh(&format!("prlimit --pid {} --nofile=3:3", driver.child.id())));
    let before = driver.so_far().acknowledged();
    thread::sleep(Duration::from_millis(400));
    let said = driver.kill();
    assert!(said.acknowledged() > before + 5, "the journal is open already: {before}, {said:?}");
    checked(folder.path(), 400, said.acknowledged());
}

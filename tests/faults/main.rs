//! Faults on a real disk: the store is driven by a process of its own that is killed, starved and lied to.
//!
//! Every test is named after its number in the table of `tests/README.md`. What cannot run here says `SKIPPED` and why.
#![cfg(target_os = "linux")]
#![expect(clippy::disallowed_methods, clippy::unwrap_used, reason = "a test that sets its own scene and should fail")]

mod driver;
mod errors;
mod kills;
mod mounts;
mod power;
mod texts;

use std::{path::Path, process::Command as Program, sync::mpsc, time::Duration};

use parlor::store::{self, Answer, Command, Paths, Writer};

/// Whether the slow variants run too.
fn is_full() -> bool {
    std::env::var_os("PARLOR_FULL").is_some()
}

/// Says that a fault was not provoked, and why.
fn skip(fault: &str, reason: &str) {
    println!("SKIPPED fault {fault}: {reason}");
}

/// Whether a program is there.
fn has(program: &str) -> bool {
    Program::new("sh").args(["-c", &format!("command -v {program}")]).output().is_ok_and(|out| out.status.success())
}

/// Runs a line of shell; says whether it went well.
fn sh(line: &str) -> bool {
    Program::new("sh").args(["-c", line]).output().is_ok_and(|out| out.status.success())
}

fn writer(root: &Path) -> (Writer, mpsc::Receiver<Answer>) {
    let (says, answers) = mpsc::channel();
    let writer = Writer::start(Paths::below(root), Box::new(move |answer| drop(says.send(answer)))).unwrap();
    (writer, answers)
}

/// What came of an evening.
#[derive(Debug, PartialEq, Eq)]
enum Outcome {
    Sealed,
    Recovered(usize),
    Nothing,
}

/// Recovers what a driver left and checks it: every act that was acknowledged, in order, once; a sealed file that is whole
/// or not there; nothing else in the folders. Then the evening is sealed.
fn checked(root: &Path, acts: u32, acknowledged: usize) -> Outcome {
    let session = driver::session(acts);
    let paths = Paths::below(root);
    let shelves = store::list(&paths);
    for row in &shelves.rows {
        let sealed = store::load(&row.path).unwrap_or_else(|why| panic!("a torn file: {why:?}"));
        assert_eq!(sealed.record, parlor::session::redact(&session));
    }
    let is_sealed = !shelves.rows.is_empty();
    if shelves.unfinished.is_empty() {
        assert!(is_sealed || acknowledged == 0, "{acknowledged} acts were saved, and nothing is there");
        return if is_sealed { Outcome::Sealed } else { Outcome::Nothing };
    }
    let (writer, answers) = writer(root);
    assert!(writer.send(Command::Recover(driver::id())));
    let Answer::Recovered(recovered) = answers.recv_timeout(Duration::from_secs(20)).unwrap() else { panic!() };
    let recovered = recovered.unwrap();
    assert!(session.log().starts_with(&recovered.log), "other acts came back");
    assert!(recovered.log.len() >= acknowledged || is_sealed, "{} of {acknowledged}", recovered.log.len());
    assert!(recovered.log.len() <= session.log().len());
    let count = recovered.log.len();
    assert!(writer.send(driver::append(&session, count)));
    assert!(writer.send(driver::seal(&session)));
    writer.finish();
    assert!(answers.iter().any(|answer| matches!(answer, Answer::Sealed(Ok(_)))), "cannot be sealed afterwards");
    assert_eq!(store::list(&paths).rows.len(), 1);
    assert!(store::list(&paths).unfinished.is_empty());
    Outcome::Recovered(count)
}

//! The program itself under `strace`: killed at every call of the file system, and lied to at every one.

use std::{collections::BTreeMap, path::PathBuf, thread};

use crate::{
    hand::{Hand, begun, verify},
    terminal::Folders,
    window::{Window, works},
};

/// The calls by which the program changes what is on the disk, or learns what it may change.
const CALLS: &str = "?write,?fdatasync,?fsync,?openat,?mkdir,?mkdirat,?rename,?renameat,?renameat2,?linkat,?unlink,?unlinkat,\
?fallocate,?ftruncate,?flock,?fcntl";
/// How many runs go on at once: they mostly wait.
const AT_ONCE: usize = 4;

/// Whether the slow variants run too.
fn is_full() -> bool {
    std::env::var_os("PARLOR_FULL").is_some()
}

/// Whether strace is here and may be used.
pub fn can_inject(fault: &str) -> bool {
    let can = works(&[
        "strace",
        "-f",
        "-qq",
        "-o",
        "/dev/null",
        "-e",
        "trace=close",
        "-e",
        "inject=close:error=EIO:when=99",
        "true",
    ]);
    if !can {
        println!("SKIPPED fault {fault}: strace is not installed, or not allowed");
    }
    can
}

/// Everything that the program writes of the evening.
fn aimed_at(folders: &Folders) -> Vec<PathBuf> {
    let id = &begun().id;
    let (live, sessions) = (folders.journals(), folders.sessions());
    let mut paths: Vec<PathBuf> = ["jl", "2.jl", "3.jl", "lock"].map(|end| live.join(format!("{id}.{end}"))).into();
    paths.extend([sessions.join(format!("{id}.yaml")), sessions.join(format!(".parlor-{id}.yaml.tmp"))]);
    paths.extend([live.parent().expect("above").into(), sessions.parent().expect("above").into(), live, sessions]);
    paths
}

/// The program below strace, which sees the calls that touch the evening.
pub fn below_strace(folders: &Folders, more: &[&str]) -> Window {
    let mut words = vec!["strace".to_owned(), "-f".into(), "-qq".into()];
    for path in aimed_at(folders) {
        words.extend(["-P".to_owned(), path.display().to_string()]);
    }
    words.extend(more.iter().map(|word| (*word).to_owned()));
    words.push("parlor".into());
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    Window::open(folders, &words)
}

/// How often each call is made in one thread in the course of the evening.
pub fn calls() -> BTreeMap<String, u32> {
    let folders = Folders::new();
    begun().lay(&folders, b"");
    let log = folders.root().join("log");
    let window = below_strace(&folders, &["-o", log.to_str().expect("text"), "-e", &format!("trace={CALLS}")]);
    let mut hand = Hand::new(window);
    hand.evening().expect("nothing goes wrong");
    hand.window.end();
    let text = std::fs::read_to_string(&log).expect("what strace saw");
    std::fs::remove_file(&log).expect("removed");
    verify(&folders, &hand.saved, true);
    let mut by_thread: BTreeMap<(&str, &str), u32> = BTreeMap::new();
    for line in text.lines() {
        let mut words = line.split_whitespace();
        let (Some(thread), Some(call)) = (words.next(), words.next().and_then(|word| word.split_once('('))) else {
            continue;
        };
        *by_thread.entry((call.0, thread)).or_default() += 1;
    }
    let mut calls = BTreeMap::new();
    for ((call, _), count) in by_thread {
        let most: &mut u32 = calls.entry(call.to_owned()).or_default();
        *most = count.max(*most);
    }
    calls
}

/// One evening in the course of which this happens at the n-th call.
fn injected(call: &str, what: &str, nth: u32) -> Hand {
    let folders = Folders::new();
    begun().lay(&folders, b"");
    let (trace, inject) = (format!("trace={call}"), format!("inject={call}:{what}:when={nth}"));
    let window = below_strace(&folders, &["-o", "/dev/null", "-e", &trace, "-e", &inject]);
    let mut hand = Hand::new(window);
    let came_through = hand.evening().is_some();
    hand.window.end();
    // It may be killed after it said that the evening is sealed: the list is read anew then.
    assert!(hand.sealed || !came_through, "{call} {nth} {what}");
    verify(&folders, &hand.saved, hand.sealed);
    hand
}

/// Runs these, several at once; of too many, some, spread by a seed.
fn each<T: Send>(
    mut runs: Vec<(String, String, u32)>,
    short: usize,
    run: impl Fn(&str, &str, u32) -> T + Sync,
) -> Vec<T> {
    let seed = std::env::var("PARLOR_SEED").ok().and_then(|seed| seed.parse().ok()).unwrap_or(3);
    if !is_full() && short < runs.len() {
        println!("{short} of {} with PARLOR_SEED={seed}; PARLOR_FULL=1 runs all", runs.len());
        fastrand::Rng::with_seed(seed).shuffle(&mut runs);
        runs.truncate(short);
    }
    let mut results = Vec::new();
    for some in runs.chunks(AT_ONCE) {
        thread::scope(|scope| {
            let some: Vec<_> = some.iter().map(|(call, what, nth)| scope.spawn(|| run(call, what, *nth))).collect();
            results.extend(some.into_iter().map(|run| run.join().expect("the evening came through, or its acts did")));
        });
    }
    results
}

#[test]
fn fault_02_the_program_is_killed_at_every_call_of_the_file_system() {
    if !can_inject("02") {
        return;
    }
    let calls = calls();
    println!("fault 02: calls of a short evening: {calls:?}");
    let runs =
        calls.iter().flat_map(|(call, most)| (1..=*most).map(|nth| (call.clone(), "signal=SIGKILL".to_owned(), nth)));
    let runs: Vec<_> = runs.collect();
    let hands = each(runs, usize::MAX, injected);
    let killed = hands.iter().filter(|hand| !hand.sealed).count();
    let saved: usize = hands.iter().map(|hand| hand.saved.len()).sum();
    println!("fault 02: {} runs, {killed} killed before the end, {saved} notes called saved, 0 lost", hands.len());
    assert!(killed > hands.len() / 2, "only {killed} were killed");
}

#[test]
fn faults_11_to_21_the_system_refuses_the_program_something() {
    if !can_inject("11 to 21") {
        return;
    }
    let errors: [(&str, &[&str]); 8] = [
        ("write", &["EIO", "ENOSPC", "EDQUOT", "EROFS", "EINTR"]),
        ("fdatasync", &["EIO", "ENOSPC", "EINTR"]),
        ("fsync", &["EIO"]),
        ("renameat2", &["EXDEV", "EACCES", "EPERM"]),
        ("unlink", &["EIO", "EROFS"]),
        ("flock", &["ENOLCK"]),
        ("fallocate", &["ENOSPC", "EOPNOTSUPP"]),
        ("ftruncate", &["EIO"]),
    ];
    let calls = calls();
    let mut runs = Vec::new();
    for (call, errors) in errors {
        for error in errors {
            let most = calls.get(call).copied().unwrap_or(0);
            runs.extend((1..=most).map(|nth| (call.to_owned(), format!("error={error}"), nth)));
        }
    }
    let count = runs.len();
    let hands = each(runs, 16, injected);
    let told = hands.iter().filter(|hand| hand.told).count();
    println!(
        "faults 11 to 21: {} of {count} refusals; every evening was sealed, {told} times after the user was told",
        hands.len()
    );
    assert!(hands.iter().all(|hand| hand.sealed), "saving goes on by itself, sealing when asked again");
    assert!(told > 0, "nothing was refused at all");
}

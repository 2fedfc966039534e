//! What the system does to the program besides: it aborts it, takes its memory, sets its clock; and what it keeps then.

use std::{path::PathBuf, time::Duration};

use crate::{
    hand::{Hand, begun, on_the_disk, verify},
    terminal::{Folders, ctrl},
    window::{Window, signal, state, there_is, works},
};

fn continued(folders: &Folders, words: &[&str], variables: &[(&str, &str)]) -> Hand {
    begun().lay(folders, b"");
    let mut hand = Hand::new(Window::open_with(folders, words, variables));
    hand.continues().expect("it runs");
    hand
}

#[test]
fn fault_04_an_abort_and_a_fault_of_memory_cost_nothing_that_was_saved() {
    for name in ["ABRT", "SEGV", "BUS"] {
        let folders = Folders::new();
        let mut hand = continued(&folders, &["parlor"], &[]);
        hand.notes("before").expect("it runs");
        // The first one that comes from outside is not the last word of a handler that guards the stack.
        signal(name, hand.window.pid());
        hand.window.watch(Duration::from_millis(300), |_| false);
        signal(name, hand.window.pid());
        hand.window.end();
        verify(&folders, &hand.saved, false);
    }
}

#[test]
fn fault_04_memory_that_cannot_be_had_costs_nothing_that_was_saved() {
    if !there_is("prlimit") {
        println!("SKIPPED fault 04: prlimit is not installed");
        return;
    }
    let folders = Folders::new();
    let mut hand = continued(&folders, &["parlor"], &[]);
    hand.notes("before").expect("it runs");
    assert!(works(&["prlimit", "--pid", &hand.window.pid().to_string(), "--as=4096:4096"]), "no limit was set");
    // More than it has at hand.
    hand.window.try_press("n").try_press(&format!("\x1b[200~{}\x1b[201~\r", "word ".repeat(10_000)));
    hand.window.watch(Duration::from_secs(4), |_| false);
    signal("KILL", hand.window.pid());
    let end = hand.window.end();
    println!("fault 04: without memory it ended with {:?}", end.code);
    let kept = on_the_disk(&folders);
    assert!(kept.iter().any(|text| text == "before"), "{kept:?}");
}

#[test]
fn what_is_typed_is_on_the_disk_before_the_program_stops() {
    let folders = Folders::new();
    let mut hand = continued(&folders, &["parlor"], &[]);
    hand.window.press("2").press("n").wait("╭─ note").press("half a thought").wait("half a thought");
    hand.window.press(&ctrl('z'));
    let pid = hand.window.pid();
    hand.window.wait_until("the program is stopped", |_| state(pid) == Some('T'));
    // It never goes on.
    signal("KILL", pid);
    hand.window.end();
    let mut window = Window::open(&folders, &["parlor"]);
    window.wait("To be continued").act("\r", "is back").wait("What was being typed is kept");
    window.act("n", "half a thought");
}

#[test]
fn a_fault_in_the_writer_says_what_could_not_be_saved() {
    if !cfg!(debug_assertions) {
        println!("SKIPPED: a release has no drill for panics");
        return;
    }
    let folders = Folders::new();
    begun().lay(&folders, b"");
    // A journal that may not grow: neither the writer nor the one after it can save anything.
    let words = ["sh", "-c", "ulimit -f 1; exec parlor"];
    let mut window = Window::open_with(&folders, &words, &[("PARLOR_FAULT", "writer")]);
    window.wait("To be continued").press("\r").wait("NOT SAVED").press("\x1c").press("2");
    let end = window.end();
    let said = window.said();
    assert_eq!(end.code, Some(101), "{said}");
    assert!(said.contains("could not be saved, and the screen never called"), "{said}");
    verify(&folders, &[], false);
}

/// The library that shows a program another clock, where it is installed.
fn libfaketime() -> Option<PathBuf> {
    let libraries = std::fs::read_dir("/usr/lib").ok()?.flatten().map(|entry| entry.path());
    libraries.map(|path| path.join("faketime/libfaketimeMT.so.1")).find(|path| path.is_file())
}

#[test]
fn fault_32_a_clock_that_is_set_in_a_turn_changes_labels_and_no_turn() {
    let Some(library) = libfaketime() else {
        println!("SKIPPED fault 32: libfaketime is not installed (.ci/install-test-tools)");
        return;
    };
    let folders = Folders::new();
    let clock = folders.root().join("clock");
    let set = |offset: &str| std::fs::write(&clock, format!("{offset}\n")).expect("a clock");
    // Eight in the evening, far from midnight and from the change to summer time.
    set("+0");
    let variables = [
        ("LD_PRELOAD", library.to_str().expect("text")),
        ("FAKETIME_TIMESTAMP_FILE", clock.to_str().expect("text")),
        ("FAKETIME_NO_CACHE", "1"),
        ("FAKETIME_DONT_FAKE_MONOTONIC", "1"),
        ("TZ", "UTC"),
    ];
    let mut hand = continued(&folders, &["parlor"], &variables);
    hand.window.press("3").press("\r").wait("of 1:00");
    let hour = |window: &Window| -> u32 {
        let screen = window.screen();
        let time = screen.lines().next().and_then(|line| line.trim_end().rsplit(' ').next()).expect("a time");
        time.split(':').next().and_then(|hour| hour.parse().ok()).unwrap_or_else(|| panic!("no time in {screen}"))
    };
    let before = hour(&hand.window);
    for (offset, moved) in [("+7200", 2), ("-3600", 23), ("+0", 0)] {
        set(offset);
        let is_set = |window: &Window| {
            let (hour, wanted) = (hour(window), (before + moved) % 24);
            // The hour may have turned meanwhile.
            hour == wanted || hour == (wanted + 1) % 24
        };
        hand.window.wait_until("another time of day", is_set);
        hand.notes(&format!("at {offset}")).expect("it runs");
        let screen = hand.window.screen();
        assert!(screen.contains("of 1:00") && !screen.contains("slept"), "the turn goes on: {screen}");
    }
    hand.window.press("e");
    std::fs::remove_file(&clock).expect("removed");
    signal("KILL", hand.window.pid());
    hand.window.end();
    verify(&folders, &hand.saved, false);
}

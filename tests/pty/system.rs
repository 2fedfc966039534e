//! What the system does to the program: signals, windows that close, shells, a terminal that nobody reads.

use std::{
    os::unix::fs::PermissionsExt as _,
    time::{Duration, Instant},
};

use crate::{
    terminal::{Folders, Terminal, ctrl},
    window::{End, Window, cpu, descendants, signal, state, there_is, works},
};

/// The program leaves within three seconds; a busy machine may be late to see it.
const SOON: Duration = Duration::from_secs(8);

/// A plain evening in which Layla speaks.
fn speaking(window: &mut Window) {
    window.wait("Parlor").act("n", "An evening").press("Jewish: Miriam, Eitan\rPalestinian: Layla, Hanan");
    window.wait("Hanan").press("\r\r").wait("Miriam").act("3", "Layla – no turn yet").act("\r", "of 1:00");
    window.wait("● saved");
}

fn evening(folders: &Folders) -> Window {
    let mut window = Window::open(folders, &["parlor"]);
    speaking(&mut window);
    window
}

fn assert_soon(end: &End, code: i32, what: &str) {
    println!("{what}: gone after {:?}, {:?} of processor time, code {:?}", end.after, end.cpu, end.code);
    assert_eq!(end.code, Some(code), "{what}");
    assert!(end.after <= SOON, "{what}: {:?}", end.after);
    assert!(end.cpu < Duration::from_millis(900), "{what}: {:?}", end.cpu);
}

#[test]
fn a_signal_even_twice_and_during_a_save_ends_the_program_in_time() {
    for (name, number) in [("TERM", 15), ("HUP", 1), ("INT", 2), ("QUIT", 3)] {
        let folders = Folders::new();
        let mut window = evening(&folders);
        // Acts that are on their way to the disk while the signals come.
        window.press("124").wait("Hanan raised a hand").act("n", "╭─ note").act("half a thou", "half a thou");
        signal(name, window.pid());
        signal(name, window.pid());
        let end = window.end();
        assert_soon(&end, 128 + number, name);
        assert!(window.is_given_back(), "{name}\n{}", window.screen());
        let mut window = Window::open(&folders, &["parlor"]);
        window.wait("To be continued").act("\r", "is back").wait("Layla");
        for hand in ["Miriam", "Eitan", "Hanan"] {
            window.wait(hand);
        }
        window.act("n", "half a thou");
        folders.assert_private();
    }
}

#[test]
fn a_window_that_closes_without_a_signal_ends_the_program() {
    let folders = Folders::new();
    let mut window = evening(&folders);
    window.close();
    assert_soon(&window.end(), 129, "closed without a signal");
    Window::open(&folders, &["parlor"]).wait("To be continued").act("\r", "is back").wait("Layla");
}

#[test]
fn a_window_that_closes_over_a_shell_that_ignores_it_ends_the_program() {
    if !there_is("setsid") {
        println!("SKIPPED: there is no setsid");
        return;
    }
    let folders = Folders::new();
    let shell = "trap '' HUP; parlor; exit $?";
    let mut window = Window::open(&folders, &["setsid", "-w", "-c", "sh", "-c", shell]);
    speaking(&mut window);
    window.close();
    let end = window.end();
    println!("gone after {:?}, code {:?}", end.after, end.code);
    assert!(end.after <= SOON && end.code == Some(129), "{:?} {:?}", end.after, end.code);
}

#[test]
fn a_terminal_that_nobody_reads_holds_nothing_up() {
    let folders = Folders::new();
    let mut window = evening(&folders);
    // Far more than a terminal holds is drawn, and nobody reads it.
    for size in 0..400u16 {
        window.resize(100 + size % 50, 30 + size % 9);
        if size.is_multiple_of(4) {
            window.press("+");
        }
        std::thread::sleep(Duration::from_millis(2));
    }
    let before = cpu(window.pid()).expect("it runs");
    std::thread::sleep(Duration::from_millis(500));
    let idle = cpu(window.pid()).expect("it runs").saturating_sub(before);
    println!("unread: {idle:?} of processor time in half a second");
    assert!(idle < Duration::from_millis(250), "{idle:?}");
    signal("TERM", window.pid());
    let end = window.end_unread();
    println!("unread: gone after {:?}, code {:?}", end.after, end.code);
    assert!(end.after <= SOON && end.code == Some(143), "{:?} {:?}", end.after, end.code);
    Window::open(&folders, &["parlor"]).wait("To be continued").act("\r", "is back").wait("Layla");
}

#[test]
fn a_storm_of_sizes_is_survived() {
    let folders = Folders::new();
    let mut window = evening(&folders);
    for (n, size) in
        [(0, 0), (1, 1), (500, 200), (2, 90), (90, 2), (7, 0), (0, 7)].into_iter().cycle().take(350).enumerate()
    {
        window.resize(size.0, size.1);
        if n % 7 == 0 {
            window.press("+").wait_until("the window is read", |_| true);
        }
    }
    window.resize(80, 24).wait("● saved").wait("Layla").act(" ", "paused");
    signal("TERM", window.pid());
    assert_eq!(window.end().code, Some(143));
    assert!(window.is_given_back());
}

/// Stops the program as `stop` does, continues it, and looks whether everything is as before.
fn stops_and_goes_on(stop: impl Fn(&mut Window)) {
    let folders = Folders::new();
    let mut window = evening(&folders);
    assert!(window.is_taken());
    stop(&mut window);
    window.wait_until("the program is stopped", |window| state(window.pid()) == Some('T'));
    window.wait_until("the terminal is given back", Window::is_given_back);
    std::thread::sleep(Duration::from_millis(2200));
    signal("CONT", window.pid());
    window.wait_until("the terminal is taken again", Window::is_taken);
    window.wait("Parlor was stopped 2 s while Layla spoke").act(" ", "undo: resumed").act("n", "╭─ note");
    window.act("back again\r", "back again").wait("● saved");
    signal("TERM", window.pid());
    assert_soon(&window.end(), 143, "stopped before");
    assert!(window.is_given_back());
}

#[test]
fn ctrl_z_gives_the_terminal_back_and_fg_takes_it_again() {
    stops_and_goes_on(|window| {
        window.press(&ctrl('z'));
    });
}

#[test]
fn a_stop_from_outside_gives_the_terminal_back() {
    stops_and_goes_on(|window| signal("TSTP", window.pid()));
}

#[test]
fn a_stop_that_cannot_be_caught_is_a_gap_all_the_same() {
    let folders = Folders::new();
    let mut window = evening(&folders);
    signal("STOP", window.pid());
    window.wait_until("the program is stopped", |window| state(window.pid()) == Some('T'));
    std::thread::sleep(Duration::from_millis(3200));
    signal("CONT", window.pid());
    window.wait("Parlor was stopped").wait("while Layla spoke").act("=", "undo: counted");
    assert!(window.is_taken());
}

#[test]
fn a_shell_with_jobs_has_the_terminal_in_between() {
    if !there_is("setsid") || !there_is("bash") {
        println!("SKIPPED: there is no setsid, or no bash");
        return;
    }
    let folders = Folders::new();
    let mut window = Window::open(&folders, &["setsid", "-w", "-c", "bash", "--norc", "--noprofile", "-i"]);
    // The prompt counts: what is pressed before it shows may still be read by the program.
    window.wait("bash").press("PS1='<\\#> '; parlor\r");
    speaking(&mut window);
    window.press(&ctrl('z')).wait("Stopped").wait("<2>").act("echo $((6*7))\r", "<3>").wait("42").press("fg\r");
    window.wait_until("the terminal is taken again", Window::is_taken);
    window.wait("Parlor was stopped").act(" ", "undo: resumed").act(&ctrl('c'), "Leave?").press("\r");
    window.wait_until("the shell is back", Window::shows_the_shell).wait("<4>");
    window.press("exit\r");
    assert!(window.end().code.is_some());
}

/// As in a container that was entered from outside: the shell's session has no number there.
#[test]
fn it_stops_also_where_the_shell_is_out_of_its_sight() {
    let apart = ["unshare", "--pid", "--fork", "--mount-proc"];
    if !works(&[&apart[..], &["true"]].concat()) {
        println!("SKIPPED: no namespace of processes can be made here");
        return;
    }
    let folders = Folders::new();
    // A shell is the first process of the namespace: a stop means nothing to that one.
    let mut window = Window::open(&folders, &[&apart[..], &["sh", "-c", "parlor; echo the end"]].concat());
    speaking(&mut window);
    window.press(&ctrl('z')).wait_until("the terminal is given back", Window::is_given_back);
    let stopped = |window: &Window| descendants(window.pid()).into_iter().find(|&pid| state(pid) == Some('T'));
    window.wait_until("the program is stopped", |window| stopped(window).is_some());
    let stopped = stopped(&window).expect("it is stopped");
    signal("CONT", stopped);
    window.wait_until("the terminal is taken again", Window::is_taken);
    window.wait("Parlor was stopped").act(" ", "undo: resumed");
    signal("TERM", stopped);
    window.wait("the end");
}

#[test]
fn without_a_shell_behind_it_the_program_stays() {
    let folders = Folders::new();
    let mut t = Terminal::spawn(&folders, 80, 24);
    t.wait("There is nothing here yet.").act(ctrl('z'), "No shell is behind this window").press("q");
    assert_eq!(t.exit_within(SOON).exit_code(), 0);
}

#[test]
fn a_panic_in_any_thread_takes_the_same_way_out() {
    if !cfg!(debug_assertions) {
        println!("SKIPPED: a release has no drill for panics");
        return;
    }
    for thread in ["screen", "input", "writer"] {
        let folders = Folders::new();
        let mut window = Window::open_with(&folders, &["parlor"], &[("PARLOR_FAULT", thread)]);
        speaking(&mut window);
        let start = Instant::now();
        window.press("1\x1c2");
        let end = window.end();
        assert!(start.elapsed() <= SOON);
        assert_soon(&end, 101, thread);
        assert!(window.is_given_back(), "{thread}\n{}", window.screen());
        let said = window.said();
        assert!(said.contains("a fault in the program at src/runtime/faults.rs"), "{thread}: {said:?}");
        let reports = Folders::files(&folders.root().join("state"));
        let report = reports.iter().find(|path| path.extension().is_some_and(|e| e == "txt")).expect("a report");
        let text = std::fs::read_to_string(report).expect("text");
        assert!(text.contains("src/runtime/faults.rs") && text.contains("thread"), "{text}");
        assert!(!text.contains("SECRET") && !said.contains("SECRET"), "{thread}: {text}");
        assert_eq!(report.metadata().expect("it is there").permissions().mode() & 0o777, 0o600);
        folders.assert_private();
        Window::open(&folders, &["parlor"]).wait("To be continued").act("\r", "is back").wait("Layla");
    }
}

#[test]
fn nobody_else_may_read_what_is_written_whatever_the_mask_says() {
    let folders = Folders::new();
    let mut window = Window::open(&folders, &["sh", "-c", "umask 000; exec parlor"]);
    speaking(&mut window);
    let limits = std::fs::read_to_string(format!("/proc/{}/limits", window.pid())).expect("limits");
    let core = limits.lines().find(|line| line.starts_with("Max core file size")).expect("a limit");
    assert_eq!(core.split_whitespace().nth(4), Some("0"), "{core}");
    folders.assert_private();
    window
        .act("q", "End the evening?")
        .act("\r", "What will remain")
        .act("s", "Overview")
        .press("q")
        .wait("Sessions 1");
    window.press("q");
    assert_eq!(window.end().code, Some(0));
    folders.assert_private();
}

#[test]
fn a_file_that_may_not_grow_is_an_error_and_no_death() {
    let folders = Folders::new();
    let mut window = Window::open(&folders, &["sh", "-c", "ulimit -f 1; exec parlor"]);
    window.wait("Parlor").act("n", "An evening").press("Jewish: Miriam, Eitan\rPalestinian: Layla, Hanan");
    window.wait("Hanan").press("\r\r").wait("NOT SAVED").act("3", "Layla – no turn yet").act("\r", "of 1:00");
    signal("TERM", window.pid());
    assert_soon(&window.end(), 143, "a file that may not grow");
    assert!(window.is_given_back());
}

#[test]
fn a_second_parlor_looks_on_and_takes_over_once_the_first_is_gone() {
    let folders = Folders::new();
    let mut first = evening(&folders);
    let mut second = Window::open(&folders, &["parlor"]);
    second.wait("open in another Parlor: look on").act("\r", "looking on").wait("Layla").wait("Another Parlor runs");
    let start = Instant::now();
    first.act("124", "Hanan raised a hand").wait("● saved");
    second.wait("next: Miriam");
    println!("looking on: three hands seen after {:?}", start.elapsed());
    second.act("\r", "Another Parlor has this evening open.");
    first.act("n", "╭─ note").act("seen by both\r", "seen by both");
    second.wait("seen by both");

    // No lock is left behind by a program that is told nothing.
    signal("KILL", first.pid());
    let _ = first.end();
    second.wait("The other Parlor is gone").act("\r", "is back").wait("● saved").act(" ", "resumed");
    let mut third = Window::open(&folders, &["parlor"]);
    third.wait("look on").act("\r", "looking on");
    second.act("q", "End the evening?").act("\r", "What will remain").act("s", "Overview");
    third.wait("has sealed that evening");
    assert_eq!(Folders::files(&folders.sessions()).len(), 1);
}

#[test]
fn a_lock_that_cannot_be_used_is_named() {
    let folders = Folders::new();
    let mut window = evening(&folders);
    signal("KILL", window.pid());
    let _ = window.end();
    let lock =
        Folders::files(&folders.journals()).into_iter().find(|path| path.extension().is_some_and(|e| e == "lock"));
    let lock = lock.expect("a lock");
    std::fs::remove_file(&lock).expect("removed");
    std::fs::create_dir(&lock).expect("something that is no file");
    let mut window = Window::open(&folders, &["parlor"]);
    window.resize(160, 24).wait("To be continued").act("\r", "its lock").wait("cannot be used");
    std::fs::remove_dir(&lock).expect("removed");
    window.act("\r", "is back");
}

//! The room display in a window of its own, while the evening's program comes, is killed, comes back and goes.

use crate::{
    terminal::{ENTER, Folders},
    window::{Window, signal},
};

const WAITS: &str = "Waiting for the evening";

/// How often a process was woken so far: its threads gave up the processor of themselves.
fn wakes(pid: u32) -> u64 {
    let tasks = std::fs::read_dir(format!("/proc/{pid}/task")).expect("its threads").flatten();
    let status = tasks.filter_map(|task| std::fs::read_to_string(task.path().join("status")).ok());
    let lines: Vec<String> = status.collect();
    let of = |status: &String| {
        status.lines().find_map(|line| line.strip_prefix("voluntary_ctxt_switches:")?.trim().parse::<u64>().ok())
    };
    lines.iter().filter_map(of).sum()
}

#[test]
fn the_room_display_follows_the_evening_through_start_kill_restart_and_sealing() {
    let folders = Folders::new();
    let mut room = Window::open(&folders, &["parlor", "room"]);
    room.resize(40, 10).wait(WAITS);
    let mut live = Window::open(&folders, &["parlor"]);
    live.wait("Parlor").act("n", "An evening").press("Jewish: Miriam, Eitan\rPalestinian: Layla, Hanan");
    live.wait("Hanan").press("\r\r").wait("● saved");
    room.wait_until("the question", |room| !room.screen().contains(WAITS) && room.screen().contains('“'));
    live.press("34\r").wait("of 1:00");
    room.wait("next: Hanan").wait("██");
    live.press("n").wait("╭─ note").press("SECRET-MARKER\r").wait("SECRET-MARKER").wait("● saved");
    live.press("\r").wait("Hanan");
    room.wait_until("nobody is next", |room| !room.screen().contains("next:"));
    live.press("\x1b[15~").wait("what was confirmed");
    room.wait("Nothing is confirmed yet.");
    live.press("\x1b[15~").wait("the clock");
    room.wait("██");
    signal("KILL", live.pid());
    live.end();
    room.wait(WAITS);
    let left = Folders::files(&folders.journals());
    let sheet = left.iter().find(|path| path.extension().is_some_and(|end| end == "room")).expect("it was left there");
    assert!(!std::fs::read_to_string(sheet).expect("text").contains("SECRET-MARKER"));

    let mut live = Window::open(&folders, &["parlor"]);
    live.wait("To be continued").act(ENTER, "is back").wait("● saved");
    room.wait("the clock stands");
    live.press(" ").wait("u undo: resumed");
    room.wait_until("it runs", |room| !room.screen().contains("the clock stands"));
    live.act("q", "End the evening?").act(ENTER, "What will remain");
    room.wait("The evening is over.");
    live.wait("parlor: 1").act("s", "Overview");
    room.wait(WAITS);
    assert!(Folders::files(&folders.journals()).is_empty(), "the sheet went with the journal");
    live.act("q", "Sessions").press("q");
    assert_eq!(live.end().code, Some(0));
    let said = room.said();
    assert!(!said.contains("SECRET-MARKER") && !said.contains("spoken"));
    room.press("q");
    assert_eq!(room.end().code, Some(0));
    assert!(room.is_given_back());
    folders.assert_private();
}

#[test]
fn a_room_display_with_nothing_to_show_is_not_woken() {
    let folders = Folders::new();
    let mut room = Window::open(&folders, &["parlor", "room"]);
    room.wait(WAITS);
    // Its threads come to rest first.
    let mut idle = u64::MAX;
    for _ in 0..6 {
        let before = wakes(room.pid());
        room.watch(std::time::Duration::from_secs(3), |_| false);
        idle = idle.min(wakes(room.pid()) - before);
    }
    println!("room display: woken {idle} times in 3 s while it waits");
    assert_eq!(idle, 0);
}

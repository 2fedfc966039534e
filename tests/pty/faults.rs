//! What a terminal, a system and a folder may do to the program.

use std::{
    process::{Command, Stdio},
    time::Duration,
};

use crate::terminal::{DOWN, ENTER, ESC, Folders, Terminal, ctrl};

/// The program leaves within three seconds; a busy machine may be late to see it.
const SOON: Duration = Duration::from_secs(8);

/// A plain evening in which somebody speaks.
fn speaking(folders: &Folders, columns: u16, rows: u16) -> Terminal {
    let mut t = Terminal::spawn(folders, columns, rows);
    t.wait("Parlor").act("n", "An evening").press("Jewish: Miriam, Eitan\rPalestinian: Layla, Hanan");
    t.wait("Hanan").press("\r\r").wait("Miriam").act("3", "Layla – no turn yet").act(ENTER, "of 1:00");
    t
}

#[test]
fn the_terminal_is_left_as_it_was() {
    let folders = Folders::new();
    let mut t = Terminal::spawn(&folders, 80, 24);
    t.wait("There is nothing here yet.").press("q");
    assert_eq!(t.exit_within(SOON).exit_code(), 0);
    t.assert_left_clean();

    let mut t = speaking(&folders, 80, 24);
    t.wait("● saved").act(ctrl('c'), "Leave?").press(ctrl('c'));
    assert_eq!(t.exit_within(SOON).exit_code(), 0);
    t.assert_left_clean();

    for signal in ["TERM", "HUP", "INT", "QUIT"] {
        let mut t = Terminal::spawn(&folders, 80, 24);
        t.wait("To be continued").act(ENTER, "is back").wait("● saved").press("n").wait("╭─ note").signal(signal);
        t.exit_within(SOON);
        t.assert_left_clean();
    }
    let mut t = Terminal::spawn(&folders, 80, 24);
    t.wait("To be continued").act(ENTER, "is back").wait("Layla");
}

#[test]
fn nothing_that_is_typed_or_pasted_reaches_the_terminal_as_a_command() {
    let hostile =
        "a\x1b]52;c;cGFybG9y\x07b\x1b[2J\x1b[31mc\x07\u{9b}31md\u{202e}e\u{2066}f\u{2028}g\u{90}h\x1bPi\x08\x7f\0";
    let long = "שלום سلام peace 漢字 👩‍👧 ".repeat(500);
    let folders = Folders::new();
    let mut t = Terminal::spawn(&folders, 100, 30);
    t.wait("There is nothing here yet.").paste(hostile).act("n", "An evening");
    t.paste(&format!("Jewish: Miriam, {hostile}\nPalestinian: Layla")).wait("5 people: ");
    t.paste(&format!(", {long}")).wait("6 people: ").press("\r").wait("Enter opens the evening");
    t.act(ENTER, "● saved").act("2", "a]52 raised a hand").act(ENTER, "of 1:00");
    t.act("n", "╭─ note").paste(hostile).paste(&long).wait("peace").press(ENTER).wait_gone("╭─ note");
    t.act("n", "╭─ note").paste(&format!("{hostile} the last")).press(ENTER).wait_gone("╭─ note").wait("the last");
    t.act("c", "╭─ statement").paste(hostile).paste("\nsecond line").press(ENTER).wait_gone("╭─ statement");
    t.act("s", "╭─ People ──").act("a", "╭─ who came?").paste(hostile).press(ENTER).wait("came ");
    t.press(ESC).wait_gone("╭─ People ──").wait("● saved").resize(60, 20).wait("Miriam").resize(100, 30);
    t.act("q", "End the evening?")
        .act(ENTER, "parlor: 1")
        .act("s", "Sealed:")
        .wait("Overview")
        .act("q", "Sessions 1")
        .press("q");
    assert_eq!(t.exit().exit_code(), 0);
    t.assert_left_clean();
    assert_our_own_sequences(&t.bytes());
    let text = std::fs::read_to_string(folders.sealed()).expect("text");
    assert!(!text.contains(['\x1b', '\x07', '\u{9b}', '\u{202e}', '\u{2066}']));
}

/// Only what the program says on its own behalf: no operating-system command, no bell, no hidden turn of direction.
fn assert_our_own_sequences(bytes: &[u8]) {
    let text = String::from_utf8(bytes.to_vec()).expect("the program writes UTF-8");
    for (place, c) in text.char_indices() {
        let follows = &text[place + c.len_utf8()..];
        let shown: String = text[place..].chars().take(20).collect();
        match c {
            // The one question that is no sequence of ours otherwise: what colour the ground has.
            '\x1b' if follows.starts_with("]11;?\x1b\\") || follows.starts_with('\\') => {}
            '\x1b' => {
                let rest = follows.strip_prefix('[').unwrap_or_else(|| panic!("not of ours: {shown:?}"));
                let last =
                    rest.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, ';' | ':' | '?' | ' ' | '$'));
                assert!(last.starts_with(['m', 'H', 'h', 'l', 'J', 'K', 'k', 'p', 'c']), "not of ours: {shown:?}");
            }
            '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{2028}' | '\u{2029}' => panic!("{shown:?}"),
            c => assert!(!c.is_control() || matches!(c, '\r' | '\n'), "{shown:?}"),
        }
    }
}

#[test]
fn any_size_is_drawn_while_somebody_speaks() {
    let folders = Folders::new();
    let mut t = speaking(&folders, 40, 10);
    t.resize(1, 1).wait_drawing();
    t.resize(200, 60).wait("● saved").wait("╭─ Common ground");
    t.resize(80, 24).wait("● saved").wait("Common ground");
    t.resize(3, 2).wait_drawing();
    t.resize(2, 40).wait_drawing();
    t.resize(200, 1).wait_drawing();
    t.resize(80, 24).wait("● saved").wait("Layla").press("n").wait("╭─ note").resize(5, 3).wait_drawing();
    t.resize(80, 24).wait("╭─ note").press(ENTER).wait_gone("╭─ note");
    for key in [" ", " ", "+", "-"].repeat(5) {
        // A window that is small for a moment only, and a key that comes together with its change.
        t.resize(30, 8).resize(80, 24).press(key);
        let done = |screen: &str| {
            ["paused", "resumed", "+30", "−30"].iter().any(|act| screen.contains(&format!("undo: {act}")))
        };
        t.wait_until("the whole picture", |screen| {
            screen.contains("● saved") && screen.contains("? help") && done(screen)
        });
    }
    assert!(t.is_alive());
}

#[test]
fn a_file_that_cannot_be_read_is_a_place_to_go_and_is_left_alone() {
    let planted = [
        ("a-broken.yaml", "parlor: 1\ntitle: [never closed\nend: true\n", "expected YAML"),
        ("b-foreign.yaml", "name: a playlist\nsongs:\n  - one\n", "YAML of another kind"),
        ("c-newer.yaml", "parlor: 99\nid: x\nsomething: new\nend: true\n", "format version 99"),
        ("d-short.yaml", "parlor: 1\nid: 2026-03-14-1805-k7f3\ntitle: Half\nphases:\n", "stops before its end"),
        ("e-empty.yaml", "", "there is nothing in it"),
    ];
    let folders = Folders::new();
    std::fs::create_dir_all(folders.sessions()).expect("a folder");
    for (name, text, _) in planted {
        std::fs::write(folders.sessions().join(name), text).expect("a file");
    }
    let mut t = Terminal::spawn(&folders, 160, 40);
    t.wait("Sessions 5");
    for (name, _, _) in planted {
        t.wait(name);
    }
    for place in 0..planted.len() {
        let marked = |screen: &str| planted.iter().position(|(name, ..)| screen.contains(&format!("▸ ! {name}")));
        t.wait_until("a file is marked", |screen| marked(screen).is_some());
        let (name, _, why) = planted[marked(&t.screen()).expect("a mark")];
        t.act(ENTER, "This file can't be opened").wait(name).wait(why).wait("says the same.");
        t.press(ESC).wait(&format!("▸ ! {name}"));
        if place + 1 < planted.len() {
            t.press(DOWN).wait_gone(&format!("▸ ! {name}"));
        }
    }
    t.press("q");
    assert_eq!(t.exit().exit_code(), 0);
    assert_eq!(Folders::files(&folders.sessions()).len(), planted.len());
    for (name, text, _) in planted {
        assert_eq!(std::fs::read_to_string(folders.sessions().join(name)).expect("text"), text, "{name}");
    }
}

#[test]
fn a_sample_evening_moves() {
    let folders = Folders::new();
    let mut t = Terminal::spawn(&folders, 120, 40);
    t.wait("There is nothing here yet.").act("e", "A sample evening").wait("thirty times as fast").wait("minute 1 of");
    t.press("q").wait("There is nothing here yet.").press("q");
    assert_eq!(t.exit().exit_code(), 0);
    assert!(Folders::files(folders.root()).is_empty(), "looking around writes nothing");
}

#[test]
fn without_a_terminal_it_says_so() {
    let folders = Folders::new();
    let mut command = Command::new(env!("CARGO_BIN_EXE_parlor"));
    command.envs(folders.variables()).stdin(Stdio::null());
    let output = command.output().expect("the program starts");
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(output.stdout, b"");
    let said = String::from_utf8(output.stderr).expect("text");
    assert!(said.contains("terminal") && said.lines().count() == 1, "{said}");
}

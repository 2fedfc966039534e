//! What the terminal is sent and asked, and its answers: none, late, split, with keys between them.

use crate::terminal::{ENTER, Folders, Terminal};

const PEOPLE: &str = "ישראל: מרים";

fn said(t: &Terminal) -> String {
    String::from_utf8_lossy(&t.bytes()).into_owned()
}

/// Where each of these stands in what was sent, the last time it was.
fn places(said: &str, sequences: &[&str]) -> Vec<usize> {
    sequences
        .iter()
        .map(|sequence| said.rfind(sequence).unwrap_or_else(|| panic!("{sequence:?} was never sent")))
        .collect()
}

#[test]
fn the_bytes_on_entering_and_leaving_are_in_order() {
    let folders = Folders::new();
    let mut t = Terminal::spawn(&folders, 80, 24);
    t.wait("There is nothing here yet.");
    let entered = said(&t);
    let questions = ["\x1b]11;?\x1b\\", "\x1b[8$p", "\x1b[c"];
    let begins =
        [&["\x1b[?1049h", "\x1b[8l", "\x1b[1 k"], &questions[..], &["\x1b[2J", "\x1b[?1000h", "\x1b[?1006h"]].concat();
    let order = places(&entered, &begins);
    assert!(order.is_sorted(), "{order:?}");
    let first = entered.find("There").or_else(|| entered.find("Parlor")).expect("a frame");
    assert!(order.iter().all(|place| *place < first), "everything before the first frame: {order:?} {first}");
    t.press("q");
    t.exit();
    let order = places(&said(&t), &["\x1b[?2004l", "\x1b[?1006l", "\x1b[?1000l", "\x1b[8h", "\x1b[0 k", "\x1b[?1049l"]);
    assert!(order.is_sorted() && order[0] > first, "{order:?}");
    t.assert_left_clean();
}

#[test]
fn a_terminal_that_never_answers_holds_up_neither_the_frame_nor_a_key() {
    let folders = Folders::new();
    let mut t = Terminal::spawn(&folders, 80, 24);
    t.wait("There is nothing here yet.").act("n", "An evening").press(PEOPLE).wait("םירמ");
    // Alt with a bracket, a lone Escape, a paste and a function key are what they are.
    t.press("\x1b]").paste(", דנה").wait("הנד").press(ENTER).press("\x1bOQ").wait("● saved");
    t.resize(100, 30).wait("not yet heard");
    t.press("\x03").wait("Leave?").press(ENTER);
    assert_eq!(t.exit().exit_code(), 0);
}

#[test]
fn split_answers_with_keys_between_them_are_heard_and_no_key_is_lost() {
    let folders = Folders::new();
    let mut t = Terminal::spawn(&folders, 80, 24);
    t.wait("There is nothing here yet.");
    t.press("\x1b]11;rgb:ffff/ff").press("ff/ffff\x1b\\\x1b[8;3$").act("yn", "An evening").press("יש");
    t.wait("שי").press("ראל: \x1b[?6").press("1;4cמרים");
    // It orders text itself: it is handed the order of reading, each text kept apart from its neighbours.
    t.wait("ישראל: מרים");
    let text = said(&t);
    let after = &text[text.rfind("\x1b[2J").expect("drawn anew")..];
    assert!(after.contains('\u{2067}') && after.contains('\u{2069}'), "{after:?}");
    assert!(after.contains("38;5;25"), "the colours are those for a light ground: {after:?}");
}

#[test]
fn a_terminal_that_obeys_gets_cells_and_late_answers_are_no_keys() {
    let folders = Folders::new();
    let mut t = Terminal::spawn(&folders, 80, 24);
    t.wait("There is nothing here yet.").act("n", "An evening").press(PEOPLE).wait("םירמ");
    t.press("\x1b]11;rgb:1c1c/1c1c/1c1c\x07\x1b[8;2$y\x1b[?65;1;9c").press("!").wait("!םירמ");
    // What it sends once it has answered is dropped too, as far as it is known.
    t.press("\x1b[?65c\x1b[8;2$y").press("?").wait("?!םירמ");
}

#[test]
fn with_the_order_left_to_the_terminal_it_is_told_so() {
    let folders = Folders::new();
    let config = folders.root().join("config");
    std::fs::create_dir(&config).expect("a folder");
    std::fs::write(config.join("config.yaml"), "bidi: terminal\nmouse: false\ntheme: light\n").expect("a file");
    let mut t = Terminal::spawn(&folders, 80, 24);
    t.wait("There is nothing here yet.").act("n", "An evening").press(PEOPLE).wait("ישראל: מרים");
    let entered = said(&t);
    assert!(entered.contains("\x1b[8h") && !entered.contains("\x1b[8l"), "{entered:?}");
    assert!(!entered.contains("\x1b[?1000h") && entered.contains("38;5;25"), "{entered:?}");
}

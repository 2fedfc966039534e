//! An evening with a Hebrew keyboard layout on: every key sends what stands on it there.

use crate::terminal::{ENTER, Folders, Terminal};

#[test]
fn a_short_evening_in_a_hebrew_layout() {
    let folders = Folders::new();
    let mut t = Terminal::spawn(&folders, 120, 34);
    // n: set up. Names are text.
    t.wait("There is nothing here yet.").act("מ", "An evening");
    t.press("יהודים: מרים, תמר").press(ENTER).press("פלסטינים: יוסף, ליילה").press(ENTER);
    t.wait("4 people").act(ENTER, "● saved");
    t.act("1", "raised a hand").act("3", "u undo").act(ENTER, "of 1:00");
    // g and a key, n, Enter, =, b, b, e, u, p.
    t.act("ע", "Who gets the floor?").act("4", "u undo: called").act("מ", "note #note");
    t.press("#need שיאמינו לי").press(ENTER).wait("Notes 1").act("נ", "c puts a statement here").act("נ", "Waiting");
    t.act("ק", "Nobody has the floor").act("ו", "of 1:00").act("פ", " Phases ").press("\x1b");
    // q is a slash, s is ד.
    t.wait_gone(" Phases ").act("/", "End the evening?").act(ENTER, "What will remain").act("ד", "Sealed:");
    // A past session and the list have an act of their own on the slash.
    t.wait("1 note").act("\x1b", "Sessions 1").act("/", "Every word").act("\x1b", "Sessions 1").press("\x03");
    assert_eq!(t.exit().exit_code(), 0);
    let text = std::fs::read_to_string(folders.sealed()).expect("the file");
    assert!(text.contains("שיאמינו לי"), "{text}");
}

#[test]
fn a_mistake_in_the_configuration_is_told_and_the_program_begins() {
    let folders = Folders::new();
    let config = folders.root().join("config");
    std::fs::create_dir(&config).expect("a folder");
    std::fs::write(config.join("config.yaml"), "keys:\n  live:\n    note_line: c\n").expect("a file");
    let mut t = Terminal::spawn(&folders, 160, 34);
    t.wait("config.yaml:3:16").wait("`c` is the key of `statement_line` there").act("n", "An evening");
    t.press("Miriam, Jewish").press(ENTER).press(ENTER).wait("● saved").act("n", "note #note");
}

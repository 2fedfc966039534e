//! What the user has set.

use crate::stage::{PEOPLE, Stage};

#[test]
fn keys_are_where_the_user_put_them_everywhere_they_are_named() {
    let mut stage = Stage::evening().set("keys:\n  live: { note_line: m, mirror: F6, board: [] }\n").press("1 Enter");
    assert!(stage.screen().contains("m note"), "{}", stage.screen());
    stage = stage.press("?");
    assert!(
        stage.screen().lines().any(|line| line.starts_with("│ m ") && line.contains("write a note")),
        "{}",
        stage.screen()
    );
    stage = stage.press("Esc b");
    assert!(!stage.screen().contains("Board"), "{}", stage.screen());
    stage = stage.press(":").write("board");
    assert!(stage.screen().contains("the common-ground board"), "{}", stage.screen());
    stage = stage.press("Esc m");
    assert!(stage.screen().contains("note #note"), "{}", stage.screen());
}

#[test]
fn an_evening_begins_with_what_is_usual_here() {
    let config =
        "defaults: { format: reflective-rounds, place: 12 Olive Street, moderators: [eitan], rapporteurs: [Layla] }\n";
    let mut stage = Stage::open().set(config).press("n");
    let page = stage.screen();
    assert!(page.contains("Reflective rounds") && page.contains("12 Olive Street"), "{page}");
    // Nothing was typed: leaving asks nothing.
    assert!(Stage::open().set(config).press("n Ctrl-c").has_left());
    stage = stage.write(PEOPLE[0]).press("Enter").write(PEOPLE[1]).press("Enter Enter s");
    let page = stage.screen();
    let role = |name: &str| page.lines().find(|line| line.contains(name)).unwrap().to_owned();
    assert!(role("Eitan").contains("moderator") && role("Layla").contains("rapporteur"), "{page}");
    assert!(role("Tamar").contains("moderator") && !role("Hanan").contains("rapporteur"), "{page}");
}

#[test]
fn a_turn_warns_and_rings_when_the_user_wants_it() {
    let lengths = "lengths: { warning: 45s, grace: 3s }\n";
    let mut stage = Stage::open().set(lengths).press("n").write(PEOPLE[0]).press("Enter Enter 1 Enter + Space Space");
    stage = stage.wait(44);
    assert!(!stage.screen().contains("nearly there"), "{}", stage.screen());
    stage = stage.wait(2);
    assert!(stage.screen().contains("nearly there"), "{}", stage.screen());
    stage.app.bell = true;
    let before = stage.bells();
    stage = stage.wait(46);
    assert_eq!(stage.bells(), before);
    stage = stage.wait(4);
    assert_eq!(stage.bells(), before + 1);
}

#[test]
fn where_little_is_to_move_the_clock_goes_in_steps_until_it_warns() {
    let mut stage =
        Stage::open().set("reduced_motion: true\n").press("n").write(PEOPLE[0]).press("Enter Enter 1 Enter");
    let mut shown = Vec::new();
    for _ in 0..12 {
        let wakes = stage.app.wakes_in(&stage.now()).unwrap().millis();
        shown.push(wakes);
        stage = stage.wait(wakes.div_ceil(1000));
    }
    assert_eq!(shown, [5000, 5000, 5000, 5000, 5000, 5000, 5000, 5000, 5000, 1000, 1000, 1000]);
}

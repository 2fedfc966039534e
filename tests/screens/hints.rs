//! What the bottom line names, and what a key says that means nothing now.

use crate::stage::Stage;

#[test]
fn a_refusal_is_a_sentence_and_changes_nothing() {
    let mut stage = Stage::evening().press("Enter");
    let before = stage.session().log().len();
    assert!(stage.screen().contains("Nobody waits."), "{}", stage.screen());
    assert_eq!(stage.session().log().len(), before);
    stage = stage.press("+");
    assert!(stage.screen().contains("Nobody has the floor."));
    stage = stage.press("1");
    assert!(!stage.screen().contains("Nobody has the floor."), "a sentence stays until the next key");
}

#[test]
fn the_sentence_above_the_hints_says_what_undo_takes_back() {
    let mut stage = Stage::evening().press("1 Enter");
    assert!(stage.screen().contains("u undo: called Miriam"));
    assert!(stage.press("p Enter").screen().contains("u undo: moved to Open dialogue"));
}

#[test]
fn at_most_nine_acts_stand_in_the_hint_line() {
    let mut stage = Stage::evening().size(200, 40).press("1 Enter");
    let screen = stage.screen();
    let hints = screen.lines().last().unwrap();
    assert!(hints.split("  ").filter(|hint| !hint.trim().is_empty()).count() <= 9, "{hints}");
    assert!(hints.trim_end().ends_with("? help"), "{hints}");
}

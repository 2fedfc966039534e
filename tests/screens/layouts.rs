//! Acts and call keys under keyboards with other letters on them.

use crate::{pictures::busy, stage::Stage};

/// How a note is opened, and the digit of person 3. A letter that only Persian has tells it from Arabic.
const HANDS: [(&str, &str); 6] = [("מ", "3"), ("ى", "٣"), ("ی Esc د", "۳"), ("т", "3"), ("ν", "3"), ("n", "\"")];

#[test]
fn an_act_and_a_hand_are_one_key_in_every_layout() {
    for (note, digit) in HANDS {
        let mut stage = Stage::evening().press(digit);
        assert!(stage.screen().contains("Eitan raised a hand"), "{digit}: {}", stage.screen());
        stage = stage.press(note);
        assert!(stage.screen().contains("note #note"), "{note}: {}", stage.screen());
    }
}

#[test]
fn text_stays_as_it_is_typed() {
    let mut stage = Stage::evening().press("1 Enter מ").write("/ יש ' מה").press("Enter");
    assert_eq!(stage.state().notes[0].text, "/ יש ' מה");
    // The sign on the key of `q` asks whether the evening ends, once a Hebrew letter has said which keyboard that is.
    stage = stage.press("/");
    assert!(stage.screen().contains("End the evening?"), "{}", stage.screen());
}

#[test]
fn what_the_table_binds_wins() {
    let mut stage = Stage::evening().press("1 Enter ע Esc ,");
    assert!(
        stage.screen().contains("A pause"),
        "the comma stands on another key, and means what it means: {}",
        stage.screen()
    );
    stage = stage.press("Space &");
    assert!(stage.screen().contains("Hands at once"), "{}", stage.screen());
}

#[test]
fn help_shows_what_the_keys_have_on_them() {
    let page = busy().press("ע Esc ?").size(80, 30).screen();
    // How many lines more there are changes with every act.
    let shown: Vec<&str> = page.lines().take(27).collect();
    insta::assert_snapshot!("help_hebrew_80", shown.join("\n"));
}

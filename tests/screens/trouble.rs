//! Text that was not entered, and a disk that does not do what it should.

use parlor::{
    app::Msg,
    library::{Answer, Cause, SaveTrouble},
};

use crate::stage::Stage;

#[test]
fn what_is_typed_and_not_entered_comes_back_after_a_crash() {
    let stage = Stage::evening().press("n").write("#quote half a sen");
    let (folder, mono) = stage.wait(2).crash();
    let mut stage = Stage::open_in(folder, mono + 60_000).press("Enter");
    assert!(stage.screen().contains("What was being typed is kept."), "{}", stage.screen());
    let mut stage = stage.press("n");
    assert!(stage.screen().contains("#quote half a sen"), "{}", stage.screen());
    // Kept, it is a draft no more.
    let (folder, mono) = stage.press("Enter").crash();
    let mut stage = Stage::open_in(folder, mono).press("Enter n");
    assert!(!stage.screen().contains("half a sen█"), "{}", stage.screen());
    assert!(!stage.app.live().unwrap().drafts().iter().any(|draft| draft.text.contains("half")));
}

#[test]
fn an_open_line_wakes_the_program_once_for_its_draft() {
    let stage = Stage::evening();
    let calm = stage.app.wakes_in(&stage.now()).unwrap();
    let stage = stage.press("n").write("a");
    assert!(stage.app.wakes_in(&stage.now()).unwrap().millis() <= 2000);
    let stage = stage.wait(2);
    assert!(stage.app.wakes_in(&stage.now()).unwrap().millis() <= calm.millis().max(1000));
}

#[test]
fn what_is_typed_leaves_no_trace_in_the_sealed_file() {
    let stage = Stage::evening().press("n").write("MARKER").wait(3).press("Esc q Enter s");
    let sealed = stage.sealed();
    assert!(!std::fs::read_to_string(sealed).unwrap().contains("MARKER"));
}

fn trouble(stage: &Stage, cause: Cause) -> Msg {
    let (id, elsewhere) = (stage.app.live().unwrap().id.clone(), Some(stage.folder.path().join("stick")));
    let said = "said so".into();
    Msg::Written(Answer::NotSaved(SaveTrouble { id, cause, said, folder: stage.folder.path().into(), elsewhere }))
}

#[test]
fn the_banner_says_what_is_wrong_in_plain_words() {
    for (cause, words) in [
        (Cause::Full, "the disk is full"),
        (Cause::Quota, "your share of the disk is full"),
        (Cause::TooLarge, "the journal may grow no longer"),
        (Cause::ReadOnly, "the disk is read-only"),
        (Cause::NotAllowed, "writing there is not allowed"),
        (Cause::Failing, "the disk reports an error"),
        (Cause::Gone, "the journal's folder is gone"),
        (Cause::Other, "said so"),
    ] {
        let stage = Stage::evening();
        let msg = trouble(&stage, cause);
        let screen = stage.send(msg).screen();
        assert!(screen.contains(&format!("NOT SAVED: {words}")) && screen.contains("F9"), "{screen}");
    }
}

#[test]
fn saving_goes_on_elsewhere_on_the_moderators_word() {
    let stage = Stage::evening();
    let msg = trouble(&stage, Cause::Full);
    let mut stage = stage.send(msg).press("F9");
    assert!(stage.screen().contains("FOLDER/stick"), "{}", stage.screen());
    let mut stage = stage.press("Enter");
    assert!(
        stage.screen().contains("Saved in FOLDER/stick") && stage.screen().contains("● saved"),
        "{}",
        stage.screen()
    );
    let (folder, mono) = stage.press("n").write("key").press("Enter").crash();
    let stage = Stage::open_in(folder, mono).press("Enter");
    assert!(stage.state().notes.iter().any(|note| note.text == "key"), "found again, with everything");
}

/// An evening with two notes, sealed and opened again, on the page of its notes.
fn sealed() -> Stage {
    let stage = Stage::evening().press("n").write("the kee").press("Enter").wait(60).press("n").write("a jar");
    let stage = stage.press("Enter q Enter s");
    stage.press("Tab Tab")
}

#[test]
fn a_note_of_a_sealed_evening_is_put_right_at_the_end_of_the_file() {
    let mut stage = sealed();
    let before = std::fs::read_to_string(stage.sealed()).unwrap();
    assert!(stage.screen().contains("▸"), "{}", stage.screen());
    let mut stage = stage.press("e Backspace").write("y").press("Enter");
    let screen = stage.screen();
    assert!(
        screen.contains("the key") && screen.contains("it said: the kee") && screen.contains("Put right."),
        "{screen}"
    );
    let after = std::fs::read_to_string(stage.sealed()).unwrap();
    assert!(after.starts_with(before.strip_suffix("end: true\n").unwrap()) && after.contains("amendments:"), "{after}");
    // A line that is left, or says the same, changes nothing.
    let stage = stage.press("Down e").write("x").press("Esc e Enter");
    assert_eq!(std::fs::read_to_string(stage.sealed()).unwrap(), after);
}

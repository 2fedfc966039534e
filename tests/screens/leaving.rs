//! The way out, with and without everything on the disk; and what is told of a damaged journal.

use parlor::{
    app::Msg,
    library::{Answer, Cause, SaveTrouble},
    store::Paths,
};

use crate::stage::Stage;

/// An evening whose last two acts are not on the disk, and whose disk says nothing.
fn stalled() -> Stage {
    let mut stage = Stage::evening();
    stage.mute = true;
    stage.press("1 4")
}

/// The disk answers again.
fn heard(mut stage: Stage) -> Stage {
    stage.mute = false;
    let (id, entries) = (stage.app.live().unwrap().id.clone(), stage.session().log().len());
    stage.send(Msg::Written(Answer::Saved { id, entries }))
}

#[test]
fn what_is_on_the_disk_holds_nobody_up() {
    assert!(Stage::evening().press("1 Ctrl-c Enter").has_left());
    assert!(Stage::evening().press("n").write("half").press("Ctrl-c Ctrl-c").has_left());
}

#[test]
fn the_program_leaves_by_itself_once_everything_is_saved() {
    let mut stage = stalled().press("Ctrl-c Enter");
    assert!(!stage.has_left());
    let screen = stage.screen();
    assert!(screen.contains("2 acts are not on the disk yet.") && screen.contains("type abandon"), "{screen}");
    insta::assert_snapshot!(screen);
    assert!(heard(stage).has_left());
}

#[test]
fn one_can_stay_after_all() {
    let stage = stalled().press("Ctrl-c Enter").write("abandon").press("Esc");
    let mut stage = heard(stage);
    assert!(!stage.has_left() && stage.screen().contains("● saved"), "{}", stage.screen());
}

#[test]
fn only_the_whole_word_leaves_without_what_is_not_saved() {
    let stage = stalled().press("Ctrl-c Enter").write("abando").press("Enter");
    assert!(!stage.has_left());
    let stage = stage.press("Ctrl-c Ctrl-c Space q").write("n").press("Backspace");
    assert!(!stage.has_left(), "nobody leaves by pressing on");
    let mut stage = stage.write("n");
    assert!(stage.screen().contains("› abandon"), "{}", stage.screen());
    assert!(stage.press("Enter").has_left());
}

#[test]
fn trouble_is_told_while_leaving_and_the_counter_counts_down() {
    let stage = stalled().press("Ctrl-c Enter");
    let id = stage.app.live().unwrap().id.clone();
    let entries = stage.session().log().len() - 1;
    let (said, folder) = ("no room".into(), stage.folder.path().into());
    let trouble = SaveTrouble { id: id.clone(), cause: Cause::Full, said, folder, elsewhere: None };
    let mut stage = stage.send(Msg::Written(Answer::NotSaved(trouble)));
    assert!(stage.screen().contains("NOT SAVED: the disk is full"), "{}", stage.screen());
    let mut stage = stage.send(Msg::Written(Answer::Saved { id, entries }));
    assert!(stage.screen().contains("One act is not on the disk yet."), "{}", stage.screen());
}

#[test]
fn who_continues_a_damaged_evening_is_told_where_the_damaged_file_lies() {
    let (folder, mono) = Stage::evening().press("1 4").crash();
    let live = Paths::below(folder.path()).live;
    let journal = std::fs::read_dir(&live).unwrap().map(|entry| entry.unwrap().path());
    let journal = journal.into_iter().find(|path| path.extension().is_some_and(|ending| ending == "jl")).unwrap();
    let mut bytes = std::fs::read(&journal).unwrap();
    bytes.extend_from_slice(b"J1 0000 torn");
    std::fs::write(&journal, bytes).unwrap();
    let mut stage = Stage::open_in(folder, mono).size(80, 24).press("Enter");
    let screen = stage.screen();
    let told = screen.replace([' ', '\n', '│'], "");
    assert!(told.contains("nothingthatwascalledsavedismissing") && told.contains(".jl.damaged-1"), "{screen}");
    assert!(stage.press("Esc").screen().contains("● saved"));
}

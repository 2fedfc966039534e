//! The palette: any act by its name, with its key.

use parlor::session::StandingKind;

use crate::stage::Stage;

#[test]
fn an_act_is_done_by_its_name() {
    let mut stage = Stage::evening().press(":").write("give floor").press("Enter 4");
    assert!(stage.state().current().is_some(), "{}", stage.screen());
    let stage = stage.press(":").write("end turn").press("Enter");
    assert!(stage.state().current().is_none());
}

#[test]
fn the_key_stands_beside_the_name() {
    let mut stage = Stage::evening().size(100, 30).press(":").write("earlier");
    let screen = stage.screen();
    let line = screen.lines().find(|line| line.contains("began earlier")).unwrap();
    assert!(line.trim_end_matches([' ', '│']).ends_with('<'), "{line}");
}

#[test]
fn an_act_of_the_board_leads_there_and_names_its_key() {
    let mut stage = Stage::evening().press("c").write("Both losses are real.").press("Enter :");
    stage = stage.write("withdraw").press("Enter");
    let screen = stage.screen();
    assert!(screen.contains("x here: take it back"), "{screen}");
    assert_eq!(stage.press("x").state().board.statements[0].kind(), StandingKind::Withdrawn);
}

#[test]
fn somebody_who_came_is_written_down_by_the_palette() {
    let stage = Stage::evening().press(":").write("+Sami, Palestinian").press("Enter");
    let sami = stage.state().roster.people().find(|person| person.name == "Sami").unwrap();
    assert_eq!(sami.party.as_deref(), Some("Palestinian"));
}

#[test]
fn the_floor_still_runs_and_escape_leaves_everything_as_it_was() {
    let mut stage = Stage::evening().press("1 :").write("pa").press("F2");
    assert!(stage.state().current().is_some(), "F2 called Miriam");
    let before = stage.session().log().len();
    stage = stage.press("Esc");
    assert_eq!(stage.session().log().len(), before);
    assert!(!stage.screen().contains("Find an act"));
    let mut stage = stage.press(":").write("qwertz").press("Enter");
    assert!(stage.screen().contains("No act here is called “qwertz”."), "{}", stage.screen());
}

#[test]
fn f1_helps_everywhere_and_what_is_typed_goes_on() {
    let mut stage = Stage::evening().press("n").write("a:b?").press("F1");
    assert!(stage.screen().contains("While a line is open"));
    stage = stage.press("Esc Enter");
    assert_eq!(stage.state().notes[0].text, "a:b?");
}

//! What a person would see, screen by screen.

use crate::stage::Stage;

/// An evening in which something has happened: two turns, notes, four statements that stand in different places.
pub fn busy() -> Stage {
    Stage::evening()
        .press("1 4 5 Enter")
        .wait(42)
        .press("n")
        .write("#need her grandmother kept the key")
        .press("Enter Enter")
        .wait(25)
        .press("n")
        .write("#fear to be a guest in the only place where one is not afraid")
        .press("Enter c")
        .write("Our children deserve to sleep without fear.")
        .press("Enter c")
        .write("Both losses are real.")
        .press("Enter c")
        .write("Each people needs a home of its own.")
        .press("Enter c")
        .write("Who may speak first about 1948.")
        .press("Enter b g 1 5 Enter Down Down Down d Enter")
        .write("We came home.")
        .press("Enter Enter")
        .write("We lost our home.")
        .press("Enter 4 1 Tab 1 4 Enter Enter Up k")
        .write("until Hanan is back")
        .press("Enter Enter Esc 3 6")
        .wait(8)
}

macro_rules! picture {
    ($name:expr, $stage:expr) => {
        insta::assert_snapshot!($name, $stage.screen())
    };
}

#[test]
fn home() {
    picture!("home_empty_80", Stage::open());
    picture!("home_empty_120", Stage::open().size(120, 34));
    let sealed = busy().press("q Enter s Esc");
    picture!("home_one_80", sealed.size(80, 24));
}

#[test]
fn setup() {
    let typed = |stage: Stage| stage.press("n").write("Jewish: Miriam, Tamar (moderator)");
    picture!("setup_80", typed(Stage::open()));
    picture!("setup_format_120", typed(Stage::open().size(120, 34)).press("Tab Right"));
}

#[test]
fn live() {
    picture!("live_120", busy().size(120, 34));
    picture!("live_80", busy());
    picture!("live_40", busy().size(40, 10));
    picture!("live_64", busy().size(64, 20));
    picture!("live_200", busy().size(200, 60));
    picture!("live_nobody_80", Stage::open().press("s"));
    picture!("live_airtime_120", busy().size(120, 34).press("Tab"));
    picture!(
        "live_line_80",
        busy().press("n").write("her grandmother kept the key, and gave it to her the night before")
    );
}

#[test]
fn a_turn_from_its_start_to_its_overrun() {
    let mut stage = Stage::evening().press("1 Enter").wait(40);
    picture!("turn_calm", stage);
    stage = stage.wait(6);
    picture!("turn_warning", stage);
    stage = stage.wait(26);
    picture!("turn_over", stage);
    stage = stage.press("Space").wait(30);
    picture!("turn_paused", stage);
    stage = stage.press("4 e k").wait(10);
    picture!("turn_called", stage);
}

#[test]
fn pages() {
    picture!("board_120", busy().size(120, 34).press("b"));
    picture!("board_80", busy().press("b Down Down"));
    picture!("notes_80", busy().press("l"));
    picture!("people_80", busy().press("s"));
}

#[test]
fn fronts() {
    picture!("phases_80", busy().press("p"));
    picture!("agreements_80", busy().press("a"));
    picture!("read_back_80", busy().press("b Down g 1"));
    picture!("read_back_120", busy().size(120, 34).press("b Down g 1"));
    picture!("call_whom_80", busy().press("g"));
    picture!("help_80", busy().press("?"));
    picture!("palette_80", busy().press(":").write("with"));
    picture!("palette_120", busy().size(120, 34).press(":"));
    picture!("help_120", busy().size(120, 40).press("?"));
    picture!("end_question_80", busy().press("q"));
    picture!("leave_question_80", busy().press("Ctrl-c"));
}

#[test]
fn sealing_and_review() {
    picture!("seal_80", busy().press("q Enter"));
    let review = || busy().press("q Enter s");
    picture!("review_overview_120", review().size(120, 40));
    picture!("review_notes_80", review().press("Tab Tab"));
    picture!("review_board_80", review().press("Tab Tab Tab"));
}

#[test]
fn a_sample_moves() {
    let mut stage = Stage::open().size(120, 34).press("e").wait(5);
    picture!("replay_5s", stage);
    stage = stage.wait(60);
    picture!("replay_65s", stage);
}

#[test]
fn a_file_that_cannot_be_opened() {
    let folder = tempfile::tempdir().unwrap();
    let sessions = parlor::store::Paths::below(folder.path()).sessions;
    std::fs::create_dir_all(&sessions).unwrap();
    std::fs::write(sessions.join("2026-01-01-1900-abcd.yaml"), "parlor: 1\ntitle: [unclosed\n").unwrap();
    let mut stage = Stage::open_in(folder, 0);
    picture!("home_broken_80", stage);
    let page = stage.press("Enter").screen();
    assert!(page.contains("This file can't be opened"), "{page}");
    assert!(page.contains("2026-01-01-1900-abcd.yaml") && page.contains("line"), "{page}");
}

#[test]
fn every_screen_can_be_drawn_at_every_size() {
    let stages: [fn() -> Stage; 26] = [
        Stage::open,
        || Stage::open().press("n").write("Jewish: Miriam"),
        busy,
        || busy().press("n").write("漢字 👩‍👧 שלום"),
        || busy().press("b"),
        || busy().press("l"),
        || busy().press("s"),
        || busy().press("p"),
        || busy().press("a"),
        || busy().press("b Down g"),
        || busy().press("g"),
        || busy().press("?"),
        || busy().press("q"),
        || busy().press("q Enter"),
        || busy().press("q Enter s"),
        || Stage::open().press("e").wait(30),
        || Stage::open().press("Enter Tab Right Down"),
        || crate::group::two_evenings().press("g"),
        || crate::group::two_evenings().press("g Tab"),
        || crate::group::two_evenings().press("g Tab Tab Tab Tab t"),
        || crate::group::two_evenings().press("g Tab Tab Tab"),
        || crate::group::two_evenings().press("g e"),
        || crate::group::two_evenings().press("g c Down c"),
        || Stage::open().press("Down Enter Tab t End"),
        || Stage::open().press("Enter Tab Tab Tab"),
        || Stage::open().press("Enter Tab End r g"),
    ];
    for open in stages {
        let mut stage = open();
        for (columns, rows) in
            [(0, 0), (1, 1), (2, 40), (200, 3), (13, 7), (40, 10), (64, 17), (80, 24), (99, 33), (120, 34), (200, 60)]
        {
            stage = stage.size(columns, rows);
            stage.screen();
        }
    }
}

#[test]
fn without_colours_nothing_is_lost() {
    assert_eq!(busy().screen(), busy().mono().screen());
}

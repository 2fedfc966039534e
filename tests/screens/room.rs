//! The room display, as the people in the room see it from across the room.

use parlor::{
    app::Msg,
    library::RoomNews,
    session::{RoomView, Span},
};

use crate::{pictures::busy, stage::Stage};

const SIZES: [(u16, u16); 4] = [(40, 10), (80, 24), (120, 34), (200, 60)];

fn pictures(name: &str, mut stage: Stage) {
    for (columns, rows) in SIZES {
        stage = stage.size(columns, rows);
        insta::assert_snapshot!(format!("room_{name}_{columns}"), stage.screen());
    }
}

#[test]
fn the_floor() {
    pictures("floor", busy().room());
}

#[test]
fn the_second_page() {
    pictures("board", busy().press("F5").room());
    let read_back = busy().press("b Down F5 g");
    assert!(matches!(&read_back.shown.as_ref().unwrap().view, RoomView::ReadBack(wordings) if wordings.len() == 1));
    pictures("read_back", read_back.room());
}

#[test]
fn it_waits_until_an_evening_runs_and_says_when_it_is_over() {
    let mut room = Stage::open().room();
    insta::assert_snapshot!("room_waits_80", room.screen());
    assert_eq!(room.app.wakes_in(&room.now()), None);
    let over = busy().press("q Enter");
    assert!(over.room().size(40, 10).screen().contains("The evening is over."));
    let unwatched = RoomNews::Unwatched("no space left".into());
    room = room.send(Msg::Room(unwatched));
    assert!(room.screen().contains("once a second"), "{}", room.screen());
    assert!(room.press("q").has_left());
}

#[test]
fn its_clock_is_that_of_the_moderator_and_wakes_it_once_a_second_only_while_it_runs() {
    let live = Stage::evening().press("1 4 Enter").wait(42);
    let mut room = live.room().wait(1);
    let mut live = live.wait(1);
    assert!(live.screen().contains("of 1:00") && room.screen().contains("next: Yousef"), "{}", room.screen());
    let digits = |screen: &str| screen.lines().filter(|line| line.contains("██")).count();
    assert!(digits(&room.screen()) > 5);
    assert_eq!(room.app.wakes_in(&room.now()), Some(Span::from_secs(1)));
    room = room.wait(17);
    assert!(room.screen().contains("nearly there"));
    room = room.wait(20);
    assert!(room.screen().contains("over"));
    let still = live.press("Space");
    assert_eq!(still.room().app.wakes_in(&still.now()), None, "a clock that stands wakes nobody");
}

#[test]
fn a_clock_that_slept_is_right_again_once_the_moderators_program_woke() {
    let live = Stage::evening().press("1 Enter").wait(20).sleep(600);
    let mut room = live.room();
    assert!(room.screen().contains("the clock stands"), "{}", room.screen());
}

#[test]
fn it_is_told_only_what_changes() {
    let mut live = Stage::evening().press("1 4 Enter");
    live.shown = None;
    live = live.wait(30).press("n").write("#need to be believed");
    assert_eq!(live.shown, None, "neither time nor typing is anything to tell");
    live = live.press("Enter l Esc b Esc");
    assert_eq!(live.shown, None, "nor is a note");
    assert!(live.press("5 Enter").shown.is_some());
}

#[test]
fn its_keys_only_leave_it() {
    for key in ["Esc", "q", "Ctrl-c"] {
        assert!(busy().room().press(key).has_left());
    }
    let mut room = busy().room();
    let before = room.screen();
    room = room.press("Enter n : ? F1 F10 b 1 u s");
    assert_eq!((room.screen(), room.has_left()), (before, false));
}

#[test]
fn it_can_be_drawn_at_every_size() {
    let stages = [busy(), busy().press("F5"), busy().press("b Down F5 g"), Stage::open()];
    for stage in stages {
        let mut room = stage.room();
        for (columns, rows) in [(0, 0), (1, 1), (2, 40), (200, 3), (13, 7), (40, 4), (64, 17), (300, 100)] {
            room = room.size(columns, rows);
            room.screen();
        }
    }
}

#[test]
fn behind_the_curtain_and_off_the_record_it_shows_nothing_of_the_evening() {
    let view = |stage: &Stage| stage.shown.as_ref().unwrap().view.clone();
    let curtain = busy().press("F8");
    assert_eq!(view(&curtain), RoomView::Curtain);
    assert!(curtain.room().screen().trim().is_empty());
    let off = busy().press("F7 Enter");
    assert_eq!(view(&off), RoomView::OffTheRecord);
    let screen = off.room().size(40, 4).screen();
    assert!(screen.contains("Off the record") && !screen.contains("Yousef"), "{screen}");
    assert!(matches!(view(&off.press("F7")), RoomView::Floor(_)));
}

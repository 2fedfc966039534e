//! Looking back at one evening: the time axis, the notes, the board, the replay, and what is put right.

use parlor::{
    app::{Mono, Now, Replay, Review, Screen},
    session::{At, Record, Span},
    store,
};

use crate::{pictures::busy, stage::Stage};

macro_rules! picture {
    ($name:expr, $stage:expr) => {
        insta::assert_snapshot!($name, $stage.screen())
    };
}

/// A sample, on its overview.
fn sample(place: usize) -> Stage {
    let downs = "Down ".repeat(place);
    Stage::open().press(&downs).press("Enter")
}

fn now(mono: u64) -> Now {
    Now { mono: Mono(mono), with_sleep: Mono(mono), wall: crate::stage::start(), chance: 1 }
}

fn samples() -> Vec<Record> {
    (0..4).map(|place| store::sample(place).unwrap().record).collect()
}

#[test]
fn the_time_axis() {
    picture!("timeline_attributed_120", sample(0).size(120, 34).press("Tab Right Right Right Right Right Down"));
    picture!("timeline_attributed_80", sample(0).press("Tab").press(&"Down ".repeat(12)));
    picture!("timeline_nameless_120", sample(1).size(120, 34).press("Tab").press(&"Right ".repeat(25)));
    picture!("timeline_nameless_80", sample(1).press("Tab End"));
    picture!("timeline_languages_120", sample(2).size(120, 34).press("Tab").press(&"Down ".repeat(9)));
    picture!("timeline_table_80", sample(0).press("Tab t").press(&"Down ".repeat(20)));
    picture!("timeline_table_120", sample(1).size(120, 34).press("Tab t").press(&"Down ".repeat(20)));
}

#[test]
fn where_names_are_withheld_no_row_and_no_line_names_anybody() {
    let mut stage = sample(1).size(120, 34).press("Tab");
    let screen = stage.screen();
    assert!(screen.contains("everybody"), "{screen}");
    for _ in 0..60 {
        stage = stage.press("Down");
        let screen = stage.screen();
        assert!(
            !["Miriam", "Yousef", "Hanan", "Jewish", "Palestinian"].iter().any(|name| screen.contains(name)),
            "{screen}"
        );
    }
}

#[test]
fn moving_along_the_axis_moves_what_stands_beside_it_and_the_replay_starts_there() {
    let mut stage = sample(0).size(120, 34).press("Tab").press(&"Right ".repeat(30));
    let before = stage.screen();
    stage = stage.press("Right Right Right Right Right");
    assert_ne!(before, stage.screen());
    let Screen::Review(review) = &stage.app.screen else { panic!("a review") };
    let at = review.cursor;
    assert_eq!(at, At::OPENING.plus(Span::from_mins(35)));
    assert_eq!(stage.app.wakes_in(&stage.now()), None, "a review sleeps");
    stage = stage.press("r");
    let Screen::Replay(replay) = &stage.app.screen else { panic!("a replay") };
    assert_eq!(replay.state, samples()[0].fold_until(at));
    assert_eq!(stage.app.wakes_in(&stage.now()), None, "what stands sleeps");
    picture!("replay_at_minute_35", stage);
    stage = stage.press("Right Esc");
    let Screen::Review(review) = &stage.app.screen else { panic!("back at the review") };
    assert_eq!(review.cursor, At::OPENING.plus(Span::from_mins(36)), "the axis stands where the replay stood");
}

#[test]
fn a_replay_at_its_end_says_what_the_file_says_and_at_any_moment_what_it_said_then() {
    for record in samples() {
        let mut replay = Replay::new(record.clone(), &now(0));
        replay.go_to(replay.end(), &now(0));
        assert_eq!(replay.state, record.fold());
        let mut chance: u64 = 7;
        for _ in 0..40 {
            chance = chance.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            let at = At::from_millis((chance >> 33) % record.last().millis());
            replay.go_to(at, &now(0));
            assert_eq!(replay.state, record.fold_until(at), "{at}");
        }
        // Watched from the beginning to the end, as it goes by.
        let mut replay = Replay::new(record.clone(), &now(0));
        for speed in 0..4 {
            replay.change_speed(speed < 3, &now(0));
        }
        let mut mono = 0;
        while let Some(wake) = replay.wakes_in(&now(mono)) {
            assert!(wake >= Span::from_millis(100), "ten times a second at most");
            mono += wake.millis();
            replay.advance(&now(mono));
        }
        assert_eq!(replay.state, record.fold());
    }
}

#[test]
fn a_replay_steps_from_turn_to_turn_and_jumps_to_a_time_of_day() {
    let record = store::sample(0).unwrap().record;
    let state = record.fold();
    let mut replay = Replay::new(record, &now(0));
    replay.pause(&now(0));
    for turn in state.turns.iter().take(6) {
        replay.step_turn(true, &now(0));
        assert_eq!(replay.at(&now(0)), turn.called);
    }
    replay.step_turn(false, &now(0));
    assert_eq!(replay.at(&now(0)), state.turns[4].called);
    let wanted = state.wall(At::OPENING.plus(Span::from_mins(20))).format("%H:%M").to_string();
    assert!(replay.go_to_typed(&wanted, &now(0)));
    assert_eq!(state.wall(replay.at(&now(0))).format("%H:%M:%S").to_string(), format!("{wanted}:00"));
    assert!(replay.go_to_typed("5", &now(0)));
    assert_eq!(replay.at(&now(0)), At::OPENING.plus(Span::from_mins(5)));
    assert!(!replay.go_to_typed("25:99", &now(0)) && !replay.go_to_typed("when", &now(0)));
}

#[test]
fn at_the_speed_of_life_a_replay_wakes_with_the_second_of_its_clock() {
    let mut stage = sample(0).press("Tab").press(&"Down ".repeat(8)).press("r Space");
    let wake = stage.app.wakes_in(&stage.now()).unwrap();
    assert!(wake <= Span::from_secs(1) && wake > Span::ZERO);
    stage = stage.press("+");
    assert!(stage.screen().contains("ten times as fast"), "{}", stage.screen());
    assert_eq!(stage.app.wakes_in(&stage.now()), Some(Span::from_millis(100)));
    stage = stage.press("g").write("12").press("Enter");
    assert!(stage.screen().contains("minute 12 of"), "{}", stage.screen());
    stage = stage.press("g").write("nowhere").press("Enter");
    assert!(stage.screen().contains("no moment of this evening"), "{}", stage.screen());
}

#[test]
fn notes_by_kind_person_and_phase() {
    let mut stage = sample(0).size(120, 34).press("Tab Tab k");
    picture!("notes_of_a_kind_120", stage);
    let review = |stage: &Stage| match &stage.app.screen {
        Screen::Review(review) => Review::clone(review),
        _ => panic!("a review"),
    };
    let all = review(&stage).state.notes.len();
    let kind = review(&stage).filter.kind.unwrap();
    assert!(review(&stage).notes().all(|note| note.kind == kind) && review(&stage).notes().count() < all);
    stage = stage.press("a w");
    let who = review(&stage).filter.who.unwrap();
    assert!(review(&stage).notes().all(|note| note.speaker == who) && review(&stage).notes().count() < all);
    stage = stage.press("p p");
    let phase = review(&stage).filter.phase.unwrap();
    assert!(review(&stage).notes().all(|note| note.phase == phase && note.speaker == who));
    stage = stage.press("a");
    assert_eq!(review(&stage).notes().count(), all);
}

#[test]
fn the_board_with_its_history() {
    picture!("review_board_120", sample(0).size(120, 34).press("Tab Tab Tab Down"));
    picture!("review_board_nameless_80", sample(1).press("Tab Tab Tab"));
}

#[test]
fn what_is_put_right_stands_beside_what_was_there() {
    let sealed = || {
        busy()
            .size(140, 34)
            .press("b f c")
            .write("@Hanan brings the photographs by 11 April")
            .press("Enter Esc Esc q Enter s")
    };
    // A note and its kind, in one line.
    let mut stage = sealed().press("Tab Tab e").press("Ctrl-u").write("#hope her mother kept the key").press("Enter");
    let screen = stage.screen();
    assert!(screen.contains("#hope her mother kept the key"), "{screen}");
    assert!(screen.contains("it was #need; it said: her grandmother kept the key"), "{screen}");
    // A wording: what was in the room stays beside it.
    stage = stage.press("Tab e").press("Backspace").write("!").press("Enter");
    let screen = stage.screen();
    assert!(screen.contains("the wording in the room was"), "{screen}");
    // The title.
    stage = stage.press("Tab Tab e").press("Ctrl-u").write("What our children should know").press("Enter");
    let screen = stage.screen();
    assert!(screen.contains("What our children should know"), "{screen}");
    assert!(screen.contains("it was called: Saturday, 14 March 2026"), "{screen}");
    // What became of a follow-up, and when it is due.
    stage = stage.press("f d").size(120, 60);
    let screen = stage.screen();
    assert!(screen.contains("brings the photographs by 11 April 2026, done"), "{screen}");
    assert!(screen.contains("it was open"), "{screen}");
    stage = stage.press("e").press("Ctrl-u").write("brings the letters by 2026-05-02").press("Enter");
    picture!("review_put_right_120", stage);
    let text = std::fs::read_to_string(stage.sealed()).unwrap();
    let (before, amended) = text.split_once("amendments:").unwrap();
    assert!(before.contains("brings the photographs") && !before.contains("letters"), "{before}");
    assert!(amended.contains("brings the letters") && amended.contains("progress: done"), "{amended}");
}

//! Clocks that are set, a computer that sleeps, a program that is stopped or gone, in the middle of a turn.

use parlor::session::{At, Event, Fact, Span, Turn};

use crate::stage::Stage;

/// Miriam has spoken for half a minute.
fn half_a_minute() -> Stage {
    Stage::evening().press("1 Enter").wait(30)
}

fn turn(stage: &Stage) -> &Turn {
    stage.state().current().expect("somebody has the floor")
}

fn spoken(stage: &Stage) -> Span {
    turn(stage).spoken(at(stage))
}

fn at(stage: &Stage) -> At {
    stage.app.live().unwrap().at(&stage.now())
}

fn gaps(stage: &Stage) -> usize {
    stage.session().log().iter().filter(|entry| matches!(entry.event, Event::Fact(Fact::GapUntil(_)))).count()
}

#[test]
fn a_computer_that_slept_in_a_turn_asks_what_the_time_was() {
    let mut stage = half_a_minute().sleep(600);
    assert_eq!((spoken(&stage), at(&stage), gaps(&stage)), (Span::from_secs(30), At::from_millis(30_000), 1));
    assert!(turn(&stage).is_paused());
    let screen = stage.screen();
    assert!(screen.contains("The computer slept 10 min while Miriam spoke: Space drops it, = counts it"), "{screen}");
    assert!(screen.contains("= count it"), "{screen}");
    assert!(screen.contains("19:10"), "the label is right again: {screen}");
    let mut stage = stage.wait(20);
    assert_eq!(spoken(&stage), Span::from_secs(30), "the turn stands until the moderator has decided");
    assert!(stage.screen().contains("The computer slept 10 min"));

    let mut stage = stage.press("Space").wait(5);
    assert_eq!((spoken(&stage), turn(&stage).is_running()), (Span::from_secs(35), true));
    assert!(!stage.screen().contains("slept"));
    assert!(stage.press("=").screen().contains("Parlor was not away while this turn ran."));
}

#[test]
fn time_that_was_slept_through_is_counted_by_one_key_and_undone_by_another() {
    let mut stage = half_a_minute().sleep(600).press("=").wait(5);
    assert_eq!((spoken(&stage), turn(&stage).is_running()), (Span::from_secs(635), true));
    assert_eq!(at(&stage), At::from_millis(35_000), "the evening itself was not longer");
    assert!(stage.screen().contains("u undo: counted 10 min away"));
    let mut stage = stage.press("u");
    assert_eq!((spoken(&stage), turn(&stage).is_paused()), (Span::from_secs(30), true));
    assert!(stage.screen().contains("The computer slept 10 min"));
}

#[test]
fn a_computer_that_wakes_up_twice_adds_both_up() {
    let mut stage = half_a_minute().sleep(300).wait(3).sleep(420);
    assert!(stage.screen().contains("slept 12 min"), "{}", stage.screen());
    assert_eq!(spoken(&stage.press("=")), Span::from_secs(750));
}

#[test]
fn sleep_without_a_turn_is_a_gap_and_no_question() {
    let mut stage = Stage::evening().wait(30).sleep(600);
    assert_eq!((gaps(&stage), at(&stage)), (1, At::from_millis(30_000)));
    assert!(!stage.screen().contains("slept"));
    let mut stage = half_a_minute().press("Space").sleep(600);
    assert!(!stage.screen().contains("slept"), "the moderator had paused the turn before");
}

#[test]
fn a_clock_that_is_set_changes_labels_and_no_turn() {
    for seconds in [3600, -3600, 90, -90, 7, -1_773_507_600] {
        let mut stage = half_a_minute().set_clock(seconds).wait(30);
        assert_eq!((spoken(&stage), gaps(&stage)), (Span::from_secs(60), 0), "{seconds}");
        assert!(turn(&stage).is_running(), "{seconds}");
        let now = stage.now().wall;
        assert_eq!(stage.state().wall(at(&stage)), now, "{seconds}");
        let shown = now.format("%H:%M").to_string();
        assert!(stage.screen().contains(&shown), "{seconds}: {}", stage.screen());
        assert!(!stage.screen().contains("Space drops"), "{seconds}");
    }
}

#[test]
fn the_clock_may_say_1970() {
    let mut stage = half_a_minute().set_clock(-1_773_507_600).wait(30).press("e q Enter");
    assert_eq!(stage.state().wall(At::from_millis(60_000)).format("%Y").to_string(), "1970");
    assert!(stage.screen().contains("parlor: 1"));
    let screen = stage.press("s").screen();
    assert!(screen.contains("Overview"), "{screen}");
}

#[test]
fn summer_time_changes_the_labels_from_then_on() {
    let stage = half_a_minute().summer_time().wait(30);
    assert_eq!((spoken(&stage), gaps(&stage)), (Span::from_secs(60), 0));
    let label = |ms| stage.state().wall(At::from_millis(ms)).format("%H:%M").to_string();
    assert_eq!([label(0), label(60_000)], ["19:00", "20:01"]);
}

#[test]
fn a_clock_that_drifts_a_little_is_left_alone() {
    let stage = (0..20).fold(half_a_minute(), |stage, n| stage.set_clock(if n % 2 == 0 { 1 } else { -1 }).wait(3));
    let set =
        stage.session().log().iter().filter(|entry| matches!(entry.event, Event::Fact(Fact::ClockSet(_)))).count();
    assert_eq!((set, spoken(&stage)), (0, Span::from_secs(90)));
}

#[test]
fn a_stopped_program_counts_nothing_of_the_time_away() {
    let mut stage = half_a_minute().press("Ctrl-z").stopped(240);
    assert_eq!((spoken(&stage), gaps(&stage)), (Span::from_secs(30), 1));
    assert!(stage.screen().contains("Parlor was stopped 4 min while Miriam spoke"), "{}", stage.screen());
    let stage = stage.press("Space").wait(10);
    assert_eq!(spoken(&stage), Span::from_secs(40));
    // Something else may wake it before it hears of that.
    let stage = stage.stopped_unheard(60).send(parlor::app::Msg::Continued);
    assert_eq!((spoken(&stage), gaps(&stage), turn(&stage).is_paused()), (Span::from_secs(40), 2, true));
    let stage = stage.press("Space");
    // From outside, without a word: at most the second since the last look at the clock is lost.
    let stage = stage.stopped(60);
    assert_eq!((spoken(&stage), gaps(&stage)), (Span::from_secs(40), 3));
    assert_eq!(spoken(&stage.press("=")), Span::from_secs(100));
}

#[test]
fn a_stop_that_nobody_noticed_is_none() {
    let stage = half_a_minute().stopped(1);
    assert_eq!((spoken(&stage), gaps(&stage)), (Span::from_secs(31), 0));
}

#[test]
fn where_no_shell_is_it_says_so() {
    let stage = half_a_minute().press("Ctrl-z").send(parlor::app::Msg::CannotStop);
    let mut stage = stage.wait(10);
    assert!(stage.screen().contains("No shell is behind this window"));
    assert_eq!((spoken(&stage), gaps(&stage)), (Span::from_secs(40), 0));
}

#[test]
fn a_reboot_in_a_turn_shows_the_gap_and_asks_the_same() {
    let (folder, _) = half_a_minute().crash();
    let mut stage = Stage::open_after_reboot(folder, 900).press("Enter");
    assert!(turn(&stage).is_paused());
    assert_eq!((spoken(&stage), gaps(&stage)), (Span::from_secs(30), 1));
    assert!(stage.screen().contains("is back"), "{}", stage.screen());
    let mut stage = stage.press("Tab Tab");
    assert!(
        stage.screen().contains("Parlor was away 14 min while Miriam spoke: Space drops it, = counts it"),
        "{}",
        stage.screen()
    );
    let counted = stage.press("=");
    assert_eq!(spoken(&counted), Span::from_secs(905));
}

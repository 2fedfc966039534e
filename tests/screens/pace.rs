//! The acts of the clock, the mirror and the seats, as they are pressed and seen.

use parlor::session::{At, Span, Who};

use crate::{pictures::busy, stage::Stage};

macro_rules! picture {
    ($name:expr, $stage:expr) => {
        insta::assert_snapshot!($name, $stage.screen())
    };
}

fn at(stage: &Stage) -> At {
    stage.app.live().unwrap().at(&stage.now())
}

fn speaker(stage: &Stage) -> String {
    let who = stage.state().current().map(|turn| turn.who);
    who.and_then(Who::person).map_or(String::new(), |person| stage.state().roster.person(person).unwrap().name.clone())
}

#[test]
fn the_page_of_the_clock_and_what_stands_in_its_place() {
    picture!("clock_page_80", busy().press("d"));
    picture!("clock_page_120", busy().size(120, 34).press("Space e").wait(75).press("d"));
    picture!("quiet_silence_120", busy().size(120, 34).press("d s").wait(20));
    picture!("quiet_pause_80", busy().press(",").wait(20));
    picture!("phase_over_80", busy().wait(400));
}

#[test]
fn what_is_left_is_shared_by_one_key() {
    let mut stage = Stage::evening().wait(60).press("1 3 4 j");
    assert_eq!(stage.state().turn_length(), Span::from_secs(80));
    let screen = stage.screen();
    assert!(screen.contains("u undo: turns of 1:20"), "{screen}");
    let stage = stage.press("Enter");
    assert_eq!(stage.state().current().unwrap().length, Span::from_secs(80));
    assert!(Stage::evening().press("j").screen().contains("Nobody waits."));
}

#[test]
fn a_pause_for_all_is_one_key_and_ended_by_another() {
    let mut stage = Stage::evening().press("1 Enter").wait(30).press(",").wait(100);
    let screen = stage.screen();
    assert!(screen.contains("A pause") && screen.contains("Space: Miriam goes on"), "{screen}");
    assert!(screen.contains("Space goes on"), "{screen}");
    let stage = stage.press("Space").wait(5);
    assert_eq!(stage.state().current().unwrap().spoken(at(&stage)), Span::from_secs(35));
    assert_eq!(stage.state().quiet_time(at(&stage)), Span::from_secs(100));
}

#[test]
fn the_empty_floor_goes_to_whoever_spoke() {
    let stage = Stage::evening().press("1 Enter").wait(30).press("e").wait(42).press("d f");
    let mut stage = stage.press("5");
    assert_eq!(speaker(&stage), "Layla");
    assert_eq!(stage.state().current().unwrap().spoken(at(&stage)), Span::from_secs(42));
    assert!(stage.screen().contains("u undo: start put back 42s"), "{}", stage.screen());
    let stage = stage.press("u u").wait(3).press("5 Enter").wait(2).press("d f");
    assert_eq!(stage.state().current().unwrap().spoken(at(&stage)), Span::from_secs(47));
    let stage = stage.press("e").wait(9).press("d w");
    assert_eq!(stage.state().quiet_time(at(&stage)), Span::from_secs(9));
}

#[test]
fn a_breath_between_speakers_is_seen_and_wakes_when_it_is_over() {
    let mut stage = Stage::evening().press("d b 1 4 Enter").wait(10).press("Enter").wait(2);
    assert!(stage.screen().contains("a breath · then 1:00"), "{}", stage.screen());
    let stage = stage.wait(4);
    assert_eq!(stage.state().current().unwrap().spoken(at(&stage)), Span::from_secs(1));
}

#[test]
fn a_phase_that_runs_over_is_answered_with_one_key_each() {
    let over = || Stage::evening().wait(360);
    let hint = over().screen();
    assert!(hint.contains("1 min over:  d r from the rest  d e end later  d k park it"), "{hint}");
    let mut rest = over().press("d r");
    assert!(rest.screen().contains("u undo: shortened the rest"), "{}", rest.screen());
    assert_eq!(rest.state().late(at(&rest)), Span::ZERO);
    assert_eq!(over().press("d e").state().planned_length(), Span::from_mins(96));
    let mut parked = over().press("d k");
    assert_eq!(parked.state().board.statements.len(), 1);
    assert!(parked.screen().contains("Phases"), "{}", parked.screen());
    let parked = parked.press("Enter");
    assert_eq!(parked.state().phase().unwrap().title, "Open dialogue");
}

#[test]
fn ten_minutes_before_the_end_the_line_says_so() {
    let stage = Stage::evening().press("p Enter").wait(79 * 60 + 59);
    let mut stage = stage;
    assert!(!stage.screen().contains("no new topics"));
    stage = stage.press("p Enter").wait(2);
    assert!(stage.screen().contains("Ten minutes to the end: no new topics."), "{}", stage.screen());
}

#[test]
fn the_bell_is_silent_until_it_is_switched_and_rings_once() {
    let over = |stage: Stage| stage.press("1 Enter").wait(300);
    assert_eq!(over(Stage::evening()).bells(), 0);
    let stage = over(Stage::evening().press("d l"));
    assert_eq!(stage.bells(), 1);
    let stage = stage.press("+ + + + + + + + + +").wait(600);
    assert_eq!(stage.bells(), 2, "who gets more time is rung for again");
    let stage = stage.press("e d s").wait(119);
    assert_eq!(stage.bells(), 2);
    assert_eq!(stage.wait(60).bells(), 3, "a silence that is over");
    let grace = Stage::evening().press("d l 1 Enter").wait(74);
    assert_eq!(grace.bells(), 0, "fifteen seconds of grace");
    assert_eq!(grace.wait(1).bells(), 1);
}

#[test]
fn a_limit_for_the_parties_stands_beside_their_bars() {
    let mut stage = Stage::evening().size(120, 34).press("d t 1 Enter").wait(150);
    assert_eq!(stage.state().party_budget(), Some(Span::from_mins(2)));
    picture!("party_time_120", stage);
    let stage = stage.press("d t");
    assert_eq!(stage.state().party_budget(), Some(Span::from_secs(150)), "the others get as much");
}

#[test]
fn who_is_interpreted_is_written_so_and_has_twice_the_time() {
    let stage = Stage::open().press("n").write("Palestinian: Layla (interpreted), Hanan").press("Enter Enter");
    let mut stage = stage.press("1 Enter").wait(60);
    assert!(stage.screen().contains("of 2:00, interpreted"), "{}", stage.screen());
    assert_eq!(stage.state().airtimes(at(&stage)).people[0].spoken, Span::from_secs(30));
    assert!(stage.press("s").screen().contains("interpreted"));
}

#[test]
fn a_break_has_the_clock_of_its_phase_and_a_caucus_captures_nothing() {
    let table = Stage::open().size(120, 34).press("n BackTab BackTab BackTab BackTab Right Right Right Right Right");
    let mut stage = table.press("F2").wait(2).press("p Down Down Enter").wait(75);
    picture!("phase_break_120", stage);
    let mut stage = stage.press("p Down Enter n").write("what they said").press("Enter");
    assert!(stage.screen().contains("This is a caucus: nothing is captured."), "{}", stage.screen());
    assert_eq!(stage.state().notes.len(), 0);
}

#[test]
fn the_mirror_and_the_chair() {
    let acts = || busy().press("+ + g 3").wait(30).press("-");
    picture!("mirror_80", acts().press("m"));
    let stage = acts().press("m 4");
    assert_eq!(stage.state().chair().unwrap().name, "Yousef");
    picture!("mirror_handed_over_120", stage.size(120, 34));
    assert!(busy().press("m 1").screen().contains("Miriam is not written down as a moderator."));
}

#[test]
fn seats_are_changed_and_somebody_is_removed_on_the_people_page() {
    let seats = |stage: &Stage| {
        let people = stage.state().roster.people();
        people.map(|person| person.name.clone()).collect::<Vec<_>>().join(" ")
    };
    let stage = Stage::evening().press("s Down Down < <");
    assert_eq!(seats(&stage), "Eitan Miriam Tamar Yousef Layla Hanan");
    let mut stage = stage.press("- -");
    assert_eq!(seats(&stage), "Tamar Yousef Layla Hanan", "the mark goes to whoever sits there now");
    assert!(stage.screen().contains("u undo: removed somebody"), "{}", stage.screen());
    let stage = stage.press("u u");
    assert_eq!(seats(&stage), "Eitan Miriam Tamar Yousef Layla Hanan");
    assert!(busy().press("s -").screen().contains("Miriam has spoken, or is named in a note"));
}

#[test]
fn the_clock_stays_in_sight_behind_a_window() {
    // The rows of its digits, below header, phases and question.
    let digits = |stage: &mut Stage| stage.screen().lines().skip(3).take(5).map(str::to_owned).collect::<Vec<_>>();
    for keys in ["d", "m", "p", "t", "a"] {
        let mut stage = busy();
        let before = digits(&mut stage);
        assert!(before.iter().any(|line| line.contains('█')), "{before:#?}");
        assert_eq!(digits(&mut stage.press(keys)), before, "{keys}");
    }
}

#[test]
fn no_party_is_shown_without_the_others() {
    for (columns, rows) in [(120, 34), (80, 24), (80, 22)] {
        let screen = busy().size(columns, rows).press("Tab").screen();
        let airtime: Vec<&str> = screen.lines().filter(|line| line.contains(" × ")).collect();
        assert!(
            ["Jewish", "Palestinian"].iter().all(|party| airtime.iter().any(|line| line.contains(party))),
            "{screen}"
        );
    }
}

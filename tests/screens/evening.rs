//! An evening by its keys, from the empty folder to the sealed file and back.

use parlor::{
    app::{Front, Screen},
    session::{RecordRule, Span, Standing, StandingKind, Who},
};

use crate::stage::Stage;

#[test]
fn one_press_raises_a_hand_and_another_lowers_it() {
    let stage = Stage::evening().press("1 4 1");
    assert_eq!(stage.state().hands.len(), 1);
    assert_eq!(stage.press("n Alt-1").state().hands.len(), 2, "also while a line is open");
}

#[test]
fn the_floor_runs_on_while_a_line_is_open() {
    let stage =
        Stage::evening().press("1 4 Enter n").write("the lemon tree").wait(10).press("F3").wait(5).press("F3 F4");
    let turn = stage.state().current().unwrap();
    assert_eq!(turn.length, Span::from_secs(90));
    assert_eq!(turn.spoken(stage.app.live().unwrap().at(&stage.now())), Span::from_secs(10));
    let stage = stage.press("F2 Enter");
    let note = &stage.state().notes[0];
    assert_eq!(note.text, "the lemon tree");
    let speaker = note.speaker.and_then(Who::person).and_then(|person| stage.state().roster.person(person));
    assert_eq!(speaker.unwrap().name, "Yousef", "it belongs to whoever has the floor when it is kept");
}

#[test]
fn escape_keeps_the_draft() {
    let mut stage = Stage::evening().press("n").write("half a sen").press("Esc 1 Enter");
    assert!(stage.state().notes.is_empty());
    assert!(stage.screen().contains("goes on with a note you began"));
    let stage = stage.press("n").write("tence").press("Enter");
    assert_eq!(stage.state().notes[0].text, "half a sentence");
}

#[test]
fn a_wrong_next_comes_back_with_the_time_that_really_passed() {
    let stage = Stage::evening().press("1 4 Enter").wait(30).press("Enter").wait(10).press("u").wait(5);
    let turn = stage.state().current().unwrap();
    let at = stage.app.live().unwrap().at(&stage.now());
    assert_eq!(turn.spoken(at), Span::from_secs(45));
    assert_eq!(stage.state().hands.len(), 1, "Yousef waits again");
    let stage = stage.press("Ctrl-r");
    let at = stage.app.live().unwrap().at(&stage.now());
    assert_eq!(stage.state().current().unwrap().spoken(at), Span::from_secs(15));
}

#[test]
fn common_ground_needs_a_voice_of_every_party() {
    let mut stage = Stage::evening().press("c").write("Both losses are real.").press("Enter b g 1 2 Enter");
    assert!(stage.screen().contains("Palestinian: nobody has confirmed it"), "{}", stage.screen());
    assert_eq!(stage.state().board.standing(StandingKind::CommonGround).count(), 0);
    let stage = stage.press("5 Enter");
    assert_eq!(stage.state().board.standing(StandingKind::CommonGround).count(), 1);
    let stage = stage.press("w").write(" For good.").press("Enter Enter");
    let statement = &stage.state().board.statements[0];
    assert_eq!((statement.wording(), &statement.standing), ("Both losses are real. For good.", &Standing::Proposed));
    assert_eq!(statement.wordings.len(), 2);
}

#[test]
fn somebody_late_somebody_leaving_a_name_put_right() {
    let stage = Stage::evening().press("s a").write("Sami, Palestinian").press("Enter");
    let sami = stage.state().roster.people().last().unwrap();
    assert_eq!((sami.name.as_str(), sami.party.as_deref(), sami.key), ("Sami", Some("Palestinian"), '7'));
    let stage = stage.press("x");
    assert_eq!(stage.state().roster.present().count(), 6, "the first one is marked, and has left");
    let stage = stage.press("Down e Ctrl-u").write("Jewish: Tamara").press("Enter");
    assert_eq!(stage.state().roster.people().nth(1).unwrap().name, "Tamara");
}

#[test]
fn a_crash_loses_nothing_and_the_turn_stands() {
    let stage = Stage::evening().press("1 4 Enter").wait(95).press("n").write("kept").press("Enter").wait(25);
    let log = stage.session().log().to_vec();
    let (folder, mono) = stage.crash();
    let mut stage = Stage::open_in(folder, mono + 600_000);
    assert!(stage.screen().contains("To be continued"), "{}", stage.screen());
    stage = stage.press("Enter");
    assert_eq!(stage.session().log()[..log.len()], log, "every act, in order, once");
    assert!(stage.screen().contains("The turn that was running stands."), "{}", stage.screen());
    let turn = stage.state().current().unwrap();
    assert!(turn.is_paused());
    let spoken = turn.spoken(stage.app.live().unwrap().at(&stage.now())).secs();
    assert!((115..=120).contains(&spoken), "up to the last sign of life, not the ten minutes after: {spoken}");
    assert_eq!(stage.state().wall(stage.session().last()), stage.now().wall, "the time of day is right again");
    let stage = stage.press("Space").wait(5).press("q Enter s");
    assert!(matches!(stage.app.screen, Screen::Review(_)));
}

#[test]
fn an_ended_evening_can_be_continued_until_it_is_sealed() {
    let stage = Stage::evening().press("1 Enter").wait(30).press("q Enter").wait(60).press("c");
    assert!(!stage.state().is_ended());
    assert!(stage.state().current().is_some_and(parlor::session::Turn::is_paused), "the turn that was cut off stands");
    let at = stage.app.live().unwrap().at(&stage.now());
    assert_eq!(stage.state().length(at), Span::from_secs(30), "the minute between is nobody's");
}

#[test]
fn ctrl_c_asks_once_and_the_journal_stays() {
    let stage = Stage::evening().press("1 Enter Ctrl-c");
    assert!(!stage.has_left());
    let stage = stage.press("x Esc");
    assert!(stage.app.overlay.is_none() && !stage.has_left());
    let stage = stage.press("Ctrl-c Ctrl-c");
    assert!(stage.has_left());
    let (folder, mono) = stage.crash();
    let mut again = Stage::open_in(folder, mono);
    assert!(again.screen().contains("continue"));
    assert!(Stage::open().press("Ctrl-c").has_left(), "with nothing to lose it does not ask");
}

#[test]
fn a_group_brings_its_people_and_another_starter() {
    let stage = Stage::open().press("n BackTab BackTab").write("Olive Tree Circle").press("Tab Tab");
    let stage =
        stage.write("Jewish: Miriam, Eitan").press("Enter").write("Palestinian: Layla, Hanan").press("Enter Enter");
    let stage = stage.press("p Down Down Enter 1").wait(1).press("q Enter s Esc");
    assert!(stage.is_home());
    let mut stage = stage.press("n BackTab BackTab Right");
    let screen = stage.screen();
    assert!(screen.contains("Jewish: Miriam, Eitan") && screen.contains("1 evening so far"), "{screen}");
    let stage = stage.press("F2");
    assert_eq!(stage.state().opening.rounds_before, 1);
    assert_eq!(stage.state().roster.members.len(), 4);
}

#[test]
fn under_chatham_house_no_name_is_in_the_file() {
    let stage =
        Stage::open().press("n BackTab BackTab BackTab BackTab Right Tab").write("At Zebulon's").press("Tab Tab");
    let stage = stage.write("Zebulon Street").press("Tab").write("Xanthians: Quirine, Zebulon").press("Enter");
    let stage = stage.write("Yddians: Wolfgang, Ottokar").press("Enter Enter");
    assert_eq!(stage.state().rule(), RecordRule::ChathamHouse);
    let stage = stage
        .press("1 g 1")
        .wait(20)
        .press("n")
        .write("@Ottokar Quirine's house stood in Zebulon Street")
        .press("Enter");
    let stage = stage.press("c").write("Xanthians and Wolfgang agree").press("Enter b g 1 3 Enter Esc q Enter s");
    let text = std::fs::read_to_string(stage.sealed()).unwrap();
    for name in ["Quirine", "Zebulon", "Wolfgang", "Ottokar", "Xanthian", "Yddian"] {
        assert!(!text.contains(name), "{name} in\n{text}");
    }
    assert!(text.contains("house stood in"), "what was said is kept");
}

#[test]
fn what_was_sealed_opens_again() {
    let mut stage = Stage::evening()
        .press("1 4 Enter")
        .wait(61)
        .press("Enter n")
        .write("#story the lemon tree")
        .press("Enter")
        .wait(30)
        .press("c")
        .write("Both losses are real.")
        .press("Enter b g 1 5 Enter Esc q Enter s Esc Enter");
    let screen = stage.screen();
    assert!(screen.contains("Both losses are real.") && screen.contains("1:01") && screen.contains("0:30"), "{screen}");
    assert!(stage.press("Tab").screen().contains("the lemon tree"));
}

#[test]
fn the_demo_moves_within_ten_seconds() {
    let mut stage = Stage::open().press("e");
    let first = stage.screen();
    let later = stage.wait(8).screen();
    assert_ne!(first, later);
    assert!(later.contains("thirty times as fast"));
}

#[test]
fn an_evening_thrown_away_leaves_nothing() {
    let stage = Stage::evening().press("1 Enter q Enter x");
    assert!(stage.app.overlay.is_some(), "asked first");
    let mut stage = stage.press("Enter");
    assert!(stage.is_home());
    assert!(!stage.screen().contains("To be continued"));
}

#[test]
fn keys_are_text_in_an_open_line_and_acts_otherwise() {
    let stage = Stage::evening().press("n").write("q e u 1 + < ?").press("Enter");
    assert_eq!(stage.state().notes[0].text, "q e u 1 + < ?");
    assert!(matches!(stage.app.live().unwrap().front, Front::Keys));
    assert!(stage.state().hands.is_empty());
}

#[test]
fn a_name_that_nobody_has_is_said_before_the_words_become_anothers() {
    let mut stage = Stage::evening().press("1 Enter n").write("@Anna the key").press("Enter");
    assert!(stage.state().notes.is_empty());
    assert!(stage.screen().contains("Nobody here is called “Anna”"), "{}", stage.screen());
    let stage = stage
        .press("Ctrl-u")
        .write("@Hanan #need the key")
        .press("Enter c")
        .write("@6 Both losses are real.")
        .press("Enter");
    let hanan = stage.state().roster.by_name("Hanan").unwrap().id;
    assert_eq!(stage.state().notes[0].speaker, Some(Who::Named(hanan)));
    let statement = &stage.state().board.statements[0];
    assert_eq!((statement.proposed_by, statement.wording()), (Some(Who::Named(hanan)), "Both losses are real."));
    let stage =
        stage.press("l e").write(" in her hand").press("Enter e Ctrl-u").write("@Layla the lock").press("Enter");
    let note = &stage.state().notes[0];
    assert_eq!((note.text.as_str(), note.kind.word()), ("the lock", "need"));
    assert_ne!(note.speaker, Some(Who::Named(hanan)));
}

#[test]
fn what_was_begun_in_setting_up_is_there_again() {
    let mut stage = Stage::open().press("n").write("Jewish: Miriam").press("Esc n");
    assert!(stage.screen().contains("Jewish: Miriam"));
}

#[test]
fn in_a_go_round_whoever_was_just_called_passes() {
    let stage = Stage::evening().press("t Down Down Down Down Down Enter Enter").wait(5).press("w");
    assert!(stage.state().current().is_none() && stage.state().turns.is_empty());
    let stage = stage.press("Enter").wait(40).press("v");
    assert!(stage.state().current().is_some(), "who has spoken for a while is not sent away");
    let passed: Vec<bool> = stage.state().round.passes.iter().map(|pass| pass.for_now).collect();
    assert_eq!(passed, [true, false]);
}

#[test]
fn an_order_is_changed_at_any_moment() {
    let mut stage = Stage::evening().press("1 4 Enter t");
    assert!(stage.screen().contains("talking piece"));
    let stage = stage.press("Down Down Down Down Down Down Enter Enter 5");
    let current = stage.state().current().unwrap();
    assert_eq!(current.why, parlor::session::Why::NamedByHolder);
    let stage = stage.press("t Down Enter 2").wait(3).press("2");
    assert!(stage.state().current().is_none(), "in open talk a second press ends the turn");
    let stage = stage.press("t Down Enter i Tab Enter");
    assert_eq!(stage.state().chosen.len(), 2, "one side sits inside, its moderator not");
}

#[test]
fn hostile_text_is_only_text() {
    let mut stage = Stage::evening().press("n").paste("a\u{1b}]52;c;x\u{7}b\u{202e}c\r\nd").press("Enter");
    assert_eq!(stage.state().notes[0].text, "a]52;c;xbc\nd");
    assert!(!stage.screen().contains('\u{1b}'));
    let long = "x".repeat(70_000);
    let stage = stage.press("n").paste(&long).press("Enter");
    assert!(stage.state().notes[1].text.len() <= parlor::session::text::LONGEST);
}

#[test]
fn the_caret_stands_where_the_text_goes_in() {
    let mut stage = Stage::evening().press("n").write("חנן");
    let (x, y) = stage.caret();
    let under = stage.screen();
    assert!(
        under.lines().nth(y.into()).unwrap().contains("ןנח"),
        "ordered here for a terminal that draws cell by cell"
    );
    // The line is read to the left: its end stands there, and the way back goes to the right.
    let mut stage = stage.press("Left");
    assert_eq!(stage.caret(), (x, y));
    assert_eq!(stage.press("Right").caret(), (x + 1, y));
}

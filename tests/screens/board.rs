//! The board by its keys: tests, read-backs, differences, the one text, what comes back and what was promised.

use parlor::{
    app::Page,
    session::{Heard, MemorandumScope, Standing, StandingKind, StatementId, Tally, TestOutcome, Until},
};

use crate::stage::Stage;

macro_rules! picture {
    ($name:expr, $stage:expr) => {
        insta::assert_snapshot!($name, $stage.screen())
    };
}

/// Three and three who are asked, each side with a moderator: keys 1 to 4, and 5 to 8.
fn circle() -> Stage {
    Stage::open()
        .press("n")
        .write("Jewish: Miriam, Eitan, Noa, Tamar (moderator)")
        .press("Enter")
        .write("Palestinian: Yousef, Hanan, Layla, Basel (moderator)")
        .press("Enter Enter")
}

/// The same at a larger table where one side is of two.
fn uneven() -> Stage {
    Stage::open()
        .press("n")
        .write("Jewish: Miriam, Eitan, Noa")
        .press("Enter")
        .write("Palestinian: Yousef, Hanan")
        .press("Enter Enter")
}

fn put(stage: Stage, wordings: &[&str]) -> Stage {
    wordings.iter().fold(stage, |stage, wording| stage.press("c").write(wording).press("Enter"))
}

fn kind(stage: &Stage, id: u32) -> StandingKind {
    stage.state().board.statement(StatementId(id)).expect("a statement").kind()
}

/// A wording that was changed and tested: three fingers short of one mind.
fn tested() -> Stage {
    let stage = put(circle(), &["Both losses count.", "Each people needs a home of its own."]).press("b w Ctrl-u");
    let stage =
        stage.write("Both losses are real, and neither is a number.").press("Enter").write("a loss is not a sum");
    stage.press("Enter t Enter 5 5 4 Enter 5 4 2")
}

#[test]
fn pictures_of_a_test() {
    let set_up = || put(circle(), &["Both losses are real, and neither is a number."]).press("b t");
    picture!("test_set_up_80", set_up());
    picture!("test_set_up_120", set_up().size(120, 34));
    picture!("test_fingers_80", tested());
    picture!("test_keys_80", set_up().press("Tab Tab Tab Down Enter 1 2 Down 5"));
    picture!("test_handed_round_80", set_up().press("Tab Tab Tab Down Down Enter Enter"));
    picture!("test_blank_80", set_up().press("Tab Tab Tab Down Down Enter Enter 4"));
    picture!("test_result_80", tested().press("Enter"));
    picture!("test_result_120", tested().press("Enter").size(120, 34));
    picture!("tested_board_120", tested().press("Enter Enter").size(120, 34));
    picture!("tested_board_80", tested().press("Enter Enter"));
}

#[test]
fn pictures_of_the_rest() {
    picture!("wordings_80", tested().press("Enter Enter v"));
    picture!("wordings_120", tested().press("Enter Enter v").size(120, 34));
    let difference = || {
        let stage = put(circle(), &["Who may speak first about 1948."])
            .press("b d Enter")
            .write("It cannot be told without what came before.");
        stage.press("Enter Enter").write("It cannot be told without what came after.").press("Enter 5 1")
    };
    picture!("difference_80", difference());
    picture!(
        "brackets_80",
        put(circle(), &["The land between."]).press("b r Down Enter").write("the map").press("Enter 1")
    );
    picture!("text_120", one_text().size(120, 34));
    picture!("text_80", one_text());
    picture!("drafts_120", one_text().press("d Enter w").write(" Both are old.").press("Enter Enter v").size(120, 34));
    picture!("whole_80", one_text().press("g"));
    let promised = circle()
        .press("b f c")
        .write("@6 brings the deed by 11 April")
        .press("Enter c")
        .write("we photograph the lids");
    picture!("follow_ups_80", promised.press("Enter"));
}

fn one_text() -> Stage {
    let stage = circle()
        .press("b Tab c")
        .write("Two homes stand on one hill.")
        .press("Enter c")
        .write("One well is under both.");
    let stage =
        stage.press("Enter d i").write("whose hill is it?").press("Enter").write("that nobody is asked for a paper");
    stage.press("Enter")
}

#[test]
fn a_test_is_shown_at_once_and_common_ground_waits_for_every_party() {
    let mut stage = tested();
    assert!(!stage.screen().contains("not met"), "nothing is known before all is in");
    stage = stage.press("Enter");
    let screen = stage.screen();
    let (weakest, other) = (screen.find("Palestinian  2/3").unwrap(), screen.find("Jewish  3/3").unwrap());
    assert!(weakest < other, "{screen}");
    stage = stage.press("Enter");
    assert_eq!(kind(&stage, 1), StandingKind::Testing);
    stage = stage.press("g 1 5 Enter");
    assert!(stage.screen().contains("Palestinian: threshold not met"), "{}", stage.screen());
    stage = stage.press("Esc t Enter 5 5 4 Enter 5 4 3 Enter Enter g 1 5 Enter");
    assert_eq!(kind(&stage, 1), StandingKind::CommonGround);
    assert_eq!(stage.state().board.statements[0].tests.len(), 2, "the history of tests stays");
    let stage = stage.press("w").write(" Always.").press("Enter Enter");
    assert_eq!(kind(&stage, 1), StandingKind::Proposed, "an edit takes the read-back back");
}

#[test]
fn a_small_party_is_not_shown_as_a_split_at_any_moment() {
    let mut stage = put(uneven(), &["Both losses are real."]).press("b t Enter 5 5 4 Enter 5 1");
    assert!(stage.screen().contains("Palestinian") && stage.screen().contains("• •"), "{}", stage.screen());
    stage = stage.press("Enter");
    assert!(stage.screen().contains("Palestinian  not met"), "{}", stage.screen());
    stage = stage.press("Enter Esc q Enter s");
    let text = std::fs::read_to_string(stage.sealed()).unwrap();
    assert!(text.contains("small:") && text.contains("met: not_met"), "{text}");
}

#[test]
fn a_party_of_one_mind_is_told_before_it_is_kept() {
    let mut stage = put(circle(), &["Both losses are real."]).press("b t Enter 5 5 5 Enter 5 4 3 Enter");
    assert!(stage.screen().contains("Jewish was of one mind"), "{}", stage.screen());
    stage = stage.press("Tab");
    assert!(stage.screen().contains("only met or not met is kept"), "{}", stage.screen());
    let stage = stage.press("Enter");
    let taken = stage.state().board.statements[0].tests[0].taken.as_ref().unwrap();
    assert_eq!(taken.parties[0].tally, Tally::Small { met: TestOutcome::Met, can_live: TestOutcome::Met });
}

#[test]
fn a_key_a_person_records_who_stands_where() {
    let mut stage =
        put(circle(), &["Both losses are real."]).press("b t Tab Tab Tab Down Enter 1 2 5 Down 3 6 7 Enter Enter");
    let taken = stage.state().board.statements[0].tests[0].taken.as_ref().unwrap();
    assert_eq!(taken.answers.len(), 6);
    assert!(stage.screen().contains("●"), "{}", stage.screen());
}

#[test]
fn between_two_people_the_screen_is_blank_and_nobodys_answer_is_on_the_disk() {
    let mut stage = put(circle(), &["Both losses are real."]).press("b t Tab Tab Tab Down Down Enter");
    let log = stage.session().log().len();
    for person in ["Miriam", "Eitan", "Noa", "Yousef", "Hanan", "Layla"] {
        let blank = stage.screen();
        assert!(
            blank.contains(&format!("The keyboard goes to {person}.")) && !blank.contains("Both losses"),
            "{blank}"
        );
        stage = stage.press("Enter");
        assert!(stage.screen().contains("Both losses are real."));
        stage = stage.press(if person == "Layla" { "3" } else { "5" });
    }
    assert_eq!(stage.session().log().len(), log, "nothing is written before all of it is in");
    stage = stage.press("Enter Enter");
    let taken = stage.state().board.statements[0].tests[0].taken.as_ref().unwrap();
    assert!(taken.answers.is_empty() && taken.not_asked.is_empty());
}

#[test]
fn two_become_one_one_becomes_two_and_the_hand_orders() {
    let stage = put(circle(), &["a", "b", "c"]).press("b m Enter Ctrl-u").write("a and b").press("Enter");
    assert_eq!((kind(&stage, 1), kind(&stage, 4)), (StandingKind::Withdrawn, StandingKind::Proposed));
    let stage = stage.press("y Ctrl-u").write("a alone").press("Alt-Enter").write("b alone").press("Enter");
    let wordings = |stage: &Stage| -> Vec<String> {
        stage.state().board.standing(StandingKind::Proposed).map(|one| one.wording().to_owned()).collect()
    };
    assert_eq!(wordings(&stage), ["a alone", "b alone", "c"]);
    let stage = stage.press("> >");
    assert_eq!(wordings(&stage), ["b alone", "c", "a alone"]);
    assert_eq!(wordings(&stage.press("u u u u")), ["a", "b", "c"]);
}

#[test]
fn only_the_drafter_edits_and_the_whole_is_asked_once() {
    let mut stage = one_text().press("w").write(" More.").press("Enter");
    assert!(stage.screen().contains("only the drafter edits"), "{}", stage.screen());
    stage = stage.press("Esc d 3 Enter w").write(" Both are old.").press("Enter Enter d g 1 5 Enter");
    assert_eq!((kind(&stage, 1), kind(&stage, 2)), (StandingKind::CommonGround, StandingKind::CommonGround));
    assert_eq!(stage.state().board.text.drafts.len(), 2);
    let stage = stage.press("s");
    assert!(stage.state().board.all_or_nothing);
}

#[test]
fn what_is_parked_comes_up_by_itself_when_the_closing_phase_starts() {
    let stage =
        put(circle(), &["The school.", "The well."]).press("b Down k").write("the engineer is away").press("Enter");
    let mut stage = stage.write("no day at all").press("Enter");
    assert!(stage.screen().contains("is no day and no phase"), "{}", stage.screen());
    stage = stage.press("Ctrl-u Enter");
    let reason = "the engineer is away".to_owned();
    assert_eq!(stage.state().board.statements[1].standing, Standing::Parked { reason, until: Until::Close });
    stage = stage.press("Esc p Enter p Enter");
    assert_eq!(stage.app.live().unwrap().page, Page::Floor);
    stage = stage.press("p Enter");
    assert_eq!(stage.app.live().unwrap().page, Page::Board(Some(StatementId(2))));
    assert!(stage.screen().contains("back now"), "{}", stage.screen());
}

#[test]
fn follow_ups_and_open_statements_open_the_next_evening_of_the_group() {
    let people = "Jewish: Miriam, Eitan";
    let stage = Stage::open().press("n BackTab BackTab").write("Olive Tree Circle").press("Tab Tab").write(people);
    let stage = put(stage.press("Enter Enter"), &["The well is shared.", "The school opens."]);
    let stage = stage.press("b g 1 Enter Down f c").write("@Eitan brings the deed by 11 April").press("Enter");
    assert_eq!(stage.state().board.follow_ups[0].by.map(|day| day.to_string()).as_deref(), Some("2026-04-11"));
    let mut stage = stage.press("Esc Esc q Enter s Esc n BackTab BackTab Right F2");
    assert!(stage.screen().contains("From last time: 1 statement (b) and 1 follow-up (f)."), "{}", stage.screen());
    assert_eq!(kind(&stage, 2), StandingKind::Proposed);
    stage = put(stage, &["The next."]);
    assert_eq!(kind(&stage, 3), StandingKind::Proposed, "ids are for life");
    stage = stage.press("f d");
    assert!(stage.screen().contains("from an earlier evening"), "{}", stage.screen());
}

#[test]
fn the_group_decides_for_whom_the_memorandum_is() {
    let stage = circle().press("b a Ctrl-u").write("Mayor Levi, Sr. Anne").press("Enter");
    let decided = stage.state().board.memorandum.as_ref().map(|decided| decided.scope.clone());
    assert_eq!(decided, Some(MemorandumScope::Recipients(vec!["Mayor Levi".into(), "Sr. Anne".into()])));
}

#[test]
fn in_a_phase_with_restating_the_last_turn_is_restated() {
    let format = "name: restated\ntitle: Restated\nsummary: Needs.\nrecord_rule: attributed\nphases:\n  - title: Needs\n    \
                  minutes: 9\n    turn: 2m\n    options: [restating]\n    question: What do you need?\n";
    let folder = tempfile::tempdir().unwrap();
    let formats = parlor::store::Paths::below(folder.path()).formats;
    std::fs::create_dir_all(&formats).unwrap();
    std::fs::write(formats.join("restated.yaml"), format).unwrap();
    let stage = Stage::open_in(folder, 0).press("n BackTab BackTab BackTab BackTab Left Tab Tab Tab Tab");
    let stage = stage.write("Jewish: Miriam").press("Enter").write("Palestinian: Hanan").press("Enter Enter");
    let mut stage = stage.press("1 Enter").wait(20).press("e f");
    picture!("restating_80", stage);
    stage = stage.press("2 n 2 y");
    let heard: Vec<Heard> = stage.state().board.restatings.iter().map(|one| one.heard).collect();
    assert_eq!(heard, [Heard::NotQuite, Heard::Yes]);
    assert_eq!(stage.app.context(), parlor::app::keymap::Context::Floor);
}

#[test]
fn everything_on_the_board_can_be_drawn_at_every_size() {
    let set_up = || put(circle(), &["Both losses are real, and neither is a number."]).press("b t");
    let stages: [fn() -> Stage; 8] = [
        tested,
        || tested().press("Enter"),
        || tested().press("Enter Enter v"),
        || tested().press("Enter Enter g 1"),
        one_text,
        || one_text().press("g"),
        || put(circle(), &["a", "b"]).press("b m"),
        || put(circle(), &["a"]).press("b d Enter").write("x").press("Enter"),
    ];
    let mut all: Vec<Stage> = stages.into_iter().map(|open| open()).collect();
    all.push(set_up());
    all.push(set_up().press("Tab Tab Tab Down Down Enter Enter"));
    for mut stage in all {
        for (columns, rows) in
            [(0, 0), (1, 1), (2, 40), (200, 3), (13, 7), (40, 10), (64, 17), (80, 24), (99, 33), (200, 60)]
        {
            stage = stage.size(columns, rows);
            stage.screen();
        }
    }
}

#[test]
fn who_leaves_a_test_in_the_middle_goes_on_where_it_was() {
    let mut stage = put(circle(), &["Both losses are real."]).press("b t Enter 5 5 4 Enter 5 Esc");
    assert!(!stage.screen().contains("Where do you stand?"));
    let stage = stage.press("t 4 3 Enter Enter");
    let test = stage.state().board.statement(StatementId(1)).unwrap().test().unwrap().clone();
    let Some(taken) = test.taken else { panic!("the answers are in") };
    let tallies: Vec<Tally> = taken.parties.into_iter().map(|party| party.tally).collect();
    assert_eq!(tallies, [Tally::Counted(vec![2, 1, 0, 0, 0, 0]), Tally::Counted(vec![1, 1, 1, 0, 0, 0])]);
}

#[test]
fn where_parties_are_withheld_each_has_its_line_also_if_they_answered_alike() {
    let stage = Stage::open().press("n BackTab BackTab BackTab BackTab Right Tab Tab Tab Tab");
    let stage = stage.write("Jewish: Miriam, Eitan, Noa").press("Enter").write("Palestinian: Yousef, Hanan, Layla");
    let stage = put(stage.press("Enter Enter"), &["Both losses are real."]);
    let stage = stage.press("b t Enter 5 5 4 Enter 5 5 4 Enter Enter Esc q Enter s Tab Tab Tab");
    let screen = { stage.size(120, 34) }.screen();
    assert!(screen.contains("chatham_house") || screen.contains("Chatham House"), "{screen}");
    assert_eq!(screen.matches("3/3").count(), 2, "{screen}");
}

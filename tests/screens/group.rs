//! A group: evening by evening, its statements through them, its file, the next evening, and two evenings side by side.

use parlor::{
    app::{GroupTab, Screen},
    library::SessionId,
    session::{NoteKind, Record},
    store::{self, Paths},
};
use tempfile::TempDir;

use crate::stage::{PEOPLE, Stage};

macro_rules! picture {
    ($name:expr, $stage:expr) => {
        insta::assert_snapshot!($name, $stage.screen())
    };
}

const NAME: &str = "Olive Tree Circle";

/// A group's first evening: one statement confirmed, one left open, one parked, and something promised.
fn first_evening() -> Stage {
    Stage::open()
        .press("n BackTab BackTab")
        .write(NAME)
        .press("Tab Tab")
        .write(PEOPLE[0])
        .press("Enter")
        .write(PEOPLE[1])
        .press("Enter Enter a Enter 1 Enter")
        .wait(40)
        .press("n")
        .write("#need her grandmother kept the key")
        .press("Enter 4 Enter")
        .wait(50)
        .press("e c")
        .write("Both losses are real.")
        .press("Enter c")
        .write("Each people needs a home of its own.")
        .press("Enter c")
        .write("We will visit the village together.")
        .press("Enter b g 1 5 Enter Down Down k")
        .write("Hanan asks her mother first")
        .press("Enter Enter f c")
        .write("@Hanan asks her mother by 16 March")
        .press("Enter Esc Esc")
}

/// The same group, with a second evening that was set up from its page.
pub fn two_evenings() -> Stage {
    let stage = first_evening().press("q Enter s Esc").wait(7 * 24 * 3600).press("g n F2");
    stage
        .press("2 Enter")
        .wait(30)
        .press("n")
        .write("#fear that nobody will come")
        .press("Enter e b g 1 5 Enter f Down d Esc Esc q Enter s Esc")
}

/// A library with so many evenings of one group, all of them the first sample on other days.
fn shelf_of(evenings: u64) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let sessions = Paths::below(folder.path()).sessions;
    std::fs::create_dir_all(&sessions).unwrap();
    let sample = store::sample(0).unwrap();
    for nth in 0..evenings {
        let mut record: Record = sample.record.clone();
        record.opening.opened += chrono::TimeDelta::days(28 * nth.cast_signed() - 28 * 390);
        record.opening.title = format!("Evening {}", nth + 1);
        let id = SessionId::new(record.opening.opened, u32::try_from(nth).unwrap());
        std::fs::write(sessions.join(format!("{id}.yaml")), store::render(&id, &record)).unwrap();
    }
    folder
}

#[test]
fn a_group_evening_by_evening() {
    let group = || two_evenings().press("g");
    picture!("group_evenings_120", group().size(120, 34));
    picture!("group_evenings_80", group());
    picture!("group_statements_120", group().size(120, 34).press("Tab Down"));
    picture!("group_follow_ups_80", group().press("Tab Tab"));
    picture!("group_kinds_80", group().press("Tab Tab Tab Tab"));
    picture!("group_kinds_table_80", group().press("Tab Tab Tab Tab t"));
    picture!("group_people_80", group().press("Tab Tab Tab"));
    picture!("group_people_table_120", group().size(120, 34).press("Tab Tab Tab t"));
}

#[test]
fn a_group_under_a_rule_that_keeps_no_names_shows_nobody() {
    let folder = tempfile::tempdir().unwrap();
    let sessions = Paths::below(folder.path()).sessions;
    std::fs::create_dir_all(&sessions).unwrap();
    let sample = store::sample(1).unwrap();
    std::fs::write(sessions.join("2026-02-07-1800-abcd.yaml"), store::render(&sample.id, &sample.record)).unwrap();
    let mut stage = Stage::open_in(folder, 0).size(120, 34).press("g");
    picture!("group_nameless_120", stage);
    assert!(!stage.screen().contains("opened by"));
    let mut stage = stage.press("Tab Tab Tab");
    assert!(stage.screen().contains("No evening of this group keeps who was there."), "{}", stage.screen());
}

#[test]
fn the_next_evening_starts_with_what_goes_over() {
    let stage = first_evening();
    let accepted = stage.state().opening.agreements.clone();
    let mut stage = stage.press("q Enter s Esc g n");
    let screen = stage.screen();
    assert!(screen.contains(NAME) && screen.contains("Miriam") && screen.contains("Hanan"), "{screen}");
    stage = stage.press("F2");
    let next = stage.state();
    assert_eq!(next.opening.agreements, accepted);
    let board: Vec<&str> = next.board.statements.iter().map(parlor::session::Statement::wording).collect();
    assert_eq!(board, ["Each people needs a home of its own.", "We will visit the village together."]);
    assert!(next.board.statements.iter().all(|statement| statement.brought));
    assert_eq!(next.board.follow_ups[0].what, "asks her mother");
    assert_eq!(next.opening.series.as_deref(), Some(NAME));
}

#[test]
fn who_did_not_come_stays_invited() {
    let stage = first_evening().press("q Enter s Esc g n");
    // Without Layla tonight.
    let stage = stage.press("Ctrl-u").write("Palestinian: Yousef (moderator), Hanan").press("F2 q Enter s Esc");
    let names: Vec<&str> = stage.app.shelves.groups[0].people.iter().map(|person| person.name.as_str()).collect();
    assert_eq!(names, ["Miriam", "Tamar", "Eitan", "Yousef", "Layla", "Hanan"]);
}

#[test]
fn a_statement_is_followed_through_the_evenings() {
    let mut stage = two_evenings().press("g Tab").size(120, 34);
    let Screen::Group(page) = &stage.app.screen else { panic!("a group") };
    let path = page.statements.iter().find(|path| path.wording.starts_with("We will visit")).unwrap();
    assert_eq!(path.evenings, [0, 1]);
    let kept = &page.promises[0];
    assert_eq!((kept.first, kept.last, kept.now.progress), (0, 1, parlor::session::Progress::Done));
    // Enter opens the last evening that knows it; back leads to the group.
    stage = stage.press("Enter");
    let Screen::Review(review) = &stage.app.screen else { panic!("a review") };
    let marked = review.statement.and_then(|id| review.state.board.statement(id)).unwrap();
    assert_eq!((review.page, marked.wording()), (parlor::app::ReviewPage::Board, "Both losses are real."));
    stage = stage.press("Esc");
    let Screen::Group(page) = &stage.app.screen else { panic!("back at the group") };
    assert_eq!(page.tab, GroupTab::Statements);
    assert_eq!(stage.app.wakes_in(&stage.now()), None, "a group sleeps");
}

#[test]
fn the_groups_file_is_edited_on_a_page_of_its_own() {
    let mut stage = two_evenings().press("g s e").size(120, 34);
    picture!("group_edit_120", stage);
    stage = stage.press("Tab").write("Nobody is recorded.").press("Enter").press("Tab Tab Tab Right");
    picture!("group_edit_80", stage.size(80, 24));
    stage = two_evenings().press("g e Tab").press("Ctrl-u").write("Nobody is recorded.").press("Esc");
    assert!(stage.screen().contains("is not saved: F2"), "{}", stage.screen());
    stage = stage.press("Tab Tab Tab Right Right F2");
    assert!(matches!(stage.app.screen, Screen::Group(_)), "{}", stage.screen());
    assert!(stage.screen().contains("stage: mapping"), "{}", stage.screen());
    let group = &store::list(&Paths::below(stage.folder.path())).groups[0];
    assert!(group.agreements.iter().any(|one| one == "Nobody is recorded."), "{:?}", group.agreements);
    assert_eq!(group.evenings, 2);
    assert_eq!(group.people.len(), 6);
}

#[test]
fn two_evenings_side_by_side() {
    let compared = || two_evenings().press("g c Down c");
    picture!("compare_120", compared().size(120, 34));
    picture!("compare_80", compared().press("Down Down Down"));
    let stage = compared().press("Esc");
    assert!(matches!(stage.app.screen, Screen::Group(_)));
    // Also from the pages of two sessions that belong to no group.
    let stage = Stage::open().press("Enter c Esc Down Enter c");
    let Screen::Compare(compare) = &stage.app.screen else { panic!("side by side") };
    assert!(compare.evenings[0].opened < compare.evenings[1].opened);
}

#[test]
fn forty_evenings_are_read_off_the_screen_and_counted_right() {
    let mut stage = Stage::open_in(shelf_of(40), 0).size(120, 34).press("g");
    let Screen::Group(page) = &stage.app.screen else { panic!("a group") };
    assert!(page.is_whole());
    let notes = store::sample(0).unwrap().record.fold().notes;
    let need = NoteKind::new("need").unwrap();
    let needs = notes.iter().filter(|note| note.kind == need).count();
    assert_eq!(page.evenings.iter().map(|evening| evening.notes_of(&need)).sum::<usize>(), needs * 40);
    assert!(page.evenings.windows(2).all(|pair| pair[0].opened < pair[1].opened));
    assert_eq!(page.marked_evening().unwrap().title, "Evening 40");
    picture!("group_forty_people_120", stage.press("Tab Tab Tab"));
    stage = Stage::open_in(shelf_of(40), 0).size(120, 34).press("g Tab Tab Tab Tab");
    picture!("group_forty_kinds_120", stage);
}

//! An evening that another Parlor runs, seen from a second one; and one whose program is gone, seen from the list.

use parlor::{
    app::Msg,
    library::Glimpse,
    session::{At, Span},
};

use crate::stage::Stage;

/// What the journal of a running evening says.
fn glimpse(stage: &Stage, in_use: bool) -> Glimpse {
    let live = stage.app.live().unwrap();
    Glimpse { id: live.id.clone(), log: live.session.log().to_vec(), alive: live.at(&stage.now()), in_use }
}

fn seen(glimpse: Glimpse) -> Msg {
    Msg::Seen { id: glimpse.id.clone(), seen: Ok(Some(Box::new(glimpse))) }
}

#[test]
fn the_evening_of_another_is_shown_and_left_alone() {
    let first = Stage::evening().press("1 Enter").wait(20);
    let mut second = Stage::open().wait(20).send(seen(glimpse(&first, true)));
    let screen = second.screen();
    assert!(
        screen.contains("looking on") && screen.contains("Miriam") && screen.contains("Another Parlor runs"),
        "{screen}"
    );
    assert!(!screen.contains("saved"), "{screen}");
    for (columns, rows) in [(0, 0), (1, 1), (3, 60), (200, 2), (40, 10), (120, 40), (80, 24)] {
        second = second.size(columns, rows);
        second.screen();
    }
    let mut second = second.press("1 2 3 Space + n b x Enter");
    assert!(second.screen().contains("Another Parlor has this evening open."));
    assert!(second.app.live().is_none(), "nothing that is pressed here is an act");

    let first = first.press("3 Enter").wait(10);
    let mut second = second.press("?").press("Esc").send(seen(glimpse(&first, true)));
    assert!(second.screen().contains("Eitan"), "{}", second.screen());
    assert!(second.press("Esc").is_home());
}

#[test]
fn the_clocks_of_both_agree() {
    for set in [0, 3600, -3600] {
        let first =
            Stage::evening().press("1 Enter").wait(20).sleep(300).press("Space").wait(3).set_clock(set).wait(12);
        let now = first.now();
        let parlor::app::Screen::LookingOn(looking) = Stage::open().send(seen(glimpse(&first, true))).app.screen else {
            panic!("looks on")
        };
        let apart = |a: At, b: At| a.since(b).plus(b.since(a));
        let there = first.app.live().unwrap().at(&now);
        assert!(apart(looking.at(&now), there) <= Span::from_secs(2), "{set}: {} {there}", looking.at(&now));
    }
}

#[test]
fn when_the_other_is_gone_the_evening_can_be_continued_here() {
    let first = Stage::evening().press("1 Enter").wait(20);
    let gone = glimpse(&first, false);
    let (folder, mono) = first.crash();
    let mut second = Stage::open_in(folder, mono + 60_000).send(seen(gone));
    assert!(
        second.screen().contains("The other Parlor is gone: Enter continues the evening here."),
        "{}",
        second.screen()
    );
    let mut second = second.press("Enter");
    assert!(second.screen().contains("is back"), "{}", second.screen());
    assert!(second.press("Tab Tab").screen().contains("Parlor was away 1 min while Miriam spoke"));
}

#[test]
fn when_the_other_has_sealed_it_one_is_home_again() {
    let first = Stage::evening();
    let seen_once = seen(glimpse(&first, true));
    let mut second = Stage::open().send(seen_once);
    // Nothing of that name lies in the folder of the second one: the next look finds nothing.
    second = second.wait(2);
    assert!(second.is_home());
    assert!(second.screen().contains("has sealed that evening"), "{}", second.screen());
}

#[test]
fn the_list_says_up_to_when_an_evening_was_alive() {
    let (folder, mono) = Stage::evening().press("1 Enter").wait(125).crash();
    let mut stage = Stage::open_in(folder, mono + 3_600_000);
    assert!(stage.screen().contains("continue; alive until 19:02"), "{}", stage.screen());
}

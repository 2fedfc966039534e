//! What the room sees on a second screen.

use super::*;

fn floor(e: &Evening) -> RoomFloor {
    match room_view(e.state(), e.now, RoomPage::Floor, secs(20)) {
        RoomView::Floor(floor) => floor,
        other => panic!("{other:?}"),
    }
}

#[test]
fn the_room_sees_who_speaks_the_clock_and_who_is_next() {
    let mut e = Evening::with(OrderRule::Balanced);
    assert_eq!((floor(&e).front, floor(&e).clock, floor(&e).next), (RoomFront::Nobody, None, None));
    e.raise("Hanan").call("Miriam").wait(42);
    let shown = floor(&e);
    assert_eq!(shown.front, RoomFront::Speaker { name: Some("Miriam".into()), lane: None });
    assert_eq!(shown.next, Some(RoomNext { name: Some("Hanan".into()), lane: None, goes_on: false }));
    let clock = shown.clock.unwrap();
    assert_eq!(clock.left(e.now), Some(Left::Remaining(secs(78))));
    assert_eq!((clock.changes_in(e.now), clock.does(e.now)), (Some(secs(1)), TurnClock::Calm));
    e.pause();
    let stands = floor(&e).clock.unwrap();
    assert_eq!((stands.changes_in(e.now), stands.does(e.now)), (None, TurnClock::Paused), "nothing wakes the screen");
    e.wait(100);
    assert_eq!(floor(&e).clock.unwrap().left(e.now), Some(Left::Remaining(secs(78))));
}

#[test]
fn the_second_page_has_what_was_confirmed_and_held_and_nothing_else() {
    let mut e = Evening::with(OrderRule::Balanced);
    let ground = e.propose("Both losses are real.");
    let held = e.propose("Who may speak first about 1948.");
    let open = e.propose("SECRET-MARKER");
    e.confirm(ground, &["Miriam", "Hanan"]).hold(held, &[("Jewish", "a"), ("Palestinian", "b")]);
    e.note("SECRET-MARKER");
    let RoomView::Board(items) = room_view(e.state(), e.now, RoomPage::Board, secs(20)) else { panic!("no board") };
    let sides = [("Jewish", "a"), ("Palestinian", "b")].map(|(side, text)| (Some(side.to_owned()), text.to_owned()));
    let wanted = [
        RoomItem::CommonGround { wording: "Both losses are real.".into(), provisional: false },
        RoomItem::Difference { about: "Who may speak first about 1948.".into(), sides: sides.to_vec() },
    ];
    assert_eq!(items, wanted);
    for page in [RoomPage::Floor, RoomPage::Board] {
        let text = serde_json::to_string(&room_view(e.state(), e.now, page, secs(20))).unwrap();
        assert!(!text.contains("SECRET-MARKER"), "{text}");
    }
    // Only when it is read back does an open wording stand on the wall, and then alone.
    let alone = room_view(e.state(), e.now, RoomPage::Wording(open), secs(20));
    assert_eq!(alone, RoomView::ReadBack(vec!["SECRET-MARKER".into()]));
}

#[test]
fn off_the_record_the_room_sees_that_and_nothing_else() {
    let silent = phase("silent", OrderRule::Balanced, Some(RecordRule::OffTheRecord));
    let mut e = Evening::of(evening::ROOM, [phase("talk", OrderRule::Balanced, None), silent]);
    let ground = e.propose("Both losses are real.");
    e.confirm(ground, &["Miriam", "Hanan"]).phase(2);
    for page in [RoomPage::Floor, RoomPage::Board, RoomPage::Wording(ground), RoomPage::Whole] {
        assert_eq!(room_view(e.state(), e.now, page, secs(20)), RoomView::OffTheRecord);
    }
    e.stop();
    assert_eq!(room_view(e.state(), e.now, RoomPage::Floor, secs(20)), RoomView::Over);
}

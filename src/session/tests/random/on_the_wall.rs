//! What the room may see of any evening.

use std::collections::BTreeSet;

use super::*;

/// Every key that a view for the room may hold.
const ALLOWED: [&str; 25] = [
    "about",
    "begun",
    "board",
    "can_live_with",
    "clock",
    "common_ground",
    "difference",
    "floor",
    "front",
    "goes_on",
    "lane",
    "length",
    "name",
    "next",
    "phase",
    "provisional",
    "question",
    "quiet",
    "read_back",
    "sides",
    "since",
    "speaker",
    "spent",
    "warns_at",
    "wording",
];

fn keys(value: &serde_json::Value, into: &mut BTreeSet<String>) {
    match value {
        serde_json::Value::Object(pairs) => {
            for (key, value) in pairs {
                into.insert(key.clone());
                keys(value, into);
            }
        }
        serde_json::Value::Array(values) => values.iter().for_each(|value| keys(value, into)),
        _ => {}
    }
}

/// The same evening without everything that is not for the room.
fn without_the_rest(state: &State) -> State {
    let mut bare = state.clone();
    bare.notes.clear();
    (bare.board.criticisms, bare.board.follow_ups, bare.board.restatings) = Default::default();
    (bare.chairs, bare.agreements_accepted, bare.board.memorandum) = Default::default();
    (bare.opening.title, bare.opening.series, bare.opening.place) = Default::default();
    bare.opening.agreements.clear();
    for phase in &mut bare.opening.phases {
        phase.hints.clear();
    }
    for statement in &mut bare.board.statements {
        (statement.tests, statement.proposed_by, statement.earlier) = Default::default();
        statement.wordings = statement.wordings.split_off(statement.wordings.len() - 1);
        for side in &mut statement.formulations {
            (side.fair, side.understood) = Default::default();
        }
        let open =
            !matches!(statement.kind(), StandingKind::CommonGround | StandingKind::CanLiveWith | StandingKind::Held);
        if open && !statement.in_text {
            statement.wordings[0].text.clear();
        }
    }
    bare
}

/// The view is the same whatever was noted, tested, criticised, promised or left open, and its clock is the turn's.
pub(super) fn room_holds(state: &State, now: At) {
    let bare = without_the_rest(state);
    let allowed: BTreeSet<String> = ALLOWED.into_iter().map(str::to_owned).collect();
    for page in [RoomPage::Floor, RoomPage::Board, RoomPage::Whole] {
        let view = room_view(state, now, page, secs(20));
        assert_eq!(view, room_view(&bare, now, page, secs(20)));
        let (json, mut used) = (serde_json::to_value(&view).expect("plain data"), BTreeSet::new());
        keys(&json, &mut used);
        assert!(used.is_subset(&allowed), "{used:?}");
        let back: RoomView = serde_json::from_value(json).expect("it reads back");
        assert_eq!(back, view);
    }
    let RoomView::Floor(floor) = room_view(state, now, RoomPage::Floor, secs(20)) else { return };
    let (Some(turn), None, Some(clock)) = (state.current(), state.quiet(), floor.clock) else { return };
    for later in [0, 1, 999, 61_000, 500_000] {
        let at = now.plus(Span::from_millis(later));
        assert_eq!((clock.left(at), clock.does(at)), (Some(turn.left(at)), turn.clock(at)), "{turn:?} at {at}");
    }
}

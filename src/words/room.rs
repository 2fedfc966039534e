//! What stands on the room display. It is read aloud across a room, so it is short.

use super::{clock, lane, left};
use crate::session::{At, QuietKind, RoomClock, RoomFront, RoomItem, RoomNext, TurnClock};

/// No evening runs.
pub const ROOM_WAITS: &str = "Waiting for the evening to begin.";
/// The clocks are stopped.
pub const ROOM_OVER: &str = "The evening is over.";
/// Nothing of this part is kept or shown.
pub const OFF_THE_RECORD: &str = "Off the record";

/// Who or what has the floor.
#[must_use]
pub fn room_front(front: &RoomFront) -> String {
    match front {
        RoomFront::Nobody => String::new(),
        RoomFront::Speaker { name, lane: of } => with_lane(name.as_deref(), *of),
        RoomFront::Quiet(QuietKind::Silence) => "Silence".into(),
        RoomFront::Quiet(QuietKind::Pause) => "A pause".into(),
        RoomFront::Phase(title) => title.clone(),
    }
}

fn with_lane(name: Option<&str>, of: Option<crate::session::Lane>) -> String {
    match (name, of) {
        (Some(name), None) => name.into(),
        (Some(name), Some(of)) => format!("{name} · {}", lane(of)),
        (None, None) => String::new(),
        (None, Some(of)) => format!("a {}", lane(of)),
    }
}

/// Who comes next: `next: Hanan`.
#[must_use]
pub fn room_next(next: &RoomNext) -> String {
    let who = with_lane(next.name.as_deref(), next.lane);
    if next.goes_on { format!("then {who} goes on") } else { format!("next: {who}") }
}

/// What the clock shows at a moment, and what it does besides, in a word or two.
#[must_use]
pub fn room_clock(of: &RoomClock, now: At) -> (String, &'static str) {
    let shown = of.left(now).map_or_else(|| clock(of.gone(now)), left);
    let does = match of.does(now) {
        TurnClock::Called | TurnClock::Calm | TurnClock::Ended => "",
        TurnClock::Breath => "a breath",
        TurnClock::Warning => "nearly there",
        TurnClock::Over => "over",
        TurnClock::Paused => "the clock stands",
    };
    (shown, does)
}

/// How a statement on the second page is headed.
#[must_use]
pub const fn room_item(item: &RoomItem) -> &'static str {
    match item {
        RoomItem::CommonGround { provisional: false, .. } => "common ground",
        RoomItem::CommonGround { provisional: true, .. } => "common ground, provisionally",
        RoomItem::CanLiveWith { provisional: false, .. } => "we can live with it",
        RoomItem::CanLiveWith { provisional: true, .. } => "we can live with it, provisionally",
        RoomItem::Difference { .. } => "held as a difference",
    }
}

/// What has no room on the screen.
#[must_use]
pub fn and_more(hidden: usize) -> String {
    format!("and {hidden} more")
}

/// The second page, before anything was confirmed.
#[must_use]
pub const fn nothing_confirmed() -> &'static str {
    "Nothing is confirmed yet."
}

/// To the moderator: what the room sees from now on.
#[must_use]
pub const fn room_shows(board: bool) -> &'static str {
    if board {
        "The room display shows what was confirmed, and a wording while it is read back. F5: back to the clock."
    } else {
        "The room display shows the question, who speaks, and the clock."
    }
}

/// Changes cannot be noticed.
#[must_use]
pub fn room_unwatched(why: &str) -> String {
    format!("Changes can't be noticed here ({why}), so the running evening is looked for once a second.")
}

/// What the evening shows could not be read.
#[must_use]
pub fn room_trouble(why: &str) -> String {
    format!("The folder of the running evening can't be read: {why}.")
}

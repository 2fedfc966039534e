//! What comes ahead of the queue, in words.

use super::{clock, events::SOMEONE, person_name, suggestion, who_name, why};
use crate::session::{Ask, At, Lane, Left, Next, PersonId, SpeakersList, State, Turn, TurnId};

/// What one entry of a lane is called.
#[must_use]
pub const fn lane(lane: Lane) -> &'static str {
    match lane {
        Lane::PointOfProcess => "point of process",
        Lane::Question => "question",
        Lane::Reply => "reply",
    }
}

/// What the entries of a lane are called.
#[must_use]
pub const fn lanes(lane: Lane) -> &'static str {
    match lane {
        Lane::PointOfProcess => "points of process",
        Lane::Question => "questions",
        Lane::Reply => "replies",
    }
}

/// The sign of a lane.
#[must_use]
pub const fn lane_sign(lane: Lane) -> &'static str {
    match lane {
        Lane::PointOfProcess => "!",
        Lane::Question => "?",
        Lane::Reply => "↳",
    }
}

/// What somebody asks ahead of the queue: `reply to Miriam`.
#[must_use]
pub fn ask(of: Lane, to: Option<TurnId>, state: &State) -> String {
    let to = to.and_then(|turn| state.turn(turn)).filter(|_| of != Lane::PointOfProcess);
    match to {
        Some(turn) => format!("{} to {}", lane(of), who_name(state, turn.who)),
        None => lane(of).into(),
    }
}

/// What comes next, and why: `Layla – reply to Miriam, 30 s`.
#[must_use]
pub fn next_up(next: &Next, state: &State, now: At) -> String {
    match next {
        Next::Lane(id) => state.ask(*id).map_or(String::new(), |waiting| {
            let Ask { lane: of, who, to, .. } = *waiting;
            let who = who.map_or(SOMEONE, |person| person_name(state, person));
            format!("{who} – {}, {} s", ask(of, to, state), state.lane_rule(of).length.secs())
        }),
        Next::GoesOn(turn) => state.turn(*turn).map_or(String::new(), |turn| {
            let who = who_name(state, turn.who);
            match turn.left(now) {
                Left::Remaining(left) => format!("{who} goes on – {} left", clock(left)),
                Left::Over(_) => format!("{who} goes on – the time is up"),
            }
        }),
        Next::Queue(one) => suggestion(one, state),
    }
}

/// What is told of the list of those who wait, unless it is simply open.
#[must_use]
pub const fn list(list: SpeakersList) -> Option<&'static str> {
    match list {
        SpeakersList::Open => None,
        SpeakersList::LastCall => Some("last call"),
        SpeakersList::Closed => Some("list closed"),
    }
}

/// What was done to the list.
#[must_use]
pub const fn list_event(list: SpeakersList) -> &'static str {
    match list {
        SpeakersList::Open => "opened the list",
        SpeakersList::LastCall => "last call",
        SpeakersList::Closed => "closed the list",
    }
}

/// Who had a turn; what was put into another turn stands behind its sign: `  ? Hanan`.
#[must_use]
pub fn turn_name((depth, turn): (usize, &Turn), state: &State) -> String {
    let sign = turn.lane.map_or(String::new(), |lane| format!("{} ", lane_sign(lane)));
    format!("{}{sign}{}", "  ".repeat(depth), who_name(state, turn.who))
}

/// Why somebody had a turn, and what befell it: `heard least; interrupted for 0:08`.
#[must_use]
pub fn turn_why(turn: &Turn, now: At) -> String {
    let given_back = turn.given_back(now);
    let interrupted =
        if given_back.secs() > 0 { format!("; interrupted for {}", clock(given_back)) } else { String::new() };
    format!("{}{interrupted}{}", why(turn.why), if turn.put_back { "; back in the queue" } else { "" })
}

/// The talk went on, and these replies were not taken up.
#[must_use]
pub fn moved_on(people: &[Option<PersonId>], state: &State) -> String {
    let names: Vec<&str> = people.iter().map(|who| who.map_or(SOMEONE, |who| person_name(state, who))).collect();
    format!("The talk has moved on: the reply of {} comes too late. A hand is always possible.", names.join(" and "))
}

/// Three entries of the lanes in a row, while others wait.
#[must_use]
pub fn bypassed(waiting: usize) -> String {
    let waits = if waiting == 1 { "waits" } else { "wait" };
    format!("The queue is being bypassed: {waiting} {waits} in it.")
}

/// Five exchanges between the same two: what would help.
#[must_use]
pub fn two_alone((one, other): (PersonId, PersonId), state: &State) -> String {
    let (one, other) = (person_name(state, one), person_name(state, other));
    format!("{one} and {other} are alone:")
}

pub(super) fn already_asks(name: &str, of: Lane) -> String {
    format!("{name} waits there already; nobody waits twice for a {}.", lane(of))
}

pub(super) fn too_late(name: Option<&str>) -> String {
    format!("Too late: the talk has moved on. {} can ask for a turn.", name.unwrap_or("Whoever it is"))
}

pub(super) fn has_had_theirs(name: &str, of: Lane) -> String {
    format!("{name} has had theirs in this phase: {}. A hand is always possible.", lanes(of))
}

pub(super) fn stays_with(turn: TurnId, state: &State) -> String {
    let who = state.turn(turn).map_or(SOMEONE, |turn| who_name(state, turn.who));
    format!("You stay with {who}'s remark: r replies, h goes on with the queue.")
}

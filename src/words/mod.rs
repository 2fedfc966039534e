//! Every refusal, reason and label in the interface's language, in one place, so that another language can follow.

pub mod acts;
mod balance;
mod board;
pub mod command_line;
mod doctor;
mod events;
pub mod exports;
mod groups;
pub mod keys;
mod lanes;
mod load;
pub mod own;
mod pace;
mod past;
mod refusals;
mod room;
mod rules;
mod saving;
pub mod settings;
mod shelf;
mod times;

pub use balance::{balance, not_heard};
pub use board::{
    bracket, from_last_time, heard, missing, no_memorandum, outcome, party, point, progress, scope, share, standing,
    tally, threshold, until, verdict, vouch, vouch_sign, way,
};
pub use doctor::{FINE, LOOK, diagnosis, finding};
pub use events::{SOMEONE, describe, person_name, quiet, who_name};
pub use groups::{
    GROUP_UNSAVED, NO_GROUP, NOBODY_KEPT, PRESENCE_SIGNS, attendance, compare_with, group_not_saved, group_promise,
    group_promises, group_read, group_saved, opened_and_closed, shared, stage, stage_means, starts_next,
};
pub use lanes::{
    ask, bypassed, lane, lane_sign, lanes, list, list_event, moved_on, next_up, turn_name, turn_why, two_alone,
};
pub use load::{load_error, newer, trouble, unknown_keys};
pub use pace::{bell, bell_is, fair_share, floor_to, party_time, replanned, time_runs_out};
pub use past::{
    AXIS_SIGNS, AXIS_SIGNS_NAMELESS, NO_MOMENT, NO_NOTE_FITS, WHICH_MOMENT, at_that_moment, board_fact, board_sign,
    due, happened, held_on, how_long, note_kind, of_whom, on_the_board, put_right, replay_at, shown, sort, speed,
    untold, voice, what_came, whose_notes,
};
pub use refusals::refusal;
pub use room::{
    OFF_THE_RECORD, ROOM_OVER, ROOM_WAITS, and_more, nothing_confirmed, room_clock, room_front, room_item, room_next,
    room_shows, room_trouble, room_unwatched,
};
pub use rules::{
    END_WITH_HELD, FOR_EVENING, FOR_PHASE, MEMORY_ONLY, NO_LINE, NOTHING_KEPT, OFF_RECORD, OWN_FILE, RELEASED,
    RULE_CHANGE, STRIKE, STRUCK, STRUCK_SEALED, back_on_record, confided, confidence, covered, held, not_struck,
    not_struck_in_file, off_record, read_aloud, to_be_read,
};
pub use saving::{ABANDON, amended, came_back, leaving, lost, moved, not_amended, not_saved, recovered};
pub use shelf::{
    FILTERS, FOLDING, NOTHING_ASKED, NOTHING_PROMISED, found, left_out_of_calendar, misread, more_sessions, not_marked,
    not_searched, passage_kind, promise, searched, stand, when_due,
};
pub use times::{ago, clock, date, day, left, minutes, short_date, time_of_day, whole_minutes};

use std::path::Path;

use crate::session::{OrderRule, PhaseKind, Reason, RecordRule, Role, Span, State, Suggestion, Why};

/// A note or a paste was longer than fits.
pub const TOO_LONG: &str = "That was too long for one text; what fits was kept.";
/// The evening was opened with nobody in it.
pub const STARTED_WITH_NOBODY: &str = "Open, with nobody written down yet. s, then a: write people down as they speak.";
/// The shell was asked for where there is none.
pub const NO_SHELL: &str = "No shell is behind this window that could bring Parlor back, so it stays.";
/// Another Parlor runs this session.
pub const IN_USE: &str = "Another Parlor has this evening open.";
/// What is seen belongs to another Parlor.
pub const LOOKING_ON: &str = "Another Parlor runs this evening; it is read from the disk once a second.";
/// The other Parlor went, and did not end the evening.
pub const OTHER_GONE: &str = "The other Parlor is gone: Enter continues the evening here.";
/// What was looked at is no longer a running evening.
pub const OVER_ELSEWHERE: &str = "The other Parlor has sealed that evening, or thrown it away.";
/// What remains of an evening of which a part withholds names.
pub const WITHHELD_NAMES: &str =
    "names, parties and the place are left out of everything said under a rule that withholds them.";

/// Names were withheld from what was put right.
pub const WITHHELD_AGAIN: &str = "Put right. What the record rule withholds stands there as [name].";

/// A file of a newer Parlor may hold rules that this one does not know.
pub const NEWER_STAYS: &str = "A newer Parlor wrote it, and its rules may be others: nothing of it is handed on.";

/// A question: its title, what it means, and what Enter does.
pub type Question = (&'static str, &'static str, &'static str);
/// Leaving while an evening runs.
pub const LEAVE_LIVE: Question = (
    "Leave?",
    "The evening is in its journal and can be continued from the list; the clock of a turn stands until then.",
    "leaves",
);
/// Leaving while something is typed.
pub const LEAVE_SETUP: Question = ("Leave?", "What you typed here is not kept.", "leaves");
/// Stopping the clocks.
pub const END_EVENING: Question = (
    "End the evening?",
    "The clocks stop, and you see what will remain. Until you seal it, the evening can be continued.",
    "ends it",
);
/// Stopping the clocks with something begun.
pub const END_WITH_DRAFTS: Question = (
    "End the evening?",
    "Something you began to write is not kept yet: Esc, then n or c, goes on with it. Otherwise the clocks stop, and you see \
     what will remain.",
    "ends it",
);
/// Deleting a note.
pub const DELETE_NOTE: Question = ("Delete this note?", "It will not be in the sealed file.", "deletes it");
/// Throwing a session away.
pub const DISCARD: Question = (
    "Throw the evening away?",
    "Everything in it is gone: turns, notes, the board. Nothing is sealed. This can't be undone.",
    "throws it away",
);

/// Why the question of a phase is parked that ran over.
pub const OUT_OF_TIME: &str = "there was no time left for it";

/// A journal without its first entry.
pub const NO_OPENING: &str = "its first lines are missing";

/// `1 turn`, `3 turns`.
#[must_use]
pub fn count(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

/// What a record rule is called.
#[must_use]
pub const fn rule(rule: RecordRule) -> &'static str {
    match rule {
        RecordRule::Attributed => "attributed",
        RecordRule::ChathamHouse => "Chatham House",
        RecordRule::Confidential => "confidential",
        RecordRule::OffTheRecord => "off the record",
    }
}

/// What remains under a record rule, in one sentence.
#[must_use]
pub const fn rule_keeps(rule: RecordRule) -> &'static str {
    match rule {
        RecordRule::Attributed => "What was said is kept, with the names of those who said it.",
        RecordRule::ChathamHouse => "What was said is kept; no names, no parties, no place, nobody's presence.",
        RecordRule::Confidential => {
            "Only what the group releases is kept, without names; the rest is the moderator's own."
        }
        RecordRule::OffTheRecord => "Nothing is kept: one line says how long it was.",
    }
}

/// Nothing that the palette knows is called that.
#[must_use]
pub fn no_act(typed: &str) -> String {
    format!("No act here is called “{typed}”.")
}

/// The act that was looked for works on this page, by these keys.
#[must_use]
pub fn works_here(keys: &str, does: &str) -> String {
    format!("{keys} here: {does}")
}

/// What a role is called.
#[must_use]
pub const fn role(role: Role) -> &'static str {
    match role {
        Role::Participant => "",
        Role::Moderator => "moderator",
        Role::Rapporteur => "rapporteur",
        Role::Observer => "observer",
    }
}

/// The letter beside somebody who is not asked in a go-round: moderator, rapporteur, observer.
#[must_use]
pub const fn role_sign(role: Role) -> &'static str {
    match role {
        Role::Participant => " ",
        Role::Moderator => "m",
        Role::Rapporteur => "r",
        Role::Observer => "o",
    }
}

/// What is done in a phase in which nobody speaks in turns; `None` in the others.
#[must_use]
pub const fn phase_without_turns(kind: PhaseKind) -> Option<&'static str> {
    match kind {
        PhaseKind::Silence => Some("quiet together"),
        PhaseKind::Break => Some("a break · p goes on"),
        PhaseKind::Pairs => Some("two and two · p goes on"),
        PhaseKind::Caucus => Some("a caucus · nothing is captured"),
        PhaseKind::Talk | PhaseKind::Board | PhaseKind::ReadBack => None,
    }
}

/// What an order rule is called.
#[must_use]
pub const fn order(order: OrderRule) -> &'static str {
    match order {
        OrderRule::FirstCome => "first come",
        OrderRule::Balanced => "balanced",
        OrderRule::BalancedTurns => "balanced by turns",
        OrderRule::Alternating => "alternating",
        OrderRule::AlternatingStrict => "strictly alternating",
        OrderRule::GoRound => "go-round",
        OrderRule::TalkingPiece => "talking piece",
        OrderRule::Open => "open",
        OrderRule::Fishbowl => "fishbowl",
        OrderRule::NamedTellers => "named tellers",
    }
}

/// What an order rule does, in one sentence.
#[must_use]
pub const fn order_means(order: OrderRule) -> &'static str {
    match order {
        OrderRule::FirstCome => "The earliest hand.",
        OrderRule::Balanced => "Of those who ask, whoever has spoken the least.",
        OrderRule::BalancedTurns => "Of those who ask, whoever has had the fewest turns.",
        OrderRule::Alternating => "The parties in turn; a silent one is passed over.",
        OrderRule::AlternatingStrict => "The parties in turn; a silent one is waited for.",
        OrderRule::GoRound => "Everyone once, in seat order; people may pass.",
        OrderRule::TalkingPiece => "Whoever holds the piece names the next.",
        OrderRule::Open => "Nobody queues; a person's key times whoever speaks.",
        OrderRule::Fishbowl => "Only the inner circle, and one empty chair.",
        OrderRule::NamedTellers => "Those who were named beforehand, in that order.",
    }
}

/// Why somebody was called, in a log.
#[must_use]
pub const fn why(why: Why) -> &'static str {
    match why {
        Why::AskedFirst => "asked first",
        Why::LeastHeard => "heard least",
        Why::NextInRound => "next in the round",
        Why::CameBack => "passed before",
        Why::FewestTurns => "fewest turns",
        Why::PartysTurn => "their party's turn",
        Why::NamedByHolder => "named by the holder of the piece",
        Why::SpokeUp => "spoke up",
        Why::EmptyChair => "took the empty chair",
        Why::NextTeller => "next of the tellers",
        Why::PointOfProcess => "point of process",
        Why::Question => "question",
        Why::Reply => "reply",
        Why::LetBefore => "let before by another",
        Why::PutFirst => "put first by the moderator",
        Why::LastWord => "had the last word",
        Why::Moderator => "called by the moderator",
    }
}

/// A piece of a reason, as it can be read aloud.
#[must_use]
pub fn reason(reason: Reason) -> String {
    match reason {
        Reason::NoTurnYet => "no turn yet".into(),
        Reason::SpokenLeast(spoken) => format!("heard least, {}", minutes(spoken)),
        Reason::AskedAgo(since) if since.mins() == 0 => "asked just now".into(),
        Reason::AskedAgo(since) => format!("asked {} min ago", since.mins()),
        Reason::EarliestHand => "asked first".into(),
        Reason::OnlyHand => "the only hand".into(),
        Reason::OpensRound => "opens the round".into(),
        Reason::NextSeat => "next in the circle".into(),
        Reason::PassedBefore => "passed before, asked again".into(),
        Reason::FewestTurns(1) => "fewest turns, 1".into(),
        Reason::FewestTurns(turns) => format!("fewest turns, {turns}"),
        Reason::PartysTurn => "their side's turn".into(),
        Reason::JumpsIn => "their side was passed over".into(),
        Reason::DueSideSilent => "the side that is due does not ask".into(),
        Reason::EmptyChair => "for the empty chair".into(),
        Reason::NextTeller => "next of the tellers".into(),
        Reason::HandsTogether => "hands went up at once; heard least of them".into(),
        Reason::LetBefore => "let before by another".into(),
        Reason::PutFirst => "put first by the moderator".into(),
        Reason::LastWord => "has the last word".into(),
    }
}

/// Who is next and why: `Hanan – no turn yet; asked 4 min ago`.
#[must_use]
pub fn suggestion(suggestion: &Suggestion, state: &State) -> String {
    let just_now = |piece: &Reason| matches!(piece, Reason::AskedAgo(since) if since.mins() == 0);
    let telling = suggestion.reasons.iter().filter(|piece| suggestion.reasons.len() == 1 || !just_now(piece));
    let reasons: Vec<String> = telling.map(|piece| reason(*piece)).collect();
    format!("{} – {}", person_name(state, suggestion.person), reasons.join("; "))
}

/// The beginning of a sentence: the computer slept.
pub const SLEPT: &str = "The computer slept";
/// The beginning of a sentence: the program was stopped.
pub const STOPPED: &str = "Parlor was stopped";
/// The beginning of a sentence: the program was gone.
pub const GONE: &str = "Parlor was away";

/// What happened to a turn, and what can be done: `The computer slept 10 min while Miriam spoke: `.
#[must_use]
pub fn away(what: &str, span: Span, name: &str) -> String {
    let long = if span.secs() == 0 { String::new() } else { format!(" {}", minutes(span)) };
    format!("{what}{long} while {name} spoke: ")
}

/// A journal could not be read.
#[must_use]
pub fn not_recovered(why: &str) -> String {
    format!("This evening could not be read: {why}. Its journal was left as it is.")
}

/// The sealed file is in its place.
#[must_use]
pub fn sealed(path: &Path) -> String {
    let name = path.file_stem().unwrap_or_default().to_string_lossy();
    if name.contains("-conflict-") {
        return format!("Sealed beside a file of its name that says something else, left as it is: {}", path.display());
    }
    format!("Sealed: {}", path.display())
}

/// The sealed file could not be written.
#[must_use]
pub fn not_sealed(why: &str) -> String {
    format!("Not sealed: {why}. The journal holds everything; s tries again.")
}

/// The journal could not be thrown away.
#[must_use]
pub fn not_discarded(why: &str) -> String {
    format!("Not thrown away: {why}.")
}

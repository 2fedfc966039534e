//! A past session in words: what happened when, and what was put right.

use super::{clock, count, date, day, lane, minutes, person_name, progress, quiet, turn_why, who_name};
use crate::session::{
    Amendment, At, BoardFact, Change, Fact, NoteKind, Record, State, Turn, Untold, Voice, Wall, What, Who,
};

/// What was typed is no moment of the evening.
pub const NO_MOMENT: &str = "That is no moment of this evening. A minute, as in 37, or a time of day, as in 19:42.";
/// What can be typed to go to a moment.
pub const WHICH_MOMENT: &str = "go to a minute, as in 37, or a time of day, as in 19:42";
/// Nothing fits the filter.
pub const NO_NOTE_FITS: &str = "No note fits. a shows all of them again.";
/// The signs of the time axis.
pub const AXIS_SIGNS: &str = "█ speaks  ▄ reply, question  ~ silence  = pause  ░ off the record  ┄ apart";
/// The same where one row stands for everybody.
pub const AXIS_SIGNS_NAMELESS: &str = "▀▄ turns, one after another  ~ silence  = pause  ░ off the record  ┄ apart";

/// Whose row of the time axis it is.
#[must_use]
pub fn voice(state: &State, voice: Voice, rows: usize) -> &str {
    match voice {
        Voice::Person(person) => person_name(state, person),
        Voice::Someone if rows == 1 => "everybody",
        Voice::Someone => super::SOMEONE,
    }
}

/// Whose notes are shown.
#[must_use]
pub fn whose_notes(state: &State, who: Option<Who>) -> &str {
    who.map_or("nobody in particular", |who| who_name(state, who))
}

/// A kind of note as it is chosen: `#need`, `plain note`.
#[must_use]
pub fn note_kind(kind: &NoteKind) -> String {
    if kind.is_plain() { "plain notes".into() } else { format!("#{}", kind.word()) }
}

/// Time of which nothing is told.
#[must_use]
pub const fn untold(what: Untold) -> &'static str {
    match what {
        Untold::OffTheRecord => "off the record",
        Untold::Apart => "apart",
    }
}

/// What sort of thing happened, for a column of a table.
#[must_use]
pub fn sort(what: What, state: &State, record: &Record) -> String {
    match what {
        What::Phase(_) => "phase".into(),
        What::Turn(id) => {
            state.turn(id).and_then(|turn| turn.lane).map_or_else(|| "turn".into(), |of| lane(of).to_owned())
        }
        What::Quiet(kind, _) => quiet(kind).into(),
        What::Note(id) => {
            let plain = |kind: &NoteKind| if kind.is_plain() { "note".into() } else { format!("#{}", kind.word()) };
            state.note(id).map_or(String::new(), |note| plain(&note.kind))
        }
        What::Board(place) => match board_fact(record, place) {
            Some(BoardFact::FollowUp(_) | BoardFact::FollowUpStands(_)) => "follow-up".into(),
            _ => "board".into(),
        },
        What::OffRecord(_) => "off".into(),
        What::Gap => "away".into(),
    }
}

/// Who did it, as far as it may be told; empty where nobody in particular did.
#[must_use]
pub fn of_whom(what: What, state: &State) -> &str {
    match what {
        What::Turn(id) => state.turn(id).map_or("", |turn| who_name(state, turn.who)),
        What::Note(id) => state.note(id).and_then(|note| note.speaker).map_or("", |who| who_name(state, who)),
        What::Phase(_) | What::Quiet(..) | What::Board(_) | What::OffRecord(_) | What::Gap => "",
    }
}

/// How long it lasted; empty where it was a moment.
#[must_use]
pub fn how_long(what: What, state: &State, (at, end): (At, At)) -> String {
    match what {
        What::Phase(phase) => {
            let visit = state.visits.iter().find(|visit| visit.phase == phase && visit.from == at);
            visit.map_or(String::new(), |visit| minutes(visit.to.unwrap_or(end).since(visit.from)))
        }
        What::Turn(id) => state.turn(id).map_or(String::new(), |turn| clock(turn.spoken(end))),
        What::Quiet(_, to) | What::OffRecord(to) => clock(to.since(at)),
        What::Note(_) | What::Board(_) | What::Gap => String::new(),
    }
}

/// What happened, in a sentence or in the words that were used.
#[must_use]
pub fn happened(what: What, state: &State, record: &Record) -> String {
    match what {
        What::Phase(phase) => state.opening.phases.get(phase.0).map_or(String::new(), |phase| phase.title.clone()),
        What::Turn(id) => state.turn(id).map_or(String::new(), |turn| turn_why(turn, record.last())),
        What::Quiet(kind, _) => match kind {
            crate::session::QuietKind::Silence => "quiet together".into(),
            crate::session::QuietKind::Pause => "a pause for all".into(),
        },
        What::Note(id) => state.note(id).map_or(String::new(), |note| note.text.clone()),
        What::Board(place) => board_fact(record, place).map_or(String::new(), |fact| on_the_board(fact, state)),
        What::OffRecord(_) => "off the record: nothing was kept".into(),
        What::Gap => "the program was away".into(),
    }
}

/// The sign of something that came of the board.
#[must_use]
pub fn board_sign(fact: &BoardFact<Who>) -> &'static str {
    match fact {
        BoardFact::CommonGround(_) | BoardFact::WholeConfirmed(_) => "✓",
        BoardFact::CanLiveWith(_) => "~",
        BoardFact::HeldDifference(_) => "≠",
        BoardFact::Bracketed(_) => "[",
        BoardFact::Parked(_) => "‖",
        BoardFact::Withdrawn(_) => "×",
        BoardFact::TestTaken(_) => "◔",
        BoardFact::FollowUp(_) | BoardFact::FollowUpStands(_) => "□",
        _ => "?",
    }
}

/// The fact of the board at a place of a log.
#[must_use]
pub fn board_fact(record: &Record, place: usize) -> Option<&BoardFact<Who>> {
    match &record.log.get(place)?.event {
        Fact::Board(fact) => Some(fact),
        _ => None,
    }
}

/// What came of the board, with the words it is about.
#[must_use]
pub fn on_the_board(fact: &BoardFact<Who>, state: &State) -> String {
    let said = what_came(fact);
    match fact {
        BoardFact::Proposed(put) => format!("{said}: {}", put.wording),
        BoardFact::Brought(put) => format!("{said}: {}", put.wording),
        BoardFact::Told(put) => format!("{said}: {}", put.wording),
        BoardFact::Reworded(put) if !put.reason.is_empty() => format!("{said} ({}): {}", put.reason, put.wording),
        BoardFact::Reworded(put) => format!("{said}: {}", put.wording),
        BoardFact::Merged(put) => format!("{said}: {}", put.wording),
        BoardFact::FollowUp(put) => format!("{said}: {}", put.what),
        BoardFact::FollowUpStands(stands) => {
            let what = state.board.follow_up(stands.follow_up).map_or("", |known| &known.what);
            format!("{}: {what}", progress(stands.progress))
        }
        BoardFact::DraftIssued(number) => format!("draft {number} {said}"),
        other => {
            let known = other.statement().and_then(|id| state.board.statement(id));
            known.map_or_else(|| said.to_owned(), |known| format!("{said}: {}", known.wording()))
        }
    }
}

/// What came of the board, in a few words.
#[must_use]
pub fn what_came<W>(fact: &BoardFact<W>) -> &'static str {
    match fact {
        BoardFact::Proposed(_) => "put on the board",
        BoardFact::Brought(_) => "from an earlier evening",
        BoardFact::Told(_) => "released by the group",
        BoardFact::Reworded(_) => "in other words",
        BoardFact::Merged(_) => "made one of several",
        BoardFact::Split(_) => "split",
        BoardFact::Moved(_) => "moved",
        BoardFact::TestOpened(_) => "a test was opened",
        BoardFact::TestTaken(_) => "tested",
        BoardFact::CommonGround(_) => "common ground",
        BoardFact::CanLiveWith(_) => "everybody can live with it",
        BoardFact::Formulated(_) => "put by one side",
        BoardFact::Vouched(_) => "fair, or understood",
        BoardFact::HeldDifference(_) => "held as a difference",
        BoardFact::Bracketed(_) => "in brackets",
        BoardFact::Parked(_) => "parked",
        BoardFact::Withdrawn(_) => "withdrawn",
        BoardFact::Reopened(_) => "back on the table",
        BoardFact::InText(_) => "into or out of the text",
        BoardFact::DraftIssued(_) => "on the table",
        BoardFact::DraftTakenUp(_) => "taken up by the drafter",
        BoardFact::Criticised(_) => "criticised",
        BoardFact::WholeConfirmed(_) => "the whole text was confirmed",
        BoardFact::AllOrNothing(_) => "nothing until everything, or no longer",
        BoardFact::Restated(_) => "restated",
        BoardFact::FollowUp(_) => "follow-up",
        BoardFact::FollowUpStands(_) => "what became of a follow-up",
        BoardFact::MemorandumFor(_) => "for whom the memorandum is",
    }
}

/// What was put right, and when: `put right on 15 March 2026; it said: Both losses count.`
#[must_use]
pub fn put_right(amendment: &Amendment, replaced: &Change) -> String {
    let was = match replaced {
        Change::Note { kind, text, .. } => {
            let kind = kind.as_ref().map(|kind| format!("it was {}", note_kind(kind)));
            let text = text.as_ref().map(|text| format!("it said: {text}"));
            [kind, text].into_iter().flatten().collect::<Vec<_>>().join("; ")
        }
        Change::Statement { wording, .. } => format!("the wording in the room was: {wording}"),
        Change::Person { name, .. } => format!("the name was {name}"),
        Change::Struck(_) => return format!("struck on {}", day(amendment.made)),
        Change::Title(title) => format!("it was called: {title}"),
        Change::FollowUp { what, by, progress: was, .. } => {
            let what = what.as_ref().map(|what| format!("it said: {what}"));
            let by = by.map(|by| format!("it was due on {}", by.format("%-d %B %Y")));
            let was = was.map(|was| format!("it was {}", progress(was)));
            [what, by, was].into_iter().flatten().collect::<Vec<_>>().join("; ")
        }
    };
    let was = if was.is_empty() { was } else { format!("; {was}") };
    format!("put right on {}{was}", day(amendment.made))
}

/// How fast a replay goes by: `ten times as fast`.
#[must_use]
pub fn speed(times: u64) -> String {
    match times {
        1 => "as fast as it was".into(),
        10 => "ten times as fast".into(),
        30 => "thirty times as fast".into(),
        60 => "a minute a second".into(),
        times => format!("{times} times as fast"),
    }
}

/// Where a replay stands.
#[must_use]
pub fn replay_at(at: At, end: At) -> String {
    format!("; minute {} of {}", at.since(At::OPENING).mins(), end.since(At::OPENING).mins())
}

/// How many notes of how many are shown.
#[must_use]
pub fn shown(shown: usize, all: usize) -> String {
    if shown == all { count(all, "note", "notes") } else { format!("{shown} of {}", count(all, "note", "notes")) }
}

/// Who speaks at a moment, and how long already; what the room does otherwise.
#[must_use]
pub fn at_that_moment(state: &State, turn: Option<&Turn>, at: At) -> String {
    turn.map_or_else(
        || "nobody speaks".into(),
        |turn| {
            format!("{} speaks, {} of {}", who_name(state, turn.who), clock(turn.spoken(at)), clock(turn.allotted()))
        },
    )
}

/// When a follow-up is due, as seen from a day: `due on 11 April 2026`, `overdue since …`.
#[must_use]
pub fn due(by: chrono::NaiveDate, today: chrono::NaiveDate, is_open: bool) -> String {
    let day = by.format("%-d %B %Y");
    if is_open && by < today { format!("overdue since {day}") } else { format!("by {day}") }
}

/// The whole date of a session, for a heading.
#[must_use]
pub fn held_on(opened: Wall) -> String {
    date(opened)
}

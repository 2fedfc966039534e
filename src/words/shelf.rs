//! The library, the search and what was promised.

use chrono::NaiveDate;

use super::{count, progress, standing};
use crate::{
    library::{Found, PassageKind, Promise, Query, Stand},
    session::NoteKind,
};

/// What may be looked for, with an example each.
pub const FILTERS: [(&str, &str); 9] = [
    ("lemon tree", "both, in whatever order; parts of words too"),
    ("\"lemon tree\"", "in this order"),
    ("kind:need", "also statement, difference, follow-up, title"),
    ("by:Hanan", "what she said, where names were kept"),
    ("party:Jewish", "said by a side, or how it puts a difference"),
    ("group:olive", "in the evenings of a group"),
    ("after:2024 before:2025-03", "from a year, month or day on; up to one"),
    ("state:common", "common, live, proposed, held, parked, open, done"),
    ("kind:fear after:2020", "everything of that sort, without a word"),
];

/// How letters are compared.
pub const FOLDING: &str =
    "Capitals, accents, Arabic vowel marks and forms of alef, and Hebrew points make no difference.";

/// What the page of a search is called.
#[must_use]
pub fn searched(found: &Found) -> String {
    let more = if found.whole { "" } else { ", more are being read" };
    format!("Every word of {}{more}", count(found.searched, "session", "sessions"))
}

/// How much was found.
#[must_use]
pub fn found(found: &Found) -> String {
    let looking = if found.whole { "" } else { " so far" };
    match found.passages {
        0 if found.whole => "nothing found".into(),
        0 => "nothing yet".into(),
        passages => format!(
            "{} in {}{looking}",
            count(passages, "passage", "passages"),
            count(found.in_sessions, "session", "sessions")
        ),
    }
}

/// That there is more than is shown.
#[must_use]
pub fn more_sessions(found: &Found) -> Option<String> {
    let more = found.in_sessions.checked_sub(found.sessions.len()).filter(|more| *more > 0)?;
    Some(format!("{} more: ↓ goes on, another word narrows it", count(more, "session", "sessions")))
}

/// What is wrong with a question.
#[must_use]
pub fn misread(query: &Query) -> Option<String> {
    let typed = query.not_a_day.as_ref()?;
    Some(format!("“{typed}” is no year, month or day such as 2024, 2024-03 or 2024-03-14"))
}

/// What a passage is.
#[must_use]
pub fn passage_kind(kind: &PassageKind) -> String {
    match kind {
        PassageKind::Title => "title".into(),
        PassageKind::Note(kind) if kind.is_plain() => "note".into(),
        PassageKind::Note(kind) => tag(kind),
        PassageKind::Statement => "statement".into(),
        PassageKind::Difference => "one side of a difference".into(),
        PassageKind::Reason => "reason".into(),
        PassageKind::Criticism => "criticism".into(),
        PassageKind::FollowUp => "follow-up".into(),
    }
}

fn tag(kind: &NoteKind) -> String {
    format!("#{}", kind.word())
}

/// How a passage stands in the end; nothing where that means nothing.
#[must_use]
pub fn stand(stand: Stand) -> String {
    match stand {
        Stand::Nothing => String::new(),
        Stand::Earlier => "an earlier wording".into(),
        Stand::Statement(kind) => standing(kind).to_lowercase(),
        Stand::FollowUp(how) => progress(how).into(),
    }
}

/// Who promised what by when: `Hanan: asks her mother, by 11 April 2026`.
#[must_use]
pub fn promise(promise: &Promise) -> String {
    match &promise.who {
        Some(who) => format!("{who}: {}", promise.what),
        None => promise.what.clone(),
    }
}

/// When it is due, seen from a day: `today`, `in 3 days`, `3 days late`.
#[must_use]
pub fn when_due(promise: &Promise, today: NaiveDate) -> String {
    if let Some(done) = promise.done {
        return format!("done {}", done.format("%-d %b %Y"));
    }
    let Some(by) = promise.by else { return "no day".into() };
    match (by - today).num_days() {
        0 => "today".into(),
        1 => "tomorrow".into(),
        -1 => "1 day late".into(),
        days @ 2..=13 => format!("in {days} days"),
        days if days > 13 => format!("in {} weeks", days / 7),
        days if days > -14 => format!("{} days late", -days),
        days => format!("{} weeks late", -days / 7),
    }
}

/// Nothing is promised.
pub const NOTHING_PROMISED: &str =
    "Nothing is promised. f on the board of an evening writes down who does what by when; groups carry it over.";

/// A follow-up could not be marked.
#[must_use]
pub fn not_marked(why: &str) -> String {
    format!("Not written down: {why}.")
}

/// A search for nothing.
pub const NOTHING_ASKED: &str = "say what to look for: words, or filters such as kind:need by:Hanan after:2024";

/// Files that could not be searched.
#[must_use]
pub fn not_searched(many: usize) -> String {
    format!("{} could not be read; `parlor list` names them", count(many, "file", "files"))
}

/// Follow-ups that have no day are in no calendar.
#[must_use]
pub fn left_out_of_calendar(many: usize) -> String {
    format!("{} without a day left out", count(many, "follow-up", "follow-ups"))
}

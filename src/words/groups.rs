//! A group in words: its stage, its evenings, what was promised.

use chrono::NaiveDate;

use super::{clock, count};
use crate::{
    library::{Group, GroupEvening, GroupPromise, Stage},
    session::{Progress, Written, text::visible},
};

/// The marked row belongs to no group.
pub const NO_GROUP: &str = "This session belongs to no group. A group is named when an evening is set up.";
/// No evening of a group keeps who was there.
pub const NOBODY_KEPT: &str = "No evening of this group keeps who was there.";
/// The signs of the page of the people.
pub const PRESENCE_SIGNS: &str = "● had a turn  ○ was there  · nobody's presence is kept";
/// Something on the page of a group's file is not saved.
pub const GROUP_UNSAVED: &str = "What you changed is not saved: F2 saves it, Esc once more leaves without it.";

/// How far people have come with each other.
#[must_use]
pub const fn stage(stage: Option<Stage>) -> &'static str {
    match stage {
        None => "not said",
        Some(Stage::Deciding) => "deciding",
        Some(Stage::Mapping) => "mapping",
        Some(Stage::Probing) => "probing",
        Some(Stage::Scenarios) => "scenarios",
        Some(Stage::Acting) => "acting",
    }
}

/// What a stage is about.
#[must_use]
pub const fn stage_means(stage: Option<Stage>) -> &'static str {
    match stage {
        None => "The moderator says how far people have come with each other.",
        Some(Stage::Deciding) => "Deciding whether to talk at all, and with whom.",
        Some(Stage::Mapping) => "Mapping the problems and the relationships.",
        Some(Stage::Probing) => "Probing some of them more deeply.",
        Some(Stage::Scenarios) => "Building scenarios: what both could do, step by step.",
        Some(Stage::Acting) => "Acting together.",
    }
}

/// A group's file was saved.
#[must_use]
pub fn group_saved(group: &Group) -> String {
    format!("Saved for the next evening of {}. Stage: {}.", group.name, stage(group.stage))
}

/// A group's file was not saved.
#[must_use]
pub fn group_not_saved(why: &str) -> String {
    format!("Not saved: {}. The file was left as it is.", visible(why))
}

/// An evening is remembered, to be compared with another.
#[must_use]
pub fn compare_with(title: &str) -> String {
    format!("{} is compared with the next one on which c is pressed.", visible(title))
}

/// How many of a group's files were read.
#[must_use]
pub fn group_read(read: usize, unreadable: usize, expected: usize) -> String {
    let mut said = count(read, "evening", "evenings");
    if read + unreadable < expected {
        said = format!("{read} of {} read", count(expected, "evening", "evenings"));
    }
    if unreadable > 0 {
        said = format!("{said}, {} could not be read", count(unreadable, "file", "files"));
    }
    said
}

/// With whom the next go-round starts.
#[must_use]
pub fn starts_next(starter: Option<&Written>) -> String {
    starter.map_or_else(|| "nobody is invited yet".into(), |one| format!("{} starts the next go-round", one.name))
}

/// Who was there, as far as it may be told.
#[must_use]
pub fn attendance(evening: &GroupEvening) -> String {
    match &evening.attended {
        Some(names) if names.is_empty() => "nobody was written down".into(),
        Some(names) => names.join(", "),
        None => "nobody's presence is kept".into(),
    }
}

/// How the evening was shared, as far as it is kept.
#[must_use]
pub fn shared(evening: &GroupEvening) -> Vec<String> {
    if evening.attended.is_some() {
        let parties: Vec<String> =
            evening.parties.iter().map(|(name, spoken)| format!("{name} {}", clock(*spoken))).collect();
        return if parties.is_empty() { Vec::new() } else { vec![parties.join(" · ")] };
    }
    let phase = |(title, one): &(String, crate::session::PhaseBalance)| {
        let without = match one.without_turn {
            0 => "everybody had a turn".to_owned(),
            number => format!("{} without a turn", count(number, "person", "people")),
        };
        format!("{title}: largest share {} %, {without}", one.largest_share)
    };
    evening.balance.iter().map(phase).collect()
}

/// Who opened and who closed; nothing where that is not kept.
#[must_use]
pub fn opened_and_closed(evening: &GroupEvening) -> Option<String> {
    let (opener, closer) = (evening.opener.as_ref()?, evening.closer.as_ref()?);
    Some(format!("opened by {opener}, closed by {closer}"))
}

/// What became of a promise, as seen from a day: `kept`, `overdue since 5 January 2026`, `by 11 April 2026`.
#[must_use]
pub fn group_promise(promise: &GroupPromise, today: NaiveDate) -> String {
    match promise.now.progress {
        Progress::Done => "kept".into(),
        Progress::Dropped => "dropped".into(),
        Progress::Open => promise.now.by.map_or_else(|| "open".into(), |by| super::due(by, today, true)),
    }
}

/// How many promises stand how.
#[must_use]
pub fn group_promises(promises: &[GroupPromise], today: NaiveDate) -> String {
    let of = |progress| promises.iter().filter(|promise| promise.now.progress == progress).count();
    let overdue =
        |promise: &&GroupPromise| promise.now.progress == Progress::Open && promise.now.by.is_some_and(|by| by < today);
    format!(
        "{} kept · {} open, {} of them overdue · {} dropped",
        of(Progress::Done),
        of(Progress::Open),
        promises.iter().filter(overdue).count(),
        of(Progress::Dropped)
    )
}

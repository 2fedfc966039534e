//! What exports say, and what is said of them.

use std::path::Path;

use crate::{
    library::{ExportKind, NoExport},
    session::{Choice, Leak, LeakPlace, RecordRule, State, Tells, text::visible},
};

/// The heading of what both sides confirmed.
pub const SHARED: &str = "Common ground";
/// The heading of what everybody can live with.
pub const LIVED_WITH: &str = "What all of us can live with";
/// The heading of the differences.
pub const DIFFERENCES: &str = "Where we differ, in the words of both sides";
/// Whose words a formulation is, where parties are withheld.
pub const ONE_SIDE: &str = "One side";
/// Before the reason why a difference matters.
pub const WHY: &str = "Why it matters";
/// The heading of the notes.
pub const THEMES: &str = "What was said";
/// The heading of what is not settled.
pub const OPEN: &str = "Open questions";
/// The heading of what was promised.
pub const FOLLOW_UPS: &str = "Follow-ups";
/// The heading of who spoke how long.
pub const AIRTIME: &str = "Time spoken";
/// The heading of the course of the evening.
pub const COURSE: &str = "The evening";
/// The heading of those whom an attributed record names.
pub const PEOPLE: &str = "Who was there";
/// Nothing holds until everything holds.
pub const PROVISIONAL: &str = "All of it is provisional: nothing holds until everything holds.";

/// Under which rule something is handed on, in one sentence.
#[must_use]
pub const fn told(rule: RecordRule) -> &'static str {
    match rule {
        RecordRule::Attributed => "Attributed: what was said is kept with who said it.",
        RecordRule::ChathamHouse => {
            "Chatham House Rule: what was said may be told, never who said it or who was there."
        }
        RecordRule::Confidential => "Confidential: what stands here was released by the group, without names.",
        RecordRule::OffTheRecord => "Off the record: nothing was kept.",
    }
}

/// The heading of the notes of one kind.
#[must_use]
pub fn theme(kind: &str) -> String {
    match kind {
        "note" => "Other notes".into(),
        "story" => "Stories".into(),
        "need" => "Needs".into(),
        "fear" => "Fears".into(),
        "hope" => "Hopes".into(),
        "idea" => "Ideas".into(),
        "question" => "Questions".into(),
        "quote" => "Quotes".into(),
        "process" => "How we worked".into(),
        own => {
            let mut letters = own.chars();
            letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
        }
    }
}

/// What is made, in one sentence.
#[must_use]
pub const fn export_kind(kind: ExportKind) -> &'static str {
    match kind {
        ExportKind::Summary => "a summary to read and edit (Markdown)",
        ExportKind::Html => "one page to read and print, with the evening as a picture",
        ExportKind::TurnsCsv => "the turns, for a spreadsheet",
        ExportKind::NotesCsv => "the notes, for a spreadsheet",
        ExportKind::BoardCsv => "the board and the follow-ups, for a spreadsheet",
        ExportKind::Memorandum => "the memorandum: what was confirmed, for whom the group decided",
        ExportKind::Session => "the session file, under a stricter rule",
    }
}

/// Why nothing was exported, in words.
#[must_use]
pub fn no_export(why: NoExport) -> String {
    match why {
        NoExport::Memorandum(why) => super::no_memorandum(why).into(),
        NoExport::OneSession => "a session file holds one session; export them one by one".into(),
        NoExport::Newer(version) => {
            format!("{}, and its rules may be others: nothing was exported", super::newer(version))
        }
    }
}

/// There are names in what was to be exported.
pub const NOTHING_EXPORTED: &str = "nothing was exported. --withhold puts [name] there; --keep WORD says that a word is no \
                                    name; a note can be put right in `parlor open FILE`";

/// Airtime was asked for of an evening that does not keep it.
pub const NO_AIRTIME: &str =
    "time spoken is told only of evenings that were attributed from beginning to end; it is left out";

/// The same, where the path was just typed.
#[must_use]
pub fn not_written_there(why: &str) -> String {
    format!("Not written: {why}.")
}

/// What is asked of the moderator while the names are looked through.
pub const LOOK: &str = "Each of these would tell more than the record rule allows. What is not looked at is replaced.";

/// Where an export is written.
pub const WHERE: &str = "a file or a folder that is there; no file is overwritten ";

/// Time spoken is told.
pub const AIRTIME_TOLD: &str = "told: who spoke how long, and whose each turn was";

/// Time spoken is not told.
pub const AIRTIME_KEPT: &str = "not told";

/// It is late, and names stand in what will remain.
#[must_use]
pub fn late(places: usize) -> String {
    let places = super::count(places, "place", "places");
    format!("It is late, and what would tell in {places} is withheld.")
}

/// Names stand in what will remain.
#[must_use]
pub fn looked_through(places: usize, kept: usize) -> String {
    let places = super::count(places, "place", "places");
    let kept = if kept > 0 { format!(", kept in {kept}") } else { String::new() };
    format!("What would tell: {places}{kept}.")
}

/// What a party without an answer is: asked later.
pub const ASKED_LATER: &str = "provisional: a party that was not there is asked later";

/// No evening of that group was found.
#[must_use]
pub fn no_series(name: &str) -> String {
    format!("no sealed evening of a group called `{name}` is in the library")
}

/// A looser rule was asked for.
#[must_use]
pub fn stays_strict(own: RecordRule) -> String {
    format!("it was kept under a stricter rule ({}), and stays under it", super::rule(own))
}

/// How many places would tell something.
#[must_use]
pub fn would_tell(number: usize, session: &str) -> String {
    let places = super::count(number, "place", "places");
    let tell = if number == 1 { "tells" } else { "tell" };
    format!("{session}: {places} {tell} what the record rule keeps to itself:")
}

/// Where an export was written.
#[must_use]
pub fn written(path: &Path) -> String {
    format!("Written: {}", visible(&path.display().to_string()))
}

/// An export could not be written.
#[must_use]
pub fn not_written(path: &Path, why: &str) -> String {
    format!("Not written to {}: {why}.", visible(&path.display().to_string()))
}

/// What would tell, and where: `note at 19:36: “Hanan”`.
#[must_use]
pub fn leak(leak: &Leak, state: &State) -> String {
    let at = leak.at.map(|at| format!(" at {}", super::time_of_day(state.wall(at)))).unwrap_or_default();
    format!("{}{at}: {}", leak_place(leak.place, state), tells(&leak.tells))
}

/// Where something stands that would tell.
#[must_use]
pub fn leak_place(place: LeakPlace, state: &State) -> String {
    match place {
        LeakPlace::Evening => "title, group or ground rules".into(),
        LeakPlace::Phase(phase) => {
            let title = state.opening.phases.get(phase.0).map_or("", |phase| phase.title.as_str());
            format!("phase {} ({title})", phase.0 + 1)
        }
        LeakPlace::Note(id) => format!("note {id}"),
        LeakPlace::Statement(id) => format!("statement {id}"),
        LeakPlace::FollowUp(id) => format!("follow-up {id}"),
        LeakPlace::Memorandum => "for whom the memorandum is".into(),
        LeakPlace::Elsewhere => "the course of the evening".into(),
    }
}

/// What would be told.
#[must_use]
pub fn tells(tells: &Tells) -> String {
    match tells {
        Tells::Names(words) => {
            let words: Vec<String> = words.iter().map(|word| format!("“{word}”")).collect();
            words.join(", ")
        }
        Tells::Unanimous => "all of a party gave the same answer, so the tally tells every vote".into(),
        Tells::SmallParty => "a party of one or two is split into its answers".into(),
    }
}

/// What is done about it.
#[must_use]
pub const fn choice(choice: Choice) -> &'static str {
    match choice {
        Choice::Replace => "replaced",
        Choice::Keep => "kept as it is",
        Choice::Strike => "struck",
    }
}

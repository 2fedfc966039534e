//! The library as plain data: what stands on its shelves, and why something could not be read. No disk here.

mod checkup;
mod draft;
mod due;
mod evenings;
mod exporting;
mod exposure;
pub mod fold;
mod own;
mod passage;
mod query;
mod room;
mod search;
mod settings;
mod trouble;
mod writing;

use std::path::PathBuf;

pub use checkup::{Colours, Finding, FolderKind, FolderState};
pub use draft::{Draft, Purpose};
pub use due::{Promise, promises};
pub use evenings::{GroupEvening, GroupPromise, Promised, Seen, Stage, StatementPath, group_promises, statement_paths};
pub use exporting::{Evening, ExportKind, NoExport};
pub use exposure::{Exposure, FolderWarning};
pub use own::{Answered, Kept, KeptAs, Observation, Own, OwnChange, Question};
pub use passage::{Extract, FIELD, Passage, PassageKind, Stand, Target, folded_group, stand};
pub use query::{FILTERS, Query};
pub use room::{OnShow, RoomNews, Sheet};
pub use search::{Found, FoundIn, Glance};
pub use settings::{Ascii, Bidi, Configuration, Defaults, KeyWish, Lengths, Settings, ThemeName};
pub use trouble::{Cause, SaveTrouble};
pub use writing::{Answer, Command};

use crate::session::{
    Amendment, Carried, Change, Entry, Format, Progress, Record, RecordRule, Scale, Span, StandingKind, State, Wall,
    Written, text,
};

/// The name of a session for life, and of its files: `2026-03-14-1805-k7f3`. Never made from its title.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SessionId(String);

/// The letters of the last part of an id: none that is easily taken for another.
const LETTERS: &[u8; 32] = b"23456789abcdefghijkmnpqrstuvwxyz";

impl SessionId {
    /// An id from the wall time of the opening and a number that nobody else has.
    #[must_use]
    pub fn new(opened: Wall, chance: u32) -> Self {
        let letters = (0..4).map(|place| LETTERS[(chance >> (place * 5)) as usize % LETTERS.len()] as char);
        Self(format!("{}-{}", opened.format("%Y-%m-%d-%H%M"), letters.collect::<String>()))
    }

    /// An id as it stands in a file; `None` if it could not be a file name.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let fits = !text.is_empty() && text.len() <= 64 && !text.starts_with('-');
        let plain = text.bytes().all(|b| b.is_ascii_digit() || b.is_ascii_lowercase() || b == b'-');
        (fits && plain).then(|| Self(text.to_owned()))
    }

    /// The text of it.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Display for SessionId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

/// A sealed session, read whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sealed {
    /// Its name for life.
    pub id: SessionId,
    /// What remains of it.
    pub record: Record,
    /// What was put right after sealing, in order; the record says it already.
    pub amendments: Vec<Amendment>,
    /// What stood there before each of them.
    pub replaced: Vec<Change>,
    /// Keys that the file holds and this version does not know, as paths: `people.0.nickname`.
    pub unknown_keys: Vec<String>,
    /// The format version of a file that a newer Parlor wrote: it is read as far as this one understands, and not changed.
    pub newer: Option<u32>,
}

/// One file of the library, newest first in lists.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Where it lies.
    pub path: PathBuf,
    /// What it is.
    pub body: Result<Summary, LoadError>,
}

/// A session in one line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Summary {
    /// What the evening was called.
    pub title: String,
    /// The group, if it has a name.
    pub series: Option<String>,
    /// Wall time of the opening.
    pub opened: Wall,
    /// The record rule of the evening.
    pub rule: RecordRule,
    /// The people whom the record keeps.
    pub people: Vec<String>,
    /// How long the clocks ran.
    pub length: Span,
    /// How many statements stand where, in the order of [`StandingKind::ALL`].
    pub standing: [usize; StandingKind::ALL.len()],
    /// How many notes.
    pub notes: usize,
    /// How much of what was promised is open.
    pub open_follow_ups: usize,
}

impl Summary {
    /// A sealed session in one line.
    #[must_use]
    pub fn of(record: &Record) -> Self {
        let state = record.fold();
        Self {
            title: state.opening.title.clone(),
            series: state.opening.series.clone(),
            opened: state.opening.opened,
            rule: state.opening.rule,
            people: state.roster.people().map(|person| person.name.clone()).collect(),
            length: state.length(record.last()),
            standing: StandingKind::ALL.map(|kind| state.board.standing(kind).count()),
            notes: state.notes.len(),
            open_follow_ups: open(&state),
        }
    }

    /// How many statements stand so.
    #[must_use]
    pub fn standing(&self, kind: StandingKind) -> usize {
        StandingKind::ALL.iter().zip(self.standing).find(|(other, _)| **other == kind).map_or(0, |(_, count)| count)
    }
}

fn open(state: &State) -> usize {
    state.board.follow_ups.iter().filter(|promise| promise.progress == Progress::Open).count()
}

/// Why a file could not be opened. The file is left as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LoadError {
    /// Which file; `None` for what came from elsewhere.
    pub path: Option<PathBuf>,
    /// What is wrong with it.
    pub trouble: Trouble,
    /// Where, counted from one, if it can be said.
    pub place: Option<Place>,
}

/// A place in a file, counted from one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// The line.
    pub line: u64,
    /// The column, in characters.
    pub column: u64,
}

/// What is wrong with a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// The system would not hand it over; holds what it said.
    CannotRead(String),
    /// Not an ordinary file: a folder, a device, a symbolic link.
    NotAFile,
    /// Larger than any session; holds its size in bytes.
    TooLarge(u64),
    /// There is nothing in it.
    Empty,
    /// Not text in UTF-8.
    NotText,
    /// Not YAML; holds what was expected.
    NotYaml(String),
    /// YAML, but not a session of Parlor.
    Foreign,
    /// Written by a newer Parlor; holds its format version.
    Newer(u32),
    /// It stops before its end.
    CutShort,
    /// A session, but something in it is not as the format says; holds what was expected.
    Invalid(String),
}

/// A running session whose program is gone: it can be continued.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unfinished {
    /// Its name for life.
    pub id: SessionId,
    /// What the evening is called.
    pub title: String,
    /// Wall time of the opening.
    pub opened: Wall,
    /// How many people were written down.
    pub people: usize,
    /// Whether the clocks had been stopped: it only has to be sealed.
    pub ended: bool,
    /// Up to when the program is known to have been alive.
    pub alive: Wall,
    /// Whether another Parlor has it open right now.
    pub in_use: bool,
}

/// What the journal of a session says that another Parlor runs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Glimpse {
    /// Its name for life.
    pub id: SessionId,
    /// Every act that is on the disk, in order.
    pub log: Vec<Entry>,
    /// The last moment at which that program is known to have been alive.
    pub alive: crate::session::At,
    /// Whether it is still there.
    pub in_use: bool,
}

/// What came back from the journal of a session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recovered {
    /// Its name for life.
    pub id: SessionId,
    /// Every act that was kept, in order.
    pub log: Vec<Entry>,
    /// The last moment at which the program is known to have been alive.
    pub alive: crate::session::At,
    /// What was typed and not entered.
    pub drafts: Vec<Draft>,
    /// Where the damaged file was copied to, if the journal was damaged.
    pub aside: Option<PathBuf>,
    /// How many acts stand in the damaged file behind a gap, and could not be joined to what came before.
    pub missing: usize,
}

/// A group that meets again and again: what its next evening starts from. Says who is invited, never who was present.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// What the group is called.
    pub name: String,
    /// Who is invited, in seat order.
    pub people: Vec<Written>,
    /// The name of the format used last.
    pub format: Option<String>,
    /// How many evenings there have been.
    pub evenings: u32,
    /// How many go-rounds have been held, so that the next one starts with somebody else.
    pub rounds_held: u32,
    /// How far people have come with each other, as the moderator sees it.
    pub stage: Option<Stage>,
    /// The ground rules that the group accepted; those of the format where there are none.
    pub agreements: Vec<String>,
    /// What is open, what is parked, and what was promised.
    pub carried: Carried,
}

impl Group {
    /// With whom the next go-round starts, if everybody comes.
    #[must_use]
    pub fn next_starter(&self) -> Option<&Written> {
        let circle: Vec<&Written> = self.people.iter().filter(|person| person.role.in_circle()).collect();
        let place = (self.rounds_held as usize).checked_rem(circle.len())?;
        circle.get(place).copied()
    }

    /// Everybody who is invited: those who came as they are known now, and between them those who did not. The file never
    /// says who was present.
    #[must_use]
    pub fn still_invited(before: Option<&Self>, came: Vec<Written>) -> Vec<Written> {
        let is = |one: &Written, other: &Written| text::fold(&one.name) == text::fold(&other.name);
        let mut all = came;
        let known = before.map_or(&[][..], |group| &group.people);
        for (place, person) in known.iter().enumerate() {
            if all.iter().any(|one| is(one, person)) {
                continue;
            }
            let neighbour = known[..place].iter().rev().find_map(|other| all.iter().position(|one| is(one, other)));
            all.insert(neighbour.map_or(0, |neighbour| neighbour + 1), person.clone());
        }
        all
    }
}

/// Everything on the shelves.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shelves {
    /// Running sessions whose program is gone, newest first.
    pub unfinished: Vec<Unfinished>,
    /// Sealed sessions, newest first, and the files that could not be read.
    pub rows: Vec<Row>,
    /// Groups, by name.
    pub groups: Vec<Group>,
    /// How many files there are in the folder; rows come while they are read.
    pub files: usize,
    /// Why the folder could not be listed, in the system's words.
    pub trouble: Option<String>,
    /// Who else can see into the folders in which all this lies.
    pub warnings: Vec<FolderWarning>,
}

/// The formats on offer, and the files of the user's that are none.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Formats {
    /// At least the ones that ship.
    pub formats: Vec<Format>,
    /// The user's own scales for tests of agreement.
    pub scales: Vec<Scale>,
    /// Files in the configuration folder that could not be read.
    pub troubles: Vec<LoadError>,
}

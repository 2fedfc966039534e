//! What can be made of sealed sessions for others, as plain data.

use super::SessionId;
use crate::session::{NoMemorandum, Record};

/// What is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ExportKind {
    /// What the evening came to, as the rapporteur would write it down: Markdown.
    Summary,
    /// The same on one page that prints well, with the evening as a picture where the rule keeps it.
    Html,
    /// A line a turn, for a spreadsheet.
    TurnsCsv,
    /// A line a note.
    NotesCsv,
    /// A line a statement, formulation and follow-up.
    BoardCsv,
    /// What was confirmed in the room, for those for whom the group decided that it is.
    Memorandum,
    /// The session file, under a stricter rule.
    Session,
}

impl ExportKind {
    /// As they are offered.
    pub const ALL: [Self; 7] =
        [Self::Summary, Self::Html, Self::Memorandum, Self::NotesCsv, Self::TurnsCsv, Self::BoardCsv, Self::Session];

    /// The word under which it is asked for, and the end of its file's name.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Summary => "summary",
            Self::Html => "html",
            Self::TurnsCsv => "turns.csv",
            Self::NotesCsv => "notes.csv",
            Self::BoardCsv => "board.csv",
            Self::Memorandum => "memorandum",
            Self::Session => "session",
        }
    }

    /// What is asked for under a word.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.key() == word)
    }

    /// How a file with it ends.
    #[must_use]
    pub const fn ending(self) -> &'static str {
        match self {
            Self::Summary => "-summary.md",
            Self::Html => ".html",
            Self::TurnsCsv => "-turns.csv",
            Self::NotesCsv => "-notes.csv",
            Self::BoardCsv => "-board.csv",
            Self::Memorandum => "-memorandum.md",
            Self::Session => "-export.yaml",
        }
    }
}

/// A sealed session as it may be told: its record has been put under the rule that was asked for, and looked through.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evening {
    /// Its name for life.
    pub id: SessionId,
    /// What may be told of it.
    pub record: Record,
}

/// Why nothing was exported.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoExport {
    /// There is no memorandum.
    Memorandum(NoMemorandum),
    /// A session file holds one session.
    OneSession,
    /// A newer Parlor wrote the file, in this format version.
    Newer(u32),
}

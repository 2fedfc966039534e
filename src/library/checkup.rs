//! What `parlor doctor` finds out, as plain data.

use std::path::PathBuf;

use super::FolderWarning;
use crate::session::Wall;

/// One thing that was looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Finding {
    /// The size of the terminal; none where there is no terminal.
    Terminal(Option<(u16, u16)>),
    /// How many colours there are.
    Colours(Colours),
    /// Whether letters beyond ASCII come through.
    Letters(bool),
    /// What the user hears: the terminal's bell, a command, or nothing.
    Bell(Option<String>),
    /// Whether the system was kept from writing the memory of the program to the disk after a fault.
    NoCoreDumps(bool),
    /// A folder.
    Folder(FolderKind, PathBuf, FolderState),
    /// A file that others may read.
    OpenFile(PathBuf),
    /// Who else can see into a folder.
    Exposed(FolderWarning),
    /// Whether a second Parlor can tell that an evening is open; or why not.
    Locks(Result<(), String>),
    /// How many bytes are free where running evenings are kept.
    Free(u64),
    /// Whether the room display is told of changes; or why not.
    Events(Result<(), String>),
    /// An evening that is not sealed.
    Unfinished {
        /// When it was opened.
        opened: Wall,
        /// Whether a Parlor has it open.
        in_use: bool,
    },
    /// A journal that can't be read.
    Unreadable(PathBuf),
    /// A copy of a damaged journal.
    Damaged(PathBuf),
    /// A report of a fault in the program.
    Fault(PathBuf),
    /// The configuration file, or what is wrong with it.
    Settings(Result<PathBuf, String>),
    /// What is wrong with a format or a scale.
    Format(String),
}

/// How many colours a terminal has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Colours {
    /// None are wanted.
    Unwanted,
    /// Sixteen.
    Few,
    /// All that Parlor uses.
    Enough,
}

/// Which folder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FolderKind {
    /// Sealed sessions.
    Sessions,
    /// Running evenings.
    Live,
    /// Groups.
    Groups,
    /// The moderator's own files.
    Own,
}

/// What a folder is like.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FolderState {
    /// Not made yet.
    Missing,
    /// There, writable, and for its owner alone.
    Private,
    /// There, and others may look into it.
    Open,
    /// Something else has its name.
    NotAFolder,
    /// It can't be written to, for this reason.
    ReadOnly(String),
}

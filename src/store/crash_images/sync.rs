//! The kinds of sync, so that a test can leave out one of them.

/// Which sync it is, so that a test can leave one kind of them out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sync {
    /// Of a journal.
    Journal,
    /// Of a journal whose damaged end was cut off.
    CutJournal,
    /// Of the copy of a damaged journal.
    DamagedCopy,
    /// Of a session file that has no name yet.
    UnnamedSession,
    /// Of a group file that has no name yet.
    UnnamedGroup,
    /// Of a folder in which another was made.
    FolderAbove,
    /// Of the folder in which a journal was begun.
    JournalBegun,
    /// Of the folder in which a copy was laid.
    CopyLaid,
    /// Of the folder from which a journal was removed.
    JournalRemoved,
    /// Of the folder in which a session file got its name.
    SessionNamed,
    /// Of the folder in which a group file got its name.
    GroupNamed,
    /// Any other: nothing was waiting for it.
    Idle,
}

impl Sync {
    pub const ALL: [Self; 11] = [
        Self::Journal,
        Self::CutJournal,
        Self::DamagedCopy,
        Self::UnnamedSession,
        Self::UnnamedGroup,
        Self::FolderAbove,
        Self::JournalBegun,
        Self::CopyLaid,
        Self::JournalRemoved,
        Self::SessionNamed,
        Self::GroupNamed,
    ];
}

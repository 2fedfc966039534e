//! Why a running session is not on the disk.

use std::path::PathBuf;

use super::SessionId;

/// Why entries are not on the disk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SaveTrouble {
    /// Which session.
    pub id: SessionId,
    /// What kind of trouble.
    pub cause: Cause,
    /// In the system's words.
    pub said: String,
    /// The folder of the journal.
    pub folder: PathBuf,
    /// Where it could go on, if the user says so.
    pub elsewhere: Option<PathBuf>,
}

/// What kind of trouble there is with a disk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cause {
    /// No room is left.
    Full,
    /// No room is left for this user.
    Quota,
    /// The file may not get longer.
    TooLarge,
    /// Nothing may be written there.
    ReadOnly,
    /// The system does not allow it.
    NotAllowed,
    /// The disk reports an error.
    Failing,
    /// The folder was removed or moved, or its disk was taken away.
    Gone,
    /// Another Parlor has the session.
    InUse,
    /// Something else; what the system says has to do.
    Other,
}

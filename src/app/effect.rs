//! What the program asks of the world.

use std::path::PathBuf;

use crate::{
    library::{Draft, Group, SessionId},
    session::{Amendment, At, Entry, Record},
};

/// Where a sealed session comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// A file.
    File(PathBuf),
    /// One of the samples in the program, counted from nought, to look around in.
    Sample(usize),
    /// The first sample, to be watched as it goes by.
    Evening,
}

/// A request to the world. Answers come back as a `Msg`.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// Say what is on the shelves.
    List,
    /// Read a sealed session.
    Load(Source),
    /// Read the journal of a running session whose program is gone, and lock it.
    Recover(SessionId),
    /// Say what the journal of a session holds that another Parlor runs.
    LookOn(SessionId),
    /// Put these entries behind the others in the journal, durably; `first` is the place of the first one in the log.
    /// A journal that is not there yet is created.
    Append {
        /// Which session.
        id: SessionId,
        /// The place of the first entry, counted from nought.
        first: usize,
        /// In order.
        entries: Vec<Entry>,
    },
    /// The program is alive at this moment of the session: what a recovery goes back to.
    Alive {
        /// Which session.
        id: SessionId,
        /// When.
        at: At,
    },
    /// What is typed and not entered, in place of what was; it is kept in the journal.
    Draft {
        /// Which session.
        id: SessionId,
        /// Everything that is typed.
        drafts: Vec<Draft>,
    },
    /// Go on with the journal in another folder. The user said so.
    Move {
        /// Which session.
        id: SessionId,
        /// Where.
        folder: PathBuf,
    },
    /// Make the text that a sealed file would hold.
    Preview {
        /// Which session.
        id: SessionId,
        /// What would remain.
        record: Box<Record>,
    },
    /// Write the sealed file; once it is durably in place, update the group and remove the journal.
    Seal {
        /// Which session.
        id: SessionId,
        /// What remains.
        record: Box<Record>,
        /// What the group's next evening starts from, if it has a name.
        group: Option<Box<Group>>,
    },
    /// Put something right in a sealed file.
    Amend {
        /// The file.
        path: PathBuf,
        /// What is meant.
        amendment: Amendment,
    },
    /// Throw the journal of a session away. The user was asked.
    Discard(SessionId),
    /// Ring the bell once, as the user has set it.
    Bell,
    /// Give the terminal back and stop, until the shell says to go on.
    Stop,
    /// Take the terminal again: it may have been somebody else's.
    TakeTerminal,
    /// Leave.
    Quit,
}

//! What the writer is asked for, and what it answers: plain data between the screen and the disk.

use std::path::PathBuf;

use super::{Draft, Group, Kept, Own, OwnChange, Recovered, SaveTrouble, Sealed, SessionId, Sheet};
use chrono::NaiveDate;

use crate::session::{Amendment, At, Entry, FollowUpId, Piece, Record};

/// What the writer is asked to do.
#[derive(Clone, Debug, PartialEq)]
pub enum Command {
    /// Put these entries into the journal of a session; one that is not there yet is created.
    Append {
        /// Which session.
        id: SessionId,
        /// The place of the first entry in the log.
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
    /// Keep what is typed and not entered, in place of what was.
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
    /// Read and lock the journal of a session whose program is gone.
    Recover(SessionId),
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
        /// What was said in confidence: it goes to the moderator's own file first.
        confided: Vec<Kept>,
    },
    /// Something is struck in a running session: its journal is written anew, and every other file that could hold it.
    Strike {
        /// Which session.
        id: SessionId,
        /// What.
        piece: Piece,
        /// The whole log without it.
        entries: Vec<Entry>,
        /// Everything that is typed, without what was typed for it.
        drafts: Vec<Draft>,
        /// The group that meets.
        group: Option<String>,
    },
    /// Something is struck in a sealed file: it is written anew without it.
    StrikeSealed {
        /// The file.
        path: PathBuf,
        /// What, and when.
        amendment: Amendment,
    },
    /// Write a group's file. If it says something else by now than it did, it is left as it is.
    SaveGroup {
        /// What it said; nothing if there was none.
        before: Option<Box<Group>>,
        /// What it says from now on.
        group: Box<Group>,
    },
    /// Put something right in a sealed file.
    Amend {
        /// The file.
        path: PathBuf,
        /// What is meant.
        amendment: Amendment,
    },
    /// Say what the moderator kept for themselves of a session.
    ReadOwn(SessionId),
    /// Change something on the moderator's own page of a session.
    ChangeOwn {
        /// Which session.
        id: SessionId,
        /// What.
        change: OwnChange,
    },
    /// A follow-up of a group was done on a day, or is to be done after all.
    FollowUp {
        /// The name of the group.
        group: String,
        /// Which of its follow-ups.
        id: FollowUpId,
        /// On which day it was done.
        done: Option<NaiveDate>,
    },
    /// Throw the journal of a session away. The user was asked.
    Discard(SessionId),
    /// Let the room display show this, in place of what it showed. It is not kept: it goes with the journal, and with the
    /// program.
    Show {
        /// Which session.
        id: SessionId,
        /// What.
        sheet: Box<Sheet>,
    },
    /// Say whether everything that was asked for before this is on the disk, drafts too.
    Settle,
}

/// What the writer says.
#[derive(Clone, Debug)]
pub enum Answer {
    /// This many entries of the session are on the disk.
    Saved {
        /// Which session.
        id: SessionId,
        /// How many.
        entries: usize,
    },
    /// Entries could not be saved; it is tried again without being asked.
    NotSaved(SaveTrouble),
    /// The journal goes on in another folder.
    Moved {
        /// In this one.
        folder: PathBuf,
        /// Whether the list of sessions will find it there.
        remembered: bool,
    },
    /// A journal was read, or not.
    Recovered(Result<Box<Recovered>, String>),
    /// The text that a sealed file would hold.
    Previewed(String),
    /// The session was sealed into this file, or not.
    Sealed(Result<PathBuf, String>),
    /// The file of a group says it now, or not.
    FollowUp(Result<(), String>),
    /// Something was put right in a sealed file, or in a copy beside one that changed meanwhile; or not.
    Amended(Result<(PathBuf, Box<Sealed>), String>),
    /// What the moderator kept for themselves of a session, or what the system said.
    Own {
        /// Which session.
        id: SessionId,
        /// What stands there now.
        result: Result<Box<Own>, String>,
    },
    /// Something was struck in a sealed file, or not.
    StruckSealed(Result<(PathBuf, Box<Sealed>), String>),
    /// Something was struck in a running session, of which so many entries are on the disk; or not yet.
    Struck(Result<(SessionId, usize), String>),
    /// A group's file was written, or not.
    GroupSaved(Result<Box<Group>, String>),
    /// The journal was thrown away, or not.
    Discarded(Result<(), String>),
    /// Whether everything that was asked for is on the disk.
    Settled(bool),
}

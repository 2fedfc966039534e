//! What the program asks of the world.

use std::path::PathBuf;

use super::curtain::Phrase;
use crate::{
    library::{Command, Evening, ExportKind, SessionId},
    session::{At, RoomView},
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
    /// Say what the samples in the program are, in a line each.
    Samples,
    /// Read a sealed session.
    Load(Source),
    /// Read the evenings of a group, one after the other.
    ReadGroup {
        /// What the group is called.
        name: String,
        /// Its files, those that are looked at first in front.
        files: Vec<PathBuf>,
    },
    /// Look for words in every session; show the passages of at most so many.
    Find {
        /// The line as it was typed.
        asked: String,
        /// How many sessions.
        most: usize,
    },
    /// Say what a session came to.
    Glance(PathBuf),
    /// Say what the journal of a session holds that another Parlor runs.
    LookOn(SessionId),
    /// Say what is on show for the room, now and whenever it changes.
    Watch,
    /// Let the room display show this.
    Show {
        /// Which session.
        id: SessionId,
        /// The moment of the session at which it is so: that of the last reading of the clocks.
        at: At,
        /// What the room may see.
        view: Box<RoomView>,
    },
    /// Something for the writer: journals, sealed files, groups.
    Write(Command),
    /// Compare what was typed behind the curtain with the passphrase.
    TryPhrase(Phrase),
    /// Make an export and write it where the user said.
    HandOn {
        /// What.
        kind: ExportKind,
        /// Of what, as it may be told.
        evening: Box<Evening>,
        /// Whether it is told who spoke how long.
        with_airtime: bool,
        /// Where, as it was typed.
        output: String,
    },
    /// Ring the bell once, as the user has set it.
    Bell,
    /// Give the terminal back and stop, until the shell says to go on.
    Stop,
    /// Draw the whole screen again: something else wrote on it.
    Redraw,
    /// Take the terminal again: it may have been somebody else's.
    TakeTerminal,
    /// Leave.
    Quit,
    /// Leave at once, whatever is not on the disk. The user was asked, and said so in a word.
    Abandon,
}

impl From<Command> for Effect {
    fn from(command: Command) -> Self {
        Self::Write(command)
    }
}

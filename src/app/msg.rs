//! What wakes the program.

use std::path::PathBuf;

use ratatui::crossterm::event::{KeyEvent, MouseEvent};

use super::{action::Action, effect::Source};
use crate::{
    library::{Answer, Found, Glance, Glimpse, GroupEvening, LoadError, RoomNews, Sealed, SessionId, Shelves, Summary},
    session::{PersonId, Wall},
};

/// Awake milliseconds since the program started, from a monotonic clock.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Mono(pub u64);

/// One reading of the world's clocks, taken after the wait and used for the update and the draw that follow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Now {
    /// For lengths: the time that the computer was awake.
    pub mono: Mono,
    /// The same, with the time that it slept.
    pub with_sleep: Mono,
    /// For labels.
    pub wall: Wall,
    /// A number that nobody can guess, for the names of new sessions.
    pub chance: u32,
}

/// What can be touched on the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Touch {
    /// An act, in the line of hints.
    Act(Action),
    /// A part of the live screen; the act opens its page.
    Pane(Action),
    /// Somebody in the list of people.
    Person(PersonId),
    /// Somebody who waits.
    Waiting(PersonId),
}

/// Something woke the program.
#[derive(Clone, Debug)]
pub enum Msg {
    /// A key was pressed.
    Key(KeyEvent),
    /// Text was pasted.
    Paste(String),
    /// The mouse did something.
    Mouse(MouseEvent),
    /// The same, with what stands there on the screen.
    Touched(MouseEvent, Option<Touch>),
    /// The window has another size, or came to the front: draw again.
    Resized,
    /// The moment came at which something visible changes.
    Wake,
    /// The system asks the program to go (a signal, a closed window).
    Hangup,
    /// The shell asks the program to stop for a while.
    Stop,
    /// The program goes on after it was stopped; the terminal may have been somebody else's meanwhile.
    Continued,
    /// No shell is there that could continue the program, so it did not stop.
    CannotStop,
    /// What is on the shelves; `whole` once nothing is missing any more.
    Listed {
        /// So far.
        shelves: Shelves,
        /// Whether that is everything.
        whole: bool,
    },
    /// What was found, so far.
    Found(Box<Found>),
    /// What a session came to.
    Glanced(Box<Glance>),
    /// The samples in the program, in a line each.
    Samples(Vec<Summary>),
    /// A sealed session was read, or not.
    Loaded {
        /// Which one was asked for.
        source: Source,
        /// It, or why not.
        result: Result<Box<Sealed>, LoadError>,
    },
    /// Evenings of a group were read; more may come.
    GroupRead {
        /// What the group is called.
        name: String,
        /// In any order.
        evenings: Vec<GroupEvening>,
        /// How many of the files could not be read.
        unreadable: usize,
    },
    /// The journal of a session was looked into that another Parlor runs. There may be none any more.
    Seen {
        /// Which session.
        id: SessionId,
        /// What it holds, or what the system said.
        seen: Result<Option<Box<Glimpse>>, String>,
    },
    /// What the room display is told.
    Room(RoomNews),
    /// Whether it was the passphrase of the curtain.
    PhraseTried(bool),
    /// An export was written, or not.
    HandedOn(Result<PathBuf, String>),
    /// The writer says something.
    Written(Answer),
}

//! The thread that writes: journals, sealed files, groups. The screen never waits for a disk.

mod desk;
mod elsewhere;

use std::{
    io,
    path::PathBuf,
    sync::{
        Arc,
        mpsc::{self, Receiver, RecvTimeoutError, Sender},
    },
    thread::{self, JoinHandle},
    time::Duration,
};

#[cfg(test)]
pub(super) use self::desk::Desk as Writing;
use self::desk::Desk;
pub(super) use self::elsewhere::Place;
use super::{
    paths::Paths,
    storage::{Disk, Machine},
};
use crate::{
    library::{Draft, Group, Recovered, SaveTrouble, Sealed, SessionId},
    session::{Amendment, At, Entry, Record},
};

/// How long to wait before what could not be saved is tried again.
const RETRY: Duration = Duration::from_secs(2);

/// How often, while a session is open, it is looked whether its journal is still in its place.
const LOOK: Duration = Duration::from_secs(5);

/// What the writer is asked to do.
#[derive(Debug)]
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
    /// Note that the program is alive at this moment of a session.
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
    /// Go on with the journal in another folder.
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
    },
    /// Put something right in a sealed file.
    Amend {
        /// The file.
        path: PathBuf,
        /// What is meant.
        amendment: Amendment,
    },
    /// Throw the journal of a session away.
    Discard(SessionId),
}

/// What the writer says.
#[derive(Debug)]
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
    /// Something was put right in a sealed file, or in a copy beside one that changed meanwhile; or not.
    Amended(Result<(PathBuf, Box<Sealed>), String>),
    /// The journal was thrown away, or not.
    Discarded(Result<(), String>),
}

/// The writer's thread, from outside.
pub struct Writer {
    commands: Sender<Command>,
    thread: JoinHandle<()>,
}

impl Writer {
    /// Starts the thread; it says what it has to say through `answer`.
    ///
    /// # Errors
    /// If the system starts no thread.
    pub fn start(paths: Paths, answer: Box<dyn Fn(Answer) + Send>) -> io::Result<Self> {
        // A file that may grow no longer is an error that is told, not the end of the program.
        #[cfg(unix)]
        signal_hook::flag::register(signal_hook::consts::SIGXFSZ, Arc::default())?;
        Self::start_on(Arc::new(Machine), paths, answer)
    }

    fn start_on(disk: Disk, paths: Paths, answer: Box<dyn Fn(Answer) + Send>) -> io::Result<Self> {
        let (commands, inbox) = mpsc::channel();
        let thread =
            thread::Builder::new().name("writer".into()).spawn(move || work(Desk::new(disk, paths, answer), &inbox))?;
        Ok(Self { commands, thread })
    }

    /// Asks for something. Says whether the thread is there to do it.
    #[must_use = "what nobody does is not saved"]
    pub fn send(&self, command: Command) -> bool {
        self.commands.send(command).is_ok()
    }

    /// Waits until everything that was asked for is done, and ends the thread.
    pub fn finish(self) {
        let Self { commands, thread } = self;
        drop(commands);
        // A panic in the thread has been reported where it happened; what it had saved is saved.
        let _ = thread.join();
    }
}

/// Works until nobody asks any more.
fn work(mut desk: Desk, inbox: &Receiver<Command>) {
    loop {
        let first = if desk.is_behind() {
            inbox.recv_timeout(RETRY)
        } else if desk.is_open() {
            inbox.recv_timeout(LOOK)
        } else {
            inbox.recv().map_err(|mpsc::RecvError| RecvTimeoutError::Disconnected)
        };
        match first {
            // What has piled up meanwhile is written and synced together.
            Ok(first) => std::iter::once(first).chain(inbox.try_iter()).for_each(|command| desk.perform(command)),
            Err(RecvTimeoutError::Timeout) => desk.look(),
            Err(RecvTimeoutError::Disconnected) => {
                desk.save();
                return;
            }
        }
        desk.save();
    }
}

#[cfg(test)]
#[expect(clippy::disallowed_methods, reason = "tests lay out files of any kind")]
mod tests;

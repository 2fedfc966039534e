//! The thread that writes: journals, sealed files, groups. The screen never waits for a disk.

mod desk;
mod elsewhere;

use std::{
    io,
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
use crate::library::{Answer, Command};

/// How long to wait before what could not be saved is tried again.
const RETRY: Duration = Duration::from_secs(2);

/// How often, while a session is open, it is looked whether its journal is still in its place.
const LOOK: Duration = Duration::from_secs(5);

/// How often what is not saved is tried once more when nobody will ask again, and how long to wait in between.
const LAST_TRIES: u32 = 4;
const LAST_RETRY: Duration = Duration::from_millis(150);

/// The writer's thread, from outside.
pub struct Writer {
    commands: Sender<Command>,
    thread: JoinHandle<()>,
    /// Says that the thread has come to its end.
    done: Receiver<()>,
}

/// How the writer's thread ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ended {
    /// It did what it could of everything that was asked for.
    Done,
    /// A fault in the program: what was asked for last may not have been done.
    Faulted,
    /// It is still at it: the disk does not answer.
    Late,
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
        let (says, done) = mpsc::channel();
        let write = move || {
            work(Desk::new(disk, paths, answer), &inbox);
            let _ = says.send(());
        };
        let thread = thread::Builder::new().name("writer".into()).spawn(write)?;
        Ok(Self { commands, thread, done })
    }

    /// Asks for something. Says whether the thread is there to do it.
    #[must_use = "what nobody does is not saved"]
    pub fn send(&self, command: Command) -> bool {
        self.commands.send(command).is_ok()
    }

    /// Waits until everything that was asked for is done, and ends the thread.
    pub fn finish(self) {
        let Self { commands, thread, done: _ } = self;
        drop(commands);
        // A panic in the thread has been reported where it happened; what it had saved is saved.
        let _ = thread.join();
    }

    /// The same, and no longer than this.
    #[must_use = "what was not done may be done by another"]
    pub fn finish_within(self, at_most: Duration) -> Ended {
        let Self { commands, thread, done } = self;
        drop(commands);
        match done.recv_timeout(at_most) {
            Ok(()) => Ended::Done,
            Err(RecvTimeoutError::Timeout) => Ended::Late,
            Err(RecvTimeoutError::Disconnected) => {
                // It lets go of its locks before it is gone.
                let _ = thread.join();
                Ended::Faulted
            }
        }
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
                save_at_last(&mut desk);
                return desk.leave();
            }
        }
        desk.save();
    }
}

/// Nobody will ask again, so what does not work at once is tried a few times more.
fn save_at_last(desk: &mut Desk) {
    for nth in 0..LAST_TRIES {
        if nth > 0 {
            thread::park_timeout(LAST_RETRY);
        }
        desk.save();
        if !desk.is_behind() {
            return;
        }
    }
}

#[cfg(test)]
#[expect(clippy::disallowed_methods, reason = "tests lay out files of any kind")]
mod tests;

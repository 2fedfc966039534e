//! The thread that writes: journals, sealed files, groups. The screen never waits for a disk.

use std::{
    collections::BTreeMap,
    io,
    path::PathBuf,
    sync::mpsc::{self, Receiver, RecvTimeoutError, Sender},
    thread::{self, JoinHandle},
    time::Duration,
};

use super::{
    groups,
    journal::{self, Journal},
    paths::Paths,
    session_file,
};
use crate::{
    library::{Group, Recovered, SessionId},
    session::{At, Entry, Record},
};

/// How long to wait before what could not be saved is tried again.
const RETRY: Duration = Duration::from_secs(2);

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
    NotSaved {
        /// Which session.
        id: SessionId,
        /// In the system's words.
        why: String,
    },
    /// A journal was read, or not.
    Recovered(Result<Box<Recovered>, String>),
    /// The text that a sealed file would hold.
    Previewed(String),
    /// The session was sealed into this file, or not.
    Sealed(Result<PathBuf, String>),
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
        let (commands, inbox) = mpsc::channel();
        let desk = Desk { paths, answer, journals: BTreeMap::new() };
        let thread = thread::Builder::new().name("writer".into()).spawn(move || desk.work(&inbox))?;
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

/// Where the thread works.
struct Desk {
    paths: Paths,
    answer: Box<dyn Fn(Answer) + Send>,
    journals: BTreeMap<SessionId, Open>,
}

/// A journal that is open here.
struct Open {
    journal: Journal,
    /// How many entries the screen knows to be safe.
    told: usize,
    /// Whether the screen was told that saving does not work.
    in_trouble: bool,
}

impl Desk {
    fn work(mut self, inbox: &Receiver<Command>) {
        loop {
            let is_behind = self.journals.values().any(|open| open.journal.is_behind());
            let first = if is_behind {
                inbox.recv_timeout(RETRY)
            } else {
                inbox.recv().map_err(|mpsc::RecvError| RecvTimeoutError::Disconnected)
            };
            match first {
                // What has piled up meanwhile is written and synced together.
                Ok(first) => std::iter::once(first).chain(inbox.try_iter()).for_each(|command| self.perform(command)),
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => {
                    self.save();
                    return;
                }
            }
            self.save();
        }
    }

    fn perform(&mut self, command: Command) {
        match command {
            Command::Append { id, first, entries } => {
                if let Err(why) = self.journal(&id).journal.append(first, entries) {
                    (self.answer)(Answer::NotSaved { id, why: why.to_string() });
                }
            }
            Command::Alive { id, at } => {
                // A session that was sealed meanwhile has no journal, and gets none.
                if let Some(open) = self.journals.get_mut(&id) {
                    open.journal.alive(at);
                }
            }
            Command::Recover(id) => {
                let recovered = self.recover(id).map(Box::new).map_err(|why| why.to_string());
                (self.answer)(Answer::Recovered(recovered));
            }
            Command::Preview { id, record } => (self.answer)(Answer::Previewed(session_file::render(&id, &record))),
            Command::Seal { id, record, group } => {
                let sealed = self.seal(&id, &record, group.as_deref()).map_err(|why| why.to_string());
                (self.answer)(Answer::Sealed(sealed));
            }
            Command::Discard(id) => {
                let discarded = self.discard(&id).map_err(|why| why.to_string());
                (self.answer)(Answer::Discarded(discarded));
            }
        }
    }

    fn journal(&mut self, id: &SessionId) -> &mut Open {
        let live = &self.paths.live;
        self.journals.entry(id.clone()).or_insert_with(|| Open {
            journal: Journal::new(live, id.clone()),
            told: 0,
            in_trouble: false,
        })
    }

    /// Saves what is not safe yet, and says what has changed.
    fn save(&mut self) {
        for (id, open) in &mut self.journals {
            if !open.journal.is_behind() {
                continue;
            }
            match open.journal.save() {
                Ok(entries) => {
                    if open.in_trouble || open.told < entries {
                        (self.answer)(Answer::Saved { id: id.clone(), entries });
                    }
                    (open.told, open.in_trouble) = (entries, false);
                }
                Err(why) => {
                    open.in_trouble = true;
                    (self.answer)(Answer::NotSaved { id: id.clone(), why: why.to_string() });
                }
            }
        }
    }

    fn recover(&mut self, id: SessionId) -> io::Result<Recovered> {
        // A session that is open here is saved and read anew, like any other.
        if let Some(open) = self.journals.get_mut(&id) {
            if open.journal.is_behind() {
                open.journal.save()?;
            }
            self.journals.remove(&id);
        }
        let (journal, recovered) = Journal::recover(&self.paths.live, &id)?;
        let told = journal.saved();
        self.journals.insert(id, Open { journal, told, in_trouble: false });
        Ok(recovered)
    }

    /// Each step is only taken when the one before it is durable, and every one may be taken twice.
    fn seal(&mut self, id: &SessionId, record: &Record, group: Option<&Group>) -> io::Result<PathBuf> {
        let path = session_file::save(&self.paths.sessions, id, record)?;
        if let Some(group) = group {
            groups::save(&self.paths.groups, group)?;
        }
        self.discard(id)?;
        Ok(path)
    }

    fn discard(&mut self, id: &SessionId) -> io::Result<()> {
        match self.journals.remove(id) {
            Some(open) => open.journal.remove(),
            None => journal::discard(&self.paths.live, id),
        }
    }
}

#[cfg(test)]
#[expect(clippy::disallowed_methods, reason = "tests lay out files of any kind")]
mod tests;

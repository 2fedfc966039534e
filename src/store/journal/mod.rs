//! The journal of a running session: every act, on the disk before it counts as saved.
//!
//! One line a record, `J1 <crc32> <length> <json>`: the length tells a torn line from a damaged one, the checksum finds
//! flipped bits, and each line names its session, its number and the checksum of the line before it, so that a missing,
//! doubled or foreign line is seen. A failed sync is never tried again on the same file: what was written may be gone
//! without another error, so everything is written anew into the next one (`<id>.2.jl`).

mod chain;
mod files;
mod line;

use std::{
    io,
    path::{Path, PathBuf},
};

pub use self::files::{Lying, discard, folder_of, is_open, look, unfinished};
use self::{
    chain::Chain,
    files::{file_name, files, lock_path, locked, longest, remove_all},
    line::Body,
};
use super::{
    disk,
    storage::{Disk, Lock, Log},
};
use crate::{
    library::{Draft, Recovered, SessionId},
    session::{At, Entry, Event, Fact},
};

/// How much room is asked for ahead of the lines: more than an evening.
const ROOM: u64 = 256 << 10;

/// The journal of one session that is being written.
pub struct Journal {
    disk: Disk,
    folder: PathBuf,
    id: SessionId,
    /// Held as long as the session is open here.
    lock: Option<Box<dyn Lock>>,
    book: Option<Book>,
    /// The number that the next file gets.
    next_file: u32,
    /// Every entry, on the disk or not.
    entries: Vec<Entry>,
    /// What is typed and not entered.
    drafts: Vec<Draft>,
    alive: Option<At>,
    /// Whether what is on the disk holds something that was struck.
    is_stale: bool,
}

/// A file that is being appended to.
struct Book {
    path: PathBuf,
    file: Box<dyn Log>,
    /// How long it is, up to the last line that is safe.
    length: u64,
    /// Up to where room was asked for.
    room: u64,
    chain: line::Link,
    /// How many entries of the session are safe in it.
    saved: usize,
    /// The drafts that are safe in it.
    drafts: Vec<Draft>,
    /// The last moment of which it says that the program was alive.
    alive: Option<At>,
}

impl Journal {
    /// The journal of a session that begins. Nothing is on the disk before [`Journal::save`].
    #[must_use]
    pub fn new(disk: Disk, folder: &Path, id: SessionId) -> Self {
        let folder = folder.to_owned();
        let (entries, drafts) = (Vec::new(), Vec::new());
        Self { disk, folder, id, lock: None, book: None, next_file: 1, entries, drafts, alive: None, is_stale: false }
    }

    /// Opens the journal of a session whose program is gone. A damaged file is copied aside first. A damaged end is cut
    /// off, so that nothing is ever written behind it; where whole lines stand behind the damage, everything that is known
    /// goes into a new file.
    ///
    /// # Errors
    /// What the system says; that the session is open elsewhere, or that nothing of it can be read.
    pub fn recover(disk: Disk, folder: &Path, id: &SessionId) -> io::Result<(Self, Recovered)> {
        let lock = locked(&*disk, folder, id)?;
        let found = files(&*disk, folder)?.remove(id).unwrap_or_default();
        let next_file = found.iter().map(|file| file.number).max().unwrap_or(0) + 1;
        let Some((path, bytes, chain)) = longest(&*disk, found) else {
            return Err(io::Error::new(io::ErrorKind::NotFound, "nothing of this session can be read"));
        };
        let aside = chain.is_damaged().then(|| disk::copy_aside(&*disk, &path, &bytes)).transpose()?;
        let recovered = Recovered {
            id: id.clone(),
            log: chain.entries.clone(),
            alive: chain.alive.max(chain.entries.last().map(|entry| entry.at)).unwrap_or_default(),
            drafts: chain.drafts.clone(),
            aside,
            missing: chain.missing,
        };
        let mut journal = Self::new(disk, folder, id.clone());
        (journal.lock, journal.next_file) = (Some(lock), next_file);
        (journal.entries, journal.drafts, journal.alive) = (chain.entries.clone(), chain.drafts.clone(), chain.alive);
        if chain.is_in_one_piece() {
            journal.book = Some(Book::reopen(&journal.disk, path, chain)?);
        } else {
            journal.begin_file().map_err(|failed| failed.why)?;
        }
        // Whoever was stopped while striking had not come to the files before.
        if recovered.aside.is_none() && recovered.log.iter().any(is_strike) {
            journal.remove_others()?;
        }
        Ok((journal, recovered))
    }

    /// Takes entries over; `first` is the place of the first one in the log of the session. Those that are known already
    /// are known already.
    ///
    /// # Errors
    /// If entries before these are missing.
    pub fn append(&mut self, first: usize, entries: Vec<Entry>) -> io::Result<()> {
        let known = self.entries.len();
        if first > known {
            return Err(io::Error::other(format!("entries {known} to {first} never reached the journal")));
        }
        self.entries.extend(entries.into_iter().skip(known - first));
        Ok(())
    }

    /// Notes that the program is alive at this moment.
    pub fn alive(&mut self, at: At) {
        self.alive = self.alive.max(Some(at));
    }

    /// Notes what is typed and not entered, in place of what was.
    pub fn draft(&mut self, drafts: Vec<Draft>) {
        self.drafts = drafts;
    }

    /// How many entries are safe.
    #[must_use]
    pub fn saved(&self) -> usize {
        self.book.as_ref().map_or(0, |book| book.saved)
    }

    /// Whether there is something to save.
    #[must_use]
    pub fn is_behind(&self) -> bool {
        self.is_stale
            || self.saved() < self.entries.len()
            || self.book.as_ref().is_some_and(|book| book.alive < self.alive || book.drafts != self.drafts)
    }

    /// Whether the file is still where it was made. If somebody moved it, removed it or took its disk away, nothing counts
    /// as saved any more, and everything will go into a new file.
    pub fn is_in_place(&mut self) -> bool {
        let lost = self.book.as_ref().is_some_and(|book| !book.file.is_at(&book.path));
        if lost {
            self.book = None;
        }
        if self.lock.as_ref().is_some_and(|lock| !lock.is_at(&lock_path(&self.folder, &self.id))) {
            self.lock = None;
        }
        !lost
    }

    /// Goes on in another folder, with everything that is known.
    pub fn move_to(&mut self, folder: PathBuf) {
        (self.folder, self.lock, self.book, self.next_file) = (folder, None, None, 1);
    }

    /// Where it lies.
    #[must_use]
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Puts everything that is not safe yet on the disk; says how many entries are safe then.
    ///
    /// # Errors
    /// What the system says. Nothing in memory is lost; it can be tried again.
    pub fn save(&mut self) -> io::Result<usize> {
        self.is_in_place();
        if self.lock.is_none() {
            disk::make_folder(&*self.disk, &self.folder)?;
            self.lock = Some(locked(&*self.disk, &self.folder, &self.id)?);
        }
        let result = match self.book.as_mut() {
            _ if self.is_stale => self.rewrite(),
            Some(book) => book.write(&self.id, &self.entries, &self.drafts, self.alive),
            None => self.begin_file(),
        };
        match result {
            Ok(()) => Ok(self.saved()),
            Err(Failed { why, usable }) => {
                if !usable {
                    self.book = None;
                }
                Err(why)
            }
        }
    }

    /// Puts another log in place of the one that there is, at one stroke: what is not in it is gone, here and on the disk.
    ///
    /// # Errors
    /// What the system says; it can be tried again.
    pub fn write_anew(&mut self, entries: Vec<Entry>, drafts: Vec<Draft>) -> io::Result<usize> {
        (self.entries, self.drafts, self.is_stale) = (entries, drafts, true);
        self.save()
    }

    /// A whole file with another chain, in place of the one before; then every other file of the session goes.
    fn rewrite(&mut self) -> Result<(), Failed> {
        let path = match &self.book {
            Some(book) => book.path.clone(),
            None => self.folder.join(file_name(&self.id, self.next_file)),
        };
        let unnamed = self.folder.join(format!(".parlor-{}.jl.tmp", self.id));
        disk::remove(&*self.disk, &unnamed).map_err(Failed::of)?;
        let mut book = Book::new(path.clone(), self.disk.create(&unnamed).map_err(Failed::of)?);
        let renamed = book
            .write(&self.id, &self.entries, &self.drafts, self.alive)
            .and_then(|()| self.disk.rename_over(&unnamed, &path).map_err(Failed::of))
            .and_then(|()| self.disk.sync_folder(&self.folder).map_err(Failed::of));
        if let Err(failed) = renamed {
            let _ = disk::remove(&*self.disk, &unnamed);
            return Err(Failed { usable: false, ..failed });
        }
        self.book = Some(book);
        self.next_file += 1;
        self.remove_others().map_err(Failed::of)?;
        self.is_stale = false;
        Ok(())
    }

    /// Removes every file of the session but the one that is being written: earlier ones and copies of damaged ones.
    ///
    /// # Errors
    /// What the system says.
    pub fn remove_others(&self) -> io::Result<()> {
        let current = self.book.as_ref().map(|book| book.path.as_path());
        files::remove_but(&*self.disk, &self.folder, &self.id, current)
    }

    /// Writes everything into a new file.
    fn begin_file(&mut self) -> Result<(), Failed> {
        let (path, file) = loop {
            let path = self.folder.join(file_name(&self.id, self.next_file));
            self.next_file += 1;
            match self.disk.create(&path) {
                Ok(file) => break (path, file),
                Err(why) if why.kind() == io::ErrorKind::AlreadyExists => {}
                Err(why) => return Err(Failed::of(why)),
            }
        };
        let mut book = Book::new(path, file);
        let written = book
            .write(&self.id, &self.entries, &self.drafts, self.alive)
            .and_then(|()| self.disk.sync_folder(&self.folder).map_err(Failed::of));
        match written {
            Ok(()) => self.book = Some(book),
            // Nothing in it was ever called safe; what came before it still stands in the file before.
            Err(failed) => {
                let _ = disk::remove(&*self.disk, &book.path);
                return Err(Failed { usable: false, ..failed });
            }
        }
        Ok(())
    }

    /// Removes the journal: its session is sealed, or was thrown away.
    ///
    /// # Errors
    /// What the system says.
    pub fn remove(self) -> io::Result<()> {
        remove_all(&*self.disk, &self.folder, &self.id)
        // The lock is let go of here, when nothing is left that it could protect.
    }
}

/// Whether an entry says that something was struck before.
fn is_strike(entry: &Entry) -> bool {
    matches!(entry.event, Event::Fact(Fact::Struck(_)))
}

/// Why lines are not safe, and whether the file may be written to again.
struct Failed {
    why: io::Error,
    usable: bool,
}

impl Failed {
    const fn of(why: io::Error) -> Self {
        Self { why, usable: false }
    }
}

impl Book {
    fn new(path: PathBuf, file: Box<dyn Log>) -> Self {
        let chain = line::Link::default();
        Self { path, file, length: 0, room: 0, chain, saved: 0, drafts: Vec::new(), alive: None }
    }

    /// Goes on behind the last whole line of a file.
    fn reopen(disk: &Disk, path: PathBuf, chain: Chain) -> io::Result<Self> {
        let mut file = disk.open(&path)?;
        if chain.is_damaged() {
            file.truncate(chain.length)?;
            file.sync()?;
        }
        let Chain { entries, drafts, alive, length, link, .. } = chain;
        Ok(Self { path, file, length, room: 0, chain: link, saved: entries.len(), drafts, alive })
    }

    fn write(&mut self, id: &SessionId, entries: &[Entry], drafts: &[Draft], alive: Option<At>) -> Result<(), Failed> {
        let mut chain = self.chain;
        let mut lines = String::new();
        if self.length == 0 {
            chain.put(&mut lines, id, &Body::head());
        }
        for entry in &entries[self.saved..] {
            chain.put(&mut lines, id, &Body::Entry(entry.clone()));
        }
        if drafts != self.drafts {
            chain.put(&mut lines, id, &Body::Drafts(drafts.to_vec()));
        }
        if let Some(at) = alive.filter(|at| Some(*at) > self.alive) {
            chain.put(&mut lines, id, &Body::Alive(at));
        }
        let length = self.length + lines.len() as u64;
        if length + ROOM / 4 > self.room {
            self.file.reserve(self.length, ROOM);
            self.room = self.length + ROOM;
        }
        if let Err(why) = self.file.append(lines.as_bytes()) {
            // Nothing was synced, so where only room is missing the file may be cut back to what is safe and used again:
            // on a full disk there may never be room for a new one.
            let usable = self.length > 0 && is_for_want_of_room(&why) && self.file.truncate(self.length).is_ok();
            self.room = 0;
            return Err(Failed { why, usable });
        }
        self.file.sync().map_err(Failed::of)?;
        self.length = length;
        (self.chain, self.saved, self.alive) = (chain, entries.len(), alive);
        self.drafts = drafts.to_vec();
        Ok(())
    }
}

fn is_for_want_of_room(why: &io::Error) -> bool {
    use io::ErrorKind::{FileTooLarge, Interrupted, QuotaExceeded, StorageFull};
    matches!(why.kind(), StorageFull | QuotaExceeded | FileTooLarge | Interrupted)
}

#[cfg(test)]
#[expect(clippy::disallowed_methods, reason = "tests lay out files of any kind")]
mod tests;

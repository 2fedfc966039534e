//! The journal of a running session: every act, on the disk before it counts as saved.
//!
//! One line a record, `J1 <crc32> <length> <json>`: the length tells a torn line from a damaged one, the checksum finds
//! flipped bits, and each line names its session, its number and the checksum of the line before it, so that a missing,
//! doubled or foreign line is seen. A failed sync is never tried again on the same file: what was written may be gone
//! without another error, so everything is written anew into the next one (`<id>.2.jl`).

mod chain;
mod line;

use std::{
    collections::BTreeMap,
    fs::{File, TryLockError},
    io::{self, Write},
    path::{Path, PathBuf},
};

use self::{chain::Chain, line::Body};
use super::disk;
use crate::{
    library::{Glimpse, Recovered, SessionId, Unfinished},
    session::{At, Entry, Session},
};

const ENDING: &str = ".jl";

/// The journal of one session that is being written.
pub struct Journal {
    folder: PathBuf,
    id: SessionId,
    /// Held as long as the session is open here.
    lock: Option<File>,
    log: Option<Log>,
    /// The number that the next file gets.
    next_file: u32,
    /// Every entry, on the disk or not.
    entries: Vec<Entry>,
    alive: Option<At>,
}

/// A file that is being appended to.
struct Log {
    file: File,
    /// How long it is, up to the last line that is safe.
    length: u64,
    chain: line::Link,
    /// How many entries of the session are safe in it.
    saved: usize,
    /// The last moment of which it says that the program was alive.
    alive: Option<At>,
}

impl Journal {
    /// The journal of a session that begins. Nothing is on the disk before [`Journal::save`].
    #[must_use]
    pub fn new(folder: &Path, id: SessionId) -> Self {
        let (folder, entries) = (folder.to_owned(), Vec::new());
        Self { folder, id, lock: None, log: None, next_file: 1, entries, alive: None }
    }

    /// Opens the journal of a session whose program is gone. A damaged end is copied aside and cut off first, so that
    /// nothing is ever written behind it.
    ///
    /// # Errors
    /// What the system says; that the session is open elsewhere, or that nothing of it can be read.
    pub fn recover(folder: &Path, id: &SessionId) -> io::Result<(Self, Recovered)> {
        let lock = locked(folder, id)?;
        let found = files(folder)?.remove(id).unwrap_or_default();
        let next_file = found.iter().map(|file| file.number).max().unwrap_or(0) + 1;
        let Some((path, bytes, chain)) = longest(found) else {
            return Err(io::Error::new(io::ErrorKind::NotFound, "nothing of this session can be read"));
        };
        if chain.is_damaged() {
            disk::copy_aside(&path, &bytes)?;
            disk::sync_folder(folder)?;
        }
        let file = disk::open_log(&path)?;
        if chain.is_damaged() {
            file.set_len(chain.length)?;
            file.sync_all()?;
        }
        let recovered = Recovered {
            id: id.clone(),
            log: chain.entries.clone(),
            alive: chain.alive.max(chain.entries.last().map(|entry| entry.at)).unwrap_or_default(),
            damaged: chain.is_damaged(),
        };
        let Chain { entries, alive, length, link, .. } = chain;
        let log = Log { file, length, chain: link, saved: entries.len(), alive };
        let journal = Self {
            folder: folder.to_owned(),
            id: id.clone(),
            lock: Some(lock),
            log: Some(log),
            next_file,
            entries,
            alive,
        };
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

    /// How many entries are safe.
    #[must_use]
    pub fn saved(&self) -> usize {
        self.log.as_ref().map_or(0, |log| log.saved)
    }

    /// Whether there is something to save.
    #[must_use]
    pub fn is_behind(&self) -> bool {
        self.saved() < self.entries.len() || self.log.as_ref().is_some_and(|log| log.alive < self.alive)
    }

    /// Puts everything that is not safe yet on the disk; says how many entries are safe then.
    ///
    /// # Errors
    /// What the system says. Nothing in memory is lost; it can be tried again.
    pub fn save(&mut self) -> io::Result<usize> {
        if self.lock.is_none() {
            disk::make_folder(&self.folder)?;
            self.lock = Some(locked(&self.folder, &self.id)?);
        }
        let result = match self.log.as_mut() {
            Some(log) => log.write(&self.id, &self.entries, self.alive),
            None => self.begin_file(),
        };
        match result {
            Ok(()) => Ok(self.saved()),
            Err(Failed { why, usable }) => {
                if !usable {
                    self.log = None;
                }
                Err(why)
            }
        }
    }

    /// Writes everything into a new file.
    fn begin_file(&mut self) -> Result<(), Failed> {
        let (path, file) = loop {
            let path = self.folder.join(file_name(&self.id, self.next_file));
            self.next_file += 1;
            match disk::new_log(&path) {
                Ok(file) => break (path, file),
                Err(why) if why.kind() == io::ErrorKind::AlreadyExists => {}
                Err(why) => return Err(Failed::of(why)),
            }
        };
        let mut log = Log { file, length: 0, chain: line::Link::default(), saved: 0, alive: None };
        let written = log
            .write(&self.id, &self.entries, self.alive)
            .and_then(|()| disk::sync_folder(&self.folder).map_err(Failed::of));
        match written {
            Ok(()) => self.log = Some(log),
            // Nothing in it was ever called safe; what came before it still stands in the file before.
            Err(failed) => {
                let _ = disk::remove(&path);
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
        remove_all(&self.folder, &self.id)
        // The lock is let go of here, when nothing is left that it could protect.
    }
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

impl Log {
    fn write(&mut self, id: &SessionId, entries: &[Entry], alive: Option<At>) -> Result<(), Failed> {
        let mut chain = self.chain;
        let mut lines = String::new();
        if self.length == 0 {
            chain.put(&mut lines, id, &Body::head());
        }
        for entry in &entries[self.saved..] {
            chain.put(&mut lines, id, &Body::Entry(entry.clone()));
        }
        if let Some(at) = alive.filter(|at| Some(*at) > self.alive) {
            chain.put(&mut lines, id, &Body::Alive(at));
        }
        if let Err(why) = self.file.write_all(lines.as_bytes()) {
            // Nothing was synced, so the file may be cut back to what is safe and used again: on a full disk there may
            // never be room for a new one.
            let usable = self.length > 0 && self.file.set_len(self.length).is_ok();
            return Err(Failed { why, usable });
        }
        self.file.sync_data().map_err(Failed::of)?;
        self.length += lines.len() as u64;
        (self.chain, self.saved, self.alive) = (chain, entries.len(), alive);
        Ok(())
    }
}

/// The sessions whose journals lie in a folder, newest first. One of which nothing can be read is left out, and left alone.
///
/// # Errors
/// What the system says of the folder.
pub fn unfinished(folder: &Path) -> io::Result<Vec<Unfinished>> {
    let mut sessions: Vec<Unfinished> = files(folder)?
        .into_iter()
        .filter_map(|(id, found)| {
            let (_, _, chain) = longest(found)?;
            let alive = chain.alive;
            let session = Session::replay(chain.entries)?;
            let state = session.state();
            let in_use = is_locked(folder, &id);
            Some(Unfinished {
                id,
                title: state.opening.title.clone(),
                opened: state.opening.opened,
                people: state.roster.members.len(),
                ended: state.is_ended(),
                alive: state.wall(alive.max(Some(session.last())).unwrap_or_default()),
                in_use,
            })
        })
        .collect();
    sessions.sort_by_key(|session| std::cmp::Reverse(session.opened));
    Ok(sessions)
}

/// What the journal of a session says that another Parlor runs; `None` if there is none any more. Needs no lock, and
/// changes nothing: a line that is being written is not there yet.
///
/// # Errors
/// What the system says of the folder.
pub fn look(folder: &Path, id: &SessionId) -> io::Result<Option<Glimpse>> {
    // Asked first: a program that goes meanwhile is seen to be gone the next time, with everything it wrote.
    let in_use = is_locked(folder, id);
    let found = files(folder)?.remove(id).unwrap_or_default();
    Ok(longest(found).map(|(_, _, chain)| Glimpse {
        id: id.clone(),
        alive: chain.alive.max(chain.entries.last().map(|entry| entry.at)).unwrap_or_default(),
        log: chain.entries,
        in_use,
    }))
}

/// Throws the journal of a session away that is not open here.
///
/// # Errors
/// What the system says, or that the session is open elsewhere.
pub fn discard(folder: &Path, id: &SessionId) -> io::Result<()> {
    if !folder.is_dir() {
        return Ok(());
    }
    let _lock = locked(folder, id)?;
    remove_all(folder, id)
}

fn remove_all(folder: &Path, id: &SessionId) -> io::Result<()> {
    if !folder.is_dir() {
        return Ok(());
    }
    let begins = format!("{id}.");
    let damaged = |name: &str| name.contains(".jl.damaged-");
    for name in disk::names(folder, "")? {
        if name.starts_with(&begins) && (name.ends_with(ENDING) || damaged(&name)) {
            disk::remove(&folder.join(name))?;
        }
    }
    disk::remove(&lock_path(folder, id))?;
    disk::sync_folder(folder)
}

/// A journal file, by its name.
struct Found {
    path: PathBuf,
    number: u32,
}

fn file_name(id: &SessionId, number: u32) -> String {
    if number == 1 { format!("{id}{ENDING}") } else { format!("{id}.{number}{ENDING}") }
}

/// The journal files of a folder by session. An id holds no full stop, so the name says whose a file is.
fn files(folder: &Path) -> io::Result<BTreeMap<SessionId, Vec<Found>>> {
    let mut sessions: BTreeMap<SessionId, Vec<Found>> = BTreeMap::new();
    for name in disk::names(folder, ENDING)? {
        let stem = name.trim_end_matches(ENDING);
        let (id, number) = stem.split_once('.').unwrap_or((stem, "1"));
        if let (Some(id), Ok(number)) = (SessionId::parse(id), number.parse()) {
            sessions.entry(id).or_default().push(Found { path: folder.join(name), number });
        }
    }
    Ok(sessions)
}

/// The file of a session that says the most; of two that say as much, the newer.
fn longest(mut found: Vec<Found>) -> Option<(PathBuf, Vec<u8>, Chain)> {
    found.sort_by_key(|file| file.number);
    let read = found.into_iter().filter_map(|Found { path, .. }| {
        let bytes = disk::read_bytes(&path).ok()?;
        let id = SessionId::parse(path.file_name()?.to_str()?.split('.').next()?)?;
        let chain = Chain::read(&bytes, &id);
        (!chain.entries.is_empty()).then_some((path, bytes, chain))
    });
    read.max_by_key(|(_, _, chain)| (chain.entries.len(), chain.alive))
}

fn lock_path(folder: &Path, id: &SessionId) -> PathBuf {
    folder.join(format!("{id}.lock"))
}

/// Takes the lock of a session.
fn locked(folder: &Path, id: &SessionId) -> io::Result<File> {
    let path = lock_path(folder, id);
    let unusable =
        |why: io::Error| io::Error::new(why.kind(), format!("its lock {} cannot be used: {why}", path.display()));
    let file = disk::open_lock(&path).map_err(unusable)?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => {
            Err(io::Error::new(io::ErrorKind::WouldBlock, "another Parlor has this session open"))
        }
        Err(TryLockError::Error(why)) => Err(why),
    }
}

/// Whether somebody holds the lock of a session. Asks with a shared lock, so that two who ask do not take one another for
/// the owner.
fn is_locked(folder: &Path, id: &SessionId) -> bool {
    File::open(lock_path(folder, id)).is_ok_and(|file| matches!(file.try_lock_shared(), Err(TryLockError::WouldBlock)))
}

#[cfg(test)]
#[expect(clippy::disallowed_methods, reason = "tests lay out files of any kind")]
mod tests;

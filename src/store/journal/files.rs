//! Which files belong to the journal of which session.

use std::{
    collections::BTreeMap,
    io,
    path::{Path, PathBuf},
    thread,
    time::Duration,
};

use super::chain::Chain;
use crate::{
    library::{Glimpse, SessionId, Unfinished},
    session::Session,
    store::{
        disk, room,
        storage::{Lock, Storage},
    },
};

const ENDING: &str = ".jl";

/// Whoever looks whether a session is open has its lock for an instant; that is waited for.
const GLANCE: Duration = Duration::from_millis(10);
const GLANCES: usize = 3;

/// The journals of a folder.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Lying {
    /// The sessions that they can be continued as, newest first.
    pub sessions: Vec<Unfinished>,
    /// Files of which nothing can be read. They are left alone.
    pub unreadable: Vec<PathBuf>,
}

/// What lies in a folder.
///
/// # Errors
/// What the system says of the folder.
pub fn unfinished(disk: &dyn Storage, folder: &Path) -> io::Result<Lying> {
    let mut unreadable = Vec::new();
    let mut sessions: Vec<Unfinished> = files(disk, folder)?
        .into_iter()
        .filter_map(|(id, found)| {
            let paths: Vec<PathBuf> = found.iter().map(|file| file.path.clone()).collect();
            let session = longest(disk, found).map(|(_, _, chain)| chain);
            let session = session.and_then(|chain| Some((chain.alive, Session::replay(chain.entries)?)));
            let Some((alive, session)) = session else {
                unreadable.extend(paths.into_iter().filter(|path| !is_blank(disk, path)));
                return None;
            };
            let state = session.state();
            let in_use = disk.is_locked(&lock_path(folder, &id));
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
    Ok(Lying { sessions, unreadable })
}

/// Whether nothing was ever written that could be read: the power failed before the first act was saved.
fn is_blank(disk: &dyn Storage, path: &Path) -> bool {
    disk::read_bytes(disk, path).is_ok_and(|bytes| bytes.iter().all(|byte| *byte == 0))
}

/// What the journal of a session says that another Parlor runs; `None` if there is none any more. Needs no lock, and
/// changes nothing: a line that is being written is not there yet.
///
/// # Errors
/// What the system says of the folder.
pub fn look(disk: &dyn Storage, folder: &Path, id: &SessionId) -> io::Result<Option<Glimpse>> {
    // Asked first: a program that goes meanwhile is seen to be gone the next time, with everything it wrote.
    let in_use = disk.is_locked(&lock_path(folder, id));
    let found = files(disk, folder)?.remove(id).unwrap_or_default();
    Ok(longest(disk, found).map(|(_, _, chain)| Glimpse {
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
pub fn discard(disk: &dyn Storage, folder: &Path, id: &SessionId) -> io::Result<()> {
    if !disk.is_folder(folder) {
        return Ok(());
    }
    let _lock = locked(disk, folder, id)?;
    remove_all(disk, folder, id)
}

pub(super) fn remove_all(disk: &dyn Storage, folder: &Path, id: &SessionId) -> io::Result<()> {
    if !disk.is_folder(folder) {
        return Ok(());
    }
    room::clear(disk, folder, id)?;
    remove_but(disk, folder, id, None)?;
    disk::remove(disk, &lock_path(folder, id))?;
    disk.sync_folder(folder)
}

/// Removes every file of a session but this one.
pub(super) fn remove_but(disk: &dyn Storage, folder: &Path, id: &SessionId, but: Option<&Path>) -> io::Result<()> {
    let begins = format!("{id}.");
    let damaged = |name: &str| name.contains(".jl.damaged-");
    for name in disk::names(disk, folder, "")? {
        let path = folder.join(&name);
        if name.starts_with(&begins) && (name.ends_with(ENDING) || damaged(&name)) && Some(&*path) != but {
            disk::remove(disk, &path)?;
        }
    }
    disk.sync_folder(folder)
}

/// A journal file, by its name.
pub(super) struct Found {
    path: PathBuf,
    pub(super) number: u32,
}

pub(super) fn file_name(id: &SessionId, number: u32) -> String {
    if number == 1 { format!("{id}{ENDING}") } else { format!("{id}.{number}{ENDING}") }
}

/// The journal files of a folder by session. An id holds no full stop, so the name says whose a file is.
pub(super) fn files(disk: &dyn Storage, folder: &Path) -> io::Result<BTreeMap<SessionId, Vec<Found>>> {
    let mut sessions: BTreeMap<SessionId, Vec<Found>> = BTreeMap::new();
    for name in disk::names(disk, folder, ENDING)? {
        let stem = name.trim_end_matches(ENDING);
        let (id, number) = stem.split_once('.').unwrap_or((stem, "1"));
        if let (Some(id), Ok(number)) = (SessionId::parse(id), number.parse()) {
            sessions.entry(id).or_default().push(Found { path: folder.join(name), number });
        }
    }
    Ok(sessions)
}

/// The file of a session that says the most; of two that say as much, the newer.
pub(super) fn longest(disk: &dyn Storage, mut found: Vec<Found>) -> Option<(PathBuf, Vec<u8>, Chain)> {
    found.sort_by_key(|file| file.number);
    let read = found.into_iter().filter_map(|Found { path, .. }| {
        let bytes = disk::read_bytes(disk, &path).ok()?;
        let id = SessionId::parse(path.file_name()?.to_str()?.split('.').next()?)?;
        let chain = Chain::read(&bytes, &id);
        (!chain.entries.is_empty()).then_some((path, bytes, chain))
    });
    read.max_by_key(|(_, _, chain)| (chain.entries.len(), chain.alive))
}

/// Whether some program has this session open now.
#[must_use]
pub fn is_open(disk: &dyn Storage, folder: &Path, id: &SessionId) -> bool {
    disk.is_locked(&lock_path(folder, id))
}

pub(super) fn lock_path(folder: &Path, id: &SessionId) -> PathBuf {
    folder.join(format!("{id}.lock"))
}

/// Takes the lock of a session.
pub(super) fn locked(disk: &dyn Storage, folder: &Path, id: &SessionId) -> io::Result<Box<dyn Lock>> {
    let path = lock_path(folder, id);
    let unusable =
        |why: io::Error| io::Error::new(why.kind(), format!("its lock {} cannot be used: {why}", path.display()));
    let mut lock = disk.lock(&path).map_err(unusable)?;
    for _ in 0..GLANCES {
        if lock.is_some() {
            break;
        }
        thread::park_timeout(GLANCE);
        lock = disk.lock(&path).map_err(unusable)?;
    }
    lock.ok_or_else(|| io::Error::new(io::ErrorKind::WouldBlock, "another Parlor has this session open"))
}

/// In which of these folders the journal of a session says the most; the first, if in none.
#[must_use]
pub fn folder_of(disk: &dyn Storage, folders: &[PathBuf], id: &SessionId) -> Option<PathBuf> {
    let said = folders.iter().rev().map(|folder| {
        let found = files(disk, folder).ok().and_then(|mut files| files.remove(id)).unwrap_or_default();
        (folder, longest(disk, found).map(|(_, _, chain)| (chain.entries.len(), chain.alive)))
    });
    said.max_by_key(|(_, said)| *said).map(|(folder, _)| folder.clone())
}

//! A disk that forgets. What was not synced may be there after a power cut, wholly, partly, as noughts, or not at all; a
//! name that was not synced may be missing, or the old one may be back. It is worse than any file system.

use std::{
    collections::{BTreeMap, BTreeSet},
    io,
    path::{Path, PathBuf},
    sync::{Arc, Mutex},
};

use fastrand::Rng;

use super::sync::Sync;
use crate::store::storage::{Lock, Log, Storage};

/// What goes wrong, and at which operation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The power fails: nothing after this is done.
    Cut,
    /// The system refuses this operation.
    Once(i32),
    /// The system refuses this one and every one after it.
    ForEver(i32),
}

/// What is in a file. Most of what stands on a disk is the same in most of its images, and is held once.
pub type Bytes = Arc<Vec<u8>>;

#[derive(Clone, Debug, Default)]
struct Inode {
    durable: Bytes,
    live: Bytes,
    /// What a failed sync dropped: it is called clean and will never be written.
    dropped: Vec<std::ops::Range<usize>>,
    was_cut: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Node {
    Folder,
    File(usize),
}

#[derive(Clone, Debug)]
enum Change {
    Put(PathBuf, Node),
    Rename(PathBuf, PathBuf, Node),
    Remove(PathBuf),
}

impl Change {
    fn folder(&self) -> Option<&Path> {
        match self {
            Self::Put(path, _) | Self::Rename(_, path, _) | Self::Remove(path) => path.parent(),
        }
    }

    fn apply(self, names: &mut BTreeMap<PathBuf, Node>) {
        match self {
            Self::Put(path, node) => drop(names.insert(path, node)),
            Self::Rename(from, to, node) => {
                names.remove(&from);
                names.insert(to, node);
            }
            Self::Remove(path) => drop(names.remove(&path)),
        }
    }
}

#[derive(Clone, Debug, Default)]
struct State {
    inodes: Vec<Inode>,
    live: BTreeMap<PathBuf, Node>,
    durable: BTreeMap<PathBuf, Node>,
    waiting: Vec<Change>,
    locks: BTreeSet<PathBuf>,
    operations: usize,
    fault: Option<(usize, Fault)>,
    left_out: Option<Sync>,
    skipped: usize,
}

/// A disk that forgets.
#[derive(Clone, Debug)]
pub struct Forgetful(Arc<Mutex<State>>);

/// What stands on a disk: the names, and what is in the files.
pub type Contents = BTreeMap<PathBuf, Option<Bytes>>;

impl Forgetful {
    pub fn new() -> Self {
        let root = BTreeMap::from([(PathBuf::from("/"), Node::Folder)]);
        Self(Arc::new(Mutex::new(State { live: root.clone(), durable: root, ..State::default() })))
    }

    /// A disk on which this stands, and waits for no sync.
    pub fn of(contents: &Contents) -> Self {
        let mut state = State::default();
        for (path, bytes) in contents {
            let node = match bytes {
                None => Node::Folder,
                Some(bytes) => {
                    state.inodes.push(Inode { durable: bytes.clone(), live: bytes.clone(), ..Inode::default() });
                    Node::File(state.inodes.len() - 1)
                }
            };
            state.live.insert(path.clone(), node);
        }
        state.durable = state.live.clone();
        Self(Arc::new(Mutex::new(state)))
    }

    /// From now on this goes wrong at the operation of this number.
    pub fn with(self, fault: Option<(usize, Fault)>, left_out: Option<Sync>) -> Self {
        let mut state = self.0.lock().unwrap();
        (state.operations, state.fault, state.left_out) = (0, fault, left_out);
        drop(state);
        self
    }

    pub fn operations(&self) -> usize {
        self.0.lock().unwrap().operations
    }

    /// How many syncs were left out.
    pub fn skipped(&self) -> usize {
        self.0.lock().unwrap().skipped
    }

    /// What is there as long as the power is on.
    pub fn contents(&self) -> Contents {
        let state = self.0.lock().unwrap();
        let bytes = |node: &Node| match node {
            Node::Folder => None,
            Node::File(inode) => Some(state.inodes[*inode].live.clone()),
        };
        state.live.iter().map(|(path, node)| (path.clone(), bytes(node))).collect()
    }

    /// What may stand on the disk after the power failed now.
    pub fn after_a_cut(&self, rng: &mut Rng) -> Contents {
        let state = self.0.lock().unwrap();
        let mut names = state.durable.clone();
        let one_by_one = rng.bool();
        let kept = rng.usize(0..=state.waiting.len());
        for (place, change) in state.waiting.iter().enumerate() {
            if if one_by_one { rng.bool() } else { place < kept } {
                change.clone().apply(&mut names);
            }
        }
        let files: Vec<Bytes> = state.inodes.iter().map(|inode| damaged(inode, rng)).collect();
        drop(state);
        let is_there = |path: &PathBuf| path.ancestors().skip(1).all(|above| names.get(above) == Some(&Node::Folder));
        let contents = names.iter().filter(|(path, _)| is_there(path)).map(|(path, node)| match node {
            Node::Folder => (path.clone(), None),
            Node::File(inode) => (path.clone(), Some(Arc::clone(&files[*inode]))),
        });
        contents.collect()
    }

    fn act<T>(&self, act: impl FnOnce(&mut State) -> io::Result<T>) -> io::Result<T> {
        let mut state = self.0.lock().unwrap();
        state.step()?;
        act(&mut state)
    }
}

/// What is left of a file whose last changes were not synced.
fn damaged(inode: &Inode, rng: &mut Rng) -> Bytes {
    let (durable, live) = (&inode.durable, &inode.live);
    if durable == live {
        return Arc::clone(durable);
    }
    let common = common(durable, live);
    let reached = rng.usize(common..=live.len());
    let bytes = match rng.u8(0..6) {
        0 => return Arc::clone(durable),
        1 => return Arc::clone(live),
        // Some of it reached the disk.
        2 => live[..reached].to_vec(),
        // The length did, and what stands there did not.
        3 => [&live[..common], &vec![0; live.len() - common]].concat(),
        4 => [&live[..reached], &vec![0; live.len() - reached]].concat(),
        // New over old.
        _ => [&live[..reached], durable.get(reached..).unwrap_or_default()].concat(),
    };
    Arc::new(bytes)
}

/// How long both begin alike. Mostly one of them is the beginning of the other.
fn common(one: &[u8], other: &[u8]) -> usize {
    let shorter = one.len().min(other.len());
    if one[..shorter] == other[..shorter] {
        return shorter;
    }
    one.iter().zip(other).take_while(|(a, b)| a == b).count()
}

fn missing() -> io::Error {
    io::ErrorKind::NotFound.into()
}

fn taken() -> io::Error {
    io::ErrorKind::AlreadyExists.into()
}

impl State {
    fn step(&mut self) -> io::Result<()> {
        self.operations += 1;
        match self.fault {
            Some((at, Fault::Cut)) if self.operations >= at => Err(io::Error::other("the power is off")),
            Some((at, Fault::Once(code))) if self.operations == at => Err(io::Error::from_raw_os_error(code)),
            Some((at, Fault::ForEver(code))) if self.operations >= at => Err(io::Error::from_raw_os_error(code)),
            _ => Ok(()),
        }
    }

    fn is_skipped(&mut self, sync: Sync) -> bool {
        let skips = self.left_out == Some(sync);
        self.skipped += usize::from(skips);
        skips
    }

    fn file(&self, path: &Path) -> io::Result<usize> {
        match self.live.get(path) {
            Some(Node::File(inode)) => Ok(*inode),
            Some(Node::Folder) => Err(io::ErrorKind::IsADirectory.into()),
            None => Err(missing()),
        }
    }

    fn create(&mut self, path: &Path) -> io::Result<usize> {
        if self.live.contains_key(path) {
            return Err(taken());
        }
        if path.parent().and_then(|folder| self.live.get(folder)) != Some(&Node::Folder) {
            return Err(missing());
        }
        self.inodes.push(Inode::default());
        let node = Node::File(self.inodes.len() - 1);
        self.change(Change::Put(path.to_owned(), node));
        Ok(self.inodes.len() - 1)
    }

    fn change(&mut self, change: Change) {
        change.clone().apply(&mut self.live);
        self.waiting.push(change);
    }

    fn rename(&mut self, from: &Path, to: &Path) -> io::Result<()> {
        let inode = self.file(from)?;
        self.change(Change::Rename(from.to_owned(), to.to_owned(), Node::File(inode)));
        Ok(())
    }

    /// Which sync of a folder this is, by what waits for it.
    fn kind(&self, folder: &Path) -> Sync {
        let mut kind = Sync::Idle;
        for change in self.waiting.iter().filter(|change| change.folder() == Some(folder)) {
            let this = match change {
                Change::Put(_, Node::Folder) => Sync::FolderAbove,
                Change::Put(path, _) if is_damaged_copy(path) => Sync::CopyLaid,
                Change::Put(path, _) if path.extension().is_some_and(|ending| ending == "jl") => Sync::JournalBegun,
                Change::Remove(path) if path.extension().is_some_and(|ending| ending == "jl") => Sync::JournalRemoved,
                Change::Rename(..) if folder.ends_with("sessions") => Sync::SessionNamed,
                Change::Rename(..) => Sync::GroupNamed,
                Change::Put(..) | Change::Remove(_) => continue,
            };
            kind = this;
        }
        kind
    }
}

fn is_damaged_copy(path: &Path) -> bool {
    path.to_string_lossy().contains(".damaged-")
}

struct Open {
    disk: Forgetful,
    inode: usize,
    path: PathBuf,
}

impl Open {
    fn sync_kind(&self, inode: &Inode) -> Sync {
        let name = self.path.to_string_lossy();
        match () {
            () if is_damaged_copy(&self.path) => Sync::DamagedCopy,
            () if name.ends_with(".jl") && inode.was_cut => Sync::CutJournal,
            () if name.ends_with(".jl") => Sync::Journal,
            () if name.contains("/sessions/") => Sync::UnnamedSession,
            () => Sync::UnnamedGroup,
        }
    }
}

impl Log for Open {
    fn append(&mut self, bytes: &[u8]) -> io::Result<()> {
        let mut state = self.disk.0.lock().unwrap();
        let result = state.step();
        // A refused write leaves half of it, and so does a cut.
        let is_off = matches!(state.fault, Some((at, Fault::Cut)) if state.operations > at);
        let written = if result.is_ok() { bytes } else { &bytes[..bytes.len() / 2] };
        if !is_off {
            Arc::make_mut(&mut state.inodes[self.inode].live).extend_from_slice(written);
        }
        result
    }

    fn sync(&mut self) -> io::Result<()> {
        let mut state = self.disk.0.lock().unwrap();
        let kind = self.sync_kind(&state.inodes[self.inode]);
        if state.is_skipped(kind) {
            return Ok(());
        }
        let result = state.step();
        let is_off = matches!(state.fault, Some((_, Fault::Cut)));
        let inode = &mut state.inodes[self.inode];
        let kept = common(&inode.durable, &inode.live);
        match result {
            Ok(()) => {
                inode.durable.clone_from(&inode.live);
                for range in &inode.dropped {
                    let end = range.end.min(inode.durable.len());
                    Arc::make_mut(&mut inode.durable)[range.start.min(end)..end].fill(0);
                }
                inode.was_cut = false;
                Ok(())
            }
            Err(why) => {
                if !is_off {
                    inode.dropped.push(kept..inode.live.len());
                }
                Err(why)
            }
        }
    }

    fn truncate(&mut self, length: u64) -> io::Result<()> {
        let inode = self.inode;
        self.disk.act(|state| {
            let inode = &mut state.inodes[inode];
            Arc::make_mut(&mut inode.live).truncate(usize::try_from(length).unwrap());
            inode.was_cut = true;
            Ok(())
        })
    }

    fn reserve(&mut self, _from: u64, _bytes: u64) {}

    fn is_at(&self, path: &Path) -> bool {
        self.disk.0.lock().unwrap().live.get(path) == Some(&Node::File(self.inode))
    }
}

struct Held {
    disk: Forgetful,
    path: PathBuf,
}

impl Lock for Held {
    fn is_at(&self, path: &Path) -> bool {
        self.disk.0.lock().unwrap().live.contains_key(path)
    }
}

impl Drop for Held {
    fn drop(&mut self) {
        self.disk.0.lock().unwrap().locks.remove(&self.path);
    }
}

impl Storage for Forgetful {
    fn create(&self, path: &Path) -> io::Result<Box<dyn Log>> {
        let inode = self.act(|state| state.create(path))?;
        Ok(Box::new(Open { disk: self.clone(), inode, path: path.to_owned() }))
    }

    fn open(&self, path: &Path) -> io::Result<Box<dyn Log>> {
        let inode = self.act(|state| state.file(path))?;
        Ok(Box::new(Open { disk: self.clone(), inode, path: path.to_owned() }))
    }

    fn size(&self, path: &Path) -> io::Result<Option<u64>> {
        let state = self.0.lock().unwrap();
        match state.live.get(path) {
            None => Err(missing()),
            Some(Node::Folder) => Ok(None),
            Some(Node::File(inode)) => Ok(Some(state.inodes[*inode].live.len() as u64)),
        }
    }

    fn read(&self, path: &Path, _at_most: u64) -> io::Result<Vec<u8>> {
        self.act(|state| state.file(path).map(|inode| state.inodes[inode].live.to_vec()))
    }

    fn names(&self, folder: &Path) -> io::Result<Vec<String>> {
        self.act(|state| {
            if !state.live.contains_key(folder) {
                return Err(missing());
            }
            let here = state.live.keys().filter(|path| path.parent() == Some(folder));
            Ok(here.filter_map(|path| Some(path.file_name()?.to_str()?.to_owned())).collect())
        })
    }

    fn is_folder(&self, folder: &Path) -> bool {
        self.0.lock().unwrap().live.get(folder) == Some(&Node::Folder)
    }

    fn make_folder(&self, folder: &Path) -> io::Result<()> {
        self.act(|state| {
            if state.live.contains_key(folder) {
                return Err(taken());
            }
            state.change(Change::Put(folder.to_owned(), Node::Folder));
            Ok(())
        })
    }

    fn remove_folder(&self, folder: &Path) -> io::Result<()> {
        self.act(|state| {
            state.change(Change::Remove(folder.to_owned()));
            Ok(())
        })
    }

    fn sync_folder(&self, folder: &Path) -> io::Result<()> {
        let mut state = self.0.lock().unwrap();
        let kind = state.kind(folder);
        if state.is_skipped(kind) {
            return Ok(());
        }
        state.step()?;
        let waiting = std::mem::take(&mut state.waiting);
        for change in waiting {
            if change.folder() == Some(folder) {
                change.apply(&mut state.durable);
            } else {
                state.waiting.push(change);
            }
        }
        Ok(())
    }

    fn rename_new(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.act(|state| if state.live.contains_key(to) { Err(taken()) } else { state.rename(from, to) })
    }

    fn rename_over(&self, from: &Path, to: &Path) -> io::Result<()> {
        self.act(|state| state.rename(from, to))
    }

    fn remove(&self, path: &Path) -> io::Result<()> {
        self.act(|state| {
            state.file(path)?;
            state.change(Change::Remove(path.to_owned()));
            Ok(())
        })
    }

    fn lock(&self, path: &Path) -> io::Result<Option<Box<dyn Lock>>> {
        self.act(|state| {
            if state.file(path).is_err() {
                state.create(path)?;
            }
            let free = state.locks.insert(path.to_owned());
            let held = || Box::new(Held { disk: self.clone(), path: path.to_owned() }) as Box<dyn Lock>;
            Ok(free.then(held))
        })
    }

    fn is_locked(&self, path: &Path) -> bool {
        self.0.lock().unwrap().locks.contains(path)
    }
}

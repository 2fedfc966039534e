//! The sheet beside a journal from which the room display is fed, and the watch over it.
//!
//! It lies where the journal lies, for the owner alone, and holds a [`Sheet`]: what the people in the room see at this
//! moment, not what they saw before. It is put in place by renaming and never synced: after a power cut it is worth nothing.
//! A sheet counts as long as the lock of its session is held; one that a killed program left says nothing to anybody, is
//! written over when the evening is continued, and goes with the journal.

use std::{
    collections::BTreeSet,
    io,
    path::{Path, PathBuf},
    sync::mpsc::{self, Receiver, Sender},
    time::Duration,
};

use notify::{
    Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher,
    event::{AccessKind, AccessMode},
};

use super::{
    disk, journal,
    paths::Paths,
    storage::{Machine, Storage},
    writer::Place,
};
use crate::library::{SessionId, Sheet};

const ENDING: &str = ".room";
const LOCK: &str = ".lock";

/// The longest sheet that is read: a board of hundreds of statements has less.
const LONGEST: u64 = 4 << 20;

/// How often is looked where changes cannot be noticed.
const WITHOUT_EVENTS: Duration = Duration::from_secs(1);

/// What was seen of the sheets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Seen {
    /// What is on show; nothing while no evening runs.
    Sheet(Option<Box<Sheet>>),
    /// Changes cannot be noticed, for this reason; it is looked once a second instead.
    Unwatched(String),
    /// The folder could not be read, for this reason.
    Unreadable(String),
}

fn path_of(folder: &Path, id: &SessionId) -> PathBuf {
    folder.join(format!("{id}{ENDING}"))
}

fn unnamed(folder: &Path, id: &SessionId) -> PathBuf {
    folder.join(format!(".parlor-{id}{ENDING}.tmp"))
}

/// Puts a sheet in the place of the one before it, if there was one.
///
/// # Errors
/// What the system says.
pub(super) fn publish(disk: &dyn Storage, folder: &Path, id: &SessionId, sheet: &Sheet) -> io::Result<()> {
    let text = serde_json::to_string(sheet).map_err(io::Error::other)?;
    let unnamed = unnamed(folder, id);
    disk::remove(disk, &unnamed)?;
    disk.create(&unnamed)?.append(text.as_bytes())?;
    disk.rename_over(&unnamed, &path_of(folder, id))
}

/// Takes the sheet away, and what a killed program left of one.
///
/// # Errors
/// What the system says.
pub(super) fn clear(disk: &dyn Storage, folder: &Path, id: &SessionId) -> io::Result<()> {
    disk::remove(disk, &unnamed(folder, id))?;
    disk::remove(disk, &path_of(folder, id))
}

/// What is on show: the newest sheet of a session that is open in some program.
fn on_show(paths: &Paths) -> io::Result<Option<Sheet>> {
    let mut newest: Option<Sheet> = None;
    for folder in (Place { disk: &Machine, paths }).folders() {
        for name in disk::names(&Machine, &folder, ENDING)? {
            let Some(id) = SessionId::parse(name.trim_end_matches(ENDING)) else { continue };
            if !journal::is_open(&Machine, &folder, &id) {
                continue;
            }
            // One that has just been taken away, or was written by another version, says nothing.
            let sheet =
                Machine.read(&folder.join(name), LONGEST).ok().and_then(|text| serde_json::from_slice(&text).ok());
            newest = newest.into_iter().chain(sheet).max_by_key(|sheet: &Sheet| sheet.machine);
        }
    }
    Ok(newest)
}

/// Tells what is on show, now and whenever it changes, until nobody wants to hear it. Woken by the system when a file
/// changes; where the system can't do that, it says so and looks once a second.
pub fn watch(paths: &Paths, mut tell: impl FnMut(Seen) -> bool) {
    let (says, hears) = mpsc::channel();
    let mut watch = Watch::new(&says);
    let (mut told, mut unwatched) = (None, None);
    loop {
        let trouble = watch.over(paths).err();
        if trouble.is_some() && trouble != unwatched && !tell(Seen::Unwatched(trouble.clone().unwrap_or_default())) {
            return;
        }
        unwatched.clone_from(&trouble);
        let seen = match on_show(paths) {
            Ok(sheet) => Seen::Sheet(sheet.map(Box::new)),
            Err(why) => Seen::Unreadable(why.to_string()),
        };
        if told.as_ref() != Some(&seen) {
            if !tell(seen.clone()) {
                return;
            }
            told = Some(seen);
        }
        match trouble {
            Some(_) => drop(hears.recv_timeout(WITHOUT_EVENTS)),
            None => watch.wait(&hears, paths),
        }
        // What came meanwhile is seen with the next look.
        for event in hears.try_iter() {
            watch.hear(&event);
        }
    }
}

type Heard = notify::Result<Event>;

/// The folders that the system watches for us.
struct Watch {
    system: Result<RecommendedWatcher, String>,
    folders: BTreeSet<PathBuf>,
}

impl Watch {
    fn new(says: &Sender<Heard>) -> Self {
        let system = notify::recommended_watcher(says.clone()).map_err(|why| said(&why));
        Self { system, folders: BTreeSet::new() }
    }

    /// Watches every folder in which journals may lie, and the one in which the list of those stands.
    fn over(&mut self, paths: &Paths) -> Result<(), String> {
        disk::make_folder(&Machine, &paths.live).map_err(|why| why.to_string())?;
        let above = paths.elsewhere().parent().map(Path::to_owned);
        let system = self.system.as_mut().map_err(|why| why.clone())?;
        for folder in (Place { disk: &Machine, paths }).folders().into_iter().chain(above) {
            if !self.folders.contains(&folder) {
                system.watch(&folder, RecursiveMode::NonRecursive).map_err(|why| said(&why))?;
                self.folders.insert(folder);
            }
        }
        Ok(())
    }

    /// Waits for something that may change what is on show.
    fn wait(&mut self, hears: &Receiver<Heard>, paths: &Paths) {
        while let Ok(event) = hears.recv() {
            self.hear(&event);
            if event.map_or(true, |event| concerns(&event, paths)) {
                return;
            }
        }
    }

    /// A folder that went has to be watched anew.
    fn hear(&mut self, event: &Heard) {
        let Ok(event) = event else { return };
        if matches!(event.kind, EventKind::Remove(_) | EventKind::Modify(notify::event::ModifyKind::Name(_))) {
            for path in &event.paths {
                if self.folders.remove(path)
                    && let Ok(system) = &mut self.system
                {
                    // It may be gone from the watch already.
                    let _ = system.unwatch(path);
                }
            }
        }
    }
}

/// A program that ends, even when it is killed, has its files closed by the system: the lock among them.
fn concerns(event: &Event, paths: &Paths) -> bool {
    let is_read = matches!(event.kind, EventKind::Access(kind) if kind != AccessKind::Close(AccessMode::Write));
    let is_ours = |path: &PathBuf| {
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        let of_a_session = !name.starts_with('.') && (name.ends_with(ENDING) || name.ends_with(LOCK));
        of_a_session || *path == paths.live || *path == paths.elsewhere()
    };
    event.need_rescan() || (!is_read && event.paths.iter().any(is_ours))
}

/// Whether the system can tell of changes in this folder; or why not.
pub(super) fn can_watch(folder: &Path) -> Result<(), String> {
    let (says, _hears) = mpsc::channel();
    let mut watch = Watch::new(&says);
    let system = watch.system.as_mut().map_err(|why| why.clone())?;
    system.watch(folder, RecursiveMode::NonRecursive).map_err(|why| said(&why))
}

/// Without the paths: they say more than a screen on the wall should.
fn said(why: &notify::Error) -> String {
    match &why.kind {
        notify::ErrorKind::Io(why) => why.to_string(),
        other => format!("{other:?}"),
    }
}

#[cfg(test)]
#[expect(clippy::disallowed_methods, reason = "tests lay out files of any kind")]
mod tests;

//! What `parlor doctor` looks at on the disk. It writes a file of its own to see whether one can, and takes it away again.

use std::{
    io,
    path::{Path, PathBuf},
};

use super::{
    disk,
    exposure::folder_warnings,
    journal,
    paths::Paths,
    room,
    storage::{Machine, Storage},
    writer::Place,
};
use crate::library::{Exposure, Finding, FolderKind, FolderState};

/// The name of the file with which is tried whether one can write.
const TRIAL: &str = ".parlor-doctor";

/// Everything that is to be said of the folders and of what lies in them.
#[must_use]
pub fn checkup(paths: &Paths) -> Vec<Finding> {
    let folders = [
        (FolderKind::Sessions, &paths.sessions),
        (FolderKind::Live, &paths.live),
        (FolderKind::Groups, &paths.groups),
        (FolderKind::Own, &paths.own),
    ];
    let mut found: Vec<Finding> =
        folders.iter().map(|(kind, path)| Finding::Folder(*kind, (*path).clone(), state(path))).collect();
    for (_, folder) in folders {
        found.extend(open_files(folder).into_iter().map(Finding::OpenFile));
    }
    // That others may look into a folder was said of the folder.
    let exposed = folder_warnings(paths).into_iter().filter(|warning| warning.why != Exposure::ReadableByOthers);
    found.extend(exposed.map(Finding::Exposed));
    found.extend(free(&paths.live).map(Finding::Free));
    if paths.live.is_dir() {
        found.push(Finding::Locks(locks(&paths.live).map_err(|why| why.to_string())));
        found.push(Finding::Events(room::can_watch(&paths.live)));
    }
    found.extend(left_over(paths));
    found
}

fn state(folder: &Path) -> FolderState {
    if !folder.exists() {
        return FolderState::Missing;
    }
    if !folder.is_dir() {
        return FolderState::NotAFolder;
    }
    let trial = folder.join(TRIAL);
    let tried = disk::remove(&Machine, &trial).and_then(|()| Machine.create(&trial)).map(drop);
    match tried.and_then(|()| disk::remove(&Machine, &trial)) {
        Err(why) => FolderState::ReadOnly(why.to_string()),
        Ok(()) if is_open(folder) => FolderState::Open,
        Ok(()) => FolderState::Private,
    }
}

fn open_files(folder: &Path) -> Vec<PathBuf> {
    let names = disk::names(&Machine, folder, "").unwrap_or_default();
    let mut open: Vec<PathBuf> =
        names.into_iter().map(|name| folder.join(name)).filter(|path| path.is_file() && is_open(path)).collect();
    open.sort();
    open
}

#[cfg(unix)]
fn is_open(path: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt;
    std::fs::metadata(path).is_ok_and(|there| there.permissions().mode() & 0o077 != 0)
}

#[cfg(not(unix))]
const fn is_open(_path: &Path) -> bool {
    false
}

/// Whether a lock that is held is seen to be held.
fn locks(folder: &Path) -> io::Result<()> {
    let path = folder.join(TRIAL);
    let held = Machine.lock(&path)?;
    let is_seen = held.is_some() && Machine.is_locked(&path);
    drop(held);
    disk::remove(&Machine, &path)?;
    if is_seen { Ok(()) } else { Err(io::ErrorKind::Unsupported.into()) }
}

/// How much room there is where a folder is, or will be made.
#[cfg(unix)]
fn free(folder: &Path) -> Option<u64> {
    let there = folder.ancestors().find(|above| above.exists())?;
    let disk = rustix::fs::statvfs(there).ok()?;
    Some(disk.f_bavail.saturating_mul(disk.f_frsize))
}

#[cfg(not(unix))]
const fn free(_folder: &Path) -> Option<u64> {
    None
}

/// What evenings and faults have left behind.
fn left_over(paths: &Paths) -> Vec<Finding> {
    let mut found = Vec::new();
    for folder in (Place { disk: &Machine, paths }).folders() {
        let Ok(lying) = journal::unfinished(&Machine, &folder) else { continue };
        let unfinished = lying.sessions.into_iter();
        found.extend(unfinished.map(|one| Finding::Unfinished { opened: one.opened, in_use: one.in_use }));
        found.extend(lying.unreadable.into_iter().map(Finding::Unreadable));
        let mut names = disk::names(&Machine, &folder, "").unwrap_or_default();
        names.retain(|name| name.contains(".jl.damaged-"));
        names.sort();
        found.extend(names.into_iter().map(|name| Finding::Damaged(folder.join(name))));
    }
    let above = paths.live.parent().unwrap_or(&paths.live);
    let mut reports = disk::names(&Machine, above, ".txt").unwrap_or_default();
    reports.retain(|name| name.starts_with("fault-"));
    reports.sort();
    found.extend(reports.into_iter().map(|name| Finding::Fault(above.join(name))));
    found
}

//! Reading and writing files so that nothing is lost and nothing else is touched.
//!
//! Every step is needed: without the sync before the rename a power cut leaves an empty file, without the sync of the
//! folder it leaves none. `tests` of `crash_images` leave each of them out in turn.

use std::{
    ffi::OsString,
    io,
    path::{Path, PathBuf},
};

use super::{
    storage::{Machine, Storage},
    yaml,
};
use crate::library::{LoadError, Place, Trouble};

/// Beginning of the names of files that are not finished; nothing that lists a folder looks at them.
const UNFINISHED: &str = ".parlor-";

/// How many files may share a stem before something must be wrong with the folder.
const MOST_OF_ONE_NAME: u32 = 99;

/// The longest file that is read: an evening has a thousandth of it.
const LONGEST: u64 = 64 << 20;

/// Reads a text file: an ordinary one, of a sensible size, in UTF-8. Links are not followed.
///
/// # Errors
/// What it is instead.
pub fn read_text(path: &Path) -> Result<String, LoadError> {
    read_text_on(&Machine, path)
}

/// Reads a text file of a disk.
///
/// # Errors
/// What it is instead.
pub fn read_text_on(disk: &dyn Storage, path: &Path) -> Result<String, LoadError> {
    let error = |trouble, place| LoadError { path: Some(path.to_owned()), trouble, place };
    let unreadable = |why: io::Error| error(Trouble::CannotRead(why.to_string()), None);
    match disk.size(path).map_err(unreadable)? {
        None => return Err(error(Trouble::NotAFile, None)),
        Some(size) if size > yaml::LARGEST => return Err(error(Trouble::TooLarge(size), None)),
        Some(_) => {}
    }
    // It may have grown since it was looked at.
    let bytes = disk.read(path, yaml::LARGEST + 1).map_err(unreadable)?;
    if bytes.len() as u64 > yaml::LARGEST {
        return Err(error(Trouble::TooLarge(bytes.len() as u64), None));
    }
    yaml::decode(bytes).map_err(|place: Place| error(Trouble::NotText, Some(place)))
}

/// The names of a folder that end so and are not hidden, in no order. A folder that is not there is empty.
///
/// # Errors
/// What the system says of a folder that cannot be listed.
pub fn names(disk: &dyn Storage, folder: &Path, ending: &str) -> io::Result<Vec<String>> {
    match disk.names(folder) {
        Ok(mut names) => {
            names.retain(|name| name.ends_with(ending) && !name.starts_with('.'));
            Ok(names)
        }
        Err(why) if why.kind() == io::ErrorKind::NotFound => Ok(Vec::new()),
        Err(why) => Err(why),
    }
}

/// Makes a folder that only its owner may enter, and the folders above it; all of them are there after a power cut.
///
/// # Errors
/// What the system says.
pub fn make_folder(disk: &dyn Storage, folder: &Path) -> io::Result<()> {
    if disk.is_folder(folder) {
        return Ok(());
    }
    let above = folder.parent().unwrap_or(Path::new("/"));
    make_folder(disk, above)?;
    match disk.make_folder(folder) {
        Err(why) if why.kind() != io::ErrorKind::AlreadyExists => return Err(why),
        _ => {}
    }
    disk.sync_folder(above).inspect_err(|_| {
        // It is there and may not stay; next time it has to be made again, and synced.
        let _ = disk.remove_folder(folder);
    })
}

/// Writes a new file that nobody else may read, and overwrites none: if the name is taken by other bytes, the next name of
/// `other` is tried, and so on. If it is taken by these very bytes, the work was done before.
///
/// `confirm` judges the text as it was read back, before it gets its name.
///
/// # Errors
/// What the system or `confirm` says; then no file of that name was made.
pub fn write_new(
    disk: &dyn Storage,
    folder: &Path,
    name: impl Fn(u32) -> String,
    text: &str,
    confirm: impl Fn(&str) -> io::Result<()>,
) -> io::Result<PathBuf> {
    make_folder(disk, folder)?;
    let mut unnamed: Option<PathBuf> = None;
    for nth in 1..=MOST_OF_ONE_NAME {
        let path = folder.join(name(nth));
        if !matches!(disk.size(&path), Err(why) if why.kind() == io::ErrorKind::NotFound) {
            if read_text_on(disk, &path).is_ok_and(|there| there == text) {
                unnamed.map_or(Ok(()), |unnamed| remove(disk, &unnamed))?;
                disk.sync_folder(folder)?;
                return Ok(path);
            }
            continue;
        }
        let from = match unnamed.take() {
            Some(from) => from,
            None => unnamed_file(disk, &path, text, &confirm)?,
        };
        match disk.rename_new(&from, &path) {
            Ok(()) => {
                disk.sync_folder(folder)?;
                return Ok(path);
            }
            Err(why) if why.kind() == io::ErrorKind::AlreadyExists => unnamed = Some(from),
            Err(why) => {
                let _ = disk.remove(&from);
                return Err(why);
            }
        }
    }
    unnamed.map_or(Ok(()), |unnamed| remove(disk, &unnamed))?;
    Err(io::Error::new(io::ErrorKind::AlreadyExists, format!("there are too many files called {}", name(1))))
}

/// Writes a new file of this very name that nobody else may read, in a folder that is there.
///
/// # Errors
/// What the system says, also if the name is taken; then no file was made.
pub fn write_named(disk: &dyn Storage, path: &Path, text: &str) -> io::Result<()> {
    let from = unnamed_file(disk, path, text, |there| same(there, text))?;
    disk.rename_new(&from, path).inspect_err(|_| {
        let _ = disk.remove(&from);
    })?;
    disk.sync_folder(path.parent().unwrap_or(Path::new("/")))
}

fn same(there: &str, text: &str) -> io::Result<()> {
    if there == text { Ok(()) } else { Err(io::Error::other("it did not read back the same")) }
}

/// Writes a file that nobody else may read in place of the one that has this name: it is the old one or the new one at
/// any moment.
///
/// # Errors
/// What the system says; the old file is still there then.
pub fn replace(disk: &dyn Storage, path: &Path, text: &str) -> io::Result<()> {
    let folder = path.parent().unwrap_or(Path::new("/"));
    make_folder(disk, folder)?;
    let from = unnamed_file(disk, path, text, |there| same(there, text))?;
    if let Err(why) = disk.rename_over(&from, path) {
        let _ = disk.remove(&from);
        return Err(why);
    }
    disk.sync_folder(folder)
}

/// The same, if the file still holds these bytes just before; else says no, and nothing was written.
///
/// # Errors
/// What the system says; the old file is still there then.
pub fn replace_if(disk: &dyn Storage, path: &Path, before: &[u8], text: &str) -> io::Result<bool> {
    let folder = path.parent().unwrap_or(Path::new("/"));
    let from = unnamed_file(disk, path, text, |there| same(there, text))?;
    let stands = read_bytes(disk, path).is_ok_and(|there| there == before);
    if !stands {
        remove(disk, &from)?;
        return Ok(false);
    }
    if let Err(why) = disk.rename_over(&from, path) {
        let _ = disk.remove(&from);
        return Err(why);
    }
    disk.sync_folder(folder)?;
    Ok(true)
}

/// A file with this text beside the one that it will become, on the disk and read back. What a killed program left there
/// is removed.
fn unnamed_file(
    disk: &dyn Storage,
    path: &Path,
    text: &str,
    confirm: impl Fn(&str) -> io::Result<()>,
) -> io::Result<PathBuf> {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let unnamed = path.with_file_name(format!("{UNFINISHED}{name}.tmp"));
    remove(disk, &unnamed)?;
    let mut file = disk.create(&unnamed)?;
    let written = file.append(text.as_bytes()).and_then(|()| file.sync()).and_then(|()| {
        let there = String::from_utf8(disk.read(&unnamed, LONGEST)?).map_err(io::Error::other)?;
        confirm(&there)
    });
    match written {
        Ok(()) => Ok(unnamed),
        Err(why) => {
            let _ = disk.remove(&unnamed);
            Err(why)
        }
    }
}

/// Copies a damaged file aside under a name that is free, and makes sure of it. Says where it lies.
///
/// # Errors
/// What the system says.
pub fn copy_aside(disk: &dyn Storage, path: &Path, bytes: &[u8]) -> io::Result<PathBuf> {
    let folder = path.parent().unwrap_or(Path::new("/"));
    for nth in 1..=MOST_OF_ONE_NAME {
        let mut aside = OsString::from(path);
        aside.push(format!(".damaged-{nth}"));
        let aside = Path::new(&aside);
        match disk.create(aside) {
            Ok(mut file) => {
                file.append(bytes)?;
                file.sync()?;
                disk.sync_folder(folder)?;
                return Ok(aside.to_owned());
            }
            Err(why) if why.kind() == io::ErrorKind::AlreadyExists => {}
            Err(why) => return Err(why),
        }
    }
    Err(io::Error::new(io::ErrorKind::AlreadyExists, "there are too many damaged copies"))
}

/// Removes what is left beside the files of a stem: copies of damaged ones, unfinished ones, backups.
///
/// # Errors
/// What the system says.
pub fn remove_leftovers(disk: &dyn Storage, folder: &Path, stem: &str) -> io::Result<()> {
    let names = match disk.names(folder) {
        Err(why) if why.kind() == io::ErrorKind::NotFound => return Ok(()),
        names => names?,
    };
    for name in names {
        let unfinished = name.strip_prefix(UNFINISHED);
        let is_copy = unfinished.is_some()
            || name.contains(".damaged-")
            || Path::new(&name).extension().is_some_and(|ending| ending == "bak");
        if is_copy && unfinished.unwrap_or(&name).starts_with(stem) {
            remove(disk, &folder.join(name))?;
        }
    }
    disk.sync_folder(folder)
}

/// Removes a file; one that is not there has been removed.
///
/// # Errors
/// What the system says.
pub fn remove(disk: &dyn Storage, path: &Path) -> io::Result<()> {
    match disk.remove(path) {
        Err(why) if why.kind() == io::ErrorKind::NotFound => Ok(()),
        result => result,
    }
}

/// The bytes of an ordinary file of a sensible size.
///
/// # Errors
/// What the system says, or what it is instead.
pub fn read_bytes(disk: &dyn Storage, path: &Path) -> io::Result<Vec<u8>> {
    match disk.size(path)? {
        Some(size) if size <= LONGEST => disk.read(path, LONGEST),
        Some(_) => Err(io::Error::new(io::ErrorKind::FileTooLarge, "the file is too long to be one of Parlor's")),
        None => Err(io::Error::new(io::ErrorKind::InvalidInput, "not an ordinary file")),
    }
}

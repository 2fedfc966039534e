//! Reading and writing files so that nothing is lost and nothing else is touched.
//!
//! Every step is needed: without the sync before the rename a power cut leaves an empty file, without the sync of the
//! folder it leaves none.

use std::{
    ffi::OsString,
    fs::{self, File, OpenOptions},
    io::{self, Read, Write},
    path::{Path, PathBuf},
};

use tempfile::NamedTempFile;

use super::yaml;
use crate::library::{LoadError, Place, Trouble};

/// Beginning of the names of files that are not finished; nothing that lists a folder looks at them.
const UNFINISHED: &str = ".parlor-";

/// How many files may share a stem before something must be wrong with the folder.
const MOST_OF_ONE_NAME: u32 = 99;

/// Reads a text file: an ordinary one, of a sensible size, in UTF-8. Links are not followed.
///
/// # Errors
/// What it is instead.
pub fn read_text(path: &Path) -> Result<String, LoadError> {
    let error = |trouble, place| LoadError { path: Some(path.to_owned()), trouble, place };
    let unreadable = |why: io::Error| error(Trouble::CannotRead(why.to_string()), None);
    let metadata = fs::symlink_metadata(path).map_err(unreadable)?;
    if !metadata.is_file() {
        return Err(error(Trouble::NotAFile, None));
    }
    if metadata.len() > yaml::LARGEST {
        return Err(error(Trouble::TooLarge(metadata.len()), None));
    }
    let mut bytes = Vec::new();
    // It may have grown since it was looked at.
    File::open(path).and_then(|file| file.take(yaml::LARGEST + 1).read_to_end(&mut bytes)).map_err(unreadable)?;
    if bytes.len() as u64 > yaml::LARGEST {
        return Err(error(Trouble::TooLarge(bytes.len() as u64), None));
    }
    yaml::decode(bytes).map_err(|place: Place| error(Trouble::NotText, Some(place)))
}

/// The names of the ordinary files in a folder that end so, in no order. A folder that is not there is empty.
///
/// # Errors
/// What the system says of a folder that cannot be listed.
pub fn names(folder: &Path, ending: &str) -> io::Result<Vec<String>> {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(why) if why.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(why) => return Err(why),
    };
    let mut names = Vec::new();
    for entry in entries {
        let name = entry?.file_name();
        // A name that is not text cannot have been given by Parlor.
        let Some(name) = name.to_str() else { continue };
        if name.ends_with(ending) && !name.starts_with('.') {
            names.push(name.to_owned());
        }
    }
    Ok(names)
}

/// Makes a folder that only its owner may enter, and the folders above it; all of them are there after a power cut.
///
/// # Errors
/// What the system says.
pub fn make_folder(folder: &Path) -> io::Result<()> {
    if folder.is_dir() {
        return Ok(());
    }
    let above = folder.parent().unwrap_or(Path::new("/"));
    make_folder(above)?;
    let mut builder = fs::DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    match builder.create(folder) {
        Err(why) if why.kind() != io::ErrorKind::AlreadyExists => return Err(why),
        _ => {}
    }
    sync_folder(above)
}

/// Makes sure that what was created, renamed or removed in a folder stays so.
///
/// # Errors
/// What the system says.
pub fn sync_folder(folder: &Path) -> io::Result<()> {
    // Elsewhere a folder cannot be opened as a file.
    if cfg!(unix) { File::open(folder)?.sync_all() } else { Ok(()) }
}

/// Writes a new file that nobody else may read, and overwrites none: if the name is taken by other bytes, `name-2` is tried,
/// and so on. If it is taken by these very bytes, the work was done before.
///
/// `confirm` judges the text as it was read back, before it gets its name.
///
/// # Errors
/// What the system or `confirm` says; then no file of that name was made.
pub fn write_new(
    folder: &Path,
    stem: &str,
    ending: &str,
    text: &str,
    confirm: impl Fn(&str) -> io::Result<()>,
) -> io::Result<PathBuf> {
    make_folder(folder)?;
    let mut unnamed: Option<NamedTempFile> = None;
    for nth in 1..=MOST_OF_ONE_NAME {
        let name = if nth == 1 { format!("{stem}{ending}") } else { format!("{stem}-{nth}{ending}") };
        let path = folder.join(name);
        if fs::symlink_metadata(&path).is_ok() {
            if read_text(&path).is_ok_and(|there| there == text) {
                sync_folder(folder)?;
                return Ok(path);
            }
            continue;
        }
        let file = match unnamed.take() {
            Some(file) => file,
            None => unnamed_file(folder, text, &confirm)?,
        };
        match file.persist_noclobber(&path) {
            Ok(_) => {
                sync_folder(folder)?;
                return Ok(path);
            }
            Err(refused) if refused.error.kind() == io::ErrorKind::AlreadyExists => unnamed = Some(refused.file),
            Err(refused) => return Err(refused.error),
        }
    }
    Err(io::Error::new(io::ErrorKind::AlreadyExists, format!("there are too many files called {stem}{ending}")))
}

/// Writes a file that nobody else may read in place of the one that has this name: it is the old one or the new one at
/// any moment.
///
/// # Errors
/// What the system says; the old file is still there then.
pub fn replace(path: &Path, text: &str) -> io::Result<()> {
    let folder = path.parent().unwrap_or(Path::new("/"));
    make_folder(folder)?;
    let same =
        |there: &str| if there == text { Ok(()) } else { Err(io::Error::other("it did not read back the same")) };
    unnamed_file(folder, text, same)?.persist(path)?;
    sync_folder(folder)
}

/// A file with this text, on the disk and read back, that has no name yet and vanishes unless it gets one.
fn unnamed_file(folder: &Path, text: &str, confirm: impl Fn(&str) -> io::Result<()>) -> io::Result<NamedTempFile> {
    let mut file = tempfile::Builder::new().prefix(UNFINISHED).suffix(".tmp").tempfile_in(folder)?;
    file.write_all(text.as_bytes())?;
    file.as_file().sync_all()?;
    confirm(&fs::read_to_string(file.path())?)?;
    Ok(file)
}

/// Makes a file that can only grow and that nobody else may read.
///
/// # Errors
/// What the system says; among it that the name is taken.
pub fn new_log(path: &Path) -> io::Result<File> {
    private(OpenOptions::new().append(true).create_new(true)).open(path)
}

/// Opens a file that can only grow.
///
/// # Errors
/// What the system says.
pub fn open_log(path: &Path) -> io::Result<File> {
    OpenOptions::new().append(true).open(path)
}

/// Opens the file that stands for a lock; it is empty.
///
/// # Errors
/// What the system says.
pub fn open_lock(path: &Path) -> io::Result<File> {
    private(OpenOptions::new().write(true).create(true).truncate(false)).open(path)
}

fn private(options: &mut OpenOptions) -> &mut OpenOptions {
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(options, 0o600);
    options
}

/// Copies a damaged file aside under a name that is free, and makes sure of it.
///
/// # Errors
/// What the system says.
pub fn copy_aside(path: &Path, bytes: &[u8]) -> io::Result<()> {
    for nth in 1..=MOST_OF_ONE_NAME {
        let mut aside = OsString::from(path);
        aside.push(format!(".damaged-{nth}"));
        match new_log(Path::new(&aside)) {
            Ok(mut file) => {
                file.write_all(bytes)?;
                return file.sync_all();
            }
            Err(why) if why.kind() == io::ErrorKind::AlreadyExists => {}
            Err(why) => return Err(why),
        }
    }
    Err(io::Error::new(io::ErrorKind::AlreadyExists, "there are too many damaged copies"))
}

/// Removes a file; one that is not there has been removed.
///
/// # Errors
/// What the system says.
pub fn remove(path: &Path) -> io::Result<()> {
    match fs::remove_file(path) {
        Err(why) if why.kind() == io::ErrorKind::NotFound => Ok(()),
        result => result,
    }
}

/// The bytes of a file.
///
/// # Errors
/// What the system says.
pub fn read_bytes(path: &Path) -> io::Result<Vec<u8>> {
    fs::read(path)
}

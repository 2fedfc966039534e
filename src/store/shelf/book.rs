//! A file of the library, as it was when it was read.

use std::{fs, path::Path};

use chrono::NaiveDate;

use crate::{
    library::{Extract, LoadError, Row, folded_group},
    store::{disk, library, quick, session_file},
};

/// A session file in memory: its line, and its words, folded.
#[derive(Debug)]
pub(super) struct Book {
    pub name: String,
    pub row: Row,
    /// Where it belongs among the others.
    pub moment: String,
    /// The name of its group, folded.
    pub group: String,
    /// A passage a line; `None` where there is no room for it.
    pub words: Option<Box<str>>,
    stamp: Option<Stamp>,
}

/// What tells a file from the one that it was before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Stamp {
    size: u64,
    /// In nanoseconds.
    changed: i128,
    /// Where on the disk it lies, as far as the system says so.
    inode: u64,
}

impl Book {
    /// Reads a file, unless it is still the one that is known.
    pub(super) fn read(folder: &Path, name: &str, known: Option<&Self>) -> Option<Self> {
        let path = folder.join(name);
        let stamp = Stamp::of(&path);
        if known.is_some_and(|known| stamp.is_some() && known.stamp == stamp) {
            return None;
        }
        let (body, words, group) = match extract(&path) {
            Ok(extract) => {
                let words = folded(&extract).into_boxed_str();
                let group = folded_group(&extract.summary);
                (Ok(extract.summary), Some(words), group)
            }
            Err(error) => (Err(error), Some(Box::default()), String::new()),
        };
        let row = Row { path, body };
        let moment = library::moment(&row);
        Some(Self { name: name.to_owned(), row, moment, group, words, stamp })
    }

    /// How much memory its words take.
    pub(super) fn kept(&self) -> usize {
        self.words.as_ref().map_or(0, |words| words.len())
    }

    /// Forgets its words: they are in the file.
    pub(super) fn let_go(&mut self) {
        self.words = None;
    }

    /// The day on which it was opened, if it could be read.
    pub(super) fn day(&self) -> Option<NaiveDate> {
        self.row.body.as_ref().ok().map(|summary| summary.opened.date_naive())
    }
}

/// What a file says in words, as it is now.
pub(super) fn extract(path: &Path) -> Result<Extract, LoadError> {
    extract_from(&disk::read_text(path)?, path)
}

/// What the text of a file says in words.
pub(super) fn extract_from(text: &str, path: &Path) -> Result<Extract, LoadError> {
    if let Some(extract) = quick::extract(text) {
        return Ok(extract);
    }
    let sealed = session_file::parse(text).map_err(|error| LoadError { path: Some(path.to_owned()), ..error })?;
    Ok(Extract::of(&sealed))
}

/// The words of a session, a passage a line.
fn folded(extract: &Extract) -> String {
    let mut words = String::with_capacity(extract.passages.iter().map(|passage| passage.text.len() + 32).sum());
    extract.passages.iter().for_each(|passage| passage.fold_into(&mut words));
    words
}

impl Stamp {
    fn of(path: &Path) -> Option<Self> {
        let metadata = fs::symlink_metadata(path).ok()?;
        #[cfg(unix)]
        let (changed, inode) = {
            use std::os::unix::fs::MetadataExt;
            (i128::from(metadata.mtime()) * 1_000_000_000 + i128::from(metadata.mtime_nsec()), metadata.ino())
        };
        #[cfg(not(unix))]
        let (changed, inode) = {
            let since = metadata.modified().ok()?.duration_since(std::time::UNIX_EPOCH).ok()?;
            (i128::try_from(since.as_nanos()).ok()?, 0)
        };
        Some(Self { size: metadata.len(), changed, inode })
    }
}

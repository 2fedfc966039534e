//! What stands on the shelves.

use std::{
    io,
    path::{Path, PathBuf},
};

use super::{
    disk, exposure::folder_warnings, groups, journal, paths::Paths, session_file, storage::Machine, writer::Place,
};
use crate::library::{Glimpse, Row, SessionId, Shelves, Summary, Unfinished};

/// How many files are read before the first report: about a screen.
const FIRST_BATCH: usize = 24;

/// How many files are read between two reports.
const BATCH: usize = 100;

/// What the journal of a session says that another Parlor runs, wherever it says the most; `None` if there is none any more.
///
/// # Errors
/// What the system says.
pub fn look(paths: &Paths, id: &SessionId) -> io::Result<Option<Glimpse>> {
    let mut most: Option<Glimpse> = None;
    for folder in (Place { disk: &Machine, paths }).folders() {
        let Some(seen) = journal::look(&Machine, &folder, id)? else { continue };
        let in_use = seen.in_use || most.as_ref().is_some_and(|most| most.in_use);
        let longer = most.take().filter(|most| most.log.len() > seen.log.len()).unwrap_or(seen);
        most = Some(Glimpse { in_use, ..longer });
    }
    Ok(most)
}

/// Everything on the shelves.
#[must_use]
pub fn list(paths: &Paths) -> Shelves {
    let mut all = Shelves::default();
    list_with(paths, |shelves, _| all = shelves);
    all
}

/// Says what is on the shelves, first about a screen of it, then more and more; the last report, and only that, is whole.
/// The newest files are read first.
pub fn list_with(paths: &Paths, mut report: impl FnMut(Shelves, bool)) {
    let mut troubles = Vec::new();
    let unfinished = unfinished(paths, &mut troubles);
    let mut names = noted(&mut troubles, &paths.sessions, disk::names(&Machine, &paths.sessions, session_file::ENDING));
    names.sort_unstable_by(|a, b| b.cmp(a));
    let mut shelves = Shelves {
        unfinished,
        rows: Vec::with_capacity(names.len()),
        groups: groups::load(&paths.groups),
        trouble: (!troubles.is_empty()).then(|| troubles.join("; ")),
        warnings: folder_warnings(paths),
    };
    let (first, more) = names.split_at(names.len().min(FIRST_BATCH));
    let batches = std::iter::once(first).chain(more.chunks(BATCH));
    let mut left = names.len();
    for batch in batches {
        shelves.rows.extend(batch.iter().map(|name| row(paths.sessions.join(name))));
        shelves.rows.sort_by_cached_key(|row| std::cmp::Reverse(moment(row)));
        left -= batch.len();
        report(shelves.clone(), left == 0);
    }
}

/// The running sessions of every folder in which journals lie; one that lies in two, once.
fn unfinished(paths: &Paths, troubles: &mut Vec<String>) -> Vec<Unfinished> {
    let mut all: Vec<Unfinished> = Vec::new();
    for folder in (Place { disk: &Machine, paths }).folders() {
        let journal::Lying { sessions, unreadable } = lying(troubles, &folder);
        for path in unreadable {
            troubles.push(format!("{}: no journal that can be continued; it was left as it is", path.display()));
        }
        for found in sessions {
            match all.iter_mut().find(|other| other.id == found.id) {
                Some(other) => other.in_use |= found.in_use,
                None => all.push(found),
            }
        }
    }
    all.sort_by_key(|session| std::cmp::Reverse(session.opened));
    all
}

fn lying(troubles: &mut Vec<String>, folder: &Path) -> journal::Lying {
    journal::unfinished(&Machine, folder).unwrap_or_else(|why| {
        troubles.push(format!("{}: {why}", folder.display()));
        journal::Lying::default()
    })
}

fn noted<T>(troubles: &mut Vec<String>, folder: &Path, listed: io::Result<Vec<T>>) -> Vec<T> {
    listed.unwrap_or_else(|why| {
        troubles.push(format!("{}: {why}", folder.display()));
        Vec::new()
    })
}

fn row(path: PathBuf) -> Row {
    let body = session_file::load(&path).map(|sealed| Summary::of(&sealed.record));
    Row { path, body }
}

/// Where a row belongs among the others. A file that cannot be read stands where its name says; with a name that says
/// nothing, last.
fn moment(row: &Row) -> String {
    if let Ok(summary) = &row.body {
        return summary.opened.format("%Y-%m-%d-%H%M").to_string();
    }
    let stem = row.path.file_stem().unwrap_or_default().to_string_lossy();
    if stem.starts_with(|c: char| c.is_ascii_digit()) { stem.into_owned() } else { String::new() }
}

#[cfg(test)]
#[expect(clippy::disallowed_methods, reason = "tests lay out files of any kind")]
mod tests;

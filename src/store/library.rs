//! What stands on the shelves.

use std::{io, path::Path};

use super::{journal, paths::Paths, shelf::Shelf, storage::Machine, writer::Place};
use crate::library::{Glimpse, Row, SessionId, Shelves, Unfinished};

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
    let mut shelf = Shelf::new(paths.clone());
    let mut listing = shelf.look();
    loop {
        shelf.look_on(&mut listing);
        report(shelf.shelves(&listing), listing.is_whole());
        if listing.is_whole() {
            return;
        }
    }
}

/// The running sessions of every folder in which journals lie; one that lies in two, once.
pub(super) fn unfinished(paths: &Paths, troubles: &mut Vec<String>) -> Vec<Unfinished> {
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

pub(super) fn noted<T>(troubles: &mut Vec<String>, folder: &Path, listed: io::Result<Vec<T>>) -> Vec<T> {
    listed.unwrap_or_else(|why| {
        troubles.push(format!("{}: {why}", folder.display()));
        Vec::new()
    })
}

/// Where a row belongs among the others. A file that cannot be read stands where its name says; with a name that says
/// nothing, last.
pub(super) fn moment(row: &Row) -> String {
    if let Ok(summary) = &row.body {
        return summary.opened.format("%Y-%m-%d-%H%M").to_string();
    }
    let stem = row.path.file_stem().unwrap_or_default().to_string_lossy();
    if stem.starts_with(|c: char| c.is_ascii_digit()) { stem.into_owned() } else { String::new() }
}

#[cfg(test)]
#[expect(clippy::disallowed_methods, reason = "tests lay out files of any kind")]
mod tests;

//! Striking: what was off the record after all goes from every file that Parlor keeps.
//!
//! Promised is what lies in Parlor's own folders. Copies that somebody made, and the cells of a disk that were written
//! before, are out of reach; the README says so.

use std::{io, path::Path};

use super::{
    disk, groups,
    journal::{self, Journal},
    own,
    paths::Paths,
    session_file::{ENDING, parse, render_amended},
    storage::Storage,
};
use crate::{
    library::{Draft, OwnChange, Sealed, SessionId},
    session::{Amendment, Change, Entry, Piece},
};

/// What is struck of a running session.
pub(super) struct Strike {
    pub(super) piece: Piece,
    pub(super) entries: Vec<Entry>,
    pub(super) drafts: Vec<Draft>,
    pub(super) group: Option<String>,
}

/// Strikes something of a running session: its journal is written anew, and then everything else that could hold it goes.
///
/// # Errors
/// What the system says; it can be tried again.
pub(super) fn live(
    disk: &dyn Storage,
    paths: &Paths,
    folders: &[std::path::PathBuf],
    (id, journal, strike): (&SessionId, &mut Journal, &Strike),
) -> io::Result<usize> {
    let entries = journal.write_anew(strike.entries.clone(), strike.drafts.clone())?;
    for folder in folders {
        if folder == journal.folder() {
            journal.remove_others()?;
        } else {
            journal::discard(disk, folder, id)?;
        }
    }
    beside(disk, paths, id, strike.piece, strike.group.as_deref())?;
    Ok(entries)
}

/// The files beside a journal or a sealed file that could hold a piece.
fn beside(disk: &dyn Storage, paths: &Paths, id: &SessionId, piece: Piece, group: Option<&str>) -> io::Result<()> {
    own::change(disk, &paths.own, id, OwnChange::Strike(piece))?;
    disk::remove_leftovers(disk, &paths.own, id.as_str())?;
    if let Some(group) = group {
        groups::strike(disk, &paths.groups, group, piece)?;
    }
    // No index lies on the disk: the shelf reads a file again when it changes.
    Ok(())
}

/// Strikes something in a sealed file: it is written anew without it, with a line that says when. Copies of the file beside it,
/// finished or not, are dealt with in the same way.
///
/// # Errors
/// What the system says, or why the file cannot be written anew; then it was left as it is.
pub(super) fn sealed(disk: &dyn Storage, paths: &Paths, path: &Path, amendment: &Amendment) -> io::Result<Sealed> {
    let Change::Struck(piece) = &amendment.change else {
        return Err(io::Error::new(io::ErrorKind::InvalidInput, "that is not a strike"));
    };
    let piece = *piece;
    let struck = in_file(disk, path, amendment)?;
    let folder = path.parent().unwrap_or(Path::new("/"));
    let stem = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    let copies = format!("{}-conflict-", struck.id);
    for name in disk::names(disk, folder, ENDING)? {
        let other = folder.join(&name);
        if name.starts_with(&copies) && other != path {
            // A copy that is no session any more is somebody's own.
            let _ = in_file(disk, &other, amendment);
        }
    }
    disk::remove_leftovers(disk, folder, &stem)?;
    beside(disk, paths, &struck.id, piece, struck.record.opening.series.as_deref())?;
    Ok(struck)
}

fn in_file(disk: &dyn Storage, path: &Path, amendment: &Amendment) -> io::Result<Sealed> {
    let refused = |why: &str| io::Error::new(io::ErrorKind::InvalidInput, why);
    let Change::Struck(piece) = &amendment.change else { return Err(refused("that is not a strike")) };
    let bytes = disk::read_bytes(disk, path)?;
    let text = String::from_utf8(bytes.clone()).map_err(io::Error::other)?;
    let mut sealed = parse(&text).map_err(|_| refused("it cannot be read as a session"))?;
    if sealed.newer.is_some() {
        return Err(refused("it was written by a newer Parlor, and this one may only read it"));
    }
    if !sealed.record.strike(*piece) {
        return Err(refused("there is nothing of that name to strike"));
    }
    sealed.amendments.retain(|other| !other.change.is_about(*piece));
    sealed.amendments.push(amendment.clone());
    sealed.unknown_keys.clear();
    let after = render_amended(&sealed);
    let read = parse(&after).map_err(|_| refused("the file would not read back"))?;
    if (&read.id, &read.record, &read.amendments) != (&sealed.id, &sealed.record, &sealed.amendments) {
        return Err(refused("the file would not read back as it is"));
    }
    if disk::replace_if(disk, path, &bytes, &after)? { Ok(read) } else { Err(refused("the file changed meanwhile")) }
}

//! The evenings of a group, read one after the other.

use std::path::PathBuf;

use super::session_file;
use crate::library::GroupEvening;

/// How many files are read before the first report: about a screen.
const FIRST_BATCH: usize = 24;

/// How many files are read between two reports.
const BATCH: usize = 100;

/// Reads evenings of a group, and hands over what was read, about a screen first, with how many could not be read; `report`
/// says whether to go on.
pub fn read_evenings(files: &[PathBuf], mut report: impl FnMut(Vec<GroupEvening>, usize) -> bool) {
    let (first, more) = files.split_at(files.len().min(FIRST_BATCH));
    for batch in std::iter::once(first).chain(more.chunks(BATCH)) {
        let read = batch
            .iter()
            .map(|path| session_file::load(path).map(|sealed| GroupEvening::of(Some(path.clone()), &sealed)));
        let (evenings, broken): (Vec<_>, Vec<_>) = read.partition(Result::is_ok);
        if !report(evenings.into_iter().flatten().collect(), broken.len()) {
            return;
        }
    }
}

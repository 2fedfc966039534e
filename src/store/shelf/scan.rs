//! A question that is asked once: every file is read, and nothing is kept.

use std::io;

use memchr::memmem;

use super::{book, on_all_cores};
use crate::{
    library::{Extract, FoundIn, LoadError, Query},
    store::{disk, paths::Paths, session_file, storage::Machine},
};

/// How many files are read before what was found in them is told.
const BATCH: usize = 256;

/// Tells what a question finds, session by session, the newest first. Says how many files could not be read.
///
/// # Errors
/// What the system says of the folder, or what `tell` does.
pub fn scan(paths: &Paths, query: &Query, mut tell: impl FnMut(FoundIn) -> io::Result<()>) -> io::Result<usize> {
    let mut names = disk::names(&Machine, &paths.sessions, session_file::ENDING)?;
    names.sort_unstable_by(|a, b| b.cmp(a));
    let word = query.first_word().filter(|word| word.bytes().all(|byte| byte.is_ascii_alphanumeric()));
    let finder = word.map(|word| memmem::Finder::new(word.as_bytes()));
    let mut unreadable = 0;
    for batch in names.chunks(BATCH) {
        let found = on_all_cores(batch, |names| {
            let found = names.iter().map(|name| look_into(paths, name, query, finder.as_ref()));
            found.filter_map(Result::transpose).collect()
        });
        for found in found {
            match found {
                Ok(found) => tell(found)?,
                Err(_) => unreadable += 1,
            }
        }
    }
    Ok(unreadable)
}

fn look_into(
    paths: &Paths,
    name: &str,
    query: &Query,
    word: Option<&memmem::Finder<'_>>,
) -> Result<Option<FoundIn>, LoadError> {
    let path = paths.sessions.join(name);
    let text = disk::read_text(&path)?;
    if word.is_some_and(|word| cannot_have(&text, word)) {
        return Ok(None);
    }
    let Extract { summary, phases, mut passages } = book::extract_from(&text, &path)?;
    let mut line = String::new();
    passages.retain(|passage| query.takes_with(passage, &mut line));
    let found = FoundIn { path, summary, phases, passages };
    Ok(Some(found).filter(|found| !found.passages.is_empty() && query.takes_summary(&found.summary)))
}

/// Whether a file can be left at that, because none of its letters is written otherwise than it is compared.
fn cannot_have(text: &str, word: &memmem::Finder<'_>) -> bool {
    let is_plain = text.is_ascii() && memchr::memchr(b'\\', text.as_bytes()).is_none();
    is_plain && word.find(text.to_ascii_lowercase().as_bytes()).is_none()
}

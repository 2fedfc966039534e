//! The sealed sessions as they are looked through: a line each, and their words, folded, in memory.
//!
//! No index lies on the disk. A file is read once while the program runs, and again when its size, its time or its place on the
//! disk has changed; what is shown of a passage is read from the file at that moment. So nothing has to be rebuilt, nothing
//! can be out of date for longer than a look at the folder, and what was struck from a file is nowhere else.

mod book;
mod find;
mod scan;
#[cfg(test)]
#[expect(clippy::disallowed_methods, reason = "tests lay out files of any kind")]
mod tests;

use std::{collections::HashMap, path::Path, thread};

use super::{disk, exposure::folder_warnings, groups, library, paths::Paths, session_file, storage::Machine};
use crate::library::{Found, Glance, Query, Shelves};
use book::Book;

pub use scan::scan;

/// How many files are read before the first report: about a screen.
const FIRST: usize = 24;
/// How many before the second; then twice as many each time, so that even a large library takes few reports.
const SECOND: usize = 100;
/// And never more than this, so that a question is answered in between.
const MOST: usize = 2_000;

/// How many bytes of folded words are kept. What is beyond that is read from its file at each search.
const ROOM: usize = 64 << 20;

/// How many sessions are searched before somebody who has typed on is heard.
const AT_ONCE: usize = 256;

/// The library, as far as it was looked through.
#[derive(Debug)]
pub struct Shelf {
    paths: Paths,
    /// The newest first.
    books: Vec<Book>,
    room: usize,
}

/// A question that is being answered, the newest sessions first.
#[derive(Debug)]
pub struct Asked {
    query: Query,
    most: usize,
    looked: usize,
    found: Found,
}

/// A look at the folder that is under way.
#[derive(Debug)]
pub struct Listing {
    names: Vec<String>,
    looked: usize,
    batch: usize,
    shelves: Shelves,
}

impl Shelf {
    /// A library of which nothing is known yet.
    #[must_use]
    pub const fn new(paths: Paths) -> Self {
        Self { paths, books: Vec::new(), room: ROOM }
    }

    /// Begins to look at the folder. What is gone is forgotten at once.
    #[must_use]
    pub fn look(&mut self) -> Listing {
        let mut troubles = Vec::new();
        let unfinished = library::unfinished(&self.paths, &mut troubles);
        let listed = disk::names(&Machine, &self.paths.sessions, session_file::ENDING);
        let mut names = library::noted(&mut troubles, &self.paths.sessions, listed);
        names.sort_unstable_by(|a, b| b.cmp(a));
        self.books.retain(|book| names.binary_search_by(|name| book.name.as_str().cmp(name)).is_ok());
        let shelves = Shelves {
            unfinished,
            rows: Vec::new(),
            groups: groups::load(&self.paths.groups),
            files: names.len(),
            trouble: (!troubles.is_empty()).then(|| troubles.join("; ")),
            warnings: folder_warnings(&self.paths),
        };
        Listing { names, looked: 0, batch: FIRST, shelves }
    }

    /// Looks at some more files, the newest first, and reads those that are new or have changed. Says whether there is
    /// something new to say.
    pub fn look_on(&mut self, listing: &mut Listing) -> bool {
        let is_first = listing.looked == 0;
        let end = (listing.looked + listing.batch).min(listing.names.len());
        let names = &listing.names[listing.looked..end];
        listing.looked = end;
        listing.batch = if is_first { SECOND } else { (listing.batch * 2).min(MOST) };
        let known: HashMap<&str, &Book> = self.books.iter().map(|book| (book.name.as_str(), book)).collect();
        let folder = &self.paths.sessions;
        let read = |name: &String| Book::read(folder, name, known.get(name.as_str()).copied());
        let read: Vec<Book> = on_all_cores(names, |some| some.iter().filter_map(read).collect());
        let is_news = !read.is_empty();
        if is_news {
            self.take(read);
        }
        is_first || is_news || listing.is_whole()
    }

    fn take(&mut self, read: Vec<Book>) {
        let mut kept: usize = self.books.iter().map(Book::kept).sum();
        let mut places: HashMap<String, usize> =
            self.books.iter().enumerate().map(|(place, book)| (book.name.clone(), place)).collect();
        for mut book in read {
            if kept + book.kept() > self.room {
                book.let_go();
            }
            kept += book.kept();
            match places.remove(&book.name) {
                Some(place) => self.books[place] = book,
                None => self.books.push(book),
            }
        }
        self.books.sort_by(|a, b| b.moment.cmp(&a.moment));
    }

    /// What is known by now.
    #[must_use]
    pub fn shelves(&self, listing: &Listing) -> Shelves {
        Shelves { rows: self.books.iter().map(|book| book.row.clone()).collect(), ..listing.shelves.clone() }
    }

    /// What a line asks for, in what is known by now; the passages of at most so many sessions.
    #[must_use]
    pub fn find(&self, asked: &str, most: usize, whole: bool) -> Found {
        let mut asked = Asked::new(asked, most);
        while !self.is_answered(&asked) {
            self.find_on(&mut asked);
        }
        self.answer(&asked, whole)
    }

    /// Looks through some more sessions. Says whether there is more to show.
    pub fn find_on(&self, asked: &mut Asked) -> bool {
        let end = (asked.looked + AT_ONCE).min(self.books.len());
        let books = self.books.get(asked.looked..end).unwrap_or_default();
        let Found { sessions, in_sessions, passages, .. } =
            find::find(books, &asked.query, asked.most.saturating_sub(asked.found.sessions.len()));
        asked.looked = end;
        let is_news = !sessions.is_empty();
        asked.found.sessions.extend(sessions);
        asked.found.in_sessions += in_sessions;
        asked.found.passages += passages;
        is_news
    }

    /// Whether every session was looked through.
    #[must_use]
    pub fn is_answered(&self, asked: &Asked) -> bool {
        asked.looked >= self.books.len() || asked.query.is_empty()
    }

    /// What was found so far; `whole` if no more files are to be read.
    #[must_use]
    pub fn answer(&self, asked: &Asked, whole: bool) -> Found {
        let whole = whole && self.is_answered(asked);
        Found { searched: self.books.len(), whole, ..asked.found.clone() }
    }
}

impl Asked {
    /// A question of which nothing is answered yet.
    #[must_use]
    pub fn new(asked: &str, most: usize) -> Self {
        let found = Found { asked: asked.to_owned(), ..Found::default() };
        Self { query: Query::read(asked), most, looked: 0, found }
    }
}

impl Listing {
    /// Whether everything was looked at.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.looked == self.names.len()
    }
}

/// What a session came to.
#[must_use]
pub fn glance(path: &Path) -> Glance {
    let outcome = session_file::load(path).map(|sealed| {
        let state = sealed.record.fold();
        Box::new(crate::session::Outcome::of(&state, sealed.record.last()))
    });
    Glance { path: path.to_owned(), outcome }
}

/// Does the same with parts of a list at once, and puts what came of it together in order.
fn on_all_cores<T: Sync, R: Send>(items: &[T], work: impl Fn(&[T]) -> Vec<R> + Sync) -> Vec<R> {
    let cores = thread::available_parallelism().map_or(1, usize::from).min(8);
    let part = items.len().div_ceil(cores).max(8);
    if items.len() <= part {
        return work(items);
    }
    let work = &work;
    thread::scope(|scope| {
        let parts: Vec<_> = items.chunks(part).map(|part| scope.spawn(move || work(part))).collect();
        parts
            .into_iter()
            .flat_map(|part| part.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
            .collect()
    })
}

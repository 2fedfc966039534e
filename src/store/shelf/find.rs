//! Looking for words in what is in memory.

use memchr::{memchr, memmem, memrchr};

use super::{
    book::{self, Book},
    on_all_cores,
};
use crate::library::{Extract, Found, FoundIn, Query};

/// What is looked for, in books of which the newest is the first.
pub(super) fn find(books: &[Book], query: &Query, most: usize) -> Found {
    if query.is_empty() {
        return Found::default();
    }
    let word = query.first_word().map(|word| memmem::Finder::new(word.as_bytes()));
    let counted: Vec<(&Book, usize)> = on_all_cores(&books.iter().collect::<Vec<_>>(), |some| {
        let counted = some.iter().map(|book| (*book, count(book, query, word.as_ref())));
        counted.filter(|(_, count)| *count > 0).collect()
    });
    let shown = &counted[..counted.len().min(most)];
    Found {
        sessions: on_all_cores(shown, |some| some.iter().filter_map(|(book, _)| read(book, query)).collect()),
        in_sessions: counted.len(),
        passages: counted.iter().map(|(_, count)| count).sum(),
        ..Found::default()
    }
}

/// How many passages of a book are looked for.
fn count(book: &Book, query: &Query, word: Option<&memmem::Finder<'_>>) -> usize {
    if !book.day().is_some_and(|day| query.takes_session(&book.group, day)) {
        return 0;
    }
    let Some(words) = book.words.as_deref() else {
        return read(book, query).map_or(0, |found| found.passages.len());
    };
    let Some(word) = word else { return words.lines().filter(|line| query.takes_line(line)).count() };
    let (mut count, mut at) = (0, 0);
    while let Some(hit) = word.find(&words.as_bytes()[at..]) {
        let hit = at + hit;
        let start = memrchr(b'\n', &words.as_bytes()[..hit]).map_or(0, |end| end + 1);
        let end = memchr(b'\n', &words.as_bytes()[hit..]).map_or(words.len(), |end| hit + end);
        count += usize::from(query.takes_line(&words[start..end]));
        at = (end + 1).min(words.len());
    }
    count
}

/// What is looked for in a file, as it is now.
fn read(book: &Book, query: &Query) -> Option<FoundIn> {
    let Extract { summary, phases, mut passages } = book::extract(&book.row.path).ok()?;
    let mut line = String::new();
    passages.retain(|passage| query.takes_with(passage, &mut line));
    let found = FoundIn { path: book.row.path.clone(), summary, phases, passages };
    (!found.passages.is_empty()).then_some(found)
}

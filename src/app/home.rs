//! The list of sessions: by group and date, narrowed as one types.

use std::path::Path;

use super::editor::Editor;
use crate::library::{Glance, Row, Shelves, fold::fold};

/// What stands in the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Item {
    /// A running session whose program is gone, by its place on the shelves.
    Unfinished(usize),
    /// A sealed session or a file that could not be read, by its place on the shelves.
    Row(usize),
    /// A sample, while the library is empty.
    Sample(usize),
}

/// A line of the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HomeLine {
    /// What stands over the items from this one on, and over how many of them.
    Heading(usize, usize),
    /// Nothing.
    Space,
    /// An item, by its place.
    Item(usize),
}

/// The list, and what is marked in it.
#[derive(Clone, Debug, Default)]
pub struct Home {
    /// In the order of the screen: what can be continued, then the groups, the one that met last first.
    pub items: Vec<Item>,
    /// The lines in which they stand.
    pub lines: Vec<HomeLine>,
    /// The place of the one that is marked.
    pub marked: usize,
    /// What narrows the list while it is typed.
    pub filter: Option<Box<Editor>>,
    /// What is known of the one that is marked.
    pub glance: Option<Box<Glance>>,
}

impl Home {
    /// Lays the list out anew; the mark stays on what it was on.
    pub fn arrange(&mut self, shelves: &Shelves, whole: bool, samples: usize) {
        let marked = self.items.get(self.marked).copied();
        self.items = (0..shelves.unfinished.len()).map(Item::Unfinished).collect();
        let (rows, groups) = by_group(shelves, &self.words());
        self.items.extend(rows.into_iter().map(Item::Row));
        if whole && shelves.rows.is_empty() {
            self.items.extend((0..samples).map(Item::Sample));
        }
        self.lay_out(shelves.unfinished.len(), &groups);
        let stays = marked.and_then(|marked| self.items.iter().position(|item| *item == marked));
        self.marked = stays.unwrap_or(0).min(self.items.len().saturating_sub(1));
    }

    fn lay_out(&mut self, unfinished: usize, groups: &[usize]) {
        self.lines.clear();
        let rows = groups.iter().sum::<usize>();
        let samples = self.items.len() - unfinished - rows;
        let mut first = 0;
        for many in std::iter::once(unfinished).chain(groups.iter().copied()).chain([samples]).filter(|many| *many > 0)
        {
            if first > 0 {
                self.lines.push(HomeLine::Space);
            }
            self.lines.push(HomeLine::Heading(first, many));
            self.lines.extend((first..first + many).map(HomeLine::Item));
            first += many;
        }
    }

    /// Puts the mark on a file, if it is in the list.
    pub fn mark(&mut self, shelves: &Shelves, path: &Path) {
        let is_it = |item: &Item| matches!(item, Item::Row(place) if shelves.rows.get(*place).is_some_and(|row| row.path == path));
        if let Some(place) = self.items.iter().position(is_it) {
            self.marked = place;
        }
    }

    /// The file that is marked.
    #[must_use]
    pub fn marked_file<'a>(&self, shelves: &'a Shelves) -> Option<&'a Path> {
        match self.item()? {
            Item::Row(place) => shelves.rows.get(place).map(|row| row.path.as_path()),
            Item::Unfinished(_) | Item::Sample(_) => None,
        }
    }

    /// The words that narrow the list, folded.
    fn words(&self) -> Vec<String> {
        let typed = self.filter.as_ref().map(|filter| fold(&filter.text())).unwrap_or_default();
        typed.split_whitespace().map(str::to_owned).collect()
    }

    /// Moves the mark.
    pub fn step(&mut self, by: isize) {
        self.marked = self.marked.saturating_add_signed(by).min(self.items.len().saturating_sub(1));
    }

    /// What is marked.
    #[must_use]
    pub fn item(&self) -> Option<Item> {
        self.items.get(self.marked).copied()
    }
}

/// The rows that have these words, with each group together, the group that met last first; and how many of each. Rows come
/// newest first already.
fn by_group(shelves: &Shelves, words: &[String]) -> (Vec<usize>, Vec<usize>) {
    let mut groups: Vec<(Option<&str>, Vec<usize>)> = Vec::new();
    for (place, row) in shelves.rows.iter().enumerate() {
        if !words.is_empty() && !has_words(row, words) {
            continue;
        }
        let series = series_of(shelves, place);
        match groups.iter_mut().find(|(name, _)| *name == series) {
            Some((_, places)) => places.push(place),
            None => groups.push((series, vec![place])),
        }
    }
    let many = groups.iter().map(|(_, places)| places.len()).collect();
    (groups.into_iter().flat_map(|(_, places)| places).collect(), many)
}

/// Whether the line of a file has all these words: its date, title, group and people, or the name of what cannot be read.
fn has_words(row: &Row, words: &[String]) -> bool {
    let line = match &row.body {
        Ok(summary) => format!(
            "{} {} {} {}",
            summary.opened.format("%Y-%m-%d %B"),
            summary.title,
            summary.series.as_deref().unwrap_or_default(),
            summary.people.join(" ")
        ),
        Err(_) => row.path.file_name().unwrap_or_default().to_string_lossy().into_owned(),
    };
    let line = fold(&line);
    words.iter().all(|word| line.contains(word.as_str()))
}

/// The group of a row, if it has one.
#[must_use]
pub fn series_of(shelves: &Shelves, place: usize) -> Option<&str> {
    shelves.rows.get(place)?.body.as_ref().ok()?.series.as_deref()
}

//! The list of sessions.

use crate::library::Shelves;

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

/// The list, and what is marked in it.
#[derive(Clone, Debug, Default)]
pub struct Home {
    /// In the order of the screen: what can be continued, then the groups, the one that met last first.
    pub items: Vec<Item>,
    /// The place of the one that is marked.
    pub marked: usize,
}

impl Home {
    /// Lays the list out anew; the mark stays on what it was on.
    pub fn arrange(&mut self, shelves: &Shelves, whole: bool, samples: usize) {
        let marked = self.items.get(self.marked).copied();
        self.items = (0..shelves.unfinished.len()).map(Item::Unfinished).collect();
        self.items.extend(by_group(shelves).into_iter().map(Item::Row));
        if whole && shelves.rows.is_empty() {
            self.items.extend((0..samples).map(Item::Sample));
        }
        let stays = marked.and_then(|marked| self.items.iter().position(|item| *item == marked));
        self.marked = stays.unwrap_or(0).min(self.items.len().saturating_sub(1));
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

/// The rows with each group together, the group that met last first; rows come newest first already.
fn by_group(shelves: &Shelves) -> Vec<usize> {
    let mut groups: Vec<(Option<&str>, Vec<usize>)> = Vec::new();
    for place in 0..shelves.rows.len() {
        let series = series_of(shelves, place);
        match groups.iter_mut().find(|(name, _)| *name == series) {
            Some((_, places)) => places.push(place),
            None => groups.push((series, vec![place])),
        }
    }
    groups.into_iter().flat_map(|(_, places)| places).collect()
}

/// The group of a row, if it has one.
#[must_use]
pub fn series_of(shelves: &Shelves, place: usize) -> Option<&str> {
    shelves.rows.get(place)?.body.as_ref().ok()?.series.as_deref()
}

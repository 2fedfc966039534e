//! A group: its evenings one after the other, its statements, what was promised, and how the talk changed.

use std::path::{Path, PathBuf};

use super::action::Action;
use crate::{
    library::{Group, GroupEvening, GroupPromise, Shelves, StatementPath, Target, group_promises, statement_paths},
    session::text::fold,
};

/// The pages of a group.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum GroupTab {
    /// Evening by evening, the newest first.
    #[default]
    Evenings,
    /// Every statement, with its path.
    Statements,
    /// What was promised.
    FollowUps,
    /// Who was there and had a turn, as far as that is kept.
    People,
    /// How many notes of which kind, over the evenings.
    Kinds,
}

impl GroupTab {
    /// In the order of Tab.
    pub const ALL: [Self; 5] = [Self::Evenings, Self::Statements, Self::FollowUps, Self::People, Self::Kinds];
}

/// A group that is being looked at.
#[derive(Clone, Debug)]
pub struct GroupPage {
    /// What it is called.
    pub name: String,
    /// Its evenings, oldest first, as far as they were read.
    pub evenings: Vec<GroupEvening>,
    /// How many files there are to read.
    pub expected: usize,
    /// How many of them could not be read.
    pub unreadable: usize,
    /// Every statement with its path.
    pub statements: Vec<StatementPath>,
    /// What was promised.
    pub promises: Vec<GroupPromise>,
    /// The page in front.
    pub tab: GroupTab,
    /// What is marked on each page.
    pub marked: [usize; GroupTab::ALL.len()],
    /// Whether the chart is shown as a table.
    pub as_table: bool,
    /// The evening that another one will be compared with.
    pub compared: Option<PathBuf>,
}

impl GroupPage {
    /// A group of which nothing was read yet.
    #[must_use]
    pub fn new(name: String, expected: usize) -> Self {
        Self {
            name,
            evenings: Vec::new(),
            expected,
            unreadable: 0,
            statements: Vec::new(),
            promises: Vec::new(),
            tab: GroupTab::default(),
            marked: [0; GroupTab::ALL.len()],
            as_table: false,
            compared: None,
        }
    }

    /// More evenings were read.
    pub fn take(&mut self, evenings: Vec<GroupEvening>, unreadable: usize, group: Option<&Group>) {
        let marked = self.marked_evening().map(|evening| evening.id.clone()).filter(|_| self.marked[0] > 0);
        self.unreadable += unreadable;
        self.evenings.extend(evenings);
        self.evenings.sort_by(|a, b| (a.opened, &a.id).cmp(&(b.opened, &b.id)));
        self.evenings.dedup_by(|a, b| a.path == b.path && a.id == b.id);
        self.statements = statement_paths(&self.evenings);
        self.promises = group_promises(&self.evenings, group);
        let place = marked.and_then(|id| self.evenings.iter().rev().position(|evening| evening.id == id));
        self.marked[0] = place.unwrap_or(0);
    }

    /// Whether every file was read.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.evenings.len() + self.unreadable >= self.expected
    }

    /// Everybody whose presence is kept on some evening: as they sat on the last one, then those of earlier ones.
    #[must_use]
    pub fn people(&self) -> Vec<&str> {
        let mut names: Vec<&str> = Vec::new();
        for (name, _) in self.evenings.iter().rev().flat_map(|evening| &evening.seats) {
            if !names.contains(&name.as_str()) {
                names.push(name);
            }
        }
        names
    }

    /// What is marked on the page in front.
    #[must_use]
    pub const fn place(&self) -> usize {
        self.marked[self.tab as usize]
    }

    /// The evening that is marked: on the list the newest stands first.
    #[must_use]
    pub fn marked_evening(&self) -> Option<&GroupEvening> {
        self.evenings.iter().rev().nth(self.marked[0])
    }

    /// The statement that is marked.
    #[must_use]
    pub fn marked_statement(&self) -> Option<&StatementPath> {
        self.statements.get(self.marked[GroupTab::Statements as usize])
    }

    /// Moves the mark.
    pub fn step(&mut self, by: isize) {
        let count = match self.tab {
            GroupTab::Evenings | GroupTab::Kinds => self.evenings.len(),
            GroupTab::People => self.people().len(),
            GroupTab::Statements => self.statements.len(),
            GroupTab::FollowUps => self.promises.len(),
        };
        let mark = &mut self.marked[self.tab as usize];
        *mark = mark.saturating_add_signed(by).min(count.saturating_sub(1));
    }

    /// To another page.
    pub fn turn(&mut self, forward: bool) {
        let count = GroupTab::ALL.len();
        self.tab = GroupTab::ALL[(self.tab as usize + if forward { 1 } else { count - 1 }) % count];
    }

    /// The file that Enter opens: the marked evening, or the last one that knows what is marked.
    #[must_use]
    pub fn to_open(&self) -> Option<&Path> {
        let evening = match self.tab {
            GroupTab::Evenings => self.marked_evening(),
            GroupTab::Statements => self.marked_statement().and_then(|path| self.evenings.get(*path.evenings.last()?)),
            GroupTab::FollowUps => self.promises.get(self.place()).and_then(|promise| self.evenings.get(promise.last)),
            GroupTab::People | GroupTab::Kinds => None,
        };
        evening?.path.as_deref()
    }

    /// What is looked at first in it.
    #[must_use]
    pub fn target(&self) -> Option<Target> {
        match self.tab {
            GroupTab::Evenings | GroupTab::People | GroupTab::Kinds => None,
            GroupTab::Statements => self.marked_statement().map(|path| Target::Statement(path.id)),
            GroupTab::FollowUps => self.promises.get(self.place()).map(|promise| Target::FollowUp(promise.now.id)),
        }
    }

    /// Whether the hint line should name an act now.
    #[must_use]
    pub fn makes_sense(&self, action: Action) -> bool {
        match action {
            Action::Choose => self.to_open().is_some(),
            Action::Table => matches!(self.tab, GroupTab::People | GroupTab::Kinds),
            Action::Compare => self.tab == GroupTab::Evenings && self.evenings.len() > 1,
            _ => true,
        }
    }
}

/// The files of a group, in the order of the shelves.
pub(super) fn files_of(shelves: &Shelves, name: &str) -> Vec<PathBuf> {
    let name = fold(name);
    let is_its = |series: Option<&String>| series.is_some_and(|series| fold(series) == name);
    let rows = shelves.rows.iter().filter(|row| row.body.as_ref().is_ok_and(|body| is_its(body.series.as_ref())));
    rows.map(|row| row.path.clone()).collect()
}

/// What is known of a group besides its evenings.
pub(super) fn known<'a>(shelves: &'a Shelves, name: &str) -> Option<&'a Group> {
    let name = fold(name);
    shelves.groups.iter().find(|group| fold(&group.name) == name)
}

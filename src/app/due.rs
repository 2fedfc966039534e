//! What was promised, in all groups, on one page.

use super::action::Action;
use crate::library::{Group, Promise, promises};

/// The page as it stands open.
#[derive(Clone, Debug, Default)]
pub struct Due {
    /// What is open by its day, then what was done.
    pub promises: Vec<Promise>,
    /// The place of the one that is marked.
    pub marked: usize,
}

impl Due {
    /// Lays the page out anew; the mark stays at its place.
    pub fn arrange(&mut self, groups: &[Group]) {
        self.promises = promises(groups);
        self.step(0);
    }

    /// Moves the mark.
    pub fn step(&mut self, by: isize) {
        self.marked = self.marked.saturating_add_signed(by).min(self.promises.len().saturating_sub(1));
    }

    /// What is marked.
    #[must_use]
    pub fn promise(&self) -> Option<&Promise> {
        self.promises.get(self.marked)
    }

    /// Whether an act means something of what is marked.
    #[must_use]
    pub fn makes_sense(&self, action: Action) -> bool {
        match action {
            Action::FollowUpDone => self.promise().is_some_and(|promise| promise.done.is_none()),
            Action::FollowUpOpen => self.promise().is_some_and(|promise| promise.done.is_some()),
            _ => true,
        }
    }
}

//! What would tell, one after the other in the order of the evening, and what is chosen about each.

use crate::session::{Choice, Leak, LeakCheck, LeakKey, Tells};

/// A list of what would tell, with what was chosen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LeakList {
    /// In the order of the evening.
    pub leaks: Vec<Leak>,
    /// Which of them is marked.
    pub marked: usize,
    /// What is known beside the session, and what was chosen.
    pub check: LeakCheck,
}

impl LeakList {
    /// A list with nothing chosen: everything is replaced.
    #[must_use]
    pub const fn new(leaks: Vec<Leak>, check: LeakCheck) -> Self {
        Self { leaks, marked: 0, check }
    }

    /// What is chosen about one of them.
    #[must_use]
    pub fn choice(&self, leak: &Leak) -> Choice {
        self.check.choice(&leak.key)
    }

    /// How many of them are chosen so.
    #[must_use]
    pub fn count(&self, choice: Choice) -> usize {
        self.leaks.iter().filter(|leak| self.choice(leak) == choice).count()
    }

    /// Moves the mark.
    pub fn go(&mut self, by: isize) {
        self.marked = self.marked.saturating_add_signed(by).min(self.leaks.len().saturating_sub(1));
    }

    /// Chooses about the marked one, and goes on to the next. Answers have no text that could be struck, and a small party
    /// is never split.
    pub fn choose(&mut self, choice: Choice) {
        let Some(leak) = self.leaks.get(self.marked) else { return };
        let choice = match (&leak.key, &leak.tells, choice) {
            (LeakKey::Answers(_), _, Choice::Strike) | (_, Tells::SmallParty, _) => Choice::Replace,
            (LeakKey::Text(_) | LeakKey::Answers(_), Tells::Names(_) | Tells::Unanimous, choice) => choice,
        };
        self.check.choices.insert(leak.key.clone(), choice);
        self.go(1);
    }
}

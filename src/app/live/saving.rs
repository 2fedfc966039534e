//! What of the evening still has to reach the disk.

use super::{ALIVE_EVERY, Command, DRAFT_AFTER, Effect, Live, Now, SaveTrouble, Turn};

impl Live {
    /// What the journal has not been handed yet.
    pub fn flush(&mut self) -> Option<Effect> {
        let log = self.kept().log();
        let (entries, length) = (log[self.sent..].to_vec(), log.len());
        let first = std::mem::replace(&mut self.sent, length);
        (!entries.is_empty()).then(|| Command::Append { id: self.id.clone(), first, entries }.into())
    }

    /// What the disk has not acknowledged is handed over once more, drafts too.
    pub fn send_again(&mut self) {
        self.sent = self.sent.min(self.saving.acknowledged);
        self.drafts_sent.clear();
    }

    /// How many acts the disk has not acknowledged.
    #[must_use]
    pub fn unsaved(&self) -> usize {
        self.kept().log().len().saturating_sub(self.saving.acknowledged)
    }

    /// Hands over what is typed and not entered, a moment after the first letter; at once, if a line was kept or emptied.
    pub fn flush_drafts(&mut self, now: &Now, leaving: bool) -> Option<Effect> {
        let drafts = self.drafts();
        if self.state().unread().is_some() && drafts.len() >= self.drafts_sent.len() {
            // Words under a rule that the room has not heard stay in memory.
            self.drafts_since = None;
            return None;
        }
        if drafts == self.drafts_sent {
            self.drafts_since = None;
            return None;
        }
        let since = *self.drafts_since.get_or_insert(now.mono);
        let fewer = drafts.len() < self.drafts_sent.len();
        if !leaving && !fewer && now.mono.0.saturating_sub(since.0) < DRAFT_AFTER.millis() {
            return None;
        }
        self.drafts_since = None;
        self.drafts_sent.clone_from(&drafts);
        Some(Command::Draft { id: self.id.clone(), drafts }.into())
    }

    /// Saving does not work; keeps where it could.
    pub fn not_saved(&mut self, trouble: SaveTrouble) {
        self.elsewhere.clone_from(&trouble.elsewhere);
        self.saving.trouble = Some(trouble);
    }

    /// Where the journal is to go on, if the user has just said so.
    pub fn take_move(&mut self) -> Option<Effect> {
        let folder = self.move_to.take()?;
        Some(Command::Move { id: self.id.clone(), folder }.into())
    }

    /// Says now and then, while a turn runs, that the program is alive.
    pub fn heartbeat(&mut self, now: &Now) -> Option<Effect> {
        let at = self.at(now);
        // Off the record it says the same whoever speaks.
        let runs = self.is_off_record() || self.state().current().is_some_and(Turn::is_running);
        if !runs || at.since(self.alive.max(self.kept().last())) < ALIVE_EVERY {
            return None;
        }
        self.alive = at;
        Some(Command::Alive { id: self.id.clone(), at }.into())
    }
}

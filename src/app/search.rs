//! Looking for words in every session, as one types.

use ratatui::crossterm::event::KeyEvent;

use super::{
    editor::Editor,
    effect::Effect,
    review::{Review, ReviewPage},
};
use crate::library::{Found, FoundIn, Passage, Target};

/// In how many sessions passages are shown at first; more come as one goes on.
const FIRST: usize = 40;

/// A search as it stands open.
#[derive(Clone, Debug)]
pub struct Search {
    /// What is looked for.
    pub editor: Editor,
    /// What was found, for what was typed a moment ago.
    pub found: Found,
    /// The passage that is marked, counted through all sessions.
    pub marked: usize,
    /// The session from which it was opened, if it was.
    pub behind: Option<Box<Review>>,
    most: usize,
}

impl Search {
    /// A search with nothing typed, and the question how much there is to be searched.
    #[must_use]
    pub fn begin(behind: Option<Box<Review>>) -> (Self, Effect) {
        let search = Self { editor: Editor::default(), found: Found::default(), marked: 0, behind, most: FIRST };
        let effect = search.ask();
        (search, effect)
    }

    fn ask(&self) -> Effect {
        Effect::Find { asked: self.editor.text(), most: self.most }
    }

    /// Takes a key that edits.
    pub fn press(&mut self, key: &KeyEvent) -> Option<Effect> {
        let before = self.editor.text();
        self.editor.press(key);
        self.changed(&before)
    }

    /// Takes a pasted text.
    pub fn paste(&mut self, text: &str) -> Option<Effect> {
        let before = self.editor.text();
        self.editor.insert(&text.replace(['\r', '\n'], " "));
        self.changed(&before)
    }

    fn changed(&mut self, before: &str) -> Option<Effect> {
        if self.editor.text() == before {
            return None;
        }
        (self.marked, self.most) = (0, FIRST);
        Some(self.ask())
    }

    /// Takes an answer, unless something else was typed meanwhile.
    pub fn hear(&mut self, found: Found) {
        if found.asked == self.editor.text() {
            self.found = found;
            self.marked = self.marked.min(self.passages().saturating_sub(1));
        }
    }

    /// How many passages are here to be gone through.
    #[must_use]
    pub fn passages(&self) -> usize {
        self.found.sessions.iter().map(|session| session.passages.len()).sum()
    }

    /// Moves the mark; at the end of what is here, more is asked for.
    pub fn step(&mut self, by: isize) -> Option<Effect> {
        let last = self.passages().saturating_sub(1);
        self.marked = self.marked.saturating_add_signed(by).min(last);
        let is_more = self.found.sessions.len() < self.found.in_sessions && self.most <= self.found.sessions.len();
        if by > 0 && self.marked == last && is_more {
            self.most *= 2;
            return Some(self.ask());
        }
        None
    }

    /// The passage that is marked, and its session.
    #[must_use]
    pub fn passage(&self) -> Option<(&FoundIn, &Passage)> {
        let all = self
            .found
            .sessions
            .iter()
            .flat_map(|session| session.passages.iter().map(move |passage| (session, passage)));
        all.clone().nth(self.marked)
    }

    /// Where the marked passage stands in its session.
    #[must_use]
    pub fn target(&self) -> Option<Target> {
        self.passage().map(|(_, passage)| passage.target)
    }
}

impl Review {
    /// Opens the page on which a passage stands, and marks it there.
    pub fn go_to(&mut self, target: Target) {
        match target {
            Target::Session => self.page = ReviewPage::Overview,
            Target::FollowUp(promised) => {
                self.page = ReviewPage::Overview;
                self.follow_up = Some(promised);
            }
            Target::Note(note) => {
                self.page = ReviewPage::Notes;
                self.marked = Some(note);
            }
            Target::Statement(statement) => {
                self.page = ReviewPage::Board;
                self.statement = Some(statement);
            }
        }
        self.scroll = 0;
    }
}

//! The moderator's own page of a past evening: a look back in five questions, what they saw, their mirror, and what was said in
//! confidence. It lies in their own file and goes nowhere else.

use super::{editor::Editor, keymap::Context, msg::Now, review::Review};
use crate::library::{Command, Observation, Own, OwnChange, Question};

/// The page as it is looked at.
#[derive(Clone, Debug)]
pub struct OwnPage {
    /// The evening.
    pub review: Box<Review>,
    /// What stands there, once it was read.
    pub own: Option<Box<Own>>,
    /// What is marked.
    pub marked: OwnItem,
    /// The line in which it is written, if one is open.
    pub line: Option<Box<Editor>>,
}

/// Something on the page that can be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OwnItem {
    /// The answer to a question of the look back.
    Answer(Question),
    /// An observation, counted from nought; the one behind the last is a new one.
    Observation(usize),
}

impl OwnPage {
    /// The page, and the request to read what stands there.
    #[must_use]
    pub fn new(review: Box<Review>) -> (Self, Command) {
        let read = Command::ReadOwn(review.sealed.id.clone());
        (Self { review, own: None, marked: OwnItem::Answer(Question::ALL[0]), line: None }, read)
    }

    /// Where a key is pressed.
    #[must_use]
    pub const fn context(&self) -> Context {
        if self.line.is_some() { Context::Line } else { Context::Own }
    }

    /// Everything that can be written, in order.
    #[must_use]
    pub fn items(&self) -> Vec<OwnItem> {
        let observations = self.own.as_ref().map_or(0, |own| own.observations.len());
        let answers = Question::ALL.into_iter().map(OwnItem::Answer);
        answers.chain((0..observations).map(OwnItem::Observation)).collect()
    }

    /// Moves the mark.
    pub fn go(&mut self, by: isize) {
        let items = self.items();
        let place = items.iter().position(|item| *item == self.marked).unwrap_or(0);
        self.marked = items[place.saturating_add_signed(by).min(items.len() - 1)];
    }

    /// Opens the line for what is marked.
    pub fn edit(&mut self) {
        if let Some(own) = &self.own {
            let text = match self.marked {
                OwnItem::Answer(question) => own.answer(question).unwrap_or_default(),
                OwnItem::Observation(place) => own.observations.get(place).map_or("", |seen| &seen.text),
            };
            self.line = Some(Box::new(Editor::new(text)));
        }
    }

    /// Opens the line for something new that the moderator saw.
    pub fn observe(&mut self) {
        if let Some(own) = &self.own {
            self.marked = OwnItem::Observation(own.observations.len());
            self.line = Some(Box::new(Editor::default()));
        }
    }

    /// Closes the line without what was typed.
    pub fn leave_line(&mut self) {
        self.line = None;
        self.go(0);
    }

    /// What was typed, as something to be written down.
    pub fn keep(&mut self, now: &Now) -> Option<Command> {
        let text = self.line.take()?.text();
        let known = self.own.as_ref().map_or(0, |own| own.observations.len());
        let change = match self.marked {
            OwnItem::Answer(question) => OwnChange::Answer(question, text),
            OwnItem::Observation(place) if place < known => OwnChange::Reword(place, text),
            OwnItem::Observation(_) => OwnChange::Observe(Observation { made: now.wall, text }),
        };
        Some(Command::ChangeOwn { id: self.review.sealed.id.clone(), change })
    }
}

//! A past session: its pages, and a note that is put right.

use std::path::PathBuf;

use ratatui::crossterm::event::KeyEvent;

use super::lines;
use crate::{
    app::{Action, App, Effect, Notice, Now, Screen},
    library::Sealed,
    session::Change,
    words,
};

impl App {
    pub(super) fn review(&mut self, action: Option<Action>, key: &KeyEvent, now: &Now) -> Vec<Effect> {
        let Screen::Review(review) = &mut self.screen else { return Vec::new() };
        if let Some(line) = &mut review.line {
            match action {
                Some(Action::Keep) => return review.keep(now).into_iter().collect(),
                Some(Action::Back) => review.line = None,
                Some(Action::NewLine) => line.new_line(),
                Some(_) => {}
                None => drop(line.press(key)),
            }
            return Vec::new();
        }
        match action {
            Some(Action::NextPage) => review.turn(true),
            Some(Action::PreviousPage) => review.turn(false),
            Some(Action::EditNote) => review.edit(),
            Some(Action::Back) => return self.go_home(),
            other => review.go(lines(other)),
        }
        Vec::new()
    }

    /// The page shows what the file says now.
    pub(super) fn amended(&mut self, result: Result<(PathBuf, Box<Sealed>), String>) -> Vec<Effect> {
        let Screen::Review(review) = &mut self.screen else { return Vec::new() };
        match result {
            Ok((path, sealed)) => {
                let is_beside = review.path.as_ref() != Some(&path);
                let withheld = !is_beside && withholds(&sealed);
                let text = if withheld { words::WITHHELD_AGAIN.into() } else { words::amended(&path, is_beside) };
                self.notice = Some(Notice { text, is_trouble: is_beside });
                review.show(path, sealed);
            }
            Err(why) => self.notice = Some(Notice::trouble(words::not_amended(&why))),
        }
        Vec::new()
    }
}

/// Whether the last thing that was put right holds a name no more.
fn withholds(sealed: &Sealed) -> bool {
    let last = sealed.amendments.last().map(|amendment| &amendment.change);
    matches!(last, Some(Change::Note { text: Some(text), .. }) if text.contains("[name]"))
}

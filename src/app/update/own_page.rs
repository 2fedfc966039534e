//! The moderator's own page of a past session.

use ratatui::crossterm::event::KeyEvent;

use super::lines;
use crate::{
    app::{Action, App, Effect, Notice, Now, OwnPage, Screen},
    library::{Own, SessionId},
    words,
};

impl App {
    pub(super) fn open_own_page(&mut self) -> Vec<Effect> {
        let Screen::Review(review) = &self.screen else { return Vec::new() };
        if review.path.is_none() {
            self.notice = Some(Notice::trouble(words::own::SAMPLE));
            return Vec::new();
        }
        let (page, read) = OwnPage::new(review.clone());
        self.screen = Screen::OwnPage(Box::new(page));
        vec![read.into()]
    }

    pub(super) fn own_page(&mut self, action: Option<Action>, key: &KeyEvent, now: &Now) -> Vec<Effect> {
        let Screen::OwnPage(page) = &mut self.screen else { return Vec::new() };
        if let Some(line) = &mut page.line {
            match action {
                Some(Action::Keep) => return page.keep(now).map(Effect::from).into_iter().collect(),
                Some(Action::Back) => page.leave_line(),
                Some(Action::NewLine) => line.new_line(),
                Some(_) => {}
                None => drop(line.press(key)),
            }
            return Vec::new();
        }
        match action {
            Some(Action::EditNote) => page.edit(),
            Some(Action::NoteLine) => page.observe(),
            Some(Action::Back) => self.screen = Screen::Review(page.review.clone()),
            other => page.go(lines(other)),
        }
        Vec::new()
    }

    /// What stands on the page now.
    pub(super) fn own_read(&mut self, id: &SessionId, result: Result<Box<Own>, String>) -> Vec<Effect> {
        let Screen::OwnPage(page) = &mut self.screen else { return Vec::new() };
        if page.review.sealed.id != *id {
            return Vec::new();
        }
        match result {
            Ok(own) => {
                page.own = Some(own);
                page.go(0);
            }
            Err(why) => self.notice = Some(Notice::trouble(words::own::not_read(&why))),
        }
        Vec::new()
    }
}

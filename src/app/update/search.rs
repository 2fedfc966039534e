//! Search, the filter of the list, and what is shown beside it.

use ratatui::crossterm::event::KeyEvent;

use super::lines;
use crate::{
    app::{Action, App, Editor, Effect, Screen, Search, Source},
    library::{Found, Glance, Target},
};

impl App {
    /// Opens a search, from the list or from a session.
    pub(super) fn open_search(&mut self) -> Vec<Effect> {
        let behind = match &self.screen {
            Screen::Review(review) => Some(review.clone()),
            _ => None,
        };
        self.leave_home();
        let (search, ask) = Search::begin(behind);
        self.screen = Screen::Search(Box::new(search));
        // What was changed or struck since the last look is found as it is now.
        vec![Effect::List, ask]
    }

    pub(super) fn search(&mut self, action: Option<Action>, key: &KeyEvent) -> Vec<Effect> {
        let Screen::Search(search) = &mut self.screen else { return Vec::new() };
        let effect = match action {
            Some(Action::Back) => return self.leave_search(),
            Some(Action::Choose) => {
                search.passage().map(|(session, _)| Effect::Load(Source::File(session.path.clone())))
            }
            Some(action) => search.step(lines(Some(action))),
            None => search.press(key),
        };
        effect.into_iter().collect()
    }

    fn leave_search(&mut self) -> Vec<Effect> {
        let Screen::Search(search) = &mut self.screen else { return Vec::new() };
        if let Some(review) = search.behind.take() {
            self.screen = Screen::Review(review);
            return Vec::new();
        }
        // What was asked is not asked any more.
        let mut effects = vec![Effect::Find { asked: String::new(), most: 0 }];
        effects.extend(self.go_home());
        effects
    }

    pub(super) fn found(&mut self, found: Found) -> Vec<Effect> {
        if let Screen::Search(search) = &mut self.screen {
            search.hear(found);
        }
        Vec::new()
    }

    /// The line that narrows the list takes a key.
    pub(super) fn filter(&mut self, action: Option<Action>, key: &KeyEvent) -> Vec<Effect> {
        let Screen::Home(home) = &mut self.screen else { return Vec::new() };
        match action {
            Some(Action::Choose) => return self.open_marked(),
            Some(Action::Back) => home.filter = None,
            Some(action) => {
                home.step(lines(Some(action)));
                return self.look_at_marked();
            }
            None => drop(home.filter.as_mut().map(|filter| filter.press(key))),
        }
        self.narrow()
    }

    /// The list has what was typed.
    pub(super) fn narrow(&mut self) -> Vec<Effect> {
        if let Screen::Home(home) = &mut self.screen {
            home.arrange(&self.shelves, self.shelves_whole, self.samples.len());
        }
        self.look_at_marked()
    }

    pub(super) fn open_filter(&mut self) {
        if let Screen::Home(home) = &mut self.screen {
            home.filter = Some(Box::new(Editor::default()));
        }
    }

    /// Asks what the marked session came to, unless that is known.
    pub(super) fn look_at_marked(&mut self) -> Vec<Effect> {
        let Screen::Home(home) = &mut self.screen else { return Vec::new() };
        let marked = home.marked_file(&self.shelves);
        let known = home.glance.as_ref().map(|glance| glance.path.as_path());
        match marked {
            Some(path) if known != Some(path) => vec![Effect::Glance(path.to_owned())],
            _ => Vec::new(),
        }
    }

    pub(super) fn glanced(&mut self, glance: Box<Glance>) -> Vec<Effect> {
        if let Screen::Home(home) = &mut self.screen
            && home.marked_file(&self.shelves) == Some(&glance.path)
        {
            home.glance = Some(glance);
        }
        Vec::new()
    }

    /// The search in front is kept for the way back. Says where its marked passage stands.
    pub(super) fn keep_search(&mut self) -> Option<Target> {
        let Screen::Search(search) = &self.screen else { return None };
        let target = search.target();
        self.search_left = Some(search.clone());
        target
    }

    /// The list stays as it is for the way back.
    pub(super) fn leave_home(&mut self) {
        if let Screen::Home(home) = &self.screen {
            self.home_left = Some(home.clone());
        }
    }
}

//! Home and setting up: the ways into an evening.

use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::lines;
use crate::{
    app::{Action, App, Effect, Item, Live, Notice, Now, Replay, Review, Screen, Source, setup::open_session},
    library::{Command, LoadError, Sealed, SessionId, Shelves, Summary},
    session::Opening,
    words,
};

impl App {
    pub(super) fn home(&mut self, action: Option<Action>, now: &Now) -> Vec<Effect> {
        let Screen::Home(home) = &mut self.screen else { return Vec::new() };
        match action {
            Some(Action::Choose) => return self.open_marked(),
            Some(Action::NewSession) => {
                let setup = self.setup_draft.take().unwrap_or_else(|| self.new_setup());
                self.screen = Screen::Setup(setup);
            }
            Some(Action::StartNow) => self.start_now(now),
            Some(Action::GroupPage) => return self.open_group_of_marked(),
            Some(Action::SeeEvening) => return vec![Effect::Load(Source::Evening)],
            Some(Action::Filter) => self.open_filter(),
            Some(Action::Due) => self.open_due(),
            other => {
                home.step(lines(other));
                return self.look_at_marked();
            }
        }
        Vec::new()
    }

    pub(super) fn open_marked(&mut self) -> Vec<Effect> {
        self.leave_home();
        let Screen::Home(home) = &self.screen else { return Vec::new() };
        match home.item() {
            None => Vec::new(),
            Some(Item::Unfinished(place)) => {
                let unfinished = &self.shelves.unfinished[place];
                if unfinished.in_use {
                    return vec![Effect::LookOn(unfinished.id.clone())];
                }
                vec![Command::Recover(unfinished.id.clone()).into()]
            }
            Some(Item::Row(place)) => {
                let row = &self.shelves.rows[place];
                match &row.body {
                    Ok(_) => return vec![Effect::Load(Source::File(row.path.clone()))],
                    Err(error) => self.screen = Screen::Broken(error.clone()),
                }
                Vec::new()
            }
            Some(Item::Sample(place)) => vec![Effect::Load(Source::Sample(place))],
        }
    }

    /// Opens with nobody: names come as people speak.
    fn start_now(&mut self, now: &Now) {
        let Some(format) = self.formats.formats.get(self.new_setup().format) else { return };
        let opening = Opening {
            title: words::date(now.wall),
            series: None,
            opened: now.wall,
            place: None,
            rule: format.record_rule,
            agreements: format.agreements.clone(),
            phases: format.phases.clone(),
            rounds_before: 0,
            statements_before: 0,
            follow_ups_before: 0,
        };
        if let Ok(session) = open_session(opening, &[]) {
            let mut live = Live::opened(SessionId::new(now.wall, now.chance), session, now);
            self.furnish(&mut live);
            self.screen = Screen::Live(Box::new(live));
            self.notice = Some(Notice::good(words::STARTED_WITH_NOBODY));
        }
    }

    pub(super) fn go_home(&mut self) -> Vec<Effect> {
        self.group_behind = None;
        if let Some(search) = self.search_left.take() {
            self.screen = Screen::Search(search);
            return vec![Effect::List];
        }
        let mut home = self.home_left.take().unwrap_or_default();
        home.arrange(&self.shelves, self.shelves_whole, self.samples.len());
        self.screen = Screen::Home(home);
        vec![Effect::List]
    }

    pub(super) fn listed(&mut self, shelves: Shelves, whole: bool) -> Vec<Effect> {
        let marked = match &self.screen {
            Screen::Home(home) => home.marked_file(&self.shelves).map(std::path::Path::to_owned),
            _ => None,
        };
        self.shelves = shelves;
        self.shelves_whole = whole;
        if let Screen::Home(home) = &mut self.screen {
            home.arrange(&self.shelves, whole, self.samples.len());
            if let Some(marked) = marked {
                home.mark(&self.shelves, &marked);
            }
            if whole {
                // It may have been changed since.
                home.glance = None;
            }
        }
        self.arrange_due();
        let is_empty = whole && self.shelves.rows.is_empty() && self.samples.is_empty();
        if is_empty {
            return vec![Effect::Samples];
        }
        if matches!(self.screen, Screen::Group(_)) { self.read_more_of_group() } else { self.look_at_marked() }
    }

    pub(super) fn sampled(&mut self, samples: Vec<Summary>) -> Vec<Effect> {
        self.samples = samples;
        if let Screen::Home(home) = &mut self.screen {
            home.arrange(&self.shelves, self.shelves_whole, self.samples.len());
        }
        Vec::new()
    }

    pub(super) fn loaded(&mut self, source: &Source, result: Result<Box<Sealed>, LoadError>, now: &Now) -> Vec<Effect> {
        // A late answer does not take the moderator away from where they are.
        if !matches!(self.screen, Screen::Home(_) | Screen::Search(_) | Screen::Group(_) | Screen::Sealing(_)) {
            return Vec::new();
        }
        let target = self.group_target.take().or(self.keep_search());
        self.screen = match (source, result) {
            (_, Err(error)) => Screen::Broken(error),
            (Source::Evening, Ok(sealed)) => Screen::Replay(Box::new(Replay::new(sealed.record, now))),
            (Source::File(path), Ok(sealed)) => {
                let mut review = Review::new(sealed, Some(path.clone()));
                review.go_to(target.unwrap_or_default());
                Screen::Review(Box::new(review))
            }
            (Source::Sample(_), Ok(sealed)) => Screen::Review(Box::new(Review::new(sealed, None))),
        };
        Vec::new()
    }

    pub(super) fn setup(&mut self, action: Option<Action>, key: &KeyEvent, now: &Now) -> Vec<Effect> {
        let Screen::Setup(setup) = &mut self.screen else { return Vec::new() };
        match action {
            Some(Action::NextField | Action::PreviousField) => setup.turn(action.unwrap_or(Action::NextField)),
            Some(Action::Forward | Action::Backward) => {
                if !setup.choose(action == Some(Action::Forward), &self.formats, &self.shelves.groups) {
                    setup.press(key);
                }
            }
            Some(Action::OpenEvening) => self.open_evening(now),
            Some(Action::Back) => {
                self.setup_draft = Some(setup.clone()).filter(|setup| !setup.is_untouched());
                return self.go_home();
            }
            _ if key.code == KeyCode::Enter && !key.modifiers.contains(KeyModifiers::ALT) => {
                if setup.enter() {
                    self.open_evening(now);
                }
            }
            _ => setup.press(key),
        }
        Vec::new()
    }

    fn open_evening(&mut self, now: &Now) {
        let Screen::Setup(setup) = &self.screen else { return };
        let Some(format) = self.formats.formats.get(setup.format) else { return };
        if let Ok((id, session)) = setup.open(format, &self.shelves.groups, now) {
            let mut live = Live::opened(id, session, now);
            self.furnish(&mut live);
            let (open, promised) = (live.state().board.statements.len(), live.state().board.follow_ups.len());
            if open + promised > 0 {
                self.notice = Some(Notice::good(words::from_last_time(open, promised)));
            }
            self.screen = Screen::Live(Box::new(live));
        }
    }
}

//! Looking on while another Parlor runs the evening.

use super::other_side;
use crate::{
    app::{Action, App, Effect, LookingOn, Notice, Screen},
    library::{Command, Glimpse, SessionId},
    words,
};

impl App {
    pub(super) fn looking_on(&mut self, action: Option<Action>) -> Vec<Effect> {
        let Screen::LookingOn(looking) = &mut self.screen else { return Vec::new() };
        match action {
            Some(Action::Choose) if looking.in_use => self.notice = Some(Notice::trouble(words::IN_USE)),
            Some(Action::Choose) => return vec![Command::Recover(looking.id.clone()).into()],
            Some(Action::Side) => looking.side = other_side(looking.side),
            Some(Action::Back) => return self.go_home(),
            _ => {}
        }
        Vec::new()
    }

    pub(super) fn look_again(&mut self) -> Vec<Effect> {
        let Screen::LookingOn(looking) = &mut self.screen else { return Vec::new() };
        if std::mem::replace(&mut looking.asked, true) {
            return Vec::new();
        }
        vec![Effect::LookOn(looking.id.clone())]
    }

    pub(super) fn seen(&mut self, id: &SessionId, seen: Result<Option<Box<Glimpse>>, String>) -> Vec<Effect> {
        // A late answer does not take anybody away from where they are.
        let here = match &self.screen {
            Screen::Home(_) => true,
            Screen::LookingOn(looking) => looking.id == *id,
            Screen::Setup(_)
            | Screen::Live(_)
            | Screen::Sealing(_)
            | Screen::Review(_)
            | Screen::Search(_)
            | Screen::Due(_)
            | Screen::Replay(_)
            | Screen::Room(_)
            | Screen::HandingOn(_)
            | Screen::OwnPage(_)
            | Screen::Group(_)
            | Screen::GroupEdit(_)
            | Screen::Compare(_)
            | Screen::Broken(_) => false,
        };
        if !here {
            return Vec::new();
        }
        match (seen, &mut self.screen) {
            (Ok(Some(glimpse)), Screen::LookingOn(looking)) => {
                if looking.in_use && !glimpse.in_use {
                    self.notice = None;
                }
                looking.look(*glimpse);
            }
            (Ok(Some(glimpse)), _) => match LookingOn::new(*glimpse) {
                Some(looking) => self.screen = Screen::LookingOn(Box::new(looking)),
                None => self.notice = Some(Notice::trouble(words::not_recovered(words::NO_OPENING))),
            },
            (Ok(None), _) => {
                let effects = self.go_home();
                self.notice = Some(Notice::good(words::OVER_ELSEWHERE));
                return effects;
            }
            (Err(why), _) => {
                let effects = self.go_home();
                self.notice = Some(Notice::trouble(words::not_recovered(&why)));
                return effects;
            }
        }
        Vec::new()
    }
}

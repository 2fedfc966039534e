//! Handing on what others may read of a past session.

use std::path::PathBuf;

use ratatui::crossterm::event::KeyEvent;

use super::lines;
use crate::{
    app::{Action, App, Effect, HandingOn, HandingStep, Notice, Screen},
    library::Group,
    session::{Choice, LeakCheck},
    words::{self, exports::written},
};

impl App {
    pub(super) fn hand_on(&mut self) {
        let Screen::Review(review) = &self.screen else { return };
        if review.sealed.newer.is_some() {
            self.notice = Some(Notice::trouble(words::NEWER_STAYS));
            return;
        }
        let check = self.leak_check(review.sealed.record.opening.series.as_deref());
        self.screen = Screen::HandingOn(Box::new(HandingOn::new(review.clone(), check)));
    }

    /// What is known of names beside a session: those of its group, or of all groups if it has none.
    pub(super) fn leak_check(&self, group: Option<&str>) -> LeakCheck {
        let groups = &self.shelves.groups;
        let one = groups.iter().find(|known| Some(known.name.as_str()) == group);
        let known: Vec<&Group> = one.map_or_else(|| groups.iter().collect(), |one| vec![one]);
        let people = || known.iter().flat_map(|group| &group.people);
        let mut parties: Vec<String> = people().filter_map(|person| person.party.clone()).collect();
        parties.sort_unstable();
        parties.dedup();
        let names = people().map(|person| person.name.clone()).collect();
        LeakCheck { names, parties, ..LeakCheck::default() }
    }

    pub(super) fn handing_on(&mut self, action: Option<Action>, key: &KeyEvent) -> Vec<Effect> {
        let Screen::HandingOn(handing) = &mut self.screen else { return Vec::new() };
        match (&mut handing.step, action) {
            (HandingStep::Writing, _) => {}
            (HandingStep::Where(_), Some(Action::Keep)) => return handing.write().into_iter().collect(),
            (HandingStep::Where(line), None) => drop(line.press(key)),
            (HandingStep::What, Some(Action::Back)) => self.back_to_review(),
            (_, Some(Action::Back)) => handing.step = HandingStep::What,
            (HandingStep::What | HandingStep::Leaks(_), Some(Action::Choose)) => handing.go_on(),
            (HandingStep::What, Some(Action::Forward)) => handing.change_rule(true),
            (HandingStep::What, Some(Action::Backward)) => handing.change_rule(false),
            (HandingStep::What, Some(Action::TellAirtime)) => {
                if handing.may_tell_airtime() {
                    handing.with_airtime = !handing.with_airtime;
                } else {
                    self.notice = Some(Notice::trouble(words::exports::NO_AIRTIME));
                }
            }
            (HandingStep::What, other) => handing.go(lines(other)),
            (HandingStep::Leaks(list), other) => match chosen(other) {
                Some(choice) => list.choose(choice),
                None => list.go(lines(other)),
            },
            (HandingStep::Where(_), Some(_)) => {}
        }
        Vec::new()
    }

    fn back_to_review(&mut self) {
        if let Screen::HandingOn(handing) = &self.screen {
            self.screen = Screen::Review(handing.review.clone());
        }
    }

    pub(super) fn handed_on(&mut self, result: Result<PathBuf, String>) -> Vec<Effect> {
        let Screen::HandingOn(handing) = &mut self.screen else { return Vec::new() };
        match result {
            Ok(path) => {
                self.back_to_review();
                self.notice = Some(Notice::good(written(&path)));
            }
            Err(why) => {
                handing.step = HandingStep::What;
                self.notice = Some(Notice::trouble(why));
            }
        }
        Vec::new()
    }
}

/// What a key chooses about a leak.
pub(super) const fn chosen(action: Option<Action>) -> Option<Choice> {
    match action {
        Some(Action::Replace) => Some(Choice::Replace),
        Some(Action::KeepText) => Some(Choice::Keep),
        Some(Action::StrikeText) => Some(Choice::Strike),
        _ => None,
    }
}

//! The mouse: everything that it does a key does too.

use ratatui::crossterm::event::{MouseButton, MouseEvent, MouseEventKind};

use super::{lines, palette::NO_KEY};
use crate::{
    app::{Action, App, Effect, Front, Notice, Now, Overlay, Screen, Touch, keymap::Context},
    session::{Fact, MovedDown, PersonId, waiting},
    words,
};

/// So many lines a notch of the wheel goes.
const NOTCH: isize = 3;

impl App {
    /// What the mouse did, and what stands there.
    pub(super) fn touched(&mut self, mouse: MouseEvent, target: Option<Touch>, now: &Now) -> Vec<Effect> {
        if self.curtain.is_some() {
            return Vec::new();
        }
        match mouse.kind {
            MouseEventKind::Down(MouseButton::Left) => self.pressed(target, now),
            MouseEventKind::Up(MouseButton::Left) => {
                if let (Some(Touch::Waiting(who)), Some(Touch::Waiting(to))) = (self.held.take(), target) {
                    self.drop_on(who, to, now);
                }
                Vec::new()
            }
            MouseEventKind::ScrollUp => self.wheel(Action::Up, now),
            MouseEventKind::ScrollDown => self.wheel(Action::Down, now),
            _ => Vec::new(),
        }
    }

    fn pressed(&mut self, target: Option<Touch>, now: &Now) -> Vec<Effect> {
        self.held = target;
        if matches!(self.overlay, Some(Overlay::Help { .. } | Overlay::Told(_))) {
            self.overlay = None;
            return Vec::new();
        }
        match target {
            Some(Touch::Act(action)) if self.overlay.is_none() => {
                self.notice = None;
                self.act(Some(action), &NO_KEY, now)
            }
            Some(Touch::Pane(action)) if self.overlay.is_none() && self.context() == Context::Floor => {
                self.act(Some(action), &NO_KEY, now)
            }
            Some(Touch::Person(person)) if self.overlay.is_none() => {
                self.touch_person(person, now);
                Vec::new()
            }
            _ => Vec::new(),
        }
    }

    /// The same as the person's key, also while a line is open.
    fn touch_person(&mut self, person: PersonId, now: &Now) {
        let Screen::Live(live) = &mut self.screen else { return };
        self.notice = None;
        let key = live.state().roster.person(person).map_or(' ', |person| person.key);
        let done = match live.front {
            Front::Keys | Front::Line(_) => Some(live.tap(now, person)),
            _ => live.person_key(key, now),
        };
        self.say(done.unwrap_or(Ok(())));
    }

    /// Somebody who waits is put on another place in the queue, as far as the acts of the queue go: down, or first.
    fn drop_on(&mut self, who: PersonId, to: PersonId, now: &Now) {
        let Screen::Live(live) = &mut self.screen else { return };
        let queue = waiting(live.state(), live.at(now));
        let place = |person: PersonId| queue.iter().position(|one| one.person == person);
        let (Some(from), Some(onto)) = (place(who), place(to)) else { return };
        if onto == from {
            return;
        }
        let done = if onto > from {
            let mut moved = Ok(());
            for _ in from..onto {
                let behind = live.state().next_behind(who, live.at(now));
                moved = behind.and_then(|behind| live.record(now, Fact::HandMovedDown(MovedDown { who, behind })));
                if moved.is_err() {
                    break;
                }
            }
            moved
        } else if onto == 0 {
            live.record(now, Fact::PutFirst(who))
        } else {
            self.notice = Some(Notice::trouble(words::keys::NOBODY_GOES_UP));
            return;
        };
        self.say(done);
    }

    fn wheel(&mut self, action: Action, now: &Now) -> Vec<Effect> {
        match &mut self.overlay {
            Some(Overlay::Palette(palette)) => palette.step(lines(Some(action))),
            Some(Overlay::Help { scroll, .. }) => {
                *scroll = scroll.saturating_add_signed(lines(Some(action)) * NOTCH);
            }
            Some(_) => {}
            None => {
                let goes = self.keys.of(self.context()).any(|row| row.action == action);
                return if goes { self.act(Some(action), &NO_KEY, now) } else { Vec::new() };
            }
        }
        Vec::new()
    }
}

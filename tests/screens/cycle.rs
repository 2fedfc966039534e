//! The real loop on a scripted inbox.

use std::ops::ControlFlow;

use parlor::{
    app::{App, Begin, Effect, Mono, Msg, Now},
    library::Command,
    runtime::{Outside, cycle},
    session::Span,
    store,
};
use ratatui::{
    Terminal,
    backend::TestBackend,
    crossterm::event::{KeyCode, KeyEvent, KeyModifiers},
};

use crate::stage::start;

/// A world in which keys are pressed at given seconds, and which goes after its last second.
struct Script {
    mono: u64,
    keys: Vec<(u64, KeyCode)>,
    until: u64,
    /// How often the loop came round to wait: it draws once each time.
    drawn: u64,
    alive: u64,
    bells: u64,
}

impl Script {
    fn run(keys: Vec<(u64, KeyCode)>, until: u64) -> Self {
        let mut script = Self { mono: 0, keys, until: until * 1000, drawn: 0, alive: 0, bells: 0 };
        let paths = store::Paths::below(std::path::Path::new("nowhere"));
        let (mut app, effects) = App::begin(Begin::Home, store::load_formats(&paths));
        app.bell = true;
        let mut terminal = Terminal::new(TestBackend::new(80, 24)).unwrap();
        cycle(&mut terminal, app, effects, &mut script).unwrap();
        script
    }
}

impl Outside for Script {
    fn now(&mut self) -> Now {
        let wall = start() + chrono::TimeDelta::milliseconds(self.mono.cast_signed());
        Now { mono: Mono(self.mono), with_sleep: Mono(self.mono), wall, chance: 7 }
    }

    fn wait(&mut self, at_most: Option<Span>) -> Msg {
        self.drawn += 1;
        let wake = at_most.map(|span| self.mono + span.millis());
        let key = self.keys.first().map(|(second, _)| second * 1000);
        let next = wake.unwrap_or(u64::MAX).min(key.unwrap_or(u64::MAX));
        if next > self.until {
            return Msg::Hangup;
        }
        self.mono = self.mono.max(next);
        if key == Some(next) {
            let (_, code) = self.keys.remove(0);
            return Msg::Key(KeyEvent::new(code, KeyModifiers::NONE));
        }
        Msg::Wake
    }

    fn pending(&mut self) -> Option<Msg> {
        None
    }

    fn perform(&mut self, effect: Effect) -> ControlFlow<()> {
        match effect {
            Effect::Quit => return ControlFlow::Break(()),
            Effect::Write(Command::Alive { .. }) => self.alive += 1,
            Effect::Bell => self.bells += 1,
            _ => {}
        }
        ControlFlow::Continue(())
    }
}

/// Sits down with one person and gives them the floor at this second.
fn speaking(second: u64) -> Vec<(u64, KeyCode)> {
    let typed = "Miriam".chars().map(KeyCode::Char);
    let keys =
        [KeyCode::Char('n')].into_iter().chain(typed).chain([KeyCode::Enter, KeyCode::Enter, KeyCode::Char('1')]);
    keys.map(|code| (0, code)).chain([(second, KeyCode::Enter)]).collect()
}

#[test]
fn an_hour_of_one_turn_draws_once_a_second() {
    let keys = speaking(0);
    let presses = keys.len() as u64;
    let script = Script::run(keys, 3600);
    assert_eq!(script.drawn, 1 + presses + 3600);
    assert_eq!(script.bells, 1, "it rings once");
    assert_eq!(script.alive, 360, "a running turn says every ten seconds that the program is alive");
}

#[test]
fn a_turn_that_stands_draws_once_a_minute() {
    let mut keys = speaking(0);
    keys.push((10, KeyCode::Char(' ')));
    let presses = keys.len() as u64;
    let script = Script::run(keys, 610);
    assert_eq!(script.drawn, 1 + presses + 9 + 10, "nine seconds of speech before the key, ten minutes of pause");
}

#[test]
fn home_and_setting_up_never_wake() {
    assert_eq!(Script::run(Vec::new(), 36_000).drawn, 1);
    assert_eq!(Script::run(vec![(5, KeyCode::Char('n'))], 36_000).drawn, 2);
}

//! The way out: not before everything is on the disk, unless the moderator says so in a word.

use ratatui::crossterm::event::{KeyCode, KeyEvent};

use crate::{
    app::{App, Effect, Live, Notice, Overlay},
    library::Command,
    words,
};

impl App {
    /// Leaves as soon as everything is on the disk.
    pub(super) fn leave_once_saved(&mut self) -> Vec<Effect> {
        if self.live().is_none() {
            return vec![Effect::Quit];
        }
        self.overlay = Some(Overlay::Leaving(String::new()));
        vec![Command::Settle.into()]
    }

    /// The writer says whether that is so.
    pub(super) fn settled(&mut self, is_all: bool) -> Vec<Effect> {
        let leaves = self.is_leaving() && is_all && self.live().is_none_or(Live::is_saved);
        if leaves { vec![Effect::Quit] } else { Vec::new() }
    }

    /// Something more is on the disk: asks again whether everything is.
    pub(super) fn saved_while_leaving(&mut self) -> Vec<Effect> {
        let asks = self.is_leaving() && self.live().is_none_or(Live::is_saved);
        if asks { vec![Command::Settle.into()] } else { Vec::new() }
    }

    pub(super) fn leaving_key(&mut self, key: &KeyEvent) -> Vec<Effect> {
        let Some(Overlay::Leaving(typed)) = &mut self.overlay else { return Vec::new() };
        match key.code {
            KeyCode::Esc => self.overlay = None,
            KeyCode::Enter if typed == words::ABANDON => return vec![Effect::Abandon],
            KeyCode::Backspace => drop(typed.pop()),
            KeyCode::Char(c) if c.is_alphabetic() && typed.len() < words::ABANDON.len() => typed.push(c),
            _ => {}
        }
        Vec::new()
    }

    /// The program has to go. What was not acknowledged is handed over once more: whoever had it may be the reason.
    pub(super) fn hung_up(&mut self) -> Vec<Effect> {
        if let Some(live) = self.live_mut() {
            live.send_again();
        }
        vec![Effect::Quit]
    }

    /// No shell is there that could continue the program.
    pub(super) fn cannot_stop(&mut self) -> Vec<Effect> {
        if let Some(live) = self.live_mut() {
            live.did_not_stop();
        }
        self.notice = Some(Notice::trouble(words::NO_SHELL));
        Vec::new()
    }

    const fn is_leaving(&self) -> bool {
        matches!(self.overlay, Some(Overlay::Leaving(_)))
    }
}

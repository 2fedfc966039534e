//! What goes for good, and the curtain.

use std::path::PathBuf;

use ratatui::crossterm::event::{KeyCode, KeyEvent};

use crate::{
    app::{Action, App, Confirm, Curtain, Effect, Notice, Now, Overlay, Screen, curtain::Phrase},
    library::{Command, Sealed, SessionId},
    session::{Amendment, Change, Piece},
    words,
};

impl App {
    /// A key while the curtain is down: it lifts it, or is a letter of the passphrase. Nothing else is done by it.
    pub(super) fn curtain_key(&mut self, action: Option<Action>, key: &KeyEvent) -> Vec<Effect> {
        let is_locked = self.curtain_is_locked;
        let Some(curtain) = &mut self.curtain else {
            self.curtain = Some(Curtain::default());
            return Vec::new();
        };
        match key.code {
            _ if !is_locked => {
                if action == Some(Action::Curtain) {
                    self.curtain = None;
                }
            }
            KeyCode::Enter => return vec![Effect::TryPhrase(curtain.take())],
            KeyCode::Char(c) => curtain.push(c),
            KeyCode::Backspace => curtain.pop(),
            _ => drop(curtain.take()),
        }
        Vec::new()
    }

    /// Whether the passphrase was right.
    pub(super) fn phrase_tried(&mut self, is_right: bool) -> Vec<Effect> {
        if is_right {
            self.curtain = None;
        }
        Vec::new()
    }

    /// Asks before something goes for good.
    pub(super) fn ask_to_strike(&mut self) {
        let piece = match &self.screen {
            Screen::Live(live) => live.marked_piece(),
            Screen::Review(review) => review.marked_piece(),
            _ => None,
        };
        if let Some(piece) = piece {
            self.overlay = Some(Overlay::Confirm(Confirm::Strike(piece)));
        }
    }

    /// It goes, here and on the disk.
    pub(super) fn strike(&mut self, piece: Piece, now: &Now) -> Vec<Effect> {
        match &mut self.screen {
            Screen::Live(live) => match live.strike(now, piece) {
                Ok(effect) => return vec![effect],
                Err(refusal) => self.say(Err(refusal)),
            },
            Screen::Review(review) => {
                if let Some(path) = review.path.clone() {
                    let amendment = Amendment { made: now.wall, change: Change::Struck(piece) };
                    return vec![Command::StrikeSealed { path, amendment }.into()];
                }
            }
            _ => {}
        }
        Vec::new()
    }

    pub(super) fn struck(&mut self, result: Result<(SessionId, usize), String>) -> Vec<Effect> {
        match result {
            Ok((id, entries)) => {
                self.saved(&id, |live| live.saving.acknowledged = live.saving.acknowledged.max(entries));
                self.notice = Some(Notice::good(words::STRUCK));
            }
            Err(why) => self.notice = Some(Notice::trouble(words::not_struck(&why))),
        }
        Vec::new()
    }

    pub(super) fn struck_sealed(&mut self, result: Result<(PathBuf, Box<Sealed>), String>) -> Vec<Effect> {
        match (result, &mut self.screen) {
            (Ok((path, sealed)), Screen::Review(review)) => {
                review.show(path, sealed);
                self.notice = Some(Notice::good(words::STRUCK_SEALED));
            }
            (Ok(_), _) => {}
            (Err(why), _) => self.notice = Some(Notice::trouble(words::not_struck_in_file(&why))),
        }
        Vec::new()
    }
}

/// A passphrase as it was typed: nothing prints it.
impl Curtain {
    fn take(&mut self) -> Phrase {
        std::mem::take(&mut self.typed)
    }

    fn push(&mut self, c: char) {
        self.typed.0.push(c);
    }

    fn pop(&mut self) {
        self.typed.0.pop();
    }
}

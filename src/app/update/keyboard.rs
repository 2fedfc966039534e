//! Keys of other layouts.

use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use crate::app::{App, Overlay};

impl App {
    /// The key as it is meant: one of another layout by its place, unless it is text, or means something here by itself.
    pub(super) fn as_meant(&mut self, key: &KeyEvent) -> KeyEvent {
        let KeyCode::Char(c) = key.code else { return *key };
        self.layouts.hear(c);
        let (ctrl, alt) = (key.modifiers.contains(KeyModifiers::CONTROL), key.modifiers.contains(KeyModifiers::ALT));
        let is_text = !ctrl && !alt && self.takes_text() || ctrl && c.is_ascii();
        if is_text || self.keys.action(self.context(), key).is_some() {
            return *key;
        }
        self.layouts.latin(c).map_or(*key, |latin| KeyEvent { code: KeyCode::Char(latin), ..*key })
    }

    /// Whether letters are text now, and no acts.
    fn takes_text(&self) -> bool {
        self.curtain.is_some()
            || matches!(self.overlay, Some(Overlay::Palette(_) | Overlay::Leaving(_)))
            || self.context().takes_text()
    }
}

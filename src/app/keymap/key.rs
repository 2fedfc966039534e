//! A key, and how it is written.

use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

/// A key as it is pressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Key {
    /// A letter, digit or sign.
    Char(char),
    /// The same with Control.
    Ctrl(char),
    /// A key with Alt.
    Alt(KeyCode),
    /// Any other key.
    Code(KeyCode),
    /// No key: the act is found by its name, in the palette.
    ByName,
}

impl Key {
    pub(in crate::app) fn is(self, event: &KeyEvent) -> bool {
        let (ctrl, alt) =
            (event.modifiers.contains(KeyModifiers::CONTROL), event.modifiers.contains(KeyModifiers::ALT));
        match self {
            Self::Char(c) => event.code == KeyCode::Char(c) && !ctrl && !alt,
            Self::Ctrl(c) => event.code == KeyCode::Char(c) && ctrl && !alt,
            Self::Alt(code) => event.code == code && alt,
            Self::Code(code) => event.code == code && !alt,
            Self::ByName => false,
        }
    }

    /// As the hint line and the README write it.
    #[must_use]
    pub fn name(self) -> String {
        match self {
            Self::Char(' ') => "Space".into(),
            Self::Char(c) => c.into(),
            Self::Ctrl(c) => format!("Ctrl-{}", c.to_uppercase()),
            Self::Alt(code) => format!("Alt-{}", code_name(code)),
            Self::Code(code) => code_name(code),
            Self::ByName => ":".into(),
        }
    }
}

fn code_name(code: KeyCode) -> String {
    match code {
        KeyCode::Up => "↑".into(),
        KeyCode::Down => "↓".into(),
        KeyCode::Left => "←".into(),
        KeyCode::Right => "→".into(),
        KeyCode::BackTab => "Shift-Tab".into(),
        KeyCode::PageUp => "PgUp".into(),
        KeyCode::PageDown => "PgDn".into(),
        other => other.to_string(),
    }
}

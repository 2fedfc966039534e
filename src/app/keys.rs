//! The table of keys with what the user has changed in it.

use std::{fmt, sync::Arc};

use ratatui::crossterm::event::{KeyCode, KeyEvent};

use super::{
    action::Action,
    keymap::{self, Binding, Context, Key},
    layouts,
};
use crate::{
    library::{KeyWish, Place, Settings},
    session::CALL_KEYS,
    words::acts::ActWords,
};

/// The keys as they are here.
#[derive(Clone, Debug, Default)]
pub struct Keymap {
    /// Every row in one place each, where the user has changed something.
    changed: Option<Arc<[Binding]>>,
}

/// Why a key of the user's can't be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyTrouble {
    /// Where it stands in the file.
    pub place: Option<Place>,
    /// `keys.live.note_line`, or another path.
    pub path: String,
    /// Why.
    pub why: KeyRefusal,
}

/// What is wrong with a key of the user's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum KeyRefusal {
    /// No part of the program is called that; holds those that there are.
    NoSuchPlace(Vec<String>),
    /// No act is called that there; holds those that there are.
    NoSuchAct(Vec<String>),
    /// No key is called that.
    NoSuchKey(String),
    /// Two acts would have it; holds the key and the other act.
    Taken(String, String),
    /// It raises somebody's hand.
    OfAPerson(String),
    /// Letters are text there.
    IsText(String),
    /// No keyboard layout is called that; holds those that there are.
    NoSuchLayout(Vec<String>),
}

impl Keymap {
    /// The table with these wishes in it.
    ///
    /// # Errors
    /// The first wish that can't be.
    pub fn with(wishes: &[KeyWish]) -> Result<Self, KeyTrouble> {
        if wishes.is_empty() {
            return Ok(Self::default());
        }
        let mut rows: Vec<Binding> = Vec::new();
        for (place, context) in Context::ALL.into_iter().enumerate() {
            let contexts: &'static [Context] = &EVERY[place..=place];
            rows.extend(keymap::of(context).map(|binding| Binding { contexts, ..*binding }));
        }
        for wish in wishes {
            change(&mut rows, wish).map_err(|why| trouble(wish, why))?;
        }
        for wish in wishes {
            conflict(&rows, wish).map_or(Ok(()), |why| Err(trouble(wish, why)))?;
        }
        Ok(Self { changed: Some(rows.into()) })
    }

    /// The rows of one place.
    pub fn of(&self, context: Context) -> impl Iterator<Item = Binding> {
        let rows: Vec<Binding> = match &self.changed {
            Some(rows) => rows.iter().filter(|binding| binding.contexts.contains(&context)).copied().collect(),
            None => keymap::of(context).copied().collect(),
        };
        rows.into_iter()
    }

    /// What a key means in a place.
    #[must_use]
    pub fn action(&self, context: Context, event: &KeyEvent) -> Option<Action> {
        let Some(rows) = &self.changed else { return keymap::action(context, event) };
        let here = rows.iter().filter(|binding| binding.contexts.contains(&context));
        here.into_iter().find(|binding| binding.key.is(event)).map(|binding| binding.action)
    }

    /// The rows of one place with the keys that mean the same put together, as help shows them.
    #[must_use]
    pub fn merged(&self, context: Context) -> Vec<(String, Action, ActWords)> {
        keymap::merge(self.of(context))
    }
}

/// A constant that has an address.
static EVERY: [Context; Context::ALL.len()] = Context::ALL;

fn trouble(wish: &KeyWish, why: KeyRefusal) -> KeyTrouble {
    let path = match why {
        KeyRefusal::NoSuchPlace(_) => format!("keys.{}", wish.context),
        _ => format!("keys.{}.{}", wish.context, wish.act),
    };
    KeyTrouble { place: wish.place, path, why }
}

/// Puts the act of a wish on its keys, where it stood first.
fn change(rows: &mut Vec<Binding>, wish: &KeyWish) -> Result<(), KeyRefusal> {
    let context = Context::ALL.into_iter().find(|context| context.key() == wish.context);
    let context = context.ok_or_else(|| KeyRefusal::NoSuchPlace(Context::ALL.map(Context::key).to_vec()))?;
    let is_it = |row: &Binding| row.contexts.contains(&context) && row.action.key() == wish.act;
    let first = rows.iter().position(is_it).ok_or_else(|| {
        let mut acts: Vec<String> =
            rows.iter().filter(|row| row.contexts.contains(&context)).map(|row| row.action.key()).collect();
        acts.dedup();
        KeyRefusal::NoSuchAct(acts)
    })?;
    let mut keys = Vec::new();
    for name in &wish.keys {
        let key = Key::named(name).ok_or_else(|| KeyRefusal::NoSuchKey(name.clone()))?;
        match key {
            Key::Char(c) if CALL_KEYS.contains(c) => return Err(KeyRefusal::OfAPerson(name.clone())),
            Key::Char(_) if context.takes_text() => {
                return Err(KeyRefusal::IsText(name.clone()));
            }
            key => keys.push(key),
        }
    }
    if keys.is_empty() {
        keys.push(Key::ByName);
    }
    let pattern = rows[first];
    rows.retain(|row| !is_it(row));
    rows.splice(first..first, keys.into_iter().map(|key| Binding { key, ..pattern }));
    Ok(())
}

/// The first key of a wish that another act has too.
fn conflict(rows: &[Binding], wish: &KeyWish) -> Option<KeyRefusal> {
    let here = || rows.iter().filter(|row| row.contexts.iter().any(|context| context.key() == wish.context));
    let ours = here().filter(|row| row.action.key() == wish.act && row.key != Key::ByName);
    ours.into_iter().find_map(|row| {
        let other = here().find(|other| other.key == row.key && other.action != row.action)?;
        Some(KeyRefusal::Taken(row.key.name(), other.action.key()))
    })
}

impl Key {
    /// The key that is called this in the hint line, or by a plainer name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        if let Some(letter) = name.strip_prefix("Ctrl-") {
            return single(letter).map(|c| Self::Ctrl(c.to_ascii_lowercase()));
        }
        if let Some(rest) = name.strip_prefix("Alt-") {
            return code(rest).or_else(|| single(rest).map(KeyCode::Char)).map(Self::Alt);
        }
        if name == "Space" {
            return Some(Self::Char(' '));
        }
        single(name)
            .filter(|c| !matches!(c, '↑' | '↓' | '←' | '→'))
            .map(Self::Char)
            .or_else(|| code(name).map(Self::Code))
    }
}

fn single(text: &str) -> Option<char> {
    let mut letters = text.chars();
    letters.next().filter(|c| letters.next().is_none() && !c.is_control())
}

fn code(name: &str) -> Option<KeyCode> {
    Some(match name {
        "Enter" => KeyCode::Enter,
        "Tab" => KeyCode::Tab,
        "Shift-Tab" => KeyCode::BackTab,
        "Esc" => KeyCode::Esc,
        "Backspace" => KeyCode::Backspace,
        "Delete" => KeyCode::Delete,
        "Insert" => KeyCode::Insert,
        "Home" => KeyCode::Home,
        "End" => KeyCode::End,
        "PgUp" => KeyCode::PageUp,
        "PgDn" => KeyCode::PageDown,
        "↑" | "Up" => KeyCode::Up,
        "↓" | "Down" => KeyCode::Down,
        "←" | "Left" => KeyCode::Left,
        "→" | "Right" => KeyCode::Right,
        _ => KeyCode::F(name.strip_prefix('F')?.parse().ok().filter(|number| (1..=24).contains(number))?),
    })
}

/// `CallPause` as the configuration file writes it: `call_pause`.
fn snake(name: &impl fmt::Debug) -> String {
    let mut text = String::new();
    for c in format!("{name:?}").chars() {
        if c.is_uppercase() && !text.is_empty() {
            text.push('_');
        }
        text.extend(c.to_lowercase());
    }
    text
}

impl Action {
    /// As the configuration file writes it.
    #[must_use]
    pub fn key(self) -> String {
        snake(&self)
    }
}

impl Context {
    /// Whether letters are text there: no act has one for its key. The answers of a test are keys without being acts.
    #[must_use]
    pub fn takes_text(self) -> bool {
        self != Self::Collecting && !keymap::of(self).any(|binding| matches!(binding.key, Key::Char(_)))
    }

    /// As the configuration file writes it.
    #[must_use]
    pub fn key(self) -> String {
        if self == Self::Floor { "live".into() } else { snake(&self) }
    }
}

/// The first name of a layout that is none.
///
/// # Errors
/// With that name.
pub fn check_layouts(settings: &Settings) -> Result<(), KeyTrouble> {
    let unknown = settings.layouts.iter().find(|name| !layouts::is_known(name));
    unknown.map_or(Ok(()), |name| {
        let known = layouts::LAYOUTS.iter().map(|layout| layout.name.to_lowercase()).collect();
        Err(KeyTrouble { place: None, path: format!("layouts: {name}"), why: KeyRefusal::NoSuchLayout(known) })
    })
}

#[cfg(test)]
mod tests {
    use ratatui::crossterm::event::KeyModifiers;

    use super::*;

    fn wish(context: &str, act: &str, keys: &[&str]) -> KeyWish {
        let keys = keys.iter().map(|key| (*key).to_owned()).collect();
        KeyWish { context: context.into(), act: act.into(), keys, place: None }
    }

    fn means(keys: &Keymap, context: Context, code: KeyCode) -> Option<Action> {
        keys.action(context, &KeyEvent::new(code, KeyModifiers::NONE))
    }

    fn refused(wishes: &[KeyWish]) -> KeyRefusal {
        Keymap::with(wishes).unwrap_err().why
    }

    #[test]
    fn an_act_goes_to_another_key_in_one_place() {
        let keys = Keymap::with(&[wish("live", "note_line", &["N".to_lowercase().as_str(), "F12"])]).unwrap();
        assert_eq!(means(&keys, Context::Floor, KeyCode::F(12)), Some(Action::NoteLine));
        assert_eq!(means(&keys, Context::Board, KeyCode::F(12)), None);
        let keys = Keymap::with(&[wish("live", "mirror", &["F6"]), wish("live", "note_line", &["m"])]).unwrap();
        assert_eq!(means(&keys, Context::Floor, KeyCode::Char('m')), Some(Action::NoteLine));
        assert_eq!(means(&keys, Context::Floor, KeyCode::Char('n')), None);
        assert_eq!(means(&keys, Context::Board, KeyCode::Char('n')), Some(Action::NoteLine));
    }

    #[test]
    fn an_act_without_a_key_is_found_by_its_name() {
        let keys = Keymap::with(&[wish("live", "mirror", &[])]).unwrap();
        let row = keys.merged(Context::Floor).into_iter().find(|row| row.1 == Action::Mirror).unwrap();
        assert_eq!((row.0.as_str(), means(&keys, Context::Floor, KeyCode::Char('m'))), (":", None));
    }

    #[test]
    fn letters_are_text_where_no_act_has_one() {
        let text: Vec<String> =
            Context::ALL.into_iter().filter(|context| context.takes_text()).map(Context::key).collect();
        assert!(
            text.contains(&"setup".into()) && text.contains(&"line".into()) && !text.contains(&"live".into()),
            "{text:?}"
        );
        assert!(
            ["home", "board", "front", "collecting", "seal"].iter().all(|name| !text.contains(&(*name).into())),
            "{text:?}"
        );
    }

    #[test]
    fn what_cannot_be_says_why() {
        assert_eq!(
            refused(&[wish("live", "note_line", &["c"])]),
            KeyRefusal::Taken("c".into(), "statement_line".into())
        );
        assert_eq!(refused(&[wish("live", "note_line", &["7"])]), KeyRefusal::OfAPerson("7".into()));
        assert_eq!(refused(&[wish("line", "keep", &["k"])]), KeyRefusal::IsText("k".into()));
        assert_eq!(refused(&[wish("live", "note_line", &["Hyper"])]), KeyRefusal::NoSuchKey("Hyper".into()));
        assert!(
            matches!(refused(&[wish("floor", "note_line", &["x"])]), KeyRefusal::NoSuchPlace(known) if known.contains(&"live".into()))
        );
        assert!(
            matches!(refused(&[wish("live", "dance", &["x"])]), KeyRefusal::NoSuchAct(known) if known.contains(&"call_pause".into()))
        );
    }

    #[test]
    fn every_key_of_the_table_has_a_name_that_is_understood() {
        for binding in keymap::BINDINGS.iter().copied().flatten().filter(|binding| binding.key != Key::ByName) {
            assert_eq!(Key::named(&binding.key.name()), Some(binding.key), "{}", binding.key.name());
        }
    }

    #[test]
    fn the_table_said_over_again_is_the_table() {
        let mut wishes: Vec<KeyWish> = Vec::new();
        for context in Context::ALL {
            for binding in keymap::of(context) {
                let (act, key) = (binding.action.key(), binding.key.name());
                match wishes.iter_mut().find(|wish| wish.context == context.key() && wish.act == act) {
                    Some(wish) => wish.keys.push(key),
                    None => wishes.push(wish(&context.key(), &act, &[&key])),
                }
            }
        }
        for wish in &mut wishes {
            wish.keys.retain(|key| key != ":" || wish.act == "palette");
        }
        let keys = Keymap::with(&wishes).unwrap();
        for context in Context::ALL {
            for binding in keymap::of(context).filter(|binding| binding.key != Key::ByName) {
                let same = keys.of(context).any(|row| (row.key, row.action) == (binding.key, binding.action));
                assert!(same, "{context:?} {}", binding.key.name());
            }
        }
    }
}

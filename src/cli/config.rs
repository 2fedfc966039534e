//! `parlor config`: what holds, with comments, or what was not understood.

use std::{fmt::Write as _, io, process::ExitCode};

use super::{REFUSED, print};
use crate::{
    app::{
        KeyRefusal, KeyTrouble, Keymap, check_layouts,
        keymap::{Context, Key},
    },
    library::{Configuration, LoadError, Settings, Trouble},
    store::{self, Paths},
    words::{self, settings as say},
};

/// The settings and the keys that hold, or what is wrong with the file.
pub(super) fn taken(paths: &Paths) -> Result<(Settings, Keymap), String> {
    let Configuration { path, settings } = store::load_settings(paths);
    let shown = path.display().to_string();
    settings.map_err(|error| error_words(&error)).and_then(|settings| {
        let keys = Keymap::with(&settings.keys).and_then(|keys| check_layouts(&settings).map(|()| keys));
        keys.map(|keys| (settings, keys)).map_err(|trouble| trouble_words(&shown, &trouble))
    })
}

/// Prints the settings that hold.
pub(super) fn show(paths: &Paths) -> io::Result<ExitCode> {
    let path = store::load_settings(paths).path;
    let shown = path.display().to_string();
    match taken(paths) {
        Ok((settings, keys)) => print::out(&format!(
            "{}\n{}\n\n{}",
            say::HEAD,
            say::file(&shown, path.exists()),
            effective(&settings, &keys)
        )),
        Err(what) => {
            print::complaint(&what);
            Ok(ExitCode::from(REFUSED))
        }
    }
}

/// `config.yaml:3:5: what is wrong`.
pub(crate) fn error_words(error: &LoadError) -> String {
    let path = error.path.as_ref().map_or_else(String::new, |path| path.display().to_string());
    let place = error.place.map_or_else(String::new, |place| format!(":{}:{}", place.line, place.column));
    let what = match &error.trouble {
        Trouble::Invalid(what) | Trouble::NotYaml(what) => what.clone(),
        other => words::trouble(other),
    };
    format!("{path}{place}: {what}")
}

/// The same of a key that can't be.
pub(crate) fn trouble_words(path: &str, trouble: &KeyTrouble) -> String {
    let place = trouble.place.map_or_else(String::new, |place| format!(":{}:{}", place.line, place.column));
    let why = match &trouble.why {
        KeyRefusal::NoSuchPlace(known) => say::no_such_place(known),
        KeyRefusal::NoSuchAct(known) => say::no_such_act(known),
        KeyRefusal::NoSuchKey(name) => say::no_such_key(name),
        KeyRefusal::Taken(key, other) => say::taken(key, other),
        KeyRefusal::OfAPerson(key) => say::of_a_person(key),
        KeyRefusal::IsText(key) => say::is_text(key),
        KeyRefusal::NoSuchLayout(known) => say::no_such_layout(known),
    };
    format!("{path}{place}: {}", say::at_key(&trouble.path, &why))
}

/// The settings as a file that says all of them.
fn effective(settings: &Settings, keys: &Keymap) -> String {
    let mut text = String::new();
    let list = |items: &[String]| items.iter().map(|item| quoted(item)).collect::<Vec<_>>().join(", ");
    let optional = |value: Option<String>| value.unwrap_or_else(|| "null".into());
    let (lengths, defaults) = (&settings.lengths, &settings.defaults);
    for (key, value) in [
        ("theme", settings.theme.key().to_owned()),
        ("ascii", settings.ascii.key().to_owned()),
        ("reduced_motion", settings.reduced_motion.to_string()),
        ("bidi", settings.bidi.key().to_owned()),
        ("mouse", settings.mouse.to_string()),
        ("bell", settings.bell.as_deref().map_or_else(|| "silent".into(), quoted)),
        ("layouts", format!("[{}]", list(&settings.layouts))),
    ] {
        put(&mut text, "", key, &value);
    }
    put(&mut text, "", "lengths", "");
    put(&mut text, "  ", "warning", &lengths.warning.to_string());
    put(&mut text, "  ", "grace", &optional(lengths.grace.map(|grace| grace.to_string())));
    put(&mut text, "  ", "breath", &lengths.breath.to_string());
    put(&mut text, "  ", "silence", &lengths.silence.to_string());
    put(&mut text, "", "defaults", "");
    put(&mut text, "  ", "format", &optional(defaults.format.as_deref().map(quoted)));
    put(&mut text, "  ", "place", &optional(defaults.place.as_deref().map(quoted)));
    put(&mut text, "  ", "moderators", &format!("[{}]", list(&defaults.moderators)));
    put(&mut text, "  ", "rapporteurs", &format!("[{}]", list(&defaults.rapporteurs)));
    put(&mut text, "", "keys", "");
    for context in Context::ALL {
        put_keys(&mut text, context, keys);
    }
    text
}

fn put(text: &mut String, indent: &str, key: &str, value: &str) {
    let space = if value.is_empty() { "" } else { " " };
    let _ = writeln!(text, "{indent}# {}\n{indent}{key}:{space}{value}", say::comment(key));
}

/// The acts of one place, each once.
fn put_keys(text: &mut String, context: Context, keys: &Keymap) {
    let _ = writeln!(text, "  {}:  # {}", context.key(), context.title());
    let mut told = Vec::new();
    for row in keys.of(context) {
        if told.contains(&row.action) {
            continue;
        }
        told.push(row.action);
        let same = keys.of(context).filter(|other| other.action == row.action && other.key != Key::ByName);
        let names: Vec<String> = same.map(|other| quoted(&other.key.name())).collect();
        let _ = writeln!(text, "    {}: [{}]  # {}", row.action.key(), names.join(", "), row.words.long);
    }
}

/// JSON's quotes are YAML's too.
fn quoted(text: &str) -> String {
    serde_json::to_string(text).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_printed_says_the_same_when_it_is_read() {
        let text = effective(&Settings::default(), &Keymap::default());
        let read = store::parse_settings(&text).unwrap();
        let keys = Keymap::with(&read.keys).unwrap();
        assert_eq!(Settings { keys: Vec::new(), ..read.clone() }, Settings::default());
        assert_eq!(effective(&read, &keys), text);
    }

    #[test]
    fn every_setting_has_its_comment() {
        let text = effective(&Settings::default(), &Keymap::default());
        assert!(!text.contains("# \n"), "{text}");
    }
}

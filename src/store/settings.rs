//! The configuration file. It is read, never written.

use std::{collections::BTreeMap, fmt};

use serde::{
    Deserialize, Deserializer,
    de::{SeqAccess, Visitor},
};

use super::{disk, formats::known_keys, paths::Paths, yaml, yaml::Spanned};
use crate::{
    library::{Ascii, Bidi, Configuration, Defaults, KeyWish, Lengths, LoadError, Place, Settings, ThemeName, Trouble},
    session::{Span, text::clean_name},
};

/// Reads what the user has set. Where there is no file, everything is as it ships.
#[must_use]
pub fn load(paths: &Paths) -> Configuration {
    let path = paths.config();
    let settings = match path.symlink_metadata() {
        Err(why) if why.kind() == std::io::ErrorKind::NotFound => Ok(Settings::default()),
        _ => disk::read_text(&path)
            .and_then(|text| parse(&text))
            .map_err(|error| LoadError { path: Some(path.clone()), ..error }),
    };
    Configuration { path, settings }
}

/// What a text says.
///
/// # Errors
/// The line and the key, and what was expected there.
pub fn parse(text: &str) -> Result<Settings, LoadError> {
    let is_comment = |line: &str| line.trim().is_empty() || line.trim_start().starts_with('#');
    if text.lines().all(is_comment) {
        return Ok(Settings::default());
    }
    let file: File = known_keys(text).map_err(|error| placed(text, error))?;
    Ok(file.into())
}

/// Says where an unknown key stands, which the reader of keys does not.
fn placed(text: &str, error: LoadError) -> LoadError {
    let (None, Trouble::Invalid(what)) = (error.place, &error.trouble) else { return error };
    let Some(path) = what.split('`').nth(1) else { return error };
    let (mut place, mut above) = (None, 0);
    for key in path.split('.') {
        let found = text.lines().enumerate().skip(above).find_map(|(nth, line)| {
            let rest = line.trim_start().trim_start_matches(['{', '-', ' ', '"', '\'']);
            let is_it =
                rest.strip_prefix(key).is_some_and(|rest| rest.trim_start_matches(['"', '\'']).starts_with(':'));
            is_it.then(|| (nth, line.len() - rest.len()))
        });
        let Some((line, column)) = found else { break };
        (place, above) = (Some(Place { line: line as u64 + 1, column: column as u64 + 1 }), line + 1);
    }
    LoadError { place, ..error }
}

/// The file, key by key.
#[derive(Default, Deserialize)]
#[serde(default)]
struct File {
    theme: ThemeName,
    ascii: Ascii,
    reduced_motion: bool,
    bidi: Bidi,
    mouse: Option<bool>,
    bell: Option<String>,
    layouts: Vec<String>,
    lengths: LengthsFile,
    defaults: DefaultsFile,
    keys: BTreeMap<String, BTreeMap<String, Spanned<Keys>>>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct LengthsFile {
    warning: Option<Span>,
    grace: Option<Span>,
    breath: Option<Span>,
    silence: Option<Span>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct DefaultsFile {
    format: Option<String>,
    place: Option<String>,
    moderators: Vec<String>,
    rapporteurs: Vec<String>,
}

impl From<File> for Settings {
    fn from(file: File) -> Self {
        let usual = Lengths::default();
        let names = |names: Vec<String>| names.iter().map(|name| clean_name(name)).collect();
        let wishes = file.keys.into_iter().flat_map(|(context, acts)| {
            acts.into_iter().map(move |(act, keys)| KeyWish {
                context: context.clone(),
                act,
                place: yaml::place(&keys.referenced),
                keys: keys.value.0,
            })
        });
        Self {
            theme: file.theme,
            ascii: file.ascii,
            reduced_motion: file.reduced_motion,
            bidi: file.bidi,
            mouse: file.mouse.unwrap_or(true),
            bell: file.bell.filter(|bell| !bell.is_empty() && bell != "silent"),
            layouts: file.layouts,
            lengths: Lengths {
                warning: file.lengths.warning.unwrap_or(usual.warning),
                grace: file.lengths.grace,
                breath: file.lengths.breath.unwrap_or(usual.breath),
                silence: file.lengths.silence.unwrap_or(usual.silence),
            },
            defaults: Defaults {
                format: file.defaults.format,
                place: file.defaults.place.as_deref().map(clean_name).filter(|place| !place.is_empty()),
                moderators: names(file.defaults.moderators),
                rapporteurs: names(file.defaults.rapporteurs),
            },
            keys: wishes.collect(),
        }
    }
}

/// One key or a list of them; a digit is a key too.
struct Keys(Vec<String>);

impl<'de> Deserialize<'de> for Keys {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct OneOrMore;
        impl<'de> Visitor<'de> for OneOrMore {
            type Value = Keys;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a key such as `m` or a list of keys such as `[m, F5]`")
            }

            fn visit_str<E>(self, key: &str) -> Result<Keys, E> {
                Ok(Keys(vec![key.to_owned()]))
            }

            fn visit_u64<E>(self, digit: u64) -> Result<Keys, E> {
                Ok(Keys(vec![digit.to_string()]))
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Keys, A::Error> {
                let mut keys = Vec::new();
                while let Some(key) = list.next_element::<String>()? {
                    keys.push(key);
                }
                Ok(Keys(keys))
            }
        }
        deserializer.deserialize_any(OneOrMore)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(text: &str) -> (u64, String) {
        let error = parse(text).unwrap_err();
        let (Trouble::Invalid(what) | Trouble::NotYaml(what)) = error.trouble else { panic!("{error:?}") };
        (error.place.map_or(0, |place| place.line), what)
    }

    #[test]
    fn what_is_not_said_is_as_it_ships() {
        for text in ["", "# nothing\n\n", "theme: auto\n"] {
            assert_eq!(parse(text), Ok(Settings::default()), "{text}");
        }
    }

    #[test]
    fn what_is_said_is_heard() {
        let settings = parse(
            "theme: colour_blind\nbidi: terminal\nmouse: false\nbell: silent\nlayouts: [bulgarian]\nlengths:\n  warning: 30s\n  \
             grace: 1m\ndefaults:\n  format: living-room\n  rapporteurs: [Ruth]\nkeys:\n  live:\n    note_line: m\n    \
             call_pause: [\",\", F5]\n",
        )
        .unwrap();
        assert_eq!((settings.theme, settings.bidi, settings.mouse), (ThemeName::ColourBlind, Bidi::Terminal, false));
        assert_eq!((settings.bell, &settings.layouts[..]), (None, &["bulgarian".to_owned()][..]));
        assert_eq!(settings.lengths.warning, Span::from_secs(30));
        assert_eq!(settings.lengths.grace, Some(Span::from_mins(1)));
        assert_eq!(settings.defaults.rapporteurs, ["Ruth"]);
        let keys: Vec<_> = settings
            .keys
            .iter()
            .map(|wish| (wish.act.as_str(), wish.keys.join(" "), wish.place.unwrap().line))
            .collect();
        assert_eq!(keys, [("call_pause", ", F5".to_owned(), 15), ("note_line", "m".to_owned(), 14)]);
    }

    #[test]
    fn a_mistake_is_named_with_its_line_its_key_and_what_was_expected() {
        for (text, line, says) in [
            ("mouse: true\nthem: dark\n", 2, "`them` is not known"),
            ("theme: pink\n", 1, "expected one of auto, dark"),
            ("lengths:\n  warnin: 3s\n", 2, "`lengths.warnin` is not known"),
            ("lengths:\n  warning: soon\n", 2, "expected a time such as"),
            ("mouse: yes\n", 1, "`mouse`: invalid boolean (true or false expected)"),
            ("keys:\n  live:\n    note_line: { a: b }\n", 3, "`note_line`: expected a key such as"),
            ("theme: [\n", 1, "unclosed"),
        ] {
            let (found, what) = refused(text);
            assert!(found == line && what.contains(says), "{text:?}: {found}: {what}");
        }
    }
}

//! The one place that reads and writes YAML.
//!
//! Behind the name `serde_yaml` stands serde-saphyr, pinned. Its defaults write files that it cannot read back, and accept
//! files whose meaning they change, so nothing else may call it (`.clippy.toml`, `tests/structure.rs`). What each option is
//! for stands beside it.

use serde::{
    Serialize,
    de::{DeserializeOwned, IgnoredAny},
};
pub use serde_yaml::Spanned;
use serde_yaml::{Error, Location, budget::BudgetBreach};

use crate::{library::Place, session::text::visible};

/// The largest text that is read: far more than a year of evenings, little enough to hold in memory.
pub const LARGEST: u64 = 16 << 20;

/// How many characters of what a file holds an error may show.
const LONGEST_EXCERPT: usize = 160;

/// The longest key of ours, and then some; what is longer is a text.
const LONGEST_KEY: usize = 32;

/// Where something stands that is in no file yet.
pub const NOWHERE: Location = Location::UNKNOWN;

/// The place of something that was read with [`Spanned`].
#[must_use]
pub fn place(location: &Location) -> Option<Place> {
    (location.line() > 0).then(|| Place { line: location.line(), column: location.column().max(1) })
}

/// The key that the crate itself adds below every [`Spanned`].
const SPANNED_MARK: &str = "__serde_saphyr_private_spanned";

const TOO_DEEP: &str = "lists and maps lie too deep in one another here";

/// Why a text could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct YamlError {
    /// Where, if it is known.
    pub place: Option<Place>,
    /// What is wrong, as part of a sentence.
    pub message: String,
}

/// Makes text of bytes; a byte order mark is dropped.
///
/// # Errors
/// The place of the first byte that is no text: not UTF-8, or nought.
pub fn decode(bytes: Vec<u8>) -> Result<String, Place> {
    let text = String::from_utf8(bytes).map_err(|error| {
        let good = error.utf8_error().valid_up_to();
        place_of_end(&String::from_utf8_lossy(&error.as_bytes()[..good]))
    })?;
    if let Some(nought) = text.find('\0') {
        return Err(place_of_end(&text[..nought]));
    }
    Ok(text.strip_prefix('\u{FEFF}').map(str::to_owned).unwrap_or(text))
}

fn place_of_end(text: &str) -> Place {
    let line = text.matches('\n').count() as u64 + 1;
    let column = text.rsplit('\n').next().map_or(0, |last| last.chars().count()) as u64 + 1;
    Place { line, column }
}

/// Reads one document. With it come the paths of the keys that nobody asked for.
///
/// # Errors
/// What was expected, and where.
pub fn read<T: DeserializeOwned>(text: &str) -> Result<(T, Vec<String>), YamlError> {
    if text.len() as u64 > LARGEST {
        return Err(YamlError { place: None, message: breach(&BudgetBreach::ScalarBytes { total_scalar_bytes: 0 }) });
    }
    let mut unknown = Vec::new();
    let value = serde_yaml::with_deserializer_from_str_with_options(text, reading(), |deserializer| {
        serde_ignored::deserialize(deserializer, |path| {
            // `?` stands for an optional key that is there.
            // And `value` for what is read together with its place.
            let path = path.to_string().replace(".?", "").replace(".value.", ".");
            if !path.ends_with(SPANNED_MARK) {
                unknown.push(visible(&path));
            }
        })
    });
    value.map(|value| (value, unknown)).map_err(|error| with_key(text, translated(&error)))
}

/// Names the key below which something is wrong, unless the message does so itself.
fn with_key(text: &str, error: YamlError) -> YamlError {
    let has_one = ["the key `", "a key ", "a second "].iter().any(|begins| error.message.starts_with(begins));
    let key = error.place.filter(|_| !has_one).and_then(|place| key_at(text, place));
    let message = key.map(|key| format!("`{}`: {}", visible(key), error.message)).unwrap_or(error.message);
    YamlError { message, ..error }
}

/// The key whose value stands at a place: before it in its line, else in the first line above that is less indented.
fn key_at(text: &str, place: Place) -> Option<&str> {
    let (line, column) = (usize::try_from(place.line).ok()?.checked_sub(1)?, usize::try_from(place.column).ok()?);
    let here = text.lines().nth(line)?;
    let before = here.char_indices().nth(column.saturating_sub(1)).map_or(here, |(byte, _)| &here[..byte]);
    let indent = |line: &str| line.len() - line.trim_start_matches([' ', '-']).len();
    let above = || {
        let lines: Vec<&str> = text.lines().take(line).collect();
        let less = |line: &&&str| !line.trim().is_empty() && indent(line) < indent(here);
        lines.iter().rev().find(less).and_then(|line| last_key(line))
    };
    last_key(before).or_else(|| last_key(here.split(": ").next().unwrap_or(here))).or_else(above)
}

/// The last word in a piece of a line that a colon makes a key.
fn last_key(piece: &str) -> Option<&str> {
    let before = &piece[..piece.rfind(':')?];
    let is_word = |c: char| c.is_ascii_alphanumeric() || c == '_';
    let start =
        before.rfind(|c| !is_word(c)).map_or(0, |at| at + before[at..].chars().next().map_or(1, char::len_utf8));
    Some(&before[start..]).filter(|key| !key.is_empty() && key.len() <= LONGEST_KEY)
}

/// Whether a text is YAML at all, whatever it says.
///
/// # Errors
/// What is wrong with it, and where.
pub fn check(text: &str) -> Result<(), YamlError> {
    read::<IgnoredAny>(text).map(|_| ())
}

/// Writes one document.
///
/// # Panics
/// When a type refuses to be serialized, which none of ours does.
#[must_use]
pub fn write<T: Serialize>(value: &T) -> String {
    serde_yaml::to_string_with_options(value, writing()).expect("plain data can always be written")
}

fn writing() -> serde_yaml::SerializerOptions {
    serde_yaml::ser_options! {
        // The default writes some lists so that they cannot be read back.
        compact_list_indent: false,
        // The default folds long lines, which turns a line break typed by hand into a space.
        folded_wrap_chars: usize::MAX,
    }
}

fn reading() -> serde_yaml::Options {
    serde_yaml::options! {
        budget: serde_yaml::budget! {
            max_depth: 32,
            // `text: &so claim` would read as "claim"; nothing of ours needs an alias, and bombs are made of them.
            max_aliases: 0,
            max_anchors: 0,
            max_documents: 1,
            // The default refuses a session of 3.7 MB that was written without complaint.
            max_nodes: 4_000_000,
            max_events: 12_000_000,
            max_total_scalar_bytes: 16 << 20,
        },
        merge_keys: serde_yaml::options::MergeKeyPolicy::Error,
        // `yes` and `on` are words.
        strict_booleans: true,
        // `text: !important claim` would read as "claim".
        reject_unsupported_tags: true,
        // `0123` and `1_000` are texts.
        leading_zero_numbers_as_strings: true,
        underscored_numbers_as_strings: true,
        // What a file holds does not belong into an error.
        with_snippet: false,
    }
}

fn translated(error: &Error) -> YamlError {
    let error = error.without_snippet();
    YamlError { place: error.location().as_ref().and_then(place), message: excerpt(&sentence(error)) }
}

fn sentence(error: &Error) -> String {
    match error {
        Error::Message { msg, .. } if is_of_a_date(msg) => {
            "expected a date and time such as `2026-03-14T19:05:22+02:00`".into()
        }
        Error::Message { msg, .. } => msg.clone(),
        Error::Eof { .. } => "the text ends in the middle of something".into(),
        Error::MultipleDocuments { .. } => "a second document begins here; a file holds one".into(),
        Error::NullIntoString { .. } => "expected a text, found nothing".into(),
        Error::UnknownAnchor { .. } => "an alias (`*name`) is not allowed here; put quotes around the text".into(),
        Error::InvalidScalar { ty, .. } if ty.starts_with(['u', 'i']) => "expected a whole number".into(),
        Error::InvalidScalar { ty, .. } => format!("expected a value of type {ty}"),
        Error::MergeKeyNotAllowed { .. } => "a merge key (`<<`) is not allowed here".into(),
        Error::SerdeMissingField { field, .. } => format!("the key `{field}` is missing"),
        Error::SerdeUnknownField { field, .. } => format!("the key `{field}` is not known"),
        Error::SerdeUnknownVariant { variant, expected, .. } => {
            format!("`{variant}` is not known here; expected one of {}", expected.join(", "))
        }
        Error::SerdeInvalidType { unexpected, expected, .. }
        | Error::SerdeInvalidValue { unexpected, expected, .. } => {
            format!("expected {expected}, found {unexpected}")
        }
        Error::DuplicateMappingKey { key: Some(key), .. } => format!("the key `{key}` stands here a second time"),
        Error::DuplicateMappingKey { key: None, .. } => "a key stands here a second time".into(),
        Error::Budget { breach: limit, .. } => breach(limit),
        Error::AliasError { error, .. } => sentence(error),
        other => in_its_own_words(other),
    }
}

/// What `chrono` says of a text that is no date.
fn is_of_a_date(message: &str) -> bool {
    ["input contains invalid", "input is out of range", "premature end of input", "trailing input", "no possible date"]
        .iter()
        .any(|begins| message.starts_with(begins))
}

fn breach(limit: &BudgetBreach) -> String {
    match limit {
        BudgetBreach::Aliases { .. } => "an alias (`*name`) is not allowed here; put quotes around the text".into(),
        BudgetBreach::Anchors { .. } => "an anchor (`&name`) is not allowed here; put quotes around the text".into(),
        BudgetBreach::Depth { .. } => TOO_DEEP.into(),
        BudgetBreach::Documents { .. } => "a second document begins here; a file holds one".into(),
        _ => "there is more in this file than in any session".into(),
    }
}

/// What the crate says, without the place, which is kept apart.
fn in_its_own_words(error: &Error) -> String {
    let rendered = error.render_with_formatter(&serde_yaml::UserMessageFormatter);
    let first = rendered.lines().next().unwrap_or_default();
    let bare = first.split_once(" at line ").map_or(first, |(message, _)| message);
    match bare.strip_prefix("error: ").unwrap_or(bare) {
        "expected string scalar" => "expected a text".to_owned(),
        "expected sequence start" => "expected a list".to_owned(),
        "expected mapping start" => "expected keys and values".to_owned(),
        "recursion limit exceeded" => TOO_DEEP.to_owned(),
        message => message.to_owned(),
    }
}

fn excerpt(message: &str) -> String {
    let shown = visible(message);
    if shown.chars().count() <= LONGEST_EXCERPT {
        return shown;
    }
    shown.chars().take(LONGEST_EXCERPT).chain(['…']).collect()
}

#[cfg(test)]
mod tests;

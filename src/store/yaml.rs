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
            let path = path.to_string().replace(".?", "");
            if !path.ends_with(SPANNED_MARK) {
                unknown.push(visible(&path));
            }
        })
    });
    value.map(|value| (value, unknown)).map_err(|error| translated(&error))
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
            format!("expected one of {}; found `{variant}`", expected.join(", "))
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

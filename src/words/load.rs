//! Why a file could not be opened.

use crate::{
    library::{LoadError, Place, Trouble},
    session::text::visible,
};

/// One clear sentence: which file, where, what was expected, and that it was left as it is.
#[must_use]
pub fn load_error(error: &LoadError) -> String {
    let file = match &error.path {
        Some(path) => visible(&path.display().to_string()),
        None => "The session".to_owned(),
    };
    let place = match error.place {
        Some(Place { line, column }) => format!(", line {line}, column {column}"),
        None => String::new(),
    };
    format!("{file}{place}: {}. The file was left as it is.", trouble(&error.trouble))
}

/// Keys of a file that this version does not know.
#[must_use]
pub fn unknown_keys(keys: &[String]) -> String {
    let keys: Vec<String> = keys.iter().map(|key| format!("`{}`", visible(key))).collect();
    format!("Not known to this Parlor, and left in the file as they are: {}", keys.join(", "))
}

/// A file that a newer Parlor wrote.
#[must_use]
pub fn newer(version: u32) -> String {
    format!(
        "Written by a newer Parlor, in format version {version}: shown as far as this one understands it, and never changed."
    )
}

/// What is wrong with a file, as part of a sentence.
#[must_use]
pub fn trouble(trouble: &Trouble) -> String {
    match trouble {
        Trouble::CannotRead(why) => format!("the system says: {}", visible(why)),
        Trouble::NotAFile => "expected an ordinary file; this is a folder, a link or a device".into(),
        Trouble::TooLarge(bytes) => {
            format!("expected a session of at most 16 MB; this is {} MB", bytes.div_ceil(1 << 20))
        }
        Trouble::Empty => "expected a session; there is nothing in it".into(),
        Trouble::NotText => "expected text in UTF-8; this is something else".into(),
        Trouble::NotYaml(what) => format!("expected YAML; {what}"),
        Trouble::Foreign => "expected a session of Parlor; this is YAML of another kind".into(),
        Trouble::Newer(version) => {
            format!("it was written by a newer Parlor, in format version {version}; this one reads version 1")
        }
        Trouble::CutShort => "it stops before its end; the last line of a whole session is `end: true`".into(),
        Trouble::Invalid(what) => what.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_says_which_where_and_what() {
        let error = LoadError {
            path: Some("a\u{1b}[2J.yaml".into()),
            trouble: Trouble::Invalid("the key `log` is missing".into()),
            place: Some(Place { line: 3, column: 7 }),
        };
        assert_eq!(
            load_error(&error),
            "a\\u{1b}[2J.yaml, line 3, column 7: the key `log` is missing. The file was left as it is."
        );
    }

    #[test]
    fn sizes_are_rounded_up() {
        assert!(trouble(&Trouble::TooLarge((16 << 20) + 1)).ends_with("17 MB"));
    }
}

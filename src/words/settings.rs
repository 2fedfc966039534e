//! What is said of what the user has set.

use crate::library::ThemeName;

/// A comment of `parlor config`: the section and what it is for.
pub const HEAD: &str = "\
# What Parlor does here. Copy what you want otherwise into the file that is named below, and leave out the rest:
# what is not said there is as it ships. `parlor config` prints what holds, or says what it does not understand.";

/// What the settings are for, by their key.
pub const COMMENTS: &[(&str, &str)] = &[
    ("theme", "auto (dark or light, as the terminal is), dark, light, high_contrast, colour_blind or mono"),
    ("ascii", "frames and signs in plain ASCII: auto, always or never"),
    ("reduced_motion", "true: little moves; clocks step by five seconds until a turn is nearly over"),
    (
        "bidi",
        "who orders Hebrew and Arabic: auto (the terminal is asked), app or terminal; try the other two where Hebrew stands the wrong way round",
    ),
    ("mouse", "true: a click raises a hand, opens a pane, presses an act; false leaves the mouse to the terminal"),
    ("bell", "silent, terminal, or a command such as `paplay bowl.oga`; PARLOR_BELL says otherwise"),
    ("layouts", "keyboard layouts to be asked first, such as [bulgarian]"),
    ("lengths", "what a format says of its phases comes first"),
    ("warning", "so much of a turn is left when it warns; turns under 80 s: the last quarter"),
    ("grace", "the bell waits so long after the end of a turn; null: 15 s, and 30 s for turns over two minutes"),
    ("breath", "the breath between two speakers, once it is switched on"),
    ("silence", "the silence that is kept together, where a phase does not say how long"),
    ("defaults", "with what an evening is set up"),
    ("format", "its name, as `parlor formats` lists it"),
    ("place", "where it is held"),
    ("moderators", "who has this role whenever they are written down without one"),
    ("rapporteurs", "the same of those who write"),
    ("keys", "a key, or a list of keys; an empty list leaves an act to be found by its name"),
];

/// Which theme is on.
#[must_use]
pub fn theme_is(theme: ThemeName) -> String {
    let name = match theme {
        ThemeName::Auto => "as the terminal is",
        ThemeName::Dark => "for a dark ground",
        ThemeName::Light => "for a light ground",
        ThemeName::HighContrast => "strong contrast",
        ThemeName::ColourBlind => "blue and orange",
        ThemeName::Mono => "no colours",
    };
    format!("Colours: {name}. `theme` in the configuration keeps it.")
}

/// What one of the settings is for.
#[must_use]
pub fn comment(key: &str) -> &'static str {
    COMMENTS.iter().find(|(name, _)| *name == key).map_or("", |(_, comment)| comment)
}

/// Where the file is, or that there is none.
#[must_use]
pub fn file(path: &str, is_there: bool) -> String {
    if is_there { format!("# The file: {path}") } else { format!("# The file, which is not there yet: {path}") }
}

/// What is wrong, for the first screen: everything is as it ships.
#[must_use]
pub fn not_taken(what: &str) -> String {
    format!("{what}. Parlor began as if nothing were set; `parlor config` says the same.")
}

/// A key path with what is wrong there.
#[must_use]
pub fn at_key(path: &str, why: &str) -> String {
    format!("`{path}`: {why}")
}

/// No part of the program is called that.
#[must_use]
pub fn no_such_place(known: &[String]) -> String {
    format!("expected a part of the program: {}", known.join(", "))
}

/// No act is called that there.
#[must_use]
pub fn no_such_act(known: &[String]) -> String {
    format!("expected an act of this part: {}", known.join(", "))
}

/// No key is called that.
#[must_use]
pub fn no_such_key(name: &str) -> String {
    format!("`{name}` is no key; expected a letter, a sign, or a name such as Enter, Space, F5, Ctrl-k, Alt-↑")
}

/// Two acts would have one key.
#[must_use]
pub fn taken(key: &str, other: &str) -> String {
    format!("`{key}` is the key of `{other}` there; give that another one too")
}

/// Digits and capitals raise hands.
#[must_use]
pub fn of_a_person(key: &str) -> String {
    format!("`{key}` raises somebody's hand; expected a small letter, a sign or a key with a name")
}

/// Letters are text there.
#[must_use]
pub fn is_text(key: &str) -> String {
    format!("`{key}` is text there; expected a key with a name such as F5 or Ctrl-k")
}

/// No layout is called that.
#[must_use]
pub fn no_such_layout(known: &[String]) -> String {
    format!("expected one of {}", known.join(", "))
}

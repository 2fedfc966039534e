//! What is said of keys, keyboards and the mouse.

/// Somebody was dropped above where they wait.
pub const NOBODY_GOES_UP: &str =
    "Nobody is moved up in the queue. Drop somebody on the first of it to put them first, or further down.";

/// The last line of the help page.
pub const OTHER_LAYOUTS: &str =
    "With a Hebrew, Arabic, Cyrillic, Greek … layout on, keys work by their place; text stays text.";

/// The same, once it is known which layout is on.
#[must_use]
pub fn layout_is_on(name: &str) -> String {
    format!("{name} layout: keys work by their place; what they have on them stands beside them.")
}

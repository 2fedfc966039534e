//! What is said of keys and keyboards.

/// The last line of the help page.
pub const OTHER_LAYOUTS: &str =
    "With a Hebrew, Arabic, Cyrillic, Greek … layout on, keys work by their place; text stays text.";

/// The same, once it is known which layout is on.
#[must_use]
pub fn layout_is_on(name: &str) -> String {
    format!("{name} layout: keys work by their place; what they have on them stands beside them.")
}

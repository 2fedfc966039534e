//! The evenings that come with the program, to look around in and to watch.

use crate::library::{LoadError, Sealed, Summary};

/// The texts of the sample sessions.
pub const SAMPLES: [&str; 4] = [
    include_str!("../../sessions/olive-tree-circle.yaml"),
    include_str!("../../sessions/chatham-house.yaml"),
    include_str!("../../sessions/three-languages.yaml"),
    include_str!("../../sessions/six-sentences.yaml"),
];

/// Reads the sample at this place, counted from nought.
///
/// # Errors
/// What [`super::parse`] says; the tests see to it that it has nothing to say. A place behind the last is empty.
pub fn sample(place: usize) -> Result<Sealed, LoadError> {
    super::parse(SAMPLES.get(place).copied().unwrap_or_default())
}

/// The samples, in a line each.
#[must_use]
pub fn samples() -> Vec<Summary> {
    (0..SAMPLES.len()).filter_map(|place| sample(place).ok()).map(|sealed| Summary::of(&sealed.record)).collect()
}

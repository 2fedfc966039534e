//! The curtain: one key blanks the screen at once. The clocks go on behind it.

use std::fmt;

/// The screen is blank.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Curtain {
    /// As much as is typed of the passphrase, where there is one.
    pub(super) typed: Phrase,
}

/// A passphrase as it is typed. It is never printed, and never kept.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Phrase(pub(super) String);

impl Phrase {
    /// The letters, for whoever compares them.
    #[must_use]
    pub fn letters(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Phrase {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Phrase(..)")
    }
}

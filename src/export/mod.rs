//! Sealed sessions as text for people: pure.

mod calendar;
mod memorandum;
mod plain;

pub use calendar::calendar;
pub use memorandum::memorandum;
pub use plain::show;

use std::fmt::{Display, Write as _};

/// The text so far.
#[derive(Default)]
struct Page {
    text: String,
}

impl Page {
    fn line(&mut self, line: impl Display) {
        // A string takes whatever is written to it.
        let _ = writeln!(self.text, "{line}");
    }
}

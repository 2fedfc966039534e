//! Sealed sessions as text for people: pure.
//!
//! What others read is built from `told`, by allow-list: a new field of a session is private until somebody names it there.

mod calendar;
mod html;
mod markdown;
mod memorandum;
mod plain;
mod summary;
mod tables;
mod timeline;
mod told;

pub use calendar::calendar;
pub use plain::show;

use std::fmt::{Display, Write as _};

use crate::library::{Evening, ExportKind, NoExport};
use told::Told;

/// The text of an export.
///
/// # Errors
/// Why there is none.
pub fn text(kind: ExportKind, evenings: &[Evening], with_airtime: bool) -> Result<String, NoExport> {
    let told = || evenings.iter().map(|evening| Told::of(evening, with_airtime)).collect::<Vec<_>>();
    match kind {
        ExportKind::Summary => Ok(summary::summary(&told())),
        ExportKind::Html => Ok(html::page(&told())),
        ExportKind::TurnsCsv => Ok(tables::turns(&told())),
        ExportKind::NotesCsv => Ok(tables::notes(&told())),
        ExportKind::BoardCsv => Ok(tables::board(&told())),
        ExportKind::Memorandum => memorandum::memoranda(evenings),
        // A file of the store's: see `runtime::exporting`.
        ExportKind::Session => Err(NoExport::OneSession),
    }
}

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

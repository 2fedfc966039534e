//! Everything on disk: session files, journals, groups, formats. May name `session`, `library`, the disk and YAML; never
//! `app`, `view`, `runtime` or `ratatui`.
//!
//! While a session runs, every act goes into its *journal* and is synced before it counts as saved. When it is sealed, what
//! the record rule lets remain is written as one *session file*, read back, and durably in place before the journal goes.
//! Only `storage` writes; only `yaml` speaks YAML; only the [`Writer`]'s thread waits for a disk.

mod amending;
mod checkup;
mod cleaning;
#[cfg(test)]
mod crash_images;
mod disk;
mod evenings;
mod exposure;
mod formats;
mod groups;
mod handing;
mod journal;
mod library;
mod log_check;
mod own;
mod paths;
mod quick;
mod room;
mod samples;
mod schema;
mod session_file;
mod settings;
mod shelf;
#[expect(clippy::disallowed_methods, reason = "the one place that writes to the disk")]
mod storage;
mod striking;
mod writer;
mod yaml;

pub use checkup::checkup;
pub use evenings::read_evenings;
pub use exposure::{exposures, folder_warnings};
pub use formats::{load as load_formats, shipped as shipped_formats};
pub use library::{list, list_with, look};
pub use paths::{Paths, below_home};
pub use room::{Seen, watch as watch_room};
pub use samples::{SAMPLES, sample, samples};
pub use schema::session_schema;
pub use session_file::{load, parse, render};
pub use settings::{load as load_settings, parse as parse_settings};
pub use shelf::{Asked, Listing, Shelf, glance, scan};
pub use writer::{Ended, Writer};

pub use crate::library::{Answer, Command};

/// Every group, by name.
#[must_use]
pub fn load_groups(paths: &Paths) -> Vec<crate::library::Group> {
    groups::load(&paths.groups)
}

/// Writes a calendar, for the user's eyes only, in place of what has that name.
///
/// # Errors
/// What the system says.
pub fn write_calendar(path: &std::path::Path, text: &str) -> std::io::Result<()> {
    disk::replace(&storage::Machine, path, text)
}

/// What the leak check knows beside a session: the people and parties whom the files of groups invite.
#[must_use]
pub fn leak_check(paths: &Paths, group: Option<&str>) -> crate::session::LeakCheck {
    groups::leak_check(&storage::Machine, &paths.groups, group)
}

/// Writes an export where somebody said; see `handing`.
///
/// # Errors
/// What the system says, or that there is a file already.
pub fn hand_out(output: &std::path::Path, name: &str, text: &str) -> std::io::Result<std::path::PathBuf> {
    handing::hand_out(&storage::Machine, output, name, text)
}

//! The loop.

use std::io;

use crate::{cli::Start, store::Paths};

/// Runs the screens until the user leaves.
///
/// # Errors
/// What the terminal says.
pub fn run(_paths: Paths, _start: Start) -> io::Result<()> {
    Ok(())
}

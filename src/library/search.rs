//! What a search found, and what is shown of a session beside the list, as plain data.

use std::path::PathBuf;

use super::{LoadError, Passage, Summary};
use crate::session::Outcome;

/// What was found so far.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// The line that was asked, as it was typed.
    pub asked: String,
    /// The sessions with what was found in them, the newest first; not more than were asked for.
    pub sessions: Vec<FoundIn>,
    /// In how many sessions there is something.
    pub in_sessions: usize,
    /// How many passages that are.
    pub passages: usize,
    /// How many files were looked through.
    pub searched: usize,
    /// Whether that is everything; else more is being read.
    pub whole: bool,
}

/// What was found in a session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FoundIn {
    /// Its file.
    pub path: PathBuf,
    /// The session in one line.
    pub summary: Summary,
    /// The titles of its phases.
    pub phases: Vec<String>,
    /// Where the words stand.
    pub passages: Vec<Passage>,
}

/// What is shown of a session beside the list.
#[derive(Clone, Debug, PartialEq)]
pub struct Glance {
    /// Its file.
    pub path: PathBuf,
    /// What it came to, or why it cannot be read.
    pub outcome: Result<Box<Outcome>, LoadError>,
}

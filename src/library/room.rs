//! What passes from the running evening to the room display.

use serde::{Deserialize, Serialize};

use crate::session::{At, RoomView};

/// What the room may see, and since when: the whole of the file that stands beside the journal while the evening runs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sheet {
    /// The moment of the session at which it was so.
    pub at: At,
    /// The same moment by the clock of the machine that every program on it reads, in milliseconds.
    pub machine: u64,
    /// What the room may see.
    pub view: RoomView,
}

/// What is on show, as the room display takes it over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OnShow {
    /// What the room may see.
    pub view: RoomView,
    /// How many milliseconds of the session had gone by when the room display was started; negative if it was started first.
    pub zero: i64,
}

impl OnShow {
    /// A sheet as it is seen by a program that was started at this moment by the clock of the machine.
    #[must_use]
    pub fn of(sheet: Sheet, started: u64) -> Self {
        let zero = sheet.at.millis().cast_signed() - (sheet.machine.cast_signed() - started.cast_signed());
        Self { view: sheet.view, zero }
    }

    /// The moment of the session, so many milliseconds after the start of the room display.
    #[must_use]
    pub fn at(&self, since_start: u64) -> At {
        At::from_millis(u64::try_from(self.zero.saturating_add(since_start.cast_signed())).unwrap_or(0))
    }
}

/// What the room display is told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RoomNews {
    /// What is on show now; nothing while no evening runs.
    Shown(Option<Box<OnShow>>),
    /// Changes cannot be noticed here, for this reason; it is looked once a second instead.
    Unwatched(String),
    /// What is on show could not be read, for this reason.
    Unreadable(String),
}

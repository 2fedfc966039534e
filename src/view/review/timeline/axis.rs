//! From moments to columns and back.

use crate::session::{At, Span, State};

/// How far apart the times of day stand at least.
const LABEL: u64 = 8;
/// The steps between two times of day, in minutes.
const STEPS: [u64; 10] = [1, 2, 5, 10, 15, 20, 30, 60, 120, 240];

/// So many columns for an evening of this length.
#[derive(Clone, Copy, Debug)]
pub(super) struct Axis {
    pub(super) end: At,
    pub(super) columns: u16,
}

impl Axis {
    fn length(self) -> u64 {
        self.end.millis().max(1)
    }

    /// The column in which a moment lies.
    pub(super) fn column(self, at: At) -> u16 {
        let column = at.millis().min(self.length()) * u64::from(self.columns) / self.length();
        u16::try_from(column).unwrap_or(u16::MAX).min(self.columns.saturating_sub(1))
    }

    fn at(self, halves: u64) -> At {
        At::from_millis(halves * self.length() / (2 * u64::from(self.columns.max(1))))
    }

    /// From when to when a column goes.
    pub(super) fn cell(self, column: u16) -> (At, At) {
        let start = 2 * u64::from(column);
        (self.at(start), self.at(start + 2))
    }

    /// The same of one half of it.
    pub(super) fn half(self, column: u16, right: bool) -> (At, At) {
        let start = 2 * u64::from(column) + u64::from(right);
        (self.at(start), self.at(start + 1))
    }

    /// How many milliseconds half a column stands for.
    pub(super) fn half_length(self) -> u64 {
        self.length() / (2 * u64::from(self.columns.max(1)))
    }

    /// Round times of day along the axis, each with its column.
    pub(super) fn ticks(self, state: &State) -> Vec<(At, u16)> {
        let minutes = self.length() / 60_000;
        let fits = |step: &&u64| minutes / **step * LABEL <= u64::from(self.columns);
        let step = STEPS.iter().find(fits).copied().unwrap_or(480);
        let mut ticks = Vec::new();
        for minute in 0..=minutes {
            let wall = state.wall(At::OPENING.plus(Span::from_mins(minute)));
            let (seconds, of_day) = (wall.timestamp().rem_euclid(60), wall.format("%H:%M").to_string());
            let (hour, min) = of_day.split_once(':').unwrap_or(("0", "0"));
            let of_day = hour.parse::<u64>().unwrap_or(0) * 60 + min.parse::<u64>().unwrap_or(0);
            if of_day % step == 0 {
                let at = At::OPENING.plus(Span::from_mins(minute)).minus(Span::from_secs(seconds.unsigned_abs()));
                ticks.push((at, self.column(at)));
            }
        }
        ticks
    }
}

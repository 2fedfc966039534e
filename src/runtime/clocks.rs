//! The clocks of the computer, read here and nowhere else.

use std::time::Instant;

use chrono::{Local, SubsecRound};

use crate::{
    app::{Mono, Now},
    session::Wall,
};

/// The clocks since the program started.
pub(super) struct Clocks {
    started: Instant,
    /// The clock that goes on while the computer sleeps, at that moment.
    with_sleep: u64,
}

impl Clocks {
    #[expect(clippy::disallowed_methods, reason = "this is where the program reads the clock")]
    pub(super) fn start() -> Self {
        Self { started: Instant::now(), with_sleep: millis_with_sleep() }
    }

    /// When the program started, by the clock that every program on the machine reads, in milliseconds.
    pub(super) const fn started(&self) -> u64 {
        self.with_sleep
    }

    /// One reading of all of them.
    pub(super) fn read(&self) -> Now {
        let mono = u64::try_from(self.started.elapsed().as_millis()).unwrap_or(u64::MAX);
        Now {
            mono: Mono(mono),
            with_sleep: Mono(millis_with_sleep().saturating_sub(self.with_sleep)),
            wall: wall(),
            chance: fastrand::u32(..),
        }
    }
}

/// A label, to the millisecond.
#[expect(clippy::disallowed_methods, reason = "this is where the program reads the clock")]
#[must_use]
pub fn wall() -> Wall {
    Local::now().fixed_offset().trunc_subsecs(3)
}

/// Milliseconds of a clock that does not stand while the computer sleeps. What Rust calls an `Instant` stands on Linux and
/// macOS, and promises nothing.
#[cfg(any(target_os = "linux", target_os = "android", target_vendor = "apple"))]
fn millis_with_sleep() -> u64 {
    use rustix::time::{ClockId, clock_gettime};
    #[cfg(target_vendor = "apple")]
    let time = clock_gettime(ClockId::Monotonic);
    #[cfg(not(target_vendor = "apple"))]
    let time = clock_gettime(ClockId::Boottime);
    let (secs, nanos) = (u64::try_from(time.tv_sec).unwrap_or(0), u64::try_from(time.tv_nsec).unwrap_or(0));
    secs * 1000 + nanos / 1_000_000
}

/// Where there is no such clock, the one on the wall: to set it forward looks like sleep, and the moderator is asked.
#[cfg(not(any(target_os = "linux", target_os = "android", target_vendor = "apple")))]
fn millis_with_sleep() -> u64 {
    u64::try_from(wall().timestamp_millis()).unwrap_or(0)
}

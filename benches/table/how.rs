//! How much is measured: in short to see that it can be, in full to know.

use std::{env, time::Duration};

/// How much of everything.
pub struct How {
    /// Whether it is only seen that everything can be measured.
    pub short: bool,
    /// Acts in the log of a running evening.
    pub sizes: &'static [usize],
    /// Acts in a log that is folded.
    pub folds: &'static [usize],
    /// Acts in an evening that is sealed.
    pub files: &'static [usize],
    /// Samples that criterion takes of each thing.
    pub samples: usize,
    /// How long it takes them.
    pub each: Duration,
    /// Keys that are pressed of each kind.
    pub keys: usize,
    /// Starts.
    pub starts: usize,
    /// How long a program is watched that should sleep.
    pub watch: Duration,
    /// Evenings in the library.
    pub library: usize,
}

impl How {
    /// In short unless cargo says that this is a benchmark; with `PARLOR_FULL`, ten minutes of watching instead of one.
    pub fn asked() -> Self {
        let full = env::var_os("PARLOR_FULL").is_some();
        if !env::args().any(|argument| argument == "--bench") {
            return Self {
                short: true,
                sizes: &[50, 500],
                folds: &[50, 500],
                files: &[600],
                samples: 10,
                each: Duration::from_millis(1),
                keys: 5,
                starts: 2,
                watch: Duration::from_secs(1),
                library: 12,
            };
        }
        Self {
            short: false,
            sizes: &[50, 500, 5_000, 50_000],
            folds: &[500, 5_000, 50_000, 100_000],
            files: &[600, 3_000, 50_000],
            samples: 10,
            each: Duration::from_millis(400),
            keys: 400,
            starts: 20,
            watch: Duration::from_secs(if full { 600 } else { 60 }),
            library: 10_000,
        }
    }
}

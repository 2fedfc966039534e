//! A fault in the program, in any thread: the way out is the same as for a signal.
//!
//! The report names the place in the program and nothing else: the message of a panic may hold what was said in the room.

use std::{
    fs::OpenOptions,
    io::{self, Write},
    panic::PanicHookInfo,
    path::{Path, PathBuf},
    sync::Arc,
    thread,
};

use super::{
    clocks,
    exit::{Exit, FAULT},
};
use crate::store::Paths;

/// From now on a panic is reported and ends the program, and is never printed: the terminal may be gone, or raw.
pub(super) fn report(exit: &Arc<Exit>, paths: &Paths) {
    let exit = Arc::clone(exit);
    let folder = paths.live.parent().map_or_else(|| paths.live.clone(), Path::to_owned);
    std::panic::set_hook(Box::new(move |info| {
        let place = place(info);
        // The clock starts before the disk is asked for anything.
        exit.leave_saying(FAULT, words(&place));
        let _ = write(&folder, &place);
    }));
}

fn place(info: &PanicHookInfo<'_>) -> String {
    let place = info.location().map_or_else(|| "an unknown place".to_owned(), ToString::to_string);
    format!("{place}, thread {}", thread::current().name().unwrap_or("unnamed"))
}

fn words(place: &str) -> String {
    format!(
        "a fault in the program at {place}. What was saved is in the journal: start parlor again to continue. \
         The report fault-*.txt in the state folder holds this place and nothing of the evening."
    )
}

/// Not by way of `store`: that may be where the fault is.
#[expect(clippy::disallowed_methods, reason = "a report must not pass through what has just failed")]
fn write(folder: &Path, place: &str) -> io::Result<PathBuf> {
    let now = clocks::wall();
    let path = folder.join(format!("fault-{}.txt", now.format("%Y%m%dT%H%M%S%.3f")));
    let mut folders = std::fs::DirBuilder::new();
    folders.recursive(true);
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    {
        std::os::unix::fs::DirBuilderExt::mode(&mut folders, 0o700);
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    }
    folders.create(folder)?;
    let mut file = options.open(&path)?;
    let (version, os) = (env!("CARGO_PKG_VERSION"), std::env::consts::OS);
    writeln!(file, "parlor {version} on {os}, {}\n{place}", now.to_rfc3339())?;
    file.sync_all()?;
    Ok(path)
}

/// Where the tests make a thread panic: the key that starts it is Ctrl-\ , `PARLOR_FAULT` names the thread. Not in a release.
#[cfg(debug_assertions)]
pub(super) mod drill {
    use std::sync::atomic::{AtomicBool, Ordering};

    use crossterm::event::{Event, KeyCode, KeyModifiers};

    static STARTED: AtomicBool = AtomicBool::new(false);

    /// Looks at what is typed.
    pub(in crate::runtime) fn look(event: &Event) {
        let is_it = |key: &crossterm::event::KeyEvent| {
            matches!(key.code, KeyCode::Char('4' | '\\')) && key.modifiers.contains(KeyModifiers::CONTROL)
        };
        if event.as_key_event().is_some_and(|key| is_it(&key)) {
            STARTED.store(true, Ordering::SeqCst);
        }
    }

    /// Panics if this is the thread that is meant.
    pub(in crate::runtime) fn point(thread: &str) {
        let meant = || std::env::var_os("PARLOR_FAULT").is_some_and(|wanted| wanted == thread);
        assert!(!(STARTED.load(Ordering::SeqCst) && meant()), "SECRET-MARKER: what was said in the room");
    }
}

#[cfg(not(debug_assertions))]
pub(super) mod drill {
    pub(in crate::runtime) const fn look(_: &crossterm::event::Event) {}

    pub(in crate::runtime) const fn point(_: &str) {}
}

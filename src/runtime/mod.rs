//! The world: the loop, the clocks, the terminal, the threads. Nothing else reads a clock or draws on a terminal.

mod bell;
mod clocks;
mod curtain;
mod cycle;
mod exit;
pub mod exporting;
mod faults;
mod front;
mod library;
#[cfg(unix)]
mod probe;
mod rescue;
#[cfg(unix)]
mod system;
mod terminal;
mod world;

pub use clocks::wall;
pub use curtain::ask as ask_for_passphrase;
pub use cycle::{Outside, cycle};
pub use exporting::{text as export_text, told};

use std::{
    ffi::OsString,
    io,
    mem::ManuallyDrop,
    panic::{AssertUnwindSafe, catch_unwind},
    sync::mpsc,
};

use crossterm::style::force_color_output;
use ratatui::{Terminal, backend::CrosstermBackend};

use self::exit::{Exit, FAULT, GONE};
use crate::{
    app::{App, Begin},
    cli,
    library::{Bidi, Configuration},
    store::{self, Paths},
    words,
};

/// The exit code when the user left without what was not on the disk.
const UNSAVED: u8 = 1;

/// Asks the system for what every part of the program wants: no core dumps, no death by a file that may not grow.
pub fn harden() {
    #[cfg(unix)]
    system::harden();
}

/// Whether the system was kept from writing the memory of the program to the disk after a fault.
#[must_use]
pub fn leaves_no_core_dump() -> bool {
    #[cfg(unix)]
    return system::leaves_no_core_dump();
    #[cfg(not(unix))]
    true
}

/// Runs the screens until the user leaves, or something else does; says with which exit code. What was handed to the journal
/// is on the disk when this returns.
///
/// # Errors
/// What the terminal or the system says.
pub fn run(paths: Paths, begin: Begin) -> io::Result<u8> {
    let formats = store::load_formats(&paths);
    let (mut app, effects) = App::begin(begin, formats);
    let bell = settle(&mut app, store::load_settings(&paths));
    let (bell, rings) = bell::Bell::of(bell.as_deref());
    app.bell = rings;
    let lock = curtain::Lock::of(std::env::var(curtain::SETTING).ok())?;
    app.curtain_is_locked = lock.is_set();
    let (says, inbox) = mpsc::channel();
    let exit = Exit::new(says.clone())?;
    faults::report(&exit, &paths);
    // Before the terminal is another: who kills the program finds it as it was.
    #[cfg(unix)]
    system::listen(&says, &exit)?;
    let known = in_front();
    terminal::prefer(app.settings.bidi != Bidi::Terminal, app.settings.mouse);
    let asks = front::can_be_asked(variable);
    let screen = terminal::Screen::enter(asks)?;
    // Threads start after the terminal is ready: the first thing that the input thread does is read from it.
    let mut world = world::World::start(paths, (says, inbox), &exit, (bell, lock, known, asks))?;
    // Its own way out prints when the terminal is gone; ours does not.
    let mut drawn = ManuallyDrop::new(Terminal::new(CrosstermBackend::new(io::stdout()))?);
    let result = catch_unwind(AssertUnwindSafe(|| cycle(&mut drawn, app, effects, &mut world)));
    match &result {
        Ok(Ok(())) => {}
        // What can't be drawn on is gone.
        Ok(Err(_)) => exit.leave(GONE),
        Err(_) => exit.leave(FAULT),
    }
    world.finish();
    screen.leave();
    exit.say_last_words();
    Ok(exit.code().unwrap_or(if exit.unsaved() > 0 { UNSAVED } else { 0 }))
}

/// Takes what the user has set, or says what is wrong with it; says what rings.
fn settle(app: &mut App, configuration: Configuration) -> Option<OsString> {
    let path = configuration.path.display().to_string();
    let rings = std::env::var_os(bell::SETTING);
    let set = configuration.settings.map_err(|error| cli::error_words(&error)).and_then(|settings| {
        let bell = settings.bell.clone();
        app.set(settings).map(|()| bell).map_err(|trouble| cli::trouble_words(&path, &trouble))
    });
    let bell = set.unwrap_or_else(|what| {
        app.complain(words::settings::not_taken(&what));
        None
    });
    rings.or_else(|| bell.map(OsString::from))
}

fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok()
}

/// What the environment says of the terminal. crossterm would drop weights along with colours where `NO_COLOR` is set, so it
/// is told to leave both to the theme.
fn in_front() -> front::Known {
    force_color_output(true);
    front::Known::new(front::surface(variable))
}

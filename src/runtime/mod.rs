//! The world: the loop, the clocks, the terminal, the threads. Nothing else reads a clock or draws on a terminal.

mod bell;
mod clocks;
mod cycle;
mod exit;
pub(crate) mod exporting;
mod faults;
mod rescue;
#[cfg(unix)]
mod system;
mod terminal;
mod world;

pub use cycle::{Outside, cycle};

use std::{
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
    store::{self, Paths},
    view::Theme,
};

/// The exit code when the user left without what was not on the disk.
const UNSAVED: u8 = 1;

/// Asks the system for what every part of the program wants: no core dumps, no death by a file that may not grow.
pub fn harden() {
    #[cfg(unix)]
    system::harden();
}

/// Runs the screens until the user leaves, or something else does; says with which exit code. What was handed to the journal
/// is on the disk when this returns.
///
/// # Errors
/// What the terminal or the system says.
pub fn run(paths: Paths, begin: Begin) -> io::Result<u8> {
    let theme = theme();
    let formats = store::load_formats(&paths);
    let (mut app, effects) = App::begin(begin, formats);
    let (bell, rings) = bell::Bell::of(std::env::var_os(bell::SETTING).as_deref());
    app.bell = rings;
    let (says, inbox) = mpsc::channel();
    let exit = Exit::new(says.clone())?;
    faults::report(&exit, &paths);
    // Before the terminal is another: who kills the program finds it as it was.
    #[cfg(unix)]
    system::listen(&says, &exit)?;
    let screen = terminal::Screen::enter()?;
    // Threads start after the terminal is ready: the first thing that the input thread does is read from it.
    let mut world = world::World::start(paths, (says, inbox), &exit, bell)?;
    // Its own way out prints when the terminal is gone; ours does not.
    let mut drawn = ManuallyDrop::new(Terminal::new(CrosstermBackend::new(io::stdout()))?);
    let result = catch_unwind(AssertUnwindSafe(|| cycle(&mut drawn, app, effects, &mut world, &theme)));
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

/// `NO_COLOR` asks for weight alone; crossterm would drop the weights too, so it is told to leave them to the theme.
fn theme() -> Theme {
    if std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty()) {
        force_color_output(true);
        return Theme::MONO;
    }
    Theme::COLOUR
}

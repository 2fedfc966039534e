//! The world: the loop, the clocks, the terminal, the threads. Nothing else reads a clock or draws on a terminal.

mod cycle;
mod terminal;
mod world;

pub use cycle::{Outside, cycle};

use std::io;

use crossterm::style::force_color_output;
use ratatui::{Terminal, backend::CrosstermBackend};

use crate::{
    app::{App, Begin},
    library::Summary,
    store::{self, Paths},
    view::Theme,
};

/// Runs the screens until the user leaves. What was handed to the journal is on the disk when this returns.
///
/// # Errors
/// What the terminal or the system says.
pub fn run(paths: Paths, begin: Begin) -> io::Result<()> {
    let theme = theme();
    let formats = store::load_formats(&paths);
    let samples = (0..store::SAMPLES.len()).filter_map(|place| store::sample(place).ok());
    let samples = samples.map(|sealed| Summary::of(&sealed.record)).collect();
    let (app, effects) = App::begin(begin, formats, samples);
    terminal::report_panics();
    let screen = terminal::Screen::enter()?;
    // Threads start after the terminal is ready: the first thing that the input thread does is read from it.
    let mut world = world::World::start(paths)?;
    let mut drawn = Terminal::new(CrosstermBackend::new(io::stdout()))?;
    let result = cycle(&mut drawn, app, effects, &mut world, &theme);
    world.finish();
    screen.leave();
    result
}

/// `NO_COLOR` asks for weight alone; crossterm would drop the weights too, so it is told to leave them to the theme.
fn theme() -> Theme {
    if std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty()) {
        force_color_output(true);
        return Theme::MONO;
    }
    Theme::COLOUR
}

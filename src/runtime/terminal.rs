//! The terminal, entered and left by one pair of functions on every path.

use std::io::{self, Write, stdout};

use crossterm::{
    cursor::Show,
    event::{DisableBracketedPaste, EnableBracketedPaste},
    execute,
    terminal::{EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode, enable_raw_mode},
};

/// The terminal while Parlor draws on it; left on drop too, so that an error between here and there leaves no ruin.
pub(super) struct Screen;

impl Screen {
    /// Takes the terminal over.
    ///
    /// # Errors
    /// What the terminal says.
    pub(super) fn enter() -> io::Result<Self> {
        enable_raw_mode()?;
        let screen = Self;
        execute!(stdout(), EnterAlternateScreen, EnableBracketedPaste)?;
        Ok(screen)
    }

    /// Gives the terminal back.
    pub(super) fn leave(self) {
        drop(self);
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        restore();
    }
}

/// As far as the terminal is still there; when it is gone there is nobody to tell.
fn restore() {
    let _ = execute!(stdout(), DisableBracketedPaste, LeaveAlternateScreen, Show);
    let _ = disable_raw_mode();
}

/// A panic in any thread gives the terminal back and ends the program. The report names the place in the program and
/// nothing else: the message of a panic may hold what was said in the room.
pub(super) fn report_panics() {
    std::panic::set_hook(Box::new(|info| {
        restore();
        let place = info.location().map_or_else(String::new, |place| format!(" at {}:{}", place.file(), place.line()));
        let _ = writeln!(
            io::stderr(),
            "parlor: a fault in the program{place}. What was saved is in the journal: start parlor again to continue."
        );
        std::process::exit(101);
    }));
}

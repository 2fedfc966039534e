//! The terminal, entered and left by one pair of functions on every path.

#[cfg(not(unix))]
use std::io::Write as _;
use std::{
    fmt::{self, Write as _},
    io::{self, stdout},
    sync::{
        atomic::{AtomicBool, Ordering},
        mpsc,
    },
    thread,
    time::Duration,
};

use crossterm::{
    Command,
    cursor::Show,
    event::{DisableBracketedPaste, EnableBracketedPaste},
    execute,
    style::{Print, ResetColor},
    terminal::{EnterAlternateScreen, LeaveAlternateScreen, disable_raw_mode, enable_raw_mode},
};

#[cfg(unix)]
use super::probe::QUESTIONS;

/// How long a terminal is waited for that nobody reads.
const PATIENCE: Duration = Duration::from_millis(200);

/// Parlor orders text itself: from the first column on, explicitly, from left to right. What is on the screen keeps the mode
/// in which it was written, so it is wiped after this.
const ORDERED_HERE: &str = "\x1b[H\x1b[8l\x1b[1 k";
/// The terminal orders text, as it does by itself.
const ORDERED_THERE: &str = "\x1b[H\x1b[8h\x1b[0 k";
const WIPE: &str = "\x1b[2J";
/// Presses, drags and the wheel, in the form without limits; nothing where the mouse merely moves.
const CATCH_MOUSE: &str = "\x1b[?1000h\x1b[?1002h\x1b[?1006h";
/// All of it given back, whatever was taken.
const BACK: &str = "\x1b[?1006l\x1b[?1002l\x1b[?1000l\x1b[8h\x1b[0 k";
#[cfg(not(unix))]
const QUESTIONS: &str = "";

static EXPLICIT: AtomicBool = AtomicBool::new(true);
static MOUSE: AtomicBool = AtomicBool::new(false);

/// What is taken with the terminal from now on: the order of text, the mouse.
pub(super) fn prefer(explicit: bool, mouse: bool) {
    EXPLICIT.store(explicit, Ordering::Relaxed);
    MOUSE.store(mouse, Ordering::Relaxed);
}

/// The terminal while Parlor draws on it; left on drop too, so that an error between here and there leaves no ruin.
pub(super) struct Screen;

impl Screen {
    /// Takes the terminal over, and asks it what it is.
    ///
    /// # Errors
    /// What the terminal says.
    pub(super) fn enter(asks: bool) -> io::Result<Self> {
        let screen = Self;
        take_asking(asks)?;
        Ok(screen)
    }

    /// Gives the terminal back.
    pub(super) fn leave(self) {
        drop(self);
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        give_back_if_it_can();
    }
}

/// Takes the terminal over, also from a shell that had it in between: crossterm believes that it is raw as it was left, so
/// it is told the opposite first.
///
/// # Errors
/// What the terminal says.
pub(super) fn take() -> io::Result<()> {
    take_asking(false)
}

fn take_asking(asks: bool) -> io::Result<()> {
    let _ = disable_raw_mode();
    enable_raw_mode()?;
    let bidi = if EXPLICIT.load(Ordering::Relaxed) { ORDERED_HERE } else { ORDERED_THERE };
    let mouse = if MOUSE.load(Ordering::Relaxed) { CATCH_MOUSE } else { "" };
    // What some terminal may write instead of an answer is wiped away.
    let questions = if asks { QUESTIONS } else { "" };
    execute!(
        stdout(),
        EnterAlternateScreen,
        Print(bidi),
        Print(questions),
        Print(WIPE),
        Print(mouse),
        EnableBracketedPaste
    )
}

/// Gives the terminal back; when it is gone there is nobody to tell.
pub(super) fn give_back() {
    let _ = write_past_the_lock(&farewell());
    let _ = disable_raw_mode();
}

/// The same, where nothing may hold the program up: neither a terminal that nobody reads nor the thread that waits for it.
pub(super) fn give_back_if_it_can() {
    if_it_can(give_back);
    // This waits for nobody.
    let _ = disable_raw_mode();
}

/// Does something that a terminal which nobody reads would hold up, and waits a moment for it.
pub(super) fn if_it_can(work: impl FnOnce() + Send + 'static) {
    let (says, done) = mpsc::channel();
    let work = move || {
        work();
        let _ = says.send(());
    };
    if thread::Builder::new().name("terminal".into()).spawn(work).is_ok() {
        let _ = done.recv_timeout(PATIENCE);
    }
}

/// A line in the shell, once the terminal is given back.
#[cfg(unix)]
pub(super) fn say(words: &str) {
    let _ = write_past_the_lock(&format!("parlor: {words}\r\n"));
}

fn farewell() -> String {
    let mut text = String::new();
    let _ = put(&mut text, ResetColor)
        .and_then(|()| put(&mut text, DisableBracketedPaste))
        .and_then(|()| text.write_str(BACK))
        .and_then(|()| put(&mut text, LeaveAlternateScreen))
        .and_then(|()| put(&mut text, Show));
    text
}

fn put(text: &mut String, command: impl Command) -> fmt::Result {
    let mut one = String::new();
    command.write_ansi(&mut one)?;
    text.write_str(&one)
}

/// The lock of the standard output may be held by a thread that waits for the terminal.
#[cfg(unix)]
fn write_past_the_lock(text: &str) -> io::Result<()> {
    let mut left = text.as_bytes();
    while !left.is_empty() {
        match rustix::io::write(rustix::stdio::stdout(), left) {
            Ok(written) => left = &left[written..],
            Err(rustix::io::Errno::INTR) => {}
            Err(why) => return Err(why.into()),
        }
    }
    Ok(())
}

#[cfg(not(unix))]
fn write_past_the_lock(text: &str) -> io::Result<()> {
    stdout().write_all(text.as_bytes())?;
    stdout().flush()
}

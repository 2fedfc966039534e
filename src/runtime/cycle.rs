//! The loop: wait, read the clocks once, update, perform, draw. It sleeps until a key comes or something visible changes.

use std::{io, ops::ControlFlow};

use ratatui::{Terminal, backend::Backend};

use crate::{
    app::{App, Effect, Msg, Now},
    session::Span,
    view::{Surface, touched},
};

/// The world as the loop sees it; the tests have one with a hand-turned clock.
pub trait Outside {
    /// Reads the clocks.
    fn now(&mut self) -> Now;

    /// Waits for the next thing that happens, at most this long: then it is [`Msg::Wake`]. `None` waits for ever.
    fn wait(&mut self, at_most: Option<Span>) -> Msg;

    /// What has happened already, if anything: it is dealt with before the screen is drawn.
    fn pending(&mut self) -> Option<Msg>;

    /// What the terminal in front is able to show, as far as it is known by now.
    fn surface(&mut self) -> Surface {
        Surface::default()
    }

    /// Does what was asked. `Break` ends the loop.
    fn perform(&mut self, effect: Effect) -> ControlFlow<()>;
}

/// How many things are dealt with before the screen is drawn, so that a pasted storm of keys still shows.
const BEFORE_DRAWING: usize = 64;

/// Runs until an effect says to leave.
///
/// # Errors
/// What the terminal says when it can't be drawn on.
pub fn cycle<B>(
    terminal: &mut Terminal<B>,
    mut app: App,
    effects: Vec<Effect>,
    outside: &mut impl Outside,
) -> io::Result<()>
where
    B: Backend,
    B::Error: std::error::Error + Send + Sync + 'static,
{
    if perform(effects, outside).is_break() {
        return Ok(());
    }
    let mut is_torn = false;
    loop {
        if std::mem::take(&mut is_torn) {
            let size = terminal.size().map_err(io::Error::other)?;
            terminal.resize(size.into()).map_err(io::Error::other)?;
        }
        let (now, surface) = (outside.now(), outside.surface());
        if let Err(why) = terminal.draw(|frame| surface.draw(frame, &app, &now)) {
            // Nobody sees anything any more; what was typed is kept all the same.
            let effects = app.update(Msg::Hangup, &now);
            let _ = perform(effects, outside);
            return Err(io::Error::other(why));
        }
        let mut msg = outside.wait(app.wakes_in(&now));
        for nth in 1.. {
            // A window that was smaller for a moment has lost a part of the picture, whatever its size is by now.
            is_torn |= matches!(msg, Msg::Resized | Msg::Continued);
            let now = outside.now();
            let effects = app.update(placed(msg), &now);
            if perform(effects, outside).is_break() {
                return Ok(());
            }
            match (nth < BEFORE_DRAWING).then(|| outside.pending()).flatten() {
                Some(pending) => msg = pending,
                None => break,
            }
        }
    }
}

/// What the mouse did, with what the last frame shows there.
fn placed(msg: Msg) -> Msg {
    match msg {
        Msg::Mouse(mouse) => Msg::Touched(mouse, touched(mouse.column, mouse.row)),
        other => other,
    }
}

fn perform(effects: Vec<Effect>, outside: &mut impl Outside) -> ControlFlow<()> {
    effects.into_iter().try_for_each(|effect| outside.perform(effect))
}

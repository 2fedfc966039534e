//! One sentence as Parlor orders it and as it is read: a person who reads it says which the terminal shows rightly.

use std::{
    io::{self, IsTerminal},
    process::ExitCode,
};

use super::print;
use crate::{
    view::text::{Flow, Manner, lay_out},
    words::command_line::{BIDI_SENTENCES, bidi_test},
};

/// The terminal is to leave the order of signs alone, from left to right; afterwards it does as it did before.
const STAY_OUT: (&str, &str) = ("\x1b[8l\x1b[1 k", "\x1b[8h\x1b[0 k");

pub(super) fn run() -> io::Result<ExitCode> {
    let (quiet, free) = if io::stdout().is_terminal() { STAY_OUT } else { ("", "") };
    let lines = BIDI_SENTENCES.map(|said| {
        let ordered = drawn(said, Manner::Cells);
        // The terminal looks at its order when a line begins, and what it sees there stays.
        (format!("{quiet}  {ordered}\n{free}"), format!("  {}\n", drawn(said, Manner::Reading { isolates: false })))
    });
    print::out(&bidi_test(&lines))
}

fn drawn(said: &str, manner: Manner) -> String {
    lay_out(said, 0..said.len(), Flow::Said, manner).glyphs.into_iter().map(|glyph| glyph.symbol).collect()
}

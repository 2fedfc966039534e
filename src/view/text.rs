//! The one place through which every text reaches the screen: cleaned, ordered from the right where it is read from there,
//! measured by what people see as one letter, cut with `…`, never drawn outside its area.

mod joining;
mod layout;
mod row;
#[cfg(test)]
mod tests;

pub use layout::{Flow, Glyph, Laid, Manner, lay_out};
pub use row::{Row, Said, rows, said, typed};

use std::{cell::Cell, ops::Range};

use ratatui::{buffer::Buffer, style::Style};
use unicode_segmentation::UnicodeSegmentation;

thread_local! {
    /// The rows of a frame are made in a hundred places that have one thing in common, the terminal in front; so this is set
    /// once a frame, by [`in_manner`], and read here alone.
    static MANNER: Cell<Manner> = const { Cell::new(Manner::Cells) };
}

/// Draws in the manner of the terminal in front.
pub fn in_manner<T>(manner: Manner, draw: impl FnOnce() -> T) -> T {
    let before = MANNER.replace(manner);
    let drawn = draw();
    MANNER.set(before);
    drawn
}

fn manner() -> Manner {
    MANNER.get()
}

/// How many columns a text takes.
#[must_use]
pub fn width(text: &str) -> u16 {
    if layout::is_plain(text) {
        return u16::try_from(text.chars().count()).unwrap_or(u16::MAX);
    }
    let joined = manner() == Manner::Cells && layout::runs_back(text);
    layout::clusters(text, 0..text.len(), joined).iter().fold(0, |sum: u16, glyph| sum.saturating_add(glyph.columns))
}

/// Draws one line of the interface from this cell on, in at most this many columns. Returns the columns used.
pub fn put(buf: &mut Buffer, place: (u16, u16), columns: u16, text: &str, style: Style) -> u16 {
    row::Piece::new(text, Flow::Interface, style).draw(buf, place, columns)
}

/// A text cut to at most this many columns.
#[must_use]
pub fn fit(text: &str, columns: u16) -> String {
    if width(text) <= columns {
        return text.to_owned();
    }
    if columns == 0 {
        return String::new();
    }
    let kept = layout::clusters(text, 0..text.len(), false).into_iter().scan(0, |used: &mut u16, glyph| {
        *used = used.saturating_add(glyph.columns);
        (*used < columns).then_some(glyph.symbol)
    });
    kept.chain([layout::CUT.to_owned()]).collect()
}

/// Breaks a text into lines of at most this many columns, between words where it can. Never returns no line at all.
#[must_use]
pub fn wrap(text: &str, columns: u16) -> Vec<String> {
    let mut lines = Vec::new();
    for paragraph in text.lines() {
        lines.extend(
            breaks(paragraph, (columns.max(1), columns.max(1))).into_iter().map(|line| paragraph[line].to_owned()),
        );
    }
    if lines.is_empty() {
        lines.push(String::new());
    }
    lines
}

/// Where a paragraph breaks, in the order of reading; the spaces at a break stand in no line. The first line may be shorter.
fn breaks(text: &str, (first, others): (u16, u16)) -> Vec<Range<usize>> {
    let (mut lines, mut start, mut used) = (Vec::new(), 0, 0);
    let trimmed = |line: Range<usize>| line.start..line.start + text[line.clone()].trim_end().len();
    for (at, word) in text.split_word_bound_indices() {
        let wide = width(word);
        let columns = if lines.is_empty() { first } else { others };
        if used + wide <= columns {
            used += wide;
        } else if word.trim().is_empty() {
            lines.push(trimmed(start..at));
            (start, used) = (at + word.len(), 0);
        } else {
            // A word keeps the sign that is glued to it: it goes to the next line with what follows its last space.
            let tail = text[start..at].rfind(' ').map_or(at, |space| start + space + 1);
            if !text[start..tail].trim().is_empty() {
                lines.push(trimmed(start..tail));
                start = tail;
            }
            used = width(&text[start..at]);
            for (offset, letter) in word.grapheme_indices(true) {
                let wide = width(letter);
                let columns = if lines.is_empty() { first } else { others };
                if used + wide > columns && used > 0 {
                    lines.push(start..at + offset);
                    (start, used) = (at + offset, 0);
                }
                used += wide;
            }
        }
    }
    lines.push(trimmed(start..text.len()));
    lines
}

/// The column of the caret before this byte of a stretch that is being typed, in a field of so many columns.
#[must_use]
pub fn caret(line: &str, stretch: Range<usize>, (columns, is_rtl): (u16, bool), byte: usize) -> u16 {
    let flow = if is_rtl { Flow::Rtl } else { Flow::Ltr };
    let end = stretch.end;
    let laid = lay_out(line, stretch, flow, manner());
    // A line without a letter from the right stands at the right all the same where the field is read from there.
    laid.caret(if byte >= end { usize::MAX } else { byte }, columns)
}

/// Breaks a line that is being typed into stretches of at most this many columns, every byte in one of them, with a
/// column left for the caret. Words stay whole where they can.
#[must_use]
pub fn wrap_typed(line: &str, columns: u16) -> Vec<Range<usize>> {
    let room = columns.saturating_sub(1).max(1);
    let (mut out, mut start, mut used) = (Vec::new(), 0, 0);
    for (place, word) in line.split_word_bound_indices() {
        let wide = width(word);
        if used + wide > room && used > 0 && !word.trim().is_empty() {
            out.push(start..place);
            (start, used) = (place, 0);
        }
        if wide > room {
            for (offset, letter) in word.grapheme_indices(true) {
                if used + width(letter) > room && used > 0 {
                    out.push(start..place + offset);
                    (start, used) = (place + offset, 0);
                }
                used += width(letter);
            }
        } else {
            used += wide;
        }
    }
    out.push(start..line.len());
    out
}

//! The one place through which every text reaches the screen: cleaned, measured by what people see as one letter, cut
//! with `…`, never drawn outside its area.

use std::ops::Range;

use ratatui::{buffer::Buffer, layout::Rect, style::Style};
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use crate::session::text::is_unsafe;

/// What stands for a character that must not reach the terminal.
const UNSAFE: &str = "\u{FFFD}";
/// What stands where a text was cut.
const CUT: &str = "…";
/// The variation selector that ratatui 0.30.2 counts otherwise than terminals draw it.
const EMOJI_STYLE: char = '\u{FE0F}';

/// The letters of a text as the screen shows them, with their columns.
fn letters(text: &str) -> impl Iterator<Item = (String, u16)> {
    text.graphemes(true).filter_map(|grapheme| {
        let letter: String = if grapheme.chars().any(is_unsafe) {
            UNSAFE.to_owned()
        } else {
            grapheme.chars().filter(|c| *c != EMOJI_STYLE).collect()
        };
        let columns = u16::try_from(letter.width()).unwrap_or(0).min(2);
        (columns > 0).then_some((letter, columns))
    })
}

/// How many columns a text takes.
#[must_use]
pub fn width(text: &str) -> u16 {
    letters(text).fold(0, |sum: u16, (_, columns)| sum.saturating_add(columns))
}

/// Draws one line from this cell on, in at most this many columns. Returns the columns used.
pub fn put(buf: &mut Buffer, (x, y): (u16, u16), columns: u16, text: &str, style: Style) -> u16 {
    let area = buf.area;
    if y < area.top() || y >= area.bottom() || x < area.left() || x >= area.right() {
        return 0;
    }
    let columns = columns.min(area.right() - x);
    let cut = width(text) > columns;
    let room = if cut { columns.saturating_sub(1) } else { columns };
    let mut used = 0;
    for (letter, wide) in letters(text) {
        if used + wide > room {
            break;
        }
        buf[(x + used, y)].set_symbol(&letter).set_style(style);
        if wide == 2 {
            buf[(x + used + 1, y)].reset();
            buf[(x + used + 1, y)].set_style(style);
        }
        used += wide;
    }
    if cut && columns > 0 {
        buf[(x + used, y)].set_symbol(CUT).set_style(style);
        used += 1;
    }
    used
}

/// Breaks a text into lines of at most this many columns, between words where it can. Never returns no line at all.
#[must_use]
pub fn wrap(text: &str, columns: u16) -> Vec<String> {
    let mut lines = Vec::new();
    for paragraph in text.lines() {
        wrap_paragraph(paragraph, columns.max(1), &mut lines);
    }
    if lines.is_empty() {
        lines.push(String::new());
    }
    lines
}

fn wrap_paragraph(text: &str, columns: u16, lines: &mut Vec<String>) {
    let mut line = String::new();
    let mut used = 0;
    for word in text.split_word_bounds() {
        let wide = width(word);
        if used + wide <= columns {
            line.push_str(word);
            used += wide;
        } else if word.trim().is_empty() {
            lines.push(std::mem::take(&mut line).trim_end().to_owned());
            used = 0;
        } else {
            // A word keeps the sign that is glued to it: it goes to the next line with what follows its last space.
            let tail = line.rfind(' ').map_or_else(String::new, |space| line.split_off(space + 1));
            if line.trim().is_empty() {
                line.push_str(&tail);
            } else {
                lines.push(std::mem::take(&mut line).trim_end().to_owned());
                line = tail;
            }
            used = width(&line);
            for letter in word.graphemes(true) {
                let wide = width(letter);
                if used + wide > columns && used > 0 {
                    lines.push(std::mem::take(&mut line));
                    used = 0;
                }
                line.push_str(letter);
                used += wide;
            }
        }
    }
    lines.push(line.trim_end().to_owned());
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

/// A line made of pieces that look different.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Row {
    pieces: Vec<(String, Style)>,
}

impl Row {
    /// A line with nothing in it.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// A line of one piece.
    #[must_use]
    pub fn of(text: impl Into<String>, style: Style) -> Self {
        Self::new().and(text, style)
    }

    /// This line with one more piece.
    #[must_use]
    pub fn and(mut self, text: impl Into<String>, style: Style) -> Self {
        self.pieces.push((text.into(), style));
        self
    }

    /// This line with another behind it.
    #[must_use]
    pub fn join(mut self, other: Self) -> Self {
        self.pieces.extend(other.pieces);
        self
    }

    /// This line with spaces up to a column.
    #[must_use]
    pub fn pad(self, column: u16) -> Self {
        let missing = column.saturating_sub(self.width());
        self.and(" ".repeat(missing.into()), Style::new())
    }

    /// This line cut or padded to exactly this many columns of its last piece's look.
    #[must_use]
    pub fn cell(self, text: &str, columns: u16, style: Style) -> Self {
        let start = self.width();
        self.and(fit(text, columns), style).pad(start + columns)
    }

    /// How many columns it takes.
    #[must_use]
    pub fn width(&self) -> u16 {
        self.pieces.iter().fold(0, |sum: u16, (text, _)| sum.saturating_add(width(text)))
    }

    /// The same line in one look all over.
    #[must_use]
    pub fn marked(mut self, style: Style) -> Self {
        for piece in &mut self.pieces {
            piece.1 = piece.1.patch(style);
        }
        self
    }

    /// Draws the line into the first row of an area.
    pub fn draw(&self, buf: &mut Buffer, area: Rect) {
        if area.height == 0 {
            return;
        }
        let mut x = area.x;
        for (text, style) in &self.pieces {
            let room = area.right().saturating_sub(x);
            if room == 0 {
                break;
            }
            x += put(buf, (x, area.y), room, text, *style);
        }
    }

    /// Draws the line so that it ends where the area does.
    pub fn draw_right(&self, buf: &mut Buffer, area: Rect) {
        let shift = area.width.saturating_sub(self.width());
        self.draw(buf, Rect { x: area.x + shift, width: area.width - shift, ..area });
    }

    /// Draws the line in the middle of the area.
    pub fn draw_centred(&self, buf: &mut Buffer, area: Rect) {
        let shift = area.width.saturating_sub(self.width()) / 2;
        self.draw(buf, Rect { x: area.x + shift, width: area.width - shift, ..area });
    }
}

/// A text cut to at most this many columns.
#[must_use]
pub fn fit(text: &str, columns: u16) -> String {
    if width(text) <= columns {
        return text.to_owned();
    }
    let mut out = String::new();
    let mut used = 0;
    for (letter, wide) in letters(text) {
        if used + wide + 1 > columns {
            break;
        }
        out.push_str(&letter);
        used += wide;
    }
    if columns > 0 {
        out.push_str(CUT);
    }
    out
}

/// Draws lines one below the other, as many as the area has rows.
pub fn rows(buf: &mut Buffer, area: Rect, lines: &[Row]) {
    for (line, y) in lines.iter().zip(area.top()..area.bottom()) {
        line.draw(buf, Rect { y, height: 1, ..area });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_wrap_and_long_ones_break() {
        assert_eq!(wrap("to be believed, and to be safe", 12), ["to be", "believed,", "and to be", "safe"]);
        assert_eq!(wrap("abcdefgh", 3), ["abc", "def", "gh"]);
        assert_eq!(wrap("", 5), [""]);
        assert_eq!(wrap("a\n\nb", 5), ["a", "", "b"]);
        for columns in 0..20 {
            for line in wrap("漢字 mixed with עברית and العربية 👩‍👧", columns) {
                assert!(width(&line) <= columns.max(2), "{columns} {line}");
            }
        }
    }

    #[test]
    fn a_text_never_leaves_its_area() {
        let mut buf = Buffer::empty(Rect::new(0, 0, 6, 1));
        assert_eq!(put(&mut buf, (2, 0), 3, "hello", Style::new()), 3);
        assert_eq!(buf[(2, 0)].symbol(), "h");
        assert_eq!(buf[(4, 0)].symbol(), "…");
        assert_eq!(buf[(5, 0)].symbol(), " ");
        assert_eq!(put(&mut buf, (0, 0), 9, "\u{1b}[2J", Style::new()), 4);
        assert_eq!(buf[(0, 0)].symbol(), UNSAFE);
        assert_eq!(put(&mut buf, (0, 9), 9, "x", Style::new()), 0);
    }

    #[test]
    fn a_cut_text_takes_no_more_columns_than_it_may() {
        assert_eq!(fit("漢字漢字", 5), "漢字…");
        assert_eq!(fit("abc", 3), "abc");
        assert_eq!(fit("abcd", 0), "");
    }
}

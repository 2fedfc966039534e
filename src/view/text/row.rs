//! A line made of pieces that look different, and texts of many lines.

use std::{ops::Range, sync::Arc};

use ratatui::{buffer::Buffer, layout::Rect, style::Style};
use unicode_width::UnicodeWidthStr;

use super::{
    breaks, fit,
    layout::{self, Flow, Laid, lay_out},
    manner,
};
use crate::session::text::is_right_to_left;

/// A stretch of a text in one flow.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Piece {
    text: Arc<str>,
    stretch: Range<usize>,
    flow: Flow,
    style: Style,
    /// Stretches of the text that look otherwise.
    marks: Arc<[Range<usize>]>,
    mark: Style,
    /// Whether the text goes on and is not shown: the piece ends as what is cut does.
    goes_on: bool,
    /// The width of the field it stands in, where it ends at the side that it is read to.
    field: u16,
}

impl Piece {
    pub(super) fn new(text: impl Into<Arc<str>>, flow: Flow, style: Style) -> Self {
        let text = text.into();
        Self { stretch: 0..text.len(), text, flow, style, marks: Arc::default(), mark: style, goes_on: false, field: 0 }
    }

    fn width(&self) -> u16 {
        super::width(&self.text[self.stretch.clone()]).max(self.field)
    }

    /// As it stands in at most this many columns.
    fn laid(&self, columns: u16) -> Laid {
        let text = &self.text[self.stretch.clone()];
        let columns = if self.goes_on { columns.min(super::width(text) + 1) } else { columns };
        if super::width(text) <= columns && !self.goes_on {
            return lay_out(&self.text, self.stretch.clone(), self.flow, manner());
        }
        let letters = layout::clusters(&self.text, self.stretch.clone(), false);
        let mut used = 0;
        let rest = letters.iter().find(|glyph| {
            used += glyph.columns;
            used > columns.saturating_sub(1)
        });
        let end = rest.map_or(self.stretch.end, |glyph| glyph.bytes.start);
        let laid = lay_out(&self.text, self.stretch.start..end, self.flow, manner());
        if columns == 0 { laid } else { laid.cut(end, manner()) }
    }

    /// Draws it from this cell on; returns the columns used.
    pub(super) fn draw(&self, buf: &mut Buffer, (x, y): (u16, u16), columns: u16) -> u16 {
        let area = buf.area;
        if y < area.top() || y >= area.bottom() || x < area.left() || x >= area.right() {
            return 0;
        }
        let columns = columns.min(area.right() - x);
        if let Some(used) = self.draw_plain(buf, (x, y), columns) {
            return used;
        }
        let laid = self.laid(columns);
        let field = self.field.min(columns);
        let mut column = x + if laid.is_rtl { field.saturating_sub(laid.width()) } else { 0 };
        if let Some(sign) = laid.opens_with {
            carry(buf, (column, y), sign);
        }
        for glyph in &laid.glyphs {
            let is_marked = self.marks.iter().any(|mark| mark.contains(&glyph.bytes.start));
            let style = if is_marked { self.mark } else { self.style };
            set(buf, (column, y), &glyph.symbol, style);
            if glyph.columns == 2 {
                set(buf, (column + 1, y), " ", style);
            }
            column += glyph.columns;
        }
        (column - x).max(field)
    }

    /// The same of most pieces: one character a cell, all in one look, from left to right. `None` if it is another.
    fn draw_plain(&self, buf: &mut Buffer, (x, y): (u16, u16), columns: u16) -> Option<u16> {
        let text = &self.text[self.stretch.clone()];
        // What stands before and behind it has a say in how it is ordered.
        let is_one = !self.goes_on && self.marks.is_empty() && self.flow != Flow::Rtl && layout::is_plain(&self.text);
        let wide = super::width(text);
        if !is_one || wide > columns {
            return None;
        }
        for (column, letter) in (x..).zip(text.chars()) {
            let cell = &mut buf[(column, y)];
            cell.reset();
            cell.set_char(letter).set_style(self.style);
        }
        Some(wide.max(self.field.min(columns)))
    }
}

/// A cell holds nothing of what was drawn there before, a frame's colour included.
fn set(buf: &mut Buffer, place: (u16, u16), letter: &str, style: Style) {
    buf[place].reset();
    buf[place].set_symbol(letter).set_style(style);
}

/// Puts a sign without a width on the cell before this one; ratatui drops it anywhere else.
fn carry(buf: &mut Buffer, (x, y): (u16, u16), sign: &str) {
    let left = buf.area.left();
    let is_wide = |x: u16| x >= left && buf[(x, y)].symbol().width() > 1;
    let before = match x.checked_sub(1).filter(|before| *before >= left) {
        Some(before) if before > left && is_wide(before - 1) => before - 1,
        Some(before) => before,
        None => return,
    };
    let symbol = format!("{}{sign}", buf[(before, y)].symbol());
    buf[(before, y)].set_symbol(&symbol);
}

/// A line made of pieces that look different.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Row {
    pieces: Vec<Piece>,
}

impl Row {
    /// A line with nothing in it.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// A line of one piece of the interface.
    #[must_use]
    pub fn of(text: impl Into<String>, style: Style) -> Self {
        Self::new().and(text, style)
    }

    /// This line with one more piece of the interface.
    #[must_use]
    pub fn and(mut self, text: impl Into<String>, style: Style) -> Self {
        self.pieces.push(Piece::new(text.into(), Flow::Interface, style));
        self
    }

    /// This line with what somebody wrote: its first letter says from which side it is read.
    #[must_use]
    pub fn and_said(mut self, text: impl Into<String>, style: Style) -> Self {
        self.pieces.push(Piece::new(text.into(), Flow::Said, style));
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
        self.and_said(fit(text, columns), style).pad(start + columns)
    }

    /// How many columns it takes.
    #[must_use]
    pub fn width(&self) -> u16 {
        self.pieces.iter().fold(0, |sum: u16, piece| sum.saturating_add(piece.width()))
    }

    /// The same line in one look all over.
    #[must_use]
    pub fn all(mut self, style: Style) -> Self {
        for piece in &mut self.pieces {
            (piece.style, piece.mark) = (style, style);
        }
        self
    }

    /// The same line with every piece in a weight of its own and this one besides.
    #[must_use]
    pub fn with(mut self, style: Style) -> Self {
        for piece in &mut self.pieces {
            (piece.style, piece.mark) = (piece.style.patch(style), piece.mark.patch(style));
        }
        self
    }

    /// Draws the line into the first row of an area.
    pub fn draw(&self, buf: &mut Buffer, area: Rect) {
        if area.height == 0 {
            return;
        }
        let mut x = area.x;
        for piece in &self.pieces {
            let room = area.right().saturating_sub(x);
            if room == 0 {
                break;
            }
            x += piece.draw(buf, (x, area.y), room);
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

/// Draws lines one below the other, as many as the area has rows.
pub fn rows(buf: &mut Buffer, area: Rect, lines: &[Row]) {
    for (line, y) in lines.iter().zip(area.top()..area.bottom()) {
        line.draw(buf, Rect { y, height: 1, ..area });
    }
}

/// What somebody wrote, in lines of at most this many columns; paragraphs that are read from the right end there. Never
/// returns no line at all.
#[must_use]
pub fn said(text: &str, columns: u16, style: Style) -> Vec<Row> {
    Said::new(text, style).rows(columns)
}

/// What somebody wrote, where more is to be said of its look.
#[derive(Clone, Copy, Debug)]
#[must_use]
pub struct Said<'a> {
    text: &'a str,
    style: Style,
    marks: (&'a [Range<usize>], Style),
    first: Option<u16>,
    most: usize,
}

impl<'a> Said<'a> {
    /// A text in one look.
    pub const fn new(text: &'a str, style: Style) -> Self {
        Self { text, style, marks: (&[], style), first: None, most: usize::MAX }
    }

    /// Stretches of the text, by their bytes, in another look: what a search found.
    pub const fn marks(self, marks: &'a [Range<usize>], style: Style) -> Self {
        Self { marks: (marks, style), ..self }
    }

    /// The first line has so many columns: it stands beside something.
    pub const fn beside(self, first: u16) -> Self {
        Self { first: Some(first), ..self }
    }

    /// At most so many lines; the last ends as what is cut does.
    pub const fn at_most(self, most: usize) -> Self {
        Self { most, ..self }
    }

    /// The text in lines of at most this many columns.
    #[must_use]
    pub fn rows(self, columns: u16) -> Vec<Row> {
        let (mut lines, mut start) = (Vec::new(), 0);
        for paragraph in self.text.split('\n') {
            let first = self.first.filter(|_| lines.is_empty()).unwrap_or(columns);
            let whole = Piece {
                marks: self.marks_in(start, paragraph),
                mark: self.marks.1,
                ..Piece::new(paragraph, Flow::Said, self.style)
            };
            let is_rtl = is_right_to_left(paragraph);
            for (nth, stretch) in breaks(paragraph, (first.max(1), columns.max(1))).into_iter().enumerate() {
                let field = if nth == 0 { first } else { columns };
                let field = if is_rtl { field } else { 0 };
                lines.push(Row { pieces: vec![Piece { stretch, field, ..whole.clone() }] });
            }
            start += paragraph.len() + 1;
        }
        if lines.len() > self.most {
            lines.truncate(self.most);
            lines.last_mut().into_iter().flat_map(|row| &mut row.pieces).for_each(|piece| piece.goes_on = true);
        }
        lines
    }

    /// The marks that touch a paragraph, counted from its start.
    fn marks_in(&self, start: usize, paragraph: &str) -> Arc<[Range<usize>]> {
        let touches = |mark: &&Range<usize>| mark.end > start && mark.start < start + paragraph.len();
        let shifted = |mark: &Range<usize>| mark.start.saturating_sub(start)..mark.end.saturating_sub(start);
        self.marks.0.iter().filter(touches).map(shifted).collect()
    }
}

/// A stretch of a line that is being typed, in a field of so many columns, read from the given side.
#[must_use]
pub fn typed(line: &str, stretch: Range<usize>, (columns, is_rtl): (u16, bool), style: Style) -> Row {
    let flow = if is_rtl { Flow::Rtl } else { Flow::Ltr };
    let field = if is_rtl { columns } else { 0 };
    Row { pieces: vec![Piece { stretch, field, ..Piece::new(line, flow, style) }] }
}

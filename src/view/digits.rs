//! The clock in digits that grow with their panel, legible across a room.

use ratatui::{
    buffer::Buffer,
    layout::Rect,
    style::{Modifier, Style},
};

use super::{surface::is_ascii, text::Row};

/// A digit is five rows of three points; a colon and a plus are narrower in effect but of the same height.
const HEIGHT: u16 = 5;

/// The rows of a sign, a bit a point, the highest bit of `width` on the left.
const fn glyph(c: char) -> Option<(u16, [u8; HEIGHT as usize])> {
    Some(match c {
        '0' => (3, [0b111, 0b101, 0b101, 0b101, 0b111]),
        '1' => (3, [0b110, 0b010, 0b010, 0b010, 0b111]),
        '2' => (3, [0b111, 0b001, 0b111, 0b100, 0b111]),
        '3' => (3, [0b111, 0b001, 0b111, 0b001, 0b111]),
        '4' => (3, [0b101, 0b101, 0b111, 0b001, 0b001]),
        '5' => (3, [0b111, 0b100, 0b111, 0b001, 0b111]),
        '6' => (3, [0b111, 0b100, 0b111, 0b101, 0b111]),
        '7' => (3, [0b111, 0b001, 0b001, 0b001, 0b001]),
        '8' => (3, [0b111, 0b101, 0b111, 0b101, 0b111]),
        '9' => (3, [0b111, 0b101, 0b111, 0b001, 0b111]),
        ':' => (1, [0, 1, 0, 1, 0]),
        '+' => (3, [0, 0b010, 0b111, 0b010, 0]),
        _ => return None,
    })
}

/// The largest points on the moderator's screen, where other things are to be seen too.
const LARGEST: u16 = 6;

/// Draws a clock text in the middle of an area, as large as it fits beside other things; in ordinary letters where nothing
/// larger does.
pub fn draw(buf: &mut Buffer, area: Rect, text: &str, style: Style) {
    draw_up_to(buf, area, text, style, LARGEST);
}

/// The same, as large as it fits.
pub fn draw_largest(buf: &mut Buffer, area: Rect, text: &str, style: Style) {
    draw_up_to(buf, area, text, style, u16::MAX);
}

fn draw_up_to(buf: &mut Buffer, area: Rect, text: &str, style: Style, largest: u16) {
    // Blocks in reverse video are holes, and underlined ones are ruled paper.
    let style = style.remove_modifier(Modifier::REVERSED | Modifier::UNDERLINED);
    let glyphs: Option<Vec<_>> = text.chars().map(glyph).collect();
    let Some(glyphs) = glyphs.filter(|glyphs| !glyphs.is_empty()) else { return plain(buf, area, text, style) };
    let points = glyphs.iter().map(|(width, _)| width + 1).sum::<u16>() - 1;
    // A cell is two points high, so that points are square; in ASCII it is one, and a point two cells wide where they fit.
    let halves = if is_ascii() { 1 } else { 2 };
    let wide = if is_ascii() && area.width >= points * 2 { 2 } else { 1 };
    let scale = (area.width / (points * wide)).min(area.height * halves / HEIGHT).min(largest);
    if scale == 0 {
        return plain(buf, area, text, style);
    }
    let rows = (HEIGHT * scale).div_ceil(halves);
    let (left, top) = (area.x + (area.width - points * scale * wide) / 2, area.y + (area.height - rows) / 2);
    let mut column = left;
    for (width, bits) in glyphs {
        let lit = |x: u16, y: u16| {
            y < HEIGHT * scale && bits[usize::from(y / scale)] >> (width - 1 - x / (scale * wide)) & 1 == 1
        };
        for x in 0..width * scale * wide {
            for row in 0..rows {
                let (upper, lower) = if halves == 1 { (row, row) } else { (row * 2, row * 2 + 1) };
                let symbol = match (lit(x, upper), lit(x, lower)) {
                    (true, true) => "█",
                    (true, false) => "▀",
                    (false, true) => "▄",
                    (false, false) => continue,
                };
                buf[(column + x, top + row)].set_symbol(symbol).set_style(style);
            }
        }
        column += (width + 1) * scale * wide;
    }
}

fn plain(buf: &mut Buffer, area: Rect, text: &str, style: Style) {
    let middle = Rect { y: area.y + area.height.saturating_sub(1) / 2, height: area.height.min(1), ..area };
    Row::of(text, style).draw_centred(buf, middle);
}

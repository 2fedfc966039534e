//! A wording in large letters, for a room to read along. Letters that the large alphabet lacks make the whole text plain.

use font8x8::{BASIC_FONTS, LATIN_FONTS, UnicodeFonts};
use ratatui::{buffer::Buffer, layout::Rect, style::Style};

use crate::view::text::{put, said, wrap};

/// A large letter takes four columns and four rows: a quarter of a cell a point.
const CELL: u16 = 4;

/// The quarters of a cell, by which of them are lit: upper left, upper right, lower left, lower right.
const QUARTERS: [&str; 16] = [" ", "▘", "▝", "▀", "▖", "▌", "▞", "▛", "▗", "▚", "▐", "▜", "▄", "▙", "▟", "█"];

/// Draws a text in the middle of an area, in large letters where they fit, else in plain ones with room between the lines.
pub(super) fn draw(buf: &mut Buffer, area: Rect, text: &str, style: Style) {
    let plain = plainer(text);
    let lines = wrap(&plain, area.width / CELL);
    let high = u16::try_from(lines.len()).unwrap_or(u16::MAX).saturating_mul(CELL + 1).saturating_sub(1);
    let glyphs: Option<Vec<Vec<[u8; 8]>>> = lines.iter().map(|line| line.chars().map(glyph).collect()).collect();
    match glyphs.filter(|_| high <= area.height) {
        Some(lines) => {
            let mut y = area.y + (area.height - high) / 2;
            for line in lines {
                draw_line(buf, area, y, &line, style);
                y += CELL + 1;
            }
        }
        None => draw_plain(buf, area, text, style),
    }
}

fn draw_line(buf: &mut Buffer, area: Rect, y: u16, line: &[[u8; 8]], style: Style) {
    let wide = u16::try_from(line.len()).unwrap_or(u16::MAX).saturating_mul(CELL);
    let mut x = area.x + area.width.saturating_sub(wide) / 2;
    for bits in line {
        for row in 0..CELL {
            let (upper, lower) = (bits[usize::from(row) * 2], bits[usize::from(row) * 2 + 1]);
            let cells: String = (0..CELL)
                .map(|column| {
                    let lit = |bits: u8, point: u16| usize::from(bits >> point & 1);
                    let (left, right) = (column * 2, column * 2 + 1);
                    let place =
                        lit(upper, left) | lit(upper, right) << 1 | lit(lower, left) << 2 | lit(lower, right) << 3;
                    QUARTERS[place]
                })
                .collect();
            put(buf, (x, y + row), CELL, &cells, style);
        }
        x += CELL;
    }
}

fn draw_plain(buf: &mut Buffer, area: Rect, text: &str, style: Style) {
    let columns = area.width.min(60);
    let lines = said(text, columns, style);
    let gap = if lines.len() * 2 <= usize::from(area.height) + 1 { 2 } else { 1 };
    let high = u16::try_from(lines.len() * gap).unwrap_or(u16::MAX).min(area.height);
    let (left, top) = (area.x + (area.width - columns) / 2, area.y + (area.height - high) / 2);
    for (line, y) in lines.iter().zip((top..area.bottom()).step_by(gap)) {
        line.draw(buf, Rect { x: left, y, width: columns, height: 1 });
    }
}

/// Signs that the large alphabet writes otherwise.
fn plainer(text: &str) -> String {
    let plain = |c: char| match c {
        '’' | '‘' => "'".to_owned(),
        '“' | '”' | '„' => "\"".to_owned(),
        '–' | '—' => "-".to_owned(),
        '…' => "...".to_owned(),
        '\n' => " ".to_owned(),
        other => other.to_string(),
    };
    text.chars().map(plain).collect()
}

fn glyph(c: char) -> Option<[u8; 8]> {
    BASIC_FONTS.get(c).or_else(|| LATIN_FONTS.get(c)).filter(|bits| c == ' ' || bits.iter().any(|row| *row > 0))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(text: &str, width: u16, height: u16) -> String {
        let area = Rect::new(0, 0, width, height);
        let mut buf = Buffer::empty(area);
        draw(&mut buf, area, text, Style::new());
        (0..height).map(|y| (0..width).map(|x| buf[(x, y)].symbol()).collect::<String>() + "\n").collect()
    }

    #[test]
    fn latin_letters_are_large_and_others_are_whole() {
        assert!(drawn("Ja, é", 40, 6).contains('█'));
        for (text, letter) in [("לא", 'ל'), ("لا نعم", 'ن')] {
            let plain = drawn(text, 40, 6);
            assert!(plain.contains(letter) && !plain.contains('█'), "{plain}");
        }
    }

    #[test]
    fn what_has_no_room_for_large_letters_is_plain() {
        assert!(drawn("Both losses are real.", 24, 3).contains("Both losses are real."));
        for (width, height) in [(0, 0), (1, 1), (3, 9), (200, 2)] {
            drawn("Both losses are real.", width, height);
        }
    }
}

//! A wording in large letters, for a room to read along. Letters that the large alphabet lacks make the whole text plain.

use font8x8::{BASIC_FONTS, LATIN_FONTS, UnicodeFonts};
use ratatui::{buffer::Buffer, layout::Rect, style::Style};

use crate::view::text::{put, said, wrap};

/// A letter of the alphabet has eight points each way.
const POINTS: u16 = 8;

/// The quarters of a cell, by which of them are lit: upper left, upper right, lower left, lower right.
const QUARTERS: [&str; 16] = [" ", "▘", "▝", "▀", "▖", "▌", "▞", "▛", "▗", "▚", "▐", "▜", "▄", "▙", "▟", "█"];

/// A point is a cell, or a quarter of one: the columns and rows of a letter, and the rows between two lines.
const SIZES: [(u16, u16); 3] = [(POINTS, 1), (POINTS / 2, 1), (POINTS / 2, 0)];

/// Draws a text in the middle of an area, in letters as large as they fit, else in plain ones with room between the lines.
pub(super) fn draw(buf: &mut Buffer, area: Rect, text: &str, style: Style) {
    let text_in_glyphs = plainer(text);
    for (size, gap) in SIZES {
        let lines = wrap(&text_in_glyphs, area.width / size);
        let high = u16::try_from(lines.len()).unwrap_or(u16::MAX).saturating_mul(size + gap).saturating_sub(gap);
        let words_fit =
            text_in_glyphs.split_whitespace().all(|word| word.chars().count() <= usize::from(area.width / size));
        let glyphs: Option<Vec<Vec<[u8; 8]>>> = lines.iter().map(|line| line.chars().map(glyph).collect()).collect();
        if let Some(lines) = glyphs.filter(|_| words_fit && high <= area.height) {
            let mut y = area.y + (area.height - high) / 2;
            for line in lines {
                draw_line(buf, (area, y), &line, (size, style));
                y += size + gap;
            }
            return;
        }
    }
    draw_plain(buf, area, text, style);
}

/// How many rows a text takes in the smallest of the large letters; none where a letter or a word does not fit.
pub(super) fn rows_of(text: &str, columns: u16) -> Option<u16> {
    let [.., (size, gap)] = SIZES;
    let text = plainer(text);
    let room = columns / size;
    let is_large = text.chars().all(|c| glyph(c).is_some());
    let words_fit = text.split_whitespace().all(|word| word.chars().count() <= usize::from(room));
    let lines = u16::try_from(wrap(&text, room.max(1)).len()).ok()?;
    (is_large && words_fit).then(|| lines.saturating_mul(size + gap))
}

fn draw_line(buf: &mut Buffer, (area, y): (Rect, u16), line: &[[u8; 8]], (size, style): (u16, Style)) {
    let wide = u16::try_from(line.len()).unwrap_or(u16::MAX).saturating_mul(size);
    let mut x = area.x + area.width.saturating_sub(wide) / 2;
    for bits in line {
        for row in 0..size {
            let cells: String = (0..size).map(|column| cell(*bits, (column, row), POINTS / size)).collect();
            put(buf, (x, y + row), size, &cells, style);
        }
        x += size;
    }
}

/// One cell of a letter, which is one point or four.
fn cell(bits: [u8; 8], (column, row): (u16, u16), points: u16) -> &'static str {
    let lit = |x: u16, y: u16| usize::from(bits[usize::from(y)] >> x & 1);
    if points == 1 {
        return if lit(column, row) == 1 { "█" } else { " " };
    }
    let (x, y) = (column * 2, row * 2);
    QUARTERS[lit(x, y) | lit(x + 1, y) << 1 | lit(x, y + 1) << 2 | lit(x + 1, y + 1) << 3]
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
        for text in ["לא", "لا نعم"] {
            let plain = drawn(text, 40, 6);
            assert!(!plain.contains('█') && plain.chars().any(char::is_alphabetic), "{plain}");
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

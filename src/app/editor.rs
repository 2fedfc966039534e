//! Text being typed: one widget for every line and box, right by grapheme.
//!
//! `ratatui-textarea` keeps the text and its history; it moves by code point, so every move here ends on a boundary of
//! what people see as one letter. Drawing is the view's, so that every text on the screen goes through one place.

use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use ratatui_textarea::{CursorMove, TextArea};
use unicode_segmentation::UnicodeSegmentation;

use crate::session::text::{LONGEST, is_right_to_left, is_unsafe};

/// A text being typed, and where in it.
#[derive(Clone, Debug)]
pub struct Editor {
    area: TextArea<'static>,
    /// Whether the user says that the field is read from the right; `None` lets each line's first letter say so.
    direction: Option<bool>,
}

/// Where the caret stands: before this byte of this line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Caret {
    /// Counted from nought.
    pub line: usize,
    /// In bytes, on a boundary between graphemes.
    pub byte: usize,
}

impl Default for Editor {
    fn default() -> Self {
        Self::new("")
    }
}

impl Editor {
    /// A text with the caret at its end.
    #[must_use]
    pub fn new(text: &str) -> Self {
        let mut area = TextArea::new(text.lines().map(str::to_owned).collect());
        area.move_cursor(CursorMove::Bottom);
        area.move_cursor(CursorMove::End);
        Self { area, direction: None }
    }

    /// The text as it stands.
    #[must_use]
    pub fn text(&self) -> String {
        self.area.lines().join("\n")
    }

    /// Its lines; never none.
    #[must_use]
    pub fn lines(&self) -> &[String] {
        self.area.lines()
    }

    /// Whether a line is read from the right.
    #[must_use]
    pub fn is_rtl(&self, line: usize) -> bool {
        self.direction.unwrap_or_else(|| self.area.lines().get(line).is_some_and(|line| is_right_to_left(line)))
    }

    /// Reads the field from the side that its first letter says; then from the right; then from the left.
    pub const fn turn(&mut self) {
        self.direction = match self.direction {
            None => Some(true),
            Some(true) => Some(false),
            Some(false) => None,
        };
    }

    /// Whether nothing but spaces was typed.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        self.area.lines().iter().all(|line| line.trim().is_empty())
    }

    /// Where the caret stands.
    #[must_use]
    pub fn caret(&self) -> Caret {
        let cursor = self.area.cursor();
        let line = self.area.lines().get(cursor.0).map_or("", String::as_str);
        Caret { line: cursor.0, byte: byte_of(line, cursor.1) }
    }

    /// Whether the caret stands on the last line.
    #[must_use]
    pub fn is_on_last_line(&self) -> bool {
        self.caret().line + 1 == self.area.lines().len()
    }

    /// Puts text in at the caret, as it may stand in a text: see [`is_unsafe`]. Says whether all of it went in.
    pub fn insert(&mut self, text: &str) -> bool {
        let room = LONGEST.saturating_sub(self.text().len());
        let mut safe = String::new();
        for c in text.replace("\r\n", "\n").replace('\r', "\n").replace('\t', " ").chars() {
            if c != '\n' && is_unsafe(c) {
                continue;
            }
            if safe.len() + c.len_utf8() > room {
                self.area.insert_str(&safe);
                return false;
            }
            safe.push(c);
        }
        self.area.insert_str(&safe);
        true
    }

    /// Breaks the line at the caret.
    pub fn new_line(&mut self) {
        self.area.insert_newline();
    }

    /// Takes a key that edits. Says whether it was one.
    pub fn press(&mut self, key: &KeyEvent) -> bool {
        let word = key.modifiers.intersects(KeyModifiers::CONTROL | KeyModifiers::ALT);
        let control = key.modifiers.contains(KeyModifiers::CONTROL);
        match key.code {
            KeyCode::Char(c) if control => return self.control(c),
            KeyCode::Char(_) if word => return false,
            KeyCode::Char(c) => {
                self.insert(c.encode_utf8(&mut [0; 4]));
            }
            KeyCode::Backspace if word => {
                self.area.delete_word();
            }
            KeyCode::Backspace => {
                self.area.delete_char();
            }
            KeyCode::Delete => self.delete_grapheme(),
            KeyCode::Home => self.area.move_cursor(CursorMove::Head),
            KeyCode::End => self.area.move_cursor(CursorMove::End),
            KeyCode::Left | KeyCode::Right => {
                // In a line that is read from the right, the left is where it goes on.
                let forward = (key.code == KeyCode::Right) != self.is_rtl(self.caret().line);
                let to = match (forward, word) {
                    (true, true) => CursorMove::WordForward,
                    (true, false) => CursorMove::Forward,
                    (false, true) => CursorMove::WordBack,
                    (false, false) => CursorMove::Back,
                };
                self.step(to, forward);
            }
            KeyCode::Up => self.step(CursorMove::Up, false),
            KeyCode::Down => self.step(CursorMove::Down, false),
            _ => return false,
        }
        true
    }

    /// The keys that a shell's line knows.
    fn control(&mut self, c: char) -> bool {
        match c {
            'u' => self.area.delete_line_by_head(),
            'k' => self.area.delete_line_by_end(),
            'w' => self.area.delete_word(),
            'z' => self.area.undo(),
            'y' => self.area.redo(),
            'a' | 'e' => {
                self.area.move_cursor(if c == 'a' { CursorMove::Head } else { CursorMove::End });
                true
            }
            _ => false,
        }
    }

    /// Moves, and goes on to the nearest boundary between graphemes.
    fn step(&mut self, to: CursorMove, forward: bool) {
        self.area.move_cursor(to);
        let cursor = self.area.cursor();
        let line = self.area.lines().get(cursor.0).map_or("", String::as_str);
        let byte = byte_of(line, cursor.1);
        let mut boundaries = line.grapheme_indices(true).map(|(start, _)| start).chain([line.len()]);
        let boundary = if forward {
            boundaries.find(|start| *start >= byte)
        } else {
            boundaries.take_while(|start| *start <= byte).last()
        };
        let column = line[..boundary.unwrap_or(byte)].chars().count();
        self.jump(cursor.0, column);
    }

    fn jump(&mut self, line: usize, column: usize) {
        let narrow = |n: usize| u16::try_from(n).unwrap_or(u16::MAX);
        self.area.move_cursor(CursorMove::Jump(narrow(line), narrow(column)));
    }

    fn delete_grapheme(&mut self) {
        let caret = self.caret();
        let line = &self.area.lines()[caret.line];
        let letters = line[caret.byte..].graphemes(true).next().map_or(1, |grapheme| grapheme.chars().count());
        for _ in 0..letters {
            self.area.delete_next_char();
        }
    }
}

/// The byte at which this many characters of a line end.
fn byte_of(line: &str, chars: usize) -> usize {
    line.char_indices().nth(chars).map_or(line.len(), |(byte, _)| byte)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn press(editor: &mut Editor, code: KeyCode) {
        editor.press(&KeyEvent::new(code, KeyModifiers::NONE));
    }

    #[test]
    fn the_caret_stops_between_letters_as_people_see_them() {
        for letter in ["e\u{301}", "👩‍👧", "🇮🇱", "שָׁ", "لا"] {
            let mut editor = Editor::new(&format!("a{letter}b"));
            press(&mut editor, KeyCode::Left);
            press(&mut editor, KeyCode::Left);
            let expected = if letter == "لا" { 1 + "ل".len() } else { 1 };
            assert_eq!(editor.caret().byte, expected, "{letter}");
            press(&mut editor, KeyCode::Right);
            assert_eq!(editor.caret().byte, 1 + letter.len(), "{letter}");
        }
    }

    #[test]
    fn delete_takes_the_whole_letter() {
        let mut editor = Editor::new("a👩‍👧b");
        press(&mut editor, KeyCode::Home);
        press(&mut editor, KeyCode::Right);
        press(&mut editor, KeyCode::Delete);
        assert_eq!(editor.text(), "ab");
    }

    #[test]
    fn a_paste_brings_no_commands_and_no_more_than_fits() {
        let mut editor = Editor::default();
        assert!(editor.insert("a\u{1b}]52;c;x\u{7}\r\nb\tc"));
        assert_eq!(editor.text(), "a]52;c;x\nb c");
        let mut lines = Editor::default();
        lines.insert("a\rb");
        assert_eq!(lines.text(), "a\nb", "terminals paste a line end as a carriage return");
        assert!(!editor.insert(&"x".repeat(LONGEST + 1)));
        assert!(editor.text().len() <= LONGEST);
    }
}

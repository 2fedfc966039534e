//! What the terminal in front is able to show, and how everything is fitted to it once it is drawn.

use std::cell::Cell;

use ratatui::{Frame, buffer::Buffer};

use super::{
    Theme, draw,
    text::{Manner, in_manner},
};
use crate::{
    app::{App, Now},
    library::{Ascii, Bidi, ThemeName},
};

/// What is known of the terminal in front.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "a terminal has each of these or has it not")]
pub struct Surface {
    /// Whether it has no more than sixteen colours.
    pub sixteen: bool,
    /// Whether no colours are wanted.
    pub colourless: bool,
    /// Whether its ground is light.
    pub is_light: bool,
    /// Whether it has no frames and signs but those of ASCII.
    pub ascii: bool,
    /// How it wants text that runs from right to left.
    pub manner: Manner,
    /// How it would want it if it were to order that text itself.
    pub isolates: bool,
    /// Whether each row begins with a sign that keeps the terminal outside this one from ordering it (tmux).
    pub anchored: bool,
}

impl Default for Surface {
    fn default() -> Self {
        Self {
            sixteen: false,
            colourless: false,
            is_light: false,
            ascii: false,
            manner: Manner::Cells,
            isolates: true,
            anchored: false,
        }
    }
}

thread_local! {
    /// Set once a frame, like the manner of text, and read by the digits.
    static ASCII: Cell<bool> = const { Cell::new(false) };
}

/// Whether this frame is drawn with plain ASCII.
pub(super) fn is_ascii() -> bool {
    ASCII.get()
}

impl Surface {
    /// How things look here under a theme.
    #[must_use]
    pub fn theme(&self, name: ThemeName) -> Theme {
        let theme = match (name, self.is_light) {
            (ThemeName::Auto, _) if self.colourless => Theme::MONO,
            (ThemeName::Mono, _) => Theme::MONO,
            (ThemeName::Auto, false) | (ThemeName::Dark, _) => Theme::COLOUR,
            (ThemeName::Auto, true) | (ThemeName::Light, _) => Theme::LIGHT,
            (ThemeName::HighContrast, false) => Theme::CONTRAST,
            (ThemeName::HighContrast, true) => Theme::CONTRAST_ON_LIGHT,
            (ThemeName::ColourBlind, false) => Theme::BLUE_AND_ORANGE,
            (ThemeName::ColourBlind, true) => Theme::BLUE_AND_ORANGE_ON_LIGHT,
        };
        if self.sixteen { theme.in_sixteen() } else { theme }
    }

    /// How text that runs from right to left is sent.
    #[must_use]
    pub const fn manner(&self, bidi: Bidi) -> Manner {
        match (bidi, self.manner) {
            (Bidi::Auto, manner) | (Bidi::App, manner @ Manner::Words) => manner,
            (Bidi::App, _) => Manner::Cells,
            (Bidi::Terminal, _) => Manner::Reading { isolates: self.isolates },
        }
    }

    /// Draws everything as it is wanted here.
    pub fn draw(&self, frame: &mut Frame<'_>, app: &App, now: &Now) {
        let settings = &app.settings;
        let ascii = match settings.ascii {
            Ascii::Auto => self.ascii,
            Ascii::Always => true,
            Ascii::Never => false,
        };
        let (theme, manner) = (self.theme(settings.theme), self.manner(settings.bidi));
        ASCII.set(ascii);
        in_manner(manner, || draw(frame, app, now, &theme));
        ASCII.set(false);
        if ascii {
            plain(frame.buffer_mut());
        }
        if self.anchored && !matches!(manner, Manner::Reading { .. }) {
            anchor(frame.buffer_mut());
        }
    }
}

/// Left to right, whatever follows: the terminal around this one sees it in the first cell of each row.
const OVERRIDE: char = '\u{202D}';

fn anchor(buf: &mut Buffer) {
    let area = buf.area;
    for y in area.top()..area.bottom() {
        if area.width > 0 {
            let symbol = format!("{}{OVERRIDE}", buf[(area.left(), y)].symbol());
            buf[(area.left(), y)].set_symbol(&symbol);
        }
    }
}

/// Frames, bars and signs in what every terminal has.
fn plain(buf: &mut Buffer) {
    for cell in &mut buf.content {
        if !cell.symbol().is_ascii() && cell.symbol().chars().any(|c| in_ascii(c).is_some()) {
            let symbol: String = cell.symbol().chars().map(|c| in_ascii(c).unwrap_or(c)).collect();
            cell.set_symbol(&symbol);
        }
    }
}

/// What stands for a sign of the interface; `None` for letters.
const fn in_ascii(c: char) -> Option<char> {
    Some(match c {
        '─' | '–' | '—' | '╌' => '-',
        '│' | '┃' | '║' | '┊' | '▏' | '▌' => '|',
        '╭' | '╮' | '╰' | '╯' | '┌' | '┐' | '└' | '┘' | '├' | '┤' | '┬' | '┴' | '┼' => '+',
        '█' | '▇' | '▆' | '▅' | '▓' | '▉' | '▊' | '▋' => '#',
        '▄' | '▃' | '▂' | '▁' => '_',
        '░' | '▒' => ':',
        '●' | '•' | '▪' => '*',
        '○' | '◌' => 'o',
        '◐' | '◑' => '/',
        '◔' => '!',
        '▲' | '↑' | '▀' | '▔' => '^',
        '▼' | '↓' | '✓' => 'v',
        '▸' | '▶' | '→' | '›' => '>',
        '◂' | '◀' | '←' | '‹' => '<',
        '↳' => '`',
        '✗' | '×' => 'x',
        '≠' => '%',
        '‖' | '━' | '═' => '=',
        '·' => '.',
        '…' => '~',
        '“' | '”' | '„' => '"',
        '‘' | '’' => '\'',
        _ => return None,
    })
}

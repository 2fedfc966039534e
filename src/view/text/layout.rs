//! From a text in the order in which it is read to cells in the order in which they stand on the screen.
//!
//! Text stays in logical order everywhere but here. UAX #9 says how a line is reordered; `unicode-bidi` gives the levels,
//! and this adds what it leaves out: letters as people see them, mirrored signs, Arabic joining, where a caret stands, and
//! the manner in which the terminal in front wants it all.

use std::ops::Range;

use unicode_bidi::{BidiClass, BidiInfo, Level, bidi_class};
use unicode_bidi_mirroring::get_mirrored;
use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use super::joining;
use crate::session::text::{is_right_to_left, is_unsafe};

/// What stands for a character that must not reach the terminal.
pub(super) const UNSAFE: &str = "\u{FFFD}";
/// What stands where a text was cut.
pub(super) const CUT: &str = "…";
/// The variation selector that ratatui 0.30.2 counts otherwise than terminals draw it.
const EMOJI_STYLE: char = '\u{FE0F}';
/// What a vowel mark stands on that has no letter.
const NO_LETTER: char = '\u{25CC}';
/// Begins a stretch that the terminal keeps apart, left to right and right to left, and ends it.
const ISOLATES: (&str, &str, &str) = ("\u{2066}", "\u{2067}", "\u{2069}");

/// How the terminal in front wants a text in which something runs from right to left.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Manner {
    /// Cell by cell from left to right: ordered and joined here.
    #[default]
    Cells,
    /// The same, but it turns each word round by itself and joins its letters.
    Words,
    /// In the order of reading: it orders and joins.
    Reading {
        /// Whether it knows the signs that keep a name apart from what surrounds it.
        isolates: bool,
    },
}

/// Whose text it is, and from which side it is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flow {
    /// A sentence of the interface, from left to right; a name in it that runs the other way is kept apart, so that it turns
    /// nothing round that stands beside it.
    Interface,
    /// What somebody wrote, by its first letter that has a direction.
    Said,
    /// What somebody wrote, from left to right.
    Ltr,
    /// What somebody wrote, from right to left.
    Rtl,
}

/// What people see as one letter, in its cell or two.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Glyph {
    /// What the terminal is sent.
    pub symbol: String,
    /// Where it stands in the text.
    pub bytes: Range<usize>,
    /// One or two.
    pub columns: u16,
}

/// A line as it stands on the screen, from left to right.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Laid {
    /// Whether it is read from right to left, and so ends on the left.
    pub is_rtl: bool,
    /// What it is made of.
    pub glyphs: Vec<Glyph>,
    /// What the cell before the line carries besides.
    pub opens_with: Option<&'static str>,
}

impl Laid {
    /// How many columns it takes.
    #[must_use]
    pub fn width(&self) -> u16 {
        columns_of(&self.glyphs)
    }

    /// The line with the sign that it goes on, at the end to which it is read.
    pub(super) fn cut(mut self, end: usize, manner: Manner) -> Self {
        let mut sign = Glyph { symbol: CUT.into(), bytes: end..end, columns: 1 };
        match (manner, self.glyphs.last_mut()) {
            (Manner::Reading { isolates: true }, Some(last)) if last.symbol.ends_with(ISOLATES.2) => {
                last.symbol.truncate(last.symbol.len() - ISOLATES.2.len());
                sign.symbol.push_str(ISOLATES.2);
                self.glyphs.push(sign);
            }
            (Manner::Cells | Manner::Words, _) if self.is_rtl => self.glyphs.insert(0, sign),
            _ => self.glyphs.push(sign),
        }
        self
    }

    /// The column of the caret before this byte, in a field of so many columns: on the letter that it precedes; behind the
    /// last one, past the end where the line is read to.
    #[must_use]
    pub fn caret(&self, byte: usize, columns: u16) -> u16 {
        let start = if self.is_rtl { columns.saturating_sub(self.width()) } else { 0 };
        let mut column = start;
        for glyph in &self.glyphs {
            if glyph.bytes.contains(&byte) {
                return column;
            }
            column += glyph.columns;
        }
        if self.is_rtl { start.saturating_sub(1) } else { column }
    }

    /// The byte that a column of such a field belongs to; `None` beside the text.
    #[must_use]
    pub fn byte_at(&self, column: u16, columns: u16) -> Option<usize> {
        let mut at = if self.is_rtl { columns.saturating_sub(self.width()) } else { 0 };
        self.glyphs.iter().find_map(|glyph| {
            let here = (at..at + glyph.columns).contains(&column);
            at += glyph.columns;
            here.then_some(glyph.bytes.start)
        })
    }
}

/// Lays a stretch of a text out. The whole text is one paragraph, and says how the stretch is ordered.
#[must_use]
pub fn lay_out(text: &str, stretch: Range<usize>, flow: Flow, manner: Manner) -> Laid {
    if flow != Flow::Rtl && !runs_back(text) {
        return Laid { is_rtl: false, glyphs: clusters(text, stretch, false), opens_with: None };
    }
    match flow {
        Flow::Interface => interface(text, stretch, manner),
        Flow::Said => paragraph(text, stretch, is_right_to_left(text), manner),
        Flow::Ltr => paragraph(text, stretch, false, manner),
        Flow::Rtl => paragraph(text, stretch, true, manner),
    }
}

/// Whether anything in it runs from right to left.
pub(super) fn runs_back(text: &str) -> bool {
    !text.is_ascii()
        && text.chars().any(|c| {
            matches!(c, '\u{590}'..='\u{8FF}' | '\u{200F}' | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFE}'
                | '\u{10800}'..='\u{10FFF}' | '\u{1E800}'..='\u{1EFFF}')
        })
}

/// Whether every character is a letter of its own that takes one column: what most of a screen consists of, and what needs
/// no tables of Unicode.
pub(super) fn is_plain(text: &str) -> bool {
    text.chars().all(|c| {
        matches!(c, ' '..='~' | '\u{A1}'..='\u{AC}' | '\u{AE}'..='\u{24F}' | '‐'..='‖' | '‘'..='„' | '•' | '…' | '✓' | '≠'
            | '─'..='◼')
    })
}

/// The letters of a stretch in the order of reading, without those that take no column.
pub(super) fn clusters(text: &str, stretch: Range<usize>, joined: bool) -> Vec<Glyph> {
    let raw: Vec<(usize, &str)> =
        text[stretch.clone()].grapheme_indices(true).map(|(at, letter)| (stretch.start + at, letter)).collect();
    let letter = |place: usize| raw.get(place).map(|(_, letter)| *letter);
    let (mut glyphs, mut place) = (Vec::with_capacity(raw.len()), 0);
    while let Some((at, cluster)) = raw.get(place) {
        let before = place.checked_sub(1).and_then(letter);
        let pair = letter(place + 1)
            .filter(|_| joined)
            .and_then(|next| Some((joining::lam_alef(before, cluster, next)?, at + cluster.len() + next.len())));
        place += 1 + usize::from(pair.is_some());
        let (symbol, end) = pair.unwrap_or_else(|| {
            let shaped = joined.then(|| joining::shaped(before, cluster, letter(place))).flatten();
            (shaped.unwrap_or_else(|| (*cluster).to_owned()), at + cluster.len())
        });
        glyphs.extend(glyph(&symbol, *at..end));
    }
    glyphs
}

/// `None` if it takes no column.
fn glyph(symbol: &str, bytes: Range<usize>) -> Option<Glyph> {
    if symbol.chars().any(is_unsafe) {
        return Some(Glyph { symbol: UNSAFE.into(), bytes, columns: 1 });
    }
    let mut symbol: String = symbol.chars().filter(|c| *c != EMOJI_STYLE && !is_mark_of_direction(*c)).collect();
    let mut columns = u16::try_from(symbol.width()).unwrap_or(0).min(2);
    let first = symbol.chars().next()?;
    if columns == 0 && bidi_class(first) == BidiClass::NSM {
        symbol.insert(0, NO_LETTER);
        columns = 1;
    }
    (columns > 0).then_some(Glyph { symbol, bytes, columns })
}

const fn is_mark_of_direction(c: char) -> bool {
    matches!(c, '\u{200E}' | '\u{200F}' | '\u{61C}')
}

fn columns_of(glyphs: &[Glyph]) -> u16 {
    glyphs.iter().fold(0, |sum: u16, glyph| sum.saturating_add(glyph.columns))
}

/// A paragraph that somebody wrote.
fn paragraph(text: &str, stretch: Range<usize>, is_rtl: bool, manner: Manner) -> Laid {
    let glyphs = clusters(text, stretch.clone(), manner == Manner::Cells);
    match manner {
        Manner::Reading { isolates } => {
            let mut laid = Laid { is_rtl, glyphs, opens_with: None };
            if let Some(last) = laid.glyphs.last_mut().filter(|_| isolates) {
                last.symbol.push_str(ISOLATES.2);
                laid.opens_with = Some(if is_rtl { ISOLATES.1 } else { ISOLATES.0 });
            }
            laid
        }
        Manner::Cells => Laid { is_rtl, glyphs: ordered(text, stretch, is_rtl, glyphs), opens_with: None },
        Manner::Words => {
            let mut glyphs = ordered(text, stretch, is_rtl, glyphs);
            turn_words(&mut glyphs);
            Laid { is_rtl, glyphs, opens_with: None }
        }
    }
}

/// The letters of a row in the order in which they stand, the signs that have a direction turned round (L1 to L4).
fn ordered(text: &str, stretch: Range<usize>, is_rtl: bool, glyphs: Vec<Glyph>) -> Vec<Glyph> {
    let text = without_commands(text);
    let base = if is_rtl { Level::rtl() } else { Level::ltr() };
    let info = BidiInfo::new(&text, Some(base));
    let Some(paragraph) = info.paragraphs.first() else { return glyphs };
    let levels = info.reordered_levels(paragraph, stretch);
    let levels: Vec<Level> = glyphs.iter().map(|glyph| levels[glyph.bytes.start]).collect();
    let mut glyphs: Vec<Option<Glyph>> = glyphs.into_iter().map(Some).collect();
    let order = BidiInfo::reorder_visual(&levels);
    order.into_iter().filter_map(|place| Some(turned(glyphs.get_mut(place)?.take()?, levels[place]))).collect()
}

fn turned(mut glyph: Glyph, level: Level) -> Glyph {
    if level.is_rtl()
        && let Some(mirrored) = glyph.symbol.chars().next().and_then(get_mirrored)
    {
        glyph.symbol = std::iter::once(mirrored).chain(glyph.symbol.chars().skip(1)).collect();
    }
    glyph
}

/// The text with a sign of the same length for everything that would act on the order or on the terminal.
fn without_commands(text: &str) -> String {
    let sign = |c: char| match c.len_utf8() {
        _ if !is_unsafe(c) => c,
        1 => '!',
        2 => '¡',
        _ => '\u{FFFD}',
    };
    text.chars().map(sign).collect()
}

/// A terminal that turns each word round by itself gets its letters as they are read.
fn turn_words(glyphs: &mut [Glyph]) {
    let is_letter = |glyph: &Glyph| {
        glyph.symbol.chars().next().is_some_and(|c| matches!(bidi_class(c), BidiClass::R | BidiClass::AL))
    };
    for word in glyphs.chunk_by_mut(|one, other| is_letter(one) == is_letter(other)) {
        if is_letter(&word[0]) {
            word.reverse();
        }
    }
}

/// A sentence of the interface with its names kept apart.
fn interface(text: &str, stretch: Range<usize>, manner: Manner) -> Laid {
    let mut laid = Laid::default();
    let mut plain = stretch.start;
    for name in names(text, stretch.clone()) {
        laid.glyphs.extend(clusters(text, plain..name.start, false));
        plain = name.end;
        let own = &text[name.clone()];
        let mut part = paragraph(own, 0..own.len(), true, manner);
        for glyph in &mut part.glyphs {
            glyph.bytes = glyph.bytes.start + name.start..glyph.bytes.end + name.start;
        }
        match (part.opens_with, laid.glyphs.last_mut()) {
            (Some(sign), Some(last)) => last.symbol.push_str(sign),
            (sign, None) => laid.opens_with = sign,
            (None, Some(_)) => {}
        }
        laid.glyphs.append(&mut part.glyphs);
    }
    laid.glyphs.extend(clusters(text, plain..stretch.end, false));
    laid
}

/// The stretches that begin and end with a letter from right to left, with nothing but such letters, spaces and what joins
/// words between them: what a sentence of the interface took in from elsewhere.
fn names(text: &str, stretch: Range<usize>) -> Vec<Range<usize>> {
    let mut names: Vec<Range<usize>> = Vec::new();
    let mut goes_on = false;
    for (at, letter) in text[stretch.clone()].grapheme_indices(true) {
        let at = at + stretch.start;
        let first = letter.chars().next().unwrap_or(' ');
        match bidi_class(first) {
            BidiClass::R | BidiClass::AL => {
                if let Some(name) = names.last_mut().filter(|_| goes_on) {
                    name.end = at + letter.len();
                } else {
                    names.push(at..at + letter.len());
                    goes_on = true;
                }
            }
            _ => goes_on &= matches!(first, ' ' | '-' | '\'' | '"' | '\u{200E}' | '\u{200F}'),
        }
    }
    names
}

//! ```text
//! ╭ Find an act ───────────────────────────────────╮
//! │ › with_                                        │
//! │                                                │
//! │ ▸ withdraw        take it back       Board  x  │
//! │   pass for now    in a go-round: …          w  │
//! ╰────────────────────────────────────────────────╯
//! ```

use ratatui::{
    buffer::Buffer,
    layout::{Position, Rect},
};

use super::{
    Theme, draw_editor, take_top,
    text::{Row, rows, width},
    window, window_of,
};
use crate::app::{App, Offer, Palette};

/// The rows of the window that are no acts: the line and the space below it.
const HEAD: u16 = 2;
/// How many acts are in sight.
const OFFERS: u16 = 10;

pub(super) fn draw(buf: &mut Buffer, area: Rect, palette: &Palette, app: &App, theme: &Theme) -> Option<Position> {
    let offers = palette.offers();
    let size = (area.width.saturating_sub(8).min(92), HEAD + OFFERS);
    // At the bottom: the clock and who speaks stay in sight.
    let height = (size.1 + 3).min(area.height);
    let low = Rect { y: area.bottom() - height, height: height.saturating_sub(1), ..area };
    let mut inner = window(buf, low, size, &Row::of(" Find an act ", theme.strong), theme);
    let mut line = take_top(&mut inner, 1);
    Row::of("› ", theme.key).draw(buf, line);
    line.x += 2.min(line.width);
    line.width = line.width.saturating_sub(2);
    let caret = draw_editor(buf, line, &palette.editor, theme);
    take_top(&mut inner, HEAD - 1);
    let names = offers.iter().map(|offer| width(offer.words.short)).max().unwrap_or(0).min(inner.width / 3);
    let mut lines: Vec<Row> = Vec::new();
    if let Some(name) = palette.arrival().filter(|_| app.live().is_some()) {
        lines.push(Row::of("▸ ", theme.key).and(format!("write down who came: {name}"), theme.text));
    } else {
        let offer = |(nth, offer): (usize, &Offer)| {
            offer_line(offer, (nth == palette.marked, names, inner.width), (palette, app), theme)
        };
        lines.extend(offers.iter().enumerate().map(offer));
    }
    if lines.is_empty() {
        lines.push(Row::of("No act is called that.", theme.dim));
    }
    rows(buf, inner, window_of(&lines, palette.marked, inner.height));
    caret
}

fn offer_line(
    offer: &Offer,
    (is_marked, names, columns): (bool, u16, u16),
    (palette, app): (&Palette, &App),
    theme: &Theme,
) -> Row {
    let elsewhere = if offer.context == palette.context { "" } else { offer.context.title() };
    let keys = format!("{elsewhere}{}{}", if elsewhere.is_empty() { "" } else { "  " }, offer.keys);
    let makes_sense = offer.context != palette.context || app.makes_sense(offer.action);
    let style = if makes_sense { theme.text } else { theme.dim };
    let long = columns.saturating_sub(names + 4 + width(&keys) + 1);
    let row = Row::of(if is_marked { "▸ " } else { "  " }, theme.key)
        .cell(offer.words.short, names, if is_marked { theme.strong } else { style })
        .and("  ", theme.text)
        .cell(offer.words.long, long, theme.dim)
        .and(" ", theme.text);
    let row = if elsewhere.is_empty() { row } else { row.and(elsewhere, theme.dim).and("  ", theme.dim) };
    row.and(offer.keys.as_str(), theme.key)
}

//! Help, and a question before something that matters.

use ratatui::{
    buffer::Buffer,
    layout::{Position, Rect},
};

use super::{
    Theme, palette,
    text::{Row, rows, width, wrap},
    window,
};
use crate::{
    app::{App, Confirm, Live, Overlay, keymap::Context, layouts::Layout},
    words,
};

/// Draws what lies over the screen; returns where the caret stands, if it takes text.
pub(super) fn draw(buf: &mut Buffer, area: Rect, overlay: &Overlay, app: &App, theme: &Theme) -> Option<Position> {
    match overlay {
        Overlay::Help { context, scroll } => draw_help(buf, area, (*context, *scroll), app, theme),
        Overlay::Confirm(confirm) => draw_confirm(buf, area, *confirm, app, theme),
        Overlay::Palette(palette) => return palette::draw(buf, area, palette, app, theme),
        Overlay::Leaving(typed) => return draw_leaving(buf, area, typed, app, theme),
        Overlay::Told(text) => draw_told(buf, area, text, theme),
    }
    None
}

/// The widest that a window of text gets, to stay readable.
const READABLE: u16 = 60;

fn wrapped(text: &str, columns: u16, theme: &Theme) -> Vec<Row> {
    wrap(text, columns).into_iter().map(|line| Row::of(line, theme.text)).collect()
}

/// What keeps the program from leaving, and the line for the word that leaves all the same.
fn draw_leaving(buf: &mut Buffer, area: Rect, typed: &str, app: &App, theme: &Theme) -> Option<Position> {
    let columns = area.width.saturating_sub(6).clamp(8, READABLE);
    let [what, how] = words::leaving(app.live().map_or(0, Live::unsaved));
    let mut lines = wrapped(&what, columns, theme);
    lines.push(Row::new());
    lines.extend(wrapped(&how, columns, theme));
    lines.push(Row::new());
    let prompt = Row::of("› ", theme.key);
    let before = prompt.width() + width(typed);
    lines.push(prompt.and(typed, theme.strong));
    let height = u16::try_from(lines.len()).unwrap_or(u16::MAX);
    let inner = window(buf, area, (columns, height), &Row::of(" Leaving ", theme.strong), theme);
    rows(buf, inner, &lines);
    (inner.height == height).then(|| Position::new(inner.x + before, inner.y + height - 1))
}

/// What is too long for a line.
fn draw_told(buf: &mut Buffer, area: Rect, text: &str, theme: &Theme) {
    let columns = area.width.saturating_sub(6).clamp(8, READABLE);
    let mut lines = wrapped(text, columns, theme);
    lines.push(Row::new());
    lines.push(Row::of("Any key closes this.", theme.dim));
    let height = u16::try_from(lines.len()).unwrap_or(u16::MAX);
    let inner = window(buf, area, (columns, height), &Row::of(" What came back ", theme.strong), theme);
    rows(buf, inner, &lines);
}

/// With another keyboard layout on, what its keys have on them stands beside those that the table names.
fn draw_help(buf: &mut Buffer, area: Rect, (context, scroll): (Context, usize), app: &App, theme: &Theme) {
    let layout = app.layouts.on();
    let mut bindings: Vec<(String, &str)> =
        app.keys.merged(context).into_iter().map(|(keys, _, words)| (keys, words.long)).collect();
    if context == Context::Floor {
        bindings.insert(1.min(bindings.len()), ("1…9 0 A…Z".into(), words::acts::HAND.long));
    }
    let keys = bindings.iter().map(|(key, _)| width(key)).max().unwrap_or(0);
    let mut lines: Vec<Row> = bindings
        .iter()
        .map(|(key, long)| {
            let row = Row::new().cell(key, keys + 2, theme.key);
            let row = match layout {
                Some(layout) => row.cell(&on_key(layout, key), 3, theme.strong),
                None => row,
            };
            row.and(*long, theme.text)
        })
        .collect();
    if !context.takes_text() {
        lines.push(Row::new());
        let said =
            layout.map_or_else(|| words::keys::OTHER_LAYOUTS.to_owned(), |on| words::keys::layout_is_on(on.name));
        lines.push(Row::of(said, theme.dim));
    }
    let room = usize::from(area.height.saturating_sub(4));
    let last = lines.len().saturating_sub(room);
    let hidden = last.saturating_sub(scroll.min(last));
    lines.drain(..scroll.min(last));
    lines.truncate(room);
    let more = if last > 0 {
        format!("↑ ↓ scroll ({hidden} more). Any other key closes this.")
    } else {
        "Any key closes this.".into()
    };
    lines.push(Row::new());
    lines.push(Row::of(more, theme.dim));
    let columns = lines.iter().map(Row::width).max().unwrap_or(0);
    let height = u16::try_from(lines.len()).unwrap_or(u16::MAX);
    let inner = window(buf, area, (columns, height), &Row::of(format!(" {} ", context.title()), theme.strong), theme);
    rows(buf, inner, &lines);
}

/// What the first key that is a small letter has on it.
fn on_key(layout: &Layout, keys: &str) -> String {
    let letter = keys.split(' ').find_map(|key| key.parse().ok().filter(char::is_ascii_lowercase));
    letter.and_then(|letter| layout.sends(letter)).map_or_else(String::new, |sent| sent.to_string())
}

fn draw_confirm(buf: &mut Buffer, area: Rect, confirm: Confirm, app: &App, theme: &Theme) {
    let (title, text, yes) = match (confirm, app.live()) {
        (Confirm::Leave, Some(_)) => words::LEAVE_LIVE,
        (Confirm::Leave, None) => words::LEAVE_SETUP,
        (Confirm::EndEvening, Some(live)) if live.held() > 0 => words::END_WITH_HELD,
        (Confirm::EndEvening, Some(live)) if live.has_drafts() => words::END_WITH_DRAFTS,
        (Confirm::EndEvening, _) => words::END_EVENING,
        (Confirm::DeleteNote(_), _) => words::DELETE_NOTE,
        (Confirm::Discard, _) => words::DISCARD,
        (Confirm::Strike(_), _) => words::STRIKE,
    };
    let mut lines = wrapped(text, area.width.saturating_sub(6).clamp(8, READABLE), theme);
    lines.push(Row::new());
    lines.push(
        Row::of("Enter", theme.key)
            .and(format!(" {yes}   "), theme.text)
            .and("Esc", theme.key)
            .and(" back", theme.text),
    );
    let columns = lines.iter().map(Row::width).max().unwrap_or(0).max(width(title) + 2);
    let height = u16::try_from(lines.len()).unwrap_or(u16::MAX);
    let inner = window(buf, area, (columns, height), &Row::of(format!(" {title} "), theme.strong), theme);
    rows(buf, inner, &lines);
}

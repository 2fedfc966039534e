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
    app::{
        App, Confirm, Overlay,
        keymap::{self, Context},
    },
    words,
};

/// Draws what lies over the screen; returns where the caret stands, if it takes text.
pub(super) fn draw(buf: &mut Buffer, area: Rect, overlay: &Overlay, app: &App, theme: &Theme) -> Option<Position> {
    match overlay {
        Overlay::Help { context, scroll } => draw_help(buf, area, (*context, *scroll), theme),
        Overlay::Confirm(confirm) => draw_confirm(buf, area, *confirm, app, theme),
        Overlay::Palette(palette) => return palette::draw(buf, area, palette, app, theme),
    }
    None
}

fn draw_help(buf: &mut Buffer, area: Rect, (context, scroll): (Context, usize), theme: &Theme) {
    let bindings = keymap::merged(context);
    let keys = bindings.iter().map(|(key, ..)| width(key)).max().unwrap_or(0);
    let mut lines: Vec<Row> = bindings
        .iter()
        .map(|(key, _, words)| Row::new().cell(key, keys + 2, theme.key).and(words.long, theme.text))
        .collect();
    if context == Context::Floor {
        let hand = words::acts::HAND;
        lines.insert(1.min(lines.len()), Row::new().cell("1…9 0 A…Z", keys + 2, theme.key).and(hand.long, theme.text));
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

fn draw_confirm(buf: &mut Buffer, area: Rect, confirm: Confirm, app: &App, theme: &Theme) {
    let (title, text, yes) = match (confirm, app.live()) {
        (Confirm::Leave, Some(_)) => words::LEAVE_LIVE,
        (Confirm::Leave, None) => words::LEAVE_SETUP,
        (Confirm::EndEvening, Some(live)) if live.has_drafts() => words::END_WITH_DRAFTS,
        (Confirm::EndEvening, _) => words::END_EVENING,
        (Confirm::DeleteNote(_), _) => words::DELETE_NOTE,
        (Confirm::Discard, _) => words::DISCARD,
    };
    let columns = area.width.saturating_sub(6).clamp(8, 60);
    let mut lines: Vec<Row> = wrap(text, columns).into_iter().map(|line| Row::of(line, theme.text)).collect();
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

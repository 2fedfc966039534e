//! What was promised, in all groups, by its day.

use ratatui::{buffer::Buffer, layout::Rect};

use super::{
    Theme, draw_hints, draw_notice, inset, panel, take_bottom, take_top,
    text::{Row, rows, said, width, wrap},
    window_around,
};
use crate::{
    app::{App, Due, Now},
    library::Promise,
    words,
};

pub(super) fn draw(buf: &mut Buffer, mut area: Rect, app: &App, (due, now): (&Due, &Now), theme: &Theme) {
    draw_hints(buf, take_bottom(&mut area, 1), app, theme);
    draw_notice(buf, take_bottom(&mut area, 1), app.notice.as_ref(), theme);
    let head = inset(take_top(&mut area, 1));
    Row::of("Follow-ups", theme.strong).and("  of all groups, by due date", theme.dim).draw(buf, head);
    Row::of(words::short_date(now.wall), theme.text).draw_right(buf, head);
    let today = now.wall.date_naive();
    let open = due.promises.iter().filter(|promise| promise.done.is_none()).count();
    let late = due.promises.iter().filter(|promise| promise.is_overdue(today)).count();
    let mut title = Row::of(format!(" {open} open "), theme.text);
    if late > 0 {
        title = title.and(format!("{late} late "), theme.warning);
    }
    let inner = inset(panel(buf, area, &title, false, theme));
    if due.promises.is_empty() {
        let lines: Vec<Row> =
            wrap(words::NOTHING_PROMISED, inner.width).into_iter().map(|line| Row::of(line, theme.dim)).collect();
        rows(buf, inner, &lines);
        return;
    }
    let places: Vec<usize> = (0..due.promises.len()).collect();
    let lines = window_around(&places, due.marked, inner.height, |place| {
        let promise = &due.promises[*place];
        let before = place.checked_sub(1).map(|before| &due.promises[before]);
        let mut lines = heading(promise, before, theme);
        lines.extend(promise_lines(promise, *place == due.marked, (inner.width, today), theme));
        lines
    });
    rows(buf, inner, &lines);
}

/// A line over the first that is open, the first without a day, and the first that is done.
fn heading(promise: &Promise, before: Option<&Promise>, theme: &Theme) -> Vec<Row> {
    let part = |promise: &Promise| match (promise.done, promise.by) {
        (Some(_), _) => "Done",
        (None, Some(_)) => "Open",
        (None, None) => "Open, without a day",
    };
    if before.map(part) == Some(part(promise)) {
        return Vec::new();
    }
    let mut lines = if before.is_some() { vec![Row::new()] } else { Vec::new() };
    lines.push(Row::of(part(promise), theme.dim));
    lines
}

fn promise_lines(
    promise: &Promise,
    is_marked: bool,
    (columns, today): (u16, chrono::NaiveDate),
    theme: &Theme,
) -> Vec<Row> {
    let day = promise.by.map_or("          ".into(), |by| by.format("%Y-%m-%d").to_string());
    let due = words::when_due(promise, today);
    let style = if promise.is_overdue(today) { theme.warning } else { theme.dim };
    let head = Row::of(if is_marked { "▸ " } else { "  " }, theme.key)
        .and(if promise.done.is_some() { "✓ " } else { "□ " }, theme.good)
        .and(day, theme.text)
        .and("  ", theme.text)
        .and(format!("{due:<14} "), style);
    let group = promise.group.as_str();
    let indent = head.width();
    let room = columns.saturating_sub(indent);
    let beside = columns >= 100;
    let text_room = if beside { room.saturating_sub(width(group).min(30) + 2) } else { room };
    let mut lines: Vec<Row> = Vec::new();
    for (nth, text) in said(&words::promise(promise), text_room, theme.text).into_iter().enumerate() {
        let row = if nth == 0 { head.clone() } else { Row::of(" ".repeat(indent.into()), theme.text) }.join(text);
        lines.push(if is_marked { row.with(theme.strong) } else { row });
    }
    if beside {
        if let Some(first) = lines.first_mut() {
            let row = std::mem::take(first).pad(columns.saturating_sub(width(group).min(30)));
            *first = row.and_said(group, theme.dim);
        }
    } else {
        lines.push(Row::of(" ".repeat(indent.into()), theme.text).and_said(group, theme.dim));
    }
    lines
}

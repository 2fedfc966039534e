//! The list of sessions, and the page for a file that can't be opened.

use ratatui::{buffer::Buffer, layout::Rect};

use super::{
    Theme, draw_hints, draw_notice, inset, panel, take_bottom, take_top,
    text::{Row, rows, width, wrap},
    window_of,
};
use crate::{
    app::{App, Home, Item, Now, series_of},
    library::{LoadError, Row as LibraryRow, Summary, Unfinished},
    session::StandingKind,
    words,
};

pub(super) fn draw(buf: &mut Buffer, mut area: Rect, app: &App, (home, now): (&Home, &Now), theme: &Theme) {
    draw_hints(buf, take_bottom(&mut area, 1), app, theme);
    draw_notice(buf, take_bottom(&mut area, 1), app.notice.as_ref(), theme);
    let head = inset(take_top(&mut area, 1));
    Row::of("Parlor", theme.strong).and("  a dialogue, kept in order", theme.dim).draw(buf, head);
    Row::of(words::time_of_day(now.wall), theme.text).draw_right(buf, head);
    if app.shelves_whole && app.shelves.rows.is_empty() && app.shelves.unfinished.is_empty() {
        draw_welcome(buf, take_top(&mut area, 6), app, theme);
    }
    let inner = inset(panel(buf, area, &title(app, theme), false, theme));
    let (mut lines, mut place) = (Vec::new(), 0);
    let mut heading = None;
    for (nth, item) in home.items.iter().enumerate() {
        let group = heading_of(app, *item);
        if heading.as_ref() != Some(&group) {
            if !lines.is_empty() {
                lines.push(Row::new());
            }
            lines.push(Row::of(group.clone(), theme.dim));
            heading = Some(group);
        }
        let is_marked = nth == home.marked;
        if is_marked {
            place = lines.len();
        }
        let line = Row::of(if is_marked { "▸ " } else { "  " }, theme.key).join(line(
            app,
            *item,
            inner.width.saturating_sub(2),
            theme,
        ));
        lines.push(if is_marked { line.with(theme.strong) } else { line });
    }
    if let Some(trouble) = &app.shelves.trouble {
        lines.push(Row::of(format!("Can't be read: {trouble}"), theme.over));
    } else if lines.is_empty() {
        lines.push(Row::of(if app.shelves_whole { "No sessions yet." } else { "Looking…" }, theme.dim));
    }
    rows(buf, inner, window_of(&lines, place, inner.height));
}

fn title(app: &App, theme: &Theme) -> Row {
    let count = app.shelves.rows.len();
    let more = if app.shelves_whole { "" } else { " and looking" };
    match count {
        0 => Row::of(" Sessions ", theme.text),
        _ => Row::of(" Sessions ", theme.text).and(format!("{count}{more} "), theme.dim),
    }
}

fn draw_welcome(buf: &mut Buffer, area: Rect, app: &App, theme: &Theme) {
    let area = inset(inset(area));
    let formats = app.formats.formats.len();
    let lines = [
        Row::new(),
        Row::of("There is nothing here yet.", theme.text),
        Row::of("e", theme.key).and("  see an evening: a sample, on the live screen, thirty times as fast", theme.text),
        Row::of("n", theme.key)
            .and(format!("  set up one of your own: {formats} formats, people in one box"), theme.text),
        Row::of("s", theme.key).and("  start now, with nobody written down", theme.text),
    ];
    rows(buf, area, &lines);
}

fn heading_of(app: &App, item: Item) -> String {
    match item {
        Item::Unfinished(_) => "To be continued".into(),
        Item::Row(place) => series_of(&app.shelves, place).unwrap_or("No group").to_owned(),
        Item::Sample(_) => "Samples, to look around".into(),
    }
}

fn line(app: &App, item: Item, columns: u16, theme: &Theme) -> Row {
    match item {
        Item::Unfinished(place) => {
            app.shelves.unfinished.get(place).map_or_else(Row::new, |u| unfinished_line(u, columns, theme))
        }
        Item::Row(place) => match app.shelves.rows.get(place) {
            Some(LibraryRow { body: Ok(summary), .. }) => summary_line(summary, columns, theme),
            Some(LibraryRow { path, body: Err(error) }) => {
                let name = path.file_name().map_or(String::new(), |name| name.to_string_lossy().into_owned());
                Row::of("! ", theme.over)
                    .cell(&name, 30, theme.text)
                    .and(" ", theme.text)
                    .and(words::load_error(error), theme.dim)
            }
            None => Row::new(),
        },
        Item::Sample(place) => {
            app.samples.get(place).map_or_else(Row::new, |summary| summary_line(summary, columns, theme))
        }
    }
}

fn unfinished_line(unfinished: &Unfinished, columns: u16, theme: &Theme) -> Row {
    let state = match (unfinished.in_use, unfinished.ended) {
        (true, _) => "open in another Parlor: look on".to_owned(),
        (false, true) => "ended, not sealed".to_owned(),
        (false, false) => format!("continue; alive until {}", words::time_of_day(unfinished.alive)),
    };
    let when = format!("{} {}", words::short_date(unfinished.opened), words::time_of_day(unfinished.opened));
    let people = format!("  {} people  ", unfinished.people);
    let room = columns.saturating_sub(width(&when) + 2 + width(&people) + width(&state));
    Row::of(when, theme.dim)
        .and("  ", theme.text)
        .cell(&unfinished.title, room.min(40), theme.text)
        .and(people, theme.dim)
        .and(state, theme.warning)
}

fn summary_line(summary: &Summary, columns: u16, theme: &Theme) -> Row {
    let figures = format!(
        "{:>7}  {:>2} ✓ {:>2} ≠  {:>3} notes",
        words::minutes(summary.length),
        summary.standing(StandingKind::CommonGround),
        summary.standing(StandingKind::Held),
        summary.notes
    );
    let people =
        if summary.people.is_empty() { words::rule(summary.rule).to_owned() } else { summary.people.join(", ") };
    let room = columns.saturating_sub(width(&figures) + 2 + 12 + 3);
    let title = (room * 11 / 20).max(10);
    Row::of(words::short_date(summary.opened), theme.dim)
        .and("  ", theme.text)
        .cell(&summary.title, title, theme.text)
        .and("  ", theme.text)
        .cell(&people, room.saturating_sub(title), theme.dim)
        .and("  ", theme.text)
        .and(figures, theme.dim)
}

/// A file that can't be opened is a place, not a failure: it says why, and where.
pub(super) fn draw_broken(buf: &mut Buffer, mut area: Rect, app: &App, error: &LoadError, theme: &Theme) {
    draw_hints(buf, take_bottom(&mut area, 1), app, theme);
    let inner = inset(panel(buf, area, &Row::of(" This file can't be opened ", theme.over), false, theme));
    let mut lines = vec![Row::new()];
    if let Some(path) = &error.path {
        lines
            .extend(wrap(&path.display().to_string(), inner.width).into_iter().map(|line| Row::of(line, theme.strong)));
        lines.push(Row::new());
    }
    lines.extend(wrap(&words::load_error(error), inner.width).into_iter().map(|line| Row::of(line, theme.text)));
    lines.push(Row::new());
    lines.push(Row::of("parlor check FILE", theme.key).and(" says the same.", theme.dim));
    rows(buf, inner, &lines);
}

//! The list of sessions with a look at the one that is marked, and the page for a file that can't be opened.

mod glance;

use ratatui::{
    buffer::Buffer,
    layout::{Position, Rect},
};

use super::{
    Theme, draw_editor, draw_hints, draw_notice, inset, panel, take_bottom, take_top,
    text::{Row, rows, width, wrap},
};
use crate::{
    app::{App, Home, HomeLine, Item, Now, series_of},
    library::{LoadError, Row as LibraryRow, Summary, Unfinished},
    session::StandingKind,
    words,
};

/// ```text
/// ╭ Sessions 412 ─────────────────────────╮╭ What our children should know ─╮
/// │ Olive Tree Circle · 14 evenings       ││ 14 March 2026 · attributed     │
/// │ ▸ 2026-03-14  What our children…      ││ ✓ Both losses are real.        │
/// ╰───────────────────────────────────────╯╰────────────────────────────────╯
/// ```
pub(super) fn draw(
    buf: &mut Buffer,
    mut area: Rect,
    app: &App,
    (home, now): (&Home, &Now),
    theme: &Theme,
) -> Option<Position> {
    draw_hints(buf, take_bottom(&mut area, 1), app, theme);
    draw_notice(buf, take_bottom(&mut area, 1), app.notice.as_ref(), theme);
    draw_warnings(buf, &mut area, app, theme);
    let head = inset(take_top(&mut area, 1));
    Row::of("Parlor", theme.strong).and("  a dialogue, kept in order", theme.dim).draw(buf, head);
    Row::of(words::time_of_day(now.wall), theme.text).draw_right(buf, head);
    if app.shelves_whole && app.shelves.rows.is_empty() && app.shelves.unfinished.is_empty() {
        draw_welcome(buf, take_top(&mut area, 6), app, theme);
    }
    let caret = home.filter.as_ref().and_then(|filter| {
        let mut line = inset(take_top(&mut area, 1));
        Row::of("only › ", theme.key).draw(buf, line);
        let used = 7.min(line.width);
        (line.x, line.width) = (line.x + used, line.width - used);
        draw_editor(buf, line, filter, theme)
    });
    if area.width >= BESIDE && home.item().is_some() {
        let list = Rect { width: area.width * 13 / 22, ..area };
        let beside = Rect { x: list.right(), width: area.width - list.width, ..area };
        glance::draw(buf, beside, app, home, theme);
        area = list;
    }
    let inner = inset(panel(buf, area, &title(app, home, theme), false, theme));
    draw_list(buf, inner, app, home, theme);
    caret
}

/// Who else can see into the folders, at the foot of the page: as much as fits in a quarter of it.
pub(super) fn draw_warnings(buf: &mut Buffer, area: &mut Rect, app: &App, theme: &Theme) {
    let warnings = app.shelves.warnings.iter().map(words::own::exposed);
    let columns = area.width.saturating_sub(4);
    let mut lines: Vec<Row> = Vec::new();
    for warning in warnings {
        for (nth, line) in wrap(&warning, columns).into_iter().enumerate() {
            lines.push(Row::of(if nth == 0 { "! " } else { "  " }, theme.warning).and(line, theme.text));
        }
    }
    let height = u16::try_from(lines.len()).unwrap_or(u16::MAX).min(area.height / 4);
    rows(buf, inset(take_bottom(area, height)), &lines);
}

/// From this width on a line has room for the number of its notes.
const WITH_NOTES: u16 = 100;

/// From this width on there is room for more of the session that is marked.
const BESIDE: u16 = 100;

/// Only the lines in sight are made: there may be ten thousand.
fn draw_list(buf: &mut Buffer, inner: Rect, app: &App, home: &Home, theme: &Theme) {
    let marked = home.lines.iter().position(|line| *line == HomeLine::Item(home.marked)).unwrap_or(0);
    let height = usize::from(inner.height);
    let start = marked.saturating_sub(height / 2).min(home.lines.len().saturating_sub(height));
    let shown = home.lines.iter().skip(start).take(height);
    let mut lines: Vec<Row> = shown.map(|shown| home_line(app, home, *shown, (inner.width, theme))).collect();
    if let Some(trouble) = &app.shelves.trouble {
        lines.truncate(height.saturating_sub(1));
        lines.push(Row::of(format!("Can't be read: {trouble}"), theme.over));
    } else if lines.is_empty() {
        let nothing = match (&home.filter, app.shelves_whole) {
            (_, false) => "Looking…",
            (Some(_), true) => "No session has all of that in its line; / looks for words in what was said.",
            (None, true) => "No sessions yet.",
        };
        lines.push(Row::of(nothing, theme.dim));
    }
    rows(buf, inner, &lines);
}

fn home_line(app: &App, home: &Home, line_of: HomeLine, (columns, theme): (u16, &Theme)) -> Row {
    match line_of {
        HomeLine::Space => Row::new(),
        HomeLine::Heading(first, many) => heading(app, home.items.get(first).copied(), many, theme),
        HomeLine::Item(place) => {
            let is_marked = place == home.marked;
            let Some(item) = home.items.get(place) else { return Row::new() };
            let row = Row::of(if is_marked { "▸ " } else { "  " }, theme.key).join(line(
                app,
                *item,
                columns.saturating_sub(2),
                theme,
            ));
            if is_marked { row.with(theme.strong) } else { row }
        }
    }
}

fn title(app: &App, home: &Home, theme: &Theme) -> Row {
    let (read, files) = (app.shelves.rows.len(), app.shelves.files);
    let narrowed = home.filter.as_ref().is_some_and(|filter| !filter.is_blank());
    let count = match () {
        () if read == 0 => return Row::of(" Sessions ", theme.text),
        () if !app.shelves_whole => format!("{read} of {files}, reading "),
        () if narrowed => {
            format!("{} of {read} ", home.items.iter().filter(|item| matches!(item, Item::Row(_))).count())
        }
        () => format!("{read} "),
    };
    Row::of(" Sessions ", theme.text).and(count, theme.dim)
}

fn heading(app: &App, first: Option<Item>, many: usize, theme: &Theme) -> Row {
    let Some(item) = first else { return Row::new() };
    let name = heading_of(app, item);
    let row = Row::new().and_said(name, theme.dim);
    match item {
        Item::Row(place) => {
            let group = series_of(&app.shelves, place);
            let open = app.shelves.groups.iter().find(|other| Some(other.name.as_str()) == group);
            let open = open.map_or(0, |group| group.carried.follow_ups.len());
            let promised = if open == 0 {
                String::new()
            } else {
                format!(" · {} open", words::count(open, "follow-up", "follow-ups"))
            };
            row.and(format!(" · {}{promised}", words::count(many, "evening", "evenings")), theme.dim)
        }
        Item::Unfinished(_) | Item::Sample(_) => row,
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
                    .and(words::trouble(&error.trouble), theme.dim)
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
    let promised = match summary.open_follow_ups {
        0 => "    ".into(),
        open => format!("{open:>2} □"),
    };
    let figures = format!(
        "{:>7} {:>2} ✓ {:>2} ≠ {promised}",
        words::minutes(summary.length),
        summary.standing(StandingKind::CommonGround),
        summary.standing(StandingKind::Held),
    );
    let figures = if columns < WITH_NOTES { figures } else { format!("{figures} {:>3} notes", summary.notes) };
    let people =
        if summary.people.is_empty() { words::rule(summary.rule).to_owned() } else { summary.people.join(", ") };
    let room = columns.saturating_sub(width(&figures) + 2 + 12);
    // What is to be told apart first is the title.
    let title = if room < 40 { room } else { room * 3 / 5 };
    let row = Row::of(words::short_date(summary.opened), theme.dim).and("  ", theme.text).cell(
        &summary.title,
        title,
        theme.text,
    );
    let row = if room < 40 {
        row
    } else {
        row.and("  ", theme.text).cell(&people, room.saturating_sub(title + 2), theme.dim)
    };
    row.and(" ", theme.text).and(figures, theme.dim)
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

//! ```text
//! ╭ Every word of 412 sessions ──────────────────────────────────────────╮
//! │ › lemon tree_                                                        │
//! ╰──────────────────────────────────────────────────────────────────────╯
//! ╭ 3 passages in 2 sessions ────────────────────────────────────────────╮
//! │ 2026-03-14  What our children should know · Olive Tree Circle      2 │
//! │ ▸ 19:41 #story Miriam · Stories                                      │
//! │         the lemon tree behind the house                              │
//! ╰──────────────────────────────────────────────────────────────────────╯
//! ```

use ratatui::{
    buffer::Buffer,
    layout::{Position, Rect},
    style::Modifier,
};

use super::{
    Theme, draw_editor, draw_hints, draw_notice, inset, live, panel, take_bottom, take_top,
    text::{Row, Said, rows, width, wrap},
    window_around,
};
use crate::{
    app::{App, Search},
    library::{FoundIn, Passage, PassageKind, Query, Stand},
    session::StandingKind,
    words,
};

/// The most rows of a passage that is marked, and of the others.
const MOST: (usize, usize) = (6, 2);

pub(super) fn draw(buf: &mut Buffer, mut area: Rect, app: &App, search: &Search, theme: &Theme) -> Option<Position> {
    draw_hints(buf, take_bottom(&mut area, 1), app, theme);
    draw_notice(buf, take_bottom(&mut area, 1), app.notice.as_ref(), theme);
    let found = &search.found;
    let title = Row::of(format!(" {} ", words::searched(found)), theme.strong);
    let mut line = inset(panel(buf, take_top(&mut area, 3), &title, true, theme));
    Row::of("› ", theme.key).draw(buf, line);
    let used = 2.min(line.width);
    (line.x, line.width) = (line.x + used, line.width - used);
    let caret = draw_editor(buf, line, &search.editor, theme);
    let query = Query::read(&found.asked);
    let title = if query.is_empty() { Row::new() } else { Row::of(format!(" {} ", words::found(found)), theme.text) };
    let inner = inset(panel(buf, area, &title, false, theme));
    if let Some(misread) = words::misread(&query) {
        rows(buf, inner, &[Row::of(misread, theme.warning)]);
    } else if query.is_empty() {
        rows(buf, inner, &explained(inner.width, theme));
    } else {
        draw_found(buf, inner, search, &query, theme);
    }
    caret
}

fn explained(columns: u16, theme: &Theme) -> Vec<Row> {
    let mut lines =
        vec![Row::of("Every word noted, on the board and promised, in every sealed session.", theme.text), Row::new()];
    let wide = words::FILTERS.iter().map(|(typed, _)| width(typed)).max().unwrap_or(0);
    for (typed, means) in words::FILTERS {
        lines.push(Row::of(typed, theme.key).pad(wide + 2).and(means, theme.dim));
    }
    lines.push(Row::new());
    lines.extend(wrap(words::FOLDING, columns).into_iter().map(|line| Row::of(line, theme.dim)));
    lines
}

/// A passage, with the session over it if it is the first.
struct Hit<'a> {
    session: Option<&'a FoundIn>,
    phases: &'a [String],
    passage: &'a Passage,
    is_marked: bool,
    is_first: bool,
}

fn draw_found(buf: &mut Buffer, mut inner: Rect, search: &Search, query: &Query, theme: &Theme) {
    if let Some(more) = words::more_sessions(&search.found).filter(|_| inner.height > 4) {
        Row::of(more, theme.dim).draw(buf, take_bottom(&mut inner, 1));
    }
    let hits = search.found.sessions.iter().flat_map(|session| {
        session.passages.iter().enumerate().map(move |(nth, passage)| Hit {
            session: (nth == 0).then_some(session),
            phases: &session.phases,
            passage,
            is_marked: false,
            is_first: false,
        })
    });
    let mut hits: Vec<Hit<'_>> = hits.collect();
    if let Some(hit) = hits.first_mut() {
        hit.is_first = true;
    }
    if let Some(hit) = hits.get_mut(search.marked) {
        hit.is_marked = true;
    }
    let lines = window_around(&hits, search.marked, inner.height, |hit| hit_lines(hit, query, inner.width, theme));
    rows(buf, inner, &lines);
}

fn hit_lines(hit: &Hit<'_>, query: &Query, columns: u16, theme: &Theme) -> Vec<Row> {
    let mut lines = Vec::new();
    if let Some(session) = hit.session {
        if !hit.is_first {
            lines.push(Row::new());
        }
        let summary = &session.summary;
        let count = session.passages.len().to_string();
        let group = summary.series.as_deref().unwrap_or_default();
        let room = columns.saturating_sub(12 + width(&count) + 1);
        let title = width(&summary.title).min(room);
        lines.push(
            Row::of(words::short_date(summary.opened), theme.strong)
                .and("  ", theme.text)
                .cell(&summary.title, title, theme.strong)
                .and("  ", theme.text)
                .cell(group, room.saturating_sub(title + 2), theme.dim)
                .and(" ", theme.text)
                .and(count, theme.dim),
        );
    }
    let sign = if hit.is_marked { "▸ " } else { "  " };
    let row = Row::of(sign, theme.key).join(known_of(hit.passage, hit.phases, theme));
    lines.push(if hit.is_marked { row.with(theme.strong) } else { row });
    let most = if hit.is_marked { MOST.0 } else { MOST.1 };
    let text = around(&hit.passage.text, query, usize::from(columns) * (most - 1));
    let marks = query.marks(&text);
    let mark = theme.key.add_modifier(Modifier::UNDERLINED);
    let said = Said::new(&text, theme.text).marks(&marks, mark).at_most(most).rows(columns.saturating_sub(4));
    lines.extend(said.into_iter().map(|line| Row::of("    ", theme.text).join(line)));
    lines
}

/// When, what, who, where and how it stands, as far as that was kept.
fn known_of(passage: &Passage, phases: &[String], theme: &Theme) -> Row {
    let when = passage.when.map_or(String::new(), |when| format!("{} ", words::time_of_day(when)));
    let mut row = Row::of(when, theme.dim).and(words::passage_kind(&passage.kind), theme.good);
    if let Stand::Statement(kind) = passage.standing {
        row = row.and(format!(" {}", live::sign(kind)), theme.good);
    }
    let is_said = passage.standing == Stand::Statement(StandingKind::Held) && passage.kind == PassageKind::Difference;
    let stand = if is_said { String::new() } else { words::stand(passage.standing) };
    if !stand.is_empty() {
        row = row.and(format!(", {stand}"), theme.dim);
    }
    for name in [&passage.speaker, &passage.party].into_iter().flatten() {
        row = row.and(" · ", theme.dim).and_said(name, theme.text);
    }
    match passage.phase.and_then(|phase| phases.get(phase.0)) {
        Some(phase) => row.and(" · ", theme.dim).and_said(phase, theme.dim),
        None => row,
    }
}

/// A long text from a little before what was found in it.
fn around(text: &str, query: &Query, room: usize) -> String {
    let first = query.marks(text).first().map_or(0, |mark| mark.start);
    if text[..first].chars().count() < room {
        return text.to_owned();
    }
    let before = text[..first].char_indices().rev().nth(40).map_or(0, |(at, _)| at);
    let start = text[before..first].find(' ').map_or(first, |space| before + space + 1);
    format!("… {}", &text[start..])
}

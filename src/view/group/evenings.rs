//! Evening by evening; and every statement with its path through them.

use ratatui::{buffer::Buffer, layout::Rect};

use super::halves;
use crate::{
    app::GroupPage,
    library::{GroupEvening, Seen, StatementPath},
    session::{Progress, StandingKind},
    view::{
        Theme, inset, live, panel,
        text::{Row, fit, rows, said, width, wrap},
        window_around,
    },
    words,
};

pub(super) fn draw(buf: &mut Buffer, area: Rect, page: &GroupPage, theme: &Theme) {
    let (list, detail) = halves(area);
    let mut inner = inset(panel(buf, list, &Row::new(), true, theme));
    if page.evenings.is_empty() {
        let text = if page.is_whole() { "No evening could be read." } else { "Looking…" };
        return Row::of(text, theme.dim).draw(buf, inner);
    }
    let head = crate::view::take_top(&mut inner, 1);
    let figures = format!("{:>7}  {:>2} {:>2} {:>2} {:>2}  {:>5}", "length", "✓", "≠", "?", "□", "notes");
    Row::of("  date", theme.dim).draw(buf, head);
    Row::of(figures, theme.dim).draw_right(buf, head);
    let newest_first: Vec<&GroupEvening> = page.evenings.iter().rev().collect();
    let place = page.place().min(newest_first.len() - 1);
    let marked = page.marked_evening();
    let line = |evening: &&GroupEvening| {
        let is_marked = marked.is_some_and(|marked| marked.id == evening.id && marked.path == evening.path);
        vec![evening_line(evening, (is_marked, page, inner.width), theme)]
    };
    rows(buf, inner, &window_around(&newest_first, place, inner.height, line));
    if let Some(evening) = marked {
        let title = Row::of(format!(" {} ", words::day(evening.opened)), theme.dim);
        let inner = inset(panel(buf, detail, &title, false, theme));
        rows(buf, inner, &detail_lines(evening, inner.width, theme));
    }
}

fn evening_line(evening: &GroupEvening, (is_marked, page, columns): (bool, &GroupPage, u16), theme: &Theme) -> Row {
    let open = evening.standing(StandingKind::Proposed) + evening.standing(StandingKind::Testing);
    let promised = evening.follow_ups.iter().filter(|one| one.progress == Progress::Open).count();
    let figures = format!(
        "{:>7}  {:>2} {:>2} {:>2} {:>2}  {:>5}",
        words::minutes(evening.length),
        evening.standing(StandingKind::CommonGround),
        evening.standing(StandingKind::Held),
        open,
        promised,
        evening.notes.iter().map(|(_, count)| count).sum::<usize>()
    );
    let is_first = page.compared.is_some() && page.compared == evening.path;
    let sign = match (is_marked, is_first) {
        (_, true) => "c ",
        (true, false) => "▸ ",
        (false, false) => "  ",
    };
    let row = Row::of(sign, theme.key).and(format!("{}  ", words::short_date(evening.opened)), theme.dim);
    let room = columns.saturating_sub(row.width() + width(&figures) + 1);
    let row = row.and_said(fit(&evening.title, room), theme.text).pad(columns.saturating_sub(width(&figures)));
    let row = row.and(figures, theme.dim);
    if is_marked { row.with(theme.strong) } else { row }
}

fn detail_lines(evening: &GroupEvening, columns: u16, theme: &Theme) -> Vec<Row> {
    let mut lines = said(&evening.title, columns, theme.strong);
    let mut told = |label: &str, text: &str| {
        for line in wrap(&format!("{label}{text}"), columns) {
            lines.push(Row::of(line, theme.dim));
        }
    };
    told("", words::rule(evening.rule));
    told("there: ", &words::attendance(evening));
    for one in words::shared(evening) {
        told("", &one);
    }
    if let Some(ends) = words::opened_and_closed(evening) {
        told("", &ends);
    }
    for seen in evening.statements.iter().filter(|seen| seen.standing != StandingKind::Withdrawn) {
        let first = Row::of(format!("{} ", live::sign(seen.standing)), theme.good);
        for (nth, line) in said(&seen.wording, columns.saturating_sub(2), theme.text).into_iter().enumerate() {
            lines.push(if nth == 0 { first.clone().join(line) } else { Row::of("  ", theme.text).join(line) });
        }
        let more = more_of(seen);
        if !more.is_empty() {
            lines.push(Row::of(format!("  {more}"), theme.dim));
        }
    }
    for promised in &evening.follow_ups {
        let sign = if promised.progress == Progress::Open { "□ " } else { "■ " };
        let who = promised.who.as_ref().map_or(String::new(), |who| format!("{who}: "));
        let text = format!("{who}{}, {}", promised.what, words::progress(promised.progress));
        for (nth, line) in said(&text, columns.saturating_sub(2), theme.text).into_iter().enumerate() {
            lines.push(Row::of(if nth == 0 { sign } else { "  " }, theme.text).join(line));
        }
    }
    lines
}

fn more_of(seen: &Seen) -> String {
    let told = [
        seen.brought.then(|| "from an earlier evening".to_owned()),
        seen.reopened.then(|| "was put back on the table".to_owned()),
        (seen.wordings > 1).then(|| format!("{} wordings", seen.wordings)),
    ];
    told.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

pub(super) fn draw_statements(buf: &mut Buffer, area: Rect, page: &GroupPage, theme: &Theme) {
    let (list, detail) = halves(area);
    let inner = inset(panel(buf, list, &Row::new(), true, theme));
    if page.statements.is_empty() {
        return Row::of("Nothing was put on the board.", theme.dim).draw(buf, inner);
    }
    let place = page.place();
    let block = |path: &StatementPath| {
        let nth = page.statements.iter().position(|one| std::ptr::eq(one, path)).unwrap_or(0);
        statement_lines(page, nth, inner.width, theme)
    };
    rows(buf, inner, &window_around(&page.statements, place, inner.height, block));
    if let Some(path) = page.marked_statement() {
        let title = Row::of(format!(" {} ", path.id), theme.dim);
        let inner = inset(panel(buf, detail, &title, false, theme));
        rows(buf, inner, &path_lines(page, path, inner.width, theme));
    }
}

fn statement_lines(page: &GroupPage, nth: usize, columns: u16, theme: &Theme) -> Vec<Row> {
    let path = &page.statements[nth];
    let mut lines = Vec::new();
    if nth == 0 || page.statements[nth - 1].now != path.now {
        if nth > 0 {
            lines.push(Row::new());
        }
        lines.push(Row::of(words::standing(path.now), theme.dim));
    }
    let is_marked = nth == page.place();
    let style = if is_marked { theme.strong } else { theme.text };
    for (line, text) in said(&path.wording, columns.saturating_sub(4), style).into_iter().enumerate() {
        let sign = if is_marked && line == 0 { "▸ " } else { "  " };
        let head = if line == 0 { format!("{} ", live::sign(path.now)) } else { "  ".into() };
        lines.push(Row::of(sign, theme.key).and(head, theme.good).join(text));
    }
    lines
}

/// Where it stood on each evening, and in which words.
fn path_lines(page: &GroupPage, path: &StatementPath, columns: u16, theme: &Theme) -> Vec<Row> {
    let mut lines = said(&path.wording, columns, theme.strong);
    if path.reopened {
        lines.push(Row::of("was put back on the table", theme.warning));
    }
    lines.push(Row::new());
    let mut before: Option<&str> = None;
    for evening in path.evenings.iter().filter_map(|place| page.evenings.get(*place)) {
        let Some(seen) = evening.statements.iter().find(|seen| seen.id == path.id) else { continue };
        let date = words::short_date(evening.opened);
        let stands = format!("{date}  {} {}", live::sign(seen.standing), words::standing(seen.standing));
        lines.push(Row::of(stands, theme.dim));
        let more = more_of(seen);
        if !more.is_empty() {
            lines.push(Row::new().pad(12).and(more, theme.dim));
        }
        if before != Some(seen.wording.as_str()) {
            let wording = said(&seen.wording, columns.saturating_sub(12), theme.text).into_iter();
            lines.extend(wording.map(|line| Row::new().pad(12).join(line)));
        }
        before = Some(&seen.wording);
    }
    lines
}

//! Two evenings side by side: the same lines in the same places, as far as both keep them.

use ratatui::{buffer::Buffer, layout::Rect};

use super::{
    Theme, draw_hints, draw_notice, inset, live, panel, take_bottom, take_top,
    text::{Row, fit, rows, said, wrap},
};
use crate::{
    app::{App, Compare},
    library::GroupEvening,
    session::{KINDS, NoteKind, Progress, StandingKind},
    words,
};

pub(super) fn draw(buf: &mut Buffer, mut area: Rect, app: &App, compare: &Compare, theme: &Theme) {
    draw_hints(buf, take_bottom(&mut area, 1), app, theme);
    draw_notice(buf, take_bottom(&mut area, 1), app.notice.as_ref(), theme);
    Row::of("Two evenings side by side", theme.strong).draw(buf, inset(take_top(&mut area, 1)));
    let half = area.width / 2;
    let places = [Rect { width: half, ..area }, Rect { x: area.x + half, width: area.width - half, ..area }];
    let width = inset(places[0]).width.saturating_sub(2);
    let sides = blocks(&compare.evenings, width, theme);
    let most = sides[0].len().saturating_sub(usize::from(area.height.saturating_sub(2)));
    for (side, place) in sides.iter().zip(places) {
        let inner = inset(panel(buf, place, &Row::new(), false, theme));
        rows(buf, inner, &side[compare.scroll.min(most).min(side.len())..]);
    }
}

/// The blocks of both, each as high as the higher of the two.
fn blocks(evenings: &[GroupEvening; 2], columns: u16, theme: &Theme) -> [Vec<Row>; 2] {
    let kinds = kinds(evenings);
    let most = evenings.iter().flat_map(|one| &one.notes).map(|(_, count)| *count).max().unwrap_or(1).max(1);
    let of = |evening: &GroupEvening| {
        [
            head(evening, columns, theme),
            shared(evening, columns, theme),
            phases(evening, columns, theme),
            notes(evening, (&kinds, most, columns), theme),
            statements(evening, columns, theme),
            promised(evening, columns, theme),
        ]
    };
    let (left, right) = (of(&evenings[0]), of(&evenings[1]));
    let mut sides = [Vec::new(), Vec::new()];
    for (a, b) in left.into_iter().zip(right) {
        let height = a.len().max(b.len());
        for (side, block) in sides.iter_mut().zip([a, b]) {
            let missing = height - block.len();
            side.extend(block);
            side.extend(std::iter::repeat_n(Row::new(), missing + 1));
        }
    }
    sides
}

fn kinds(evenings: &[GroupEvening; 2]) -> Vec<NoteKind> {
    let mut kinds: Vec<NoteKind> = evenings.iter().flat_map(|one| &one.notes).map(|(kind, _)| kind.clone()).collect();
    kinds.sort_by_key(|kind| (KINDS.iter().position(|one| *one == kind.word()).unwrap_or(KINDS.len()), kind.clone()));
    kinds.dedup();
    kinds
}

fn head(evening: &GroupEvening, columns: u16, theme: &Theme) -> Vec<Row> {
    let mut lines = said(&evening.title, columns, theme.strong);
    lines.push(Row::of(format!("{} · {}", words::day(evening.opened), words::rule(evening.rule)), theme.dim));
    let notes = evening.notes.iter().map(|(_, count)| count).sum::<usize>();
    let figures = [
        words::minutes(evening.length),
        words::count(evening.turns, "turn", "turns"),
        words::count(notes, "note", "notes"),
    ];
    lines.push(Row::of(figures.join(" · "), theme.text));
    lines
}

fn shared(evening: &GroupEvening, columns: u16, theme: &Theme) -> Vec<Row> {
    let mut texts = vec![format!("there: {}", words::attendance(evening))];
    texts.extend(words::shared(evening));
    texts.extend(words::opened_and_closed(evening));
    texts.iter().flat_map(|text| wrap(text, columns)).map(|line| Row::of(line, theme.text)).collect()
}

fn phases(evening: &GroupEvening, columns: u16, theme: &Theme) -> Vec<Row> {
    let mut lines = vec![Row::of("Planned and real", theme.dim)];
    let room = columns.saturating_sub(16).clamp(8, 30);
    lines.extend(evening.phases.iter().map(|(title, planned, real)| {
        let figures = format!(" {:>3} of {:>3} min", real.mins(), planned.mins());
        Row::new().cell(title, room, theme.text).and(figures, theme.dim)
    }));
    lines
}

/// Both with the same kinds in the same rows, on the same scale.
fn notes(evening: &GroupEvening, (kinds, most, columns): (&[NoteKind], usize, u16), theme: &Theme) -> Vec<Row> {
    let mut lines = vec![Row::of("Notes", theme.dim)];
    let room = usize::from(columns.saturating_sub(20)).min(24);
    lines.extend(kinds.iter().map(|kind| {
        let count = evening.notes_of(kind);
        let bar = "▇".repeat((count * room).div_ceil(most));
        Row::new()
            .cell(&fit(&words::note_kind(kind), 13), 13, theme.text)
            .and(format!("{count:>4} "), theme.dim)
            .and(bar, theme.text)
    }));
    lines
}

fn statements(evening: &GroupEvening, columns: u16, theme: &Theme) -> Vec<Row> {
    let mut lines = vec![Row::of("Board", theme.dim)];
    for seen in evening.statements.iter().filter(|seen| seen.standing != StandingKind::Withdrawn) {
        for (nth, line) in said(&seen.wording, columns.saturating_sub(2), theme.text).into_iter().enumerate() {
            let sign = if nth == 0 { format!("{} ", live::sign(seen.standing)) } else { "  ".into() };
            lines.push(Row::of(sign, theme.good).join(line));
        }
    }
    if lines.len() == 1 {
        lines.push(Row::of("nothing", theme.dim));
    }
    lines
}

fn promised(evening: &GroupEvening, columns: u16, theme: &Theme) -> Vec<Row> {
    let mut lines = vec![Row::of("Follow-ups", theme.dim)];
    for one in &evening.follow_ups {
        let sign = if one.progress == Progress::Open { "□ " } else { "■ " };
        let who = one.who.as_ref().map_or(String::new(), |who| format!("{who}: "));
        let text = format!("{who}{}, {}", one.what, words::progress(one.progress));
        for (nth, line) in said(&text, columns.saturating_sub(2), theme.text).into_iter().enumerate() {
            lines.push(Row::of(if nth == 0 { sign } else { "  " }, theme.text).join(line));
        }
    }
    if lines.len() == 1 {
        lines.push(Row::of("nothing", theme.dim));
    }
    lines
}

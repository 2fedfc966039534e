//! What the marked session came to, beside the list.

use ratatui::{buffer::Buffer, layout::Rect};

use crate::{
    app::{App, Home, Item},
    library::{LoadError, Summary},
    session::{Outcome, StandingKind},
    view::{
        Theme, inset, live, panel,
        text::{Row, rows, said, wrap},
    },
    words,
};

pub(super) fn draw(buf: &mut Buffer, area: Rect, app: &App, home: &Home, theme: &Theme) {
    let inner = inset(panel(buf, area, &Row::new(), false, theme));
    let lines = match home.item() {
        Some(Item::Row(place)) => match app.shelves.rows.get(place).map(|row| &row.body) {
            Some(Ok(summary)) => {
                let known = home.glance.as_ref().filter(|glance| home.marked_file(&app.shelves) == Some(&glance.path));
                session(summary, known.map(|glance| glance.outcome.as_deref()), inner.width, theme)
            }
            Some(Err(error)) => broken(error, inner.width, theme),
            None => Vec::new(),
        },
        Some(Item::Sample(place)) => {
            app.samples.get(place).map_or_else(Vec::new, |summary| session(summary, None, inner.width, theme))
        }
        Some(Item::Unfinished(place)) => app.shelves.unfinished.get(place).map_or_else(Vec::new, |unfinished| {
            let mut lines = said(&unfinished.title, inner.width, theme.strong);
            let text = if unfinished.ended {
                "Its clocks were stopped. Enter shows what will remain; s seals it."
            } else {
                "It was not ended. Enter takes it up again where it stood."
            };
            lines.push(Row::new());
            lines.extend(wrap(text, inner.width).into_iter().map(|line| Row::of(line, theme.text)));
            lines
        }),
        None => Vec::new(),
    };
    rows(buf, inner, &lines);
}

fn broken(error: &LoadError, columns: u16, theme: &Theme) -> Vec<Row> {
    wrap(&words::load_error(error), columns).into_iter().map(|line| Row::of(line, theme.text)).collect()
}

fn session(summary: &Summary, outcome: Option<Result<&Outcome, &LoadError>>, columns: u16, theme: &Theme) -> Vec<Row> {
    let mut lines = said(&summary.title, columns, theme.strong);
    lines.push(Row::of(format!("{} · {}", words::day(summary.opened), words::rule(summary.rule)), theme.dim));
    if !summary.people.is_empty() {
        lines.extend(said(&summary.people.join(", "), columns, theme.text));
    }
    match outcome {
        Some(Ok(outcome)) => {
            let figures = format!(
                "{} · {} · {}",
                words::minutes(outcome.length),
                words::count(outcome.turns, "turn", "turns"),
                words::count(outcome.notes, "note", "notes")
            );
            lines.push(Row::of(figures, theme.dim));
            came_to(&mut lines, outcome, columns, theme);
        }
        Some(Err(error)) => {
            lines.push(Row::new());
            lines.extend(broken(error, columns, theme));
        }
        None => {
            let figures =
                format!("{} · {}", words::minutes(summary.length), words::count(summary.notes, "note", "notes"));
            lines.push(Row::of(figures, theme.dim));
        }
    }
    lines
}

/// What stands on the board, and what was promised: as much of it as the panel has rows for.
fn came_to(lines: &mut Vec<Row>, outcome: &Outcome, columns: u16, theme: &Theme) {
    let held: Vec<String> = outcome.held_differences.iter().map(|held| held.about.clone()).collect();
    let parked: Vec<String> = outcome.parked.iter().map(|parked| parked.wording.clone()).collect();
    let promised: Vec<String> = outcome
        .follow_ups
        .iter()
        .map(|promised| {
            let who = promised.who.as_ref().map_or(String::new(), |who| format!("{who}: "));
            let by = promised.by.map_or(String::new(), |by| format!(", by {}", by.format("%-d %B %Y")));
            format!("{who}{}{by}, {}", promised.what, words::progress(promised.progress))
        })
        .collect();
    let parts = [
        (words::standing(StandingKind::CommonGround), live::sign(StandingKind::CommonGround), &outcome.common_ground),
        (words::standing(StandingKind::CanLiveWith), live::sign(StandingKind::CanLiveWith), &outcome.can_live_with),
        (words::standing(StandingKind::Held), live::sign(StandingKind::Held), &held),
        ("Follow-ups", "□", &promised),
        (words::standing(StandingKind::Proposed), live::sign(StandingKind::Proposed), &outcome.proposed),
        (words::standing(StandingKind::Parked), live::sign(StandingKind::Parked), &parked),
    ];
    for (title, sign, wordings) in parts.into_iter().filter(|(_, _, wordings)| !wordings.is_empty()) {
        lines.push(Row::new());
        lines.push(Row::of(title, theme.dim));
        for wording in wordings {
            for (nth, line) in said(wording, columns.saturating_sub(2), theme.text).into_iter().enumerate() {
                lines.push(Row::of(if nth == 0 { format!("{sign} ") } else { "  ".into() }, theme.good).join(line));
            }
        }
    }
}

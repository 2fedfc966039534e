//! The common-ground board: beside the clock, in one line, and full screen.

mod asking;
mod detail;
mod read_back;
mod text;
mod trial;
mod wordings;

pub(super) use asking::draw as draw_asking;
pub(in crate::view) use detail::detail_lines;
pub(super) use text::{draw_follow_ups, draw_page as draw_text};

use ratatui::{buffer::Buffer, layout::Rect};

use super::Scene;
use crate::{
    app::{Action, Touch},
    session::{StandingKind, State, StatementId},
    view::{
        Theme, inset, panel, take_top,
        text::{Row, Said, rows, said, wrap},
        touch::mark,
    },
    words,
};

/// The sign of a standing; no meaning stands in a colour alone.
pub(in crate::view) const fn sign(kind: StandingKind) -> &'static str {
    match kind {
        StandingKind::CommonGround => "✓",
        StandingKind::CanLiveWith => "~",
        StandingKind::Testing => "…",
        StandingKind::Proposed => "?",
        StandingKind::Bracketed => "[",
        StandingKind::Held => "≠",
        StandingKind::Parked => "‖",
        StandingKind::Withdrawn => "×",
    }
}

/// With fewer rows than this there is the list and no detail below it.
const LOW: u16 = 11;

fn totals(state: &State) -> String {
    let count = |kind| state.board.standing(kind).count();
    let shown = StandingKind::ALL.into_iter().filter(|kind| *kind != StandingKind::Withdrawn && count(*kind) > 0);
    shown.map(|kind| format!("{}{}", count(kind), sign(kind))).collect::<Vec<_>>().join(" ")
}

fn sign_style(kind: StandingKind, theme: &Theme) -> ratatui::style::Style {
    if matches!(kind, StandingKind::CommonGround | StandingKind::CanLiveWith) { theme.good } else { theme.dim }
}

/// The board beside the clock; with the earlier wordings, where there is room for them.
pub(super) fn draw(buf: &mut Buffer, area: Rect, scene: Scene<'_>, history: bool) {
    let Scene { state, theme, .. } = scene;
    let counts = totals(state);
    let counts = if counts.is_empty() { counts } else { format!("{counts} ") };
    mark(area, Touch::Pane(Action::Board));
    let title = Row::of(" Common ground ", theme.text).and(counts, theme.dim);
    let inner = inset(panel(buf, area, &title, false, theme));
    let mut lines = Vec::new();
    for statement in state.board.in_order() {
        if statement.kind() == StandingKind::Withdrawn {
            continue;
        }
        if lines.len() >= usize::from(inner.height) {
            break;
        }
        let columns = inner.width.saturating_sub(2);
        for (nth, line) in said(statement.wording(), columns, theme.text).into_iter().enumerate() {
            let sign = if nth == 0 { format!("{} ", sign(statement.kind())) } else { "  ".into() };
            lines.push(Row::of(sign, sign_style(statement.kind(), theme)).join(line));
        }
        for line in wrap(&words::verdict(state, statement), columns).into_iter().take(2) {
            lines.push(Row::of("  ", theme.dim).and(line, theme.dim));
        }
        let earlier = statement.wordings.iter().rev().skip(1).filter(|_| history);
        for wording in earlier {
            let when = format!("{}  ", super::time_of(scene, wording.at));
            let text = Said::new(&wording.text, theme.dim).at_most(2).rows(columns.saturating_sub(7));
            for (nth, line) in text.into_iter().enumerate() {
                let head = if nth == 0 { when.clone() } else { "       ".into() };
                lines.push(Row::of("  ", theme.dim).and(head, theme.dim).join(line));
            }
        }
        lines.push(Row::new());
    }
    if lines.is_empty() {
        lines = vec![Row::of("c", theme.key).and(" puts a statement here.", theme.dim)];
    }
    rows(buf, inner, &lines);
}

/// The board in one line.
pub(super) fn draw_totals(buf: &mut Buffer, area: Rect, scene: Scene<'_>) {
    let theme = scene.theme;
    let counts = totals(scene.state);
    let counts = if counts.is_empty() { "nothing yet".to_owned() } else { counts };
    let row = Row::of("Common ground  ", theme.dim).and(counts, theme.text);
    let last = scene.state.board.statements.iter().max_by_key(|statement| statement.since);
    let row = match last {
        Some(last) => row.and("   ", theme.dim).and(format!("{} {}", sign(last.kind()), last.wording()), theme.dim),
        None => row,
    };
    row.draw(buf, inset(area));
}

/// The board, full screen: statements by where they stand on the left, the marked one with its wordings on the right.
pub(super) fn draw_page(buf: &mut Buffer, mut area: Rect, scene: Scene<'_>, marked: Option<StatementId>) {
    let Scene { state, theme, .. } = scene;
    super::header::draw_phases(buf, take_top(&mut area, 1), scene);
    let (list, detail) = if area.width >= 90 {
        let left = area.width * 11 / 20;
        (Rect { width: left, ..area }, Rect { x: area.x + left, width: area.width - left, ..area })
    } else if area.height < LOW {
        (area, Rect { height: 0, ..area })
    } else {
        let top = area.height * 11 / 20;
        (Rect { height: top, ..area }, Rect { y: area.y + top, height: area.height - top, ..area })
    };
    let mut title = Row::of(" Board ", theme.text);
    if state.board.all_or_nothing {
        title = title.and("nothing is agreed until everything is agreed ", theme.warning);
    }
    let inner = inset(panel(buf, list, &title, true, theme));
    let (lines, place) = list_lines(scene, marked, inner.width);
    rows(buf, inner, crate::view::window_of(&lines, place, inner.height));
    let title = marked.map_or_else(Row::new, |id| Row::of(format!(" {id} "), theme.dim));
    let inner = inset(panel(buf, detail, &title, false, theme));
    if let Some(statement) = marked.and_then(|id| state.board.statement(id)) {
        let at = |at| super::time_of(scene, at);
        rows(buf, inner, &detail_lines(state, statement, inner.width, theme, &at));
    }
}

fn list_lines(scene: Scene<'_>, marked: Option<StatementId>, columns: u16) -> (Vec<Row>, usize) {
    let Scene { state, theme, .. } = scene;
    let (mut lines, mut place) = (Vec::new(), 0);
    let due = state.due_statements(scene.at);
    for kind in StandingKind::ALL {
        let mut statements = state.board.standing(kind).peekable();
        if statements.peek().is_none() {
            continue;
        }
        let all = if kind == StandingKind::CommonGround && state.board.all_or_nothing { ", provisional" } else { "" };
        lines.push(Row::of(format!("{}{all}", words::standing(kind)), theme.dim));
        for statement in statements {
            let is_marked = marked == Some(statement.id);
            if is_marked {
                place = lines.len();
            }
            let style = if is_marked { theme.strong } else { theme.text };
            for (nth, line) in said(statement.wording(), columns.saturating_sub(4), style).into_iter().enumerate() {
                let head = if nth == 0 { format!("{} ", sign(kind)) } else { "  ".into() };
                let mark = if is_marked && nth == 0 { "▸ " } else { "  " };
                lines.push(Row::of(mark, theme.key).and(head, sign_style(kind, theme)).join(line));
            }
            if due.contains(&statement.id) {
                lines.push(Row::of("    back now: decide, or leave it open", theme.warning));
            }
        }
        lines.push(Row::new());
    }
    if lines.is_empty() {
        lines.push(Row::of("c", theme.key).and(" puts a statement here.", theme.dim));
    }
    (lines, place)
}

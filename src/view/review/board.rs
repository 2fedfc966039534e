//! The board as it stood at the end; of the marked statement every wording, every test, and its path through the evening.
//!
//! ```text
//! ╭ statements ─────╮╭ s3 ──────────────────────────╮
//! │ common ground   ││ wording, verdict, tests      │
//! │ ▸ ✓ …           ││ earlier wordings             │
//! │ parked          ││ 19:36 put on the board: …    │
//! ╰─────────────────╯╰──────────────────────────────╯
//! ```

use ratatui::{buffer::Buffer, layout::Rect};

use super::overview::corrections;
use crate::{
    app::Review,
    session::{Change, Statement},
    view::{
        Theme, inset, live, panel,
        text::{Row, rows, said},
        window_of,
    },
    words,
};

/// From this many columns on the two stand side by side.
const WIDE: u16 = 90;

pub(super) fn draw(buf: &mut Buffer, area: Rect, review: &Review, theme: &Theme) {
    let (list, detail) = if area.width >= WIDE {
        let left = area.width * 2 / 5;
        (Rect { width: left, ..area }, Rect { x: area.x + left, width: area.width - left, ..area })
    } else {
        let top = area.height * 2 / 5;
        (Rect { height: top, ..area }, Rect { y: area.y + top, height: area.height - top, ..area })
    };
    let inner = inset(panel(buf, list, &Row::new(), true, theme));
    let (lines, mark) = list_lines(review, inner.width, theme);
    rows(buf, inner, window_of(&lines, mark, inner.height));
    let known = review.statement.and_then(|id| review.state.board.statement(id));
    let title = known.map_or_else(Row::new, |known| Row::of(format!(" {} ", known.id), theme.dim));
    let inner = inset(panel(buf, detail, &title, false, theme));
    if let Some(statement) = known {
        let lines = detail_lines(review, statement, inner.width, theme);
        let lowest = lines.len().saturating_sub(inner.height.into());
        rows(buf, inner, &lines[review.scroll.min(lowest)..]);
    }
}

fn list_lines(review: &Review, columns: u16, theme: &Theme) -> (Vec<Row>, usize) {
    let (mut lines, mut mark, mut kind) = (Vec::new(), 0, None);
    for statement in review.state.board.in_order() {
        if kind != Some(statement.kind()) {
            super::overview::heading(&mut lines, words::standing(statement.kind()), theme);
            kind = Some(statement.kind());
        }
        let is_marked = review.statement == Some(statement.id);
        if is_marked {
            mark = lines.len();
        }
        let style = if is_marked { theme.strong } else { theme.text };
        for (nth, line) in said(statement.wording(), columns.saturating_sub(4), style).into_iter().enumerate() {
            let head = if nth == 0 { format!("{} ", live::sign(statement.kind())) } else { "  ".into() };
            let sign = if is_marked && nth == 0 { "▸ " } else { "  " };
            lines.push(Row::of(sign, theme.key).and(head, theme.good).join(line));
        }
    }
    if lines.is_empty() {
        lines.push(Row::of("Nothing was put on the board.", theme.dim));
    }
    (lines, mark)
}

fn detail_lines(review: &Review, statement: &Statement, columns: u16, theme: &Theme) -> Vec<Row> {
    let state = &review.state;
    let time_of = |at| words::time_of_day(state.wall(at));
    let mut lines = live::detail_lines(state, statement, columns, theme, &time_of);
    let is_this = |change: &Change| matches!(change, Change::Statement { id, .. } if *id == statement.id);
    corrections(&mut lines, review, is_this, (columns, theme));
    let record = &review.sealed.record;
    lines.push(Row::new());
    lines.push(Row::of("This evening", theme.dim));
    for place in record.path_of(statement.id) {
        let Some(fact) = words::board_fact(record, place) else { continue };
        let head = format!("{} {} ", time_of(record.log[place].at), words::board_sign(fact));
        for (nth, line) in
            said(&words::on_the_board(fact, state), columns.saturating_sub(8), theme.text).into_iter().enumerate()
        {
            lines.push(Row::of(if nth == 0 { head.as_str() } else { "        " }, theme.dim).join(line));
        }
    }
    lines
}

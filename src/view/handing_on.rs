//! Handing on what others may read: what, under which rule, and where to.

use ratatui::{
    buffer::Buffer,
    layout::{Position, Rect},
};

use super::{
    Theme, draw_editor, draw_hints, draw_notice, editor_height, inset, leaks, panel, take_bottom, take_top,
    text::{Row, rows},
};
use crate::{
    app::{App, HandingOn, HandingStep},
    library::ExportKind,
    words,
};

pub(super) fn draw(
    buf: &mut Buffer,
    mut area: Rect,
    app: &App,
    handing: &HandingOn,
    theme: &Theme,
) -> Option<Position> {
    draw_hints(buf, take_bottom(&mut area, 1), app, theme);
    draw_notice(buf, take_bottom(&mut area, 1), app.notice.as_ref(), theme);
    let opening = &handing.review.state.opening;
    let head = inset(take_top(&mut area, 1));
    let row = Row::new().and_said(&opening.title, theme.strong);
    row.and(format!("  {}", words::day(opening.opened)), theme.dim).draw(buf, head);
    match &handing.step {
        HandingStep::Leaks(list) => {
            let advice = Row::of(words::exports::LOOK, theme.text);
            advice.draw(buf, inset(take_top(&mut area, 1)));
            leaks::draw(buf, area, &handing.review.state, list, theme);
            None
        }
        HandingStep::Where(line) => {
            let height = editor_height(line, area.width.saturating_sub(4)).clamp(1, 4) + 2;
            let title = Row::of(" where to ", theme.strong).and(words::exports::WHERE, theme.dim);
            let open = inset(panel(buf, take_bottom(&mut area, height), &title, true, theme));
            let caret = draw_editor(buf, open, line, theme);
            kinds(buf, area, handing, false, theme);
            caret
        }
        HandingStep::What | HandingStep::Writing => {
            kinds(buf, area, handing, true, theme);
            None
        }
    }
}

fn kinds(buf: &mut Buffer, area: Rect, handing: &HandingOn, focus: bool, theme: &Theme) {
    let inner = inset(panel(buf, area, &Row::of(" What others may read ", theme.text), focus, theme));
    let mut lines = Vec::new();
    for kind in ExportKind::ALL {
        let is_marked = kind == handing.kind;
        let row = Row::of(if is_marked { "▸ " } else { "  " }, theme.key)
            .cell(kind.key(), 12, theme.text)
            .and(words::exports::export_kind(kind), theme.dim);
        lines.push(if is_marked { row.with(theme.strong) } else { row });
    }
    lines.push(Row::new());
    lines.push(Row::of("  rule      ←/→ ", theme.dim).and(words::rule(handing.rule), theme.text));
    lines.push(Row::of(format!("  {}", words::rule_keeps(handing.rule)), theme.dim));
    if handing.may_tell_airtime() {
        let told = if handing.with_airtime { words::exports::AIRTIME_TOLD } else { words::exports::AIRTIME_KEPT };
        lines.push(Row::of("  airtime   a   ", theme.dim).and(told, theme.text));
    }
    if matches!(handing.step, HandingStep::Writing) {
        lines.push(Row::of("  Writing…", theme.dim));
    }
    rows(buf, inner, &lines);
}

//! The record rule: the text to be read aloud, the rules on offer, and the frame of minutes of which nothing is kept.

use ratatui::{
    buffer::Buffer,
    layout::Rect,
    widgets::{Block, BorderType, Widget},
};

use super::{Scene, front};
use crate::{
    app::{Live, RulePage},
    session::RecordRule,
    view::text::{Row, wrap},
    words,
};

/// A thick frame around everything, so that nobody has to look for it; returns what is inside.
pub(super) fn draw_off_frame(buf: &mut Buffer, area: Rect, scene: Scene<'_>) -> Rect {
    let Some(off) = scene.state.off_record() else { return area };
    if area.width < 8 || area.height < 4 {
        return area;
    }
    let style = scene.theme.over;
    let block = Block::bordered().border_type(BorderType::Double).border_style(style);
    let inner = block.inner(area);
    block.render(area, buf);
    let title = format!(" {} · {} · {} ", words::OFF_RECORD, words::NOTHING_KEPT, words::clock(off.lasted(scene.at)));
    Row::of(title, style).draw(buf, Rect { x: area.x + 2, width: area.width - 4, height: 1, ..area });
    let way = Row::of(" * or F7 ", scene.theme.key).and("back on the record ", style);
    let foot = Rect { x: area.x + 2, y: area.bottom() - 1, width: area.width - 4, height: 1 };
    way.draw(buf, foot);
    inner
}

pub(super) fn draw(buf: &mut Buffer, area: Rect, scene: Scene<'_>, (live, page): (&Live, RulePage)) {
    match page {
        RulePage::Read => draw_read(buf, area, scene, live),
        RulePage::Choose { marked, whole } => draw_choose(buf, area, scene, (marked, whole)),
    }
}

/// The text, large enough to be read aloud from, and one key that logs it.
fn draw_read(buf: &mut Buffer, area: Rect, scene: Scene<'_>, live: &Live) {
    let Scene { state, theme, .. } = scene;
    let rule = state.rule_of(state.phase_index());
    let columns = front::readable(area);
    let plain = |text: &str| wrap(text, columns).into_iter().map(|line| Row::of(line, theme.text)).collect::<Vec<_>>();
    let mut lines = vec![Row::of("Read this aloud:", theme.dim)];
    lines.extend(wrap(words::read_aloud(rule), columns).into_iter().map(|line| Row::of(line, theme.strong)));
    lines.push(Row::new());
    if live.held() > 0 {
        lines.extend(plain(&words::held(live.held())));
    }
    lines.push(Row::of("Enter", theme.key).and(" it was read aloud, and nobody objects; that is logged.", theme.text));
    if live.session.can_cover().is_some() {
        let what = format!(" holds {} for what was kept since this phase began, too.", words::rule(state.rule()));
        lines.push(Row::of("b", theme.key).and(what, theme.text));
    }
    lines.push(
        Row::of("Tab", theme.key).and(" another rule.  ", theme.text).and("Esc", theme.key).and(" later.", theme.text),
    );
    front::show(buf, area, &Row::of(format!(" {} ", words::rule(rule)), theme.strong), &lines, scene);
}

fn draw_choose(buf: &mut Buffer, area: Rect, scene: Scene<'_>, (marked, whole): (RecordRule, bool)) {
    let Scene { state, theme, .. } = scene;
    let columns = front::readable(area);
    let mut lines = Vec::new();
    for rule in RecordRule::ALL {
        let here = if rule == state.rule() { "▸ " } else { "  " };
        let mut means = wrap(words::rule_keeps(rule), columns.saturating_sub(18)).into_iter();
        let row = Row::of(here, theme.key).cell(words::rule(rule), 16, theme.text);
        let row = row.and(means.next().unwrap_or_default(), theme.dim);
        lines.push(if rule == marked { row.all(theme.marked) } else { row });
        lines.extend(means.map(|line| Row::new().pad(18).and(line, theme.dim)));
    }
    lines.push(Row::new());
    lines.extend(wrap(words::RULE_CHANGE, columns).into_iter().map(|line| Row::of(line, theme.warning)));
    let reach = if whole { words::FOR_EVENING } else { words::FOR_PHASE };
    lines.push(
        Row::of("Enter", theme.key)
            .and(format!(" {} {reach}.  ", words::rule(marked)), theme.text)
            .and("Tab", theme.key)
            .and(if whole { " this phase only" } else { " the evening from here on" }, theme.dim),
    );
    front::show(buf, area, &Row::of(" Record rule ", theme.strong), &lines, scene);
}

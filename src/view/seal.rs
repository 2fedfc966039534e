//! What will remain, shown before it is written.

use ratatui::{buffer::Buffer, layout::Rect};

use super::{
    Theme, draw_hints, draw_notice, inset, leaks, panel, take_bottom, take_top,
    text::{Row, rows},
};
use crate::{
    app::{App, Sealing},
    session::Choice,
    words,
};

pub(super) fn draw(buf: &mut Buffer, mut area: Rect, app: &App, sealing: &Sealing, theme: &Theme) {
    draw_hints(buf, take_bottom(&mut area, 1), app, theme);
    draw_notice(buf, take_bottom(&mut area, 1), app.notice.as_ref(), theme);
    let state = sealing.live.state();
    let head = inset(take_top(&mut area, 1));
    Row::new().and_said(&state.opening.title, theme.strong).and("  the clocks are stopped", theme.dim).draw(buf, head);
    let keeps = if state.keeps_all_names() { words::rule_keeps(state.opening.rule) } else { words::WITHHELD_NAMES };
    Row::of(words::rule(state.opening.rule), theme.text)
        .and(": ", theme.text)
        .and(keeps, theme.text)
        .draw(buf, inset(take_top(&mut area, 1)));
    let advice = if sealing.writing {
        Row::of("Writing…", theme.dim)
    } else {
        Row::of("s", theme.key)
            .and(" seals this text; that can't be undone.  ", theme.text)
            .and("c", theme.key)
            .and(" goes on with the evening.", theme.text)
    };
    advice.draw(buf, inset(take_top(&mut area, 1)));
    if sealing.looking {
        Row::of(words::exports::LOOK, theme.text).draw(buf, inset(take_top(&mut area, 1)));
        return leaks::draw(buf, area, state, &sealing.leaks, theme);
    }
    if !sealing.leaks.leaks.is_empty() {
        about_leaks(sealing, theme).draw(buf, inset(take_top(&mut area, 1)));
    }
    let title =
        Row::of(" What will remain ", theme.text).and(position(sealing, area.height.saturating_sub(2)), theme.dim);
    let inner = inset(panel(buf, area, &title, true, theme));
    let lines: Vec<Row> = match &sealing.preview {
        None => vec![Row::of("…", theme.dim)],
        Some(lines) => lines.iter().skip(sealing.scroll).map(|line| yaml(line, theme)).collect(),
    };
    rows(buf, inner, &lines);
}

/// What would have told, and that it can be looked through: by day at once, at night tomorrow.
fn about_leaks(sealing: &Sealing, theme: &Theme) -> Row {
    let (found, kept) = (sealing.leaks.leaks.len(), sealing.leaks.count(Choice::Keep));
    if sealing.late && kept == 0 {
        return Row::of("l", theme.key)
            .and(" leaves it for tomorrow, to be looked through.  ", theme.text)
            .and(words::exports::late(found), theme.warning);
    }
    Row::of("n", theme.key)
        .and(" looks through the names.  ", theme.text)
        .and(words::exports::looked_through(found, kept), theme.dim)
}

/// Where in the text one is, and in how many of its lines a name is withheld: those are worth reading.
fn position(sealing: &Sealing, height: u16) -> String {
    let Some(lines) = &sealing.preview else { return String::new() };
    let last = (sealing.scroll + usize::from(height)).min(lines.len());
    let withheld = lines.iter().filter(|line| line.contains("[name]")).count();
    let withheld =
        if withheld > 0 { format!("· [name] in {} ", words::count(withheld, "line", "lines")) } else { String::new() };
    format!("lines {}–{last} of {} {withheld}", sealing.scroll + 1, lines.len())
}

/// Keys a little dimmer than what they hold.
fn yaml(line: &str, theme: &Theme) -> Row {
    match line.split_once(": ") {
        Some((key, value)) => Row::of(format!("{key}: "), theme.dim).and(value, theme.text),
        None if line.ends_with(':') => Row::of(line, theme.dim),
        None => Row::of(line, theme.text),
    }
}

//! Who was there and had a turn, evening by evening, as far as that is kept: in seat order, nobody counted against another.
//!
//! ```text
//! Miriam       ●●●○●● ●
//! Hanan        ●● ●··●●      · nobody's presence is kept
//! ```

use ratatui::{buffer::Buffer, layout::Rect};

use crate::{
    app::GroupPage,
    library::GroupEvening,
    view::{
        Theme, inset, panel, take_bottom, take_top,
        text::{Row, rows},
        window_around,
    },
    words,
};

/// The columns of the names.
const NAMES: u16 = 18;

pub(super) fn draw(buf: &mut Buffer, area: Rect, page: &GroupPage, theme: &Theme) {
    let mut inner = inset(panel(buf, area, &Row::new(), true, theme));
    let names = page.people();
    if names.is_empty() {
        return Row::of(words::NOBODY_KEPT, theme.dim).draw(buf, inner);
    }
    let room = usize::from(inner.width.saturating_sub(NAMES + 1)).max(1);
    let shown = &page.evenings[page.evenings.len().saturating_sub(room)..];
    let foot = take_bottom(&mut inner, 2);
    let date = |evening: Option<&GroupEvening>| evening.map_or(String::new(), |one| words::short_date(one.opened));
    if page.as_table {
        draw_table(buf, inner, page, &names, theme);
    } else {
        let axis = Row::new().pad(NAMES).and(date(shown.first()), theme.dim);
        let axis = if shown.len() > 22 {
            axis.pad(NAMES + u16::try_from(shown.len()).unwrap_or(0).saturating_sub(10))
                .and(date(shown.last()), theme.dim)
        } else {
            axis.and(" … ", theme.dim).and(date(shown.last()), theme.dim)
        };
        axis.draw(buf, take_top(&mut inner, 1));
        let line = |name: &&str| vec![presence(name, shown, theme)];
        rows(buf, inner, &window_around(&names, page.place(), inner.height, line));
    }
    Row::of(words::PRESENCE_SIGNS, theme.dim)
        .draw(buf, Rect { y: foot.y + 1, height: foot.height.saturating_sub(1), ..foot });
}

fn presence(name: &str, shown: &[GroupEvening], theme: &Theme) -> Row {
    let sign = |evening: &GroupEvening| match (&evening.attended, evening.turns_of(name)) {
        (None, _) => '·',
        (Some(_), None) => ' ',
        (Some(_), Some(0)) => '○',
        (Some(_), Some(_)) => '●',
    };
    let signs: String = shown.iter().map(sign).collect();
    Row::new().cell(name, NAMES, theme.text).and(signs, theme.text)
}

/// The same in figures: how many of the evenings that keep it, and on how many of them with a turn.
fn draw_table(buf: &mut Buffer, mut area: Rect, page: &GroupPage, names: &[&str], theme: &Theme) {
    let kept = page.evenings.iter().filter(|evening| evening.attended.is_some()).count();
    Row::of("  ", theme.dim)
        .cell("", NAMES, theme.dim)
        .cell(&format!("there, of {kept}"), 16, theme.dim)
        .cell("with a turn", 14, theme.dim)
        .cell("last there", 14, theme.dim)
        .and("last with a turn", theme.dim)
        .draw(buf, take_top(&mut area, 1));
    let line = |name: &&str| {
        let came = || page.evenings.iter().filter(|evening| evening.turns_of(name).is_some());
        let spoke = || came().filter(|evening| evening.turns_of(name).is_some_and(|turns| turns > 0));
        let last = |evening: Option<&GroupEvening>| evening.map_or("–".into(), |one| words::short_date(one.opened));
        vec![
            Row::of("  ", theme.text)
                .cell(name, NAMES, theme.text)
                .cell(&came().count().to_string(), 16, theme.text)
                .cell(&spoke().count().to_string(), 14, theme.text)
                .cell(&last(came().next_back()), 14, theme.text)
                .and(last(spoke().next_back()), theme.text),
        ]
    };
    rows(buf, area, &window_around(names, page.place(), area.height, line));
}

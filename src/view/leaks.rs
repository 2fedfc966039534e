//! What would tell, in its place, with what is chosen about each.

use std::ops::Range;

use ratatui::{buffer::Buffer, layout::Rect};

use super::{
    Theme, inset, panel,
    text::{Row, Said, rows},
    window_around,
};
use crate::{
    app::LeakList,
    session::{Choice, Leak, LeakKey, State, Tells},
    words,
};

/// The most lines of one text.
const MOST: usize = 6;

pub(super) fn draw(buf: &mut Buffer, area: Rect, state: &State, list: &LeakList, theme: &Theme) {
    let place = format!("{} of {} ", list.marked + 1, list.leaks.len());
    let title = Row::of(" What would tell ", theme.text).and(place, theme.dim);
    let inner = inset(panel(buf, area, &title, true, theme));
    let places: Vec<usize> = (0..list.leaks.len()).collect();
    let lines = window_around(&places, list.marked, inner.height, |place| {
        item(state, list, &list.leaks[*place], (inner.width, *place == list.marked), theme)
    });
    rows(buf, inner, &lines);
}

fn item(state: &State, list: &LeakList, leak: &Leak, (columns, is_marked): (u16, bool), theme: &Theme) -> Vec<Row> {
    let choice = list.choice(leak);
    let at = leak.at.map(|at| format!(" · {}", words::time_of_day(state.wall(at)))).unwrap_or_default();
    let sign = if is_marked { "▸ " } else { "  " };
    let style = match choice {
        Choice::Replace => theme.good,
        Choice::Keep => theme.warning,
        Choice::Strike => theme.over,
    };
    let head = Row::of(sign, theme.key)
        .and(words::exports::leak_place(leak.place, state), if is_marked { theme.strong } else { theme.text })
        .and(format!("{at}  "), theme.dim)
        .and(words::exports::choice(choice), style);
    let mut lines = vec![head];
    let text = match &leak.key {
        LeakKey::Text(text) => text.as_str(),
        LeakKey::Answers(id) => state.board.statement(*id).map_or("", |statement| statement.wording()),
    };
    let marks = marks(text, &leak.tells);
    let said = Said::new(text, theme.dim).marks(&marks, theme.strong).at_most(MOST).rows(columns.saturating_sub(4));
    lines.extend(said.into_iter().map(|line| Row::of("    ", theme.text).join(line)));
    if !matches!(leak.tells, Tells::Names(_)) {
        lines.push(Row::of("    ", theme.text).and(words::exports::tells(&leak.tells), theme.warning));
    }
    lines.push(Row::new());
    lines
}

/// Where the words stand that would tell.
fn marks(text: &str, tells: &Tells) -> Vec<Range<usize>> {
    let Tells::Names(words) = tells else { return Vec::new() };
    let (mut found, mut from) = (Vec::new(), 0);
    for word in words {
        if let Some(at) = text[from..].find(word.as_str()) {
            let start = from + at;
            from = start + word.len();
            found.push(start..from);
        }
    }
    found
}

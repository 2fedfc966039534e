//! Who had a turn, how long, and why: what a moderator can show who is accused of favouring one side.

use ratatui::{buffer::Buffer, layout::Rect};

use super::Scene;
use crate::{
    view::{
        inset, panel,
        text::{Row, rows, width},
    },
    words,
};

/// The turns in their order, what answers one or asks about it under it.
pub(in crate::view) fn lines(scene: Scene<'_>, columns: u16) -> Vec<Row> {
    let Scene { state, at, theme, .. } = scene;
    let parties = state.roster.parties();
    let list = state.turn_list().into_iter().map(|(depth, turn)| {
        let person = turn.who.person().and_then(|person| state.roster.person(person));
        let party = person.and_then(|person| person.party.as_deref());
        let figures = words::clock(turn.spoken(at));
        let name = words::turn_name((depth, turn), state);
        let row = Row::of(format!("{} ", super::time_of(scene, turn.called)), theme.dim)
            .and(name, theme.party(&parties, party))
            .and(format!("  {}  ", words::turn_why(turn, at)), theme.dim);
        let room = columns.saturating_sub(width(&figures) + 1);
        if row.width() <= room {
            row.pad(columns.saturating_sub(width(&figures))).and(figures, theme.text)
        } else {
            row
        }
    });
    list.collect()
}

/// The last turns, as many as there is room for.
pub(super) fn draw(buf: &mut Buffer, area: Rect, scene: Scene<'_>) {
    let title = Row::of(" Turns ", scene.theme.text).and("and why · Tab ", scene.theme.dim);
    let inner = inset(panel(buf, area, &title, false, scene.theme));
    let all = lines(scene, inner.width);
    rows(buf, inner, &all[all.len().saturating_sub(inner.height.into())..]);
}

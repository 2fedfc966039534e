//! Where there is room for it: the board with its history, and airtime in figures, without a key.
//!
//! The figures are in minutes: one clock on the screen shows seconds, and no second one does.

use ratatui::{buffer::Buffer, layout::Rect};

use super::{Scene, board};
use crate::{
    session::{Share, Span},
    view::{
        inset, panel, take_bottom,
        text::{Row, rows, width},
    },
    words,
};

/// Wider than this.
pub(super) const ROOMY: u16 = 140;

/// Draws the board, and airtime below it.
pub(super) fn draw(buf: &mut Buffer, mut area: Rect, scene: Scene<'_>) {
    let lines = lines(scene, area.width.saturating_sub(4));
    let wanted = u16::try_from(lines.len()).unwrap_or(u16::MAX).saturating_add(2);
    // Parties stand first and together: where they don't all fit, nothing is shown of any.
    let figures = if wanted <= area.height / 2 { take_bottom(&mut area, wanted) } else { take_bottom(&mut area, 0) };
    board::draw(buf, area, scene, true);
    if figures.height > 0 {
        let title = Row::of(" Airtime ", scene.theme.text).and("for your eyes ", scene.theme.dim);
        let inner = inset(panel(buf, figures, &title, false, scene.theme));
        rows(buf, inner, &lines);
    }
}

fn lines(scene: Scene<'_>, columns: u16) -> Vec<Row> {
    let airtime = scene.state.airtimes(scene.at);
    let total: Span =
        airtime.people.iter().map(|share| share.spoken).sum::<Span>().plus(airtime.withheld).plus(airtime.unnamed);
    let line = |share: &Share<'_>| {
        let percent = share.spoken.millis() * 100 / total.millis().max(1);
        let figures = format!("{:>3} × {:>6} {percent:>3} %", share.turns, words::whole_minutes(share.spoken));
        let name = Row::new().cell(share.name, columns.saturating_sub(width(&figures) + 1), scene.theme.text);
        name.and(" ", scene.theme.text).and(figures, scene.theme.dim)
    };
    let mut lines = Vec::new();
    if airtime.parties.len() > 1 {
        lines.extend(airtime.parties.iter().map(line));
        lines.push(Row::new());
    }
    lines.extend(airtime.people.iter().map(line));
    lines
}

//! The notes by phase, as many as the filter shows; what was put right stands below each.

use super::overview::{corrections, heading};
use crate::{
    app::Review,
    session::{Change, PhaseIndex},
    view::{Theme, live, text::Row},
    words,
};

/// The lines of the page, and the place of the note that is marked.
pub(super) fn lines(review: &Review, columns: u16, theme: &Theme) -> (Vec<Row>, usize) {
    let state = &review.state;
    let scene = live::scene(state, review.at(), theme);
    let (mut lines, mut mark) = (vec![filter_line(review, theme)], 0);
    for (place, phase) in state.opening.phases.iter().enumerate() {
        let mut of_phase = review.notes().filter(|note| note.phase == PhaseIndex(place)).peekable();
        if of_phase.peek().is_some() {
            heading(&mut lines, &phase.title, theme);
        }
        for note in of_phase {
            let is_marked = review.marked == Some(note.id);
            if is_marked {
                mark = lines.len();
            }
            for (nth, line) in live::note_lines(scene, note, columns.saturating_sub(2)).into_iter().enumerate() {
                let sign = if is_marked && nth == 0 { "▸ " } else { "  " };
                let row = Row::of(sign, theme.key).join(line);
                lines.push(if is_marked { row.with(theme.strong) } else { row });
            }
            let is_this = |change: &Change| matches!(change, Change::Note { id, .. } if *id == note.id);
            corrections(&mut lines, review, is_this, (columns, theme));
        }
    }
    if state.notes.is_empty() {
        lines = vec![Row::of("Nothing was noted.", theme.dim)];
    } else if review.notes().next().is_none() {
        lines.push(Row::of(words::NO_NOTE_FITS, theme.dim));
    }
    (lines, mark)
}

/// `12 of 48 notes · #need · Hanan · Open dialogue`.
fn filter_line(review: &Review, theme: &Theme) -> Row {
    let filter = &review.filter;
    let mut row = Row::of(words::shown(review.notes().count(), review.state.notes.len()), theme.dim);
    let phase = filter.phase.and_then(|phase| review.state.opening.phases.get(phase.0));
    let said = [
        filter.kind.as_ref().map(words::note_kind),
        filter.who.map(|who| words::whose_notes(&review.state, who).to_owned()),
        phase.map(|phase| phase.title.clone()),
    ];
    for one in said.into_iter().flatten() {
        row = row.and(" · ", theme.dim).and_said(one, theme.strong);
    }
    row
}

//! What was said, in the speakers' own words: the last notes, and the list to edit.

use ratatui::{buffer::Buffer, layout::Rect};

use super::Scene;
use crate::{
    app::{Action, Touch},
    session::{Note, NoteId, Piece},
    view::{
        inset, panel,
        text::{Row, Said, rows, said},
        touch::mark,
    },
    words,
};

/// The lines of one note: time, speaker and kind, and the text beside them or below.
pub(in crate::view) fn lines(scene: Scene<'_>, note: &Note, columns: u16) -> Vec<Row> {
    let Scene { state, theme, .. } = scene;
    let parties = state.roster.parties();
    let person = note.speaker.and_then(crate::session::Who::person).and_then(|person| state.roster.person(person));
    let party = person.and_then(|person| person.party.as_deref());
    let speaker = note.speaker.map_or("", |who| words::who_name(state, who));
    let mut head = Row::of(super::time_of(scene, note.at), theme.dim).and(" ", theme.text);
    // What answers or asks stands under what was said before it, behind its sign.
    if let Some(lane) = note.turn.and_then(|turn| state.turn(turn)).and_then(|turn| turn.lane) {
        head = head.and(format!("{} ", words::lane_sign(lane)), theme.key);
    }
    if !speaker.is_empty() {
        head = head.and_said(crate::view::text::fit(speaker, 14), theme.party(&parties, party)).and(" ", theme.text);
    }
    if let Some(mark) = words::confidence(state, Piece::Note(note.id)) {
        head = head.and(format!("{mark} "), theme.good);
    }
    if !note.kind.is_plain() {
        head = head.and(format!("#{} ", note.kind.word()), theme.dim);
    }
    let start = head.width();
    let first_room = columns.saturating_sub(start);
    let indent = 6;
    if first_room < 12 && columns > indent {
        let below = said(&note.text, columns - indent, theme.text).into_iter();
        return std::iter::once(head).chain(below.map(|line| Row::new().pad(indent).join(line))).collect();
    }
    // The first line stands beside the head, the others under it.
    let text = Said::new(&note.text, theme.text).beside(first_room).rows(columns.saturating_sub(indent));
    let mut text = text.into_iter();
    let first = head.join(text.next().unwrap_or_default());
    std::iter::once(first).chain(text.map(|line| Row::new().pad(indent).join(line))).collect()
}

/// The last notes, as many as there is room for, the newest at the bottom.
pub(super) fn draw(buf: &mut Buffer, area: Rect, scene: Scene<'_>) {
    let count = scene.state.notes.len();
    let title = Row::of(" Notes ", scene.theme.text)
        .and(if count > 0 { format!("{count} ") } else { String::new() }, scene.theme.dim);
    mark(area, Touch::Pane(Action::Notes));
    let inner = inset(panel(buf, area, &title, false, scene.theme));
    if count == 0 {
        let row = Row::of("n", scene.theme.key).and(" writes down what is said.", scene.theme.dim);
        return row.draw(buf, inner);
    }
    draw_last(buf, inner, scene);
}

/// The last notes without a frame.
pub(super) fn draw_last(buf: &mut Buffer, area: Rect, scene: Scene<'_>) {
    let room = usize::from(area.height);
    let mut shown: Vec<Row> = Vec::new();
    for note in scene.state.notes.iter().rev() {
        let mut block = lines(scene, note, area.width);
        if shown.len() + block.len() > room {
            if shown.is_empty() {
                block.truncate(room);
                shown = block;
            }
            break;
        }
        block.extend(shown);
        shown = block;
    }
    rows(buf, area, &shown);
}

/// The notes, full screen, with the one that is marked.
pub(super) fn draw_page(buf: &mut Buffer, area: Rect, scene: Scene<'_>, marked: Option<NoteId>) {
    let theme = scene.theme;
    let inner = inset(panel(buf, area, &Row::of(" Notes ", theme.text), true, theme));
    let notes = &scene.state.notes;
    if notes.is_empty() {
        return Row::of("n", theme.key).and(" writes down what is said.", theme.dim).draw(buf, inner);
    }
    let block = |note: &Note| {
        let is_marked = marked == Some(note.id);
        let row = |(nth, line)| {
            let sign = if is_marked && nth == 0 { "▸ " } else { "  " };
            let row = Row::of(sign, theme.key).join(line);
            if is_marked { row.with(theme.strong) } else { row }
        };
        lines(scene, note, inner.width.saturating_sub(2)).into_iter().enumerate().map(row).collect()
    };
    let place = notes.iter().position(|note| marked == Some(note.id)).unwrap_or(0);
    rows(buf, inner, &crate::view::window_around(notes, place, inner.height, block));
}

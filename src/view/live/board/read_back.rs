//! A wording alone, in large type, to be read aloud and confirmed.
//!
//! ```text
//!              Common ground?  s4
//!
//!       Both losses are real.          (as large as it fits)
//!
//! ✓ 1 Miriam  Jewish    4 Yousef  Palestinian
//! Read it aloud; their keys confirm. Still missing: Palestinian
//! ```

use ratatui::{buffer::Buffer, layout::Rect};

use super::super::front::side_by_side;
use crate::{
    session::{PersonId, Role, StatementId, Toward, Who, absent_parties},
    view::{
        inset, large,
        live::Scene,
        take_bottom, take_top,
        text::{Row, rows, said, wrap},
    },
    words,
};

/// What is read back: a statement or the draft on the table, where it goes, and who has confirmed it.
pub(super) type ReadBack<'a> = (Option<StatementId>, Toward, &'a [PersonId]);

/// With fewer rows than this for the wording and the people, the people are left out.
const LOW: u16 = 8;

pub(super) fn draw(buf: &mut Buffer, mut area: Rect, scene: Scene<'_>, (id, toward, voices): ReadBack<'_>) {
    let Scene { state, theme, .. } = scene;
    ratatui::widgets::Widget::render(ratatui::widgets::Clear, area, buf);
    let what = match (id, toward) {
        (None, _) => "The whole text: can all of us say this?".to_owned(),
        (Some(id), Toward::CommonGround) => format!("{id} · Is this what we all say?"),
        (Some(id), Toward::CanLiveWith) => format!("{id} · Can we all live with this?"),
    };
    Row::of(what, theme.dim).draw_centred(buf, take_top(&mut area, 1));
    let status = status(scene, (id, toward, voices));
    let lines: Vec<Row> =
        wrap(&status, area.width.saturating_sub(2)).into_iter().map(|line| Row::of(line, theme.text)).collect();
    let below = take_bottom(&mut area, u16::try_from(lines.len()).unwrap_or(1));
    rows(buf, inset(below), &lines);
    // Where there is little room the wording has it; what is missing is said below.
    let is_low = area.height < LOW;
    let people = if is_low { Vec::new() } else { people(scene, voices, area.height / 3) };
    let high = u16::try_from(people.len()).unwrap_or(0).min(area.height / 3);
    rows(buf, inset(take_bottom(&mut area, high)), &people);
    let area =
        if is_low { inset(area) } else { Rect { y: area.y + 1, height: area.height.saturating_sub(2), ..inset(area) } };
    if let Some(id) = id {
        let wording = state.board.statement(id).map_or("", |statement| statement.wording());
        return large::draw(buf, area, wording, theme.strong);
    }
    let mut lines = Vec::new();
    for paragraph in state.board.paragraphs() {
        lines.extend(said(paragraph.wording(), area.width.min(72), theme.strong));
        lines.push(Row::new());
    }
    rows(buf, area, &lines);
}

fn people(scene: Scene<'_>, voices: &[PersonId], height: u16) -> Vec<Row> {
    let Scene { state, theme, .. } = scene;
    let parties = state.roster.parties();
    let here = state.roster.present().filter(|person| person.role != Role::Observer);
    let people = here.map(|person| {
        let party = person.party.as_deref();
        let sign = if voices.contains(&person.id) { "✓ " } else { "  " };
        let row =
            Row::of(sign, theme.good).and(format!("{} ", person.key), theme.key).cell(&person.name, 14, theme.text);
        row.cell(party.unwrap_or_default(), 14, theme.party(&parties, party))
    });
    side_by_side(people.collect(), height)
}

/// What is still missing, or what Enter does.
fn status(scene: Scene<'_>, (id, toward, voices): ReadBack<'_>) -> String {
    let state = scene.state;
    let voices: Vec<Who> = voices.iter().map(|person| Who::Named(*person)).collect();
    let missing = match id {
        Some(id) => state.board.statement(id).map_or(Vec::new(), |statement| statement.missing(state, &voices, toward)),
        None => crate::session::missing_voices(state, &voices),
    };
    let later = absent_parties(&state.roster);
    let provisional =
        if later.is_empty() { String::new() } else { format!(" Provisional: {} is asked later.", later.join(", ")) };
    if !missing.is_empty() {
        let pieces: Vec<String> = missing.iter().map(|piece| words::missing(piece, state)).collect();
        return format!("Read it aloud; their keys confirm. Still missing: {}.{provisional}", pieces.join("; "));
    }
    let by = if voices.is_empty() { "the room confirms it" } else { "that is everybody" };
    format!("Read it aloud. Enter: {by}.{provisional}")
}

//! What the board asks for, in front of the page.

use ratatui::{buffer::Buffer, layout::Rect};

use super::{
    detail::{paragraph, vouches},
    read_back, trial, wordings,
};
use crate::{
    app::{Asking, Live},
    session::{BracketKind, PersonId, Role, StatementId, TurnId},
    view::{
        live::{
            Scene,
            front::{readable, show, side_by_side},
        },
        text::Row,
    },
    words,
};

pub(in crate::view::live) fn draw(buf: &mut Buffer, area: Rect, scene: Scene<'_>, (live, asking): (&Live, &Asking)) {
    match asking {
        Asking::ReadBack { statement, toward, voices } => {
            read_back::draw(buf, area, scene, (*statement, *toward, voices));
        }
        Asking::Difference { statement, side } => draw_difference(buf, area, scene, (live, *statement, *side)),
        Asking::Wordings { statement, place } => wordings::draw(buf, area, scene, (*statement, *place)),
        Asking::Merging { statement, with } => draw_merging(buf, area, scene, (live, *statement, *with)),
        Asking::BracketKind { statement, kind } => draw_bracket(buf, area, scene, (*statement, *kind)),
        Asking::Supporters { kind, supporters, .. } => {
            let title = format!(" In brackets, {}: who wants them, and who supports it? ", words::bracket(*kind));
            draw_people(buf, area, scene, (&title, supporters, "Two keys, then Enter."));
        }
        Asking::Drafter(who) => {
            let chosen: Vec<PersonId> = who.iter().copied().collect();
            let text =
                "Their key, if it is to be said; then Enter. From here to the next draft the text may be changed.";
            draw_people(buf, area, scene, (" Who is the drafter? ", &chosen, text));
        }
        Asking::Restating { turn, who } => draw_restating(buf, area, scene, (*turn, *who)),
        Asking::SetUp(set_up) => trial::draw_set_up(buf, area, scene, set_up),
        Asking::Collecting(collecting) => trial::draw_collecting(buf, area, scene, collecting),
        Asking::Result { taken, reduced } => {
            let kept = if *reduced { live.reduced((**taken).clone()) } else { (**taken).clone() };
            trial::draw_result(buf, area, scene, (taken, &kept, *reduced));
        }
    }
}

/// Both formulations; the one in front takes the keys of those who find it fair, and of those who understand it.
fn draw_difference(buf: &mut Buffer, area: Rect, scene: Scene<'_>, (live, id, front): (&Live, StatementId, usize)) {
    let Scene { state, theme, .. } = scene;
    let Some(statement) = state.board.statement(id) else { return };
    let columns = readable(area);
    let parties = state.roster.parties();
    let mut lines = paragraph(statement.wording(), columns, theme.strong);
    let sides = live.sides(id);
    for (place, (party, said)) in sides.iter().enumerate() {
        lines.push(Row::new());
        let mark = if place == front { "▸ " } else { "  " };
        let name = party.clone().unwrap_or_else(|| format!("side {}", place + 1));
        let row = Row::of(mark, theme.key).and(name, theme.party(&parties, party.as_deref()));
        match said {
            Some(said) => {
                lines.push(vouches(said, row, theme));
                let text = paragraph(&said.text, columns.saturating_sub(2), theme.text);
                lines.extend(text.into_iter().map(|line| Row::of("  ", theme.text).join(line)));
            }
            None => lines.push(row.and("  has not put it yet", theme.dim)),
        }
    }
    lines.push(Row::new());
    let text = if sides.iter().any(|(_, said)| said.is_none()) {
        "Enter: the next side puts it in its words."
    } else if statement.unvouched().is_empty() {
        "Enter: why it matters, and it is held."
    } else {
        "Read it aloud. A key of its own side: fair. A key of the other: understood. Tab: the other side."
    };
    lines.extend(paragraph(text, columns, theme.dim));
    let here: Vec<Row> = people(scene, &[]);
    lines.extend(side_by_side(here, area.height.saturating_sub(u16::try_from(lines.len()).unwrap_or(0) + 4)));
    show(buf, area, &Row::of(" A difference, fairly put ", theme.strong), &lines, scene);
}

fn draw_merging(buf: &mut Buffer, area: Rect, scene: Scene<'_>, (live, id, with): (&Live, StatementId, StatementId)) {
    let theme = scene.theme;
    let columns = readable(area);
    let wording = |id| scene.state.board.statement(id).map_or("", |statement| statement.wording());
    let mut lines = paragraph(wording(id), columns, theme.strong);
    lines.extend([Row::new(), Row::of("with", theme.dim)]);
    for other in live.mergeable(id) {
        let row = Row::of(if other == with { "▸ " } else { "  " }, theme.key);
        let style = if other == with { theme.strong } else { theme.text };
        lines.push(row.and(crate::view::text::fit(wording(other), columns.saturating_sub(2)), style));
    }
    lines.push(Row::new());
    lines.push(Row::of("Enter", theme.key).and(" opens the line of the one wording.", theme.dim));
    show(buf, area, &Row::of(" Make one of two ", theme.strong), &lines, scene);
}

fn draw_bracket(buf: &mut Buffer, area: Rect, scene: Scene<'_>, (id, marked): (StatementId, BracketKind)) {
    let theme = scene.theme;
    let columns = readable(area);
    let wording = scene.state.board.statement(id).map_or("", |statement| statement.wording());
    let mut lines = paragraph(&format!("[{wording}]"), columns, theme.strong);
    lines.push(Row::new());
    for kind in BracketKind::ALL {
        let what = match kind {
            BracketKind::Alternative => "another wording is on offer",
            BracketKind::Contentious => "it is disputed",
            BracketKind::Waiting => "it depends on something that is not settled",
            BracketKind::Unclear => "it is not clear what it means",
        };
        let row = Row::of(if kind == marked { "▸ " } else { "  " }, theme.key);
        lines.push(row.cell(words::bracket(kind), 14, theme.text).and(what, theme.dim));
    }
    show(buf, area, &Row::of(" Why brackets? ", theme.strong), &lines, scene);
}

fn people(scene: Scene<'_>, chosen: &[PersonId]) -> Vec<Row> {
    let Scene { state, theme, .. } = scene;
    let parties = state.roster.parties();
    let here = state.roster.present().filter(|person| person.role != Role::Observer);
    here.map(|person| {
        let party = person.party.as_deref();
        let sign = if chosen.contains(&person.id) { "✓ " } else { "  " };
        let row =
            Row::of(sign, theme.good).and(format!("{} ", person.key), theme.key).cell(&person.name, 14, theme.text);
        row.cell(party.unwrap_or_default(), 13, theme.party(&parties, party))
    })
    .collect()
}

fn draw_people(buf: &mut Buffer, area: Rect, scene: Scene<'_>, (title, chosen, text): (&str, &[PersonId], &str)) {
    let columns = readable(area);
    let mut lines = side_by_side(people(scene, chosen), area.height.saturating_sub(8));
    lines.push(Row::new().pad(columns));
    lines.extend(paragraph(text, columns, scene.theme.dim));
    show(buf, area, &Row::of(title, scene.theme.strong), &lines, scene);
}

fn draw_restating(buf: &mut Buffer, area: Rect, scene: Scene<'_>, (turn, who): (TurnId, Option<PersonId>)) {
    let Scene { state, theme, .. } = scene;
    let columns = readable(area);
    let speaker = state.turn(turn).map_or(words::SOMEONE, |turn| words::who_name(state, turn.who));
    let text = format!("What did you hear {speaker} say? Somebody of the other side says it in their own words.");
    let mut lines = paragraph(&text, columns, theme.strong);
    let times = state.board.restatings.iter().filter(|restating| restating.turn == turn).count();
    if times > 0 {
        lines.push(Row::of("Not quite yet: it is said once more.", theme.dim));
    }
    lines.push(Row::new());
    let chosen: Vec<PersonId> = who.iter().copied().collect();
    lines.extend(side_by_side(people(scene, &chosen), area.height.saturating_sub(10)));
    lines.push(Row::new());
    let key = |row: Row, key: &str, text: &str| row.and(key.to_owned(), theme.key).and(text.to_owned(), theme.text);
    let row = key(Row::of(format!("{speaker}: is that it?  "), theme.text), "y", " yes  ");
    lines.push(key(key(row, "n", " not quite  "), "w", " waived"));
    show(buf, area, &Row::of(" Restating ", theme.strong), &lines, scene);
}

//! Every wording of a statement, or every draft of the one text, and what changed from one to the next.

use ratatui::{buffer::Buffer, layout::Rect};

use super::detail::{changes, paragraph};
use crate::{
    session::{Draft, State, Statement, StatementId},
    view::{
        inset,
        live::Scene,
        panel,
        text::{Row, rows},
    },
};

/// One step from a wording to the next.
pub(super) fn draw(buf: &mut Buffer, area: Rect, scene: Scene<'_>, (id, place): (Option<StatementId>, usize)) {
    let theme = scene.theme;
    ratatui::widgets::Widget::render(ratatui::widgets::Clear, area, buf);
    let columns = area.width.saturating_sub(4).min(96);
    let (title, lines) = match id.and_then(|id| scene.state.board.statement(id)) {
        Some(statement) => (format!(" {} · wordings ", statement.id), of_statement(scene, statement, place, columns)),
        None => (" The text, draft by draft ".to_owned(), of_drafts(scene, place, columns)),
    };
    let inner = inset(panel(buf, area, &Row::of(title, theme.strong), true, theme));
    rows(buf, inner, &lines);
}

fn legend(scene: Scene<'_>) -> Row {
    let theme = scene.theme;
    Row::of("−[went]", theme.dim)
        .and(" and ", theme.dim)
        .and("+[came]", theme.strong)
        .and("   ↑ ↓ the step before or after", theme.dim)
}

fn of_statement(scene: Scene<'_>, statement: &Statement, place: usize, columns: u16) -> Vec<Row> {
    let theme = scene.theme;
    let earlier = statement
        .earlier
        .iter()
        .map(|wording| (wording.text.as_str(), wording.reason.as_str(), wording.on.to_string()));
    let tonight = statement
        .wordings
        .iter()
        .map(|wording| (wording.text.as_str(), wording.reason.as_str(), crate::view::live::time_of(scene, wording.at)));
    let all: Vec<_> = earlier.chain(tonight).collect();
    let [.., _, _] = &all[..] else {
        let mut lines = paragraph(statement.wording(), columns, theme.strong);
        lines.extend([Row::new(), Row::of("It has had this one wording.", theme.dim)]);
        return lines;
    };
    let place = place.min(all.len() - 2);
    let ((before, _, then), (after, reason, when)) = (&all[place], &all[place + 1]);
    let mut lines = vec![Row::of(format!("wording {} of {}, {then}", place + 1, all.len()), theme.dim)];
    lines.extend(paragraph(before, columns, theme.text));
    lines.extend([Row::new(), Row::of(format!("wording {} of {}, {when}", place + 2, all.len()), theme.dim)]);
    lines.extend(paragraph(after, columns, theme.strong));
    if !reason.is_empty() {
        lines.extend(paragraph(&format!("because {reason}"), columns, theme.dim));
    }
    lines.extend([Row::new(), legend(scene), Row::new()]);
    lines.extend(changes(before, after, columns, theme));
    lines
}

/// The paragraphs of a draft, or of what the drafter has in hand.
fn paragraphs(state: &State, draft: Option<&Draft>) -> Vec<(StatementId, String)> {
    let wording = |id: StatementId, place: usize| {
        state.board.statement(id).and_then(|found| found.wordings.get(place)).map_or(String::new(), |w| w.text.clone())
    };
    match draft {
        Some(draft) => draft.paragraphs.iter().map(|(id, place)| (*id, wording(*id, *place))).collect(),
        None => state.board.paragraphs().map(|one| (one.id, one.wording().to_owned())).collect(),
    }
}

fn of_drafts(scene: Scene<'_>, place: usize, columns: u16) -> Vec<Row> {
    let Scene { state, theme, .. } = scene;
    let drafts = &state.board.text.drafts;
    let all: Vec<Option<&Draft>> =
        drafts.iter().map(Some).chain(state.board.text.with_drafter.then_some(None)).collect();
    if all.len() < 2 {
        return vec![Row::of("There is no earlier draft to compare with.", theme.dim)];
    }
    let place = place.min(all.len() - 2);
    let name = |draft: Option<&Draft>| {
        draft.map_or("what the drafter has in hand".to_owned(), |draft| format!("draft {}", draft.number))
    };
    let (before, after) = (paragraphs(state, all[place]), paragraphs(state, all[place + 1]));
    let mut lines =
        vec![Row::of(format!("from {} to {}", name(all[place]), name(all[place + 1])), theme.dim), legend(scene)];
    let said = |list: &[(StatementId, String)], id: StatementId| {
        list.iter().find(|(other, _)| *other == id).map_or(String::new(), |(_, text)| text.clone())
    };
    let gone = before.iter().filter(|(id, _)| !after.iter().any(|(other, _)| other == id));
    for (id, _) in after.iter().chain(gone) {
        lines.push(Row::new());
        lines.push(Row::of(id.to_string(), theme.dim));
        lines.extend(changes(&said(&before, *id), &said(&after, *id), columns, theme));
    }
    lines
}

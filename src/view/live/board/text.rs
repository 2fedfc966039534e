//! The one text, and what was promised: two more pages of the board.

use ratatui::{buffer::Buffer, layout::Rect};

use super::{detail::paragraph, sign, sign_style};
use crate::{
    session::{Criticism, FollowUp, FollowUpId, Progress, Standing, Statement, StatementId},
    view::{
        inset,
        live::{Scene, header},
        panel, take_top,
        text::{Row, rows},
        window_of,
    },
    words,
};

/// The text as a document: paragraphs on the left, the criticism of the marked one on the right.
pub(in crate::view::live) fn draw_page(
    buf: &mut Buffer,
    mut area: Rect,
    scene: Scene<'_>,
    marked: Option<StatementId>,
) {
    let Scene { state, theme, .. } = scene;
    header::draw_phases(buf, take_top(&mut area, 1), scene);
    let wide = area.width >= 90;
    let (document, beside) = if wide {
        let left = area.width * 3 / 5;
        (Rect { width: left, ..area }, Rect { x: area.x + left, width: area.width - left, ..area })
    } else {
        let top = area.height * 3 / 5;
        (Rect { height: top, ..area }, Rect { y: area.y + top, height: area.height - top, ..area })
    };
    let inner = inset(panel(buf, document, &title(scene), true, theme));
    let (lines, place) = document_lines(scene, marked, inner.width);
    rows(buf, inner, window_of(&lines, place, inner.height));
    let name = marked.map_or_else(|| " Criticism ".to_owned(), |id| format!(" Criticism of {id} "));
    let inner = inset(panel(buf, beside, &Row::of(name, theme.dim), false, theme));
    let paragraph = marked.and_then(|id| state.board.statement(id));
    rows(buf, inner, &paragraph.map_or(Vec::new(), |paragraph| criticism_lines(scene, paragraph, inner.width)));
}

fn title(scene: Scene<'_>) -> Row {
    let Scene { state, theme, .. } = scene;
    let text = &state.board.text;
    let what = match (text.drafts.last(), text.with_drafter) {
        (None, _) => "not on the table yet ".to_owned(),
        (Some(draft), false) => format!("draft {} on the table: criticise, don't edit ", draft.number),
        (Some(draft), true) => {
            let who = text.drafter.map(|(_, who)| words::who_name(state, who));
            let drafter = who.map_or("the drafter".to_owned(), str::to_owned);
            format!("draft {} with {drafter} ", draft.number)
        }
    };
    let row = Row::of(" One text ", theme.text).and(what, theme.dim);
    if state.board.all_or_nothing { row.and("nothing until everything ", theme.warning) } else { row }
}

fn document_lines(scene: Scene<'_>, marked: Option<StatementId>, columns: u16) -> (Vec<Row>, usize) {
    let Scene { state, theme, .. } = scene;
    let (mut lines, mut place) = (Vec::new(), 0);
    for (number, statement) in state.board.paragraphs().enumerate() {
        let is_marked = marked == Some(statement.id);
        if is_marked {
            place = lines.len();
        }
        let style = if is_marked { theme.strong } else { theme.text };
        let text = match &statement.standing {
            Standing::Bracketed { kind, text, .. } => {
                let other = if text.is_empty() { String::new() } else { format!(" / {text}") };
                format!("[{}{other}] ({})", statement.wording(), words::bracket(*kind))
            }
            _ => statement.wording().to_owned(),
        };
        let wrapped = paragraph(&text, columns.saturating_sub(8), style);
        for (nth, line) in wrapped.into_iter().enumerate() {
            let mark = if is_marked && nth == 0 { "▸ " } else { "  " };
            let head = if nth == 0 { format!("{:>2} ", number + 1) } else { "   ".into() };
            let kind = if nth == 0 { sign(statement.kind()) } else { " " };
            let row = Row::of(mark, theme.key).and(head, theme.dim);
            lines.push(row.and(format!("{kind} "), sign_style(statement.kind(), theme)).join(line));
        }
        let said = state.board.criticisms_of(statement.id).filter(|criticism| is_current(scene, criticism)).count();
        if said > 0 && !state.thinks_jointly() {
            lines.push(Row::of(format!("       {}", words::count(said, "criticism", "criticisms")), theme.dim));
        }
        lines.push(Row::new());
    }
    if lines.is_empty() {
        lines.push(
            Row::of("c", theme.key)
                .and(" writes a paragraph; ", theme.dim)
                .and("e", theme.key)
                .and(" on the board takes a statement in.", theme.dim),
        );
    }
    (lines, place)
}

/// Whether it is about the draft on the table, or the one in hand.
fn is_current(scene: Scene<'_>, criticism: &Criticism) -> bool {
    usize::try_from(criticism.draft) == Ok(scene.state.board.text.drafts.len())
}

/// The criticism of a paragraph, draft by draft, the last one first. Nobody is its author.
fn criticism_lines(scene: Scene<'_>, statement: &Statement, columns: u16) -> Vec<Row> {
    let Scene { state, theme, .. } = scene;
    if state.thinks_jointly() {
        return paragraph("Objections wait for the next phase; i keeps one.", columns, theme.dim);
    }
    let mut lines = paragraph(&words::verdict(state, statement), columns, theme.dim);
    let said: Vec<&Criticism> = state.board.criticisms_of(statement.id).collect();
    for criticism in said.iter().rev() {
        lines.push(Row::new());
        let head = match (criticism.draft, is_current(scene, criticism)) {
            (0, _) => "before the first draft".to_owned(),
            (draft, true) => format!("draft {draft}"),
            (draft, false) => format!("of draft {draft}, earlier"),
        };
        lines.push(Row::of(head, theme.dim));
        lines.extend(paragraph(&criticism.text, columns, theme.text));
        if !criticism.interest.is_empty() {
            lines.extend(paragraph(&format!("interest: {}", criticism.interest), columns, theme.dim));
        }
    }
    lines
}

/// What was promised: who, what, by when, and how far it is.
pub(in crate::view::live) fn draw_follow_ups(
    buf: &mut Buffer,
    mut area: Rect,
    scene: Scene<'_>,
    marked: Option<FollowUpId>,
) {
    let Scene { state, theme, .. } = scene;
    header::draw_phases(buf, take_top(&mut area, 1), scene);
    let inner = inset(panel(buf, area, &Row::of(" Follow-ups: who does what by when? ", theme.text), true, theme));
    let (mut lines, mut place) = (Vec::new(), 0);
    for follow_up in &state.board.follow_ups {
        let is_marked = marked == Some(follow_up.id);
        if is_marked {
            place = lines.len();
        }
        lines.extend(follow_up_lines(scene, follow_up, is_marked, inner.width));
    }
    if lines.is_empty() {
        lines.push(
            Row::of("c", theme.key).and(" writes one down: @Hanan brings the photographs by 11 April", theme.dim),
        );
    }
    rows(buf, inner, window_of(&lines, place, inner.height));
}

fn follow_up_lines(scene: Scene<'_>, follow_up: &FollowUp, is_marked: bool, columns: u16) -> Vec<Row> {
    let Scene { state, theme, .. } = scene;
    let sign = match follow_up.progress {
        Progress::Open => "□ ",
        Progress::Done => "✓ ",
        Progress::Dropped => "× ",
    };
    let late =
        follow_up.progress == Progress::Open && follow_up.by.is_some_and(|by| by < state.wall(scene.at).date_naive());
    let by = follow_up.by.map_or(String::new(), |day| format!("by {}", day.format("%-d %B %Y")));
    let brought = if follow_up.brought { "from an earlier evening" } else { "" };
    let notes: Vec<&str> = [by.as_str(), brought].into_iter().filter(|text| !text.is_empty()).collect();
    let who = follow_up.who.map_or("", |who| words::who_name(state, who));
    let style = match (is_marked, follow_up.progress) {
        (true, _) => theme.strong,
        (false, Progress::Open) => theme.text,
        (false, Progress::Done | Progress::Dropped) => theme.dim,
    };
    let head =
        Row::of(if is_marked { "▸ " } else { "  " }, theme.key).and(sign, theme.good).cell(who, 14, theme.strong);
    let start = head.width();
    let mut text = paragraph(&follow_up.what, columns.saturating_sub(start), style).into_iter();
    let mut lines = vec![head.join(text.next().unwrap_or_default())];
    lines.extend(text.map(|line| Row::new().pad(start).join(line)));
    if !notes.is_empty() {
        lines.push(Row::new().pad(start).and(notes.join(" · "), if late { theme.warning } else { theme.dim }));
    }
    lines
}

//! Title, record rule, whether it is saved, time of day; the phases; the question.

use ratatui::{buffer::Buffer, layout::Rect};

use super::Scene;
use crate::{
    app::Now,
    session::{Left, PhaseIndex, RecordRule, Span},
    view::{
        inset,
        text::{Row, Said, fit, rows, width},
    },
    words,
};

/// What the disk has acknowledged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Saved {
    Yes,
    /// What happens is not kept at all.
    Nothing,
    Underway,
    Not,
}

/// What stands at the right end.
pub(super) enum Right<'a> {
    /// The truth from the disk, and the time of day.
    Saving(Saved, &'a Now),
    /// What is saved is another's care; the time of day.
    LookingOn(&'a Now),
    /// Nothing is saved of a sample.
    Sample,
}

pub(super) fn draw(buf: &mut Buffer, area: Rect, scene: Scene<'_>, right: &Right<'_>) {
    let Scene { state, theme, .. } = scene;
    let rule = match (state.off_record(), state.unread()) {
        (Some(_), _) => words::rule(RecordRule::OffTheRecord).to_owned(),
        (None, Some(unread)) => words::to_be_read(unread),
        (None, None) => words::rule(state.rule()).to_owned(),
    };
    let right = match right {
        Right::Saving(saved, now) => {
            let (sign, style) = match saved {
                Saved::Yes => ("● saved", theme.good),
                Saved::Nothing => (words::NOTHING_KEPT, theme.over),
                Saved::Underway => ("○ saving", theme.dim),
                Saved::Not => ("× NOT SAVED", theme.over),
            };
            Row::of(rule, theme.dim)
                .and("   ", theme.text)
                .and(sign, style)
                .and("   ", theme.text)
                .and(words::time_of_day(now.wall), theme.text)
        }
        Right::LookingOn(now) => Row::of(rule, theme.dim)
            .and("   looking on   ", theme.warning)
            .and(words::time_of_day(now.wall), theme.text),
        Right::Sample => Row::of(rule, theme.dim).and(format!("   {}", super::time_of(scene, scene.at)), theme.text),
    };
    let area = inset(area);
    let room = area.width.saturating_sub(right.width() + 2);
    let opening = &state.opening;
    let mut left = Row::new().and_said(fit(&opening.title, room), theme.strong);
    if let Some(series) = opening.series.as_deref().filter(|series| left.width() + width(series) + 3 <= room) {
        left = left.and(" · ", theme.dim).and_said(series, theme.dim);
    }
    left.draw(buf, Rect { width: room, ..area });
    right.draw_right(buf, area);
}

/// The phases in a line: those that were, the one in front with what is left of it, those to come. Where they don't all
/// fit, the one in front stays.
pub(super) fn draw_phases(buf: &mut Buffer, area: Rect, scene: Scene<'_>) {
    let area = inset(area);
    let here = scene.state.phase_index();
    let front = front(scene);
    let mut before = Vec::new();
    let mut after = Vec::new();
    for (place, phase) in scene.state.opening.phases.iter().enumerate() {
        let was = scene.state.visits.iter().any(|visit| visit.phase == PhaseIndex(place));
        let text = if was { format!("{} ✓", phase.title) } else { phase.title.clone() };
        match place.cmp(&here.0) {
            std::cmp::Ordering::Less => before.push(text),
            std::cmp::Ordering::Equal => {}
            std::cmp::Ordering::Greater => after.push(text),
        }
    }
    let room = |texts: &[String]| texts.iter().map(|text| width(text) + 3).sum::<u16>();
    // What has no room is counted, so that the plan is never longer than it looks.
    let (mut hidden_before, mut hidden_after) = (0, 0);
    while room(&before) + front.width() + room(&after) + 10 * u16::from(hidden_before + hidden_after > 0) > area.width {
        if before.len() > 1 || (after.is_empty() && !before.is_empty()) {
            before.remove(0);
            hidden_before += 1;
        } else if after.pop().is_some() {
            hidden_after += 1;
        } else {
            break;
        }
    }
    let dim = scene.theme.dim;
    let mut row = Row::new();
    if hidden_before > 0 {
        row = row.and(format!("+{hidden_before}   "), dim);
    }
    if hidden_after > 0 {
        after.push(format!("+{hidden_after}"));
    }
    for text in before {
        row = row.and(format!("{text}   "), dim);
    }
    row = row.join(front);
    for text in after {
        row = row.and(format!("   {text}"), dim);
    }
    row.draw(buf, area);
}

/// `▸ Needs and fears ━━━━──── 12 min left`. That its time is over changes the colour and the words, and nothing else.
fn front(scene: Scene<'_>) -> Row {
    let Scene { state, at, theme, .. } = scene;
    let Some(phase) = state.phase() else { return Row::new() };
    let gone = state.time_in(state.phase_index(), at);
    let bar = 12;
    let filled = u16::try_from(gone.millis() * u64::from(bar) / state.planned(state.phase_index()).millis().max(1))
        .unwrap_or(bar)
        .min(bar);
    let (text, style) = match state.phase_left(at) {
        Left::Remaining(left) => {
            (format!(" {} left", words::minutes(Span::from_mins(left.millis().div_ceil(60_000)))), theme.text)
        }
        Left::Over(over) => {
            (format!(" over by {}", words::minutes(Span::from_mins(over.mins().max(1)))), theme.warning)
        }
    };
    let row = Row::of("▸ ", theme.key).and_said(&phase.title, theme.strong).and(" ", theme.text);
    row.and("━".repeat(filled.into()), theme.focus).and("─".repeat((bar - filled).into()), theme.frame).and(text, style)
}

fn question_lines(scene: Scene<'_>, columns: u16, most: u16) -> Vec<Row> {
    let question = scene.state.phase().and_then(|phase| phase.question.as_deref()).map(|text| format!("“{text}”"));
    question.map_or_else(Vec::new, |question| {
        Said::new(&question, scene.theme.text.italic()).at_most(most.into()).rows(columns.saturating_sub(2))
    })
}

/// How many rows the question takes.
pub(super) fn question_height(scene: Scene<'_>, columns: u16) -> u16 {
    u16::try_from(question_lines(scene, columns, u16::MAX).len()).unwrap_or(u16::MAX)
}

/// The sentence that is read aloud.
pub(super) fn draw_question(buf: &mut Buffer, area: Rect, scene: Scene<'_>) {
    rows(buf, inset(area), &question_lines(scene, area.width, area.height));
}

/// How many rows the hints of the phase take where there is room for them: one each, two at most.
pub(super) fn hint_height(scene: Scene<'_>) -> u16 {
    scene.state.phase().map_or(0, |phase| u16::try_from(phase.hints.len().min(2)).unwrap_or(0))
}

/// For the moderator's eyes: what this phase needs of them.
pub(super) fn draw_phase_hints(buf: &mut Buffer, area: Rect, scene: Scene<'_>) {
    let hints = scene.state.phase().map_or(&[][..], |phase| &phase.hints[..]);
    let lines: Vec<Row> = hints.iter().map(|hint| Row::of(format!("· {hint}"), scene.theme.dim)).collect();
    rows(buf, inset(area), &lines);
}

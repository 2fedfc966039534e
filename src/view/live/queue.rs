//! Those who wait, who is next and why, who has not been heard.

use ratatui::{buffer::Buffer, layout::Rect};

use super::Scene;
use crate::{
    session::{OrderRule, Why, suggest, waiting},
    view::{
        inset, panel, take_top,
        text::{Row, rows, width, wrap},
    },
    words,
};

pub(super) fn draw(buf: &mut Buffer, area: Rect, scene: Scene<'_>) {
    let Scene { state, at, theme, .. } = scene;
    let order = state.phase().map(|_| state.order());
    let title = match order {
        Some(OrderRule::GoRound) => {
            Row::of(" Go-round ", theme.text).and(format!("{} ", state.round.number), theme.dim)
        }
        Some(order) => Row::of(" Waiting ", theme.text).and(format!("{} ", words::order(order)), theme.dim),
        None => Row::of(" Waiting ", theme.text),
    };
    let mut inner = inset(panel(buf, area, &title, false, theme));
    let mut top: Vec<Row> = Vec::new();
    for (nth, line) in wrap(&format!("next: {}", next(scene)), inner.width).into_iter().take(3).enumerate() {
        top.push(Row::of(line, if nth == 0 { theme.strong } else { theme.text }));
    }
    let room = usize::from(inner.height).saturating_sub(top.len());
    match unheard_lines(scene, inner.width) {
        lines if lines.len() <= (room / 3).clamp(1, 3) => top.extend(lines),
        // Where they don't all fit, the line ends as what is cut does.
        _ => top.push(not_yet_heard(scene)),
    }
    top.extend((room > 3).then(Row::new));
    let reserved = u16::try_from(top.len()).unwrap_or(0);
    rows(buf, take_top(&mut inner, reserved), &top);
    let parties = state.roster.parties();
    let line = waiting(state, at);
    let longest = line.iter().map(|one| width(words::person_name(state, one.person))).max().unwrap_or(0);
    let names = (longest + 1).min(inner.width / 2);
    let shown: Vec<Row> = line
        .iter()
        .enumerate()
        .map(|(nth, one)| {
            let party = state.roster.person(one.person).and_then(|person| person.party.as_deref());
            let sign = if nth == 0 { "▸ " } else { "  " };
            let since = one.since.map_or(String::new(), |since| words::ago(at.since(since)));
            let name = words::person_name(state, one.person);
            let note = if one.why == Why::CameBack { "again" } else { since.as_str() };
            Row::of(sign, theme.key)
                .cell(name, names, if nth == 0 { theme.strong } else { theme.text })
                .cell(party.unwrap_or_default(), inner.width.saturating_sub(names + 9), theme.party(&parties, party))
                .pad(inner.width.saturating_sub(width(note)))
                .and(note, theme.dim)
        })
        .collect();
    let fits = usize::from(inner.height);
    if shown.len() > fits && fits > 0 {
        rows(buf, inner, &shown[..fits - 1]);
        let more = Row::of(format!("  and {} more", shown.len() - (fits - 1)), theme.dim);
        more.draw(buf, Rect { y: inner.bottom() - 1, height: 1, ..inner });
    } else {
        rows(buf, inner, &shown);
    }
}

/// Who is next and why, or why nobody is.
pub(super) fn next(scene: Scene<'_>) -> String {
    match suggest(scene.state, scene.at) {
        Ok(suggestion) => words::suggestion(&suggestion, scene.state),
        Err(crate::session::Refusal::RoundComplete) => "the round is complete".into(),
        Err(crate::session::Refusal::NoTurnsHere) => "nobody speaks in turns here".into(),
        Err(crate::session::Refusal::NobodyWaits) => "nobody waits".into(),
        Err(crate::session::Refusal::PartyDoesNotAsk(party)) => format!("{party} is due, and does not ask"),
        Err(refusal) => words::refusal(&refusal, scene.state),
    }
}

/// Always there: who has not been heard, in one line.
pub(super) fn not_yet_heard(scene: Scene<'_>) -> Row {
    match unheard(scene) {
        Some(names) => Row::of(UNHEARD, scene.theme.dim).and(names, scene.theme.text),
        None => Row::new(),
    }
}

const UNHEARD: &str = "not yet heard: ";

fn unheard_lines(scene: Scene<'_>, columns: u16) -> Vec<Row> {
    let Some(names) = unheard(scene) else { return Vec::new() };
    let mut lines = wrap(&format!("{UNHEARD}{names}"), columns).into_iter();
    let first = lines.next().unwrap_or_default();
    let first = Row::of(UNHEARD, scene.theme.dim).and(first.trim_start_matches(UNHEARD), scene.theme.text);
    std::iter::once(first).chain(lines.map(|line| Row::of(line, scene.theme.text))).collect()
}

/// `None` while nobody is there who could be heard.
fn unheard(scene: Scene<'_>) -> Option<String> {
    words::not_heard(scene.state, scene.at)
}

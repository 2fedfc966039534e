//! Those who wait, who is next and why, who has not been heard.

use ratatui::{buffer::Buffer, layout::Rect, style::Style};

use super::Scene;
use crate::{
    app::Touch,
    session::{self, Next, OrderRule, PersonId, Why, waiting},
    view::{
        inset, panel, take_top,
        text::{Row, rows, width, wrap},
        touch::mark_rows,
    },
    words,
};

pub(super) fn draw(buf: &mut Buffer, area: Rect, scene: Scene<'_>) {
    let Scene { state, theme, .. } = scene;
    let order = state.phase().map(|_| state.order());
    let title = match order {
        Some(OrderRule::GoRound) => {
            Row::of(" Go-round ", theme.text).and(format!("{} ", state.round.number), theme.dim)
        }
        Some(order) => Row::of(" Waiting ", theme.text).and(format!("{} ", words::order(order)), theme.dim),
        None => Row::of(" Waiting ", theme.text),
    };
    let title = match words::list(state.list) {
        Some(list) => title.and(format!("· {list} "), theme.warning),
        None => title,
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
    let shown = waiting_lines(scene, inner.width);
    let fits = usize::from(inner.height);
    if shown.len() > fits && fits > 0 {
        rows(buf, inner, &shown[..fits - 1]);
        let more = Row::of(format!("  and {} more", shown.len() - (fits - 1)), theme.dim);
        more.draw(buf, Rect { y: inner.bottom() - 1, height: 1, ..inner });
    } else {
        rows(buf, inner, &shown);
    }
    // Lanes are not reordered.
    let lanes = scene.state.lane_line().len();
    let people = waiting(scene.state, scene.at);
    let marks = (0..lanes).map(|_| None).chain(people.iter().map(|one| Some(Touch::Waiting(one.person))));
    mark_rows(Rect { height: inner.height.min(u16::try_from(shown.len()).unwrap_or(u16::MAX)), ..inner }, marks);
}

/// The lanes, and below them the queue; the one who is next is marked.
fn waiting_lines(scene: Scene<'_>, columns: u16) -> Vec<Row> {
    let Scene { state, at, theme, .. } = scene;
    let upcoming = session::next(state, at);
    let parties = state.roster.parties();
    let lanes = state.lane_line();
    let line = waiting(state, at);
    let who = |who: Option<PersonId>| who.map_or(words::SOMEONE, |person| words::person_name(state, person));
    let people = lanes.iter().map(|ask| who(ask.who)).chain(line.iter().map(|one| who(Some(one.person))));
    let names = (people.map(width).max().unwrap_or(0) + 1).min(columns / 2);
    let row = |sign: &str, is_next: bool, name: &str, (what, style): (&str, Style), note: &str| {
        let room = columns.saturating_sub(names + 2 + width(note) + 1);
        Row::of(format!("{sign} "), theme.key)
            .cell(name, names, if is_next { theme.strong } else { theme.text })
            .cell(what, room, style)
            .pad(columns.saturating_sub(width(note)))
            .and(note, theme.dim)
    };
    let ahead = lanes.iter().map(|ask| {
        let is_next = upcoming == Ok(Next::Lane(ask.id));
        let what = words::ask(ask.lane, ask.to, state);
        row(words::lane_sign(ask.lane), is_next, who(ask.who), (&what, theme.text), &words::ago(at.since(ask.since)))
    });
    let goes_by_queue = matches!(upcoming, Ok(Next::Queue(_)) | Err(_));
    let queue = line.iter().enumerate().map(|(nth, one)| {
        let party = state.roster.person(one.person).and_then(|person| person.party.as_deref());
        let is_next = nth == 0 && goes_by_queue && state.staying.is_none();
        let since = one.since.map_or(String::new(), |since| words::ago(at.since(since)));
        let note = match one.why {
            Why::CameBack => "again",
            Why::LastWord => "last word",
            _ => since.as_str(),
        };
        let party = (party.unwrap_or_default(), theme.party(&parties, party));
        row(if is_next { "▸" } else { " " }, is_next, who(Some(one.person)), party, note)
    });
    ahead.chain(queue).collect()
}

/// Who is next and why, or why nobody is.
pub(super) fn next(scene: Scene<'_>) -> String {
    match session::next(scene.state, scene.at) {
        Ok(next) => words::next_up(&next, scene.state, scene.at),
        Err(crate::session::Refusal::StaysWith(_)) => "the queue is held for this remark".into(),
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

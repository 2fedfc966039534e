//! What stands in front of the live screen: the phases, the order, the agreements.

use ratatui::{buffer::Buffer, layout::Rect};

use super::Scene;
use crate::{
    app::Front,
    session::{OrderRule, PersonId, PhaseIndex},
    view::{
        take_bottom,
        text::{Row, rows, said, wrap},
        window,
    },
    words,
};

/// The widest that a window of text gets, to stay readable.
const READABLE: u16 = 72;

/// What stands above a window in the usual terminal: the phases, the question, the digits of the clock.
const ABOVE: u16 = 7;

pub(super) fn draw(buf: &mut Buffer, area: Rect, scene: Scene<'_>, front: &Front) {
    match front {
        Front::Keys
        | Front::Line(_)
        | Front::CallWhom
        | Front::Whose(_)
        | Front::FloorToWhom
        | Front::Clock
        | Front::Mirror
        | Front::Rule(_)
        | Front::Board(_) => {}
        Front::Phases(marked) => draw_phases(buf, area, scene, *marked),
        Front::Orders(marked) => draw_orders(buf, area, scene, *marked),
        Front::Naming(named) => draw_naming(buf, area, scene, named),
        Front::Agreements => draw_agreements(buf, area, scene),
    }
}

/// A window at the foot of the page, so that the clock above it stays in sight.
pub(super) fn show(buf: &mut Buffer, mut area: Rect, title: &Row, lines: &[Row], scene: Scene<'_>) {
    let width = lines.iter().map(Row::width).max().unwrap_or(0).max(title.width());
    let height = u16::try_from(lines.len()).unwrap_or(u16::MAX);
    let foot = take_bottom(&mut area, height.saturating_add(2));
    let inner = window(buf, foot, (width, height), title, scene.theme);
    rows(buf, inner, lines);
}

pub(super) fn readable(area: Rect) -> u16 {
    area.width.saturating_sub(6).clamp(8, READABLE)
}

/// People in as many columns as it takes for all of them to be seen.
pub(super) fn side_by_side(people: Vec<Row>, height: u16) -> Vec<Row> {
    let rows = people.len().div_ceil(people.len().div_ceil(usize::from(height.max(1))).max(1)).max(1);
    let mut lines = vec![Row::new(); rows.min(people.len())];
    for (place, person) in people.into_iter().enumerate() {
        let line = std::mem::take(&mut lines[place % rows]);
        lines[place % rows] = line.join(person).and(" ", ratatui::style::Style::new());
    }
    lines
}

/// Every phase, planned against real; the marked one with its question.
fn draw_phases(buf: &mut Buffer, area: Rect, scene: Scene<'_>, marked: PhaseIndex) {
    let Scene { state, at, theme, .. } = scene;
    let columns = readable(area);
    let mut lines = Vec::new();
    for (place, time) in state.phase_times(at).into_iter().enumerate() {
        let here = state.phase_index().0 == place;
        let real = if time.real.millis() > 0 { words::minutes(time.real) } else { String::new() };
        let figures = format!("{:>9} of {:>3} min", real, time.planned_now.mins());
        let row = Row::of(if here { "▸ " } else { "  " }, theme.key)
            .cell(time.title, columns.saturating_sub(2 + crate::view::text::width(&figures)), theme.text)
            .and(figures, theme.dim);
        lines.push(if marked.0 == place { row.all(theme.marked) } else { row });
    }
    lines.push(Row::new());
    if let Some(phase) = state.opening.phases.get(marked.0) {
        if let Some(question) = &phase.question {
            lines.extend(said(&format!("“{question}”"), columns, theme.text.italic()));
        }
        let rule = state.rule_of(marked);
        let order =
            format!("{} · turns of {} · {}", words::order(phase.order), words::clock(phase.turn), words::rule(rule));
        lines.push(Row::of(order, theme.dim));
        // As many as leave the clock in sight, with a line for the keys and two for the frame.
        let room = usize::from(area.height.saturating_sub(ABOVE + 3));
        for hint in &phase.hints {
            let hint = said(hint, columns, theme.dim);
            if lines.len() + hint.len() > room {
                break;
            }
            lines.extend(hint);
        }
    }
    lines.push(Row::of("Enter", theme.key).and(" goes there; hands and a running turn stay.", theme.dim));
    show(buf, area, &Row::of(" Phases ", theme.strong), &lines, scene);
}

/// Every order rule, with what it does.
fn draw_orders(buf: &mut Buffer, area: Rect, scene: Scene<'_>, marked: OrderRule) {
    let theme = scene.theme;
    let mut lines: Vec<Row> = OrderRule::ALL
        .into_iter()
        .map(|order| {
            let row = Row::of(if order == scene.state.order() { "▸ " } else { "  " }, theme.key)
                .cell(words::order(order), 22, theme.text)
                .and(words::order_means(order), theme.dim);
            if order == marked { row.all(theme.marked) } else { row }
        })
        .collect();
    lines.push(Row::new());
    lines.push(Row::of("Enter", theme.key).and(" from now on, until the next phase; hands stay.", theme.dim));
    show(buf, area, &Row::of(" Order ", theme.strong), &lines, scene);
}

/// The people, with the place of those who are named.
fn draw_naming(buf: &mut Buffer, area: Rect, scene: Scene<'_>, named: &[PersonId]) {
    let Scene { state, theme, .. } = scene;
    let parties = state.roster.parties();
    let mut lines: Vec<Row> = Vec::new();
    for person in state.roster.present() {
        let party = person.party.as_deref();
        let place =
            named.iter().position(|other| *other == person.id).map_or(String::new(), |place| (place + 1).to_string());
        let row = Row::of(format!("{place:>2} "), theme.good).and(format!("{} ", person.key), theme.key);
        lines.push(row.cell(&person.name, 14, theme.text).cell(
            party.unwrap_or_default(),
            13,
            theme.party(&parties, party),
        ));
    }
    lines = side_by_side(lines, area.height.saturating_sub(6));
    lines.push(Row::new().pad(readable(area)));
    lines.push(
        Row::of("Their keys, in order. ", theme.text)
            .and("Tab", theme.key)
            .and(" a whole side. ", theme.text)
            .and("Enter", theme.key)
            .and(" that is all.", theme.text),
    );
    let title =
        if state.order() == OrderRule::Fishbowl { " Who sits inside? " } else { " Who tells, and in which order? " };
    show(buf, area, &Row::of(title, theme.strong), &lines, scene);
}

/// The ground rules, to be read aloud; accepting them is an act.
fn draw_agreements(buf: &mut Buffer, area: Rect, scene: Scene<'_>) {
    let Scene { state, theme, .. } = scene;
    let columns = readable(area);
    let mut lines = Vec::new();
    for agreement in &state.opening.agreements {
        for (nth, line) in said(agreement, columns.saturating_sub(2), theme.text).into_iter().enumerate() {
            lines.push(Row::of(if nth == 0 { "· " } else { "  " }, theme.dim).join(line));
        }
    }
    lines.push(Row::new());
    lines.extend(wrap(words::rule_keeps(state.rule()), columns).into_iter().map(|line| Row::of(line, theme.text)));
    lines.push(Row::new());
    lines.push(match state.agreements_accepted {
        Some(at) => Row::of(format!("Accepted at {}.", super::time_of(scene, at)), theme.good),
        None => Row::of("Enter", theme.key).and(" once the group has accepted them aloud.", theme.dim),
    });
    show(buf, area, &Row::of(" Agreements ", theme.strong), &lines, scene);
}

//! The largest thing on the screen: who speaks, and how long they have left.

use ratatui::{
    buffer::Buffer,
    layout::Rect,
    style::{Modifier, Style},
};

use super::Scene;
use crate::{
    app::CALM_STEP,
    session::{Left, Quiet, QuietKind, Span, Turn, TurnClock},
    view::{
        digits, inset, panel, take_bottom, take_top,
        text::{Row, fit, width},
    },
    words,
};

/// What the panel says; every state differs in words and shape, not in colour alone.
struct Face {
    name: String,
    party: Row,
    time: String,
    style: Style,
    label: Row,
    bar: Option<(Span, Span)>,
}

fn face(scene: Scene<'_>) -> Face {
    match (scene.state.quiet(), scene.state.current()) {
        (Some(quiet), _) => of_quiet(scene, quiet),
        (None, Some(turn)) => of_turn(scene, turn),
        (None, None) => of_phase(scene).unwrap_or_else(|| of_empty_floor(scene)),
    }
}

fn of_turn(scene: Scene<'_>, turn: &Turn) -> Face {
    let Scene { state, at, theme, .. } = scene;
    let person = turn.who.person().and_then(|person| state.roster.person(person));
    let parties = state.roster.parties();
    let party = person.and_then(|person| person.party.as_deref());
    let of = words::clock(turn.allotted());
    let of = if turn.interpreted { format!("{of}, interpreted") } else { of };
    let interrupted = turn.is_interrupted();
    let (style, label) = match turn.clock_warning(at, scene.warning) {
        TurnClock::Called => (theme.dim, Row::of(format!("called · Space starts {of}"), theme.dim)),
        TurnClock::Breath => (theme.dim, Row::of(format!("a breath · then {of}"), theme.dim)),
        TurnClock::Calm => (theme.calm, Row::of(format!("of {of}"), theme.dim)),
        TurnClock::Warning => (theme.warning, Row::of(format!("◔ nearly there · of {of}"), theme.warning)),
        TurnClock::Over => (theme.over, Row::of(format!("▲ over · of {of}"), theme.over)),
        TurnClock::Paused if interrupted => (theme.dim, Row::of("‖ interrupted · given back", theme.warning)),
        TurnClock::Paused => (theme.dim, Row::of(format!("‖ paused · of {of}"), theme.strong)),
        TurnClock::Ended => (theme.dim, Row::new()),
    };
    let label = match turn.lane {
        Some(lane) => Row::of(format!("{} · ", words::ask(lane, turn.to, state)), theme.strong).join(label),
        None => label,
    };
    Face {
        name: words::who_name(state, turn.who).to_owned(),
        party: Row::of(party.unwrap_or_default(), theme.party(&parties, party)),
        time: words::left(stepped(scene, turn)),
        style,
        label,
        bar: Some((turn.spoken(at), turn.allotted())),
    }
}

/// What is left, in steps where little is to move and there is time to spare.
fn stepped(scene: Scene<'_>, turn: &Turn) -> Left {
    match turn.left(scene.at) {
        Left::Remaining(left) if scene.calm && turn.clock_warning(scene.at, scene.warning) == TurnClock::Calm => {
            let step = CALM_STEP.millis();
            Left::Remaining(Span::from_millis(left.millis().div_ceil(step) * step))
        }
        left => left,
    }
}

/// A clock of its own for the room that keeps quiet together; it says who goes on afterwards.
fn of_quiet(scene: Scene<'_>, quiet: &Quiet) -> Face {
    let Scene { state, at, theme, .. } = scene;
    let waits = state.current().map_or("", |turn| words::who_name(state, turn.who));
    let after = if waits.is_empty() { "Space ends it".to_owned() } else { format!("Space: {waits} goes on") };
    let (time, style, what) = match quiet.left(at) {
        Some(left @ Left::Remaining(_)) => (words::left(left), theme.calm, "‖ quiet".to_owned()),
        Some(left @ Left::Over(_)) => (words::left(left), theme.dim, "‖ the silence is over".to_owned()),
        None => (words::clock(quiet.lasted(at)), theme.dim, "‖ quiet".to_owned()),
    };
    let name = match quiet.kind {
        QuietKind::Silence => "Silence",
        QuietKind::Pause => "A pause",
    };
    // A pause has no end that a bar could show.
    let bar = quiet.length.map_or((Span::ZERO, Span::from_secs(1)), |length| (quiet.lasted(at), length));
    Face {
        name: name.into(),
        party: Row::new(),
        time,
        style,
        label: Row::of(format!("{what} · {after}"), theme.strong),
        bar: Some(bar),
    }
}

/// Where nobody speaks in turns, the clock is that of the phase: until when the break lasts.
fn of_phase(scene: Scene<'_>) -> Option<Face> {
    let Scene { state, at, theme, .. } = scene;
    let (phase, here) = (state.phase()?, state.phase_index());
    let what = words::phase_without_turns(phase.kind)?;
    let left = state.phase_left(at);
    let style = if matches!(left, Left::Over(_)) { theme.over } else { theme.calm };
    Some(Face {
        name: phase.title.clone(),
        party: Row::new(),
        time: words::left(left),
        style,
        label: Row::of(what, theme.dim),
        bar: Some((state.time_in(here, at), state.planned(here))),
    })
}

/// A clock of its own for the empty floor, drawn dim.
fn of_empty_floor(scene: Scene<'_>) -> Face {
    let since = scene.state.floor_empty_since().map_or(Span::ZERO, |since| scene.at.since(since));
    Face {
        name: "Nobody has the floor".into(),
        party: Row::new(),
        time: words::clock(since),
        style: scene.theme.dim,
        label: Row::of("the floor is empty", scene.theme.dim),
        bar: None,
    }
}

pub(super) fn draw(buf: &mut Buffer, area: Rect, scene: Scene<'_>) {
    let mut inner = inset(panel(buf, area, &Row::new(), false, scene.theme));
    let face = face(scene);
    let name = take_top(&mut inner, 1);
    let room = name.width.saturating_sub(face.party.width() + 1);
    let weight = if face.bar.is_some() { scene.theme.strong } else { scene.theme.dim };
    Row::new().and_said(fit(&face.name, room), weight).draw(buf, name);
    face.party.draw_right(buf, name);
    if let Some(bar) = face.bar {
        draw_bar(buf, take_bottom(&mut inner, 1), scene, bar);
    }
    let label = take_bottom(&mut inner, 1);
    face.label.draw_centred(buf, label);
    draw_time(buf, inner, &face);
}

/// Only a speaker's clock has large digits: the empty floor's is not to be taken for time that is left.
fn draw_time(buf: &mut Buffer, area: Rect, face: &Face) {
    if face.bar.is_some() {
        return digits::draw(buf, area, &face.time, face.style);
    }
    let middle = Rect { y: area.y + area.height / 2, height: area.height.min(1), ..area };
    Row::of(&face.time, face.style).draw_centred(buf, middle);
}

/// Where there is less room: the digits at the left, the rest beside them, without a frame.
pub(super) fn draw_band(buf: &mut Buffer, area: Rect, scene: Scene<'_>) {
    let area = inset(area);
    let face = face(scene);
    let left = Rect { width: area.width * 9 / 20, ..area };
    let mut beside = Rect { x: area.x + left.width + 2, width: area.width.saturating_sub(left.width + 2), ..area };
    draw_time(buf, left, &face);
    take_top(&mut beside, u16::from(area.height > 4));
    let name = take_top(&mut beside, 1);
    let room = name.width.saturating_sub(face.party.width() + 1);
    let weight = if face.bar.is_some() { scene.theme.strong } else { scene.theme.dim };
    Row::new().and_said(fit(&face.name, room), weight).draw(buf, name);
    face.party.draw_right(buf, name);
    face.label.draw(buf, take_top(&mut beside, 1));
    if let Some(bar) = face.bar {
        draw_bar(buf, take_top(&mut beside, 1), scene, bar);
    }
}

/// In one row above a page that covers the floor: how long, and who is next.
pub(super) fn draw_slim(buf: &mut Buffer, area: Rect, scene: Scene<'_>) {
    let face = face(scene);
    let row =
        Row::new().and_said(&face.name, scene.theme.strong).and("  ", scene.theme.text).and(&face.time, face.style);
    let row = row.and("  ", scene.theme.text).join(face.label).and("   next: ", scene.theme.dim);
    row.and(super::queue::next(scene), scene.theme.text).draw(buf, inset(area));
}

/// The name, the clock, and how it stands, without a frame.
pub(super) fn draw_bare(buf: &mut Buffer, mut area: Rect, scene: Scene<'_>) {
    let face = face(scene);
    if area.height < 4 {
        let gap = area.width.saturating_sub(2 + width(&face.time) + 1);
        let row = Row::new()
            .and_said(fit(&face.name, gap), scene.theme.strong)
            .and(" ", scene.theme.text)
            .and(&face.time, face.style);
        return row.draw(buf, inset(area));
    }
    let top = inset(take_top(&mut area, 1));
    Row::new().and_said(&face.name, scene.theme.strong).draw(buf, top);
    face.label.draw_right(buf, top);
    draw_time(buf, inset(area), &face);
}

fn draw_bar(buf: &mut Buffer, area: Rect, scene: Scene<'_>, (spoken, length): (Span, Span)) {
    let columns = u64::from(area.width);
    let filled = match length.left_after(spoken) {
        Left::Remaining(_) => spoken.millis() * columns / length.millis().max(1),
        Left::Over(_) => columns,
    };
    let filled = usize::try_from(filled.min(columns)).unwrap_or(0);
    let rest = usize::from(area.width) - filled;
    // In reverse video a line would be a block.
    let over = scene.theme.over.remove_modifier(Modifier::REVERSED);
    let style = if filled == usize::from(area.width) { over } else { scene.theme.focus };
    Row::of("━".repeat(filled), style).and("─".repeat(rest), scene.theme.frame).draw(buf, area);
}

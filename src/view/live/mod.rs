//! The live screen, and a sample that moves on it.
//!
//! The order of attention decides what is large and what goes first when there is no room: how long this person has left,
//! who is next and why, who has not been heard, whether the evening is on time, whether it is saved.
//!
//! ```text
//! header      title · rule · saved · time of day
//! phases      where we are, and what is left of it
//! question    read aloud
//! ╭ waiting ╮╭ clock ╮╭ common ground ╮      from 100 columns
//! ├ people  ┤├ notes ┤│               │
//! ╰─────────╯╰───────╯╰───────────────╯
//! line        what is being typed, or a sentence
//! hints
//! ```

mod board;
mod clock;
mod front;
mod header;
mod line;
mod notes;
mod pace;
mod people;
mod queue;
mod roomy;
mod rules;
mod turns;

use ratatui::{
    buffer::Buffer,
    layout::{Position, Rect},
    widgets::{Clear, Widget},
};

use super::{Theme, draw_editor, draw_hints, draw_notice, inset, take_bottom, take_top, text::Row};
use crate::{
    app::{App, Front, Live, LookingOn, Now, Page, Replay, Saving, Side},
    library::Lengths,
    session::{At, Span, State},
    words,
};

/// From this many columns on there are three columns.
const WIDE: u16 = 100;
/// From this many rows and columns on everything is there, stacked.
const STACKED: (u16, u16) = (64, 18);

pub(super) use board::{detail_lines, sign};
pub(super) use notes::lines as note_lines;
pub(super) use turns::lines as turn_lines;

/// What the regions draw from: a state and a moment, live or not.
#[derive(Clone, Copy)]
pub(super) struct Scene<'a> {
    state: &'a State,
    at: At,
    side: Side,
    /// How much is left of a turn when it warns.
    warning: Span,
    /// Whether clocks go in steps while there is time to spare.
    calm: bool,
    theme: &'a Theme,
}

/// A past session as the regions of the live screen draw it.
pub(super) fn scene<'a>(state: &'a State, at: At, theme: &'a Theme) -> Scene<'a> {
    Scene { state, at, side: Side::default(), warning: Lengths::default().warning, calm: false, theme }
}

/// Draws the evening as it runs.
pub(super) fn draw(
    buf: &mut Buffer,
    mut area: Rect,
    app: &App,
    (live, now): (&Live, &Now),
    theme: &Theme,
) -> Option<Position> {
    let scene = Scene {
        state: live.state(),
        at: live.at(now),
        side: live.side,
        warning: live.lengths.warning,
        calm: live.calm,
        theme,
    };
    area = rules::draw_off_frame(buf, area, scene);
    let hints = take_bottom(&mut area, 1);
    let rows = line::height(live, area.width).min(area.height / 2);
    let typing = take_bottom(&mut area, rows);
    let head = take_top(&mut area, 1);
    header::draw(buf, head, scene, &header::Right::Saving(saved(live), now));
    draw_trouble(buf, &mut area, &live.saving, theme);
    if live.page != Page::Floor {
        clock::draw_slim(buf, take_top(&mut area, 1), scene);
    }
    match &live.page {
        Page::Floor => draw_floor(buf, area, scene),
        Page::Board(marked) => board::draw_page(buf, area, scene, *marked),
        Page::Text(marked) => board::draw_text(buf, area, scene, *marked),
        Page::FollowUps(marked) => board::draw_follow_ups(buf, area, scene, *marked),
        Page::Notes(marked) => notes::draw_page(buf, area, scene, *marked),
        Page::People(marked) => people::draw_page(buf, area, scene, *marked),
    }
    front::draw(buf, area, scene, &live.front);
    match &live.front {
        Front::Clock => pace::draw_clock(buf, area, scene, (live, app)),
        Front::Mirror => pace::draw_mirror(buf, area, scene, live),
        Front::Rule(page) => rules::draw(buf, area, scene, (live, *page)),
        Front::Board(asking) => board::draw_asking(buf, area, scene, (live, asking)),
        _ => {}
    }
    if live.page == Page::Floor && area.height < STACKED.1 && is_window(&live.front) {
        // The window has covered the clock.
        Clear.render(head, buf);
        clock::draw_slim(buf, head, scene);
    }
    match &live.front {
        Front::Line(open) => {
            // While a line is open a sentence stands where the hints were.
            match &app.notice {
                Some(_) => draw_notice(buf, hints, app.notice.as_ref(), theme),
                None => draw_hints(buf, hints, app, theme),
            }
            return line::draw(buf, typing, scene, open);
        }
        Front::CallWhom => {
            Row::of("Who gets the floor? Their key; Esc: nobody.", theme.strong).draw(buf, inset(hints));
        }
        Front::Whose(whose) => line::whose(scene, whose).draw(buf, inset(hints)),
        Front::FloorToWhom => {
            Row::of("Whose was the empty floor? Their key; Esc: nobody's.", theme.strong).draw(buf, inset(hints));
        }
        Front::Keys
        | Front::Clock
        | Front::Mirror
        | Front::Phases(_)
        | Front::Orders(_)
        | Front::Naming(_)
        | Front::Rule(_)
        | Front::Agreements
        | Front::Board(_) => {
            draw_hints(buf, hints, app, theme);
        }
    }
    match &app.notice {
        Some(_) => draw_notice(buf, typing, app.notice.as_ref(), theme),
        None if matches!(live.front, Front::Keys) => line::draw_undo(buf, typing, live, (scene.at, theme)),
        None => {}
    }
    None
}

/// Draws a sample as it stood at the moment that is shown.
pub(super) fn draw_replay(
    buf: &mut Buffer,
    mut area: Rect,
    app: &App,
    (replay, now): (&Replay, &Now),
    theme: &Theme,
) -> Option<Position> {
    let scene = Scene {
        state: &replay.state,
        at: replay.at(now),
        side: replay.side,
        warning: app.settings.lengths.warning,
        calm: false,
        theme,
    };
    let hints = take_bottom(&mut area, 1);
    let line_area = take_bottom(&mut area, 1);
    draw_hints(buf, hints, app, theme);
    header::draw(buf, take_top(&mut area, 1), scene, &header::Right::Sample);
    draw_floor(buf, area, scene);
    if let Some(line) = &replay.line {
        let line_area = inset(line_area);
        let label = Row::of(words::WHICH_MOMENT, theme.dim).and(" › ", theme.key);
        label.draw(buf, line_area);
        let used = label.width().min(line_area.width);
        return draw_editor(
            buf,
            Rect { x: line_area.x + used, width: line_area.width - used, ..line_area },
            line,
            theme,
        );
    }
    if app.notice.is_some() {
        draw_notice(buf, line_area, app.notice.as_ref(), theme);
        return None;
    }
    let state = if scene.at >= replay.end() {
        "it is over".into()
    } else if replay.paused {
        "it stands".into()
    } else {
        words::speed(replay.speed())
    };
    let what = if replay.behind.is_some() { "As it was: " } else { "A sample evening: " };
    Row::of(what, theme.dim)
        .and(state, theme.strong)
        .and(words::replay_at(scene.at, replay.end()), theme.dim)
        .draw(buf, inset(line_area));
    None
}

/// Draws an evening that another Parlor runs.
pub(super) fn draw_looking_on(
    buf: &mut Buffer,
    mut area: Rect,
    app: &App,
    (looking, now): (&LookingOn, &Now),
    theme: &Theme,
) {
    let scene = Scene {
        state: looking.state(),
        at: looking.at(now),
        side: looking.side,
        warning: app.settings.lengths.warning,
        calm: false,
        theme,
    };
    area = rules::draw_off_frame(buf, area, scene);
    draw_hints(buf, take_bottom(&mut area, 1), app, theme);
    let line_area = take_bottom(&mut area, 1);
    header::draw(buf, take_top(&mut area, 1), scene, &header::Right::LookingOn(now));
    draw_floor(buf, area, scene);
    match (&app.notice, looking.in_use) {
        (Some(_), _) => draw_notice(buf, line_area, app.notice.as_ref(), theme),
        (None, true) => Row::of(words::LOOKING_ON, theme.dim).draw(buf, inset(line_area)),
        (None, false) => Row::of(words::OTHER_GONE, theme.warning).draw(buf, inset(line_area)),
    }
}

/// Whether a window stands in front of the page.
const fn is_window(front: &Front) -> bool {
    match front {
        Front::Keys | Front::Line(_) | Front::CallWhom | Front::Whose(_) | Front::FloorToWhom => false,
        Front::Clock
        | Front::Mirror
        | Front::Phases(_)
        | Front::Orders(_)
        | Front::Naming(_)
        | Front::Rule(_)
        | Front::Agreements
        | Front::Board(_) => true,
    }
}

fn saved(live: &Live) -> header::Saved {
    match (&live.saving.trouble, live.is_saved()) {
        (None, _) if live.is_off_record() => header::Saved::Nothing,
        (Some(_), _) => header::Saved::Not,
        (None, true) => header::Saved::Yes,
        (None, false) => header::Saved::Underway,
    }
}

/// The banner when saving does not work: nobody has to look for it.
fn draw_trouble(buf: &mut Buffer, area: &mut Rect, saving: &Saving, theme: &Theme) {
    if let Some(trouble) = &saving.trouble {
        let row = Row::of(format!(" {} ", words::not_saved(trouble)), theme.over);
        row.draw(buf, take_top(area, 1));
    }
}

fn draw_floor(buf: &mut Buffer, area: Rect, scene: Scene<'_>) {
    if area.width >= WIDE && area.height >= STACKED.1 {
        draw_wide(buf, area, scene);
    } else if area.width >= STACKED.0 && area.height >= STACKED.1 - 2 {
        draw_stacked(buf, area, scene);
    } else {
        draw_small(buf, area, scene);
    }
}

fn draw_wide(buf: &mut Buffer, mut area: Rect, scene: Scene<'_>) {
    header::draw_phases(buf, take_top(&mut area, 1), scene);
    let rows = header::question_height(scene, area.width).min(3);
    header::draw_question(buf, take_top(&mut area, rows), scene);
    if area.height >= 30 {
        let rows = header::hint_height(scene);
        header::draw_phase_hints(buf, take_top(&mut area, rows), scene);
    }
    let third = area.width / 3;
    let side = (area.width - third).min(area.width * 3 / 10).max(30);
    let middle = area.width - third - side;
    let mut left = Rect { width: third, ..area };
    let mut centre = Rect { x: area.x + third, width: middle, ..area };
    let right = Rect { x: area.x + third + middle, width: side, ..area };
    let people_rows = people::height(scene).min(area.height.saturating_sub(7));
    let waiting = area.height - people_rows;
    queue::draw(buf, take_top(&mut left, waiting), scene);
    people::draw(buf, left, scene);
    let clock_rows = (area.height / 2).clamp(8, 15);
    clock::draw(buf, take_top(&mut centre, clock_rows), scene);
    notes::draw(buf, centre, scene);
    match scene.side {
        Side::Board if area.width > roomy::ROOMY => roomy::draw(buf, right, scene),
        Side::Board => board::draw(buf, right, scene, false),
        Side::Airtime => people::draw_airtime(buf, right, scene),
        Side::Turns => turns::draw(buf, right, scene),
    }
}

fn draw_stacked(buf: &mut Buffer, mut area: Rect, scene: Scene<'_>) {
    header::draw_phases(buf, take_top(&mut area, 1), scene);
    let rows = header::question_height(scene, area.width).min(if area.height > 22 { 2 } else { 1 });
    header::draw_question(buf, take_top(&mut area, rows), scene);
    let clock_rows = (area.height * 3 / 10).clamp(3, 13);
    clock::draw_band(buf, take_top(&mut area, clock_rows), scene);
    let totals = take_bottom(&mut area, 1);
    let notes_rows = (area.height / 4).clamp(2, 8);
    let last_notes = take_bottom(&mut area, notes_rows);
    let half = area.width / 2;
    queue::draw(buf, Rect { width: half, ..area }, scene);
    let right = Rect { x: area.x + half, width: area.width - half, ..area };
    match scene.side {
        Side::Board => people::draw(buf, right, scene),
        Side::Airtime => people::draw_airtime(buf, right, scene),
        Side::Turns => turns::draw(buf, right, scene),
    }
    notes::draw_last(buf, inset(last_notes), scene);
    board::draw_totals(buf, totals, scene);
}

/// What is left where there is no room: the name, the clock, the next speaker, who has not been heard, the phase.
fn draw_small(buf: &mut Buffer, mut area: Rect, scene: Scene<'_>) {
    let phase = if area.height >= 7 { take_top(&mut area, 1) } else { take_top(&mut area, 0) };
    header::draw_phases(buf, phase, scene);
    let heard = if area.height >= 6 { take_bottom(&mut area, 1) } else { take_bottom(&mut area, 0) };
    let next_rows = u16::from(area.height >= 2);
    let next = take_bottom(&mut area, next_rows);
    clock::draw_bare(buf, area, scene);
    Row::of("next: ", scene.theme.dim).and(queue::next(scene), scene.theme.strong).draw(buf, inset(next));
    queue::not_yet_heard(scene).draw(buf, inset(heard));
}

/// `19:36`: the wall time of a moment of the evening.
fn time_of(scene: Scene<'_>, at: At) -> String {
    words::time_of_day(scene.state.wall(at))
}

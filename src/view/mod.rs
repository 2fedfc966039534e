//! The drawing: one region, one file, one `draw`. It reads the app and the clocks; it changes nothing.

mod compare;
mod digits;
mod due;
mod group;
mod handing_on;
mod home;
mod large;
mod leaks;
mod live;
mod overlay;
mod own_page;
mod palette;
mod review;
mod room;
mod seal;
mod search;
mod setup;
mod surface;
pub mod text;
mod theme;
mod touch;

pub use surface::Surface;
pub use theme::Theme;
pub use touch::touched;

use ratatui::{
    Frame,
    buffer::Buffer,
    layout::{Position, Rect},
    widgets::{Block, BorderType, Clear, Widget},
};

use crate::app::{Action, App, Editor, Notice, Now, Screen, Touch};
use text::Row;

/// Draws everything. The real cursor stands where text is being typed, so that input methods find it.
pub fn draw(frame: &mut Frame<'_>, app: &App, now: &Now, theme: &Theme) {
    touch::clear();
    let area = frame.area();
    if app.curtain.is_some() {
        // Nothing at all: not even that it is Parlor.
        Clear.render(area, frame.buffer_mut());
        return;
    }
    let mut caret = draw_screen(frame.buffer_mut(), area, app, now, theme);
    if let Some(overlay) = &app.overlay {
        touch::clear();
        // The acts below belong to what is covered now.
        Clear.render(
            Rect { y: area.bottom().saturating_sub(1), height: area.height.min(1), ..area },
            frame.buffer_mut(),
        );
        caret = overlay::draw(frame.buffer_mut(), area, overlay, app, theme);
    }
    if let Some(caret) = caret.filter(|caret| area.contains(*caret)) {
        frame.set_cursor_position(caret);
    }
}

fn draw_screen(buf: &mut Buffer, area: Rect, app: &App, now: &Now, theme: &Theme) -> Option<Position> {
    if area.width == 0 || area.height == 0 {
        return None;
    }
    match &app.screen {
        Screen::Home(home) => return home::draw(buf, area, app, (home, now), theme),
        Screen::Search(search) => return search::draw(buf, area, app, search, theme),
        Screen::Due(due) => due::draw(buf, area, app, (due, now), theme),
        Screen::Setup(setup) => return setup::draw(buf, area, app, setup, theme),
        Screen::Live(live) => return live::draw(buf, area, app, (live, now), theme),
        Screen::Replay(replay) => return live::draw_replay(buf, area, app, (replay, now), theme),
        Screen::Group(page) => group::draw(buf, area, app, (page, now), theme),
        Screen::GroupEdit(edit) => return group::draw_edit(buf, area, app, (edit, now), theme),
        Screen::Compare(compare) => compare::draw(buf, area, app, compare, theme),
        Screen::LookingOn(looking) => live::draw_looking_on(buf, area, app, (looking, now), theme),
        Screen::Room(room) => room::draw(buf, area, (room, now), theme),
        Screen::Sealing(sealing) => seal::draw(buf, area, app, sealing, theme),
        Screen::Review(review) => return review::draw(buf, area, app, (review, now), theme),
        Screen::HandingOn(handing) => return handing_on::draw(buf, area, app, handing, theme),
        Screen::OwnPage(page) => return own_page::draw(buf, area, app, page, theme),
        Screen::Broken(error) => home::draw_broken(buf, area, app, error, theme),
    }
    None
}

/// A frame with a title; returns what is inside.
fn panel(buf: &mut Buffer, area: Rect, title: &Row, focus: bool, theme: &Theme) -> Rect {
    let style = if focus { theme.focus } else { theme.frame };
    let block = Block::bordered().border_type(BorderType::Rounded).border_style(style);
    let inner = block.inner(area);
    block.render(area, buf);
    if area.width > 4 && area.height > 0 {
        title.draw(buf, Rect { x: area.x + 2, width: area.width - 4, height: 1, ..area });
    }
    inner
}

/// A window in the middle of the screen, as large as it has to be and no larger than fits.
fn window(buf: &mut Buffer, area: Rect, (width, height): (u16, u16), title: &Row, theme: &Theme) -> Rect {
    let (width, height) = (width.saturating_add(4).min(area.width), height.saturating_add(2).min(area.height));
    let place = Rect { x: area.x + (area.width - width) / 2, y: area.y + (area.height - height) / 2, width, height };
    Clear.render(place, buf);
    let inner = panel(buf, place, title, true, theme);
    Rect { x: inner.x + 1, width: inner.width.saturating_sub(2), ..inner }
}

/// The rows of an area from the top: each call takes some off.
fn take_top(area: &mut Rect, rows: u16) -> Rect {
    let rows = rows.min(area.height);
    let top = Rect { height: rows, ..*area };
    area.y += rows;
    area.height -= rows;
    top
}

/// The rows of an area from the bottom: each call takes some off.
fn take_bottom(area: &mut Rect, rows: u16) -> Rect {
    let rows = rows.min(area.height);
    area.height -= rows;
    Rect { y: area.y + area.height, height: rows, ..*area }
}

/// A column less at either side.
const fn inset(area: Rect) -> Rect {
    Rect { x: area.x + if area.width > 1 { 1 } else { 0 }, width: area.width.saturating_sub(2), ..area }
}

/// The notice, where there is one.
fn draw_notice(buf: &mut Buffer, area: Rect, notice: Option<&Notice>, theme: &Theme) {
    if let Some(notice) = notice {
        let (sign, style) = if notice.is_trouble { ("! ", theme.over) } else { ("· ", theme.good) };
        Row::of(sign, style).and(&notice.text, theme.text).draw(buf, inset(area));
    }
}

/// The lines around a place, as many as there are rows.
fn window_of(lines: &[Row], place: usize, height: u16) -> &[Row] {
    let height = usize::from(height);
    let start = place.saturating_sub(height / 2).min(lines.len().saturating_sub(height));
    &lines[start..(start + height).min(lines.len())]
}

/// The same of a list whose items take several lines each: only those are laid out that may be seen.
fn window_around<T>(items: &[T], place: usize, height: u16, lines: impl Fn(&T) -> Vec<Row>) -> Vec<Row> {
    let (before, after) = items.split_at(place.min(items.len()));
    let enough = usize::from(height);
    let mut above: Vec<Vec<Row>> = Vec::new();
    for item in before.iter().rev() {
        if above.iter().map(Vec::len).sum::<usize>() >= enough {
            break;
        }
        above.push(lines(item));
    }
    let mut shown: Vec<Row> = above.into_iter().rev().flatten().collect();
    let marked = shown.len();
    for item in after {
        if shown.len() - marked >= enough {
            break;
        }
        shown.extend(lines(item));
    }
    window_of(&shown, marked, height).to_vec()
}

/// How many rows a text takes that is being typed.
fn editor_height(editor: &Editor, columns: u16) -> u16 {
    let lines = editor.lines().iter().map(|line| text::wrap_typed(line, columns).len()).sum::<usize>();
    u16::try_from(lines).unwrap_or(u16::MAX)
}

/// Draws a text that is being typed; returns where the caret stands. The rows around the caret are shown.
fn draw_editor(buf: &mut Buffer, area: Rect, editor: &Editor, theme: &Theme) -> Option<Position> {
    let caret = editor.caret();
    let (mut lines, mut place) = (Vec::new(), (0, 0));
    for (nth, line) in editor.lines().iter().enumerate() {
        let field = (area.width, editor.is_rtl(nth));
        for range in text::wrap_typed(line, area.width) {
            // At a break the caret stands on the later row; at the end of the text on the last.
            if nth == caret.line && range.start <= caret.byte {
                place = (lines.len(), text::caret(line, range.clone(), field, caret.byte));
            }
            lines.push(text::typed(line, range, field, theme.text));
        }
    }
    let first = place.0.saturating_sub(usize::from(area.height).saturating_sub(1));
    text::rows(buf, area, &lines[first.min(lines.len())..]);
    let row = u16::try_from(place.0 - first).unwrap_or(u16::MAX);
    (row < area.height && area.width > 0).then(|| Position::new(area.x + place.1.min(area.width - 1), area.y + row))
}

/// How many acts the hint line names at most.
const HINTS: usize = 9;

/// The acts that make sense now, each with its key: as many as fit, and the way to the rest.
fn draw_hints(buf: &mut Buffer, area: Rect, app: &App, theme: &Theme) {
    let area = inset(area);
    let mut row = Row::new();
    let rows = app.keys.merged(app.context());
    let (last, rest): (Vec<_>, Vec<_>) =
        rows.into_iter().partition(|(_, action, _)| matches!(action, Action::Palette | Action::Help));
    let makes_sense = rest.into_iter().filter(|(_, action, _)| !action.is_obvious() && app.makes_sense(*action));
    let mut marks = Vec::new();
    let last = last.iter().fold(Row::new(), |row, (key, action, words)| {
        let gap = if row.width() == 0 { "" } else { "  " };
        let row = row.and(gap, theme.dim);
        let start = row.width();
        let row = row.and(first_key(key), theme.key).and(format!(" {}", words.short), theme.dim);
        marks.push((start, row.width() - start, *action));
        row
    });
    let room = area.width.saturating_sub(last.width() + 2);
    if let Some(keys) = app.hand_keys() {
        row = row.and(keys, theme.key).and(" hand  ", theme.dim);
    }
    let taken = usize::from(row.width() > 0) + 2;
    for (key, action, words) in makes_sense.take(HINTS - taken) {
        let label = app.label(action).unwrap_or_else(|| words.short.to_owned());
        let key = first_key(&key);
        if row.width() + text::width(&key) + text::width(&label) + 1 > room {
            break;
        }
        let start = row.width();
        row = row.and(key, theme.key).and(format!(" {label}"), theme.dim);
        touch::mark(Rect { x: area.x + start, width: row.width() - start, ..area }, Touch::Act(action));
        row = row.and("  ", theme.dim);
    }
    for (start, width, action) in marks {
        touch::mark(Rect { x: area.x + row.width() + start, width, ..area }, Touch::Act(action));
    }
    row.join(last).draw(buf, area);
}

/// Of several keys for one act the hint line shows the first.
fn first_key(keys: &str) -> String {
    keys.split(' ').next().unwrap_or(keys).to_owned()
}

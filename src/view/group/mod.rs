//! A group: evening by evening, its statements, what was promised, how the talk changed; and its file, to be edited.
//!
//! ```text
//! head        name · evenings                    stage · who starts next
//! tabs
//! ╭ list, the newest first ╮╭ what is marked ╮    side by side from 100 columns
//! ╰────────────────────────╯╰────────────────╯
//! notice, hints
//! ```

mod edit;
mod evenings;
mod kinds;
mod people;
mod promised;

pub(super) use edit::draw as draw_edit;

use ratatui::{buffer::Buffer, layout::Rect};

use super::{
    Theme, draw_hints, draw_notice, inset, take_bottom, take_top,
    text::{Row, width},
};
use crate::{
    app::{App, GroupPage, GroupTab, Now},
    session::text::fold,
    words,
};

/// From this many columns on the list and what is marked stand side by side.
const WIDE: u16 = 100;

const fn title(tab: GroupTab) -> &'static str {
    match tab {
        GroupTab::Evenings => "Evenings",
        GroupTab::Statements => "Statements",
        GroupTab::FollowUps => "Follow-ups",
        GroupTab::People => "People",
        GroupTab::Kinds => "Kinds of notes",
    }
}

pub(super) fn draw(buf: &mut Buffer, mut area: Rect, app: &App, (page, now): (&GroupPage, &Now), theme: &Theme) {
    draw_hints(buf, take_bottom(&mut area, 1), app, theme);
    draw_notice(buf, take_bottom(&mut area, 1), app.notice.as_ref(), theme);
    draw_head(buf, inset(take_top(&mut area, 1)), app, page, theme);
    let mut row = Row::new();
    for tab in GroupTab::ALL {
        let style = if tab == page.tab { theme.marked } else { theme.dim };
        row = row.and(format!(" {} ", title(tab)), style).and(" ", theme.text);
    }
    row.draw(buf, inset(take_top(&mut area, 1)));
    match page.tab {
        GroupTab::Evenings => evenings::draw(buf, area, page, theme),
        GroupTab::Statements => evenings::draw_statements(buf, area, page, theme),
        GroupTab::FollowUps => promised::draw(buf, area, (page, now), theme),
        GroupTab::People => people::draw(buf, area, page, theme),
        GroupTab::Kinds => kinds::draw(buf, area, page, theme),
    }
}

fn draw_head(buf: &mut Buffer, area: Rect, app: &App, page: &GroupPage, theme: &Theme) {
    let known = app.shelves.groups.iter().find(|group| fold(&group.name) == fold(&page.name));
    let stage = known.and_then(|group| group.stage);
    let right = match known.and_then(|group| group.next_starter()) {
        Some(starter) => format!("stage: {} · next starter: {}", words::stage(stage), starter.name),
        None => format!("stage: {}", words::stage(stage)),
    };
    let room = area.width.saturating_sub(width(&right) + 2);
    let read = words::group_read(page.evenings.len(), page.unreadable, page.expected);
    Row::new()
        .and_said(&page.name, theme.strong)
        .and(format!(" · {read}"), theme.dim)
        .draw(buf, Rect { width: room, ..area });
    Row::of(right, theme.dim).draw_right(buf, area);
}

/// The list and what is marked: side by side, or one above the other.
fn halves(area: Rect) -> (Rect, Rect) {
    if area.width >= WIDE {
        let left = area.width * 11 / 20;
        return (Rect { width: left, ..area }, Rect { x: area.x + left, width: area.width - left, ..area });
    }
    let top = area.height * 11 / 20;
    (Rect { height: top, ..area }, Rect { y: area.y + top, height: area.height - top, ..area })
}

//! A group's file: who is invited, the ground rules, what is open and promised, the stage.

use ratatui::{
    buffer::Buffer,
    layout::{Position, Rect},
};

use crate::{
    app::{App, GroupEdit, GroupField, Now},
    view::{
        Theme, draw_editor, draw_hints, draw_notice, inset, panel, take_bottom, take_top,
        text::{Row, wrap},
    },
    words,
};

const fn title(field: GroupField) -> &'static str {
    match field {
        GroupField::People => " Invited: a side a line, in seat order ",
        GroupField::Agreements => " Agreements, a line each ",
        GroupField::Statements => " Open, for the next board ",
        GroupField::FollowUps => " Promised: @who: what by when ",
        GroupField::Stage => "Stage",
        GroupField::Format => "Format",
        GroupField::Starter => "Next starter",
    }
}

pub(in crate::view) fn draw(
    buf: &mut Buffer,
    mut area: Rect,
    app: &App,
    (edit, now): (&GroupEdit, &Now),
    theme: &Theme,
) -> Option<Position> {
    draw_hints(buf, take_bottom(&mut area, 1), app, theme);
    draw_notice(buf, take_bottom(&mut area, 1), app.notice.as_ref(), theme);
    let head = inset(take_top(&mut area, 1));
    Row::new().and_said(&edit.before.name, theme.strong).and(" · the group's file", theme.dim).draw(buf, head);
    let group = edit.group(now.wall.date_naive());
    let values = [
        (GroupField::Stage, format!("{} · {}", words::stage(edit.stage), words::stage_means(edit.stage))),
        (GroupField::Format, edit.format.clone().unwrap_or_else(|| "not said".into())),
        (GroupField::Starter, words::starts_next(group.next_starter())),
    ];
    for (field, value) in values.into_iter().rev() {
        let row = take_bottom(&mut area, 1);
        let is_front = edit.field == field;
        let (label, arrows) = if is_front { (theme.strong, "  ←/→") } else { (theme.dim, "") };
        Row::of(if is_front { "▸ " } else { "  " }, theme.key)
            .cell(title(field), 14, label)
            .and(value, theme.text)
            .and(arrows, theme.key)
            .draw(buf, inset(row));
    }
    let mut note = inset(take_bottom(&mut area, 1));
    for line in
        wrap("It says who is invited, never who came; it is for your eyes only.", note.width).into_iter().take(1)
    {
        Row::of(line, theme.dim).draw(buf, take_top(&mut note, 1));
    }
    draw_boxes(buf, area, edit, theme)
}

/// Four boxes, two and two; the one in front is larger where there is little room.
fn draw_boxes(buf: &mut Buffer, area: Rect, edit: &GroupEdit, theme: &Theme) -> Option<Position> {
    let half = area.width / 2;
    let top = area.height / 2;
    let mut caret = None;
    for (nth, field) in GroupField::ALL.into_iter().take(edit.boxes.len()).enumerate() {
        let is_front = edit.field == field;
        let place = if area.height < 12 {
            if !is_front {
                continue;
            }
            area
        } else {
            let (x, width) = if nth % 2 == 0 { (area.x, half) } else { (area.x + half, area.width - half) };
            let (y, height) = if nth < 2 { (area.y, top) } else { (area.y + top, area.height - top) };
            Rect { x, y, width, height }
        };
        let style = if is_front { theme.strong } else { theme.dim };
        let inner = inset(panel(buf, place, &Row::of(title(field), style), is_front, theme));
        let at = draw_editor(buf, inner, &edit.boxes[nth], theme);
        caret = caret.or(at.filter(|_| is_front));
    }
    caret
}

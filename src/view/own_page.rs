//! The moderator's own page of a past evening.

use ratatui::{
    buffer::Buffer,
    layout::{Position, Rect},
};

use super::{
    Theme, draw_editor, draw_hints, draw_notice, editor_height, inset, panel, take_bottom, take_top,
    text::{Row, rows, said, wrap},
    window_of,
};
use crate::{
    app::{App, OwnItem, OwnPage},
    library::{Own, Question},
    words,
};

/// The most rows of an open line.
const MOST: u16 = 8;

pub(super) fn draw(buf: &mut Buffer, mut area: Rect, app: &App, page: &OwnPage, theme: &Theme) -> Option<Position> {
    draw_hints(buf, take_bottom(&mut area, 1), app, theme);
    draw_notice(buf, take_bottom(&mut area, 1), app.notice.as_ref(), theme);
    let opening = &page.review.state.opening;
    let head = inset(take_top(&mut area, 1));
    let row = Row::of("Your own page  ", theme.strong).and_said(&opening.title, theme.text);
    row.and(format!("  {}", words::day(opening.opened)), theme.dim).draw(buf, head);
    for line in wrap(words::own::FOR_YOU, area.width.saturating_sub(2)) {
        Row::of(line, theme.dim).draw(buf, inset(take_top(&mut area, 1)));
    }
    let caret = page.line.as_deref().and_then(|line| {
        let height = editor_height(line, area.width.saturating_sub(4)).clamp(1, MOST) + 2;
        let title = match page.marked {
            OwnItem::Answer(question) => words::own::question(question),
            OwnItem::Observation(_) => "What did you see?",
        };
        let title = Row::of(format!(" {title} "), theme.strong);
        let open = inset(panel(buf, take_bottom(&mut area, height), &title, true, theme));
        draw_editor(buf, open, line, theme)
    });
    let inner = inset(panel(buf, area, &Row::new(), page.line.is_none(), theme));
    let Some(own) = &page.own else {
        rows(buf, inner, &[Row::of("…", theme.dim)]);
        return caret;
    };
    let (lines, mark) = lines(own, page.marked, inner.width, theme);
    rows(buf, inner, window_of(&lines, mark, inner.height));
    caret
}

/// Everything on the page, and where the mark stands.
fn lines(own: &Own, marked: OwnItem, columns: u16, theme: &Theme) -> (Vec<Row>, usize) {
    let (mut lines, mut mark) = (Vec::new(), 0);
    let mut item = |lines: &mut Vec<Row>, item: OwnItem, head: String, text: Option<&str>| {
        let is_marked = item == marked;
        if is_marked {
            mark = lines.len();
        }
        let style = if is_marked { theme.strong } else { theme.dim };
        lines.push(Row::of(if is_marked { "▸ " } else { "  " }, theme.key).and(head, style));
        let text = said(text.unwrap_or("–"), columns.saturating_sub(4), theme.text);
        lines.extend(text.into_iter().map(|line| Row::of("    ", theme.text).join(line)));
    };
    for question in Question::ALL {
        item(&mut lines, OwnItem::Answer(question), words::own::question(question).to_owned(), own.answer(question));
    }
    for (place, seen) in own.observations.iter().enumerate() {
        let made = format!("seen · {} {}", words::day(seen.made), words::time_of_day(seen.made));
        item(&mut lines, OwnItem::Observation(place), made, Some(&seen.text));
    }
    section(&mut lines, "Your mirror", own.mirror.iter().map(String::as_str), (columns, theme));
    section(&mut lines, "Said in confidence", own.kept.iter().map(|kept| kept.text.as_str()), (columns, theme));
    (lines, mark)
}

fn section<'a>(
    lines: &mut Vec<Row>,
    title: &str,
    texts: impl Iterator<Item = &'a str>,
    (columns, theme): (u16, &Theme),
) {
    for (nth, text) in texts.enumerate() {
        if nth == 0 {
            lines.extend([Row::new(), Row::of(title, theme.dim)]);
        }
        let text = said(text, columns.saturating_sub(2), theme.text);
        lines.extend(text.into_iter().map(|line| Row::of("  ", theme.text).join(line)));
    }
}

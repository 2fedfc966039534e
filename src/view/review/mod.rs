//! A past session: what it came to, the time axis, what was noted, the board, the turns.

mod board;
mod notes;
mod overview;
mod timeline;

use ratatui::{
    buffer::Buffer,
    layout::{Position, Rect},
};

use super::{
    Theme, draw_editor, draw_hints, draw_notice, editor_height, inset, live, panel, take_bottom, take_top,
    text::{Row, rows, width},
    window_of,
};
use crate::{
    app::{App, Mended, Mending, Now, Review, ReviewPage},
    words,
};

/// The most rows of an open line.
const MOST: u16 = 6;

const fn title(page: ReviewPage) -> &'static str {
    match page {
        ReviewPage::Overview => "Overview",
        ReviewPage::Timeline => "Timeline",
        ReviewPage::Notes => "Notes",
        ReviewPage::Board => "Board",
        ReviewPage::Turns => "Turns",
    }
}

pub(super) fn draw(
    buf: &mut Buffer,
    mut area: Rect,
    app: &App,
    (review, now): (&Review, &Now),
    theme: &Theme,
) -> Option<Position> {
    draw_hints(buf, take_bottom(&mut area, 1), app, theme);
    draw_notice(buf, take_bottom(&mut area, 1), app.notice.as_ref(), theme);
    draw_head(buf, take_top(&mut area, 1), review, theme);
    let tabs = inset(take_top(&mut area, 1));
    let mut row = Row::new();
    for page in ReviewPage::ALL {
        let style = if page == review.page { theme.marked } else { theme.dim };
        row = row.and(format!(" {} ", title(page)), style).and(" ", theme.text);
    }
    row.draw(buf, tabs);
    let caret = review.line.as_deref().and_then(|line| draw_line(buf, &mut area, review, line, theme));
    match review.page {
        ReviewPage::Timeline => timeline::draw(buf, area, review, theme),
        ReviewPage::Board => board::draw(buf, area, review, theme),
        ReviewPage::Notes => {
            let inner = inset(panel(buf, area, &Row::new(), false, theme));
            let (lines, mark) = notes::lines(review, inner.width, theme);
            rows(buf, inner, window_of(&lines, mark, inner.height));
        }
        ReviewPage::Overview | ReviewPage::Turns => {
            let inner = inset(panel(buf, area, &Row::new(), false, theme));
            let lines = if review.page == ReviewPage::Overview {
                overview::lines(review, inner.width, theme, now.wall.date_naive())
            } else {
                live::turn_lines(live::scene(&review.state, review.at(), theme), inner.width)
            };
            let last = lines.len().saturating_sub(inner.height.into());
            rows(buf, inner, &lines[review.scroll.min(last)..]);
        }
    }
    caret
}

fn draw_head(buf: &mut Buffer, area: Rect, review: &Review, theme: &Theme) {
    let opening = &review.state.opening;
    let head = inset(area);
    let when = format!("{} · {}", words::day(opening.opened), words::rule(opening.rule));
    let room = head.width.saturating_sub(width(&when) + 2);
    Row::new()
        .and_said(&opening.title, theme.strong)
        .and(opening.series.as_ref().map_or(String::new(), |s| format!(" · {s}")), theme.dim)
        .draw(buf, Rect { width: room, ..head });
    Row::of(when, theme.dim).draw_right(buf, head);
}

/// The line in which something is put right.
fn draw_line(buf: &mut Buffer, area: &mut Rect, review: &Review, line: &Mending, theme: &Theme) -> Option<Position> {
    let height = editor_height(&line.editor, area.width.saturating_sub(4)).min(MOST) + 2;
    let what = match line.what {
        Mended::Title => " put the title right ",
        Mended::Note(_) => " put right: #kind and words ",
        Mended::Statement(_) => " put a typing mistake right; what was confirmed stays beside it ",
        Mended::FollowUp(_) => " put right: what, by when ",
    };
    let title = Row::of(what, theme.strong);
    // The list of people is gone with the journal: the words are compared with the group's alone.
    let withheld = !review.state.keeps_all_names();
    let title = if withheld {
        title.and("write no names: only those of the group are still withheld ", theme.warning)
    } else {
        title
    };
    let open = inset(panel(buf, take_bottom(area, height), &title, true, theme));
    draw_editor(buf, open, &line.editor, theme)
}

//! What a group promised itself: what is open by its day, then what was kept, then what was dropped.

use ratatui::{buffer::Buffer, layout::Rect};

use crate::{
    app::{GroupPage, Now},
    library::GroupPromise,
    session::Progress,
    view::{
        Theme, inset, panel,
        text::{Row, rows, said},
        window_around,
    },
    words,
};

pub(super) fn draw(buf: &mut Buffer, area: Rect, (page, now): (&GroupPage, &Now), theme: &Theme) {
    let today = now.wall.date_naive();
    let title = Row::of(format!(" {} ", words::group_promises(&page.promises, today)), theme.dim);
    let inner = inset(panel(buf, area, &title, true, theme));
    if page.promises.is_empty() {
        return Row::of("Nothing was promised.", theme.dim).draw(buf, inner);
    }
    let marked = page.promises.get(page.place());
    let block = |promise: &GroupPromise| {
        let is_marked = marked.is_some_and(|marked| std::ptr::eq(marked, promise));
        let first = page.evenings.get(promise.first);
        let since = first.map_or(String::new(), |first| words::short_date(first.opened));
        let stands = words::group_promise(promise, today);
        let is_overdue = promise.now.progress == Progress::Open && promise.now.by.is_some_and(|by| by < today);
        let sign = match (promise.now.progress, is_overdue) {
            (Progress::Open, true) => "!",
            (Progress::Open, false) => "□",
            (Progress::Done, _) => "✓",
            (Progress::Dropped, _) => "×",
        };
        let who = promise.now.who.as_ref().map_or(String::new(), |who| format!("{who}: "));
        let head = Row::of(if is_marked { "▸ " } else { "  " }, theme.key)
            .and(format!("{sign} "), if is_overdue { theme.warning } else { theme.good })
            .and(format!("{since}  "), theme.dim)
            .cell(&stands, 28, if is_overdue { theme.warning } else { theme.dim })
            .and(" ", theme.text);
        let text = format!("{who}{}", promise.now.what);
        let start = head.width();
        let room = inner.width.saturating_sub(start).max(12);
        let mut text = said(&text, room, if is_marked { theme.strong } else { theme.text }).into_iter();
        let first = head.join(text.next().unwrap_or_default());
        std::iter::once(first).chain(text.map(|line| Row::new().pad(start).join(line))).collect()
    };
    rows(buf, inner, &window_around(&page.promises, page.place(), inner.height, block));
}

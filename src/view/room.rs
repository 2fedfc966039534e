//! The room display, to be read from the other end of a living room. It is drawn from what the room may see and from nothing
//! else.
//!
//! ```text
//!          “What would you need in order to feel safe?”
//!
//!                            Miriam
//!
//!                   ▄▄▄▄     ▄▄▄▄▄  ▄   ▄
//!                   █  █  ▪  █▄▄▄   █▄▄▄█           (as large as they fit)
//!                   █▄▄█  ▪  ▄▄▄█       █
//!
//!                         next: Hanan
//! ```

use ratatui::{buffer::Buffer, layout::Rect, style::Style};

use super::{
    Theme, digits, inset, large, take_bottom, take_top,
    text::{Row, rows, said, wrap},
};
use crate::{
    app::{Now, Room},
    session::{At, RoomClock, RoomFloor, RoomItem, RoomView, TurnClock},
    words,
};

/// From this many rows on names stand in large letters.
const LARGE: u16 = 20;
/// From this many rows on the question and the next speaker do too.
const LARGER: u16 = 40;
/// The rows of a large letter.
const LETTER: u16 = 4;
/// How wide a column of the second page is at least.
const COLUMN: u16 = 56;
/// The widest that a line of text gets, to stay readable.
const READABLE: u16 = 76;

pub(super) fn draw(buf: &mut Buffer, mut area: Rect, (room, now): (&Room, &Now), theme: &Theme) {
    if let Some(why) = &room.unwatched {
        below(buf, &mut area, &words::room_unwatched(why), theme);
    }
    if let Some(why) = &room.trouble {
        below(buf, &mut area, &words::room_trouble(why), theme);
    }
    let area = inset(area);
    let Some(shown) = &room.shown else { return waits(buf, area, theme) };
    match &shown.view {
        RoomView::Curtain => {}
        RoomView::OffTheRecord => large::draw(buf, area, words::OFF_THE_RECORD, theme.strong),
        RoomView::Over => large::draw(buf, area, words::ROOM_OVER, theme.strong),
        RoomView::Floor(floor) => draw_floor(buf, area, (floor, room.at(now)), theme),
        RoomView::Board(items) if items.is_empty() => {
            Row::of(words::nothing_confirmed(), theme.dim).draw_centred(buf, middle(area, 1));
        }
        RoomView::Board(items) => draw_board(buf, area, items, theme),
        RoomView::ReadBack(wordings) => draw_read_back(buf, area, wordings, theme),
    }
}

/// What this screen itself has to say, in the last rows.
fn below(buf: &mut Buffer, area: &mut Rect, text: &str, theme: &Theme) {
    let lines: Vec<Row> = wrap(text, area.width.saturating_sub(2)).into_iter().map(|l| Row::of(l, theme.dim)).collect();
    let rows_wanted = u16::try_from(lines.len()).unwrap_or(u16::MAX).min(area.height / 3);
    rows(buf, inset(take_bottom(area, rows_wanted)), &lines);
}

fn waits(buf: &mut Buffer, mut area: Rect, theme: &Theme) {
    let keys = take_bottom(&mut area, 1);
    Row::of("q", theme.key).and(format!(" {}", words::acts::LEAVE_ROOM.short), theme.dim).draw_right(buf, keys);
    Row::of(words::ROOM_WAITS, theme.dim).draw_centred(buf, middle(area, 1));
}

fn middle(area: Rect, height: u16) -> Rect {
    let height = height.min(area.height);
    Rect { y: area.y + (area.height - height) / 2, height, ..area }
}

fn draw_floor(buf: &mut Buffer, mut area: Rect, (floor, at): (&RoomFloor, At), theme: &Theme) {
    let height = area.height;
    let next = floor.next.as_ref().map(words::room_next);
    let question = floor.question.as_ref().map(|question| format!("“{question}”"));
    let name = words::room_front(&floor.front);
    let air = u16::from(height >= 14);
    if let Some(next) = &next {
        let rows = if height >= LARGER { LETTER } else { 1 };
        line(buf, take_bottom(&mut area, rows), next, theme.text);
        take_bottom(&mut area, air);
    }
    if name.is_empty() && floor.clock.is_none() {
        return question.iter().for_each(|question| large::draw(buf, area, question, theme.strong));
    }
    if let Some(question) = &question {
        let rows = question_rows(question, area, height);
        let top = take_top(&mut area, rows);
        if rows >= LETTER && height >= LARGER {
            large::draw(buf, top, question, theme.text);
        } else {
            rows_centred(buf, top, &said(question, area.width.min(READABLE), theme.text.italic()));
        }
        take_top(&mut area, air);
    }
    let small = area.height < 3;
    let name_rows = if height >= LARGE { LETTER } else { 1 };
    if let (true, Some(clock)) = (small, &floor.clock) {
        let (shown, _) = words::room_clock(clock, at);
        return Row::new()
            .and_said(&name, theme.strong)
            .and("  ", theme.text)
            .and(shown, style(clock.does(at), theme))
            .draw_centred(buf, middle(area, 1));
    }
    line(buf, take_top(&mut area, name_rows), &name, theme.strong);
    take_top(&mut area, air);
    if let Some(clock) = &floor.clock {
        draw_clock(buf, area, (clock, at), theme);
    }
}

/// The question is read aloud as well: it takes a third of the screen and no more, in large letters where they fit there.
fn question_rows(question: &str, area: Rect, height: u16) -> u16 {
    let lines = |columns: u16| u16::try_from(wrap(question, columns.max(1)).len()).unwrap_or(u16::MAX);
    let most = (height / 3).max(1);
    let enlarged = lines(area.width / LETTER).saturating_mul(LETTER);
    if height >= LARGER && enlarged <= most {
        enlarged
    } else {
        lines(area.width.min(READABLE)).min(most.min(height / 5 + 1))
    }
}

fn draw_clock(buf: &mut Buffer, mut area: Rect, (clock, at): (&RoomClock, At), theme: &Theme) {
    let (shown, does) = words::room_clock(clock, at);
    let style = style(clock.does(at), theme);
    if area.height > 4 {
        let below = take_bottom(&mut area, 1);
        Row::of(does, style).draw_centred(buf, below);
    }
    digits::draw_largest(buf, area, &shown, style);
}

const fn style(does: TurnClock, theme: &Theme) -> Style {
    match does {
        TurnClock::Calm => theme.calm,
        TurnClock::Warning => theme.warning,
        TurnClock::Over => theme.over,
        TurnClock::Called | TurnClock::Breath | TurnClock::Paused | TurnClock::Ended => theme.dim,
    }
}

/// A text in one row, or in large letters where there are rows for them.
fn line(buf: &mut Buffer, area: Rect, text: &str, style: Style) {
    if area.height >= LETTER {
        return large::draw(buf, area, text, style);
    }
    rows_centred(buf, area, &said(text, area.width.min(READABLE), style));
}

fn rows_centred(buf: &mut Buffer, area: Rect, lines: &[Row]) {
    for (line, y) in lines.iter().zip(area.top()..area.bottom()) {
        line.draw_centred(buf, Rect { y, height: 1, ..area });
    }
}

fn draw_read_back(buf: &mut Buffer, area: Rect, wordings: &[String], theme: &Theme) {
    if let [wording] = wordings {
        return large::draw(buf, area, wording, theme.strong);
    }
    let columns = area.width.min(READABLE);
    let lines: Vec<Row> = wordings
        .iter()
        .flat_map(|wording| said(wording, columns, theme.strong).into_iter().chain([Row::new()]))
        .collect();
    let block = middle(area, u16::try_from(lines.len()).unwrap_or(u16::MAX));
    rows(buf, Rect { x: block.x + (block.width - columns) / 2, width: columns, ..block }, &lines);
}

fn draw_board(buf: &mut Buffer, area: Rect, items: &[RoomItem], theme: &Theme) {
    if !draw_board_large(buf, area, items, theme) {
        draw_board_plain(buf, area, items, theme);
    }
}

/// In large letters, if all of it fits; says whether it does.
fn draw_board_large(buf: &mut Buffer, mut area: Rect, items: &[RoomItem], theme: &Theme) -> bool {
    let texts: Vec<(Row, Vec<String>)> = items.iter().map(|item| (heading(item, theme), texts_of(item))).collect();
    let high = |text: &String| large::rows_of(text, area.width);
    let heights: Option<Vec<Vec<u16>>> = texts.iter().map(|(_, texts)| texts.iter().map(high).collect()).collect();
    let Some(heights) = heights else { return false };
    let all = heights.iter().map(|texts| texts.iter().map(|rows| rows + 1).sum::<u16>() + 2).sum::<u16>() - 1;
    if all > area.height {
        return false;
    }
    let above = (area.height - all) / 2;
    take_top(&mut area, above);
    for ((heading, texts), heights) in texts.into_iter().zip(heights) {
        heading.draw_centred(buf, take_top(&mut area, 1));
        for (nth, (text, rows)) in texts.iter().zip(heights).enumerate() {
            large::draw(buf, take_top(&mut area, rows), text, if nth == 0 { theme.strong } else { theme.text });
            take_top(&mut area, 1);
        }
        take_top(&mut area, 1);
    }
    true
}

/// In as many columns as it takes; what has no room is counted.
fn draw_board_plain(buf: &mut Buffer, area: Rect, items: &[RoomItem], theme: &Theme) {
    let lines_of =
        |columns: u16| -> Vec<Vec<Row>> { items.iter().map(|item| item_lines(item, columns, theme)).collect() };
    let high = |lines: &[Vec<Row>]| lines.iter().map(Vec::len).sum::<usize>().saturating_sub(1);
    let most = (area.width / COLUMN).max(1);
    let width_of = |columns: u16| (area.width / columns).saturating_sub(2).min(READABLE);
    let columns = (1..most).find(|count| high(&lines_of(width_of(*count))) <= usize::from(area.height * count));
    let columns = columns.unwrap_or(most);
    let width = width_of(columns);
    let lines = lines_of(width);
    let air =
        if columns == 1 { area.height.saturating_sub(u16::try_from(high(&lines)).unwrap_or(u16::MAX)) / 2 } else { 0 };
    let left = area.x + area.width.saturating_sub(columns * (width + 2)) / 2;
    let mut items = lines.into_iter().peekable();
    for column in 0..columns {
        let whole = Rect { x: left + column * (width + 2), y: area.y + air, width, height: area.height - air };
        let mut place = whole;
        while let Some(item) = items.next_if(|item| {
            let room = usize::from(place.height.saturating_sub(u16::from(column + 1 == columns)));
            item.len() - 1 <= room || place.height == whole.height
        }) {
            rows(buf, take_top(&mut place, u16::try_from(item.len()).unwrap_or(u16::MAX)), &item);
        }
    }
    let hidden = items.count();
    if hidden > 0 {
        let last = Rect { y: area.bottom().saturating_sub(1), height: area.height.min(1), ..area };
        Row::of(words::and_more(hidden), theme.dim).draw_right(buf, last);
    }
}

fn heading(item: &RoomItem, theme: &Theme) -> Row {
    let (sign, look) = match item {
        RoomItem::CommonGround { .. } => ("✓ ", theme.good),
        RoomItem::CanLiveWith { .. } => ("◐ ", theme.good),
        RoomItem::Difference { .. } => ("≠ ", theme.warning),
    };
    Row::of(sign, look).and(words::room_item(item), theme.dim)
}

/// The wording, or what a difference is about; and below it how each side puts it.
fn texts_of(item: &RoomItem) -> Vec<String> {
    match item {
        RoomItem::CommonGround { wording, .. } | RoomItem::CanLiveWith { wording, .. } => vec![wording.clone()],
        RoomItem::Difference { about, sides } => {
            let side = |(side, text): &(Option<String>, String)| match side {
                Some(side) => format!("{side}: {text}"),
                None => text.clone(),
            };
            std::iter::once(about.clone()).chain(sides.iter().map(side)).collect()
        }
    }
}

fn item_lines(item: &RoomItem, columns: u16, theme: &Theme) -> Vec<Row> {
    let mut lines = vec![heading(item, theme)];
    for (nth, text) in texts_of(item).iter().enumerate() {
        if nth == 0 {
            lines.extend(said(text, columns, theme.strong));
        } else {
            let side = said(text, columns.saturating_sub(2), theme.text);
            lines.extend(side.into_iter().map(|row| Row::of("  ", theme.text).join(row)));
        }
    }
    lines.push(Row::new());
    lines
}

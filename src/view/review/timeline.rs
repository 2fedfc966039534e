//! The evening on a time axis, and what happened at the moment where the cursor stands.
//!
//! ```text
//! ╭──────────────────────────────────────────────╮
//! │          19:10        19:20        19:30      │  time of day
//! │          ▏Welcome  ▏Open dialogue   ▏Closing  │  phases
//! │ Miriam    ▐██▌        ███▌   ▄                │  a row a person; of half columns
//! │ everybody ▀▀▄▄▀▀▄                             │  one row where names are withheld
//! │ quiet           ~~      ░░░                   │
//! │ notes     ·  2 ·     ·                        │
//! │ board         ?    ✓                          │
//! │                ▲ 19:16                        │
//! ╰──────────────────────────────────────────────╯
//! ```

mod axis;

use ratatui::{buffer::Buffer, layout::Rect};

use axis::Axis;

use crate::{
    app::Review,
    session::{Bar, Moment, QuietKind, Stretch, Untold, Voice, VoiceRow, What},
    view::{
        Theme, inset, live, panel, take_top,
        text::{Row, fit, rows, said, width},
        window_around,
    },
    words,
};

/// The columns of the names.
const NAMES: u16 = 12;
/// The rows of the picture that are nobody's: time of day, phases, quiet, notes, board, cursor.
const OTHERS: u16 = 6;
/// The fewest rows that what happened at the cursor gets.
const BELOW: u16 = 4;

pub(super) fn draw(buf: &mut Buffer, mut area: Rect, review: &Review, theme: &Theme) {
    if review.as_table {
        return draw_table(buf, area, review, theme);
    }
    let voices = u16::try_from(review.timeline.rows.len()).unwrap_or(u16::MAX);
    let wanted = voices.saturating_add(OTHERS + 2);
    let height = wanted.min(area.height.saturating_sub(BELOW + 2)).max(OTHERS + 3);
    let signs = if voices == 1 { words::AXIS_SIGNS_NAMELESS } else { words::AXIS_SIGNS };
    let inner = inset(panel(buf, take_top(&mut area, height), &Row::new(), true, theme));
    draw_picture(buf, inner, review, theme);
    if area.height > BELOW + 2 {
        Row::of(signs, theme.dim).draw(buf, inset(take_top(&mut area, 1)));
    }
    draw_moments(buf, area, review, theme);
}

fn draw_picture(buf: &mut Buffer, mut area: Rect, review: &Review, theme: &Theme) {
    let names = NAMES.min(area.width / 3);
    let axis = Axis { end: review.timeline.end, columns: area.width.saturating_sub(names + 1) };
    if axis.columns == 0 {
        return;
    }
    let put = |buf: &mut Buffer, area: Rect, name: Row, cells: Row| {
        name.draw(buf, Rect { width: names, ..area });
        cells.draw(buf, Rect { x: area.x + names + 1, width: axis.columns, ..area });
    };
    let label = |text: &str| Row::of(text, theme.dim);
    let top = area.y;
    put(buf, take_top(&mut area, 1), Row::new(), hours(review, axis, theme));
    put(buf, take_top(&mut area, 1), label("phase"), phases(review, axis, theme));
    let shown = area.height.saturating_sub(OTHERS - 2);
    let all = &review.timeline.rows;
    let first = first_row(review, usize::from(shown));
    for row in all.iter().skip(first).take(shown.into()) {
        let (name, style) = name_of(review, row.voice, names, theme);
        let cells = if all.len() == 1 { alternating(row, axis) } else { spoken(row, axis) };
        let cells = over(&cells, &review.timeline.untold, axis);
        put(buf, take_top(&mut area, 1), name, Row::of(cells, style));
    }
    put(buf, take_top(&mut area, 1), label("quiet"), Row::of(quiet(review, axis), theme.text));
    put(buf, take_top(&mut area, 1), label("notes"), Row::of(notes(review, axis), theme.text));
    put(buf, take_top(&mut area, 1), label("board"), Row::of(board(review, axis), theme.good));
    put(buf, take_top(&mut area, 1), Row::new(), cursor(review, axis, theme));
    let column = area.x + names + 1 + axis.column(review.cursor);
    let bars = Rect { x: column, y: top + 2, width: 1, height: area.y.saturating_sub(top + 3) };
    for place in bars.intersection(buf.area).positions() {
        let cell = &mut buf[place];
        if cell.symbol() == " " {
            cell.set_symbol("│").set_style(theme.focus);
        } else {
            cell.set_style(theme.marked);
        }
    }
}

/// The first row that is shown where they don't all fit: whoever speaks at the cursor is among them.
fn first_row(review: &Review, shown: usize) -> usize {
    let rows = &review.timeline.rows;
    let speaks = |row: &VoiceRow| row.bars.iter().any(|bar| bar.from <= review.cursor && review.cursor < bar.to);
    let place = rows.iter().position(speaks).unwrap_or(0);
    (place + 1).saturating_sub(shown).min(rows.len().saturating_sub(shown))
}

fn name_of(review: &Review, voice: Voice, columns: u16, theme: &Theme) -> (Row, ratatui::style::Style) {
    let state = &review.state;
    let name = words::voice(state, voice, review.timeline.rows.len());
    let party = match voice {
        Voice::Person(person) => state.roster.person(person).and_then(|person| person.party.as_deref()),
        Voice::Someone => None,
    };
    (Row::new().and_said(fit(name, columns), theme.text), theme.party(&state.roster.parties(), party))
}

/// Wall time along the axis, at round minutes.
fn hours(review: &Review, axis: Axis, theme: &Theme) -> Row {
    let mut row = Row::new();
    for (at, column) in axis.ticks(&review.state) {
        if column >= row.width() && column + 5 <= axis.columns {
            row = row.pad(column).and(words::time_of_day(review.state.wall(at)), theme.dim);
        }
    }
    row
}

fn phases(review: &Review, axis: Axis, theme: &Theme) -> Row {
    let mut row = Row::new();
    for phase in &review.timeline.phases {
        let (from, to) = (axis.column(phase.from), axis.column(phase.to));
        let title = review.state.opening.phases.get(phase.what.0).map_or("", |phase| &phase.title);
        let room = to.saturating_sub(from.max(row.width()));
        if room > 0 {
            row = row.pad(from).and("▏", theme.dim).and_said(fit(title, room - 1), theme.text).pad(to);
        }
    }
    row
}

/// A person's bars in half columns; what came ahead of the queue is low.
fn spoken(row: &VoiceRow, axis: Axis) -> String {
    let own: Vec<&Stretch<Bar>> = row.bars.iter().filter(|bar| !bar.what.is_lane).collect();
    let lanes: Vec<&Stretch<Bar>> = row.bars.iter().filter(|bar| bar.what.is_lane).collect();
    let cell = |column| {
        let (left, right) = (axis.half(column, false), axis.half(column, true));
        let of = |bars: &[&Stretch<Bar>], half: (_, _)| bars.iter().map(|bar| bar.within(half.0, half.1)).sum::<u64>();
        let (on_left, on_right) = (of(&own, left), of(&own, right));
        let enough = axis.half_length() / 2;
        match (on_left, on_right) {
            (0, 0) if of(&lanes, left) + of(&lanes, right) > 0 => '▄',
            (0, 0) => ' ',
            (left, right) if left > enough && right > enough => '█',
            (left, right) if left >= right => '▌',
            _ => '▐',
        }
    };
    (0..axis.columns).map(cell).collect()
}

/// Everybody's bars in one row: one turn high, the next one low, so that a change is seen and no name is.
fn alternating(row: &VoiceRow, axis: Axis) -> String {
    let cell = |column| {
        let (from, to) = axis.cell(column);
        let sum = |odd| {
            let of = row.bars.iter().filter(|bar| (bar.what.place % 2 == 1) == odd);
            of.map(|bar| bar.within(from, to)).sum::<u64>()
        };
        match (sum(false), sum(true)) {
            (0, 0) => ' ',
            (even, odd) if even >= odd => '▀',
            _ => '▄',
        }
    };
    (0..axis.columns).map(cell).collect()
}

/// What is not told lies over the bars.
fn over(cells: &str, untold: &[Stretch<Untold>], axis: Axis) -> String {
    let cell = |(letter, column)| {
        let (from, to) = axis.cell(column);
        let most = untold.iter().find(|stretch| stretch.within(from, to) * 2 > to.since(from).millis());
        match most.map(|stretch| stretch.what) {
            Some(Untold::OffTheRecord) => '░',
            Some(Untold::Apart) => '┄',
            None => letter,
        }
    };
    cells.chars().zip(0..).map(cell).collect()
}

fn quiet(review: &Review, axis: Axis) -> String {
    let cell = |column| {
        let (from, to) = axis.cell(column);
        let here = review.timeline.quiets.iter().rev().find(|quiet| quiet.within(from, to) > 0);
        match here.map(|quiet| quiet.what) {
            Some(QuietKind::Silence) => '~',
            Some(QuietKind::Pause) => '=',
            None => ' ',
        }
    };
    over(&(0..axis.columns).map(cell).collect::<String>(), &review.timeline.untold, axis)
}

/// How many notes a column stands for.
fn notes(review: &Review, axis: Axis) -> String {
    let mut counts = vec![0; usize::from(axis.columns)];
    for note in &review.state.notes {
        counts[usize::from(axis.column(note.at))] += 1;
    }
    let sign = |count: u32| match count {
        0 => ' ',
        1 => '·',
        2..=9 => char::from_digit(count, 10).unwrap_or('+'),
        _ => '+',
    };
    counts.into_iter().map(sign).collect()
}

/// The last thing that came of the board in each column.
fn board(review: &Review, axis: Axis) -> String {
    let mut signs = vec![" "; usize::from(axis.columns)];
    for moment in &review.timeline.moments {
        if let What::Board(place) = moment.what
            && let Some(fact) = words::board_fact(&review.sealed.record, place)
        {
            let sign = &mut signs[usize::from(axis.column(moment.at))];
            // A result is not hidden by what was put beside it.
            if *sign == " " || words::board_sign(fact) != "?" {
                *sign = words::board_sign(fact);
            }
        }
    }
    signs.concat()
}

fn cursor(review: &Review, axis: Axis, theme: &Theme) -> Row {
    let column = axis.column(review.cursor);
    let time = words::time_of_day(review.state.wall(review.cursor));
    let behind = column + 2 + width(&time) <= axis.columns;
    let row = Row::new().pad(if behind { column } else { column.saturating_sub(width(&time) + 1) });
    if behind {
        row.and("▲ ", theme.key).and(time, theme.strong)
    } else {
        row.and(format!("{time} "), theme.strong).and("▲", theme.key)
    }
}

/// What happened, around the cursor: it moves with it.
fn draw_moments(buf: &mut Buffer, area: Rect, review: &Review, theme: &Theme) {
    let state = &review.state;
    let speaking = review.timeline.rows.iter().flat_map(|row| &row.bars);
    let bar = speaking.filter(|bar| bar.from <= review.cursor && review.cursor < bar.to).max_by_key(|bar| bar.from);
    let turn = bar.and_then(|bar| state.turn(bar.what.turn));
    let title = Row::of(format!(" {} ", words::time_of_day(state.wall(review.cursor))), theme.strong)
        .and(format!("{} ", words::at_that_moment(state, turn, review.cursor)), theme.dim);
    let inner = inset(panel(buf, area, &title, false, theme));
    let place = review.timeline.place(review.cursor).unwrap_or(0);
    let mark = review.timeline.moments.get(place);
    let block = |moment: &Moment| moment_lines(review, moment, (mark, inner.width), theme);
    rows(buf, inner, &window_around(&review.timeline.moments, place, inner.height, block));
}

fn moment_lines(review: &Review, moment: &Moment, (mark, columns): (Option<&Moment>, u16), theme: &Theme) -> Vec<Row> {
    let (state, record) = (&review.state, &review.sealed.record);
    let scene = live::scene(state, review.at(), theme);
    let room = columns.saturating_sub(2);
    let lines = match moment.what {
        What::Note(id) => state.note(id).map_or_else(Vec::new, |note| live::note_lines(scene, note, room)),
        what => {
            let time = words::time_of_day(state.wall(moment.at));
            let who = words::of_whom(what, state);
            let sign = match what {
                What::Turn(_) => "▸",
                What::Phase(_) => "▏",
                What::Quiet(QuietKind::Silence, _) => "~",
                What::Quiet(QuietKind::Pause, _) => "=",
                What::Board(place) => words::board_fact(record, place).map_or(" ", words::board_sign),
                What::Gap => "╳",
                What::OffRecord(_) => "░",
                What::Note(_) => " ",
            };
            let mut head = Row::of(format!("{time} {sign} "), theme.dim);
            if !who.is_empty() {
                head = head.and_said(who, theme.text).and(" ", theme.text);
            }
            let long = words::how_long(what, state, (moment.at, review.timeline.end));
            if !long.is_empty() {
                head = head.and(format!("{long} "), theme.dim);
            }
            let style = if matches!(what, What::Turn(_)) { theme.dim } else { theme.text };
            let text = words::happened(what, state, record);
            let first = room.saturating_sub(head.width());
            let mut text = said(&text, first.max(1), style).into_iter();
            let first = head.join(text.next().unwrap_or_default());
            std::iter::once(first).chain(text.map(|line| Row::new().pad(8).join(line))).collect()
        }
    };
    let is_marked = mark == Some(moment);
    let row = |(nth, line): (usize, Row)| {
        let row = Row::of(if is_marked && nth == 0 { "▸ " } else { "  " }, theme.key).join(line);
        if is_marked { row.with(theme.strong) } else { row }
    };
    lines.into_iter().enumerate().map(row).collect()
}

/// The same as a table: one line for everything that happened.
fn draw_table(buf: &mut Buffer, area: Rect, review: &Review, theme: &Theme) {
    let (state, record) = (&review.state, &review.sealed.record);
    let mut inner = inset(panel(buf, area, &Row::new(), true, theme));
    let who = if inner.width >= 100 { 16 } else { 10 };
    Row::of("  ", theme.dim)
        .cell("time", 7, theme.dim)
        .cell("what", 13, theme.dim)
        .cell("who", who + 2, theme.dim)
        .cell("how long", 10, theme.dim)
        .draw(buf, take_top(&mut inner, 1));
    let place = review.timeline.place(review.cursor).unwrap_or(0);
    let mark = review.timeline.moments.get(place);
    let line = |moment: &Moment| {
        let is_marked = mark == Some(moment);
        let long = words::how_long(moment.what, state, (moment.at, review.timeline.end));
        let text = words::happened(moment.what, state, record).replace('\n', " ");
        let row = Row::of(if is_marked { "▸ " } else { "  " }, theme.key)
            .cell(&words::time_of_day(state.wall(moment.at)), 7, theme.dim)
            .cell(&words::sort(moment.what, state, record), 13, theme.text)
            .cell(words::of_whom(moment.what, state), who + 2, theme.text)
            .cell(&long, 10, theme.text);
        let room = inner.width.saturating_sub(row.width());
        let row = row.and_said(fit(&text, room), theme.text);
        vec![if is_marked { row.with(theme.strong) } else { row }]
    };
    rows(buf, inner, &window_around(&review.timeline.moments, place, inner.height, line));
}

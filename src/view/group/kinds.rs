//! How many notes of which kind over the evenings: a small chart, or the same as a table. Kinds are compared, never people.
//!
//! ```text
//! story     ▂▅▇█▃ ▁   128
//! need         ▂▃▅▆    41
//! ```

use ratatui::{buffer::Buffer, layout::Rect};

use crate::{
    app::GroupPage,
    library::GroupEvening,
    session::{KINDS, NoteKind, StandingKind},
    view::{
        Theme, inset, panel, take_bottom, take_top,
        text::{Row, rows},
        window_around,
    },
    words,
};

/// The columns of the names.
const NAMES: u16 = 22;
/// The columns of the sums.
const SUMS: u16 = 7;
/// Eight heights of a bar, and none.
const BARS: [char; 9] = [' ', '▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];

/// A row of the chart: what is counted, and how often on each evening.
struct Series {
    name: String,
    /// Whether it is of the board: that has a scale of its own.
    is_board: bool,
    counts: Vec<usize>,
}

pub(super) fn draw(buf: &mut Buffer, area: Rect, page: &GroupPage, theme: &Theme) {
    let inner = inset(panel(buf, area, &Row::new(), true, theme));
    let series = series(&page.evenings);
    if page.evenings.is_empty() || series.is_empty() {
        return Row::of("Nothing was noted.", theme.dim).draw(buf, inner);
    }
    if page.as_table {
        draw_table(buf, inner, page, &series, theme);
    } else {
        draw_chart(buf, inner, page, &series, theme);
    }
}

/// The kinds that were ever noted, those of the note line first; then what became of the board.
fn series(evenings: &[GroupEvening]) -> Vec<Series> {
    let mut kinds: Vec<NoteKind> =
        evenings.iter().flat_map(|evening| &evening.notes).map(|(kind, _)| kind.clone()).collect();
    kinds.sort_by_key(|kind| (KINDS.iter().position(|one| *one == kind.word()).unwrap_or(KINDS.len()), kind.clone()));
    kinds.dedup();
    let of_kind = |kind: NoteKind| {
        let counts = evenings.iter().map(|evening| evening.notes_of(&kind)).collect();
        Series { name: words::note_kind(&kind), is_board: false, counts }
    };
    let of_board = |kind: StandingKind| {
        let counts: Vec<usize> = evenings.iter().map(|evening| evening.standing(kind)).collect();
        Series { name: words::standing(kind).to_lowercase(), is_board: true, counts }
    };
    let board = [StandingKind::CommonGround, StandingKind::Held].map(of_board);
    let board = board.into_iter().filter(|one| one.counts.iter().any(|count| *count > 0));
    kinds.into_iter().map(of_kind).chain(board).collect()
}

fn draw_chart(buf: &mut Buffer, mut area: Rect, page: &GroupPage, series: &[Series], theme: &Theme) {
    let room = area.width.saturating_sub(NAMES + SUMS + 1).max(1);
    let evenings = page.evenings.len();
    // Where there are more evenings than columns, a column stands for several; where there are few, an evening is wider.
    let per_column = evenings.div_ceil(usize::from(room)).max(1);
    let columns = evenings.div_ceil(per_column);
    let wide = (usize::from(room) / columns).clamp(1, 4);
    let sums = |one: &Series| one.counts.chunks(per_column).map(|chunk| chunk.iter().sum()).collect::<Vec<usize>>();
    let most = |is_board: bool| {
        let of = series.iter().filter(|one| one.is_board == is_board);
        of.flat_map(sums).max().unwrap_or(1).max(1)
    };
    let foot = take_bottom(&mut area, 2);
    let is_spaced = usize::from(area.height) >= 2 * series.len();
    for one in series {
        let full = most(one.is_board);
        let bars: String = sums(one)
            .into_iter()
            .flat_map(|sum| std::iter::repeat_n(BARS[(sum * 8).div_ceil(full).min(8)], wide))
            .collect();
        let row = Row::new()
            .cell(&one.name, NAMES, theme.text)
            .and(bars, theme.text)
            .pad(NAMES + u16::try_from(columns * wide).unwrap_or(room))
            .and(format!("{:>6}", one.counts.iter().sum::<usize>()), theme.dim);
        row.draw(buf, take_top(&mut area, 1));
        if is_spaced {
            take_top(&mut area, 1);
        }
    }
    let (first, last) = (page.evenings.first(), page.evenings.last());
    let date = |evening: Option<&GroupEvening>| evening.map_or(String::new(), |one| words::short_date(one.opened));
    let end = NAMES + u16::try_from(columns * wide).unwrap_or(room);
    let axis = Row::new().pad(NAMES).and(date(first), theme.dim).pad(end.saturating_sub(10).max(NAMES + 12));
    axis.and(date(last), theme.dim).draw(buf, foot);
    let scale = if per_column > 1 {
        format!(
            "a full bar is {} notes, or {} statements; each column is {per_column} evenings",
            most(false),
            most(true)
        )
    } else {
        format!("a full bar is {} notes, or {} statements, on one evening", most(false), most(true))
    };
    Row::of(scale, theme.dim).draw(buf, Rect { y: foot.y + 1, height: foot.height.saturating_sub(1), ..foot });
}

/// Every evening a line, the newest first; the columns are as many kinds as fit.
fn draw_table(buf: &mut Buffer, mut area: Rect, page: &GroupPage, series: &[Series], theme: &Theme) {
    const COLUMN: u16 = 10;
    let fit = usize::from(area.width.saturating_sub(12) / COLUMN).max(1);
    let shown = &series[..series.len().min(fit)];
    let mut head = Row::of("  ", theme.dim).cell("date", 10, theme.dim);
    for one in shown {
        head = head.cell(&format!(" {}", one.name.trim_start_matches('#')), COLUMN, theme.dim);
    }
    head.draw(buf, take_top(&mut area, 1));
    let newest_first: Vec<usize> = (0..page.evenings.len()).rev().collect();
    let line = |place: &usize| {
        let evening = &page.evenings[*place];
        let is_marked = newest_first.get(page.place()) == Some(place);
        let mut row = Row::of(if is_marked { "▸ " } else { "  " }, theme.key).cell(
            &words::short_date(evening.opened),
            10,
            theme.dim,
        );
        for one in shown {
            row = row.and(format!(" {:<9}", one.counts[*place]), theme.text);
        }
        vec![if is_marked { row.with(theme.strong) } else { row }]
    };
    rows(buf, area, &window_around(&newest_first, page.place(), area.height, line));
}

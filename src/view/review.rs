//! A past session: what it came to, what was noted, the board.

use ratatui::{
    buffer::Buffer,
    layout::{Position, Rect},
};

use super::{
    Theme, draw_editor, draw_hints, draw_notice, editor_height, inset, live, panel, take_bottom, take_top,
    text::{Row, rows, said, width, wrap},
    window_of,
};
use crate::{
    app::{App, Review, ReviewPage},
    session::{NoteId, Outcome, PhaseIndex, Share, Span, StandingKind},
    words,
};

/// The most rows of an open line.
const MOST: u16 = 6;

const fn title(page: ReviewPage) -> &'static str {
    match page {
        ReviewPage::Overview => "Overview",
        ReviewPage::Turns => "Turns",
        ReviewPage::Notes => "Notes",
        ReviewPage::Board => "Board",
    }
}

pub(super) fn draw(buf: &mut Buffer, mut area: Rect, app: &App, review: &Review, theme: &Theme) -> Option<Position> {
    draw_hints(buf, take_bottom(&mut area, 1), app, theme);
    draw_notice(buf, take_bottom(&mut area, 1), app.notice.as_ref(), theme);
    let opening = &review.state.opening;
    let head = inset(take_top(&mut area, 1));
    let when = format!("{} · {}", words::day(opening.opened), words::rule(opening.rule));
    let room = head.width.saturating_sub(width(&when) + 2);
    Row::new()
        .and_said(&opening.title, theme.strong)
        .and(opening.series.as_ref().map_or(String::new(), |s| format!(" · {s}")), theme.dim)
        .draw(buf, Rect { width: room, ..head });
    Row::of(when, theme.dim).draw_right(buf, head);
    let tabs = inset(take_top(&mut area, 1));
    let mut row = Row::new();
    for page in ReviewPage::ALL {
        let style = if page == review.page { theme.marked } else { theme.dim };
        row = row.and(format!(" {} ", title(page)), style).and(" ", theme.text);
    }
    row.draw(buf, tabs);
    let caret = review.line.as_deref().and_then(|line| {
        let height = editor_height(line, area.width.saturating_sub(4)).min(MOST) + 2;
        let title = Row::of(" put right ", theme.strong);
        // The list of people is gone with the journal: the words are compared with the group's alone.
        let withheld = !review.state.keeps_all_names();
        let title = if withheld {
            title.and("write no names: only those of the group are still withheld ", theme.warning)
        } else {
            title
        };
        let open = inset(panel(buf, take_bottom(&mut area, height), &title, true, theme));
        draw_editor(buf, open, line, theme)
    });
    let inner = inset(panel(buf, area, &Row::new(), false, theme));
    let (lines, mark) = if review.page == ReviewPage::Notes && review.path.is_some() {
        marked_notes(review, inner.width, theme)
    } else {
        (unmarked(review, inner.width, theme), None)
    };
    if let Some(mark) = mark {
        rows(buf, inner, window_of(&lines, mark, inner.height));
        return caret;
    }
    let last = lines.len().saturating_sub(inner.height.into());
    rows(buf, inner, &lines[review.scroll.min(last)..]);
    caret
}

fn unmarked(review: &Review, columns: u16, theme: &Theme) -> Vec<Row> {
    match review.page {
        ReviewPage::Overview => overview(review, columns, theme),
        ReviewPage::Turns => turns(review, columns, theme),
        ReviewPage::Notes => notes(review, columns, theme).0,
        ReviewPage::Board => board(review, columns, theme),
    }
}

/// The notes with the one that is marked, and where it stands.
fn marked_notes(review: &Review, columns: u16, theme: &Theme) -> (Vec<Row>, Option<usize>) {
    let (mut lines, places) = notes(review, columns.saturating_sub(2), theme);
    let mark = places.iter().find(|(note, _)| Some(*note) == review.marked).map(|(_, place)| *place);
    for (place, line) in lines.iter_mut().enumerate() {
        let sign = if Some(place) == mark { "▸ " } else { "  " };
        *line = Row::of(sign, theme.key).join(std::mem::take(line));
    }
    (lines, mark)
}

/// The turns with their reasons.
fn turns(review: &Review, columns: u16, theme: &Theme) -> Vec<Row> {
    live::turn_lines(live::scene(&review.state, review.at(), theme), columns)
}

fn heading(lines: &mut Vec<Row>, text: &str, theme: &Theme) {
    if !lines.is_empty() {
        lines.push(Row::new());
    }
    lines.push(Row::of(text, theme.dim));
}

fn list(lines: &mut Vec<Row>, sign: &str, text: &str, columns: u16, theme: &Theme) {
    for (nth, line) in said(text, columns.saturating_sub(4), theme.text).into_iter().enumerate() {
        lines.push(Row::of(if nth == 0 { format!("  {sign} ") } else { "    ".into() }, theme.good).join(line));
    }
}

fn overview(review: &Review, columns: u16, theme: &Theme) -> Vec<Row> {
    let state = &review.state;
    let outcome = Outcome::of(state, review.at());
    let mut lines = vec![Row::of(
        format!(
            "{} together · {} · {}",
            words::minutes(outcome.length),
            words::count(outcome.turns, "turn", "turns"),
            words::count(outcome.notes, "note", "notes")
        ),
        theme.text,
    )];
    if let Some(version) = review.sealed.newer {
        let newer = words::newer(version);
        lines.extend(wrap(&newer, columns).into_iter().map(|line| Row::of(line, theme.warning)));
    }
    if !review.sealed.unknown_keys.is_empty() {
        let unknown = words::unknown_keys(&review.sealed.unknown_keys);
        lines.extend(wrap(&unknown, columns).into_iter().map(|line| Row::of(line, theme.warning)));
    }
    let groups = [
        (StandingKind::CommonGround, &outcome.common_ground),
        (StandingKind::CanLiveWith, &outcome.can_live_with),
        (StandingKind::Proposed, &outcome.proposed),
    ];
    for (kind, wordings) in groups.into_iter().filter(|(_, wordings)| !wordings.is_empty()) {
        heading(&mut lines, words::standing(kind), theme);
        for wording in wordings {
            list(&mut lines, live::sign(kind), wording, columns, theme);
        }
    }
    open_ends(&mut lines, review, &outcome, (columns, theme));
    spoke(&mut lines, review, columns, theme);
    heading(&mut lines, "Planned and real", theme);
    for time in state.phase_times(review.at()) {
        let figures = format!("{:>3} of {:>3} min", time.real.mins(), time.planned.mins());
        lines.push(Row::of("  ", theme.text).cell(time.title, 30, theme.text).and(figures, theme.dim));
    }
    lines
}

/// What was held, bracketed, parked and promised.
fn open_ends(lines: &mut Vec<Row>, review: &Review, outcome: &Outcome, (columns, theme): (u16, &Theme)) {
    let reasoned = |wording: &str, reason: &str| {
        if reason.is_empty() { wording.to_owned() } else { format!("{wording} ({reason})") }
    };
    for held in &outcome.held_differences {
        heading(lines, words::standing(StandingKind::Held), theme);
        list(lines, live::sign(StandingKind::Held), &reasoned(&held.about, &held.why), columns, theme);
        for formulation in &held.formulations {
            let side = formulation.party.as_deref().unwrap_or("one side");
            list(lines, " ", &format!("{side}: {}", formulation.text), columns, theme);
        }
    }
    for bracket in &outcome.bracketed {
        heading(lines, words::standing(StandingKind::Bracketed), theme);
        let why = format!("[{}] {}", bracket.wording, words::bracket(bracket.kind));
        list(lines, live::sign(StandingKind::Bracketed), &reasoned(&why, &bracket.text), columns, theme);
    }
    for parked in &outcome.parked {
        heading(lines, words::standing(StandingKind::Parked), theme);
        let until = words::until(parked.until, &review.state);
        let reason = if parked.reason.is_empty() { until } else { format!("{}; {until}", parked.reason) };
        list(lines, live::sign(StandingKind::Parked), &reasoned(&parked.wording, &reason), columns, theme);
    }
    if !outcome.follow_ups.is_empty() {
        heading(lines, "Follow-ups", theme);
    }
    for follow_up in &outcome.follow_ups {
        let who = follow_up.who.as_ref().map_or(String::new(), |who| format!("{who}: "));
        let by = follow_up.by.map_or(String::new(), |day| format!(" by {}", day.format("%-d %B %Y")));
        let text = format!("{who}{}{by}, {}", follow_up.what, words::progress(follow_up.progress));
        list(lines, "□", &text, columns, theme);
    }
}

/// Who spoke how long, in seat order; one line for all where names are withheld.
fn spoke(lines: &mut Vec<Row>, review: &Review, columns: u16, theme: &Theme) {
    let airtime = review.state.airtimes(review.at());
    heading(lines, "Who spoke", theme);
    let longest = airtime.people.iter().map(|share| share.spoken).max().unwrap_or(Span::ZERO);
    let parties = review.state.roster.parties();
    let mut line = |share: &Share<'_>| {
        let party =
            share.person.and_then(|id| review.state.roster.person(id)).and_then(|person| person.party.as_deref());
        let style = theme.party(&parties, party.or(share.person.is_none().then_some(share.name)));
        let turns = words::count(share.turns, "turn", "turns");
        let figures = format!("{turns:>9} {:>7}  ", words::clock(share.spoken));
        let room = u64::from(columns.saturating_sub(2 + 18 + 14 + width(&figures)).min(40));
        let cells = usize::try_from(share.spoken.millis() * room / longest.millis().max(1)).unwrap_or(0);
        lines.push(
            Row::of("  ", theme.text)
                .cell(share.name, 18, theme.text)
                .cell(party.unwrap_or_default(), 14, style)
                .and(figures, theme.dim)
                .and("▇".repeat(cells.min(usize::try_from(room).unwrap_or(0))), style),
        );
    };
    for share in &airtime.people {
        line(share);
    }
    if airtime.withheld_turns > 0 {
        let text = format!(
            "  {} turns of {} in all; names are withheld",
            airtime.withheld_turns,
            words::clock(airtime.withheld)
        );
        lines.push(Row::of(text, theme.text));
    } else if airtime.parties.len() > 1 {
        for party in &airtime.parties {
            line(party);
        }
    }
    for said in words::balance(&review.state, &review.sealed.record.balance, review.at()) {
        list(lines, " ", &said, columns, theme);
    }
}

/// The notes by phase, and where each begins.
fn notes(review: &Review, columns: u16, theme: &Theme) -> (Vec<Row>, Vec<(NoteId, usize)>) {
    let state = &review.state;
    let scene = live::scene(state, review.at(), theme);
    let (mut lines, mut places) = (Vec::new(), Vec::new());
    for (place, phase) in state.opening.phases.iter().enumerate() {
        let mut of_phase = state.notes.iter().filter(|note| note.phase == PhaseIndex(place)).peekable();
        if of_phase.peek().is_some() {
            heading(&mut lines, &phase.title, theme);
            for note in of_phase {
                places.push((note.id, lines.len()));
                lines.extend(live::note_lines(scene, note, columns));
            }
        }
    }
    if lines.is_empty() {
        lines.push(Row::of("Nothing was noted.", theme.dim));
    }
    (lines, places)
}

fn board(review: &Review, columns: u16, theme: &Theme) -> Vec<Row> {
    let state = &review.state;
    let time_of = |at| words::time_of_day(state.wall(at));
    let mut lines = Vec::new();
    for statement in state.board.in_order() {
        heading(&mut lines, &format!("{} {}", live::sign(statement.kind()), words::standing(statement.kind())), theme);
        let detail = live::detail_lines(state, statement, columns.saturating_sub(2), theme, &time_of);
        lines.extend(detail.into_iter().map(|line| Row::of("  ", theme.text).join(line)));
    }
    if lines.is_empty() {
        lines.push(Row::of("Nothing was put on the board.", theme.dim));
    }
    lines
}

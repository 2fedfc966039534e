//! The line that is open for text. Its frame and caret tell the two states of the keyboard apart.

use ratatui::{
    buffer::Buffer,
    layout::{Position, Rect},
};

use super::Scene;
use crate::{
    app::{Absence, Front, Line, Live, Purpose, Whose},
    session::{At, BracketKind, Span, SpeakersList, StatementId, parse_note},
    view::{
        Theme, draw_editor, editor_height, inset, panel,
        text::{Row, fit},
    },
    words,
};

/// Rows for the frame of an open line.
const FRAME: u16 = 2;
/// The most columns of a name in a sentence that says what to do.
const LONGEST_NAME: u16 = 10;
/// What is left of the sentence about undo at least.
const LEAST_UNDO: u16 = 12;
/// The most rows that a growing line takes.
const MOST: u16 = 6;

/// How many rows the line wants: one for a sentence, three and more while text is typed.
pub(super) fn height(live: &Live, columns: u16) -> u16 {
    match &live.front {
        Front::Line(open) => editor_height(&open.editor, columns.saturating_sub(4)).min(MOST) + FRAME,
        Front::Keys
        | Front::CallWhom
        | Front::Whose(_)
        | Front::FloorToWhom
        | Front::Clock
        | Front::Mirror
        | Front::Phases(_)
        | Front::Orders(_)
        | Front::Naming(_)
        | Front::Rule(_)
        | Front::Agreements
        | Front::Board(_) => 1,
    }
}

/// What is being written, and to whom it will belong.
fn title(scene: Scene<'_>, line: &Line) -> Row {
    let Scene { state, theme, .. } = scene;
    match &line.purpose {
        Purpose::Note => {
            let typed = parse_note(&line.editor.text(), &state.roster);
            let floor = state.current().map_or("nobody in particular", |turn| words::who_name(state, turn.who));
            let speaker = typed.speaker.map_or(floor, |person| words::person_name(state, person));
            let kind = typed.kind.as_ref().unwrap_or(&line.kind);
            let row = Row::of(" note ", theme.strong).and(format!("#{} · {speaker} ", kind.word()), theme.dim);
            if state.unread().is_some() { row.and(words::MEMORY_ONLY, theme.warning) } else { row }
        }
        Purpose::EditNote(_) => Row::of(" edit the note ", theme.strong),
        Purpose::Statement => {
            let typed = parse_note(&line.editor.text(), &state.roster);
            let row = Row::of(" statement ", theme.strong);
            match typed.speaker {
                Some(person) => row.and(format!("proposed by {} ", words::person_name(state, person)), theme.dim),
                None => row.and("one sentence both sides could say · @name says who proposes it ", theme.dim),
            }
        }
        Purpose::Person => Row::of(" who came? ", theme.strong).and("Sami, Palestinian ", theme.dim),
        Purpose::Elsewhere => Row::of(" save where? ", theme.strong).and("a folder, with its whole path ", theme.dim),
        Purpose::Correct(_) => Row::of(" correct ", theme.strong).and("Party: Name (role) ", theme.dim),
        of_the_board => board_title(scene, of_the_board),
    }
}

/// What is being written for the board.
fn board_title(scene: Scene<'_>, purpose: &Purpose) -> Row {
    let Scene { state, theme, .. } = scene;
    let wording = |id: &StatementId| fit(state.board.statement(*id).map_or("", |statement| statement.wording()), 40);
    let row =
        |head: String, text: String| Row::of(format!(" {head} "), theme.strong).and(format!("{text} "), theme.dim);
    match purpose {
        Purpose::Reword(_) => row("reword".into(), "it is proposed again".into()),
        Purpose::RewordWhy { wording, .. } => {
            row("why?".into(), format!("{} · Enter alone: no reason", fit(wording, 40)))
        }
        Purpose::Formulation { statement, side, party } => {
            let side = party.clone().unwrap_or_else(|| format!("side {side}"));
            row(side, format!("puts it like this: {}", wording(statement)))
        }
        Purpose::WhyItMatters(statement) => row("why does it matter?".into(), wording(statement)),
        Purpose::Park(statement) => row("park".into(), format!("why? {}", wording(statement))),
        Purpose::ParkUntil { .. } => {
            row("back when?".into(), "11 April, in 2 weeks, phase 3 · Enter alone: at the close".into())
        }
        Purpose::Split(_) => row("split".into(), "a line each; Alt-Enter breaks the line".into()),
        Purpose::Merge(_) => row("one wording".into(), "for both; they are withdrawn in favour of it".into()),
        Purpose::Bracket { kind, .. } => {
            let what = match kind {
                BracketKind::Alternative => "the other wording",
                BracketKind::Waiting => "what does it wait for?",
                BracketKind::Contentious | BracketKind::Unclear => "what about it?",
            };
            row(format!("brackets, {}", crate::words::bracket(*kind)), what.into())
        }
        Purpose::Criticism(statement) => row("what is wrong with it?".into(), wording(statement)),
        Purpose::Interest { text, .. } => row("which interest is behind that?".into(), fit(text, 40)),
        Purpose::FollowUp(_) => row("follow-up".into(), "@Hanan brings the photographs by 11 April".into()),
        Purpose::Audience => {
            row("for whom is the memorandum?".into(), "group, public, or names; the group decides".into())
        }
        Purpose::Note
        | Purpose::EditNote(_)
        | Purpose::Statement
        | Purpose::Person
        | Purpose::Elsewhere
        | Purpose::Correct(_) => Row::new(),
    }
}

pub(super) fn draw(buf: &mut Buffer, area: Rect, scene: Scene<'_>, line: &Line) -> Option<Position> {
    let inner = inset(panel(buf, area, &title(scene, line), true, scene.theme));
    draw_editor(buf, inner, &line.editor, scene.theme)
}

/// Whose key is asked for, and what else can be pressed.
pub(super) fn whose(scene: Scene<'_>, whose: &Whose) -> Row {
    let Scene { state, theme, .. } = scene;
    let (question, rest) = match whose {
        Whose::Lane(lane) => {
            let to = state.lane_place(*lane).ok().and_then(|(to, _)| to);
            let what = words::ask(*lane, to, state);
            (format!("A {what}. Whose key?"), "; Enter: not known yet")
        }
        Whose::Down => ("Who lets another go first? Their key".to_owned(), ""),
        Whose::First => ("Who is put first? Their key".to_owned(), ""),
        Whose::List if state.list == SpeakersList::Closed => {
            ("The list. Enter opens it".to_owned(), "; a key: the last word")
        }
        Whose::List => ("The list. Enter closes it".to_owned(), "; x: last call; a key: the last word"),
        Whose::Name => ("Who was it? Their key".to_owned(), ""),
        Whose::Hands(people) => {
            let names: Vec<&str> = people.iter().map(|person| words::person_name(state, *person)).collect();
            (format!("Hands at once: {}", names.join(", ")), "; their keys, then Enter")
        }
    };
    Row::of(question, theme.strong).and(format!("{rest}; Esc"), theme.text)
}

/// What the moderator has to decide after the program was away.
fn away(live: &Live, (absence, span): (Absence, Span), theme: &Theme) -> Row {
    let what = match absence {
        Absence::Gone => words::GONE,
        Absence::Stopped => words::STOPPED,
        Absence::Asleep => words::SLEPT,
    };
    let state = live.state();
    let name = state.current().map_or("", |turn| words::who_name(state, turn.who));
    let row = Row::of(words::away(what, span, &fit(name, LONGEST_NAME)), theme.warning).and("Space", theme.key);
    let row = row.and(if span.secs() == 0 { " goes on" } else { " drops it" }, theme.text);
    if span.secs() == 0 { row } else { row.and(", ", theme.text).and("=", theme.key).and(" counts it", theme.text) }
}

/// What the talk seems to need: the queue is bypassed, or two people are alone.
fn advice(live: &Live, theme: &Theme) -> Row {
    let state = live.state();
    if let Some(two) = state.two_alone() {
        let row = Row::of(words::two_alone(two, state), theme.warning);
        let ways = [(" g", " a third voice"), (" t", " a round"), (" ,", " a pause")];
        return ways
            .iter()
            .fold(row, |row, (key, what)| row.and(*key, theme.key).and(*what, theme.text))
            .and("   ", theme.dim);
    }
    if state.queue_is_bypassed() {
        return Row::of(words::bypassed(state.hands.len()), theme.warning).and("   ", theme.dim);
    }
    Row::new()
}

/// What the clock of the phase and of the evening asks of the moderator.
fn time_runs_out(live: &Live, at: At, theme: &Theme) -> Row {
    let pieces = words::time_runs_out(live.state(), at).into_iter().flatten();
    pieces.fold(Row::new(), |row, (key, says)| row.and("  ", theme.dim).and(key, theme.key).and(says, theme.warning))
}

/// With no line open: what undo would take back, and a draft that waits.
pub(super) fn draw_undo(buf: &mut Buffer, area: Rect, live: &Live, (at, theme): (At, &Theme)) {
    let mut row = match live.undecided() {
        Some(undecided) => away(live, undecided, theme).and("   ", theme.dim),
        None => Row::new(),
    };
    row = row.join(advice(live, theme));
    if live.held() > 0 {
        row = row.and(format!("{}   ", words::held(live.held())), theme.warning);
    }
    let offers = time_runs_out(live, at, theme);
    if let Some(entry) = live.session.undo_target().ok().and_then(|seq| live.session.entry(seq)) {
        let undo = format!(" undo: {}", words::describe(&entry.event, live.state()));
        // What has to be decided is not cut off by what could be taken back.
        let room = inset(area).width.saturating_sub(row.width() + offers.width() + 1).max(LEAST_UNDO);
        let undo = if offers.width() > 0 { fit(&undo, room) } else { undo };
        row = row.and("u", theme.key).and(undo, theme.dim);
    }
    let state = live.state();
    if state.to_restate().is_some() {
        row = row.and("   ", theme.dim).and("f", theme.key).and(" what did the other side hear?", theme.warning);
    } else if state.is_closing() && state.board.follow_ups.is_empty() {
        row = row.and("   ", theme.dim).and("f", theme.key).and(" who does what by when?", theme.warning);
    }
    row = row.join(offers);
    for (purpose, key, name) in [(Purpose::Note, "n", "a note"), (Purpose::Statement, "c", "a statement")] {
        if live.has_draft(&purpose) {
            row = row
                .and("   ", theme.dim)
                .and(key, theme.key)
                .and(format!(" goes on with {name} you began"), theme.warning);
        }
    }
    row.draw(buf, inset(area));
}

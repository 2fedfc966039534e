//! A past session, and a sample evening that is replayed on the live screen.

use std::path::PathBuf;

use super::{
    editor::Editor,
    effect::Effect,
    live::Side,
    msg::{Mono, Now},
};
use crate::{
    library::{Command, Sealed},
    session::{Amendment, At, Change, NoteId, Record, Span, State},
};

/// The pages of a past session.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ReviewPage {
    /// What the evening came to, who spoke how long, planned against real.
    #[default]
    Overview,
    /// Who had a turn, and why.
    Turns,
    /// What was noted.
    Notes,
    /// The board, with every wording.
    Board,
}

impl ReviewPage {
    /// In the order of Tab.
    pub const ALL: [Self; 4] = [Self::Overview, Self::Notes, Self::Board, Self::Turns];
}

/// A sealed session that is being looked at: the same fold as the live one, at its end.
#[derive(Clone, Debug)]
pub struct Review {
    /// The session.
    pub sealed: Box<Sealed>,
    /// What it says in the end.
    pub state: State,
    /// The page in front.
    pub page: ReviewPage,
    /// How many lines of the page are above the screen.
    pub scroll: usize,
    /// The file; a sample has none, and is not put right.
    pub path: Option<PathBuf>,
    /// The note that is marked on the page of the notes.
    pub marked: Option<NoteId>,
    /// The line in which the marked note is put right.
    pub line: Option<Box<Editor>>,
}

impl Review {
    /// A session, on its overview.
    #[must_use]
    pub fn new(sealed: Box<Sealed>, path: Option<PathBuf>) -> Self {
        let state = sealed.record.fold();
        let marked = state.notes.first().map(|note| note.id);
        Self { sealed, state, page: ReviewPage::default(), scroll: 0, path, marked, line: None }
    }

    /// The same session after something was put right.
    pub fn show(&mut self, path: PathBuf, sealed: Box<Sealed>) {
        let (page, scroll, marked) = (self.page, self.scroll, self.marked);
        *self = Self { page, scroll, marked, ..Self::new(sealed, Some(path)) };
    }

    /// Opens the line in which the marked note is put right.
    pub fn edit(&mut self) {
        if self.page == ReviewPage::Notes
            && self.path.is_some()
            && self.sealed.newer.is_none()
            && let Some(note) = self.marked.and_then(|id| self.state.note(id))
        {
            self.line = Some(Box::new(Editor::new(&note.text)));
        }
    }

    /// What was typed, as something to be put right; nothing if nothing changed. The line closes.
    pub fn keep(&mut self, now: &Now) -> Option<Effect> {
        let (text, id, path) = (self.line.take()?.text(), self.marked?, self.path.clone()?);
        if self.state.note(id)?.text == text || text.trim().is_empty() {
            return None;
        }
        let amendment = Amendment { made: now.wall, change: Change::Note { id, kind: None, text: Some(text) } };
        Some(Command::Amend { path, amendment }.into())
    }

    /// Moves the mark on the page of the notes; scrolls elsewhere.
    pub fn go(&mut self, by: isize) {
        if self.page != ReviewPage::Notes || self.path.is_none() {
            return self.step(by);
        }
        let place = self.state.notes.iter().position(|note| Some(note.id) == self.marked).unwrap_or(0);
        let place = place.saturating_add_signed(by).min(self.state.notes.len().saturating_sub(1));
        self.marked = self.state.notes.get(place).map(|note| note.id);
    }

    /// The moment at which it is looked at: its end.
    #[must_use]
    pub fn at(&self) -> At {
        self.sealed.record.last()
    }

    /// To another page, at its top.
    pub fn turn(&mut self, forward: bool) {
        let place = ReviewPage::ALL.iter().position(|page| *page == self.page).unwrap_or(0);
        let count = ReviewPage::ALL.len();
        self.page = ReviewPage::ALL[(place + if forward { 1 } else { count - 1 }) % count];
        self.scroll = 0;
    }

    /// Scrolls.
    pub fn step(&mut self, by: isize) {
        self.scroll = self.scroll.saturating_add_signed(by);
    }
}

/// How many times as fast as life a sample is replayed.
pub const REPLAY_SPEED: u64 = 30;
/// At most ten pictures a second.
const REPLAY_WAKE: Span = Span::from_millis(100);
/// How far the arrow keys go.
pub const REPLAY_STEP: Span = Span::from_mins(1);

/// A record that moves on the live screen.
#[derive(Clone, Debug)]
pub struct Replay {
    record: Record,
    /// The evening as it stood at that moment.
    pub state: State,
    place: usize,
    from: At,
    since: Mono,
    /// Whether it stands.
    pub paused: bool,
    /// What the right column shows.
    pub side: Side,
}

impl Replay {
    /// A record, at its beginning.
    #[must_use]
    pub fn new(record: Record, now: &Now) -> Self {
        let state = record.before();
        let mut replay =
            Self { record, state, place: 0, from: At::OPENING, since: now.mono, paused: false, side: Side::default() };
        replay.advance(now);
        replay
    }

    /// The moment of the evening that is shown.
    #[must_use]
    pub fn at(&self, now: &Now) -> At {
        let gone = if self.paused { 0 } else { now.mono.0.saturating_sub(self.since.0).saturating_mul(REPLAY_SPEED) };
        self.from.plus(Span::from_millis(gone)).min(self.end())
    }

    /// The last moment of the evening.
    #[must_use]
    pub fn end(&self) -> At {
        self.record.last()
    }

    /// Brings the state up to the moment that is shown.
    pub fn advance(&mut self, now: &Now) {
        let at = self.at(now);
        while self.record.log.get(self.place).is_some_and(|entry| entry.at <= at) {
            self.record.step(&mut self.state, self.place);
            self.place += 1;
        }
    }

    /// Stops, or goes on.
    pub fn pause(&mut self, now: &Now) {
        self.go_to(self.at(now), now);
        self.paused = !self.paused;
    }

    /// Goes a step on or back; the state is folded anew when going back.
    pub fn skip(&mut self, forward: bool, now: &Now) {
        let at = self.at(now);
        self.go_to(if forward { at.plus(REPLAY_STEP).min(self.end()) } else { at.minus(REPLAY_STEP) }, now);
        if !forward {
            self.state = self.record.before();
            self.place = 0;
        }
        self.advance(now);
    }

    fn go_to(&mut self, at: At, now: &Now) {
        self.from = at;
        self.since = now.mono;
    }

    /// When the next picture is due; `None` while it stands.
    #[must_use]
    pub fn wakes_in(&self, now: &Now) -> Option<Span> {
        (!self.paused && self.at(now) < self.end()).then_some(REPLAY_WAKE)
    }
}

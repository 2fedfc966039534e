//! A past session: its pages, what is marked on them, and what is put right.

mod filter;
mod mending;
mod replay;

pub use filter::NoteFilter;
pub use mending::{Mended, Mending};
pub use replay::Replay;

use std::path::PathBuf;

use super::{action::Action, keymap::Context};
use crate::{
    library::Sealed,
    session::{At, FollowUpId, NoteId, PhaseIndex, Piece, Span, State, StatementId, Timeline},
};

/// The pages of a past session.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ReviewPage {
    /// What the evening came to, who spoke how long, planned against real.
    #[default]
    Overview,
    /// The evening on a time axis.
    Timeline,
    /// What was noted.
    Notes,
    /// The board, with every wording.
    Board,
    /// Who had a turn, and why.
    Turns,
}

impl ReviewPage {
    /// In the order of Tab.
    pub const ALL: [Self; 5] = [Self::Overview, Self::Timeline, Self::Notes, Self::Board, Self::Turns];
}

/// A sealed session that is being looked at: the same fold as the live one, at its end.
#[derive(Clone, Debug)]
pub struct Review {
    /// The session.
    pub sealed: Box<Sealed>,
    /// What it says in the end.
    pub state: State,
    /// The same on a time axis.
    pub timeline: Timeline,
    /// The page in front.
    pub page: ReviewPage,
    /// How many lines of the page are above the screen.
    pub scroll: usize,
    /// The file; a sample has none, and is not put right.
    pub path: Option<PathBuf>,
    /// The moment on the time axis.
    pub cursor: At,
    /// Whether the time axis is shown as a table.
    pub as_table: bool,
    /// Which notes are shown.
    pub filter: NoteFilter,
    /// The note that is marked on the page of the notes.
    pub marked: Option<NoteId>,
    /// The statement that is marked on the page of the board.
    pub statement: Option<StatementId>,
    /// The follow-up that is marked on the overview, once one is.
    pub follow_up: Option<FollowUpId>,
    /// The line in which something is put right.
    pub line: Option<Box<Mending>>,
}

/// How far the arrow keys go on a time axis.
const STEP: Span = Span::from_mins(1);

impl Review {
    /// A session, on its overview.
    #[must_use]
    pub fn new(sealed: Box<Sealed>, path: Option<PathBuf>) -> Self {
        let state = sealed.record.fold();
        let timeline = Timeline::of(&sealed.record, &state);
        let marked = state.notes.first().map(|note| note.id);
        let statement = state.board.in_order().first().map(|statement| statement.id);
        Self {
            sealed,
            state,
            timeline,
            page: ReviewPage::default(),
            scroll: 0,
            path,
            cursor: At::OPENING,
            as_table: false,
            filter: NoteFilter::default(),
            marked,
            statement,
            follow_up: None,
            line: None,
        }
    }

    /// The same session after something was put right.
    pub fn show(&mut self, path: PathBuf, sealed: Box<Sealed>) {
        let Self { page, scroll, cursor, as_table, marked, statement, follow_up, .. } = *self;
        let filter = std::mem::take(&mut self.filter);
        let new = Self::new(sealed, Some(path));
        *self = Self { page, scroll, cursor, as_table, filter, marked, statement, follow_up, ..new };
    }

    /// Where a key is pressed.
    #[must_use]
    pub fn context(&self) -> Context {
        match (&self.line, self.page) {
            (Some(_), _) => Context::Line,
            (None, ReviewPage::Timeline) => Context::Timeline,
            (None, _) => Context::Review,
        }
    }

    /// Whether the hint line should name an act now.
    #[must_use]
    pub fn makes_sense(&self, action: Action) -> bool {
        let on_notes = self.page == ReviewPage::Notes && !self.state.notes.is_empty();
        let promised = self.page == ReviewPage::Overview && !self.state.board.follow_ups.is_empty();
        match action {
            Action::Next | Action::StartOrPause | Action::More | Action::NextKind => false,
            Action::FilterKind | Action::FilterWho | Action::FilterPhase => on_notes,
            Action::FilterOff => on_notes && !self.filter.is_off(),
            Action::GroupPage => self.path.is_some() && self.state.opening.series.is_some(),
            Action::FollowUps => promised && self.may_be_mended(),
            Action::FollowUpDone | Action::FollowUpDropped | Action::FollowUpOpen => {
                self.page == ReviewPage::Overview && self.may_be_mended() && self.marked_follow_up().is_some()
            }
            Action::EditNote => {
                let something = match self.page {
                    ReviewPage::Overview => true,
                    ReviewPage::Notes => on_notes,
                    ReviewPage::Board => self.statement.is_some(),
                    ReviewPage::Timeline | ReviewPage::Turns => false,
                };
                self.may_be_mended() && something
            }
            Action::Strike => self.marked_piece().is_some(),
            Action::OwnPage => self.path.is_some(),
            Action::HandOn => self.sealed.newer.is_none(),
            _ => true,
        }
    }

    /// Whether something may be put right here.
    #[must_use]
    pub const fn may_be_mended(&self) -> bool {
        self.path.is_some() && self.sealed.newer.is_none()
    }

    /// The piece that is marked, where the file may be written.
    #[must_use]
    pub fn marked_piece(&self) -> Option<Piece> {
        let piece = match self.page {
            ReviewPage::Notes => self.marked.filter(|id| self.state.note(*id).is_some()).map(Piece::Note),
            ReviewPage::Board => self.statement.map(Piece::Statement),
            ReviewPage::Overview => self.marked_follow_up().map(|put| Piece::FollowUp(put.id)),
            ReviewPage::Timeline | ReviewPage::Turns => None,
        };
        piece.filter(|_| self.may_be_mended())
    }

    /// Moves the mark of the page in front, by so many things or minutes; scrolls where there is none.
    pub fn go(&mut self, by: isize) {
        match self.page {
            ReviewPage::Notes => {
                let shown: Vec<NoteId> = self.notes().map(|note| note.id).collect();
                self.marked = stepped(&shown, self.marked, by);
            }
            ReviewPage::Board => {
                let shown: Vec<StatementId> = self.state.board.in_order().iter().map(|known| known.id).collect();
                self.statement = stepped(&shown, self.statement, by);
                self.scroll = 0;
            }
            ReviewPage::Timeline => self.step_moment(by),
            ReviewPage::Overview | ReviewPage::Turns => self.scroll = self.scroll.saturating_add_signed(by),
        }
    }

    /// To another moment at which something happened.
    fn step_moment(&mut self, by: isize) {
        let moments = &self.timeline.moments;
        let at = |place: usize| moments.get(place).map(|moment| moment.at);
        let here = self.timeline.place(self.cursor).unwrap_or(0);
        // Several things at one moment are one step.
        let wanted = here.saturating_add_signed(by).min(moments.len().saturating_sub(1));
        let next = if by > 0 {
            at(wanted)
        } else {
            let earlier = moments[..here.min(moments.len())].iter().rev().map(|moment| moment.at);
            earlier.filter(|at| *at < self.cursor).take(by.unsigned_abs()).last().or_else(|| at(0))
        };
        self.cursor = next.unwrap_or_default();
    }

    /// A minute along the axis.
    pub fn step_minute(&mut self, forward: bool) {
        let end = self.timeline.end;
        self.cursor = if forward { self.cursor.plus(STEP).min(end) } else { self.cursor.minus(STEP) };
    }

    /// To the beginning or the end of the axis.
    pub const fn to_edge(&mut self, end: bool) {
        self.cursor = if end { self.timeline.end } else { At::OPENING };
    }

    /// To the follow-up after the one that is marked on the overview, or the first.
    pub fn next_follow_up(&mut self) {
        let known: Vec<FollowUpId> = self.state.board.follow_ups.iter().map(|known| known.id).collect();
        let place = known.iter().position(|id| Some(*id) == self.follow_up).map_or(0, |place| place + 1);
        self.follow_up = known.get(place).or_else(|| known.first()).copied();
    }

    /// The moment at which it is looked at: its end.
    #[must_use]
    pub fn at(&self) -> At {
        self.sealed.record.last()
    }

    /// The phase in which the cursor of the time axis stands.
    #[must_use]
    pub fn phase_at(&self, at: At) -> Option<PhaseIndex> {
        let phases = self.timeline.phases.iter();
        phases.rev().find(|phase| phase.from <= at).map(|phase| phase.what)
    }

    /// To another page, at its top.
    pub fn turn(&mut self, forward: bool) {
        let place = ReviewPage::ALL.iter().position(|page| *page == self.page).unwrap_or(0);
        let count = ReviewPage::ALL.len();
        self.page = ReviewPage::ALL[(place + if forward { 1 } else { count - 1 }) % count];
        self.scroll = 0;
    }
}

/// The one so many places from the one that is marked.
fn stepped<T: Copy + PartialEq>(shown: &[T], marked: Option<T>, by: isize) -> Option<T> {
    let place = shown.iter().position(|one| Some(*one) == marked).unwrap_or(0);
    shown.get(place.saturating_add_signed(by).min(shown.len().saturating_sub(1))).copied()
}

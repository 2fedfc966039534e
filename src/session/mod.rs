//! The dialogue itself: pure. Events in, state out; refusals as typed values; time and ids as arguments.
//!
//! [`Session`] is the log of a running evening and the state folded from it. [`Record`] is what remains of it in a sealed
//! file. Both fold to the same [`State`], so that looking back is the live view drawn with another *now*.

mod amendment;
mod as_text;
mod balance;
mod board;
mod check;
mod event;
mod facts;
mod fold;
mod ids;
mod lanes;
mod leak;
mod lenient;
mod mask;
mod mirror;
mod note;
mod off_record;
mod own;
mod pace;
mod people;
mod pieces;
mod plan;
mod queue;
mod queue_acts;
mod quiet;
mod record;
mod redact;
mod refusal;
mod restrict;
mod room;
mod roster;
mod round;
mod rule;
mod rules;
mod state;
mod summary;
pub mod text;
mod time;
mod timeline;
mod turn;

#[cfg(test)]
mod tests;

use as_text::as_text;

pub use amendment::{Amendment, Change};
pub use balance::{Followed, NotHeard, PhaseBalance};
pub use board::{
    Answer, AskedTogether, Board, BoardFact, BracketKind, Bracketed, Brought, Carried, CarriedFollowUp,
    CarriedStatement, Confirmed, Count, Criticised, Criticism, Decided, DoneFollowUp, Draft, EarlierWording, FollowUp,
    FollowUpPut, FollowUpStands, Formulated, Formulation, Heard, Held, InText, MemorandumScope, Merged, Missing, Moved,
    NoMemorandum, OneText, Parked, Part, PartyShare, PartyTally, Point, Progress, Proposed, PutAs, Restated, Restating,
    Reworded, SMALLEST, Scale, Split, Stance, Standing, StandingKind, Statement, Taken, TakenUp, Tally, Test,
    TestOpened, TestOutcome, TestTaken, Threshold, Toward, Until, Vouch, Vouched, Way, WholeConfirmed, WordChange,
    Wording, absent_parties, asked, compare, missing_voices, read_day, read_until, shipped_scales, taken_by_person,
    taken_by_totals, unconfirmed_parties,
};
pub use event::{
    Accepted, Called, Entry, Event, Noted, Opening, PhaseIndex, SavedEntry, SavedEvent, TurnBy, Wall, Why,
};
pub use facts::{FACT_KEYS, Fact, FlatEntry};
pub use ids::{AskId, CriticismId, FollowUpId, NoteId, PersonId, Seq, StatementId, TurnId, Who};
pub use lanes::{Ask, AskNamed, Asked, Lane, LaneCalled, LanePlace, LaneRule, Lanes, STAY_REPLIES, TurnNamed};
pub use leak::{Checked, Choice, Leak, LeakCheck, LeakKey, LeakPlace, STRUCK, Tells};
pub(crate) use lenient::or_default;
pub use mirror::{Mirror, MirrorActs, mirror};
pub use note::{KINDS, Note, NoteKind, Speaker, Typed, parse as parse_note};
pub use off_record::OffRecord;
pub use own::{Confided, ConfidedAs};
pub use pace::{
    BREATH, FairShare, MORE_TIME, MoreFrom, Pace, PartyTime, PlannedLength, Replanned, fair_share, more_time,
    party_time,
};
pub use people::{Written, read_arrivals, read_people, write_people};
pub use pieces::{Piece, Release};
pub use plan::{ForPeople, Format, OrderRule, Phase, PhaseKind, PhaseOption, RoundCheck, check_rounds};
pub use queue::{Next, Reason, Suggestion, Waiting, next, suggest, waiting};
pub use queue_acts::{MovedDown, SpeakersList};
pub use quiet::{Quiet, QuietBegan, QuietKind, SILENCE};
pub use record::{Listed, Record};
pub use redact::{project, redact};
pub use refusal::Refusal;
pub use room::{RoomClock, RoomFloor, RoomFront, RoomItem, RoomNext, RoomPage, RoomView, room_view};
pub use roster::{CALL_KEYS, Member, Person, Role, Roster};
pub use rule::RecordRule;
pub use rules::{RuleChanged, Rules};
pub use state::{Anchor, Chair, Hand, Pass, Round, State, Visit};
pub use summary::{Airtime, Outcome, PhaseTime, Share};
pub use time::{At, Left, NotATime, Span};
pub use timeline::{Bar, Moment, Stretch, Timeline, Untold, Voice, VoiceRow, What};
pub use turn::{Halt, INTERPRETED, Pause, Turn, TurnClock};

/// A running session: its log, and the state that the log says.
#[derive(Clone, Debug)]
pub struct Session {
    log: Vec<Entry>,
    /// What was undone and not redone, in the order in which it was.
    undone: Vec<Seq>,
    /// For each place of the log whether it is among them; places behind the end are not.
    is_undone: Vec<bool>,
    state: State,
    /// Whether this is what happens off the record: see [`Session::aside`].
    is_aside: bool,
}

impl Session {
    /// Opens a session: the first entry of a new log.
    #[must_use]
    pub fn open(opening: Opening) -> Self {
        let state = State::opened(opening.clone());
        let first = Entry { at: At::OPENING, rule: opening.rule, event: Event::Opened(opening) };
        Self { log: vec![first], undone: Vec::new(), is_undone: Vec::new(), state, is_aside: false }
    }

    /// The session that a log says, or `None` if the log does not begin with an opening.
    #[must_use]
    pub fn replay(log: Vec<Entry>) -> Option<Self> {
        let Event::Opened(opening) = &log.first()?.event else { return None };
        let state = State::opened(opening.clone());
        let mut session = Self { log, undone: Vec::new(), is_undone: Vec::new(), state, is_aside: false };
        for place in 0..session.log.len() {
            session.note_undo(place);
            session.cover(place);
        }
        session.refold();
        Some(session)
    }

    /// What the log says.
    #[must_use]
    pub const fn state(&self) -> &State {
        &self.state
    }

    /// Every entry, with what was undone.
    #[must_use]
    pub fn log(&self) -> &[Entry] {
        &self.log
    }

    /// The log without what was undone.
    #[must_use]
    pub fn effective(&self) -> impl DoubleEndedIterator<Item = &Entry> {
        self.kept().map(|(_, entry)| entry)
    }

    fn kept(&self) -> impl DoubleEndedIterator<Item = (Seq, &Entry)> + Clone {
        let numbered =
            self.log.iter().enumerate().map(|(place, entry)| (Seq(u32::try_from(place).unwrap_or(u32::MAX)), entry));
        numbered.filter(|(seq, _)| !self.is_undone.get(seq.0 as usize).is_some_and(|undone| *undone))
    }

    /// The moment of the last entry; no entry is earlier than the one before it.
    #[must_use]
    pub fn last(&self) -> At {
        self.log.last().map_or(At::OPENING, |entry| entry.at)
    }

    /// Checks an event and appends it. Only this writes to the log.
    ///
    /// # Errors
    /// The refusal, if the event makes no sense now; nothing has changed then.
    pub fn record(&mut self, at: At, event: impl Into<Event>) -> Result<&Entry, Refusal> {
        let event = event.into();
        let at = at.max(self.last());
        self.check_kept(&event)?;
        match &event {
            Event::Undone(seq) if self.undo_target() != Ok(*seq) => {
                return Err(self.undo_target().err().unwrap_or(Refusal::NotUndoable));
            }
            Event::Redone(seq) if self.redo_target() != Ok(*seq) => {
                return Err(self.redo_target().err().unwrap_or(Refusal::NotUndoable));
            }
            Event::Covered { from, rule } => self.check_cover(*from, *rule)?,
            _ => {
                self.check_id(&event)?;
                check::check(&self.state, &event)?;
            }
        }
        let rule = if self.is_aside { RecordRule::OffTheRecord } else { self.state.rule_for(&event) };
        self.log.push(Entry { at, rule, event });
        let place = self.log.len() - 1;
        if self.note_undo(place) || self.cover(place) {
            self.refold();
        } else {
            self.state.apply(at, rule, &self.log[place].event);
        }
        Ok(&self.log[place])
    }

    /// An id is for life, also of what was undone: the next turn, note or statement has the next one.
    fn check_id(&self, event: &Event) -> Result<(), Refusal> {
        let is_other = match event {
            Event::Fact(Fact::Called(called)) => called.turn != self.next_turn(),
            Event::Fact(Fact::LaneCalled(called)) => called.turn != self.next_turn(),
            Event::Fact(Fact::Asked(asked)) => asked.ask != self.next_ask(),
            Event::Fact(Fact::Noted(noted)) => noted.note != self.next_note(),
            Event::Fact(Fact::Board(fact)) => !self.has_next_ids(fact),
            _ => false,
        };
        if is_other { Err(Refusal::NotTheNextId) } else { Ok(()) }
    }

    /// What came over from an earlier evening has an id of that evening; everything else has the next one.
    fn has_next_ids(&self, fact: &BoardFact<PersonId>) -> bool {
        let board = &self.state.board;
        match fact {
            BoardFact::Brought(brought) => {
                brought.statement.0 <= self.state.opening.statements_before
                    && board.statement(brought.statement).is_none()
            }
            BoardFact::Criticised(criticised) => criticised.criticism == self.next_criticism(),
            BoardFact::FollowUp(put) if put.brought => {
                put.follow_up.0 <= self.state.opening.follow_ups_before && board.follow_up(put.follow_up).is_none()
            }
            BoardFact::FollowUp(put) => {
                put.follow_up == self.next_follow_up() || board.follow_up(put.follow_up).is_some()
            }
            other => {
                let next = self.next_statement().0..;
                other.new_statements().into_iter().zip(next).all(|(id, next)| id.0 == next)
            }
        }
    }

    /// Keeps the list of what is undone; says whether the entry at this place was about the log itself.
    fn note_undo(&mut self, place: usize) -> bool {
        let (seq, is_undone) = match self.log[place].event {
            Event::Undone(seq) => (seq, true),
            Event::Redone(seq) => (seq, false),
            _ => return false,
        };
        if is_undone {
            self.undone.push(seq);
        } else {
            self.undone.retain(|undone| *undone != seq);
        }
        self.is_undone.resize(self.log.len(), false);
        if let Some(known) = self.is_undone.get_mut(seq.0 as usize) {
            *known = is_undone;
        }
        true
    }

    /// What was kept since the phase began is kept as if it had begun under the stricter rule.
    fn cover(&mut self, place: usize) -> bool {
        let Event::Covered { from, rule } = self.log[place].event else { return false };
        for entry in self.log.iter_mut().take(place).skip(from.0 as usize) {
            entry.rule = entry.rule.max(rule);
        }
        true
    }

    /// From where on what was kept in the phase in front can be covered by the rule that holds now; `None` if all of it is.
    #[must_use]
    pub fn can_cover(&self) -> Option<Seq> {
        let (from, rule) = (rules::phase_began(self.kept())?, self.state.rule());
        let is_looser = |(seq, entry): (Seq, &Entry)| seq >= from && entry.rule < rule;
        (rule != RecordRule::OffTheRecord && self.kept().any(is_looser)).then_some(from)
    }

    fn check_cover(&self, from: Seq, rule: RecordRule) -> Result<(), Refusal> {
        let is_meant = self.can_cover() == Some(from) && rule == self.state.rule();
        if self.state.is_ended() {
            return Err(Refusal::SessionEnded);
        }
        if is_meant { Ok(()) } else { Err(Refusal::NothingToCover) }
    }

    /// The clocks come back with the time that really passed, because they are derived from what is left of the log.
    fn refold(&mut self) {
        let mut state = State::opened(self.state.opening.clone());
        for entry in self.effective() {
            state.apply(entry.at, entry.rule, &entry.event);
        }
        self.state = state;
    }

    /// The entry that `u` would take back: the last act on the floor or the board. Undo does not go behind a change of
    /// record rule, minutes off the record, something struck, or a stopping of the clocks.
    ///
    /// # Errors
    /// Why there is none.
    pub fn undo_target(&self) -> Result<Seq, Refusal> {
        let mut earlier = self.kept().rev();
        while let Some((seq, entry)) = earlier.next() {
            match &entry.event {
                event if event.is_fence() => return Err(Refusal::UndoFence),
                Event::Fact(Fact::PhaseBegan(_)) => {
                    let before = earlier.clone().next().map(|(_, before)| before.rule);
                    let is_first = !earlier.any(|(_, e)| matches!(e.event, Event::Fact(Fact::PhaseBegan(_))));
                    return match (is_first, before == Some(entry.rule)) {
                        (true, _) => Err(Refusal::NothingToUndo),
                        (false, true) => Ok(seq),
                        (false, false) => Err(Refusal::UndoFence),
                    };
                }
                event if event.is_undoable() => return Ok(seq),
                _ => {}
            }
        }
        Err(Refusal::NothingToUndo)
    }

    /// The entry that was undone last and can be brought back: nothing undoable has been done since, and
    /// the clocks have not been stopped.
    ///
    /// # Errors
    /// Why there is none.
    pub fn redo_target(&self) -> Result<Seq, Refusal> {
        let mut earlier = self.kept().rev();
        let last_act = earlier.find(|(_, e)| e.event.is_undoable() || e.event.is_fence()).map(|(seq, _)| seq);
        self.undone.last().copied().filter(|seq| Some(*seq) > last_act).ok_or(Refusal::NothingToRedo)
    }

    /// The entry at a place of the log.
    #[must_use]
    pub fn entry(&self, seq: Seq) -> Option<&Entry> {
        self.log.get(seq.0 as usize)
    }

    /// The id for the next turn. Ids of undone turns are not used again.
    #[must_use]
    pub fn next_turn(&self) -> TurnId {
        TurnId(self.after_last(|fact| match fact {
            Fact::Called(called) => Some(called.turn.0),
            Fact::LaneCalled(called) => Some(called.turn.0),
            _ => None,
        }))
    }

    /// The id for the next entry of a lane.
    #[must_use]
    pub fn next_ask(&self) -> AskId {
        AskId(self.after_last(|fact| if let Fact::Asked(asked) = fact { Some(asked.ask.0) } else { None }))
    }

    /// The id for the next note.
    #[must_use]
    pub fn next_note(&self) -> NoteId {
        let last = self.log.iter().filter_map(|entry| match &entry.event {
            Event::Fact(Fact::Noted(noted)) => Some(noted.note.0),
            Event::Fact(Fact::Struck(Piece::Note(id))) => Some(id.0),
            _ => None,
        });
        NoteId(last.max().unwrap_or(0).saturating_add(1))
    }

    /// The id for the next statement.
    #[must_use]
    pub fn next_statement(&self) -> StatementId {
        let struck = self.struck().filter_map(|piece| if let Piece::Statement(id) = piece { Some(id.0) } else { None });
        let given = self.board_facts().flat_map(BoardFact::new_statements).map(|id| id.0).chain(struck).max();
        StatementId(given.unwrap_or(0).max(self.state.opening.statements_before).saturating_add(1))
    }

    /// The id for the next criticism.
    #[must_use]
    pub fn next_criticism(&self) -> CriticismId {
        let last = self.board_facts().rev().find_map(|fact| match fact {
            BoardFact::Criticised(criticised) => Some(criticised.criticism.0),
            _ => None,
        });
        CriticismId(last.unwrap_or(0).saturating_add(1))
    }

    /// The id for the next follow-up.
    #[must_use]
    pub fn next_follow_up(&self) -> FollowUpId {
        let put = self.board_facts().filter_map(|fact| match fact {
            BoardFact::FollowUp(put) => Some(put.follow_up.0),
            _ => None,
        });
        let struck = self.struck().filter_map(|piece| if let Piece::FollowUp(id) = piece { Some(id.0) } else { None });
        FollowUpId(put.chain(struck).max().unwrap_or(0).max(self.state.opening.follow_ups_before).saturating_add(1))
    }

    /// Every fact about the board that was ever recorded, what was undone included: ids are for life.
    fn board_facts(&self) -> impl DoubleEndedIterator<Item = &BoardFact<PersonId>> {
        self.log.iter().filter_map(|entry| match &entry.event {
            Event::Fact(Fact::Board(fact)) => Some(fact),
            _ => None,
        })
    }

    fn struck(&self) -> impl Iterator<Item = Piece> {
        self.log.iter().filter_map(|entry| match entry.event {
            Event::Fact(Fact::Struck(piece)) => Some(piece),
            _ => None,
        })
    }

    fn after_last(&self, id: impl Fn(&Fact<PersonId>) -> Option<u32>) -> u32 {
        let fact = |entry: &Entry| if let Event::Fact(fact) = &entry.event { id(fact) } else { None };
        self.log.iter().rev().find_map(fact).map_or(1, |last| last.saturating_add(1))
    }
}

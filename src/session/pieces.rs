//! What was said, piece by piece: released by the group, kept back for the moderator, or struck.

use std::{collections::BTreeSet, fmt};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{
    Session,
    board::{Board, BoardFact, Statement},
    event::{Entry, Event},
    facts::Fact,
    ids::{FollowUpId, NoteId, StatementId},
    record::Record,
    refusal::Refusal,
    rule::RecordRule,
    state::State,
    time::At,
};

/// A piece of what was said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Piece {
    /// A note.
    Note(NoteId),
    /// A statement, with every wording it has had.
    Statement(StatementId),
    /// A follow-up.
    FollowUp(FollowUpId),
}

impl fmt::Display for Piece {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Note(id) => id.fmt(f),
            Self::Statement(id) => id.fmt(f),
            Self::FollowUp(id) => id.fmt(f),
        }
    }
}

/// When a statement or a follow-up was released.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Release {
    pub(super) at: At,
    /// Which of the releases of the evening.
    pub(super) nth: u32,
}

impl Board {
    /// The statements that do not reach the sealed file as they are: somebody worked on them, or on what they were made of or
    /// became, under a rule that keeps no words. Where such a statement stands would be wrong without that.
    #[must_use]
    pub fn kept_back(&self) -> BTreeSet<StatementId> {
        let is_back = |statement: &&Statement| !statement.strictest.keeps_words() && !statement.told;
        let mut back: BTreeSet<StatementId> = self.statements.iter().filter(is_back).map(|s| s.id).collect();
        loop {
            let before = back.len();
            for statement in self.statements.iter().filter(|statement| !statement.from.is_empty()) {
                let family = statement.from.iter().chain([&statement.id]);
                if family.clone().any(|id| back.contains(id)) {
                    back.extend(family.copied());
                }
            }
            if back.len() == before {
                return back;
            }
        }
    }
}

impl State {
    /// Whether this piece reaches the sealed file only if the group releases it.
    #[must_use]
    pub fn is_kept_back(&self, piece: Piece) -> bool {
        match piece {
            Piece::Note(id) => self.note(id).is_some_and(|note| !note.rule.keeps_words()),
            Piece::Statement(id) => self.board.kept_back().contains(&id),
            Piece::FollowUp(id) => self.board.follow_up(id).is_some_and(|put| !put.strictest.keeps_words()),
        }
    }

    /// Whether the group has released this piece.
    #[must_use]
    pub fn is_released(&self, piece: Piece) -> bool {
        match piece {
            Piece::Note(id) => self.note(id).is_some_and(|note| note.released),
            Piece::Statement(id) => self.board.statement(id).is_some_and(|statement| statement.released.is_some()),
            Piece::FollowUp(id) => self.board.follow_up(id).is_some_and(|put| put.released.is_some()),
        }
    }

    fn has_piece(&self, piece: Piece) -> bool {
        match piece {
            Piece::Note(id) => self.note(id).is_some(),
            Piece::Statement(id) => self.board.statement(id).is_some(),
            Piece::FollowUp(id) => self.board.follow_up(id).is_some(),
        }
    }

    pub(super) fn check_release(&self, piece: Piece) -> Result<(), Refusal> {
        if !self.has_piece(piece) {
            return Err(Refusal::NoSuchPiece(piece));
        }
        if !self.is_kept_back(piece) || self.is_released(piece) { Err(Refusal::NothingToRelease) } else { Ok(()) }
    }

    pub(super) fn release(&mut self, at: At, piece: Piece) {
        let release = Release { at, nth: self.releases };
        match piece {
            Piece::Note(id) => {
                if let Some(note) = self.notes.iter_mut().find(|note| note.id == id) {
                    note.released = true;
                }
                return;
            }
            Piece::Statement(id) => {
                if let Some(statement) = self.board.statements.iter_mut().find(|statement| statement.id == id) {
                    statement.released = Some(release);
                }
            }
            Piece::FollowUp(id) => {
                if let Some(put) = self.board.follow_ups.iter_mut().find(|put| put.id == id) {
                    put.released = Some(release);
                }
            }
        }
        self.releases += 1;
    }
}

impl Session {
    /// Takes a piece out of the log for good, with everything that was ever said of it, undone or not. Its places stand
    /// empty, its id is not used again, and a line says when that was.
    ///
    /// # Errors
    /// If there is no such piece, or nothing is kept at this moment.
    pub fn strike(&mut self, at: At, piece: Piece) -> Result<(), Refusal> {
        if self.state.keeps_nothing() {
            return Err(Refusal::OffTheRecord);
        }
        if !self.state.has_piece(piece) {
            return Err(Refusal::NoSuchPiece(piece));
        }
        for entry in &mut self.log {
            if let Event::Fact(fact) = &mut entry.event
                && leave_out(fact, piece)
            {
                continue;
            }
            if is_about(&entry.event, piece) {
                entry.event = Event::Erased;
            }
        }
        let (at, rule) = (at.max(self.last()), self.state.rule());
        self.log.push(Entry { at, rule, event: Fact::Struck(piece).into() });
        self.refold();
        Ok(())
    }
}

impl Record {
    /// Takes a piece out of the record; says whether it was there.
    pub fn strike(&mut self, piece: Piece) -> bool {
        let before = self.log.clone();
        self.log.retain_mut(|entry| leave_out(&mut entry.event, piece) || !is_fact_about(&entry.event, piece));
        self.log != before
    }
}

/// Leaves a statement out of a fact that is about others as well; says whether the fact stands.
fn leave_out<W>(fact: &mut Fact<W>, piece: Piece) -> bool {
    match (fact, piece) {
        (Fact::Board(BoardFact::Split(split)), Piece::Statement(id)) => {
            split.into.retain(|part| part.statement != id);
            !split.into.is_empty()
        }
        (Fact::Board(BoardFact::Merged(merged)), Piece::Statement(id)) if merged.into != id => true,
        _ => false,
    }
}

fn is_about(event: &Event, piece: Piece) -> bool {
    match event {
        Event::NoteEdited { note, .. }
        | Event::NoteRekinded { note, .. }
        | Event::NoteAttributed { note, .. }
        | Event::NoteDeleted(note) => piece == Piece::Note(*note),
        Event::Fact(fact) => is_fact_about(fact, piece),
        Event::Opened(_)
        | Event::Joined(_)
        | Event::PersonCorrected(_)
        | Event::PersonRemoved(_)
        | Event::SeatMoved { .. }
        | Event::Undone(_)
        | Event::Redone(_)
        | Event::Covered { .. }
        | Event::BackOnRecord
        | Event::Erased => false,
    }
}

fn is_fact_about<W>(fact: &Fact<W>, piece: Piece) -> bool {
    match (fact, piece) {
        (Fact::Noted(noted), Piece::Note(id)) => noted.note == id,
        (Fact::Released(released), piece) => *released == piece,
        (Fact::Board(BoardFact::FollowUp(put)), Piece::FollowUp(id)) => put.follow_up == id,
        (Fact::Board(BoardFact::FollowUpStands(change)), Piece::FollowUp(id)) => change.follow_up == id,
        (Fact::Board(fact), Piece::Statement(id)) => fact.statement() == Some(id),
        _ => false,
    }
}

/// The rule under which the sealed file holds what the group released: what was said, never by whom.
pub(super) const RELEASED: RecordRule = RecordRule::ChathamHouse;

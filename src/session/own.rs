//! What the record rule keeps out of the session file and lets the moderator keep: everything said in confidence that the
//! group has not released. It is the moderator's own, and is never exported.

use serde::{Deserialize, Serialize};

use super::{
    Session,
    event::Wall,
    ids::{CriticismId, FollowUpId, NoteId, StatementId, Who},
    note::NoteKind,
    pieces::Piece,
    rule::RecordRule,
    state::State,
    time::At,
};

/// The moderator's own part of an evening.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Own {
    /// What the evening was called.
    pub title: String,
    /// Wall time of the opening.
    pub opened: Wall,
    /// Notes that were not released.
    pub notes: Vec<OwnNote>,
    /// Statements that were not released.
    pub statements: Vec<OwnStatement>,
    /// Criticisms, which are never released.
    pub criticisms: Vec<OwnCriticism>,
    /// Follow-ups that were not released.
    pub follow_ups: Vec<OwnFollowUp>,
}

/// A note of the moderator's own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnNote {
    /// Which.
    pub id: NoteId,
    /// When.
    pub at: At,
    /// What sort of thing was said.
    pub kind: NoteKind,
    /// Who said it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub speaker: Option<String>,
    /// The words.
    pub text: String,
}

/// A statement that stayed with the group.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnStatement {
    /// Which.
    pub id: StatementId,
    /// Every wording, the last one counts.
    pub wordings: Vec<String>,
}

/// A criticism that stayed with the group.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnCriticism {
    /// Which.
    pub id: CriticismId,
    /// Of which statement.
    pub statement: StatementId,
    /// What is wrong.
    pub text: String,
    /// The interest behind it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub interest: String,
}

/// A promise that stayed with the group.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnFollowUp {
    /// Which.
    pub id: FollowUpId,
    /// Who.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub who: Option<String>,
    /// What.
    pub what: String,
}

impl Own {
    /// What is left for the moderator of an evening.
    #[must_use]
    pub fn of(session: &Session) -> Self {
        let state = session.state();
        let (back, stays) = (state.board.kept_back(), |piece| state.is_kept_back(piece) && !state.is_released(piece));
        let name = |who: Option<Who>| Some(state.roster.person(who?.person()?)?.name.clone());
        let notes = state.notes.iter().filter(|note| is_confidential(note.rule) && stays(Piece::Note(note.id)));
        let statements = state.board.statements.iter().filter(|s| back.contains(&s.id) && s.released.is_none());
        let criticisms = state.board.criticisms.iter();
        let criticisms = criticisms.filter(|c| is_confidential(c.rule) || back.contains(&c.statement));
        let follow_ups = state.board.follow_ups.iter().filter(|put| stays(Piece::FollowUp(put.id)));
        Self {
            title: state.opening.title.clone(),
            opened: state.opening.opened,
            notes: notes
                .map(|note| OwnNote {
                    id: note.id,
                    at: note.at,
                    kind: note.kind.clone(),
                    speaker: name(note.speaker),
                    text: note.text.clone(),
                })
                .collect(),
            statements: statements
                .map(|s| OwnStatement { id: s.id, wordings: s.wordings.iter().map(|w| w.text.clone()).collect() })
                .collect(),
            criticisms: criticisms
                .map(|c| OwnCriticism {
                    id: c.id,
                    statement: c.statement,
                    text: c.text.clone(),
                    interest: c.interest.clone(),
                })
                .collect(),
            follow_ups: follow_ups
                .map(|put| OwnFollowUp { id: put.id, who: name(put.who), what: put.what.clone() })
                .collect(),
        }
    }

    /// Whether there is nothing to keep.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.notes.is_empty() && self.statements.is_empty() && self.criticisms.is_empty() && self.follow_ups.is_empty()
    }

    /// Takes a piece out; says whether it was there.
    pub fn strike(&mut self, piece: Piece) -> bool {
        let before = self.clone();
        self.notes.retain(|note| piece != Piece::Note(note.id));
        self.statements.retain(|statement| piece != Piece::Statement(statement.id));
        self.criticisms.retain(|criticism| piece != Piece::Statement(criticism.statement));
        self.follow_ups.retain(|put| piece != Piece::FollowUp(put.id));
        *self != before
    }
}

const fn is_confidential(rule: RecordRule) -> bool {
    matches!(rule, RecordRule::Confidential)
}

impl State {
    /// Everything that the group may still release: the notes, the statements, the follow-ups.
    #[must_use]
    pub fn to_release(&self) -> Vec<Piece> {
        let notes = self.notes.iter().map(|note| Piece::Note(note.id));
        let statements = self.board.statements.iter().map(|statement| Piece::Statement(statement.id));
        let follow_ups = self.board.follow_ups.iter().map(|put| Piece::FollowUp(put.id));
        let pieces = notes.chain(statements).chain(follow_ups);
        pieces.filter(|piece| self.is_kept_back(*piece) && !self.is_released(*piece)).collect()
    }
}

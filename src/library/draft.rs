//! What is typed and not entered. It is kept in the journal, and never in a sealed file.

use serde::{Deserialize, Serialize};

use crate::session::{BracketKind, FollowUpId, NoteId, NoteKind, PersonId, Piece, StatementId};

/// A line that was begun.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    /// What is being written.
    pub purpose: Purpose,
    /// The kind, if it is a note.
    #[serde(default)]
    pub kind: NoteKind,
    /// The text so far.
    pub text: String,
}

/// What is being written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Purpose {
    /// A note on what is being said.
    Note,
    /// Another text for a note.
    EditNote(NoteId),
    /// A statement for the board.
    Statement,
    /// Another wording for a statement.
    Reword(StatementId),
    /// Why it was put in other words.
    RewordWhy {
        /// Which statement.
        statement: StatementId,
        /// The wording from now on.
        wording: String,
    },
    /// How one side puts a difference.
    Formulation {
        /// What the difference is about.
        statement: StatementId,
        /// Which of the sides, counted from one.
        side: u8,
        /// Its party, where there are parties.
        party: Option<String>,
    },
    /// Why a difference matters.
    WhyItMatters(StatementId),
    /// Why a statement is set aside.
    Park(StatementId),
    /// When it comes back.
    ParkUntil {
        /// Which statement.
        statement: StatementId,
        /// Why it is set aside.
        reason: String,
    },
    /// The statements that one becomes, a line each.
    Split(StatementId),
    /// The one wording of several statements.
    Merge(Vec<StatementId>),
    /// The other wording of a bracket, or what it waits for.
    Bracket {
        /// Which statement.
        statement: StatementId,
        /// Why it is put in brackets.
        kind: BracketKind,
    },
    /// What is wrong with a wording.
    Criticism(StatementId),
    /// Which interest it does not serve.
    Interest {
        /// Which statement.
        statement: StatementId,
        /// What is wrong with it.
        text: String,
    },
    /// Who does what by when; of one that is known, or a new one.
    FollowUp(Option<FollowUpId>),
    /// For whom the memorandum is.
    Audience,
    /// Somebody who came.
    Person,
    /// A person as they should have been written down.
    Correct(PersonId),
    /// The folder in which the journal goes on.
    Elsewhere,
}

impl Purpose {
    /// Whether what is typed belongs to this piece.
    #[must_use]
    pub fn is_about(&self, piece: Piece) -> bool {
        match self {
            Self::EditNote(id) => piece == Piece::Note(*id),
            Self::Reword(id)
            | Self::RewordWhy { statement: id, .. }
            | Self::Formulation { statement: id, .. }
            | Self::WhyItMatters(id)
            | Self::Park(id)
            | Self::ParkUntil { statement: id, .. }
            | Self::Split(id)
            | Self::Bracket { statement: id, .. }
            | Self::Criticism(id)
            | Self::Interest { statement: id, .. } => piece == Piece::Statement(*id),
            Self::Merge(ids) => ids.iter().any(|id| piece == Piece::Statement(*id)),
            Self::FollowUp(id) => id.is_some_and(|id| piece == Piece::FollowUp(id)),
            Self::Note | Self::Statement | Self::Audience | Self::Person | Self::Correct(_) | Self::Elsewhere => false,
        }
    }
}

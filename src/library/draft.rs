//! What is typed and not entered. It is kept in the journal, and never in a sealed file.

use serde::{Deserialize, Serialize};

use crate::session::{Formulation, NoteId, NoteKind, PersonId, StatementId};

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
    /// How one side after the other puts a difference.
    Hold {
        /// What the difference is about.
        statement: StatementId,
        /// The sides, in order; `None` where there are no parties.
        sides: Vec<Option<String>>,
        /// What the sides before this one said.
        said: Vec<Formulation>,
    },
    /// Why a statement is set aside.
    Park(StatementId),
    /// Somebody who came.
    Person,
    /// A person as they should have been written down.
    Correct(PersonId),
    /// The folder in which the journal goes on.
    Elsewhere,
}

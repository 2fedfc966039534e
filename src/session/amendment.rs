//! What is put right in a sealed session. The text above stays as it was; the fold says the right thing.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{
    Fact, Listed, NoteId, NoteKind, Noted, PersonId, Record, RecordRule, StatementId, Wall,
    mask::Mask,
    text::{clean, clean_name},
};

/// Something that was put right after sealing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Amendment {
    /// When.
    pub made: Wall,
    /// What.
    pub change: Change,
}

/// What is put right.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(deny_unknown_fields)]
pub enum Change {
    /// A note has another text or kind.
    Note {
        /// Which note.
        id: NoteId,
        /// Its kind; as it was, if it is not named.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        kind: Option<NoteKind>,
        /// Its text; as it was, if it is not named.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        text: Option<String>,
    },
    /// The last wording of a statement has a typing mistake less.
    Statement {
        /// Which statement.
        id: StatementId,
        /// How it should have been written down.
        wording: String,
    },
    /// A person is called otherwise.
    Person {
        /// Whom.
        id: PersonId,
        /// As the person is called.
        name: String,
    },
}

impl Change {
    /// As it may be shown and written.
    #[must_use]
    pub fn cleaned(self) -> Self {
        match self {
            Self::Note { id, kind, text } => Self::Note { id, kind, text: text.as_deref().map(clean) },
            Self::Statement { id, wording } => Self::Statement { id, wording: clean(&wording) },
            Self::Person { id, name } => Self::Person { id, name: clean_name(&name) },
        }
    }

    /// As it may stand in this record: where its rule keeps no names, those of the people and parties listed there, and
    /// these, are withheld as they were at sealing.
    #[must_use]
    pub fn withholding<'a>(self, record: &'a Record, names: impl Iterator<Item = &'a str>) -> Self {
        let Some(rule) = record.rule_of(&self) else { return self };
        let listed = record.people.iter().map(|listed| &listed.person);
        let listed = listed.flat_map(|person| std::iter::once(person.name.as_str()).chain(person.party.as_deref()));
        let mask = Mask::of(names.chain(listed));
        match self {
            Self::Note { id, kind, text } => Self::Note {
                id,
                kind: kind.filter(|kind| mask.apply(rule, kind.word()) == kind.word()),
                text: text.map(|text| mask.apply(rule, &text)),
            },
            Self::Statement { id, wording } => Self::Statement { id, wording: mask.apply(rule, &wording) },
            Self::Person { id, name } => Self::Person { id, name },
        }
    }
}

impl Record {
    /// Puts something right. Says whether there was anything of that id, and something to say of it.
    pub fn amend(&mut self, change: &Change) -> bool {
        match change {
            Change::Note { id, kind, text } => self.amend_note(*id, kind.as_ref(), text.as_deref()),
            Change::Statement { id, wording } => !wording.is_empty() && self.amend_statement(*id, wording),
            Change::Person { id, name } => !name.is_empty() && self.amend_person(*id, name),
        }
    }

    /// The rule under which that was said what a change puts right. Who is listed is named somewhere.
    fn rule_of(&self, change: &Change) -> Option<RecordRule> {
        let said = |entry: &&super::SavedEntry| match (&entry.event, change) {
            (Fact::Noted(Noted { note, .. }), Change::Note { id, .. }) => note == id,
            (Fact::Board(fact), Change::Statement { id, .. }) => fact.clone().wording_of(*id).is_some(),
            _ => false,
        };
        self.log.iter().rev().find(said).map(|entry| entry.rule)
    }

    fn amend_note(&mut self, id: NoteId, new_kind: Option<&NoteKind>, new_text: Option<&str>) -> bool {
        let noted = self.log.iter_mut().find_map(|entry| match &mut entry.event {
            Fact::Noted(Noted { note, kind, text, .. }) if *note == id => Some((kind, text)),
            _ => None,
        });
        let Some((kind, text)) = noted else { return false };
        if let Some(new) = new_kind {
            kind.clone_from(new);
        }
        if let Some(new) = new_text {
            new.clone_into(text);
        }
        new_kind.is_some() || new_text.is_some()
    }

    fn amend_statement(&mut self, id: StatementId, right: &str) -> bool {
        let last = self.log.iter_mut().rev().find_map(|entry| match &mut entry.event {
            Fact::Board(fact) => fact.wording_of(id),
            _ => None,
        });
        last.map(|wording| right.clone_into(wording)).is_some()
    }

    fn amend_person(&mut self, id: PersonId, name: &str) -> bool {
        let listed = self.people.iter_mut().find(|Listed { person, .. }| person.id == id);
        listed.map(|listed| name.clone_into(&mut listed.person.name)).is_some()
    }
}

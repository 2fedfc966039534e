//! What is put right in a sealed session. The text above stays as it was; the fold says the right thing.

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{
    BoardFact, Fact, FollowUpId, FollowUpStands, Listed, NoteId, NoteKind, Noted, PersonId, Piece, Progress, Record,
    RecordRule, SavedEntry, StandingKind, StatementId, Wall,
    mask::Mask,
    text::{clean, clean_line, clean_name},
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
    /// Something was struck: it is not in the file any more.
    Struck(Piece),
    /// A person is called otherwise.
    Person {
        /// Whom.
        id: PersonId,
        /// As the person is called.
        name: String,
    },
    /// The evening is called otherwise.
    Title(String),
    /// A follow-up is something else, due on another day, or done.
    FollowUp {
        /// Which follow-up.
        id: FollowUpId,
        /// What is to be done; as it was, if it is not named.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        what: Option<String>,
        /// By when; as it was, if it is not named.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        by: Option<NaiveDate>,
        /// How far it is; as it was, if it is not named.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        progress: Option<Progress>,
    },
}

impl Change {
    /// As it may be shown and written.
    #[must_use]
    pub fn cleaned(self) -> Self {
        match self {
            Self::Note { id, kind, text } => Self::Note { id, kind, text: text.as_deref().map(clean) },
            Self::Statement { id, wording } => Self::Statement { id, wording: clean(&wording) },
            Self::Struck(piece) => Self::Struck(piece),
            Self::Person { id, name } => Self::Person { id, name: clean_name(&name) },
            Self::Title(title) => Self::Title(clean_line(&title)),
            Self::FollowUp { id, what, by, progress } => {
                Self::FollowUp { id, what: what.as_deref().map(clean), by, progress }
            }
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
            Self::Struck(piece) => Self::Struck(piece),
            Self::Person { id, name } => Self::Person { id, name },
            Self::Title(title) => Self::Title(mask.apply(rule, &title)),
            Self::FollowUp { id, what, by, progress } => {
                Self::FollowUp { id, what: what.map(|what| mask.apply(rule, &what)), by, progress }
            }
        }
    }
}

impl Change {
    /// Whether it puts this piece right.
    #[must_use]
    pub fn is_about(&self, piece: Piece) -> bool {
        match self {
            Self::Note { id, .. } => piece == Piece::Note(*id),
            Self::Statement { id, .. } => piece == Piece::Statement(*id),
            Self::FollowUp { id, .. } => piece == Piece::FollowUp(*id),
            Self::Struck(_) | Self::Person { .. } | Self::Title(_) => false,
        }
    }
}

impl Record {
    /// Puts something right. Says whether there was anything of that id, and something to say of it.
    pub fn amend(&mut self, change: &Change) -> bool {
        match change {
            Change::Note { id, kind, text } => self.amend_note(*id, kind.as_ref(), text.as_deref()),
            Change::Statement { id, wording } => !wording.is_empty() && self.amend_statement(*id, wording),
            Change::Struck(piece) => {
                self.strike(*piece);
                true
            }
            Change::Person { id, name } => !name.is_empty() && self.amend_person(*id, name),
            Change::Title(title) => {
                if !title.is_empty() {
                    self.opening.title.clone_from(title);
                }
                !title.is_empty()
            }
            Change::FollowUp { id, what, by, progress } => self.amend_follow_up(*id, (what.as_deref(), *by, *progress)),
        }
    }

    /// What stands there now of that which a change puts right: both are shown.
    #[must_use]
    pub fn before_amending(&self, change: &Change) -> Change {
        let state = self.fold();
        match change {
            Change::Note { id, kind, text } => {
                let note = state.note(*id);
                let was = |is_meant: bool| note.filter(|_| is_meant);
                Change::Note {
                    id: *id,
                    kind: was(kind.is_some()).map(|note| note.kind.clone()),
                    text: was(text.is_some()).map(|note| note.text.clone()),
                }
            }
            Change::Statement { id, .. } => {
                let wording = state.board.statement(*id).map_or("", |statement| statement.wording());
                Change::Statement { id: *id, wording: wording.to_owned() }
            }
            Change::Person { id, .. } => {
                let name = state.roster.person(*id).map_or(String::new(), |person| person.name.clone());
                Change::Person { id: *id, name }
            }
            // What was struck is not said again.
            Change::Struck(piece) => Change::Struck(*piece),
            Change::Title(_) => Change::Title(self.opening.title.clone()),
            Change::FollowUp { id, what, by, progress } => {
                let known = state.board.follow_up(*id);
                Change::FollowUp {
                    id: *id,
                    what: known.filter(|_| what.is_some()).map(|known| known.what.clone()),
                    by: known.filter(|_| by.is_some()).and_then(|known| known.by),
                    progress: known.filter(|_| progress.is_some()).map(|known| known.progress),
                }
            }
        }
    }

    /// The same with every confirmed wording as it was read out in the room: who is told what was confirmed is told that, and
    /// not what was put right afterwards. Takes what stood before each amendment, in their order.
    #[must_use]
    pub fn as_confirmed(&self, replaced: &[Change]) -> Self {
        let (state, mut record) = (self.fold(), self.clone());
        for change in replaced.iter().rev() {
            if let Change::Statement { id, .. } = change
                && let Some(statement) = state.board.statement(*id)
                && matches!(
                    statement.kind(),
                    StandingKind::CommonGround | StandingKind::CanLiveWith | StandingKind::Held
                )
            {
                record.amend(change);
            }
        }
        record
    }

    /// The rule under which that was said what a change puts right. Who is listed is named somewhere.
    fn rule_of(&self, change: &Change) -> Option<RecordRule> {
        let said = |entry: &&super::SavedEntry| match (&entry.event, change) {
            (Fact::Noted(Noted { note, .. }), Change::Note { id, .. }) => note == id,
            (Fact::Board(fact), Change::Statement { id, .. }) => fact.clone().wording_of(*id).is_some(),
            (Fact::Board(BoardFact::FollowUp(put)), Change::FollowUp { id, .. }) => put.follow_up == *id,
            _ => false,
        };
        match change {
            // A title tells of the whole evening: the strictest rule of it holds.
            Change::Title(_) => {
                let rules = self.log.iter().map(|entry| entry.rule).chain([self.opening.rule]);
                rules.max_by_key(|rule| RecordRule::ALL.iter().position(|other| other == rule))
            }
            _ => self.log.iter().rev().find(said).map(|entry| entry.rule),
        }
    }

    fn amend_follow_up(
        &mut self,
        id: FollowUpId,
        (what, by, progress): (Option<&str>, Option<NaiveDate>, Option<Progress>),
    ) -> bool {
        let at = self.last();
        let put = self.log.iter_mut().rev().find_map(|entry| match &mut entry.event {
            Fact::Board(BoardFact::FollowUp(put)) if put.follow_up == id => Some((entry.rule, put)),
            _ => None,
        });
        let Some((rule, put)) = put else { return false };
        if let Some(what) = what.filter(|what| !what.is_empty()) {
            what.clone_into(&mut put.what);
        }
        put.by = by.or(put.by);
        if let Some(progress) = progress {
            let event = Fact::Board(BoardFact::FollowUpStands(FollowUpStands { follow_up: id, progress }));
            self.log.push(SavedEntry { at, rule, event });
        }
        what.is_some_and(|what| !what.is_empty()) || by.is_some() || progress.is_some()
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

//! The common-ground board: statements, every wording they have had, and where they stand.

use super::{
    event::Formulation,
    ids::{StatementId, Who, place_of},
    roster::{Role, Roster},
    rule::RecordRule,
    time::At,
};

/// One sentence on the board.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statement {
    /// Stays true through every wording.
    pub id: StatementId,
    /// Who put it forward, if somebody in particular did.
    pub proposed_by: Option<Who>,
    /// Every wording it has had; never empty, the last one counts.
    pub wordings: Vec<Wording>,
    /// Where it stands.
    pub standing: Standing,
    /// Since when it stands there.
    pub since: At,
    /// The record rule under which it got there.
    pub rule: RecordRule,
}

/// One wording of a statement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wording {
    /// The sentence.
    pub text: String,
    /// When it was put.
    pub at: At,
    /// The record rule under which it was put.
    pub rule: RecordRule,
}

/// Where a statement stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Standing {
    /// On the table.
    Proposed,
    /// Confirmed, in this very wording, by a person of every party that was present.
    CommonGround {
        /// Who confirmed it; empty where the room did, or where names are withheld.
        confirmed_by: Vec<Who>,
    },
    /// A difference that both sides recognise as fairly put: worth as much as an agreement.
    Held {
        /// One a side.
        formulations: Vec<Formulation>,
    },
    /// Set aside.
    Parked {
        /// Why it waits; may be empty.
        reason: String,
    },
    /// Taken back.
    Withdrawn,
}

/// A standing without what belongs to it: for grouping, counting and refusing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum StandingKind {
    /// See [`Standing::CommonGround`].
    CommonGround,
    /// See [`Standing::Proposed`].
    Proposed,
    /// See [`Standing::Held`].
    Held,
    /// See [`Standing::Parked`].
    Parked,
    /// See [`Standing::Withdrawn`].
    Withdrawn,
}

impl StandingKind {
    /// In the order of the board.
    pub const ALL: [Self; 5] = [Self::CommonGround, Self::Proposed, Self::Held, Self::Parked, Self::Withdrawn];
}

impl Statement {
    /// The wording that counts.
    #[must_use]
    pub fn wording(&self) -> &str {
        self.wordings.last().map_or("", |wording| &wording.text)
    }

    /// Where it stands, without what belongs to it.
    #[must_use]
    pub const fn kind(&self) -> StandingKind {
        match self.standing {
            Standing::Proposed => StandingKind::Proposed,
            Standing::CommonGround { .. } => StandingKind::CommonGround,
            Standing::Held { .. } => StandingKind::Held,
            Standing::Parked { .. } => StandingKind::Parked,
            Standing::Withdrawn => StandingKind::Withdrawn,
        }
    }
}

/// All statements, in the order in which they were put.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Board {
    /// In the order in which they were put.
    pub statements: Vec<Statement>,
}

impl Board {
    /// The statement with this id.
    #[must_use]
    pub fn statement(&self, id: StatementId) -> Option<&Statement> {
        place_of(&self.statements, &id, |statement| statement.id).map(|place| &self.statements[place])
    }

    pub(super) fn statement_mut(&mut self, id: StatementId) -> Option<&mut Statement> {
        place_of(&self.statements, &id, |statement| statement.id).map(|place| &mut self.statements[place])
    }

    /// Those that stand here, in the order in which they were put.
    pub fn standing(&self, kind: StandingKind) -> impl Iterator<Item = &Statement> {
        self.statements.iter().filter(move |statement| statement.kind() == kind)
    }

    /// In the order of the board: common ground, proposed, held, parked, withdrawn.
    #[must_use]
    pub fn in_order(&self) -> Vec<&Statement> {
        StandingKind::ALL.into_iter().flat_map(|kind| self.standing(kind)).collect()
    }

    pub(super) fn put(&mut self, at: At, rule: RecordRule, id: StatementId, by: Option<Who>, text: String) {
        self.statements.push(Statement {
            id,
            proposed_by: by,
            wordings: vec![Wording { text, at, rule }],
            standing: Standing::Proposed,
            since: at,
            rule,
        });
    }

    pub(super) fn reword(&mut self, at: At, rule: RecordRule, id: StatementId, text: String) {
        if let Some(statement) = self.statement_mut(id) {
            statement.wordings.push(Wording { text, at, rule });
        }
        self.stand(at, rule, id, Standing::Proposed);
    }

    pub(super) fn stand(&mut self, at: At, rule: RecordRule, id: StatementId, standing: Standing) {
        if let Some(statement) = self.statement_mut(id) {
            statement.standing = standing;
            statement.since = at;
            statement.rule = rule;
        }
    }
}

/// The parties present of which nobody is among `confirming`: what common ground still lacks.
///
/// A person without a party bars nothing; neither does one who only observes. With no parties at all the room confirms.
#[must_use]
pub fn unconfirmed_parties<'a>(roster: &'a Roster, confirming: &[Who]) -> Vec<&'a str> {
    without_voice(roster, confirming, roster.parties_present())
}

/// The parties of which nobody was there to be asked: the common ground is provisional until they are.
#[must_use]
pub fn absent_parties<'a>(roster: &'a Roster, confirmed_by: &[Who]) -> Vec<&'a str> {
    let mut all: Vec<&str> = Vec::new();
    for party in roster.people().filter(|person| person.role != Role::Observer).filter_map(|p| p.party.as_deref()) {
        if !all.contains(&party) {
            all.push(party);
        }
    }
    if confirmed_by.is_empty() { Vec::new() } else { without_voice(roster, confirmed_by, all) }
}

fn without_voice<'a>(roster: &Roster, voices: &[Who], parties: Vec<&'a str>) -> Vec<&'a str> {
    let spoke_for = |party: &str| {
        voices
            .iter()
            .filter_map(|who| who.person().and_then(|id| roster.person(id)))
            .any(|person| person.role != Role::Observer && person.party.as_deref() == Some(party))
    };
    parties.into_iter().filter(|party| !spoke_for(party)).collect()
}

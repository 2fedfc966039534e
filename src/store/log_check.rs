//! What a log has to be so that everything else may rely on it: in order, every id once, every phase in the plan.

use std::{collections::HashSet, hash::Hash};

use super::yaml::{self, Spanned};
use crate::{
    library::Place,
    session::{
        At, BoardFact, Called, Criticised, CriticismId, Fact, FlatEntry, Listed, NoteId, Noted, PhaseIndex,
        StatementId, TurnId,
    },
};

/// Something that is not as the format says.
pub(super) struct Misplaced {
    pub(super) place: Option<Place>,
    pub(super) what: String,
}

impl Misplaced {
    pub(super) fn somewhere(what: impl Into<String>) -> Self {
        Self { place: None, what: what.into() }
    }
}

/// Checks the plan, the people and the log of a file against one another.
pub(super) fn check(phases: usize, people: &[Listed], log: &[Spanned<FlatEntry>]) -> Result<(), Misplaced> {
    if phases == 0 {
        return Err(Misplaced::somewhere("a session has at least one phase under `phases`"));
    }
    let mut persons = HashSet::new();
    for id in people.iter().map(|listed| listed.person.id) {
        once(&mut persons, id).map_err(Misplaced::somewhere)?;
    }
    let mut before = At::OPENING;
    let mut seen = Seen::default();
    for entry in log {
        let misplaced = |what| Misplaced { place: yaml::place(&entry.referenced), what };
        let at = entry.value.at;
        if at < before {
            return Err(misplaced(format!("the log goes back in time here, from {before} to {at}")));
        }
        before = at;
        seen.check(phases, &entry.value).map_err(misplaced)?;
    }
    Ok(())
}

#[derive(Default)]
struct Seen {
    turns: HashSet<TurnId>,
    notes: HashSet<NoteId>,
    statements: HashSet<StatementId>,
    criticisms: HashSet<CriticismId>,
}

impl Seen {
    fn check(&mut self, phases: usize, entry: &FlatEntry) -> Result<(), String> {
        match &entry.event {
            Fact::PhaseBegan(PhaseIndex(place)) if *place >= phases => {
                Err(format!("phase {} is not in the plan, which has {phases}", place + 1))
            }
            Fact::Called(Called { turn, .. }) => once(&mut self.turns, *turn),
            Fact::Noted(Noted { note, .. }) => once(&mut self.notes, *note),
            Fact::Board(BoardFact::Criticised(Criticised { criticism, .. })) => once(&mut self.criticisms, *criticism),
            Fact::Board(fact) => {
                fact.new_statements().into_iter().try_for_each(|statement| once(&mut self.statements, statement))
            }
            _ => Ok(()),
        }
    }
}

fn once<T: Eq + Hash + Copy + std::fmt::Display>(seen: &mut HashSet<T>, id: T) -> Result<(), String> {
    if seen.insert(id) { Ok(()) } else { Err(format!("`{id}` stands here a second time")) }
}

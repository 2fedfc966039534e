//! What remains of a session in its sealed file.

use super::{
    balance::PhaseBalance,
    event::{Opening, SavedEntry},
    roster::Person,
    state::State,
    time::At,
};

/// The sealed session: how it began, the people whom the rule keeps, and the saved events.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// How it began, as far as the rule keeps it.
    pub opening: Opening,
    /// Whom the rule keeps: in seat order if it keeps everybody, else in the order in which the record first names them.
    pub people: Vec<Listed>,
    /// How each phase was shared, where the log withholds who spoke; else it follows from the log.
    pub balance: Vec<PhaseBalance>,
    /// The saved events, in order.
    pub log: Vec<SavedEntry>,
}

/// A person in a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// Who, with the last corrections. Where the rule does not keep everybody, id and key are counted among those it
    /// keeps: they are not the ones of the running session, whose seats they would tell.
    pub person: Person,
    /// When they came; nought for those who were there at the opening, and where the rule does not keep everybody.
    pub joined: At,
}

impl Record {
    /// What the record says in the end.
    #[must_use]
    pub fn fold(&self) -> State {
        self.fold_until(At::from_millis(u64::MAX))
    }

    /// What the record says of the evening as it stood at `now`. Somebody who came later has a seat already.
    #[must_use]
    pub fn fold_until(&self, now: At) -> State {
        let mut state = self.before();
        for place in 0..self.log.partition_point(|entry| entry.at <= now) {
            self.step(&mut state, place);
        }
        state
    }

    /// The session as it was opened, before the first entry of the log: where a replay starts.
    #[must_use]
    pub fn before(&self) -> State {
        let mut state = State::opened(self.opening.clone());
        for listed in &self.people {
            state.join(listed.joined, &listed.person);
        }
        state
    }

    /// Takes a state of this record one entry further; the entry is at this place of its log.
    pub fn step(&self, state: &mut State, place: usize) {
        if let Some(entry) = self.log.get(place) {
            state.apply_fact(entry.at, entry.rule, &entry.event);
        }
    }

    /// The moment of the last entry.
    #[must_use]
    pub fn last(&self) -> At {
        self.log.last().map_or(At::OPENING, |entry| entry.at)
    }
}

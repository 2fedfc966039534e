//! Which notes are shown: by kind, by person, by phase.

use super::Review;
use crate::session::{Note, NoteKind, PhaseIndex, Who};

/// Which notes are shown; all where nothing is said.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NoteFilter {
    /// Only of this kind.
    pub kind: Option<NoteKind>,
    /// Only of this person, or of those whose names are withheld; `None` inside are those of nobody in particular.
    pub who: Option<Option<Who>>,
    /// Only of this phase.
    pub phase: Option<PhaseIndex>,
}

impl NoteFilter {
    /// Whether a note is shown.
    #[must_use]
    pub fn shows(&self, note: &Note) -> bool {
        self.kind.as_ref().is_none_or(|kind| *kind == note.kind)
            && self.who.is_none_or(|who| who == note.speaker)
            && self.phase.is_none_or(|phase| phase == note.phase)
    }

    /// Whether every note is shown.
    #[must_use]
    pub fn is_off(&self) -> bool {
        *self == Self::default()
    }
}

impl Review {
    /// The notes that are shown, in order.
    pub fn notes(&self) -> impl Iterator<Item = &Note> {
        self.state.notes.iter().filter(|note| self.filter.shows(note))
    }

    /// The next kind of note that there is; after the last, all.
    pub fn filter_kind(&mut self) {
        let mut kinds: Vec<NoteKind> = self.state.notes.iter().map(|note| note.kind.clone()).collect();
        kinds.sort();
        kinds.dedup();
        self.filter.kind = next(&kinds, self.filter.kind.as_ref());
        self.mark_shown();
    }

    /// The next person of whom there is a note, in seat order; after the last, all.
    pub fn filter_who(&mut self) {
        let seats = self.state.roster.people().map(|person| Some(Who::Named(person.id)));
        let mut voices: Vec<Option<Who>> = seats.chain([Some(Who::Unnamed), Some(Who::Withheld), None]).collect();
        voices.retain(|who| self.state.notes.iter().any(|note| note.speaker == *who));
        self.filter.who = next(&voices, self.filter.who.as_ref());
        self.mark_shown();
    }

    /// The next phase in which there is a note; after the last, all.
    pub fn filter_phase(&mut self) {
        let mut phases: Vec<PhaseIndex> = self.state.notes.iter().map(|note| note.phase).collect();
        phases.sort();
        phases.dedup();
        self.filter.phase = next(&phases, self.filter.phase.as_ref());
        self.mark_shown();
    }

    /// All notes again.
    pub fn filter_off(&mut self) {
        self.filter = NoteFilter::default();
        self.mark_shown();
    }

    /// The mark goes to a note that is shown.
    fn mark_shown(&mut self) {
        let is_shown = self.notes().any(|note| Some(note.id) == self.marked);
        if !is_shown {
            let first = self.notes().next().map(|note| note.id);
            self.marked = first;
        }
    }
}

fn next<T: Clone + PartialEq>(all: &[T], now: Option<&T>) -> Option<T> {
    let place = now.and_then(|now| all.iter().position(|one| one == now));
    place.map_or(all.first(), |place| all.get(place + 1)).cloned()
}

//! The evening on a time axis: who had the floor when, what was quiet, and what happened at which moment.

use super::{
    board::BoardFact,
    event::PhaseIndex,
    facts::Fact,
    ids::{NoteId, PersonId, StatementId, TurnId, Who},
    plan::PhaseKind,
    quiet::QuietKind,
    record::Record,
    rule::RecordRule,
    state::State,
    time::At,
};

/// A stretch of the evening.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stretch<T> {
    /// From here.
    pub from: At,
    /// To here.
    pub to: At,
    /// What it was.
    pub what: T,
}

impl<T> Stretch<T> {
    /// How much of it lies between two moments, in milliseconds.
    #[must_use]
    pub fn within(&self, from: At, to: At) -> u64 {
        self.to.min(to).since(self.from.max(from)).millis()
    }
}

/// A turn as far as somebody was heard in it: its pauses are not among its bars.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bar {
    /// Which turn.
    pub turn: TurnId,
    /// Its place among the turns, so that two that meet can be told apart.
    pub place: usize,
    /// Whether it came ahead of the queue.
    pub is_lane: bool,
}

/// Time in which nothing is told of what was done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Untold {
    /// Off the record: nothing was kept.
    OffTheRecord,
    /// A break, two and two, or a caucus.
    Apart,
}

/// Who spoke in a row of the axis.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Voice {
    /// This person.
    Person(PersonId),
    /// Somebody whose name is withheld, or was not said; everybody, where no names are kept.
    Someone,
}

/// One row of the axis.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VoiceRow {
    /// Who.
    pub voice: Voice,
    /// When they were heard, in order.
    pub bars: Vec<Stretch<Bar>>,
}

/// The evening on a time axis.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Timeline {
    /// Where it ends.
    pub end: At,
    /// The phases, in order.
    pub phases: Vec<Stretch<PhaseIndex>>,
    /// One row a person in seat order, and one for those whose names are withheld; that one alone where no name is kept.
    pub rows: Vec<VoiceRow>,
    /// Silences and pauses.
    pub quiets: Vec<Stretch<QuietKind>>,
    /// What was off the record, and when people were apart.
    pub untold: Vec<Stretch<Untold>>,
    /// What happened, in order.
    pub moments: Vec<Moment>,
}

/// Something that happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moment {
    /// When.
    pub at: At,
    /// What.
    pub what: What,
}

/// What happened at a moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    /// A phase began.
    Phase(PhaseIndex),
    /// Somebody was given the floor.
    Turn(TurnId),
    /// The room was quiet, from here to there.
    Quiet(QuietKind, At),
    /// A note was taken.
    Note(NoteId),
    /// Something came of the board: the entry at this place of the record's log.
    Board(usize),
    /// Nothing was kept from here to there.
    OffRecord(At),
    /// The program was away.
    Gap,
}

impl Timeline {
    /// The axis of a sealed session, with the state that it folds to.
    #[must_use]
    pub fn of(record: &Record, state: &State) -> Self {
        let end = record.last();
        let visits = || state.visits.iter().map(|visit| (visit.phase, visit.from, visit.to.unwrap_or(end)));
        let untold = visits().filter_map(|(phase, from, to)| {
            let kind = state.opening.phases.get(phase.0)?.kind;
            let what = if state.rule_of(phase) == RecordRule::OffTheRecord {
                Untold::OffTheRecord
            } else if matches!(kind, PhaseKind::Break | PhaseKind::Pairs | PhaseKind::Caucus) {
                Untold::Apart
            } else {
                return None;
            };
            Some(Stretch { from, to, what })
        });
        let minutes = state.off_records.iter().map(|off| Stretch {
            from: off.from,
            to: off.to.unwrap_or(end),
            what: Untold::OffTheRecord,
        });
        Self {
            end,
            phases: visits().map(|(what, from, to)| Stretch { from, to, what }).collect(),
            rows: rows(state, end),
            quiets: state
                .quiets
                .iter()
                .map(|quiet| Stretch { from: quiet.from, to: quiet.to.unwrap_or(end), what: quiet.kind })
                .collect(),
            untold: untold.chain(minutes).collect(),
            moments: moments(record, state, end),
        }
    }

    /// The place of the last moment that is not later than this.
    #[must_use]
    pub fn place(&self, at: At) -> Option<usize> {
        self.moments.partition_point(|moment| moment.at <= at).checked_sub(1)
    }

    /// When the turn before or after a moment was called.
    #[must_use]
    pub fn turn_from(&self, at: At, forward: bool) -> Option<At> {
        let mut calls = self.moments.iter().filter(|moment| matches!(moment.what, What::Turn(_)));
        if forward { calls.find(|call| call.at > at) } else { calls.rfind(|call| call.at < at) }.map(|call| call.at)
    }
}

/// Whose bars stand where. Nobody has a row whom the record does not name, and nobody is missing whom it does.
fn rows(state: &State, end: At) -> Vec<VoiceRow> {
    let people = state.roster.people().map(|person| Voice::Person(person.id));
    let mut rows: Vec<VoiceRow> = people.map(|voice| VoiceRow { voice, bars: Vec::new() }).collect();
    let mut someone = VoiceRow { voice: Voice::Someone, bars: Vec::new() };
    for (place, turn) in state.turns.iter().enumerate() {
        let row = match turn.who {
            Who::Named(person) => rows.iter_mut().find(|row| row.voice == Voice::Person(person)),
            Who::Unnamed | Who::Withheld => None,
        };
        let row = row.unwrap_or(&mut someone);
        let Some(started) = turn.started else { continue };
        let what = Bar { turn: turn.id, place, is_lane: turn.lane.is_some() };
        let mut from = started;
        let stop = turn.ended.unwrap_or(end);
        for pause in &turn.pauses {
            let paused = pause.from.max(started).min(stop);
            if paused > from {
                row.bars.push(Stretch { from, to: paused, what });
            }
            from = pause.to.unwrap_or(stop).max(from);
        }
        if stop > from {
            row.bars.push(Stretch { from, to: stop, what });
        }
    }
    if rows.is_empty() || !someone.bars.is_empty() {
        rows.push(someone);
    }
    rows
}

fn moments(record: &Record, state: &State, end: At) -> Vec<Moment> {
    let moment = |at, what| Moment { at, what };
    let mut all: Vec<Moment> = state.visits.iter().map(|visit| moment(visit.from, What::Phase(visit.phase))).collect();
    all.extend(state.turns.iter().map(|turn| moment(turn.called, What::Turn(turn.id))));
    let quiets = state.quiets.iter();
    all.extend(quiets.map(|quiet| moment(quiet.from, What::Quiet(quiet.kind, quiet.to.unwrap_or(end)))));
    let off = state.off_records.iter();
    all.extend(off.map(|off| moment(off.from, What::OffRecord(off.to.unwrap_or(end)))));
    all.extend(state.notes.iter().map(|note| moment(note.at, What::Note(note.id))));
    for (place, entry) in record.log.iter().enumerate() {
        match &entry.event {
            Fact::Board(fact) if is_told(fact) => all.push(moment(entry.at, What::Board(place))),
            Fact::GapUntil(_) => all.push(moment(entry.at, What::Gap)),
            _ => {}
        }
    }
    all.sort_by_key(|moment| moment.at);
    all
}

/// Whether a fact of the board is worth a mark: where a statement stands changed, or what it says, or something was promised.
fn is_told<W>(fact: &BoardFact<W>) -> bool {
    match fact {
        BoardFact::FollowUp(put) => !put.brought,
        BoardFact::Proposed(_)
        | BoardFact::Told(_)
        | BoardFact::Reworded(_)
        | BoardFact::Merged(_)
        | BoardFact::Split(_)
        | BoardFact::TestTaken(_)
        | BoardFact::CommonGround(_)
        | BoardFact::CanLiveWith(_)
        | BoardFact::HeldDifference(_)
        | BoardFact::Bracketed(_)
        | BoardFact::Parked(_)
        | BoardFact::Withdrawn(_)
        | BoardFact::Reopened(_)
        | BoardFact::DraftIssued(_)
        | BoardFact::WholeConfirmed(_)
        | BoardFact::FollowUpStands(_) => true,
        BoardFact::Brought(_)
        | BoardFact::Moved(_)
        | BoardFact::TestOpened(_)
        | BoardFact::Formulated(_)
        | BoardFact::Vouched(_)
        | BoardFact::InText(_)
        | BoardFact::DraftTakenUp(_)
        | BoardFact::Criticised(_)
        | BoardFact::AllOrNothing(_)
        | BoardFact::Restated(_)
        | BoardFact::MemorandumFor(_) => false,
    }
}

impl Record {
    /// What became of a statement this evening: the places of the log, in order.
    pub fn path_of(&self, statement: StatementId) -> impl Iterator<Item = usize> {
        let about = move |fact: &BoardFact<Who>| {
            fact.statement() == Some(statement) || fact.new_statements().contains(&statement)
        };
        let told = move |entry: &super::SavedEntry| match &entry.event {
            Fact::Board(BoardFact::Brought(brought)) => brought.statement == statement,
            Fact::Board(fact) => is_told(fact) && about(fact),
            _ => false,
        };
        self.log.iter().enumerate().filter(move |(_, entry)| told(entry)).map(|(place, _)| place)
    }
}

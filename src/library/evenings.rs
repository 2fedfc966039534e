//! The evenings of a group, one after the other: what a convener looks back on. Nothing here ranks anybody.

use std::path::PathBuf;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{Group, Sealed, SessionId};
use crate::session::{
    At, BoardFact, Fact, FollowUpId, KINDS, NoteKind, PhaseBalance, Progress, RecordRule, Span, StandingKind, State,
    StatementId, Wall, Who,
};

/// The stage of a dialogue, by Saunders: how far people have come with each other. The moderator says which it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// Whether to talk at all, and with whom.
    Deciding,
    /// Naming the problems and the relationships.
    Mapping,
    /// Going deeper into some of them.
    Probing,
    /// What could be done, step by step, by both.
    Scenarios,
    /// Doing it.
    Acting,
}

impl Stage {
    /// In their order; a group may go back.
    pub const ALL: [Self; 5] = [Self::Deciding, Self::Mapping, Self::Probing, Self::Scenarios, Self::Acting];

    /// The stage after or before this one; nothing is said behind the last.
    #[must_use]
    pub fn step(stage: Option<Self>, forward: bool) -> Option<Self> {
        let count = Self::ALL.len() + 1;
        let place = stage.and_then(|stage| Self::ALL.iter().position(|one| *one == stage)).map_or(0, |place| place + 1);
        let place = (place + if forward { 1 } else { count - 1 }) % count;
        place.checked_sub(1).map(|place| Self::ALL[place])
    }
}

/// One evening, with no more of it than a page about many of them shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GroupEvening {
    /// The file; a sample has none.
    pub path: Option<PathBuf>,
    /// Its name for life.
    pub id: SessionId,
    /// What it was called.
    pub title: String,
    /// Wall time of the opening.
    pub opened: Wall,
    /// The record rule of the evening.
    pub rule: RecordRule,
    /// How long the clocks ran.
    pub length: Span,
    /// Turns begun.
    pub turns: usize,
    /// Who was there, in seat order; nothing where the rule keeps nobody's presence.
    pub attended: Option<Vec<String>>,
    /// The same with how many turns of their own each had; nobody where that is not kept.
    pub seats: Vec<(String, usize)>,
    /// How long each party spoke, in seat order, where that is kept.
    pub parties: Vec<(String, Span)>,
    /// How each phase was shared, where names are withheld: its title with the figures.
    pub balance: Vec<(String, PhaseBalance)>,
    /// Who had the first turn, where that is kept.
    pub opener: Option<String>,
    /// Who had the last one.
    pub closer: Option<String>,
    /// Each phase, planned and real.
    pub phases: Vec<(String, Span, Span)>,
    /// How many notes of each kind, the kinds that the note line offers first.
    pub notes: Vec<(NoteKind, usize)>,
    /// Every statement that was on the board, in the order of the board.
    pub statements: Vec<Seen>,
    /// Everything that was promised or was still open.
    pub follow_ups: Vec<Promised>,
}

/// A statement as it stood at the end of an evening.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seen {
    /// Its id for life.
    pub id: StatementId,
    /// The wording that counted.
    pub wording: String,
    /// Where it stood.
    pub standing: StandingKind,
    /// Whether it came over from an earlier evening.
    pub brought: bool,
    /// Whether it was put back on the table that evening.
    pub reopened: bool,
    /// How many wordings it had that evening.
    pub wordings: usize,
}

/// A follow-up as it stood at the end of an evening.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Promised {
    /// Its id for life.
    pub id: FollowUpId,
    /// Who does it, where that is kept.
    pub who: Option<String>,
    /// What.
    pub what: String,
    /// By when.
    pub by: Option<NaiveDate>,
    /// How far it was.
    pub progress: Progress,
    /// Whether it came over from an earlier evening.
    pub brought: bool,
}

impl GroupEvening {
    /// One evening out of its sealed file.
    #[must_use]
    pub fn of(path: Option<PathBuf>, sealed: &Sealed) -> Self {
        let record = &sealed.record;
        let (state, end) = (record.fold(), record.last());
        let keeps = state.keeps_all_names();
        let airtime = state.airtimes(end);
        let parties = airtime.parties.iter().filter(|_| keeps).map(|share| (share.name.to_owned(), share.spoken));
        let title = |one: &PhaseBalance| state.opening.phases.get(one.phase.0).map(|phase| phase.title.clone());
        let reopened: Vec<StatementId> = record
            .log
            .iter()
            .filter_map(|entry| match &entry.event {
                Fact::Board(BoardFact::Reopened(id)) => Some(*id),
                _ => None,
            })
            .collect();
        let seen = |statement: &crate::session::Statement| Seen {
            id: statement.id,
            wording: statement.wording().to_owned(),
            standing: statement.kind(),
            brought: statement.brought,
            reopened: reopened.contains(&statement.id),
            wordings: statement.wordings.len(),
        };
        let name = |who: Who| who.person().and_then(|id| state.roster.person(id)).map(|person| person.name.clone());
        let promised = state.board.follow_ups.iter().map(|known| Promised {
            id: known.id,
            who: known.who.and_then(name),
            what: known.what.clone(),
            by: known.by,
            progress: known.progress,
            brought: known.brought,
        });
        let (opener, closer) = if keeps { ends(&state) } else { (None, None) };
        Self {
            path,
            id: sealed.id.clone(),
            title: state.opening.title.clone(),
            opened: state.opening.opened,
            rule: state.opening.rule,
            length: state.length(end),
            turns: state.turns.iter().filter(|turn| turn.started.is_some() && turn.is_own()).count(),
            attended: keeps.then(|| state.roster.people().map(|person| person.name.clone()).collect()),
            parties: parties.collect(),
            balance: record.balance.iter().filter_map(|one| Some((title(one)?, *one))).collect(),
            seats: airtime.people.iter().filter(|_| keeps).map(|one| (one.name.to_owned(), one.turns)).collect(),
            opener,
            closer,
            phases: phases(&state, end),
            notes: notes(&state),
            statements: state.board.in_order().into_iter().map(seen).collect(),
            follow_ups: promised.collect(),
        }
    }

    /// How many statements stood here.
    #[must_use]
    pub fn standing(&self, kind: StandingKind) -> usize {
        self.statements.iter().filter(|seen| seen.standing == kind).count()
    }

    /// How many turns somebody had who was there.
    #[must_use]
    pub fn turns_of(&self, name: &str) -> Option<usize> {
        self.seats.iter().find(|(one, _)| one == name).map(|(_, turns)| *turns)
    }

    /// How many notes of this kind.
    #[must_use]
    pub fn notes_of(&self, kind: &NoteKind) -> usize {
        self.notes.iter().find(|(one, _)| one == kind).map_or(0, |(_, count)| *count)
    }
}

/// Who had the first turn of their own, and the last.
fn ends(state: &State) -> (Option<String>, Option<String>) {
    let own = || state.turns.iter().filter(|turn| turn.started.is_some() && turn.is_own());
    let name = |who: Who| Some(state.roster.person(who.person()?)?.name.clone());
    (own().next().and_then(|turn| name(turn.who)), own().next_back().and_then(|turn| name(turn.who)))
}

fn phases(state: &State, end: At) -> Vec<(String, Span, Span)> {
    let times = state.phase_times(end);
    times.into_iter().map(|time| (time.title.to_owned(), time.planned, time.real)).collect()
}

fn notes(state: &State) -> Vec<(NoteKind, usize)> {
    let mut kinds: Vec<NoteKind> = KINDS.iter().filter_map(|kind| NoteKind::new(kind)).collect();
    let mut own: Vec<NoteKind> = state.notes.iter().map(|note| note.kind.clone()).collect();
    own.sort();
    own.dedup();
    own.retain(|kind| !kinds.contains(kind));
    kinds.append(&mut own);
    let count = |kind: &NoteKind| state.notes.iter().filter(|note| note.kind == *kind).count();
    kinds
        .into_iter()
        .map(|kind| (count(&kind), kind))
        .filter(|(count, _)| *count > 0)
        .map(|(n, kind)| (kind, n))
        .collect()
}

/// A statement through the evenings of a group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatementPath {
    /// Its id for life.
    pub id: StatementId,
    /// The places of the evenings on whose board it was, in their order.
    pub evenings: Vec<usize>,
    /// Where it stands now.
    pub now: StandingKind,
    /// The wording that counts now.
    pub wording: String,
    /// Whether it was ever put back on the table.
    pub reopened: bool,
}

/// Something that was promised, through the evenings of a group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GroupPromise {
    /// The evening on which it was promised first, by its place.
    pub first: usize,
    /// The evening that mentions it last.
    pub last: usize,
    /// As it stood then.
    pub now: Promised,
}

/// Every statement with its path, in the order of the board and then of their first evening. The evenings come oldest first.
#[must_use]
pub fn statement_paths(evenings: &[GroupEvening]) -> Vec<StatementPath> {
    let mut paths: Vec<StatementPath> = Vec::new();
    for (place, evening) in evenings.iter().enumerate() {
        for seen in &evening.statements {
            // Ids are for life within a group: what is new under an id that is known is something else.
            match paths.iter_mut().rfind(|path| path.id == seen.id && seen.brought) {
                Some(path) => {
                    path.evenings.push(place);
                    path.now = seen.standing;
                    path.wording.clone_from(&seen.wording);
                    path.reopened |= seen.reopened;
                }
                None => paths.push(StatementPath {
                    id: seen.id,
                    evenings: vec![place],
                    now: seen.standing,
                    wording: seen.wording.clone(),
                    reopened: seen.reopened,
                }),
            }
        }
    }
    paths.sort_by_key(|path| StandingKind::ALL.iter().position(|kind| *kind == path.now));
    paths
}

/// Everything that was promised: what is open first, by its day; then what is done, and what was dropped.
#[must_use]
pub fn group_promises(evenings: &[GroupEvening], group: Option<&Group>) -> Vec<GroupPromise> {
    let mut all: Vec<GroupPromise> = Vec::new();
    for (place, evening) in evenings.iter().enumerate() {
        for now in &evening.follow_ups {
            match all.iter_mut().rfind(|promise| promise.now.id == now.id && now.brought) {
                Some(promise) => (promise.last, promise.now) = (place, now.clone()),
                None => all.push(GroupPromise { first: place, last: place, now: now.clone() }),
            }
        }
    }
    // What was marked as done between two evenings stands in the group's file alone.
    let done = group.map_or(&[][..], |group| &group.carried.done);
    for promise in &mut all {
        let is_this = |one: &crate::session::CarriedFollowUp| one.id == promise.now.id && one.what == promise.now.what;
        if promise.now.progress == Progress::Open && done.iter().any(|one| is_this(&one.promised)) {
            promise.now.progress = Progress::Done;
        }
    }
    let rank = |progress: Progress| match progress {
        Progress::Open => 0,
        Progress::Done => 1,
        Progress::Dropped => 2,
    };
    all.sort_by_key(|promise| (rank(promise.now.progress), promise.now.by.is_none(), promise.now.by));
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    fn evening(day: u32, statements: &[(u32, StandingKind, bool)]) -> GroupEvening {
        let seen = |(id, standing, brought): &(u32, StandingKind, bool)| Seen {
            id: StatementId(*id),
            wording: format!("s{id} on day {day}"),
            standing: *standing,
            brought: *brought,
            reopened: false,
            wordings: 1,
        };
        GroupEvening {
            path: None,
            id: SessionId::parse("2026-01-01-1900-abcd").unwrap(),
            title: String::new(),
            opened: format!("2026-01-{day:02}T19:00:00+02:00").parse().unwrap(),
            rule: RecordRule::Attributed,
            length: Span::ZERO,
            turns: 0,
            attended: None,
            seats: Vec::new(),
            parties: Vec::new(),
            balance: Vec::new(),
            opener: None,
            closer: None,
            phases: Vec::new(),
            notes: Vec::new(),
            statements: statements.iter().map(seen).collect(),
            follow_ups: Vec::new(),
        }
    }

    #[test]
    fn a_statement_has_one_path_through_the_evenings_that_bring_it_over() {
        use StandingKind::{CommonGround, Parked, Proposed};
        let evenings = [
            evening(1, &[(1, Parked, false), (2, CommonGround, false)]),
            evening(2, &[(1, Proposed, true), (3, Proposed, false)]),
            evening(3, &[(1, CommonGround, true), (2, Parked, false)]),
        ];
        let paths = statement_paths(&evenings);
        let told: Vec<(u32, StandingKind, &[usize])> =
            paths.iter().map(|path| (path.id.0, path.now, path.evenings.as_slice())).collect();
        assert_eq!(
            told,
            [
                (1, CommonGround, &[0, 1, 2][..]),
                (2, CommonGround, &[0][..]),
                (3, Proposed, &[1][..]),
                (2, Parked, &[2][..])
            ]
        );
        assert_eq!(paths[0].wording, "s1 on day 3");
    }

    #[test]
    fn what_is_overdue_comes_before_what_is_not_due_and_what_is_done() {
        let promise = |id: u32, by: Option<&str>, progress, brought| Promised {
            id: FollowUpId(id),
            who: None,
            what: format!("f{id}"),
            by: by.map(|day| day.parse().unwrap()),
            progress,
            brought,
        };
        let mut evenings = [evening(1, &[]), evening(2, &[])];
        evenings[0].follow_ups = vec![
            promise(1, None, Progress::Open, false),
            promise(2, Some("2026-02-01"), Progress::Open, false),
            promise(3, Some("2026-01-05"), Progress::Open, false),
        ];
        evenings[1].follow_ups = vec![promise(2, Some("2026-02-01"), Progress::Done, true)];
        let order: Vec<(u32, usize, usize)> = group_promises(&evenings, None)
            .iter()
            .map(|promise| (promise.now.id.0, promise.first, promise.last))
            .collect();
        assert_eq!(order, [(3, 0, 0), (1, 0, 0), (2, 0, 1)]);
    }

    #[test]
    fn a_stage_comes_after_the_one_before_and_none_after_the_last() {
        let mut stage = None;
        let mut seen = Vec::new();
        for _ in 0..6 {
            stage = Stage::step(stage, true);
            seen.push(stage);
        }
        assert_eq!(seen[0], Some(Stage::Deciding));
        assert_eq!(seen[4..], [Some(Stage::Acting), None]);
        assert_eq!(Stage::step(None, false), Some(Stage::Acting));
    }
}

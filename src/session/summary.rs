//! What an evening came to: derived from the state, for the review and for a reader of the file without the program.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{
    board::{BracketKind, Progress, PutAs, Standing, StandingKind, Statement, Until},
    event::PhaseIndex,
    ids::{PersonId, Who, place_of},
    roster::Roster,
    rule::RecordRule,
    state::State,
    time::{At, Span},
};

/// Time spoken by one person or one party.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Share<'a> {
    /// The name of the person or party.
    pub name: &'a str,
    /// The person, where it is one.
    pub person: Option<PersonId>,
    /// How long they spoke.
    pub spoken: Span,
    /// How many turns they began.
    pub turns: usize,
}

/// Who spoke how long, where the record keeps it. In seat order: nobody is ranked.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Airtime<'a> {
    /// One a person.
    pub people: Vec<Share<'a>>,
    /// One a party.
    pub parties: Vec<Share<'a>>,
    /// Time spoken by those whose names are withheld.
    pub withheld: Span,
    /// Turns of those whose names are withheld.
    pub withheld_turns: usize,
}

/// How long everybody spoke, and how many turns they began.
#[derive(Debug)]
pub(super) struct Begun {
    named: Vec<(PersonId, (Span, usize))>,
    withheld: (Span, usize),
}

impl Begun {
    /// Nobody of these has spoken.
    fn nobody(roster: &Roster) -> Self {
        let named = roster.people().map(|person| (person.id, (Span::ZERO, 0)));
        Self { named: named.collect(), withheld: (Span::ZERO, 0) }
    }

    fn place(&self, person: PersonId) -> Option<usize> {
        place_of(&self.named, &person, |(id, _)| *id)
    }

    /// Time spoken and turns begun.
    pub(super) fn of(&self, who: Who) -> (Span, usize) {
        match who {
            Who::Named(person) => self.place(person).map_or((Span::ZERO, 0), |place| self.named[place].1),
            Who::Withheld => self.withheld,
        }
    }

    fn add(&mut self, who: Who, by: Span) {
        let sum = match who {
            Who::Named(person) => self.place(person).map(|place| &mut self.named[place].1),
            Who::Withheld => Some(&mut self.withheld),
        };
        if let Some((spoken, turns)) = sum {
            *spoken = spoken.plus(by);
            *turns += 1;
        }
    }
}

/// A phase, planned against real.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PhaseTime<'a> {
    /// Its title.
    pub title: &'a str,
    /// Planned length.
    pub planned: Span,
    /// How long it is to be as the plan stands now.
    pub planned_now: Span,
    /// How long it was in front; nothing if it never was.
    pub real: Span,
}

impl State {
    /// Who spoke how long, up to `now`.
    #[must_use]
    pub fn airtimes(&self, now: At) -> Airtime<'_> {
        let begun = self.begun(now);
        let of = |who: Who| begun.of(who);
        let people = self.roster.people().map(|person| {
            let (spoken, turns) = of(Who::Named(person.id));
            Share { name: &person.name, person: Some(person.id), spoken, turns }
        });
        let parties = self.roster.parties().into_iter().map(|party| {
            let members = self.roster.people().filter(|person| person.party.as_deref() == Some(party));
            let sum = |sum: (Span, usize), one: (Span, usize)| (sum.0.plus(one.0), sum.1 + one.1);
            let (spoken, turns) = members.map(|person| of(Who::Named(person.id))).fold((Span::ZERO, 0), sum);
            Share { name: party, person: None, spoken, turns }
        });
        let (withheld, withheld_turns) = of(Who::Withheld);
        Airtime { people: people.collect(), parties: parties.collect(), withheld, withheld_turns }
    }

    /// How long everybody spoke up to `now`, and how many turns they began, in one walk over the turns.
    pub(super) fn begun(&self, now: At) -> Begun {
        let mut begun = Begun::nobody(&self.roster);
        for turn in self.turns.iter().filter(|turn| turn.started.is_some()) {
            begun.add(turn.who, turn.airtime(now));
        }
        begun
    }

    /// Every phase, planned against real, up to `now`.
    #[must_use]
    pub fn phase_times(&self, now: At) -> Vec<PhaseTime<'_>> {
        let time = |place| self.time_in(PhaseIndex(place), now);
        let phases = self.opening.phases.iter().enumerate();
        phases
            .map(|(place, phase)| PhaseTime {
                title: &phase.title,
                planned: phase.length(),
                planned_now: self.planned(PhaseIndex(place)),
                real: time(place),
            })
            .collect()
    }

    /// How long the clocks ran, up to `now`.
    #[must_use]
    pub fn length(&self, now: At) -> Span {
        (0..self.opening.phases.len()).map(|place| self.time_in(PhaseIndex(place), now)).sum()
    }
}

/// The result of an evening, for a reader without the program. Derived: where it and the log differ, the log is right.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Outcome {
    /// How long the clocks ran.
    pub length: Span,
    /// Turns begun.
    pub turns: usize,
    /// Notes kept.
    pub notes: usize,
    /// Statements confirmed by every party present.
    pub common_ground: Vec<String>,
    /// Statements that everybody can live with.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub can_live_with: Vec<String>,
    /// Differences held, with both formulations.
    pub held_differences: Vec<HeldOutcome>,
    /// Statements still on the table.
    pub proposed: Vec<String>,
    /// Statements in brackets.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub bracketed: Vec<BracketOutcome>,
    /// Statements set aside.
    pub parked: Vec<ParkedOutcome>,
    /// What was promised.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub follow_ups: Vec<FollowUpOutcome>,
    /// Who spoke how long; only where the whole evening was attributed.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub spoke: Vec<Spoke>,
}

/// A difference as both sides put it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct HeldOutcome {
    /// What it is about.
    pub about: String,
    /// Why it matters.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub why: String,
    /// One a side.
    pub formulations: Vec<PutAs>,
}

/// What stands in brackets, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct BracketOutcome {
    /// The wording.
    pub wording: String,
    /// Why.
    pub kind: BracketKind,
    /// The other wording, or what it waits for.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub text: String,
}

/// What was promised, as far as the record rule tells by whom.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct FollowUpOutcome {
    /// Who does it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub who: Option<String>,
    /// What.
    pub what: String,
    /// By when.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<chrono::NaiveDate>,
    /// How far it is.
    #[serde(default)]
    pub progress: Progress,
}

/// What was set aside, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ParkedOutcome {
    /// The wording.
    pub wording: String,
    /// Why it waits.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reason: String,
    /// When it comes back.
    #[serde(default)]
    pub until: Until,
}

/// One person's time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Spoke {
    /// Who.
    pub name: String,
    /// How long.
    pub time: Span,
    /// In how many turns.
    pub turns: usize,
}

impl Outcome {
    /// What a state came to at `now`.
    #[must_use]
    pub fn of(state: &State, now: At) -> Self {
        let wordings = |kind| state.board.standing(kind).map(|statement| statement.wording().to_owned());
        let airtime = state.airtimes(now);
        let attributed = state.keeps_all_names() && state.opening.rule == RecordRule::Attributed;
        let spoke = airtime.people.iter().filter(|_| attributed).map(|share| Spoke {
            name: share.name.to_owned(),
            time: share.spoken,
            turns: share.turns,
        });
        Self {
            length: state.length(now),
            turns: state.turns.iter().filter(|turn| turn.started.is_some()).count(),
            notes: state.notes.len(),
            common_ground: wordings(StandingKind::CommonGround).collect(),
            can_live_with: wordings(StandingKind::CanLiveWith).collect(),
            held_differences: state.board.standing(StandingKind::Held).filter_map(held).collect(),
            proposed: wordings(StandingKind::Testing).chain(wordings(StandingKind::Proposed)).collect(),
            bracketed: state.board.standing(StandingKind::Bracketed).filter_map(bracketed).collect(),
            parked: state.board.standing(StandingKind::Parked).filter_map(parked).collect(),
            follow_ups: follow_ups(state),
            spoke: spoke.collect(),
        }
    }
}

fn held(statement: &Statement) -> Option<HeldOutcome> {
    let Standing::Held { why } = &statement.standing else { return None };
    let put = statement.formulations.iter().map(|side| PutAs { party: side.party.clone(), text: side.text.clone() });
    Some(HeldOutcome { about: statement.wording().to_owned(), why: why.clone(), formulations: put.collect() })
}

fn bracketed(statement: &Statement) -> Option<BracketOutcome> {
    let Standing::Bracketed { kind, text, .. } = &statement.standing else { return None };
    Some(BracketOutcome { wording: statement.wording().to_owned(), kind: *kind, text: text.clone() })
}

fn parked(statement: &Statement) -> Option<ParkedOutcome> {
    let Standing::Parked { reason, until } = &statement.standing else { return None };
    Some(ParkedOutcome { wording: statement.wording().to_owned(), reason: reason.clone(), until: *until })
}

fn follow_ups(state: &State) -> Vec<FollowUpOutcome> {
    let name = |who: Who| who.person().and_then(|id| state.roster.person(id)).map(|person| person.name.clone());
    let promised = state.board.follow_ups.iter().map(|follow_up| FollowUpOutcome {
        who: follow_up.who.and_then(name),
        what: follow_up.what.clone(),
        by: follow_up.by,
        progress: follow_up.progress,
    });
    promised.collect()
}

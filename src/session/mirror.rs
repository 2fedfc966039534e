//! The moderator's mirror: figures about the moderators' own acts, for their eyes alone. It is read from the running log and
//! is part of no record and no export.

use super::{
    Session,
    event::{Entry, Event, Why},
    facts::Fact,
    ids::PersonId,
    roster::{Person, Role},
    state::State,
    time::{At, Span},
};

/// What one moderator did while they had the chair.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mirror<'a> {
    /// Who; `None` where nobody is written down as a moderator.
    pub moderator: Option<&'a Person>,
    /// How long they had the chair.
    pub in_chair: Span,
    /// How long they spoke themselves.
    pub airtime: Span,
    /// In how many turns.
    pub turns: usize,
    /// What they did, one a party and one for those without.
    pub acts: Vec<MirrorActs<'a>>,
}

/// Acts for the people of one party.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MirrorActs<'a> {
    /// The party; `None` for people without one.
    pub party: Option<&'a str>,
    /// How often a turn was given more time.
    pub extensions: usize,
    /// How much in all.
    pub given: Span,
    /// How much time was taken from turns.
    pub taken: Span,
    /// How often somebody was called whom the order did not suggest.
    pub out_of_order: usize,
}

impl State {
    /// Who has the chair: whoever it was handed to, or else the first moderator who is here.
    #[must_use]
    pub fn chair(&self) -> Option<&Person> {
        let handed = self.chairs.last().and_then(|chair| self.roster.person(chair.person));
        handed.or_else(|| self.roster.present().find(|person| person.role == Role::Moderator))
    }
}

/// The mirror of everybody who has had the chair up to `now`, in that order, and of the moderators who have not.
#[must_use]
pub fn mirror(session: &Session, now: At) -> Vec<Mirror<'_>> {
    let state = session.state();
    let first = state.roster.people().find(|person| person.role == Role::Moderator).map(|person| person.id);
    let mut mirrors = vec![Mirror::of(state, first, now)];
    let others = state.roster.people().filter(|person| person.role == Role::Moderator && Some(person.id) != first);
    mirrors.extend(others.map(|person| Mirror::of(state, Some(person.id), now)));
    let (mut chair, mut since, mut speaks) = (first, At::OPENING, None);
    for entry in session.effective() {
        if let Event::Fact(Fact::ChairTaken(person)) = &entry.event {
            sit(&mut mirrors, state, chair, entry.at.since(since), now);
            (chair, since) = (Some(*person), entry.at);
        }
        if let Event::Fact(Fact::Called(called)) = &entry.event {
            speaks = Some(called.who);
        }
        if let Event::Fact(Fact::Extended(change) | Fact::Shortened(change)) = &entry.event {
            speaks = state.turn(change.turn).map_or(speaks, |turn| turn.who.person());
        }
        let Some(party) = speaks.map(|person| state.roster.person(person).and_then(|p| p.party.as_deref())) else {
            continue;
        };
        if let Some(mirror) = mirrors.iter_mut().find(|mirror| mirror.moderator.map(|person| person.id) == chair) {
            mirror.count(entry, party);
        }
    }
    let end = state.ended.map_or(now, |ended| ended.at);
    sit(&mut mirrors, state, chair, end.since(since), now);
    mirrors
}

fn sit<'a>(mirrors: &mut Vec<Mirror<'a>>, state: &'a State, chair: Option<PersonId>, span: Span, now: At) {
    let place = mirrors.iter().position(|mirror| mirror.moderator.map(|person| person.id) == chair);
    let place = place.unwrap_or_else(|| {
        mirrors.push(Mirror::of(state, chair, now));
        mirrors.len() - 1
    });
    mirrors[place].in_chair = mirrors[place].in_chair.plus(span);
}

impl<'a> Mirror<'a> {
    fn of(state: &'a State, person: Option<PersonId>, now: At) -> Self {
        let moderator = person.and_then(|person| state.roster.person(person));
        let own = || state.turns.iter().filter(|turn| turn.started.is_some() && turn.who.person() == person);
        let (airtime, turns) = match moderator {
            Some(_) => (own().map(|turn| turn.airtime(now)).sum(), own().filter(|turn| turn.is_own()).count()),
            None => (Span::ZERO, 0),
        };
        let sides = state.roster.parties().into_iter().map(Some).chain([None]);
        let acts = sides.map(|party| MirrorActs { party, ..MirrorActs::default() }).collect();
        Self { moderator, in_chair: Span::ZERO, airtime, turns, acts }
    }

    fn count(&mut self, entry: &Entry, party: Option<&str>) {
        let Some(acts) = self.acts.iter_mut().find(|acts| acts.party == party) else { return };
        match &entry.event {
            Event::Fact(Fact::Called(called)) if matches!(called.why, Why::Moderator | Why::PutFirst) => {
                acts.out_of_order += 1;
            }
            Event::Fact(Fact::Extended(change)) => {
                acts.extensions += 1;
                acts.given = acts.given.plus(change.by);
            }
            Event::Fact(Fact::Shortened(change)) => acts.taken = acts.taken.plus(change.by),
            _ => {}
        }
    }
}

//! What the core refuses. Asked before an event is appended; the fold itself takes anything.

use super::{
    board::check_board,
    event::{Event, PhaseIndex},
    facts::Fact,
    ids::{NoteId, PersonId, TurnId, Who},
    note::Speaker,
    refusal::Refusal,
    roster::{Member, Role},
    round::may_pass,
    state::State,
    time::Span,
    turn::Turn,
};

pub(super) type Checked = Result<(), Refusal>;

/// Refuses what makes no sense in this state.
pub(super) fn check(state: &State, event: &Event) -> Checked {
    match event {
        Event::Opened(_) => Err(Refusal::AlreadyOpen),
        Event::Joined(person) => {
            refuse_if(state.roster.person(person.id).is_some(), Refusal::PersonExists(person.id))?;
            refuse_if(person.name.trim().is_empty(), Refusal::NameMissing)
        }
        Event::PersonCorrected(person) => {
            member(state, person.id)?;
            refuse_if(person.name.trim().is_empty(), Refusal::NameMissing)
        }
        Event::NoteEdited { note, text } => {
            noted(state, *note)?;
            needs_text(text)
        }
        Event::NoteAttributed { note, speaker } => {
            noted(state, *note)?;
            member(state, *speaker).map(|_| ())
        }
        Event::NoteRekinded { note, .. } | Event::NoteDeleted(note) => noted(state, *note),
        // Which entry they may name is the log's to say: see `Session::record`.
        Event::Undone(_) | Event::Redone(_) => refuse_if(state.is_ended(), Refusal::SessionEnded),
        Event::Fact(fact) => check_fact(state, fact),
    }
}

fn check_fact(state: &State, fact: &Fact<PersonId>) -> Checked {
    // A thought on the way out is kept even when the clocks are stopped.
    if !matches!(fact, Fact::Noted(_) | Fact::Continued(_)) {
        refuse_if(state.is_ended(), Refusal::SessionEnded)?;
    }
    match fact {
        Fact::AgreementsAccepted(_) => refuse_if(state.agreements_accepted.is_some(), Refusal::AlreadyAccepted),
        Fact::PhaseBegan(phase) => check_phase(state, *phase),
        Fact::OrderChanged(order) => refuse_if(state.order() == *order, Refusal::AlreadyInOrder),
        Fact::Chosen(people) => {
            refuse_if(!state.order().has_chosen(), Refusal::NobodyIsChosen)?;
            people.iter().try_for_each(|person| member(state, *person).map(|_| ()))?;
            let twice = |(place, person): (usize, &PersonId)| people[..place].contains(person).then_some(*person);
            people.iter().enumerate().find_map(twice).map_or(Ok(()), |person| Err(Refusal::NamedTwice(person)))
        }
        Fact::HandRaised(person) => {
            may_speak(state, *person)?;
            refuse_if(state.hand(*person).is_some(), Refusal::AlreadyWaits(*person))
        }
        Fact::HandLowered(person) => refuse_if(state.hand(*person).is_none(), Refusal::DoesNotWait(*person)),
        Fact::Passed(person) | Fact::PassedForNow(person) => may_pass(state, *person),
        Fact::Called(called) => may_speak(state, called.who),
        Fact::Started(turn) => refuse_if(on_floor(state, *turn)?.started.is_some(), Refusal::AlreadyStarted),
        Fact::StartPutBack(change) => {
            let start = started(state, change.turn)?.started;
            refuse_if(start <= Some(state.earliest_start()), Refusal::StartAtLimit)
        }
        Fact::Paused(turn) => refuse_if(started(state, *turn)?.is_paused(), Refusal::AlreadyPaused),
        Fact::Resumed(turn) => refuse_if(!started(state, *turn)?.is_paused(), Refusal::NotPaused),
        Fact::Shortened(change) => refuse_if(on_floor(state, change.turn)?.length <= change.by, Refusal::NoTimeToTake),
        Fact::Extended(change) => on_floor(state, change.turn).map(|_| ()),
        Fact::TurnEnded(turn) => on_floor(state, *turn).map(|_| ()),
        Fact::AwayCounted(change) => {
            let away = on_floor(state, change.turn)?.away();
            refuse_if(away.is_none_or(|away| change.by == Span::ZERO || change.by > away), Refusal::NothingAway)
        }
        Fact::Noted(noted) => {
            needs_text(&noted.text)?;
            speaker(state, noted.speaker)
        }
        Fact::Board(fact) => check_board(state, fact),
        Fact::Left(person) => present(state, *person).map(|_| ()),
        Fact::Returned(person) => refuse_if(member(state, *person)?.is_present(), Refusal::AlreadyPresent(*person)),
        Fact::Continued(_) => refuse_if(!state.is_ended(), Refusal::SessionRuns),
        Fact::RoundBegan(_) | Fact::GapUntil(_) | Fact::ClockSet(_) | Fact::Ended(_) => Ok(()),
    }
}

fn check_phase(state: &State, phase: PhaseIndex) -> Checked {
    refuse_if(phase.0 >= state.opening.phases.len(), Refusal::NoSuchPhase(phase))?;
    refuse_if(!state.visits.is_empty() && state.phase_index() == phase, Refusal::AlreadyInPhase)
}

pub(super) fn refuse_if(condition: bool, refusal: Refusal) -> Checked {
    if condition { Err(refusal) } else { Ok(()) }
}

pub(super) fn needs_text(text: &str) -> Checked {
    refuse_if(text.trim().is_empty(), Refusal::TextMissing)
}

pub(super) fn member(state: &State, person: PersonId) -> Result<&Member, Refusal> {
    state.roster.member(person).ok_or(Refusal::NoSuchPerson(person))
}

pub(super) fn present(state: &State, person: PersonId) -> Result<&Member, Refusal> {
    let member = member(state, person)?;
    if member.is_present() { Ok(member) } else { Err(Refusal::NotPresent(person)) }
}

pub(super) fn speaker(state: &State, speaker: Speaker<PersonId>) -> Checked {
    match speaker {
        Speaker::Person(person) => member(state, person).map(|_| ()),
        Speaker::Floor | Speaker::Nobody => Ok(()),
    }
}

fn may_speak(state: &State, person: PersonId) -> Checked {
    let member = present(state, person)?;
    refuse_if(member.person.role == Role::Observer, Refusal::ObserverListens(person))?;
    let speaks = state.current().is_some_and(|turn| turn.who == Who::Named(person));
    refuse_if(speaks, Refusal::HasTheFloor(person))
}

fn on_floor(state: &State, turn: TurnId) -> Result<&Turn, Refusal> {
    state.current().filter(|current| current.id == turn).ok_or(Refusal::FloorEmpty)
}

fn started(state: &State, turn: TurnId) -> Result<&Turn, Refusal> {
    let turn = on_floor(state, turn)?;
    if turn.started.is_some() { Ok(turn) } else { Err(Refusal::NotStarted) }
}

fn noted(state: &State, note: NoteId) -> Checked {
    refuse_if(state.note(note).is_none(), Refusal::NoSuchNote(note))
}

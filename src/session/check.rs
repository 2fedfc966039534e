//! What the core refuses. Asked before an event is appended; the fold itself takes anything.

use super::{
    board::check_board,
    event::{Event, PhaseIndex},
    facts::Fact,
    ids::{AskId, NoteId, PersonId, TurnId, Who},
    lanes::{Ask, Asked, LaneCalled, TurnNamed},
    note::Speaker,
    pace::{PlannedLength, Replanned},
    plan::PhaseKind,
    queue_acts::{MovedDown, SpeakersList},
    refusal::Refusal,
    roster::{Member, Role},
    round::may_pass,
    state::State,
    time::{At, Span},
    turn::Turn,
};

pub(super) type Checked = Result<(), Refusal>;

/// Refuses what makes no sense in this state.
pub(super) fn check(state: &State, event: &Event) -> Checked {
    match event {
        Event::Opened(_) => Err(Refusal::AlreadyOpen),
        Event::Joined(person) => {
            let taken = state.roster.person(person.id).is_some() || state.roster.was_removed(person.id);
            refuse_if(taken, Refusal::PersonExists(person.id))?;
            refuse_if(person.name.trim().is_empty(), Refusal::NameMissing)
        }
        Event::PersonCorrected(person) => {
            member(state, person.id)?;
            refuse_if(person.name.trim().is_empty(), Refusal::NameMissing)
        }
        Event::PersonRemoved(person) => may_be_removed(state, *person),
        Event::SeatMoved { person, to } => {
            member(state, *person)?;
            refuse_if(state.roster.place(*person) == Some(*to), Refusal::AlreadySo)
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
        Event::BackOnRecord => refuse_if(state.off_record().is_none(), Refusal::OnTheRecord),
        // What was struck is struck in the log: see `Session::strike`.
        Event::Erased => Err(Refusal::NotUndoable),
        // Which entry they may name is the log's to say: see `Session::record`.
        Event::Undone(_) | Event::Redone(_) | Event::Covered { .. } => {
            refuse_if(state.is_ended(), Refusal::SessionEnded)
        }
        Event::Fact(fact) => check_fact(state, fact),
    }
}

fn check_fact(state: &State, fact: &Fact<PersonId>) -> Checked {
    // A thought on the way out is kept even when the clocks are stopped.
    if !matches!(fact, Fact::Noted(_) | Fact::Continued(_) | Fact::Released(_)) {
        refuse_if(state.is_ended(), Refusal::SessionEnded)?;
    }
    match fact {
        Fact::AgreementsAccepted(_) => refuse_if(state.agreements_accepted.is_some(), Refusal::AlreadyAccepted),
        Fact::PhaseBegan(phase) => check_phase(state, *phase),
        Fact::OrderChanged(order) => refuse_if(state.order() == *order, Refusal::AlreadyInOrder),
        Fact::Chosen(people) => {
            refuse_if(!state.order().has_chosen(), Refusal::NobodyIsChosen)?;
            people.iter().try_for_each(|person| member(state, *person).map(|_| ()))?;
            named_once(people)
        }
        Fact::HandRaised(person) => may_raise(state, *person),
        Fact::HandLowered(person) => refuse_if(state.hand(*person).is_none(), Refusal::DoesNotWait(*person)),
        Fact::Passed(person) | Fact::PassedForNow(person) => may_pass(state, *person),
        Fact::HandsRaised(people) => check_together(state, people),
        Fact::HandMovedDown(moved) => check_moved_down(state, *moved),
        Fact::PutFirst(person) => may_be_placed(state, *person),
        Fact::LastWord(person) => {
            refuse_if(state.last_word == Some(*person), Refusal::HasTheLastWord(*person))?;
            may_be_placed(state, *person)
        }
        Fact::List(list) => refuse_if(state.list == *list, Refusal::ListIsSo),
        Fact::Asked(asked) => check_asked(state, asked),
        Fact::AskNamed(named) => {
            let ask = state.ask(named.ask).filter(|ask| ask.who.is_none()).ok_or(Refusal::NoSuchAsk)?;
            may_ask(state, &Ask { who: Some(named.who), ..*ask })
        }
        Fact::AskDropped(ask) => refuse_if(state.ask(*ask).is_none(), Refusal::NoSuchAsk),
        Fact::LaneCalled(called) => check_lane_call(state, called),
        Fact::TurnNamed(named) => check_turn_named(state, *named),
        Fact::StayedWith(turn) => {
            refuse_if(state.staying == Some(*turn), Refusal::StaysWith(*turn))?;
            refuse_if(state.remark().map(|remark| remark.id) != Some(*turn), Refusal::NothingToAnswer)
        }
        Fact::WentOn(turn) => refuse_if(state.staying != Some(*turn), Refusal::QueueGoesOn),
        Fact::PutBack(turn) => state.may_be_put_back(*turn),
        Fact::Called(called) => {
            captured(state)?;
            may_speak(state, called.who)
        }
        Fact::Started(turn) => refuse_if(on_floor(state, *turn)?.started.is_some(), Refusal::AlreadyStarted),
        Fact::StartPutBack(change) => {
            let start = started(state, change.turn)?.started;
            refuse_if(start <= Some(state.earliest_start()), Refusal::StartAtLimit)
        }
        Fact::InterruptionPutBack(change) => check_interruption(started(state, change.turn)?),
        Fact::Paused(turn) | Fact::Interrupted(turn) => {
            refuse_if(started(state, *turn)?.is_paused(), Refusal::AlreadyPaused)
        }
        Fact::Resumed(turn) => refuse_if(!started(state, *turn)?.is_paused(), Refusal::NotPaused),
        Fact::Shortened(change) => refuse_if(on_floor(state, change.turn)?.length <= change.by, Refusal::NoTimeToTake),
        Fact::Extended(change) => on_floor(state, change.turn).map(|_| ()),
        Fact::TurnEnded(turn) => on_floor(state, *turn).map(|_| ()),
        Fact::AwayCounted(change) => {
            let away = on_floor(state, change.turn)?.away();
            refuse_if(away.is_none_or(|away| change.by == Span::ZERO || change.by > away), Refusal::NothingAway)
        }
        Fact::QuietBegan(_) => refuse_if(state.quiet().is_some(), Refusal::AlreadyQuiet),
        Fact::QuietEnded(kind) => refuse_if(state.quiet().is_none_or(|quiet| quiet.kind != *kind), Refusal::NotQuiet),
        Fact::Breath(span) => refuse_if(state.breath() == *span, Refusal::AlreadySo),
        Fact::TurnLength(span) => refuse_if(*span == Span::ZERO || state.turn_length() == *span, Refusal::AlreadySo),
        Fact::PartyTime(span) => refuse_if(state.party_budget().unwrap_or_default() == *span, Refusal::AlreadySo),
        Fact::Replanned(replanned) => check_replanned(state, replanned),
        Fact::ChairTaken(person) => check_chair(state, *person),
        Fact::Noted(noted) => {
            captured(state)?;
            needs_text(&noted.text)?;
            speaker(state, noted.speaker)
        }
        Fact::Board(fact) => {
            if !fact.new_statements().is_empty() {
                captured(state)?;
            }
            check_board(state, fact)
        }
        Fact::Left(person) => present(state, *person).map(|_| ()),
        Fact::Returned(person) => refuse_if(member(state, *person)?.is_present(), Refusal::AlreadyPresent(*person)),
        Fact::Continued(_) => refuse_if(!state.is_ended(), Refusal::SessionRuns),
        Fact::SilenceCounted(span) => {
            refuse_if(*span == Span::ZERO || state.floor_empty_since().is_none(), Refusal::NoEmptyFloor)
        }
        Fact::RuleChanged(change) => state.check_rule_change(*change),
        Fact::RuleRead(rule) => state.check_rule_read(*rule),
        Fact::OffRecord(lasted) => refuse_if(lasted.is_some() || state.off_record().is_some(), Refusal::OffTheRecord),
        Fact::Released(piece) => state.check_release(*piece),
        Fact::Struck(_) => Err(Refusal::NotUndoable),
        Fact::RoundBegan(_) | Fact::GapUntil(_) | Fact::ClockSet(_) | Fact::Ended(_) => Ok(()),
    }
}

fn check_phase(state: &State, phase: PhaseIndex) -> Checked {
    refuse_if(phase.0 >= state.opening.phases.len(), Refusal::NoSuchPhase(phase))?;
    refuse_if(!state.visits.is_empty() && state.phase_index() == phase, Refusal::AlreadyInPhase)
}

fn check_replanned(state: &State, replanned: &Replanned) -> Checked {
    refuse_if(replanned.phases.is_empty(), Refusal::OnTime)?;
    let is_in_plan = |planned: &PlannedLength| planned.phase.0 < state.opening.phases.len();
    replanned.phases.iter().try_for_each(|p| refuse_if(!is_in_plan(p), Refusal::NoSuchPhase(p.phase)))
}

fn check_chair(state: &State, person: PersonId) -> Checked {
    let is_moderator = present(state, person)?.person.role == Role::Moderator;
    refuse_if(!is_moderator, Refusal::NotAModerator(person))?;
    refuse_if(state.chair().is_some_and(|chair| chair.id == person), Refusal::HasTheChair(person))
}

/// In a caucus one party meets alone, and nothing is captured.
fn captured(state: &State) -> Checked {
    let caucus = state.phase().is_some_and(|phase| phase.kind == PhaseKind::Caucus);
    refuse_if(caucus, Refusal::NothingCaptured)
}

/// Whoever has a turn, a note or a place on the board was here, whatever the moderator now thinks.
fn may_be_removed(state: &State, person: PersonId) -> Checked {
    member(state, person)?;
    let who = Some(Who::Named(person));
    let speaks = state.turns.iter().any(|turn| Some(turn.who) == who);
    let noted = state.notes.iter().any(|note| note.speaker == who);
    let on_board = state.board.names(person);
    refuse_if(speaks || noted || on_board, Refusal::WasHere(person))
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
    refuse_if(state.has_floor(person), Refusal::HasTheFloor(person))
}

fn may_raise(state: &State, person: PersonId) -> Checked {
    may_speak(state, person)?;
    refuse_if(state.hand(person).is_some(), Refusal::AlreadyWaits(person))?;
    refuse_if(state.list == SpeakersList::Closed, Refusal::ListClosed)
}

/// Practice: a person may wait once in each lane; quotas are the format's.
fn may_ask(state: &State, ask: &Ask) -> Checked {
    if let Some(person) = ask.who {
        state.may_ask(person)?;
        let waits = state.asks_in(ask.lane, person).is_some_and(|other| other.id != ask.id);
        refuse_if(waits, Refusal::AlreadyAsks(person, ask.lane))?;
    }
    state.has_room(ask)
}

fn check_together(state: &State, people: &[PersonId]) -> Checked {
    refuse_if(people.is_empty(), Refusal::NobodyMarked)?;
    named_once(people)?;
    people.iter().try_for_each(|person| may_raise(state, *person))
}

fn check_moved_down(state: &State, moved: MovedDown<PersonId>) -> Checked {
    refuse_if(!state.order().goes_by_hands(), Refusal::OrderIsFixed)?;
    refuse_if(state.hand(moved.who).is_none(), Refusal::DoesNotWait(moved.who))?;
    member(state, moved.behind)?;
    refuse_if(moved.who == moved.behind, Refusal::NobodyBehind(moved.who))
}

/// Whether the moderator may say where in the queue this person stands.
fn may_be_placed(state: &State, person: PersonId) -> Checked {
    refuse_if(!state.order().goes_by_hands(), Refusal::OrderIsFixed)?;
    may_speak(state, person)
}

fn check_turn_named(state: &State, named: TurnNamed<PersonId>) -> Checked {
    let turn = state.turn(named.turn).filter(|turn| turn.who == Who::Unnamed).ok_or(Refusal::NobodyToName)?;
    if turn.ended.is_none() { state.may_ask(named.who) } else { member(state, named.who).map(|_| ()) }
}

fn check_interruption(turn: &Turn) -> Checked {
    refuse_if(!turn.is_interrupted(), Refusal::NotInterrupted)?;
    let from = turn.pauses.last().map(|pause| pause.from);
    refuse_if(from <= Some(turn.earliest_interruption()), Refusal::StartAtLimit)
}

fn named_once(people: &[PersonId]) -> Checked {
    let twice = |(place, person): (usize, &PersonId)| people[..place].contains(person).then_some(*person);
    people.iter().enumerate().find_map(twice).map_or(Ok(()), |person| Err(Refusal::NamedTwice(person)))
}

fn check_asked(state: &State, asked: &Asked<PersonId>) -> Checked {
    let Asked { ask: id, lane, who, to } = *asked;
    captured(state)?;
    let (belongs, _) = state.lane_place(lane)?;
    refuse_if(belongs != to, Refusal::TalkMovedOn(who))?;
    may_ask(state, &Ask { id, lane, who, since: At::OPENING, to })
}

fn check_lane_call(state: &State, called: &LaneCalled<PersonId>) -> Checked {
    let LaneCalled { turn: _, lane, ask, who, length: _, to, within } = *called;
    captured(state)?;
    let waiting = ask.map(|id| state.ask(id).copied().ok_or(Refusal::NoSuchAsk)).transpose()?;
    refuse_if(waiting.is_some_and(|ask| ask.lane != lane || ask.who != who), Refusal::NoSuchAsk)?;
    let place = waiting.map_or_else(|| state.lane_place(lane), |ask| state.place_of(&ask))?;
    refuse_if(place != (to, within), Refusal::TalkMovedOn(who))?;
    if let Some(person) = who {
        state.may_ask(person)?;
    }
    // Who waits has been let in by the quota already.
    match waiting {
        Some(_) => Ok(()),
        None => may_ask(state, &Ask { id: AskId(0), lane, who, since: At::OPENING, to }),
    }
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

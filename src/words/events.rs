//! What happened, in words.

use crate::session::{Event, Fact, PersonId, QuietKind, Span, State, Who};

/// What somebody is called where the record rule keeps the name.
pub const SOMEONE: &str = "someone";

/// The name of a person.
#[must_use]
pub fn person_name(state: &State, person: PersonId) -> &str {
    state.roster.person(person).map_or(SOMEONE, |person| &person.name)
}

/// The name of whoever it was, as far as it may be told.
#[must_use]
pub fn who_name(state: &State, who: Who) -> &str {
    who.person().map_or(SOMEONE, |person| person_name(state, person))
}

/// What a quiet is called.
#[must_use]
pub const fn quiet(kind: QuietKind) -> &'static str {
    match kind {
        QuietKind::Silence => "silence",
        QuietKind::Pause => "pause",
    }
}

/// What undo would take back: `called Yousef`.
#[must_use]
pub fn describe(event: &Event, state: &State) -> String {
    match event {
        Event::Opened(_) => "opened".into(),
        Event::Joined(person) => format!("{} came", person.name),
        Event::PersonCorrected(person) => format!("corrected {}", person.name),
        Event::PersonRemoved(_) => "removed somebody".into(),
        Event::SeatMoved { person, .. } => format!("{} sits elsewhere", person_name(state, *person)),
        Event::NoteEdited { .. } => "edited a note".into(),
        Event::NoteAttributed { .. } => "gave a note to somebody else".into(),
        Event::NoteRekinded { .. } => "changed a note's kind".into(),
        Event::NoteDeleted(_) => "deleted a note".into(),
        Event::Covered { .. } => "covered the phase from its beginning".into(),
        Event::BackOnRecord => "back on the record".into(),
        Event::Erased => "struck".into(),
        Event::Undone(_) => "undo".into(),
        Event::Redone(_) => "redo".into(),
        Event::Fact(fact) => describe_fact(fact, state),
    }
}

fn describe_fact(fact: &Fact<PersonId>, state: &State) -> String {
    let name = |person: &PersonId| person_name(state, *person);
    let somebody = |person: Option<PersonId>| person.map_or(SOMEONE, |person| person_name(state, person));
    match fact {
        Fact::AgreementsAccepted(_) => "agreements accepted".into(),
        Fact::PhaseBegan(phase) => {
            let title = state.opening.phases.get(phase.0).map_or("", |phase| &phase.title);
            format!("moved to {title}")
        }
        Fact::RoundBegan(_) => "began another round".into(),
        Fact::OrderChanged(order) => format!("order {}", super::order(*order)),
        Fact::Chosen(people) => format!("named {}", people.len()),
        Fact::HandRaised(person) => format!("{} raised a hand", name(person)),
        Fact::HandLowered(person) => format!("{} lowered the hand", name(person)),
        Fact::HandsRaised(people) => format!("{} hands at once", people.len()),
        Fact::HandMovedDown(moved) => format!("{} let {} go first", name(&moved.who), name(&moved.behind)),
        Fact::PutFirst(person) => format!("put {} first", name(person)),
        Fact::LastWord(person) => format!("the last word to {}", name(person)),
        Fact::List(list) => super::list_event(*list).into(),
        Fact::Asked(asked) => format!("{} of {}", super::lane(asked.lane), somebody(asked.who)),
        Fact::AskNamed(named) => format!("named {}", name(&named.who)),
        Fact::AskDropped(_) => "took an entry out of the lanes".into(),
        Fact::LaneCalled(called) => format!("{} of {}", super::lane(called.lane), somebody(called.who)),
        Fact::TurnNamed(named) => format!("named {}", name(&named.who)),
        Fact::StayedWith(_) => "stayed with a remark".into(),
        Fact::WentOn(_) => "went on with the queue".into(),
        Fact::PutBack(turn) => {
            let who = state.turn(*turn).map_or(SOMEONE, |turn| who_name(state, turn.who));
            format!("{who} back in the queue")
        }
        Fact::Interrupted(_) => "marked an interruption".into(),
        Fact::InterruptionPutBack(change) => format!("interruption put back {}", change.by),
        Fact::Passed(person) => format!("{} passed", name(person)),
        Fact::PassedForNow(person) => format!("{} passed for now", name(person)),
        Fact::Called(called) => format!("called {}", name(&called.who)),
        Fact::Started(_) => "started the clock".into(),
        Fact::StartPutBack(change) => format!("start put back {}", change.by),
        Fact::Paused(_) => "paused".into(),
        Fact::Resumed(_) => "resumed".into(),
        Fact::Extended(change) => format!("+{}", change.by),
        Fact::Shortened(change) => format!("−{}", change.by),
        Fact::TurnEnded(_) => "ended the turn".into(),
        Fact::QuietBegan(began) => quiet(began.kind).into(),
        Fact::QuietEnded(kind) => format!("end of the {}", quiet(*kind)),
        Fact::SilenceCounted(span) => format!("{} of silence", super::minutes(*span)),
        Fact::Breath(span) if *span == Span::ZERO => "no breath between".into(),
        Fact::Breath(_) => "a breath between".into(),
        Fact::TurnLength(span) => format!("turns of {}", super::clock(*span)),
        Fact::PartyTime(span) if *span == Span::ZERO => "no limit for the parties".into(),
        Fact::PartyTime(span) => format!("{} for each party", super::minutes(*span)),
        Fact::Replanned(replanned) if replanned.later == Span::ZERO => "shortened the rest".into(),
        Fact::Replanned(replanned) => format!("{} later", super::minutes(replanned.later)),
        Fact::ChairTaken(person) => format!("{} has the chair", name(person)),
        Fact::Noted(_) => "took a note".into(),
        Fact::Board(fact) => super::board::describe(fact, state),
        Fact::Left(person) => format!("{} left", name(person)),
        Fact::Returned(person) => format!("{} came back", name(person)),
        Fact::GapUntil(_) => "the program was away".into(),
        Fact::AwayCounted(change) => format!("counted {} away", super::minutes(change.by)),
        Fact::ClockSet(_) => "the clock was set".into(),
        Fact::RuleChanged(change) => format!("record rule {}", super::rule(change.to)),
        Fact::RuleRead(rule) => format!("{} read aloud", super::rule(*rule)),
        Fact::OffRecord(_) => "off the record".into(),
        Fact::Released(_) => "released for the record".into(),
        Fact::Struck(_) => "struck".into(),
        Fact::Ended(_) => "ended".into(),
        Fact::Continued(_) => "went on".into(),
    }
}

//! The border that a record crosses on its way to a file and back: no text in it acts on a terminal, no name is empty.
//!
//! Crossing it twice changes nothing, so that a file reads back to exactly what was written.

use crate::session::{
    BoardFact, Fact, Listed, MemorandumScope, Noted, Opening, Phase, Record,
    text::{clean, clean_line, clean_name, is_unsafe},
};

/// A record as it may be shown and written.
#[must_use]
pub fn cleaned(record: Record) -> Record {
    let Record { opening, people, balance, mut log } = record;
    let people = people.into_iter().map(person).collect();
    for entry in &mut log {
        fact(&mut entry.event);
    }
    Record { opening: header(opening), people, balance, log }
}

/// A phase as it may be shown.
#[must_use]
pub fn phase(mut phase: Phase) -> Phase {
    phase.title = clean_name(&phase.title);
    phase.question = phase.question.as_deref().map(clean).filter(|question| !question.is_empty());
    for hint in &mut phase.hints {
        *hint = clean(hint);
    }
    phase
}

fn header(opening: Opening) -> Opening {
    let title = clean_name(&opening.title);
    let named = |name: Option<String>| name.as_deref().map(clean_name).filter(|name| !name.is_empty());
    Opening {
        // An empty title gets the date.
        title: if title.is_empty() { opening.opened.format("%Y-%m-%d").to_string() } else { title },
        series: named(opening.series),
        opened: opening.opened,
        place: named(opening.place),
        rule: opening.rule,
        agreements: opening.agreements.iter().map(|agreement| clean(agreement)).collect(),
        phases: opening.phases.into_iter().map(phase).collect(),
        rounds_before: opening.rounds_before,
        statements_before: opening.statements_before,
        follow_ups_before: opening.follow_ups_before,
    }
}

fn person(listed: Listed) -> Listed {
    let Listed { mut person, joined } = listed;
    person.name = clean_name(&person.name);
    if person.name.is_empty() {
        person.name = person.id.to_string();
    }
    person.party = person.party.as_deref().map(clean_name).filter(|party| !party.is_empty());
    if is_unsafe(person.key) {
        person.key = ' ';
    }
    Listed { person, joined }
}

fn fact<W>(fact: &mut Fact<W>) {
    match fact {
        Fact::Noted(Noted { text, .. }) => *text = clean(text),
        Fact::Board(fact) => board(fact),
        Fact::AgreementsAccepted(_)
        | Fact::PhaseBegan(_)
        | Fact::RoundBegan(_)
        | Fact::OrderChanged(_)
        | Fact::Chosen(_)
        | Fact::HandRaised(_)
        | Fact::HandLowered(_)
        | Fact::HandsRaised(_)
        | Fact::HandMovedDown(_)
        | Fact::PutFirst(_)
        | Fact::LastWord(_)
        | Fact::List(_)
        | Fact::Asked(_)
        | Fact::AskNamed(_)
        | Fact::AskDropped(_)
        | Fact::LaneCalled(_)
        | Fact::TurnNamed(_)
        | Fact::StayedWith(_)
        | Fact::WentOn(_)
        | Fact::PutBack(_)
        | Fact::Interrupted(_)
        | Fact::InterruptionPutBack(_)
        | Fact::Passed(_)
        | Fact::PassedForNow(_)
        | Fact::Called(_)
        | Fact::Started(_)
        | Fact::StartPutBack(_)
        | Fact::Paused(_)
        | Fact::Resumed(_)
        | Fact::Extended(_)
        | Fact::Shortened(_)
        | Fact::TurnEnded(_)
        | Fact::QuietBegan(_)
        | Fact::QuietEnded(_)
        | Fact::SilenceCounted(_)
        | Fact::Breath(_)
        | Fact::TurnLength(_)
        | Fact::PartyTime(_)
        | Fact::Replanned(_)
        | Fact::ChairTaken(_)
        | Fact::Left(_)
        | Fact::Returned(_)
        | Fact::GapUntil(_)
        | Fact::AwayCounted(_)
        | Fact::ClockSet(_)
        | Fact::RuleChanged(_)
        | Fact::RuleRead(_)
        | Fact::OffRecord(_)
        | Fact::Released(_)
        | Fact::Struck(_)
        | Fact::Ended(_)
        | Fact::Continued(_) => {}
    }
}

fn board<W>(fact: &mut BoardFact<W>) {
    let named = |name: &mut Option<String>| *name = name.as_deref().map(clean_name).filter(|name| !name.is_empty());
    match fact {
        BoardFact::Proposed(put) => put.wording = clean(&put.wording),
        BoardFact::Brought(brought) => {
            for text in [&mut brought.wording, &mut brought.reason] {
                *text = clean(text);
            }
            for earlier in &mut brought.earlier {
                (earlier.text, earlier.reason) = (clean(&earlier.text), clean(&earlier.reason));
            }
        }
        BoardFact::Reworded(put) => (put.wording, put.reason) = (clean(&put.wording), clean(&put.reason)),
        BoardFact::Told(told) => told.wording = clean(&told.wording),
        BoardFact::Merged(merged) => merged.wording = clean(&merged.wording),
        BoardFact::Split(split) => {
            for part in &mut split.into {
                part.wording = clean(&part.wording);
            }
        }
        BoardFact::TestOpened(opened) => {
            opened.scale.title = clean_name(&opened.scale.title);
            opened.scale.name = clean_name(&opened.scale.name);
            for point in &mut opened.scale.points {
                point.label = clean_name(&point.label);
            }
        }
        BoardFact::TestTaken(taken) => taken.parties.iter_mut().for_each(|tally| named(&mut tally.party)),
        BoardFact::Formulated(put) => {
            named(&mut put.party);
            put.text = clean(&put.text);
        }
        BoardFact::HeldDifference(held) => held.why = clean(&held.why),
        BoardFact::Bracketed(bracketed) => bracketed.text = clean(&bracketed.text),
        BoardFact::Parked(parked) => parked.reason = clean(&parked.reason),
        BoardFact::Criticised(said) => (said.text, said.interest) = (clean(&said.text), clean(&said.interest)),
        BoardFact::FollowUp(put) => put.what = clean(&put.what),
        BoardFact::MemorandumFor(MemorandumScope::Recipients(recipients)) => {
            for name in recipients {
                *name = clean_line(name);
            }
        }
        BoardFact::Moved(_)
        | BoardFact::CommonGround(_)
        | BoardFact::CanLiveWith(_)
        | BoardFact::Vouched(_)
        | BoardFact::Withdrawn(_)
        | BoardFact::Reopened(_)
        | BoardFact::InText(_)
        | BoardFact::DraftIssued(_)
        | BoardFact::DraftTakenUp(_)
        | BoardFact::WholeConfirmed(_)
        | BoardFact::AllOrNothing(_)
        | BoardFact::Restated(_)
        | BoardFact::FollowUpStands(_)
        | BoardFact::MemorandumFor(MemorandumScope::Group | MemorandumScope::Public) => {}
    }
}

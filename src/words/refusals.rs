//! Why an act was not recorded, in one sentence each.

use super::{events::person_name, lanes};
use crate::session::{Lane, Refusal, State};

/// The sentence for a refusal.
#[must_use]
#[expect(clippy::too_many_lines, reason = "a flat table: one sentence a refusal, all in one place")]
pub fn refusal(refusal: &Refusal, state: &State) -> String {
    let name = |person| person_name(state, person);
    match refusal {
        Refusal::SessionEnded => "The clocks are stopped; go on with the evening first.".into(),
        Refusal::SessionRuns => "The evening is running.".into(),
        Refusal::AlreadyOpen => "An evening opens once.".into(),
        Refusal::NoSuchPerson(_) => "There is no such person here.".into(),
        Refusal::PersonExists(_) => "This person is written down already.".into(),
        Refusal::NameMissing => "One name, please: Sami, Palestinian".into(),
        Refusal::NotPresent(person) => format!("{} is not in the room.", name(*person)),
        Refusal::AlreadyPresent(person) => format!("{} is in the room.", name(*person)),
        Refusal::ObserverListens(person) => {
            format!("{} observes; s, then e, makes an observer a participant.", name(*person))
        }
        Refusal::HasTheFloor(person) => format!("{} has the floor.", name(*person)),
        Refusal::AlreadyWaits(person) => format!("{} waits already.", name(*person)),
        Refusal::DoesNotWait(person) => format!("{} does not wait.", name(*person)),
        Refusal::AlreadyAsks(person, lane) => lanes::already_asks(name(*person), *lane),
        Refusal::NoSuchAsk => "Nobody waits there any more.".into(),
        Refusal::NothingToAnswer => "Nobody has said anything yet that could be answered.".into(),
        Refusal::OwnRemark => "The first reply to a remark is somebody else's.".into(),
        Refusal::TalkMovedOn(person) => lanes::too_late(person.map(name)),
        Refusal::TurnHasIts(Lane::Reply) => "This remark has had its reply. h stays with it for up to three.".into(),
        Refusal::TurnHasIts(lane) => format!("This turn has had its {}.", super::lanes(*lane)),
        Refusal::HasHadTheirs(person, lane) => lanes::has_had_theirs(name(*person), *lane),
        Refusal::NobodyToName => "Everybody who spoke has a name.".into(),
        Refusal::ListClosed => "The list is closed: x opens it, ^ puts somebody first all the same.".into(),
        Refusal::ListIsSo => "The list stands like this already.".into(),
        Refusal::NobodyMarked => "Nobody is marked yet: their keys, then Enter.".into(),
        Refusal::OrderIsFixed => "Here the order is not that of the hands; g calls anybody.".into(),
        Refusal::NobodyBehind(person) => format!("Nobody waits behind {} who could go first.", name(*person)),
        Refusal::HasTheLastWord(person) => format!("{} has the last word already.", name(*person)),
        Refusal::StaysWith(turn) => lanes::stays_with(*turn, state),
        Refusal::QueueGoesOn => "The queue is not held.".into(),
        Refusal::NobodyToPutBack => "Nobody has spoken who could go back to the queue.".into(),
        Refusal::NotInterrupted => "The speaker is not being interrupted.".into(),
        Refusal::NobodyWaits => "Nobody waits. A person's key raises their hand; e ends the turn.".into(),
        Refusal::RoundComplete => "The round is complete. o begins another, p moves on.".into(),
        Refusal::CircleEmpty => "There is nobody to call. s, then a, writes people down.".into(),
        Refusal::NotAGoRound => "Passing and rounds belong to a go-round.".into(),
        Refusal::RoundOver(person) => format!("{} has had a turn in this round.", name(*person)),
        Refusal::AlreadyInOrder => "This is the order already.".into(),
        Refusal::NobodyIsChosen => "Only a fishbowl has an inner circle, and only named tellers are named.".into(),
        Refusal::NamedTwice(person) => format!("{} is in the list already.", name(*person)),
        Refusal::NobodyChosen => "Nobody has been named for it; i names them.".into(),
        Refusal::TellersDone => "All who were named have told. p moves on.".into(),
        Refusal::PartyDoesNotAsk(party) => {
            format!("{party} is due, and nobody of {party} asks. g calls somebody all the same.")
        }
        Refusal::HolderNames => "Whoever holds the piece names the next: g, then their key.".into(),
        Refusal::NobodyQueues => "In open talk nobody queues: a person's key times whoever speaks.".into(),
        Refusal::FloorEmpty => "Nobody has the floor.".into(),
        Refusal::NotStarted => "The clock has not started; Space starts it.".into(),
        Refusal::AlreadyStarted => "The clock runs already.".into(),
        Refusal::AlreadyPaused => "The clock stands already.".into(),
        Refusal::NotPaused => "The clock runs.".into(),
        Refusal::StartAtLimit => "The start can't go back any further: somebody else was speaking then.".into(),
        Refusal::NoTimeToTake => "There is no more time to take.".into(),
        Refusal::AlreadyQuiet => "The room is quiet; Space ends that.".into(),
        Refusal::NotQuiet => "Nobody keeps quiet now.".into(),
        Refusal::NoEmptyFloor => "There is no time of the empty floor to give away.".into(),
        Refusal::NoTimeLeft => "Nothing is left of this phase that could be shared.".into(),
        Refusal::OnTime => "The evening would end as planned.".into(),
        Refusal::NothingToShorten => "The phases to come have nothing to give.".into(),
        Refusal::NoParties => "There are not two parties here.".into(),
        Refusal::AlreadySo => "It is so already.".into(),
        Refusal::NotAModerator(person) => format!("{} is not written down as a moderator.", name(*person)),
        Refusal::HasTheChair(person) => format!("{} has the chair.", name(*person)),
        Refusal::WasHere(person) => {
            format!("{} has spoken, or is named in a note or on the board; x says that they left.", name(*person))
        }
        Refusal::NoTurnsHere => "In this phase nobody speaks in turns. p moves on; g gives somebody the floor.".into(),
        Refusal::NothingCaptured => "This is a caucus: nothing is captured.".into(),
        Refusal::NoSuchPhase(_) => "There is no such phase.".into(),
        Refusal::AlreadyInPhase => "This phase is in front already.".into(),
        Refusal::AlreadyAccepted => "The agreements were accepted before.".into(),
        Refusal::TextMissing => "There is nothing to keep yet.".into(),
        Refusal::NobodyCalled(called) => {
            format!("Nobody here is called “{called}”, or more than one. A key works too: @3 and what they said.")
        }
        Refusal::NoSuchNote(_) => "There is no such note.".into(),
        Refusal::NoSuchStatement(_) => "There is no such statement.".into(),
        Refusal::SameWording => "That is the wording it has.".into(),
        Refusal::AlreadyThere => "It stands there already.".into(),
        Refusal::NotOnTheTable(_) => "It is not on the table; o puts it back first.".into(),
        Refusal::NotYet(toward, missing) => super::board::not_yet(*toward, missing, state),
        Refusal::OnlyProvisional(parties) => {
            format!("Nobody of {} is here: it can only be provisional.", parties.join(" and "))
        }
        Refusal::StillBracketed(_) => "It stands in brackets; w words it without them, o takes them away.".into(),
        Refusal::OneSided => "A difference has two sides; both are needed.".into(),
        Refusal::NoSuchSide => "That side has not put it yet; Enter opens its line.".into(),
        Refusal::NotTheirs(person) => {
            format!("{}: one finds one's own side's words fair, and understands the other's.", name(*person))
        }
        Refusal::NotVouched(lacking) => super::board::not_vouched(lacking),
        Refusal::SecondMissing => "Brackets need a second supporter: two keys.".into(),
        Refusal::TwoNeeded => "It takes two: Alt-Enter begins another line; merging needs another statement.".into(),
        Refusal::ScaleUnsound => "This scale does not fit; two to nine answers, the threshold one of them.".into(),
        Refusal::NamesNotKept => "The record rule keeps no names here: totals, or the keyboard handed round.".into(),
        Refusal::NoTestOpen => "No test is open on this wording; t opens one.".into(),
        Refusal::NobodyAnswered => "Nobody has answered yet.".into(),
        Refusal::SmallPartySplit => "A party of fewer than three is kept as met or not met, never as a split.".into(),
        Refusal::ObjectionsWait => {
            "Here the group thinks together: objections wait. i keeps one for the next phase.".into()
        }
        Refusal::OnlyTheDrafterEdits(draft) => {
            format!(
                "Draft {draft} is on the table: i criticises it; only the drafter edits, who takes it up with Tab, d."
            )
        }
        Refusal::NoDraft => "No draft is on the table; Tab, then d, puts one there.".into(),
        Refusal::DraftOnTheTable => "A draft is on the table already.".into(),
        Refusal::NoParagraphs => {
            "The text has no paragraphs yet: e on the board takes a statement in, c writes one.".into()
        }
        Refusal::NothingToRestate => "There is no turn to restate.".into(),
        Refusal::SpeakerRestates(person) => format!("{} said it; somebody else says what was heard.", name(*person)),
        Refusal::NotADay(typed) => {
            format!(
                "“{typed}” is no day and no phase: 11 April, 2026-04-11, in 2 weeks, phase 3, or nothing for the close."
            )
        }
        Refusal::NoSuchFollowUp(_) => "There is no such follow-up.".into(),
        Refusal::NothingAway => "Parlor was not away while this turn ran.".into(),
        Refusal::NothingToUndo => "There is nothing to take back.".into(),
        Refusal::NothingToRedo => "There is nothing to bring back.".into(),
        Refusal::OffTheRecord => "Off the record: nothing is kept. * comes back on the record.".into(),
        Refusal::PhaseOffTheRecord => "This phase is off the record: p moves on, or . chooses another rule.".into(),
        Refusal::OnTheRecord => "What happens is on the record.".into(),
        Refusal::RuleIsSo(rule) => format!("It is so already: {}.", super::rule(*rule)),
        Refusal::RuleUnread => "The record rule has not been read aloud yet: . shows the text.".into(),
        Refusal::NothingToCover => "Nothing was kept under a looser rule since this phase began.".into(),
        Refusal::NoSuchPiece(_) => "There is nothing there any more.".into(),
        Refusal::NothingToRelease => "It stands in the sealed file without that.".into(),
        Refusal::UndoFence => {
            "A change of record rule, minutes off the record, a strike and an end are not taken back.".into()
        }
        Refusal::NotTheNextId => "That is out of order; nothing was changed.".into(),
        Refusal::NotUndoable => "That is not taken back.".into(),
    }
}

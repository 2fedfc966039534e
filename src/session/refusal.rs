//! What the core refuses, as typed values. The sentences stand in `words`.

use super::{
    board::{Missing, Toward, Vouch},
    event::PhaseIndex,
    ids::{FollowUpId, NoteId, PersonId, StatementId, TurnId},
    lanes::Lane,
    pieces::Piece,
    rule::RecordRule,
};

/// Why an act was not recorded. Nothing has changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The clocks are stopped; continue first.
    SessionEnded,
    /// The session has not ended.
    SessionRuns,
    /// A session begins once.
    AlreadyOpen,
    /// No such person.
    NoSuchPerson(PersonId),
    /// Somebody else has this id already.
    PersonExists(PersonId),
    /// A turn, a note or a statement takes the next id: see `Session::next_turn` and its like.
    NotTheNextId,
    /// A person needs a name.
    NameMissing,
    /// The person is not in the room.
    NotPresent(PersonId),
    /// The person is in the room already.
    AlreadyPresent(PersonId),
    /// An observer listens unless admitted.
    ObserverListens(PersonId),
    /// The person has the floor.
    HasTheFloor(PersonId),
    /// Nobody waits twice.
    AlreadyWaits(PersonId),
    /// The hand is not up.
    DoesNotWait(PersonId),
    /// Nobody waits twice in one lane.
    AlreadyAsks(PersonId, Lane),
    /// There is no such entry in the lanes.
    NoSuchAsk,
    /// Nobody has spoken whom a reply could answer.
    NothingToAnswer,
    /// The first answer to a remark is somebody else's.
    OwnRemark,
    /// The remark that was to be answered is not in front any more.
    TalkMovedOn(Option<PersonId>),
    /// There are as many entries of this lane to the turn as the format allows.
    TurnHasIts(Lane),
    /// The person has used up the lane in this phase.
    HasHadTheirs(PersonId, Lane),
    /// There is no turn without a name.
    NobodyToName,
    /// The list is closed.
    ListClosed,
    /// The list stands like this already.
    ListIsSo,
    /// Nobody was marked.
    NobodyMarked,
    /// The order is not that of the hands.
    OrderIsFixed,
    /// Nobody stands behind this person who could be let go first.
    NobodyBehind(PersonId),
    /// The person has the last word already.
    HasTheLastWord(PersonId),
    /// The queue is held for this remark.
    StaysWith(TurnId),
    /// The queue is not held.
    QueueGoesOn,
    /// Nobody's turn can be put back.
    NobodyToPutBack,
    /// The speaker is not being interrupted.
    NotInterrupted,
    /// Nobody waits, so there is nobody to suggest.
    NobodyWaits,
    /// Everybody in the circle has spoken or passed.
    RoundComplete,
    /// There is nobody to ask in a go-round.
    CircleEmpty,
    /// Passing belongs to a go-round.
    NotAGoRound,
    /// The person has had their turn, or has passed, in this round.
    RoundOver(PersonId),
    /// This is the order rule already.
    AlreadyInOrder,
    /// Inner circle and tellers belong to a fishbowl and to named tellers.
    NobodyIsChosen,
    /// The person is in the list already.
    NamedTwice(PersonId),
    /// The inner circle or the tellers have not been named.
    NobodyChosen,
    /// Everybody who was named to tell has told.
    TellersDone,
    /// This party is due, and nobody of it asks.
    PartyDoesNotAsk(String),
    /// The holder of the talking piece names the next.
    HolderNames,
    /// In open talk nobody queues.
    NobodyQueues,
    /// Nobody has the floor.
    FloorEmpty,
    /// The turn has not started.
    NotStarted,
    /// The turn has started.
    AlreadyStarted,
    /// The clock stands already.
    AlreadyPaused,
    /// The clock is running.
    NotPaused,
    /// The start cannot go back any further: somebody else was speaking then.
    StartAtLimit,
    /// A turn has some length.
    NoTimeToTake,
    /// The room is quiet already.
    AlreadyQuiet,
    /// Nobody keeps quiet.
    NotQuiet,
    /// There is no empty floor to give away.
    NoEmptyFloor,
    /// Nothing is left of the phase to be shared.
    NoTimeLeft,
    /// The evening would end as planned.
    OnTime,
    /// The phases to come have nothing to give.
    NothingToShorten,
    /// There are not two parties here whose time could be limited.
    NoParties,
    /// It is so already.
    AlreadySo,
    /// The chair goes to a moderator.
    NotAModerator(PersonId),
    /// This moderator has the chair.
    HasTheChair(PersonId),
    /// Who has spoken, or is named in a note or on the board, was here.
    WasHere(PersonId),
    /// In this phase nobody speaks in turns.
    NoTurnsHere,
    /// In a caucus nothing is captured.
    NothingCaptured,
    /// There is no phase there.
    NoSuchPhase(PhaseIndex),
    /// This phase is in front.
    AlreadyInPhase,
    /// The agreements were accepted before.
    AlreadyAccepted,
    /// There is nothing to write down.
    TextMissing,
    /// Nobody is called this, or more than one is.
    NobodyCalled(String),
    /// No such note.
    NoSuchNote(NoteId),
    /// No such statement.
    NoSuchStatement(StatementId),
    /// The wording is the one it has.
    SameWording,
    /// The statement stands there already.
    AlreadyThere,
    /// A withdrawn, parked or held statement comes back to the table first.
    NotOnTheTable(StatementId),
    /// What this wording lacks to be common ground, or what everybody can live with.
    NotYet(Toward, Vec<Missing>),
    /// Nobody of these parties is in the room: it can only be provisional.
    OnlyProvisional(Vec<String>),
    /// It stands in brackets; they go first.
    StillBracketed(StatementId),
    /// A difference has two formulations.
    OneSided,
    /// There is no such side of the difference.
    NoSuchSide,
    /// One finds fair what one's own side says, and understands what the other says.
    NotTheirs(PersonId),
    /// What is lacking of the formulations, by party where it has a name.
    NotVouched(Vec<(Option<String>, Vouch)>),
    /// A bracket needs a second supporter.
    SecondMissing,
    /// Merging takes two statements, and splitting makes two.
    TwoNeeded,
    /// The answers of a scale are distinct, two to nine, and one of them is the threshold.
    ScaleUnsound,
    /// The record rule keeps no names: there is no key a person.
    NamesNotKept,
    /// No test is open on this wording.
    NoTestOpen,
    /// A test without a single answer says nothing.
    NobodyAnswered,
    /// A party of fewer than three is never kept as a split.
    SmallPartySplit,
    /// While the group thinks together, objections wait for a later phase.
    ObjectionsWait,
    /// This draft is on the table: it is criticised, and only the drafter edits.
    OnlyTheDrafterEdits(u32),
    /// No draft is on the table.
    NoDraft,
    /// A draft is on the table already.
    DraftOnTheTable,
    /// A draft has paragraphs.
    NoParagraphs,
    /// There is no turn to restate.
    NothingToRestate,
    /// Somebody else says what was heard.
    SpeakerRestates(PersonId),
    /// That is no day, and no phase.
    NotADay(String),
    /// No such follow-up.
    NoSuchFollowUp(FollowUpId),
    /// The program was not away while this turn ran, or not so long.
    NothingAway,
    /// There is nothing to take back.
    NothingToUndo,
    /// There is nothing to bring back.
    NothingToRedo,
    /// Nothing is kept now.
    OffTheRecord,
    /// The phase in front is off the record as a whole.
    PhaseOffTheRecord,
    /// What happens is kept now.
    OnTheRecord,
    /// This record rule holds there already, and was read aloud.
    RuleIsSo(RecordRule),
    /// The record rule has to be read aloud first.
    RuleUnread,
    /// Nothing was kept under a looser rule since the phase began.
    NothingToCover,
    /// No such note, statement or follow-up.
    NoSuchPiece(Piece),
    /// It stands in the sealed file without that, or was released.
    NothingToRelease,
    /// What lies before a change of record rule, minutes off the record, something struck, or a stopping of the clocks, is
    /// not taken back.
    UndoFence,
    /// The act is not one that undo takes back.
    NotUndoable,
}

//! The closed list of facts about the board, each with the key under which it stands in a file.

use super::events::{
    Bracketed, Brought, Confirmed, Criticised, FollowUpPut, FollowUpStands, Formulated, Held, InText, MemorandumScope,
    Merged, Moved, Parked, Proposed, Restated, Reworded, Split, TakenUp, TestOpened, TestTaken, Vouched,
    WholeConfirmed,
};
use super::told::Told;
use crate::session::{facts::keyed_facts, ids::StatementId};

keyed_facts! {
    /// A fact about the common-ground board; `W` is how it points at a person.
    BoardFact, BOARD_KEYS:
    /// A statement was put on the board.
    Proposed(Proposed<W>) = "proposed",
    /// A statement came over from an earlier evening of the group.
    Brought(Brought) = "brought",
    /// What was released of a statement, as a sealed file says it.
    Told(Told) = "told",
    /// A statement got another wording.
    Reworded(Reworded) = "reworded",
    /// Two statements became one.
    Merged(Merged) = "merged",
    /// One statement became two or more.
    Split(Split) = "split",
    /// A statement was put in front of another by hand.
    Moved(Moved) = "moved",
    /// A test of agreement was opened: scale and threshold are fixed, no answer has been given.
    TestOpened(TestOpened) = "test_opened",
    /// The answers of the open test, all at once.
    TestTaken(TestTaken<W>) = "test_taken",
    /// A statement became common ground.
    CommonGround(Confirmed<W>) = "common_ground",
    /// Everybody can live with a statement.
    CanLiveWith(Confirmed<W>) = "can_live_with",
    /// One side put a difference in its words.
    Formulated(Formulated) = "formulated",
    /// Somebody found a formulation fair to their own side, or understood that of another.
    Vouched(Vouched<W>) = "vouched",
    /// A statement is held as a difference.
    HeldDifference(Held) = "held_difference",
    /// A statement stands in brackets.
    Bracketed(Bracketed<W>) = "bracketed",
    /// A statement was set aside.
    Parked(Parked) = "parked",
    /// A statement was withdrawn.
    Withdrawn(StatementId) = "withdrawn",
    /// A statement is back on the table with the wording it has.
    Reopened(StatementId) = "reopened",
    /// A statement became a paragraph of the one text, or is none any more.
    InText(InText) = "in_text",
    /// The draft of this number is on the table: it is criticised, and nobody edits it.
    DraftIssued(u32) = "draft_issued",
    /// The drafter took the draft on the table up.
    DraftTakenUp(TakenUp<W>) = "draft_taken_up",
    /// A statement was criticised; nobody is its author.
    Criticised(Criticised) = "criticised",
    /// The draft on the table was confirmed as a whole.
    WholeConfirmed(WholeConfirmed<W>) = "whole_confirmed",
    /// Whether nothing holds until everything holds.
    AllOrNothing(bool) = "all_or_nothing",
    /// The other side said what it had heard in a turn.
    Restated(Restated<W>) = "restated",
    /// Somebody will do something after the session.
    FollowUp(FollowUpPut<W>) = "follow_up",
    /// What became of a follow-up.
    FollowUpStands(FollowUpStands) = "follow_up_stands",
    /// The group decided for whom the memorandum is.
    MemorandumFor(MemorandumScope) = "memorandum_for",
}

impl<W> BoardFact<W> {
    /// Whether `u` takes this back: everything but what came over from an earlier evening.
    #[must_use]
    pub const fn is_undoable(&self) -> bool {
        match self {
            Self::Brought(_) => false,
            Self::FollowUp(follow_up) => !follow_up.brought,
            Self::Proposed(_)
            | Self::Told(_)
            | Self::Reworded(_)
            | Self::Merged(_)
            | Self::Split(_)
            | Self::Moved(_)
            | Self::TestOpened(_)
            | Self::TestTaken(_)
            | Self::CommonGround(_)
            | Self::CanLiveWith(_)
            | Self::Formulated(_)
            | Self::Vouched(_)
            | Self::HeldDifference(_)
            | Self::Bracketed(_)
            | Self::Parked(_)
            | Self::Withdrawn(_)
            | Self::Reopened(_)
            | Self::InText(_)
            | Self::DraftIssued(_)
            | Self::DraftTakenUp(_)
            | Self::Criticised(_)
            | Self::WholeConfirmed(_)
            | Self::AllOrNothing(_)
            | Self::Restated(_)
            | Self::FollowUpStands(_)
            | Self::MemorandumFor(_) => true,
        }
    }

    /// The statement that this fact is about, if it is about one: of merging and splitting, what came of it.
    #[must_use]
    pub fn statement(&self) -> Option<StatementId> {
        match self {
            Self::Proposed(Proposed { statement, .. })
            | Self::Brought(Brought { statement, .. })
            | Self::Told(Told { statement, .. })
            | Self::Reworded(Reworded { statement, .. })
            | Self::Merged(Merged { into: statement, .. })
            | Self::Split(Split { statement, .. })
            | Self::Moved(Moved { statement, .. })
            | Self::TestOpened(TestOpened { statement, .. })
            | Self::TestTaken(TestTaken { statement, .. })
            | Self::CommonGround(Confirmed { statement, .. })
            | Self::CanLiveWith(Confirmed { statement, .. })
            | Self::Formulated(Formulated { statement, .. })
            | Self::Vouched(Vouched { statement, .. })
            | Self::HeldDifference(Held { statement, .. })
            | Self::Bracketed(Bracketed { statement, .. })
            | Self::Parked(Parked { statement, .. })
            | Self::Withdrawn(statement)
            | Self::Reopened(statement)
            | Self::InText(InText { statement, .. })
            | Self::Criticised(Criticised { statement, .. }) => Some(*statement),
            Self::DraftIssued(_)
            | Self::DraftTakenUp(_)
            | Self::WholeConfirmed(_)
            | Self::AllOrNothing(_)
            | Self::Restated(_)
            | Self::FollowUp(_)
            | Self::FollowUpStands(_)
            | Self::MemorandumFor(_) => None,
        }
    }

    /// The statements that this fact puts on the board, in order.
    #[must_use]
    pub fn new_statements(&self) -> Vec<StatementId> {
        match self {
            Self::Proposed(proposed) => vec![proposed.statement],
            Self::Brought(brought) => vec![brought.statement],
            Self::Told(told) => vec![told.statement],
            Self::Merged(merged) => vec![merged.into],
            Self::Split(split) => split.into.iter().map(|part| part.statement).collect(),
            _ => Vec::new(),
        }
    }

    /// The wording that this fact gives a statement, if it does.
    pub(in crate::session) fn wording_of(&mut self, id: StatementId) -> Option<&mut String> {
        match self {
            Self::Proposed(Proposed { statement, wording, .. })
            | Self::Brought(Brought { statement, wording, .. })
            | Self::Told(Told { statement, wording })
            | Self::Reworded(Reworded { statement, wording, .. })
            | Self::Merged(Merged { into: statement, wording, .. }) => (*statement == id).then_some(wording),
            Self::Split(split) => split.into.iter_mut().find(|part| part.statement == id).map(|part| &mut part.wording),
            _ => None,
        }
    }
}

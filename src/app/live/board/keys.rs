//! The keys of the board, of the one text and of the follow-ups.

use super::{Asking, Live, Page};
use crate::{
    app::{action::Action, live::pages::step, msg::Now},
    library::Purpose,
    session::{
        BoardFact, BracketKind, FollowUpId, FollowUpStands, InText, Moved, Progress, Refusal, Standing, Statement,
        StatementId, Toward,
    },
};

impl Live {
    /// An act on the board. `None` if the action is not one.
    pub(in crate::app::live) fn board_act(
        &mut self,
        action: Action,
        marked: Option<StatementId>,
        now: &Now,
    ) -> Option<Result<(), Refusal>> {
        match action {
            Action::AllOrNothing => {
                let flag = !self.state().board.all_or_nothing;
                return Some(self.record(now, BoardFact::AllOrNothing(flag)));
            }
            Action::Audience => {
                self.open_line(Purpose::Audience);
                return Some(Ok(()));
            }
            _ => {}
        }
        let statement = marked?;
        match action {
            Action::Reword => self.open_line(Purpose::Reword(statement)),
            Action::Confirm => self.read_back(Some(statement), Toward::CommonGround),
            Action::ConfirmLiving => self.read_back(Some(statement), Toward::CanLiveWith),
            Action::TestAgreement => return Some(self.test(statement)),
            Action::Hold => self.open_difference(statement),
            Action::Bracket => self.ask(Asking::BracketKind { statement, kind: BracketKind::Alternative }),
            Action::Park => self.open_line(Purpose::Park(statement)),
            Action::Wordings => self.ask(Asking::Wordings {
                statement: Some(statement),
                place: self.steps_of(Some(statement)).saturating_sub(1),
            }),
            Action::Merge => return Some(self.merge(statement)),
            Action::Split => self.open_line(Purpose::Split(statement)),
            Action::Criticise => self.open_line(Purpose::Criticism(statement)),
            Action::Withdraw => return Some(self.record(now, BoardFact::Withdrawn(statement))),
            Action::Reopen => return Some(self.record(now, BoardFact::Reopened(statement))),
            Action::MoveUp | Action::MoveDown => return Some(self.move_by_hand(statement, action, now)),
            Action::IntoText => {
                let in_text = !self.state().board.statement(statement)?.in_text;
                return Some(self.record(now, BoardFact::InText(InText { statement, in_text })));
            }
            _ => return None,
        }
        Some(Ok(()))
    }

    /// An act on the one text. `None` if the action is not one.
    pub(in crate::app::live) fn text_act(
        &mut self,
        action: Action,
        marked: Option<StatementId>,
        now: &Now,
    ) -> Option<Result<(), Refusal>> {
        match action {
            Action::Draft if self.state().board.text.on_the_table().is_some() => {
                let drafter = self.state().board.text.drafter.and_then(|(_, who)| who.person());
                self.ask(Asking::Drafter(drafter));
                Some(Ok(()))
            }
            Action::Draft => {
                let number = u32::try_from(self.state().board.text.drafts.len() + 1).unwrap_or(u32::MAX);
                Some(self.record(now, BoardFact::DraftIssued(number)))
            }
            Action::Whole if self.state().board.text.on_the_table().is_none() => Some(Err(Refusal::NoDraft)),
            Action::Whole => {
                self.read_back(None, Toward::CommonGround);
                Some(Ok(()))
            }
            Action::Wordings => {
                self.ask(Asking::Wordings { statement: None, place: self.steps_of(None).saturating_sub(1) });
                Some(Ok(()))
            }
            other => self.board_act(other, marked, now),
        }
    }

    /// An act on what was promised. `None` if the action is not one.
    pub(in crate::app::live) fn follow_up_act(
        &mut self,
        action: Action,
        marked: Option<FollowUpId>,
        now: &Now,
    ) -> Option<Result<(), Refusal>> {
        let progress = match action {
            Action::NewFollowUp => {
                self.open_line(Purpose::FollowUp(None));
                return Some(Ok(()));
            }
            Action::EditFollowUp => {
                self.open_line(Purpose::FollowUp(Some(marked?)));
                return Some(Ok(()));
            }
            Action::FollowUpDone => Progress::Done,
            Action::FollowUpDropped => Progress::Dropped,
            Action::FollowUpOpen => Progress::Open,
            _ => return None,
        };
        let follow_up = marked?;
        Some(self.record(now, BoardFact::FollowUpStands(FollowUpStands { follow_up, progress })))
    }

    /// Opens the read-back of a wording, or of the whole text. What the test of it lacks is said when it is confirmed.
    fn read_back(&mut self, statement: Option<StatementId>, toward: Toward) {
        self.ask(Asking::ReadBack { statement, toward, voices: Vec::new() });
    }

    /// Opens a test where the core would take one.
    fn test(&mut self, statement: StatementId) -> Result<(), Refusal> {
        let state = self.state();
        let found = state.board.statement(statement).ok_or(Refusal::NoSuchStatement(statement))?;
        if state.thinks_jointly() {
            return Err(Refusal::ObjectionsWait);
        }
        match found.standing {
            Standing::Proposed | Standing::Testing | Standing::CanLiveWith { .. } => {
                self.open_set_up(statement);
                Ok(())
            }
            Standing::Bracketed { .. } => Err(Refusal::StillBracketed(statement)),
            Standing::CommonGround { .. }
            | Standing::Held { .. }
            | Standing::Parked { .. }
            | Standing::Withdrawn { .. } => Err(Refusal::NotOnTheTable(statement)),
        }
    }

    /// The statements with which this one can be merged.
    #[must_use]
    pub fn mergeable(&self, with: StatementId) -> Vec<StatementId> {
        let on_the_table = |statement: &&&Statement| {
            matches!(statement.standing, Standing::Proposed | Standing::Testing | Standing::Bracketed { .. })
        };
        let board = self.state().board.in_order();
        board.iter().filter(on_the_table).map(|statement| statement.id).filter(|id| *id != with).collect()
    }

    fn merge(&mut self, statement: StatementId) -> Result<(), Refusal> {
        let with = *self.mergeable(statement).first().ok_or(Refusal::TwoNeeded)?;
        self.ask(Asking::Merging { statement, with });
        Ok(())
    }

    /// In front of its neighbour of the same group, or behind it.
    fn move_by_hand(&mut self, statement: StatementId, action: Action, now: &Now) -> Result<(), Refusal> {
        let board = &self.state().board;
        let marked = board.statement(statement).ok_or(Refusal::NoSuchStatement(statement))?;
        let group: Vec<StatementId> = match self.page {
            Page::Text(_) => board.paragraphs().map(|other| other.id).collect(),
            _ => board.standing(marked.kind()).map(|other| other.id).collect(),
        };
        let by = if action == Action::MoveUp { -1 } else { 1 };
        let other =
            step(&group, Some(statement), by).filter(|other| *other != statement).ok_or(Refusal::AlreadyThere)?;
        let (statement, before) = if by < 0 { (statement, other) } else { (other, statement) };
        self.record(now, BoardFact::Moved(Moved { statement, before }))
    }
}

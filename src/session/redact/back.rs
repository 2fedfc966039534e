//! What is kept back until the group releases it, in events and in a state alike.
//!
//! What was released of a statement stands where the statement stood, as the group left it: without names, and without how
//! it came about.

use super::Redaction;
use crate::session::{
    board::{Board, BoardFact, FollowUp, FollowUpPut, FollowUpStands, Moved, Progress, Statement},
    event::SavedEntry,
    facts::Fact,
    ids::{FollowUpId, PersonId, StatementId, Who},
    note::Note,
    pieces::{Piece, RELEASED},
    rule::RecordRule,
    state::State,
    time::At,
};

type Moment = (At, RecordRule);

impl Redaction<'_> {
    pub(super) fn is_back(&self, note: &Note) -> bool {
        self.keeps_back && !note.rule.keeps_words() && !note.released
    }

    fn holds_back(&self, put: &FollowUp) -> bool {
        self.keeps_back && !put.strictest.keeps_words()
    }

    /// Whether anything of a statement stands in the record.
    fn shows(&self, statement: &Statement) -> bool {
        !self.back.contains(&statement.id) || statement.released.is_some()
    }

    /// What is left of a fact about the board.
    pub(super) fn board_entries<W: Copy + Into<Who>>(
        &self,
        (at, rule): Moment,
        fact: &BoardFact<W>,
        before: &State,
        end: &State,
    ) -> Vec<SavedEntry> {
        let saved = |rule, fact| SavedEntry { at, rule, event: Fact::Board(fact) };
        match fact {
            BoardFact::Moved(moved) => self.moves((at, rule), *moved, before, end),
            BoardFact::FollowUp(put) => match end.board.follow_up(put.follow_up).filter(|end| self.holds_back(end)) {
                None => vec![saved(rule, self.board_fact(rule, fact, (before, end)))],
                Some(last) if last.released.is_some() && before.board.follow_up(put.follow_up).is_none() => {
                    vec![saved(RELEASED, BoardFact::FollowUp(self.told_follow_up(last)))]
                }
                Some(_) => Vec::new(),
            },
            BoardFact::FollowUpStands(change) if self.holds_back_id(change.follow_up, end) => Vec::new(),
            BoardFact::Criticised(criticised)
                if self.back.contains(&criticised.statement) || (self.keeps_back && !rule.keeps_words()) =>
            {
                Vec::new()
            }
            other if other.statement().is_some_and(|id| self.back.contains(&id)) => {
                self.told(at, &other.new_statements(), (before, fact), end)
            }
            other => vec![saved(rule, self.board_fact(rule, other, (before, end)))],
        }
    }

    fn holds_back_id(&self, id: FollowUpId, end: &State) -> bool {
        end.board.follow_up(id).is_some_and(|put| self.holds_back(put))
    }

    /// What was released of the statements that a fact puts on the board, each in its place.
    fn told<W: Copy + Into<Who>>(
        &self,
        at: At,
        new: &[StatementId],
        (before, fact): (&State, &BoardFact<W>),
        end: &State,
    ) -> Vec<SavedEntry> {
        let released = |id: &&StatementId| end.board.statement(**id).is_some_and(|s| s.released.is_some());
        let new: Vec<StatementId> = new.iter().filter(released).copied().collect();
        if new.is_empty() {
            return Vec::new();
        }
        let mut after = before.clone();
        after.apply_board(at, RELEASED, fact);
        let shown = self.shown(&after.board, end);
        let saved = |fact| SavedEntry { at, rule: RELEASED, event: Fact::Board(fact) };
        let mut entries = Vec::new();
        for id in &new {
            let told = end.board.statement(*id).and_then(|statement| statement.as_released::<Who>().into_iter().next());
            entries.extend(told.map(|fact| saved(self.board_fact(RELEASED, &fact, (before, end)))));
        }
        // The last one first, so that whatever it stands before is in its place.
        for id in new.iter().rev() {
            let next = shown.iter().skip_while(|other| *other != id).nth(1);
            entries.extend(next.map(|next| saved(BoardFact::Moved(Moved { statement: *id, before: *next }))));
        }
        entries
    }

    /// Of the statements on this board, those of which something stands in the record, in order.
    fn shown(&self, board: &Board, end: &State) -> Vec<StatementId> {
        let shows = |id: StatementId| end.board.statement(id).is_none_or(|last| self.shows(last));
        board.statements.iter().map(|statement| statement.id).filter(|id| shows(*id)).collect()
    }

    /// An order by hand, among what stands in the record.
    fn moves(&self, (at, rule): Moment, moved: Moved, before: &State, end: &State) -> Vec<SavedEntry> {
        let saved = |moved| SavedEntry { at, rule, event: Fact::Board(BoardFact::Moved(moved)) };
        let is_there = |id| end.board.statement(id).is_none_or(|statement| self.shows(statement));
        if !is_there(moved.statement) {
            return Vec::new();
        }
        if is_there(moved.before) {
            return vec![saved(moved)];
        }
        let mut after = before.clone();
        after.apply_board(at, rule, &BoardFact::<PersonId>::Moved(moved));
        let shown = self.shown(&after.board, end);
        let mut behind = shown.iter().skip_while(|id| **id != moved.statement).skip(1);
        if let Some(next) = behind.next() {
            return vec![saved(Moved { statement: moved.statement, before: *next })];
        }
        // To the end: whatever stood behind it goes in front.
        let stood = self.shown(&before.board, end);
        let stood = stood.into_iter().skip_while(|id| *id != moved.statement).skip(1);
        stood.map(|id| saved(Moved { statement: id, before: moved.statement })).collect()
    }

    /// What is left of a release: of a note that it was released, of anything else where it stands in the end.
    pub(super) fn release_entries(
        &self,
        (at, rule): Moment,
        piece: Piece,
        before: &State,
        end: &State,
    ) -> Vec<SavedEntry> {
        let saved = |rule, event| SavedEntry { at, rule, event };
        match piece {
            Piece::Note(id) => {
                let released = end.note(id).is_some_and(|note| note.released);
                released.then(|| saved(rule, Fact::Released(piece))).into_iter().collect()
            }
            Piece::Statement(id) => {
                let statement = end.board.statement(id).filter(|statement| self.back.contains(&statement.id));
                let statement = statement.filter(|s| s.released.is_some_and(|release| release.nth == before.releases));
                let facts = statement.map_or_else(Vec::new, Statement::as_released::<Who>);
                let facts = facts.iter().skip(1).map(|fact| self.board_fact(RELEASED, fact, (before, end)));
                facts.map(|fact| saved(RELEASED, Fact::Board(fact))).collect()
            }
            Piece::FollowUp(id) => {
                let put = end.board.follow_up(id).filter(|put| self.holds_back(put));
                let put = put.filter(|put| put.released.is_some_and(|release| release.nth == before.releases));
                let stands = put
                    .filter(|put| put.progress != Progress::Open)
                    .map(|put| BoardFact::FollowUpStands(FollowUpStands { follow_up: id, progress: put.progress }));
                stands.map(|fact| saved(RELEASED, Fact::Board(fact))).into_iter().collect()
            }
        }
    }

    fn told_follow_up(&self, put: &FollowUp) -> FollowUpPut<Who> {
        FollowUpPut {
            follow_up: put.id,
            who: put.who.map(|_| Who::Withheld),
            what: self.text(RELEASED, &put.what),
            by: put.by,
            brought: put.brought,
        }
    }

    /// The same, of the board as it stands.
    pub(in crate::session) fn project_back(&self, board: &mut Board) {
        if !self.keeps_back {
            return;
        }
        board.statements.retain(|statement| self.shows(statement));
        for statement in board.statements.iter_mut().filter(|statement| self.back.contains(&statement.id)) {
            *statement = told(statement);
        }
        board.criticisms.retain(|criticism| criticism.rule.keeps_words() && !self.back.contains(&criticism.statement));
        board.follow_ups.retain(|put| !self.holds_back(put) || put.released.is_some());
        for put in board.follow_ups.iter_mut().filter(|put| !put.strictest.keeps_words()) {
            let who = put.who.map(|_| Who::Withheld);
            (put.who, put.rule, put.strictest, put.released) = (who, RELEASED, RELEASED, None);
        }
        for draft in &mut board.text.drafts {
            draft.paragraphs.retain(|(id, _)| !self.back.contains(id));
        }
    }
}

/// What was released of a statement, as a sealed file has it.
fn told(statement: &Statement) -> Statement {
    let put = statement.wordings.first().map_or(statement.since, |wording| wording.at);
    let released = statement.released.map_or(put, |release| release.at);
    let mut board = Board::default();
    for (nth, fact) in statement.as_released::<Who>().iter().enumerate() {
        board.apply_told((if nth == 0 { put } else { released }, RELEASED), fact);
    }
    board.statements.pop().unwrap_or_else(|| statement.clone())
}

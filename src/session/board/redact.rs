//! What the record rule leaves of the board, in events and in a state alike.

use super::{
    Answer, Board, BoardFact, Bracketed, Brought, Confirmed, Criticised, EarlierWording, FollowUpPut, Formulated, Held,
    MemorandumScope, Merged, Parked, Part, PartyTally, Point, Proposed, Restated, Reworded, Scale, Split, Standing,
    Statement, Taken, TakenUp, Test, TestOpened, TestTaken, Told, Vouched, WholeConfirmed,
};
use crate::session::{
    ids::{PersonId, StatementId, Who},
    mask::NAME,
    note::Speaker,
    redact::Redaction,
    rule::RecordRule,
    state::State,
};

impl Redaction<'_> {
    /// What remains of a fact about the board; `end` is what the whole evening came to.
    pub(in crate::session) fn board_fact<W: Copy + Into<Who>>(
        &self,
        rule: RecordRule,
        fact: &BoardFact<W>,
        (before, end): (&State, &State),
    ) -> BoardFact<Who> {
        match fact {
            BoardFact::Proposed(proposed) => BoardFact::Proposed(self.proposed(rule, proposed, &end.board)),
            BoardFact::Brought(brought) => BoardFact::Brought(self.brought(rule, brought, &end.board)),
            BoardFact::Told(told) => {
                BoardFact::Told(Told { statement: told.statement, wording: self.text(rule, &told.wording) })
            }
            BoardFact::Reworded(reworded) => BoardFact::Reworded(self.reworded(rule, reworded)),
            BoardFact::Merged(merged) => {
                let covered = covering(rule, end.board.statement(merged.into));
                BoardFact::Merged(Merged { wording: self.text(covered, &merged.wording), ..merged.clone() })
            }
            BoardFact::Split(split) => BoardFact::Split(self.split(rule, split, &end.board)),
            BoardFact::Moved(moved) => BoardFact::Moved(*moved),
            BoardFact::TestOpened(opened) => {
                BoardFact::TestOpened(TestOpened { scale: self.scale(rule, &opened.scale), ..opened.clone() })
            }
            BoardFact::TestTaken(taken) => BoardFact::TestTaken(self.test_taken(rule, taken, &before.board)),
            BoardFact::CommonGround(confirmed) => BoardFact::CommonGround(self.confirmed(rule, confirmed)),
            BoardFact::CanLiveWith(confirmed) => BoardFact::CanLiveWith(self.confirmed(rule, confirmed)),
            BoardFact::Formulated(formulated) => BoardFact::Formulated(Formulated {
                party: side(rule, formulated.party.as_ref()),
                text: self.text(rule, &formulated.text),
                ..*formulated
            }),
            BoardFact::Vouched(Vouched { statement, side, vouch, who }) => {
                let who = self.who(rule, (*who).into());
                BoardFact::Vouched(Vouched { statement: *statement, side: *side, vouch: *vouch, who })
            }
            BoardFact::HeldDifference(Held { statement, why }) => {
                BoardFact::HeldDifference(Held { statement: *statement, why: self.text(rule, why) })
            }
            BoardFact::Bracketed(bracketed) => BoardFact::Bracketed(self.bracketed(rule, bracketed)),
            BoardFact::Parked(parked) => {
                BoardFact::Parked(Parked { reason: self.text(rule, &parked.reason), ..*parked })
            }
            BoardFact::Withdrawn(statement) => BoardFact::Withdrawn(*statement),
            BoardFact::Reopened(statement) => BoardFact::Reopened(*statement),
            BoardFact::InText(change) => BoardFact::InText(*change),
            BoardFact::DraftIssued(number) => BoardFact::DraftIssued(*number),
            BoardFact::DraftTakenUp(TakenUp { draft, by }) => {
                BoardFact::DraftTakenUp(TakenUp { draft: *draft, by: self.somebody(rule, *by) })
            }
            BoardFact::Criticised(criticised) => BoardFact::Criticised(Criticised {
                text: self.text(rule, &criticised.text),
                interest: self.text(rule, &criticised.interest),
                ..*criticised
            }),
            BoardFact::WholeConfirmed(WholeConfirmed { draft, confirmed_by, provisional }) => {
                let confirmed_by = self.voices(rule, confirmed_by.iter().copied());
                BoardFact::WholeConfirmed(WholeConfirmed { draft: *draft, confirmed_by, provisional: *provisional })
            }
            BoardFact::AllOrNothing(flag) => BoardFact::AllOrNothing(*flag),
            BoardFact::Restated(Restated { turn, heard, who }) => {
                BoardFact::Restated(Restated { turn: *turn, heard: *heard, who: self.somebody(rule, *who) })
            }
            BoardFact::FollowUp(put) => BoardFact::FollowUp(self.follow_up(rule, put)),
            BoardFact::FollowUpStands(change) => BoardFact::FollowUpStands(*change),
            BoardFact::MemorandumFor(scope) => BoardFact::MemorandumFor(self.scope(rule, scope)),
        }
    }

    /// The same, of the board as it stands.
    pub(in crate::session) fn project_board(&self, board: &mut Board) {
        self.project_back(board);
        for statement in &mut board.statements {
            self.project_statement(statement);
        }
        for criticism in &mut board.criticisms {
            criticism.text = self.text(criticism.rule, &criticism.text);
            criticism.interest = self.text(criticism.rule, &criticism.interest);
        }
        for follow_up in &mut board.follow_ups {
            follow_up.who = follow_up.who.map(|who| self.who(follow_up.rule, who));
            follow_up.what = self.text(follow_up.rule, &follow_up.what);
        }
        for restating in &mut board.restatings {
            restating.who = restating.who.map(|who| self.who(restating.rule, who));
        }
        board.text.drafter = board.text.drafter.map(|(rule, who)| (rule, self.who(rule, who)));
        if let Some(decided) = &mut board.memorandum {
            decided.scope = self.scope(decided.rule, &decided.scope);
        }
    }

    fn project_statement(&self, statement: &mut Statement) {
        let (standing_rule, first) = (statement.rule, first_rule(statement).unwrap_or(statement.rule));
        statement.proposed_by = statement.proposed_by.map(|who| self.who(first, who));
        for wording in &mut statement.earlier {
            *wording = self.earlier(first, wording);
        }
        for wording in &mut statement.wordings {
            wording.text = self.text(wording.rule, &wording.text);
            wording.reason = self.text(wording.rule, &wording.reason);
        }
        for formulation in &mut statement.formulations {
            formulation.party = side(formulation.rule, formulation.party.as_ref());
            formulation.text = self.text(formulation.rule, &formulation.text);
            for (rule, who) in formulation.fair.iter_mut().chain(&mut formulation.understood) {
                *who = self.who(*rule, *who);
            }
        }
        for test in &mut statement.tests {
            self.project_test(statement.id, test);
        }
        let kept = |voices: &[Who]| self.voices(standing_rule, voices.iter().filter_map(|who| who.person()));
        match &mut statement.standing {
            Standing::CommonGround { confirmed_by: voices, .. }
            | Standing::CanLiveWith { confirmed_by: voices, .. } => *voices = kept(voices),
            Standing::Bracketed { text, supporters: voices, .. } => {
                *voices = kept(voices);
                *text = self.text(standing_rule, text);
            }
            Standing::Held { why: text } | Standing::Parked { reason: text, .. } => {
                *text = self.text(standing_rule, text);
            }
            Standing::Proposed | Standing::Testing | Standing::Withdrawn { .. } => {}
        }
    }

    fn project_test(&self, statement: StatementId, test: &mut Test) {
        if let Some(mut taken) = test.taken.take() {
            if !taken.rule.keeps_names() {
                taken.parties = self.sieve.tallies(statement, test, &taken.parties);
            }
            let Taken { rule, answers, not_asked, .. } = &mut taken;
            *not_asked = self.voices(*rule, not_asked.iter().filter_map(|who| who.person()));
            *answers = self.answers(*rule, answers.iter().map(|given| (given.who, given.answer)));
            test.taken = Some(taken);
        }
        test.scale = self.scale(test.rule, &test.scale);
    }

    fn proposed<W>(&self, rule: RecordRule, proposed: &Proposed<W>, end: &Board) -> Proposed<Who> {
        let statement = end.statement(proposed.statement);
        let covered = covering(rule, statement);
        let by = statement.and_then(|statement| statement.proposed_by);
        let who = by.map_or(Speaker::Nobody, |who| Speaker::Person(self.who(covered, who)));
        Proposed { statement: proposed.statement, who, wording: self.text(covered, &proposed.wording) }
    }

    fn brought(&self, rule: RecordRule, brought: &Brought, end: &Board) -> Brought {
        let covered = covering(rule, end.statement(brought.statement));
        // The reason of what is parked belongs to where it stands.
        let reason_rule = if brought.until.is_some() { rule } else { covered };
        Brought {
            statement: brought.statement,
            wording: self.text(covered, &brought.wording),
            reason: self.text(reason_rule, &brought.reason),
            until: brought.until,
            earlier: brought.earlier.iter().map(|wording| self.earlier(covered, wording)).collect(),
        }
    }

    fn earlier(&self, rule: RecordRule, wording: &EarlierWording) -> EarlierWording {
        EarlierWording {
            on: wording.on,
            text: self.text(rule, &wording.text),
            reason: self.text(rule, &wording.reason),
        }
    }

    fn reworded(&self, rule: RecordRule, reworded: &Reworded) -> Reworded {
        Reworded {
            statement: reworded.statement,
            wording: self.text(rule, &reworded.wording),
            reason: self.text(rule, &reworded.reason),
        }
    }

    fn split(&self, rule: RecordRule, split: &Split, end: &Board) -> Split {
        let part = |part: &Part| Part {
            statement: part.statement,
            wording: self.text(covering(rule, end.statement(part.statement)), &part.wording),
        };
        Split { statement: split.statement, into: split.into.iter().map(part).collect() }
    }

    fn scale(&self, rule: RecordRule, scale: &Scale) -> Scale {
        let point = |point: &Point| Point { label: self.text(rule, &point.label), ..*point };
        Scale {
            title: self.text(rule, &scale.title),
            name: self.text(rule, &scale.name),
            points: scale.points.iter().map(point).collect(),
            threshold: scale.threshold,
        }
    }

    fn test_taken<W: Copy + Into<Who>>(
        &self,
        rule: RecordRule,
        taken: &TestTaken<W>,
        before: &Board,
    ) -> TestTaken<Who> {
        let test = before.statement(taken.statement).and_then(|statement| statement.tests.last());
        let parties: Vec<PartyTally> = match test {
            Some(test) if !rule.keeps_names() => self.sieve.tallies(taken.statement, test, &taken.parties),
            _ if rule.keeps_names() => taken.parties.clone(),
            _ => Vec::new(),
        };
        TestTaken {
            statement: taken.statement,
            parties,
            answers: self.answers(rule, taken.answers.iter().map(|given| (given.who.into(), given.answer))),
            not_asked: self.voices(rule, taken.not_asked.iter().copied()),
        }
    }

    fn answers(&self, rule: RecordRule, given: impl Iterator<Item = (Who, char)>) -> Vec<Answer<Who>> {
        let kept = given.filter_map(|(who, answer)| Some((self.named(rule, who.person()?)?, answer)));
        kept.map(|(who, answer)| Answer { who: Who::Named(who), answer }).collect()
    }

    fn confirmed<W: Copy + Into<Who>>(&self, rule: RecordRule, confirmed: &Confirmed<W>) -> Confirmed<Who> {
        let Confirmed { statement, confirmed_by, provisional } = confirmed;
        let confirmed_by = self.voices(rule, confirmed_by.iter().copied());
        Confirmed { statement: *statement, confirmed_by, provisional: *provisional }
    }

    fn bracketed<W: Copy + Into<Who>>(&self, rule: RecordRule, bracketed: &Bracketed<W>) -> Bracketed<Who> {
        let Bracketed { statement, kind, text, supporters } = bracketed;
        let supporters = self.voices(rule, supporters.iter().copied());
        Bracketed { statement: *statement, kind: *kind, text: self.text(rule, text), supporters }
    }

    fn follow_up<W: Copy + Into<Who>>(&self, rule: RecordRule, put: &FollowUpPut<W>) -> FollowUpPut<Who> {
        FollowUpPut {
            follow_up: put.follow_up,
            who: self.somebody(rule, put.who),
            what: self.text(rule, &put.what),
            by: put.by,
            brought: put.brought,
        }
    }

    fn scope(&self, rule: RecordRule, scope: &MemorandumScope) -> MemorandumScope {
        match scope {
            MemorandumScope::Recipients(names) => {
                let told = |name: &String| if rule.keeps_words() { self.text(rule, name) } else { NAME.to_owned() };
                MemorandumScope::Recipients(names.iter().map(told).collect())
            }
            MemorandumScope::Group => MemorandumScope::Group,
            MemorandumScope::Public => MemorandumScope::Public,
        }
    }

    fn somebody<W: Into<Who>>(&self, rule: RecordRule, who: Option<W>) -> Option<Who> {
        who.map(|who| self.who(rule, who.into()))
    }
}

/// The party of a formulation, where it may be told.
fn side(rule: RecordRule, party: Option<&String>) -> Option<String> {
    party.filter(|_| rule.keeps_names()).cloned()
}

/// The record rule that covers a statement as it was first put: the one of the moment, or a stricter one since.
fn covering(rule: RecordRule, statement: Option<&Statement>) -> RecordRule {
    statement.and_then(first_rule).unwrap_or(rule)
}

fn first_rule(statement: &Statement) -> Option<RecordRule> {
    statement.wordings.first().map(|wording| wording.rule)
}

/// Those whom the board names under a rule that keeps names, in an order that the board shows anyway.
pub(in crate::session) fn named_on_the_board(board: &Board) -> Vec<PersonId> {
    let named = board.voices().into_iter().filter(|(rule, _)| rule.keeps_names());
    named.filter_map(|(_, who)| who.person()).collect()
}

impl Board {
    /// Whether this person has a voice or a promise anywhere on the board.
    #[must_use]
    pub fn names(&self, person: PersonId) -> bool {
        self.voices().into_iter().any(|(_, who)| who == Who::Named(person))
    }

    /// Everybody to whom the board points, each with the record rule of that moment.
    fn voices(&self) -> Vec<(RecordRule, Who)> {
        let board = self;
        let mut named: Vec<(RecordRule, Who)> = Vec::new();
        for statement in &board.statements {
            let first = first_rule(statement).unwrap_or(statement.rule);
            named.extend(statement.proposed_by.map(|who| (first, who)));
        }
        for statement in &board.statements {
            for formulation in &statement.formulations {
                named.extend(formulation.fair.iter().chain(&formulation.understood));
            }
            for taken in statement.tests.iter().filter_map(|test| test.taken.as_ref()) {
                named.extend(taken.answers.iter().map(|given| (taken.rule, given.who)));
                named.extend(taken.not_asked.iter().map(|who| (taken.rule, *who)));
            }
            match &statement.standing {
                Standing::CommonGround { confirmed_by: voices, .. }
                | Standing::CanLiveWith { confirmed_by: voices, .. }
                | Standing::Bracketed { supporters: voices, .. } => {
                    named.extend(voices.iter().map(|who| (statement.rule, *who)));
                }
                Standing::Proposed
                | Standing::Testing
                | Standing::Held { .. }
                | Standing::Parked { .. }
                | Standing::Withdrawn { .. } => {}
            }
        }
        named.extend(board.follow_ups.iter().filter_map(|follow_up| Some((follow_up.rule, follow_up.who?))));
        named.extend(board.restatings.iter().filter_map(|restating| Some((restating.rule, restating.who?))));
        named.extend(board.text.drafter);
        named
    }
}

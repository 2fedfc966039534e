//! What each fact about the board does to it. Total: a fact that means nothing here changes nothing.

use super::{
    Answer, Board, Confirmed, Criticism, Decided, Draft, FollowUp, Formulation, OneText, Progress, Restating, Standing,
    Statement, Taken, Test, Until, Vouch, Wording,
    events::{Brought, FollowUpPut, Formulated, Merged, Moved, Split, TestOpened, TestTaken, Vouched},
    facts::BoardFact,
};
use crate::session::{
    ids::{StatementId, Who, place_of},
    rule::RecordRule,
    state::State,
    time::At,
};

impl State {
    pub(in crate::session) fn apply_board<W: Copy + Into<Who>>(
        &mut self,
        at: At,
        rule: RecordRule,
        fact: &BoardFact<W>,
    ) {
        match fact {
            BoardFact::Proposed(proposed) => {
                // While a group thinks together, ideas have no owner.
                let by = self.resolve(&proposed.who).filter(|_| !self.thinks_jointly());
                let covering = self.covering(rule);
                let put = self.board.put(at, covering, proposed.statement, proposed.wording.clone());
                put.proposed_by = by;
            }
            BoardFact::Criticised(criticised) => {
                let (phase, draft) = (self.phase_index(), self.board.text.drafts.len());
                self.board.criticisms.push(Criticism {
                    id: criticised.criticism,
                    statement: criticised.statement,
                    at,
                    rule,
                    phase,
                    draft: u32::try_from(draft).unwrap_or(u32::MAX),
                    text: criticised.text.clone(),
                    interest: criticised.interest.clone(),
                });
            }
            other => self.board.apply((at, rule), other),
        }
        self.board.worked_on(rule, fact);
    }
}

/// A moment and its record rule.
type Moment = (At, RecordRule);

impl Board {
    fn apply<W: Copy + Into<Who>>(&mut self, when: Moment, fact: &BoardFact<W>) {
        let (at, rule) = when;
        match fact {
            BoardFact::Proposed(_) | BoardFact::Criticised(_) => {}
            BoardFact::Brought(brought) => self.bring(when, brought),
            BoardFact::Told(told) => self.put(at, rule, told.statement, told.wording.clone()).told = true,
            BoardFact::Reworded(reworded) => {
                let wording = Wording { text: reworded.wording.clone(), reason: reworded.reason.clone(), at, rule };
                self.with(reworded.statement, |statement| statement.wordings.push(wording));
                self.stand(when, reworded.statement, Standing::Proposed);
            }
            BoardFact::Merged(merged) => self.merge(when, merged),
            BoardFact::Split(split) => self.split(when, split),
            BoardFact::Moved(moved) => self.move_before(*moved),
            BoardFact::TestOpened(opened) => self.open_test(when, opened),
            BoardFact::TestTaken(taken) => self.take_test(when, taken),
            BoardFact::CommonGround(confirmed) => {
                let (confirmed_by, provisional) = voices(confirmed);
                self.stand(when, confirmed.statement, Standing::CommonGround { confirmed_by, provisional });
            }
            BoardFact::CanLiveWith(confirmed) => {
                let (confirmed_by, provisional) = voices(confirmed);
                self.stand(when, confirmed.statement, Standing::CanLiveWith { confirmed_by, provisional });
            }
            BoardFact::Formulated(formulated) => self.formulate(when, formulated),
            BoardFact::Vouched(vouched) => self.vouch(rule, *vouched),
            BoardFact::HeldDifference(held) => {
                self.stand(when, held.statement, Standing::Held { why: held.why.clone() });
            }
            BoardFact::Bracketed(bracketed) => {
                let supporters = bracketed.supporters.iter().map(|who| (*who).into()).collect();
                let (kind, text) = (bracketed.kind, bracketed.text.clone());
                self.stand(when, bracketed.statement, Standing::Bracketed { kind, text, supporters });
            }
            BoardFact::Parked(parked) => {
                let standing = Standing::Parked { reason: parked.reason.clone(), until: parked.until };
                self.stand(when, parked.statement, standing);
            }
            BoardFact::Withdrawn(id) => self.stand(when, *id, Standing::Withdrawn { became: Vec::new() }),
            BoardFact::Reopened(id) => {
                self.stand(when, *id, Standing::Proposed);
                // A test that nobody has answered is called off with it.
                self.with(*id, |statement| statement.tests.retain(|test| test.taken.is_some()));
            }
            BoardFact::InText(change) => self.with(change.statement, |statement| statement.in_text = change.in_text),
            BoardFact::DraftIssued(number) => self.issue_draft(at, *number),
            BoardFact::DraftTakenUp(taken) => {
                let drafter = taken.by.map(|who| (rule, who.into())).or(self.text.drafter);
                self.text = OneText { drafts: std::mem::take(&mut self.text.drafts), with_drafter: true, drafter };
            }
            BoardFact::WholeConfirmed(whole) => {
                let confirmed_by: Vec<Who> = whole.confirmed_by.iter().map(|who| (*who).into()).collect();
                for id in self.paragraphs().map(|statement| statement.id).collect::<Vec<_>>() {
                    let (confirmed_by, provisional) = (confirmed_by.clone(), whole.provisional);
                    self.stand(when, id, Standing::CommonGround { confirmed_by, provisional });
                }
            }
            BoardFact::AllOrNothing(flag) => self.all_or_nothing = *flag,
            BoardFact::Restated(restated) => {
                let who = restated.who.map(Into::into);
                self.restatings.push(Restating { turn: restated.turn, heard: restated.heard, who, rule });
            }
            BoardFact::FollowUp(put) => self.put_follow_up(rule, put),
            BoardFact::FollowUpStands(change) => {
                if let Some(found) = self.follow_ups.iter_mut().find(|other| other.id == change.follow_up) {
                    found.progress = change.progress;
                }
            }
            BoardFact::MemorandumFor(scope) => self.memorandum = Some(Decided { scope: scope.clone(), at, rule }),
        }
    }

    /// What a sealed file says of a statement that was released.
    pub(in crate::session) fn apply_told(&mut self, when: Moment, fact: &BoardFact<Who>) {
        self.apply(when, fact);
        self.worked_on(when.1, fact);
    }

    /// Whatever is done to a statement under a rule that keeps no words keeps it back, and what the group released was
    /// another. To order it by hand and to criticise it says nothing else of it.
    fn worked_on<W>(&mut self, rule: RecordRule, fact: &BoardFact<W>) {
        let mut ids: Vec<StatementId> = match fact {
            BoardFact::Merged(merged) => merged.from.clone(),
            BoardFact::Split(split) => split.into.iter().map(|part| part.statement).collect(),
            BoardFact::WholeConfirmed(_) => self.paragraphs().map(|statement| statement.id).collect(),
            _ => Vec::new(),
        };
        if !matches!(fact, BoardFact::Moved(_) | BoardFact::InText(_) | BoardFact::Criticised(_)) {
            ids.extend(fact.statement());
        }
        for id in ids {
            self.with(id, |statement| {
                statement.strictest = statement.strictest.max(rule);
                statement.released = statement.released.filter(|_| rule.keeps_words());
            });
        }
    }

    fn with(&mut self, id: StatementId, change: impl FnOnce(&mut Statement)) {
        if let Some(place) = place_of(&self.statements, &id, |statement| statement.id) {
            change(&mut self.statements[place]);
        }
    }

    /// Puts a new statement at the end. One that is there already keeps its place and what it was.
    fn put(&mut self, at: At, rule: RecordRule, id: StatementId, text: String) -> &mut Statement {
        let known = self.statements.iter().position(|statement| statement.id == id);
        let place = known.unwrap_or(self.statements.len());
        if known.is_none() {
            self.statements.push(Statement {
                id,
                proposed_by: None,
                from: Vec::new(),
                earlier: Vec::new(),
                brought: false,
                wordings: vec![Wording { text, reason: String::new(), at, rule }],
                tests: Vec::new(),
                formulations: Vec::new(),
                in_text: false,
                standing: Standing::Proposed,
                since: at,
                rule,
                strictest: rule,
                released: None,
                told: false,
            });
        }
        &mut self.statements[place]
    }

    fn stand(&mut self, (at, rule): Moment, id: StatementId, standing: Standing) {
        self.with(id, |statement| {
            statement.standing = standing;
            statement.since = at;
            statement.rule = rule;
        });
    }

    fn bring(&mut self, (at, rule): Moment, brought: &Brought) {
        let statement = self.put(at, rule, brought.statement, brought.wording.clone());
        statement.brought = true;
        statement.earlier.clone_from(&brought.earlier);
        if let Some(until) = brought.until {
            statement.standing = Standing::Parked { reason: brought.reason.clone(), until };
        } else if let Some(wording) = statement.wordings.first_mut() {
            wording.reason.clone_from(&brought.reason);
        }
    }

    fn merge(&mut self, when: Moment, merged: &Merged) {
        let in_text = merged.from.iter().any(|id| self.statement(*id).is_some_and(|statement| statement.in_text));
        let put = self.put(when.0, when.1, merged.into, merged.wording.clone());
        put.from.clone_from(&merged.from);
        put.in_text = in_text;
        for id in &merged.from {
            self.leave_for(when, *id, vec![merged.into]);
        }
        if let Some(first) = merged.from.first() {
            self.move_before(Moved { statement: merged.into, before: *first });
        }
    }

    fn split(&mut self, when: Moment, split: &Split) {
        let in_text = self.statement(split.statement).is_some_and(|statement| statement.in_text);
        for part in &split.into {
            let put = self.put(when.0, when.1, part.statement, part.wording.clone());
            put.from = vec![split.statement];
            put.in_text = in_text;
            self.move_before(Moved { statement: part.statement, before: split.statement });
        }
        self.leave_for(when, split.statement, split.into.iter().map(|part| part.statement).collect());
    }

    fn leave_for(&mut self, when: Moment, id: StatementId, became: Vec<StatementId>) {
        self.with(id, |statement| statement.in_text = false);
        self.stand(when, id, Standing::Withdrawn { became });
    }

    fn move_before(&mut self, Moved { statement, before }: Moved) {
        let place = |id| self.statements.iter().position(|other| other.id == id);
        let (Some(from), Some(_)) = (place(statement), place(before)) else { return };
        let moved = self.statements.remove(from);
        let to = self.statements.iter().position(|other| other.id == before).unwrap_or(from);
        self.statements.insert(to, moved);
    }

    /// A test that was opened and never taken gives way.
    fn open_test(&mut self, when: Moment, opened: &TestOpened) {
        self.with(opened.statement, |statement| {
            statement.tests.pop_if(|test| test.taken.is_none());
            statement.tests.push(Test {
                opened: when.0,
                rule: when.1,
                wording: statement.wordings.len() - 1,
                scale: opened.scale.clone(),
                threshold: opened.threshold,
                way: opened.way,
                taken: None,
            });
        });
        self.stand(when, opened.statement, Standing::Testing);
    }

    fn take_test<W: Copy + Into<Who>>(&mut self, (at, rule): Moment, taken: &TestTaken<W>) {
        let answers =
            taken.answers.iter().map(|answer| Answer { who: answer.who.into(), answer: answer.answer }).collect();
        let not_asked = taken.not_asked.iter().map(|who| (*who).into()).collect();
        self.with(taken.statement, |statement| {
            if let Some(test) = statement.tests.last_mut().filter(|test| test.taken.is_none()) {
                test.taken = Some(Taken { at, rule, parties: taken.parties.clone(), answers, not_asked });
            }
        });
    }

    /// The words of a side; what was vouched for others counts no longer, and neither does the difference as held.
    fn formulate(&mut self, when: Moment, formulated: &Formulated) {
        let Formulated { statement: id, side, party, text } = formulated.clone();
        let is_held = self.statement(id).is_some_and(|s| matches!(s.standing, Standing::Held { .. }));
        self.with(id, |statement| {
            let put = Formulation { party, text, rule: when.1, fair: Vec::new(), understood: Vec::new() };
            let place = usize::from(side).saturating_sub(1);
            match statement.formulations.get_mut(place) {
                Some(formulation) => *formulation = put,
                None => statement.formulations.push(put),
            }
        });
        if is_held {
            self.stand(when, id, Standing::Proposed);
        }
    }

    fn vouch<W: Into<Who>>(&mut self, rule: RecordRule, vouched: Vouched<W>) {
        let Vouched { statement, side, vouch, who } = vouched;
        self.with(statement, |statement| {
            let place = usize::from(side).saturating_sub(1);
            let Some(formulation) = statement.formulations.get_mut(place) else { return };
            let voices = match vouch {
                Vouch::Fair => &mut formulation.fair,
                Vouch::Understood => &mut formulation.understood,
            };
            voices.push((rule, who.into()));
        });
    }

    fn issue_draft(&mut self, at: At, number: u32) {
        let paragraphs = self.paragraphs().map(|statement| (statement.id, statement.wordings.len() - 1)).collect();
        self.text.drafts.push(Draft { number, at, paragraphs });
        self.text.with_drafter = false;
    }

    fn put_follow_up<W: Copy + Into<Who>>(&mut self, rule: RecordRule, put: &FollowUpPut<W>) {
        let follow_up = FollowUp {
            id: put.follow_up,
            who: put.who.map(Into::into),
            what: put.what.clone(),
            by: put.by,
            progress: Progress::default(),
            brought: put.brought,
            rule,
            strictest: rule,
            released: None,
        };
        match self.follow_ups.iter_mut().find(|other| other.id == put.follow_up) {
            Some(known) => {
                let strictest = known.strictest.max(rule);
                let released = known.released.filter(|_| rule.keeps_words());
                let (progress, brought) = (known.progress, known.brought);
                *known = FollowUp { progress, brought, strictest, released, ..follow_up };
            }
            None => self.follow_ups.push(follow_up),
        }
    }

    /// A stricter phase that begins while a turn is open covers what was first put on the board during it.
    pub(in crate::session) fn cover(&mut self, (from, to): (At, Option<At>), rule: RecordRule) {
        for statement in self.statements.iter_mut().filter(|statement| !statement.told) {
            let first = statement.wordings.first_mut();
            if let Some(wording) = first.filter(|first| first.at >= from && to.is_none_or(|to| first.at <= to)) {
                wording.rule = wording.rule.max(rule);
                statement.strictest = statement.strictest.max(rule);
                statement.released = statement.released.filter(|_| rule.keeps_words());
            }
        }
    }

    /// What comes back now: what was parked until this phase, this day or the close, what is provisional, and what was
    /// held back while the group thought together.
    #[must_use]
    pub fn due(&self, is_close: bool, phase: crate::session::PhaseIndex, day: chrono::NaiveDate) -> Vec<StatementId> {
        let parked = |until: Until| match until {
            Until::Close => is_close,
            Until::Phase(wanted) => is_close || phase >= wanted,
            Until::Day(wanted) => is_close || day >= wanted,
        };
        let is_due = |statement: &&Statement| match statement.standing {
            Standing::Parked { until, .. } => parked(until),
            _ => is_close && statement.is_provisional(),
        };
        self.statements.iter().filter(is_due).map(|statement| statement.id).collect()
    }
}

fn voices<W: Copy + Into<Who>>(confirmed: &Confirmed<W>) -> (Vec<Who>, bool) {
    (confirmed.confirmed_by.iter().map(|who| (*who).into()).collect(), confirmed.provisional)
}

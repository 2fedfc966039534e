//! Handing on what others may read of a past session: what, under which rule, what would tell, and where to.

use super::{editor::Editor, effect::Effect, keymap::Context, leaks::LeakList, review::Review};
use crate::{
    library::{Evening, ExportKind},
    session::{LeakCheck, RecordRule},
};

/// The rules under which something can be told, the loosest first.
const RULES: [RecordRule; 3] = [RecordRule::Attributed, RecordRule::ChathamHouse, RecordRule::Confidential];

/// A past session that is being handed on.
#[derive(Clone, Debug)]
pub struct HandingOn {
    /// The session.
    pub review: Box<Review>,
    /// What is made of it.
    pub kind: ExportKind,
    /// Under which rule, if its own is not stricter.
    pub rule: RecordRule,
    /// Whether it is told who spoke how long.
    pub with_airtime: bool,
    /// How far it is.
    pub step: HandingStep,
    /// What is known of the group, and what was chosen about what would tell.
    check: LeakCheck,
}

/// How far it is.
#[derive(Clone, Debug)]
pub enum HandingStep {
    /// What is to be made.
    What,
    /// What would tell.
    Leaks(LeakList),
    /// Where it is to be written.
    Where(Box<Editor>),
    /// It is being written.
    Writing,
}

impl HandingOn {
    /// A session of which nothing has been chosen yet.
    #[must_use]
    pub fn new(review: Box<Review>, check: LeakCheck) -> Self {
        let rule = review.state.opening.rule;
        Self { review, kind: ExportKind::ALL[0], rule, with_airtime: false, step: HandingStep::What, check }
    }

    /// Where a key is pressed.
    #[must_use]
    pub const fn context(&self) -> Context {
        match self.step {
            HandingStep::What | HandingStep::Writing => Context::HandingOn,
            HandingStep::Leaks(_) => Context::Leaks,
            HandingStep::Where(_) => Context::Line,
        }
    }

    /// Whether it may be told who spoke how long.
    #[must_use]
    pub fn may_tell_airtime(&self) -> bool {
        self.rule.keeps_names() && self.review.state.keeps_all_names()
    }

    /// To the kind above or below.
    pub fn go(&mut self, by: isize) {
        let place = ExportKind::ALL.iter().position(|kind| *kind == self.kind).unwrap_or(0);
        self.kind = ExportKind::ALL[place.saturating_add_signed(by).min(ExportKind::ALL.len() - 1)];
    }

    /// To a stricter rule, or back to one that is not stricter than the session's own.
    pub fn change_rule(&mut self, stricter: bool) {
        let own = self.review.state.opening.rule;
        let on_offer: Vec<RecordRule> = RULES.into_iter().filter(|rule| *rule >= own).collect();
        let place = on_offer.iter().position(|rule| *rule == self.rule).unwrap_or(0);
        let place = place.saturating_add_signed(if stricter { 1 } else { -1 });
        self.rule = on_offer.get(place).copied().unwrap_or(self.rule);
        self.with_airtime &= self.may_tell_airtime();
    }

    /// Goes on: to what would tell, if there is any, then to where it is written.
    pub fn go_on(&mut self) {
        self.step = match &self.step {
            HandingStep::What => {
                let leaks = self.check.restrict(&self.review.sealed.record, self.told_under()).leaks;
                if leaks.is_empty() {
                    self.asking_where()
                } else {
                    HandingStep::Leaks(LeakList::new(leaks, self.check.clone()))
                }
            }
            HandingStep::Leaks(list) => {
                self.check = list.check.clone();
                self.asking_where()
            }
            HandingStep::Where(_) | HandingStep::Writing => return,
        };
    }

    /// Puts text into the open line.
    pub fn paste(&mut self, text: &str) {
        if let HandingStep::Where(line) = &mut self.step {
            line.insert(&text.replace(['\r', '\n'], " "));
        }
    }

    fn asking_where(&self) -> HandingStep {
        let name = format!("~/{}{}", self.review.sealed.id, self.kind.ending());
        HandingStep::Where(Box::new(Editor::new(&name)))
    }

    /// Its own rule takes nothing away: a phase may be looser than the evening.
    fn told_under(&self) -> RecordRule {
        if self.rule == self.review.state.opening.rule { RecordRule::Attributed } else { self.rule }
    }

    /// Asks for it to be written where the line says; nothing if it says nothing.
    pub fn write(&mut self) -> Option<Effect> {
        let HandingStep::Where(line) = &self.step else { return None };
        let output = line.text().trim().to_owned();
        if output.is_empty() {
            return None;
        }
        let record = self.check.restrict(&self.review.sealed.record, self.told_under()).record;
        let evening = Box::new(Evening { id: self.review.sealed.id.clone(), record });
        self.step = HandingStep::Writing;
        Some(Effect::HandOn { kind: self.kind, evening, with_airtime: self.with_airtime, output })
    }
}

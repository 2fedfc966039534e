//! The record rule while the evening runs: changed for a phase or from here on, read aloud, and never loosened backwards.
//!
//! A rule that the room has not heard yet holds where it is the stricter one: what is kept is the least of what was read
//! aloud last and of what is meant to hold now.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{
    event::{Entry, Event, PhaseIndex},
    facts::Fact,
    ids::{PersonId, Seq},
    refusal::Refusal,
    rule::RecordRule,
    state::State,
    time::At,
};

/// The record rule is another from now on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct RuleChanged {
    /// In this phase only; if none is named, in the phase in front and in every phase that has no rule of its own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phase: Option<PhaseIndex>,
    /// Which.
    pub to: RecordRule,
}

/// What of the planned rules was changed, and what the room has heard.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rules {
    evening: Option<RecordRule>,
    phases: Vec<(PhaseIndex, RecordRule)>,
    /// The rule that the room knows: that of the first phase, or the one that was read aloud last.
    known: Option<RecordRule>,
    /// Whether a rule was read aloud this evening.
    pub read: bool,
    /// Whether a rule was in force that keeps no names.
    pub(super) withheld: bool,
}

impl State {
    /// The record rule of a phase.
    #[must_use]
    pub fn rule_of(&self, phase: PhaseIndex) -> RecordRule {
        let changed = self.rules.phases.iter().rev().find(|(of, _)| *of == phase).map(|(_, rule)| *rule);
        let planned = || self.opening.phases.get(phase.0).and_then(|phase| phase.record_rule);
        changed.or_else(planned).or(self.rules.evening).unwrap_or(self.opening.rule)
    }

    /// The record rule in force: until the room has heard a looser one, the stricter one.
    #[must_use]
    pub fn rule(&self) -> RecordRule {
        self.heard_at_least(self.rule_of(self.phase_index()))
    }

    fn heard_at_least(&self, meant: RecordRule) -> RecordRule {
        self.rules.known.map_or(meant, |known| known.max(meant))
    }

    /// The rule that is to hold here and that the room has not heard yet. Off the record needs no words: nothing is kept.
    #[must_use]
    pub fn unread(&self) -> Option<RecordRule> {
        let meant = self.rule_of(self.phase_index());
        let is_known = self.rules.known.is_none_or(|known| known == meant);
        (!is_known && meant != RecordRule::OffTheRecord).then_some(meant)
    }

    /// The record rule of what happens: an act that changes it is the first under it.
    pub(super) fn rule_for(&self, event: &Event) -> RecordRule {
        match event {
            Event::Fact(Fact::PhaseBegan(phase)) => self.heard_at_least(self.rule_of(*phase)),
            Event::Fact(Fact::RuleRead(rule)) => *rule,
            Event::Fact(Fact::RuleChanged(change)) if change.phase.is_none_or(|phase| phase == self.phase_index()) => {
                self.heard_at_least(change.to)
            }
            _ => self.rule(),
        }
    }

    pub(super) fn change_rule(&mut self, at: At, rule: RecordRule, change: RuleChanged) {
        if change.phase.is_none() {
            self.rules.evening = Some(change.to);
        }
        let phase = change.phase.unwrap_or_else(|| self.phase_index());
        self.rules.phases.push((phase, change.to));
        if phase == self.phase_index() {
            self.come_under(at, rule);
        }
    }

    pub(super) fn hear_rule(&mut self, rule: RecordRule) {
        self.rules.known = Some(rule);
        self.rules.read = true;
    }

    /// The rule of the first phase is the one that people came for.
    pub(super) fn know_rule(&mut self, phase: PhaseIndex) {
        if self.rules.known.is_none() {
            self.rules.known = Some(self.rule_of(phase));
        }
    }

    /// A stricter rule covers the turn that runs on into it, and what was noted and proposed in that turn, which would say
    /// whose it was. Into what is off the record nobody speaks on.
    pub(super) fn come_under(&mut self, at: At, rule: RecordRule) {
        if rule == RecordRule::OffTheRecord {
            for place in self.stack() {
                self.turns[place].end(at);
            }
            self.close_quiet(at);
            return;
        }
        self.rules.withheld |= !rule.keeps_names();
        for place in self.stack() {
            self.cover(place, rule);
        }
    }

    /// Whether every rule that was in force keeps names; what happens before a phase has begun belongs to the first.
    #[must_use]
    pub fn keeps_all_names(&self) -> bool {
        let first = self.opening.phases.first().and_then(|phase| phase.record_rule);
        self.opening.rule.keeps_names() && first.is_none_or(RecordRule::keeps_names) && !self.rules.withheld
    }

    pub(super) fn check_rule_change(&self, change: RuleChanged) -> Result<(), Refusal> {
        let phase = change.phase.unwrap_or_else(|| self.phase_index());
        if phase.0 >= self.opening.phases.len() {
            return Err(Refusal::NoSuchPhase(phase));
        }
        let is_so = self.rule_of(phase) == change.to
            && (change.phase.is_some() || self.rules.evening.unwrap_or(self.opening.rule) == change.to);
        if is_so { Err(Refusal::RuleIsSo(change.to)) } else { Ok(()) }
    }

    pub(super) fn check_rule_read(&self, rule: RecordRule) -> Result<(), Refusal> {
        let meant = self.rule_of(self.phase_index());
        let is_due = self.unread().is_some() || !self.rules.read;
        if rule != meant || !is_due || meant == RecordRule::OffTheRecord {
            return Err(Refusal::RuleIsSo(rule));
        }
        Ok(())
    }
}

/// Where the stay in the phase in front began, in a log without what was undone.
pub(super) fn phase_began<'a>(kept: impl DoubleEndedIterator<Item = (Seq, &'a Entry)>) -> Option<Seq> {
    let mut kept = kept.rev();
    let began = |event: &Event| matches!(event, Event::Fact(Fact::<PersonId>::PhaseBegan(_)));
    kept.find(|(_, entry)| began(&entry.event)).map(|(seq, _)| seq)
}

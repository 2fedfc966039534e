//! A sealed session under a stricter rule: as if it had been held under it.

use super::{
    balance::PhaseBalance,
    event::SavedEntry,
    leak::{Checked, LeakCheck, once, place_of_fact},
    record::Record,
    redact::Redaction,
    rule::RecordRule,
    state::State,
};

/// What `rule` lets remain of a record. A rule that is not stricter than the record's own takes nothing away.
pub(super) fn restricted(record: &Record, rule: RecordRule, check: &LeakCheck) -> Checked {
    let strict = under(record, rule);
    let end = strict.fold();
    let redaction = Redaction::of(&end, check);
    let (mut log, mut sofar) = (Vec::new(), strict.before());
    let (opening, mut leaks) = redaction.header(&end.opening);
    for (place, SavedEntry { at, rule, event }) in strict.log.iter().enumerate() {
        log.extend(redaction.entries((*at, *rule), event, (&sofar, &end)));
        leaks.extend(redaction.sieve.take(place_of_fact(event), Some(*at)));
        strict.step(&mut sofar, place);
    }
    let balance = balance(record, &redaction, &end);
    Checked { record: Record { opening, people: redaction.people(&end), balance, log }, leaks: once(leaks) }
}

/// The record with every rule in it at least as strict.
fn under(record: &Record, rule: RecordRule) -> Record {
    let mut strict = record.clone();
    strict.opening.rule = strict.opening.rule.max(rule);
    for phase in &mut strict.opening.phases {
        phase.record_rule = phase.record_rule.map(|own| own.max(rule));
    }
    for entry in &mut strict.log {
        entry.rule = entry.rule.max(rule);
    }
    strict
}

/// How the phases were shared: computed where the record says who spoke, else as far as it stands there and may stay.
fn balance(record: &Record, redaction: &Redaction<'_>, end: &State) -> Vec<PhaseBalance> {
    if redaction.keeps_all() {
        return Vec::new();
    }
    if record.balance.is_empty() && record.fold().keeps_all_names() {
        return end.phase_balances(record.last());
    }
    record.balance.iter().filter(|balance| end.may_tell_balance(balance.phase)).copied().collect()
}

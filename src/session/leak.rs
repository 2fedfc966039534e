//! The leak check: what a text or a tally would tell that the record rule keeps to itself. The same for sealing and for every
//! export, because both ask the same redaction.
//!
//! It compares words with the people, parties and the place of the session and of the group's file. It does not know
//! nicknames, other spellings, or people whom nobody wrote down.

use std::{
    cell::RefCell,
    collections::{BTreeMap, BTreeSet},
};

use super::{
    Session,
    board::{BoardFact, PartyTally, SMALLEST, Tally, Test},
    event::PhaseIndex,
    facts::Fact,
    ids::{FollowUpId, NoteId, StatementId},
    mask::Mask,
    record::Record,
    redact::redacted,
    rule::RecordRule,
    state::State,
    time::At,
};

/// What stands instead of a text that was struck while it was looked through.
pub const STRUCK: &str = "[struck]";

/// What is done about a leak.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Choice {
    /// `[name]` instead of the names; of a tally no more than what came of it.
    #[default]
    Replace,
    /// It stays as it is: the word is no name here, or the group wants it so.
    Keep,
    /// The whole text is left out.
    Strike,
}

/// What a choice is about. The same text is the same wherever it stands.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum LeakKey {
    /// A text.
    Text(String),
    /// The answers on a statement.
    Answers(StatementId),
}

/// Where something stands that would tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LeakPlace {
    /// Title, group, agreements.
    Evening,
    /// The title, question or hints of a phase.
    Phase(PhaseIndex),
    /// A note.
    Note(NoteId),
    /// A statement: its wordings, formulations, reasons, criticisms, the answers on it.
    Statement(StatementId),
    /// Something promised.
    FollowUp(FollowUpId),
    /// For whom the memorandum is.
    Memorandum,
    /// Anywhere else in the course of the evening.
    Elsewhere,
}

/// Something that would tell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Leak {
    /// Where it stands.
    pub place: LeakPlace,
    /// When it was said, if it was said.
    pub at: Option<At>,
    /// What a choice about it is filed under.
    pub key: LeakKey,
    /// What would tell.
    pub tells: Tells,
}

/// In which way something would tell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Tells {
    /// These words of the text stand for a person, a party or the place.
    Names(Vec<String>),
    /// All of a party gave the same answer, so that the tally tells every vote.
    Unanimous,
    /// A party of one or two is split into its answers.
    SmallParty,
}

/// What is known beside the session itself when it is looked through, and what was chosen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LeakCheck {
    /// The people whom the group's file knows.
    pub names: Vec<String>,
    /// Its parties.
    pub parties: Vec<String>,
    /// Words that somebody looked at, and that are no names.
    pub not_names: BTreeSet<String>,
    /// What is done about each leak; those of which nothing is said are replaced.
    pub choices: BTreeMap<LeakKey, Choice>,
}

/// What remains, and what in it would have told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checked {
    /// What remains once the choices are made.
    pub record: Record,
    /// What was found, in the order of the evening; what was chosen to be kept is among it.
    pub leaks: Vec<Leak>,
}

impl LeakCheck {
    /// What remains of a running session.
    #[must_use]
    pub fn seal(&self, session: &Session) -> Checked {
        redacted(session, self)
    }

    /// What a stricter rule lets remain of a sealed session, each part of which stays under its own rule where that is
    /// stricter; [`RecordRule::Attributed`] takes nothing away, and looks through it once more.
    #[must_use]
    pub fn restrict(&self, record: &Record, rule: RecordRule) -> Checked {
        super::restrict::restricted(record, rule, self)
    }

    /// What is chosen about a leak.
    #[must_use]
    pub fn choice(&self, key: &LeakKey) -> Choice {
        self.choices.get(key).copied().unwrap_or_default()
    }
}

/// The words that are withheld, what was chosen, and what was found so far.
#[derive(Debug)]
pub(super) struct Sieve<'a> {
    mask: Mask,
    check: &'a LeakCheck,
    found: RefCell<Vec<(LeakKey, Tells)>>,
}

impl<'a> Sieve<'a> {
    pub(super) fn of(end: &State, check: &'a LeakCheck) -> Self {
        let mask = Mask::new(&end.roster, end.opening.place.as_deref())
            .and(check.names.iter().chain(&check.parties).map(String::as_str))
            .and_parties(check.parties.iter().map(String::as_str))
            .without(check.not_names.iter().map(String::as_str));
        Self { mask, check, found: RefCell::default() }
    }

    /// The text as it may stand under `rule`.
    pub(super) fn text(&self, rule: RecordRule, text: &str) -> String {
        if rule.keeps_names() {
            return text.to_owned();
        }
        let places = self.mask.places(text);
        if places.is_empty() {
            return text.to_owned();
        }
        let words = places.into_iter().map(|place| text[place].to_owned()).collect();
        let key = LeakKey::Text(text.to_owned());
        let choice = self.check.choice(&key);
        self.found.borrow_mut().push((key, Tells::Names(words)));
        match choice {
            Choice::Replace => self.mask.apply(rule, text),
            Choice::Keep => text.to_owned(),
            Choice::Strike => STRUCK.to_owned(),
        }
    }

    /// The answers to a test as they may stand without names.
    pub(super) fn tallies(&self, statement: StatementId, test: &Test, parties: &[PartyTally]) -> Vec<PartyTally> {
        let key = LeakKey::Answers(statement);
        let tells: Vec<Option<Tells>> = parties.iter().map(telling).collect();
        let keeps = self.check.choice(&key) == Choice::Keep;
        self.found.borrow_mut().extend(tells.iter().flatten().map(|tells| (key.clone(), tells.clone())));
        let reduced = parties.iter().zip(&tells).map(|(tally, tells)| match tells {
            Some(Tells::SmallParty) => tally.clone().reduced(&test.scale, test.threshold),
            Some(Tells::Unanimous | Tells::Names(_)) if !keeps => tally.clone().reduced(&test.scale, test.threshold),
            Some(Tells::Unanimous | Tells::Names(_)) | None => tally.clone(),
        });
        test.withheld(&reduced.collect::<Vec<_>>())
    }

    /// What was found since this was asked last, as leaks at a place.
    pub(super) fn take(&self, place: LeakPlace, at: Option<At>) -> Vec<Leak> {
        let found = self.found.take().into_iter();
        found.map(|(key, tells)| Leak { place, at, key, tells }).collect()
    }
}

/// What a tally without its party's name would still tell.
fn telling(tally: &PartyTally) -> Option<Tells> {
    match &tally.tally {
        Tally::Counted(answers) if answers.iter().sum::<u32>() < SMALLEST => Some(Tells::SmallParty),
        Tally::Counted(_) if tally.is_unanimous() => Some(Tells::Unanimous),
        Tally::Counted(_) | Tally::Small { .. } => None,
    }
}

/// Where a fact stands.
pub(super) fn place_of_fact<W>(fact: &Fact<W>) -> LeakPlace {
    if let Fact::Noted(noted) = fact {
        return LeakPlace::Note(noted.note);
    }
    let Fact::Board(fact) = fact else { return LeakPlace::Elsewhere };
    if let BoardFact::FollowUp(put) = fact {
        return LeakPlace::FollowUp(put.follow_up);
    }
    if matches!(fact, BoardFact::MemorandumFor(_)) {
        return LeakPlace::Memorandum;
    }
    fact.statement().map_or(LeakPlace::Elsewhere, LeakPlace::Statement)
}

/// Every leak once, where it was found first.
pub(super) fn once(leaks: Vec<Leak>) -> Vec<Leak> {
    let mut all: Vec<Leak> = Vec::new();
    for leak in leaks {
        if !all.iter().any(|other| other.key == leak.key && other.tells == leak.tells) {
            all.push(leak);
        }
    }
    all
}

//! From the log of a running session to what may remain of it.
//!
//! [`redact`] maps the log event by event; [`project`] does the same to a state. For every log,
//! `redact(log).fold() == project(fold(log))`: what is left out of the file is what is left out of the picture, no more
//! and no less. Neither match has an arm for everything else, so that a new event asks its own question here.

use std::collections::BTreeMap;

use super::{
    Session,
    board::named_on_the_board,
    event::{Called, Entry, Event, Noted, Opening, SavedEntry, SavedEvent},
    facts::Fact,
    ids::{PersonId, Who},
    mask::Mask,
    note::{Note, NoteKind, Speaker},
    record::{Listed, Record},
    roster::{Member, Person, Roster, call_key},
    rule::RecordRule,
    state::State,
    time::At,
};

/// What the record rule of each moment lets remain of a session.
#[must_use]
pub fn redact(session: &Session) -> Record {
    let end = session.state();
    let redaction = Redaction::of(end);
    let mut log = Vec::new();
    let mut sofar = State::opened(end.opening.clone());
    for entry in session.effective() {
        log.extend(redaction.entries(entry, &sofar, end));
        sofar.apply(entry.at, entry.rule, &entry.event);
    }
    let balance = if redaction.keeps_all { Vec::new() } else { end.phase_balances(session.last()) };
    Record { opening: redaction.opening(&end.opening), people: redaction.people(end), balance, log }
}

/// The same, of a state.
#[must_use]
pub fn project(state: &State) -> State {
    let redaction = Redaction::of(state);
    let mut left = state.clone();
    left.opening = redaction.opening(&state.opening);
    left.roster = Roster::seating(redaction.members(&state.roster));
    if !redaction.keeps_all {
        left.hands.clear();
        left.lowered.clear();
        left.chosen.clear();
        left.chairs.clear();
        left.round.passes.clear();
    }
    for turn in &mut left.turns {
        turn.who = redaction.who(turn.rule, turn.who);
        turn.interpreted &= turn.who != Who::Withheld;
    }
    for note in &mut left.notes {
        note.speaker = note.speaker.map(|who| redaction.who(note.rule, who));
        note.kind = redaction.kind(note.rule, &note.kind);
        note.text = redaction.text(note.rule, &note.text);
    }
    redaction.project_board(&mut left.board);
    left
}

/// What an evening lets remain of whom it names.
pub(super) struct Redaction {
    /// Whether every phase of the evening keeps names.
    keeps_all: bool,
    /// Those who are listed, each with the id that stands in the record.
    listed: BTreeMap<PersonId, PersonId>,
    mask: Mask,
}

impl Redaction {
    fn of(end: &State) -> Self {
        let keeps_all = end.keeps_all_names();
        let listed = if keeps_all {
            end.roster.people().map(|person| (person.id, person.id)).collect()
        } else {
            let named = named_by_items(end);
            named.into_iter().zip((1..).map(PersonId)).collect()
        };
        Self { keeps_all, listed, mask: Mask::new(&end.roster, end.opening.place.as_deref()) }
    }

    /// The person under the id that the record uses, if this rule lets them be named.
    pub(super) fn named(&self, rule: RecordRule, person: PersonId) -> Option<PersonId> {
        self.listed.get(&person).copied().filter(|_| rule.keeps_names())
    }

    pub(super) fn who(&self, rule: RecordRule, who: Who) -> Who {
        who.person().and_then(|person| self.named(rule, person)).map_or(Who::Withheld, Who::Named)
    }

    pub(super) fn voices(&self, rule: RecordRule, people: impl Iterator<Item = PersonId>) -> Vec<Who> {
        people.filter_map(|person| self.named(rule, person)).map(Who::Named).collect()
    }

    /// A kind is a word of the moderator's own, and may be somebody's name.
    fn kind(&self, rule: RecordRule, kind: &NoteKind) -> NoteKind {
        if self.text(rule, kind.word()) == kind.word() { kind.clone() } else { NoteKind::default() }
    }

    pub(super) fn text(&self, rule: RecordRule, text: &str) -> String {
        self.mask.apply(rule, text)
    }

    /// The rule for what belongs to the whole evening: the title, the place, the agreements.
    const fn of_the_evening(&self) -> RecordRule {
        if self.keeps_all { RecordRule::Attributed } else { RecordRule::ChathamHouse }
    }

    fn opening(&self, opening: &Opening) -> Opening {
        let rule = self.of_the_evening();
        let mut phases = opening.phases.clone();
        for phase in &mut phases {
            phase.title = self.text(rule, &phase.title);
            phase.question = phase.question.as_deref().map(|question| self.text(rule, question));
            for hint in &mut phase.hints {
                *hint = self.text(rule, hint);
            }
        }
        Opening {
            title: self.text(rule, &opening.title),
            series: opening.series.as_deref().map(|series| self.text(rule, series)),
            opened: opening.opened,
            place: opening.place.clone().filter(|_| rule.keeps_names()),
            rule: opening.rule,
            agreements: opening.agreements.iter().map(|agreement| self.text(rule, agreement)).collect(),
            phases,
            // With the order of the turns, it would say who sat where.
            rounds_before: if self.keeps_all { opening.rounds_before } else { 0 },
            statements_before: opening.statements_before,
            follow_ups_before: opening.follow_ups_before,
        }
    }

    fn people(&self, end: &State) -> Vec<Listed> {
        let members = self.members(&end.roster).into_iter();
        members.map(|member| Listed { person: member.person, joined: member.joined }).collect()
    }

    /// Who sat where, who came late and who went is kept of an evening that keeps all names. Of any other, ids, keys and
    /// order are those of being first named: together with the nameless turns of a go-round, a seat would be a name.
    fn members(&self, roster: &Roster) -> Vec<Member> {
        if self.keeps_all {
            return roster.members.clone();
        }
        let listed = roster.people().filter_map(|person| {
            let id = *self.listed.get(&person.id)?;
            let person = Person { id, key: call_key(id.0 as usize - 1), ..person.clone() };
            Some(Member { person, joined: At::OPENING, left: None })
        });
        let mut members: Vec<Member> = listed.collect();
        members.sort_by_key(|member| member.person.id);
        members
    }

    /// What is left of an entry: one as a rule, none where it is withheld. Who was called and passed had no turn; where
    /// that pass is not kept the call is not either, and what it ended ends by itself.
    fn entries(&self, entry: &Entry, before: &State, end: &State) -> Vec<SavedEntry> {
        let Event::Fact(Fact::Called(called)) = &entry.event else {
            return self.entry(entry, before, end).into_iter().collect();
        };
        if end.turn(called.turn).is_some() || self.kept(called.who).is_some() {
            return self.entry(entry, before, end).into_iter().collect();
        }
        let turn = before.current().map(|turn| Fact::TurnEnded(turn.id));
        let quiet = before.quiet().map(|quiet| Fact::QuietEnded(quiet.kind));
        let saved = |event| SavedEntry { at: entry.at, rule: entry.rule, event };
        turn.into_iter().chain(quiet).map(saved).collect()
    }

    /// Who asked, passed, came and went is not kept of an evening that withholds anybody's name: next to a nameless
    /// turn it would say whose it was. Of somebody who was removed nothing is kept anywhere.
    fn kept(&self, person: PersonId) -> Option<Who> {
        (self.keeps_all && self.listed.contains_key(&person)).then_some(Who::Named(person))
    }

    fn entry(&self, entry: &Entry, before: &State, end: &State) -> Option<SavedEntry> {
        let Entry { at, rule, event } = entry;
        let (rule, event) = match event {
            // People stand in the header and notes at their first time, each in the last form; what was undone is gone.
            Event::Opened(_)
            | Event::Joined(_)
            | Event::PersonCorrected(_)
            | Event::PersonRemoved(_)
            | Event::SeatMoved { .. }
            | Event::NoteEdited { .. }
            | Event::NoteAttributed { .. }
            | Event::NoteRekinded { .. }
            | Event::NoteDeleted(_)
            | Event::Undone(_)
            | Event::Redone(_) => return None,
            Event::Fact(Fact::Noted(noted)) => {
                let note = end.note(noted.note)?;
                (note.rule, Fact::Noted(self.noted(note)))
            }
            Event::Fact(Fact::Called(called)) => {
                // A stricter phase that began meanwhile covers a turn that ran on into it.
                let covered = end.turn(called.turn).map_or(*rule, |turn| turn.rule);
                let Called { turn, who, why, length, started } = *called;
                let who = self.who(covered, who.into());
                (*rule, Fact::Called(Called { turn, who, why, length, started }))
            }
            Event::Fact(Fact::Board(fact)) => (*rule, Fact::Board(self.board_fact(*rule, fact, (before, end)))),
            Event::Fact(fact) => (*rule, self.fact(fact, before)?),
        };
        Some(SavedEntry { at: *at, rule, event })
    }

    fn noted(&self, note: &Note) -> Noted<Who> {
        Noted {
            note: note.id,
            kind: self.kind(note.rule, &note.kind),
            speaker: note.speaker.map_or(Speaker::Nobody, |who| Speaker::Person(self.who(note.rule, who))),
            text: self.text(note.rule, &note.text),
        }
    }

    fn fact(&self, fact: &Fact<PersonId>, before: &State) -> Option<SavedEvent> {
        let kept = |person: &PersonId| self.kept(*person);
        Some(match fact {
            Fact::AgreementsAccepted(accepted) => Fact::AgreementsAccepted(*accepted),
            Fact::PhaseBegan(phase) => Fact::PhaseBegan(*phase),
            Fact::RoundBegan(number) => Fact::RoundBegan(*number),
            Fact::OrderChanged(order) => Fact::OrderChanged(*order),
            Fact::Chosen(people) if self.keeps_all => Fact::Chosen(people.iter().filter_map(kept).collect()),
            Fact::HandRaised(person) => Fact::HandRaised(kept(person)?),
            Fact::HandLowered(person) => Fact::HandLowered(kept(person)?),
            Fact::Passed(person) => Fact::Passed(kept(person)?),
            Fact::PassedForNow(person) => Fact::PassedForNow(kept(person)?),
            // What a stricter rule may cover afterwards: see `entry`. And who was chosen, where names are withheld.
            Fact::Chosen(_) | Fact::Called(_) | Fact::Noted(_) | Fact::Board(_) => return None,
            Fact::Started(turn) => Fact::Started(*turn),
            Fact::StartPutBack(change) => Fact::StartPutBack(*change),
            Fact::Paused(turn) => Fact::Paused(*turn),
            Fact::Resumed(turn) => Fact::Resumed(*turn),
            Fact::Extended(change) => Fact::Extended(*change),
            Fact::Shortened(change) => Fact::Shortened(*change),
            Fact::TurnEnded(turn) => Fact::TurnEnded(*turn),
            Fact::QuietBegan(began) => Fact::QuietBegan(*began),
            Fact::QuietEnded(kind) => Fact::QuietEnded(*kind),
            Fact::SilenceCounted(span) => Fact::SilenceCounted(*span),
            Fact::Breath(span) => Fact::Breath(*span),
            Fact::TurnLength(span) => Fact::TurnLength(*span),
            Fact::PartyTime(span) => Fact::PartyTime(*span),
            Fact::Replanned(replanned) => Fact::Replanned(replanned.clone()),
            Fact::ChairTaken(person) => Fact::ChairTaken(kept(person)?),
            Fact::Left(person) => {
                match before.current().filter(|turn| !self.keeps_all && turn.who == Who::Named(*person)) {
                    Some(turn) => Fact::TurnEnded(turn.id),
                    None => Fact::Left(kept(person)?),
                }
            }
            Fact::Returned(person) => Fact::Returned(kept(person)?),
            Fact::GapUntil(wall) => Fact::GapUntil(*wall),
            Fact::AwayCounted(change) => Fact::AwayCounted(*change),
            Fact::ClockSet(wall) => Fact::ClockSet(*wall),
            Fact::Ended(wall) => Fact::Ended(*wall),
            Fact::Continued(wall) => Fact::Continued(*wall),
        })
    }
}

/// Those whom a turn, a note or a statement names that was made under a rule that keeps names, each once and first named
/// first: an order that the record shows anyway.
fn named_by_items(end: &State) -> Vec<PersonId> {
    let turns = end.turns.iter().map(|turn| (turn.rule, Some(turn.who)));
    let notes = end.notes.iter().map(|note| (note.rule, note.speaker));
    let items = turns.chain(notes).filter(|(rule, _)| rule.keeps_names()).filter_map(|(_, who)| who?.person());
    let mut named = Vec::new();
    for person in items.chain(named_on_the_board(&end.board)) {
        if !named.contains(&person) && end.roster.person(person).is_some() {
            named.push(person);
        }
    }
    named
}

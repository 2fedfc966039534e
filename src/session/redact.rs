//! From the log of a running session to what may remain of it.
//!
//! [`redact`] maps the log event by event; [`project`] does the same to a state. For every log,
//! `redact(log).fold() == project(fold(log))`: what is left out of the file is what is left out of the picture, no more
//! and no less. Neither match has an arm for everything else, so that a new event asks its own question here.

mod back;

use std::collections::{BTreeMap, BTreeSet};

use super::{
    Session,
    board::named_on_the_board,
    event::{Called, Event, Noted, Opening, PhaseIndex, SavedEntry, SavedEvent},
    facts::Fact,
    ids::{PersonId, StatementId, Who},
    lanes::{AskNamed, Asked, LaneCalled, TurnNamed},
    leak::{Checked, Leak, LeakCheck, LeakPlace, Sieve, once, place_of_fact},
    note::{Note, NoteKind, Speaker},
    off_record::OffRecord,
    queue_acts::MovedDown,
    record::{Listed, Record},
    roster::{Member, Person, Roster, call_key},
    rule::RecordRule,
    state::State,
    time::{At, Span},
};

/// What the record rule of each moment lets remain of a session.
#[must_use]
pub fn redact(session: &Session) -> Record {
    LeakCheck::default().seal(session).record
}

/// The same, with what was found that would tell, and with what was chosen about it.
pub(super) fn redacted(session: &Session, check: &LeakCheck) -> Checked {
    let end = session.state();
    let redaction = Redaction::of(end, check);
    let (mut log, mut sofar) = (Vec::new(), State::opened(end.opening.clone()));
    let (opening, mut leaks) = redaction.header(&end.opening);
    for entry in session.effective() {
        if let Some(fact) = fact_of(&entry.event) {
            log.extend(redaction.entries((entry.at, entry.rule), fact, (&sofar, end)));
            leaks.extend(redaction.sieve.take(place_of_fact(fact), Some(entry.at)));
        }
        sofar.apply(entry.at, entry.rule, &entry.event);
    }
    let balance = if redaction.keeps_all { Vec::new() } else { end.phase_balances(session.last()) };
    Checked { record: Record { opening, people: redaction.people(end), balance, log }, leaks: once(leaks) }
}

/// The same, of a state.
#[must_use]
pub fn project(state: &State) -> State {
    let check = LeakCheck::default();
    projected(&Redaction::of(state, &check), state)
}

/// The same for the group's own file, which may hold the words that the group has not released.
pub(super) fn project_for_group(state: &State, check: &LeakCheck) -> State {
    let redaction = Redaction { back: BTreeSet::new(), keeps_back: false, ..Redaction::of(state, check) };
    projected(&redaction, state)
}

fn projected(redaction: &Redaction<'_>, state: &State) -> State {
    let mut left = state.clone();
    left.opening = redaction.header(&state.opening).0;
    left.roster = Roster::seating(redaction.members(&state.roster));
    if !redaction.keeps_all {
        left.hands.clear();
        left.lowered.clear();
        left.asks.clear();
        (left.last_word, left.staying) = (None, None);
        left.chosen.clear();
        left.chairs.clear();
        left.round.passes.clear();
    }
    for turn in &mut left.turns {
        turn.who = redaction.who(turn.rule, turn.who);
        if !redaction.keeps_all {
            (turn.asked, turn.put_back) = (None, false);
        }
        turn.interpreted &= turn.who != Who::Withheld;
    }
    left.notes.retain(|note| !redaction.is_back(note));
    left.releases = 0;
    for note in &mut left.notes {
        note.speaker = note.speaker.map(|who| redaction.who(note.rule, who));
        note.kind = redaction.kind(note.rule, &note.kind);
        note.text = redaction.text(note.rule, &note.text);
    }
    redaction.project_board(&mut left.board);
    left
}

/// What an evening lets remain of whom it names.
pub(super) struct Redaction<'a> {
    /// Whether every phase of the evening keeps names.
    keeps_all: bool,
    /// Those who are listed, each with the id that stands in the record.
    listed: BTreeMap<PersonId, PersonId>,
    /// Through which every text and every tally goes.
    pub(super) sieve: Sieve<'a>,
    /// The statements that are kept back.
    back: BTreeSet<StatementId>,
    /// Whether what the group has not released is kept back.
    keeps_back: bool,
}

impl<'a> Redaction<'a> {
    pub(super) fn of(end: &State, check: &'a LeakCheck) -> Self {
        let keeps_all = end.keeps_all_names();
        let listed = if keeps_all {
            end.roster.people().map(|person| (person.id, person.id)).collect()
        } else {
            let named = named_by_items(end);
            named.into_iter().zip((1..).map(PersonId)).collect()
        };
        Self { keeps_all, listed, sieve: Sieve::of(end, check), back: end.board.kept_back(), keeps_back: true }
    }

    /// The person under the id that the record uses, if this rule lets them be named.
    pub(super) fn named(&self, rule: RecordRule, person: PersonId) -> Option<PersonId> {
        self.listed.get(&person).copied().filter(|_| rule.keeps_names())
    }

    pub(super) fn who(&self, rule: RecordRule, who: Who) -> Who {
        if who == Who::Unnamed && rule.keeps_names() {
            return who;
        }
        who.person().and_then(|person| self.named(rule, person)).map_or(Who::Withheld, Who::Named)
    }

    pub(super) fn voices<W: Into<Who>>(&self, rule: RecordRule, people: impl Iterator<Item = W>) -> Vec<Who> {
        people.filter_map(|who| self.named(rule, who.into().person()?)).map(Who::Named).collect()
    }

    /// A kind is a word of the moderator's own, and may be somebody's name.
    fn kind(&self, rule: RecordRule, kind: &NoteKind) -> NoteKind {
        if self.text(rule, kind.word()) == kind.word() { kind.clone() } else { NoteKind::default() }
    }

    pub(super) fn text(&self, rule: RecordRule, text: &str) -> String {
        self.sieve.text(rule, text)
    }

    /// Whether every phase of the evening keeps names.
    pub(super) const fn keeps_all(&self) -> bool {
        self.keeps_all
    }

    /// The rule for what belongs to the whole evening: the title, the place, the agreements.
    const fn of_the_evening(&self) -> RecordRule {
        if self.keeps_all { RecordRule::Attributed } else { RecordRule::ChathamHouse }
    }

    /// How the evening began, as far as it may be told, and what in that would have told more.
    pub(super) fn header(&self, opening: &Opening) -> (Opening, Vec<Leak>) {
        let rule = self.of_the_evening();
        let title = self.text(rule, &opening.title);
        let series = opening.series.as_deref().map(|series| self.text(rule, series));
        let agreements = opening.agreements.iter().map(|agreement| self.text(rule, agreement)).collect();
        let mut leaks = self.sieve.take(LeakPlace::Evening, None);
        let mut phases = opening.phases.clone();
        for (place, phase) in phases.iter_mut().enumerate() {
            phase.title = self.text(rule, &phase.title);
            phase.question = phase.question.as_deref().map(|question| self.text(rule, question));
            for hint in &mut phase.hints {
                *hint = self.text(rule, hint);
            }
            leaks.extend(self.sieve.take(LeakPlace::Phase(PhaseIndex(place)), None));
        }
        let opening = Opening {
            title,
            series,
            opened: opening.opened,
            place: opening.place.clone().filter(|_| rule.keeps_names()),
            rule: opening.rule,
            agreements,
            phases,
            // With the order of the turns, it would say who sat where.
            rounds_before: if self.keeps_all { opening.rounds_before } else { 0 },
            statements_before: opening.statements_before,
            follow_ups_before: opening.follow_ups_before,
        };
        (opening, leaks)
    }

    pub(super) fn people(&self, end: &State) -> Vec<Listed> {
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
    pub(super) fn entries<W: Copy + Into<Who>>(
        &self,
        (at, rule): (At, RecordRule),
        fact: &Fact<W>,
        (before, end): (&State, &State),
    ) -> Vec<SavedEntry> {
        let saved = |(rule, event)| SavedEntry { at, rule, event };
        if let Fact::Called(called) = fact
            && end.turn(called.turn).is_none()
            && self.kept(called.who).is_none()
        {
            let turn = before.main_turn().map(|turn| Fact::TurnEnded(turn.id));
            let quiet = before.quiet().map(|quiet| Fact::QuietEnded(quiet.kind));
            return turn.into_iter().chain(quiet).map(|event| saved((rule, event))).collect();
        }
        match fact {
            Fact::Board(fact) => self.board_entries((at, rule), fact, before, end),
            Fact::Released(piece) => self.release_entries((at, rule), *piece, before, end),
            other => self.covered(rule, other, (before, end)).map(saved).into_iter().collect(),
        }
    }

    /// Who asked, passed, came and went is not kept of an evening that withholds anybody's name: next to a nameless
    /// turn it would say whose it was. Of somebody who was removed nothing is kept anywhere.
    fn kept(&self, who: impl Into<Who>) -> Option<Who> {
        let person = who.into().person()?;
        (self.keeps_all && self.listed.contains_key(&person)).then_some(Who::Named(person))
    }

    /// What remains of a fact, under the rule that covers it in the end.
    fn covered<W: Copy + Into<Who>>(
        &self,
        rule: RecordRule,
        fact: &Fact<W>,
        (before, end): (&State, &State),
    ) -> Option<(RecordRule, SavedEvent)> {
        // A stricter phase that began meanwhile covers a turn that ran on into it.
        let covering = |turn| end.turn(turn).map_or(rule, |turn| turn.rule);
        Some(match fact {
            Fact::Noted(noted) => {
                let note = end.note(noted.note).filter(|note| !self.is_back(note))?;
                (note.rule, Fact::Noted(self.noted(note)))
            }
            Fact::LaneCalled(called) => (rule, Fact::LaneCalled(self.lane_called(covering(called.turn), called))),
            Fact::TurnNamed(named) => {
                let who = self.who(covering(named.turn), named.who.into());
                (rule, Fact::TurnNamed(TurnNamed { turn: named.turn, who }))
            }
            Fact::Called(called) => {
                let Called { turn, who, why, length, started } = *called;
                let who = self.who(covering(turn), who.into());
                (rule, Fact::Called(Called { turn, who, why, length, started }))
            }
            Fact::OffRecord(_) => {
                (rule, Fact::OffRecord(end.off_records.get(before.off_records.len()).and_then(lasted)))
            }
            fact => (rule, self.fact(fact, before)?),
        })
    }

    /// Why somebody was heard ahead of the queue, and to what, is kept without a name.
    fn lane_called<W: Copy + Into<Who>>(&self, rule: RecordRule, called: &LaneCalled<W>) -> LaneCalled<Who> {
        let LaneCalled { turn, lane, ask, who, length, to, within } = *called;
        let who = match self.who(rule, who.map_or(Who::Unnamed, Into::into)) {
            Who::Unnamed => None,
            who @ (Who::Named(_) | Who::Withheld) => Some(who),
        };
        LaneCalled { turn, lane, ask: ask.filter(|_| self.keeps_all), who, length, to, within }
    }

    fn noted(&self, note: &Note) -> Noted<Who> {
        Noted {
            note: note.id,
            kind: self.kind(note.rule, &note.kind),
            speaker: note.speaker.map_or(Speaker::Nobody, |who| Speaker::Person(self.who(note.rule, who))),
            text: self.text(note.rule, &note.text),
        }
    }

    fn fact<W: Copy + Into<Who>>(&self, fact: &Fact<W>, before: &State) -> Option<SavedEvent> {
        let kept = |who: &W| self.kept(*who);
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
            Fact::HandsRaised(people) if self.keeps_all => {
                Fact::HandsRaised(people.iter().filter_map(kept).collect())
            }
            Fact::HandMovedDown(MovedDown { who, behind }) => {
                // Whoever is behind somebody who is not kept is still no longer the first.
                Fact::HandMovedDown(MovedDown { who: kept(who)?, behind: kept(behind).unwrap_or(Who::Withheld) })
            }
            Fact::PutFirst(person) => Fact::PutFirst(kept(person)?),
            Fact::LastWord(person) => Fact::LastWord(kept(person)?),
            Fact::List(list) => Fact::List(*list),
            Fact::Asked(Asked { ask, lane, who, to }) if self.keeps_all => {
                let who = who.map(|who| kept(&who).ok_or(())).transpose().ok()?;
                Fact::Asked(Asked { ask: *ask, lane: *lane, who, to: *to })
            }
            Fact::AskNamed(AskNamed { ask, who }) if self.keeps_all => match kept(who) {
                Some(who) => Fact::AskNamed(AskNamed { ask: *ask, who }),
                None => Fact::AskDropped(*ask),
            },
            Fact::AskDropped(ask) if self.keeps_all => Fact::AskDropped(*ask),
            // Whom a call that had been only a question let go on is not kept, and so the queue is not held either.
            Fact::StayedWith(turn) if self.keeps_all => Fact::StayedWith(*turn),
            Fact::WentOn(turn) if self.keeps_all => Fact::WentOn(*turn),
            Fact::PutBack(turn) if self.keeps_all => Fact::PutBack(*turn),
            // Where nobody's place in the queue is kept, a speech that was put back is a speech.
            Fact::PutBack(turn) => {
                before.turn(*turn).filter(|turn| turn.ended.is_none()).map(|_| Fact::TurnEnded(*turn))?
            }
            Fact::HandsRaised(_)
            | Fact::Asked(_)
            | Fact::AskNamed(_)
            | Fact::AskDropped(_)
            | Fact::StayedWith(_)
            | Fact::WentOn(_)
            // What a stricter rule may cover afterwards: see `covered`. And who was chosen, where names are withheld.
            | Fact::Chosen(_)
            | Fact::Called(_)
            | Fact::LaneCalled(_)
            | Fact::TurnNamed(_)
            | Fact::Noted(_)
            | Fact::OffRecord(_)
            | Fact::Released(_)
            | Fact::Board(_) => return None,
            Fact::Interrupted(turn) => Fact::Interrupted(*turn),
            Fact::InterruptionPutBack(change) => Fact::InterruptionPutBack(*change),
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
            Fact::Left(who) if !self.keeps_all => {
                Fact::TurnEnded((*who).into().person().and_then(|person| before.open_turn_of(person))?)
            }
            Fact::Left(who) => Fact::Left(kept(who)?),
            Fact::Returned(person) => Fact::Returned(kept(person)?),
            Fact::GapUntil(wall) => Fact::GapUntil(*wall),
            Fact::AwayCounted(change) => Fact::AwayCounted(*change),
            Fact::ClockSet(wall) => Fact::ClockSet(*wall),
            Fact::RuleChanged(change) => Fact::RuleChanged(*change),
            Fact::RuleRead(rule) => Fact::RuleRead(*rule),
            Fact::Struck(piece) => Fact::Struck(*piece),
            Fact::Ended(wall) => Fact::Ended(*wall),
            Fact::Continued(wall) => Fact::Continued(*wall),
        })
    }
}

/// What an event says of the dialogue. People stand in the header and notes at their first time, each in the last form; what
/// was undone is gone.
const fn fact_of(event: &Event) -> Option<&Fact<PersonId>> {
    match event {
        Event::Opened(_)
        | Event::Joined(_)
        | Event::PersonCorrected(_)
        | Event::PersonRemoved(_)
        | Event::SeatMoved { .. }
        | Event::NoteEdited { .. }
        | Event::NoteAttributed { .. }
        | Event::NoteRekinded { .. }
        | Event::NoteDeleted(_)
        | Event::Covered { .. }
        | Event::BackOnRecord
        | Event::Erased
        | Event::Undone(_)
        | Event::Redone(_) => None,
        Event::Fact(fact) => Some(fact),
    }
}

fn lasted(off: &OffRecord) -> Option<Span> {
    off.to.map(|to| to.since(off.from))
}

/// Those whom a turn, a note or a statement names that was made under a rule that keeps names, each once and first named
/// first: an order that the record shows anyway.
fn named_by_items(end: &State) -> Vec<PersonId> {
    let turns = end.turns.iter().map(|turn| (turn.rule, Some(turn.who)));
    let notes = end.notes.iter().map(|note| (note.rule, note.speaker));
    let items = turns.chain(notes).filter(|(rule, _)| rule.keeps_names()).filter_map(|(_, who)| who?.person());
    let mut named = Vec::new();
    let mut told = end.board.clone();
    let back = told.kept_back();
    told.statements.retain(|statement| !back.contains(&statement.id));
    told.follow_ups.retain(|put| put.strictest.keeps_words());
    for person in items.chain(named_on_the_board(&told)) {
        if !named.contains(&person) && end.roster.person(person).is_some() {
            named.push(person);
        }
    }
    named
}

//! The fold: what each event does to the state. Nothing else writes there.

use super::{
    balance::SLIP,
    event::{Called, Event, PhaseIndex, Wall},
    facts::Fact,
    ids::{NoteId, PersonId, TurnId, Who, place_of},
    note::{Note, Speaker},
    plan::OrderRule,
    roster::{Member, Person},
    rule::RecordRule,
    state::{Anchor, Chair, Hand, Pass, Round, State, Visit},
    time::{At, Span},
    turn::Turn,
};

impl State {
    /// Applies one work event. Total: an event that means nothing here changes nothing, so that any log has a fold.
    ///
    /// `Undone` and `Redone` are acts on the log, not on the state; [`super::Session`] folds the log without what was undone.
    pub(super) fn apply(&mut self, at: At, rule: RecordRule, event: &Event) {
        match event {
            Event::Opened(_) | Event::Undone(_) | Event::Redone(_) => {}
            Event::Joined(person) => self.join(at, person),
            Event::PersonCorrected(person) => self.correct(person),
            Event::PersonRemoved(person) => self.remove(*person),
            Event::SeatMoved { person, to } => self.roster.move_seat(*person, *to),
            Event::NoteEdited { note, text } => self.edit_note(rule, *note, |note| note.text.clone_from(text)),
            Event::NoteRekinded { note, kind } => self.edit_note(rule, *note, |note| note.kind = kind.clone()),
            Event::NoteAttributed { note, speaker } => {
                self.edit_note(rule, *note, |note| note.speaker = Some(Who::Named(*speaker)));
            }
            Event::NoteDeleted(id) => self.notes.retain(|note| note.id != *id),
            Event::Fact(fact) => self.apply_fact(at, rule, fact),
        }
    }

    /// Applies one fact, live or from a sealed file: the same fold for both.
    pub(super) fn apply_fact<W: Copy + Into<Who>>(&mut self, at: At, rule: RecordRule, fact: &Fact<W>) {
        match fact {
            Fact::AgreementsAccepted(_) => self.agreements_accepted = Some(at),
            Fact::PhaseBegan(phase) => self.begin_phase(at, rule, *phase),
            Fact::RoundBegan(number) => self.begin_round(at, *number),
            Fact::OrderChanged(order) => self.change_order(at, *order),
            Fact::Chosen(people) => self.chosen = people.iter().filter_map(|who| (*who).into().person()).collect(),
            Fact::HandRaised(who) => self.raise(at, (*who).into()),
            Fact::HandLowered(who) => self.give_up(at, (*who).into()),
            Fact::Passed(who) => self.pass((*who).into(), false),
            Fact::PassedForNow(who) => self.pass((*who).into(), true),
            Fact::Called(called) => self.call(at, rule, called),
            Fact::Started(turn) => {
                self.close_quiet(at);
                self.with_current(*turn, |turn| turn.started = turn.started.or(Some(at)));
            }
            Fact::StartPutBack(change) => self.put_start_back(change.turn, change.by),
            Fact::Paused(turn) => self.with_current(*turn, |turn| turn.pause(at)),
            Fact::Resumed(turn) => {
                self.close_quiet(at);
                self.with_current(*turn, |turn| turn.resume(at));
            }
            Fact::Extended(change) => self.with_current(change.turn, |turn| turn.length = turn.length.plus(change.by)),
            Fact::Shortened(change) => {
                self.with_current(change.turn, |turn| turn.length = turn.length.minus(change.by));
            }
            Fact::TurnEnded(turn) => self.with_current(*turn, |turn| turn.end(at)),
            Fact::QuietBegan(began) => self.begin_quiet(at, *began),
            Fact::QuietEnded(_) => self.end_quiet(at),
            Fact::SilenceCounted(span) => self.count_silence(at, *span),
            Fact::Breath(span) => self.pace.breath = Some(*span),
            Fact::TurnLength(span) => self.pace.turn = Some(*span),
            Fact::PartyTime(span) => self.pace.party_time = Some(*span),
            Fact::Replanned(replanned) => {
                self.pace.planned.extend(replanned.phases.iter().map(|planned| (planned.phase, planned.length)));
                self.pace.later = self.pace.later.plus(replanned.later);
            }
            Fact::ChairTaken(who) => {
                self.chairs.extend((*who).into().person().map(|person| Chair { person, from: at }));
            }
            Fact::Noted(noted) => {
                // While a group thinks together, ideas have no owner.
                let speaker = self.resolve(&noted.speaker).filter(|_| !self.thinks_jointly());
                let turn = self.current().map(|turn| turn.id);
                self.notes.push(Note {
                    id: noted.note,
                    at,
                    rule: self.covering(rule),
                    kind: noted.kind.clone(),
                    speaker,
                    turn,
                    phase: self.phase_index(),
                    text: noted.text.clone(),
                });
            }
            Fact::Board(fact) => self.apply_board(at, rule, fact),
            Fact::Left(who) => self.leave(at, (*who).into()),
            Fact::Returned(who) => {
                if let Some(member) = (*who).into().person().and_then(|id| self.roster.member_mut(id)) {
                    member.left = None;
                }
            }
            Fact::GapUntil(wall) => {
                let label = self.wall(at);
                self.with_last(|turn| turn.pause_away(at, *wall - label));
                self.anchors.push(Anchor { at, wall: *wall });
            }
            Fact::AwayCounted(change) => {
                self.close_quiet(at);
                self.with_current(change.turn, |turn| turn.count_away(at, change.by));
            }
            Fact::ClockSet(wall) => self.anchors.push(Anchor { at, wall: *wall }),
            Fact::Ended(wall) => self.end(at, *wall),
            Fact::Continued(wall) => self.go_on(at, *wall),
        }
    }

    pub(super) fn join(&mut self, at: At, person: &Person) {
        if self.roster.member(person.id).is_none() {
            self.roster.members.push(Member { person: person.clone(), joined: at, left: None });
        }
    }

    /// What was put right counts from the beginning.
    fn correct(&mut self, person: &Person) {
        self.roster.correct(person);
        for turn in self.turns.iter_mut().filter(|turn| turn.who == Who::Named(person.id)) {
            turn.interpreted = person.interpreted;
        }
    }

    /// Somebody who was written down by mistake was never here.
    fn remove(&mut self, person: PersonId) {
        self.roster.remove(person);
        self.lower(Who::Named(person));
        self.chosen.retain(|chosen| *chosen != person);
        self.chairs.retain(|chair| chair.person != person);
        self.round.passes.retain(|pass| pass.person != person);
    }

    pub(super) fn resolve<W: Copy + Into<Who>>(&self, speaker: &Speaker<W>) -> Option<Who> {
        match speaker {
            Speaker::Floor => self.current().map(|turn| turn.who),
            Speaker::Person(who) => Some((*who).into()),
            Speaker::Nobody => None,
        }
    }

    /// Edits a note; a stricter rule in force now covers it, a looser one does not free it.
    fn edit_note(&mut self, rule: RecordRule, id: NoteId, edit: impl FnOnce(&mut Note)) {
        if let Some(place) = place_of(&self.notes, &id, |note| note.id) {
            let note = &mut self.notes[place];
            note.rule = note.rule.max(rule);
            edit(note);
        }
    }

    pub(super) fn with_last(&mut self, change: impl FnOnce(&mut Turn)) {
        if let Some(turn) = self.turns.last_mut().filter(|turn| turn.ended.is_none()) {
            change(turn);
        }
    }

    fn with_current(&mut self, id: TurnId, change: impl FnOnce(&mut Turn)) {
        self.with_last(|turn| {
            if turn.id == id {
                change(turn);
            }
        });
    }

    /// A turn that began under a stricter rule is still covered by it, and so is what is said in it.
    pub(super) fn covering(&self, rule: RecordRule) -> RecordRule {
        self.current().map_or(rule, |turn| turn.rule.max(rule))
    }

    /// A stricter rule covers the turn that runs on into it, and what was noted and proposed in that turn, which would
    /// say whose it was. Hands are kept.
    fn begin_phase(&mut self, at: At, rule: RecordRule, phase: PhaseIndex) {
        self.close_visit(at);
        self.visits.push(Visit { phase, from: at, to: None });
        self.order_chosen = None;
        self.chosen.clear();
        self.pace.turn = None;
        self.pace.party_time = None;
        self.begin_round_of(phase, at);
        let Some(turn) = self.turns.last_mut().filter(|turn| turn.ended.is_none() && turn.rule < rule) else { return };
        turn.rule = rule;
        for note in self.notes.iter_mut().filter(|note| note.turn == Some(turn.id)) {
            note.rule = note.rule.max(rule);
        }
        let since = turn.called;
        self.board.cover_since(since, rule);
    }

    /// A go-round phase begins with a round. Coming back to one goes on with its round, if no other has begun since.
    fn begin_round_of(&mut self, phase: PhaseIndex, at: At) {
        let is_go_round = self.opening.phases.get(phase.0).is_some_and(|phase| phase.order == OrderRule::GoRound);
        let during = self.visits.iter().rev().skip(1).find(|visit| visit.from <= self.round.began);
        let goes_on = self.round.number > 0 && during.is_some_and(|visit| visit.phase == phase);
        if is_go_round && !goes_on {
            self.begin_round(at, self.round.number.saturating_add(1));
        }
    }

    fn change_order(&mut self, at: At, order: OrderRule) {
        self.order_chosen = Some(order);
        if order == OrderRule::GoRound {
            self.begin_round(at, self.round.number.saturating_add(1));
        }
    }

    fn begin_round(&mut self, began: At, number: u32) {
        self.round = Round { number, began, passes: Vec::new() };
    }

    fn close_visit(&mut self, at: At) {
        if let Some(visit) = self.visits.last_mut() {
            visit.to.get_or_insert(at);
        }
    }

    fn raise(&mut self, at: At, who: Who) {
        if let Some(person) = who.person().filter(|person| self.hand(*person).is_none()) {
            self.lowered.retain(|other| *other != person);
            self.hands.push(Hand { person, since: at });
        }
    }

    /// Lowers a hand that was up long enough to be meant.
    fn give_up(&mut self, at: At, who: Who) {
        let asked = who.person().and_then(|person| self.hand(person)).copied();
        self.lower(who);
        if let Some(hand) = asked.filter(|hand| at.since(hand.since) >= SLIP) {
            self.lowered.push(hand.person);
        }
    }

    fn lower(&mut self, who: Who) {
        self.hands.retain(|hand| Who::Named(hand.person) != who);
        self.lowered.retain(|person| Who::Named(*person) != who);
    }

    /// Whoever was just called and declines has had no turn: it is as if the call had only been a question.
    fn pass(&mut self, who: Who, for_now: bool) {
        let began = self.round.began;
        let was_asked =
            |turn: &Turn| turn.ended.is_none() && turn.who == who && turn.called >= began && !turn.reaches_back();
        if let Some(turn) = self.turns.pop_if(|turn| was_asked(turn)) {
            for note in self.notes.iter_mut().filter(|note| note.turn == Some(turn.id)) {
                note.turn = None;
            }
        }
        if let Some(person) = who.person() {
            self.round.passes.retain(|pass| pass.person != person);
            self.round.passes.push(Pass { person, for_now });
        }
    }

    fn call<W: Copy + Into<Who>>(&mut self, at: At, rule: RecordRule, called: &Called<W>) {
        self.with_last(|turn| turn.end(at));
        self.close_quiet(at);
        self.lower(called.who.into());
        let who = called.who.into();
        let breathed = self.turns.last().and_then(|turn| turn.ended).map_or(at, |end| end.plus(self.breath()));
        let interpreted = who.person().and_then(|id| self.roster.person(id)).is_some_and(|person| person.interpreted);
        self.turns.push(Turn {
            id: called.turn,
            who,
            why: called.why,
            phase: self.phase_index(),
            rule,
            length: called.length,
            interpreted,
            called: at,
            started: called.started.then_some(at.max(breathed)),
            pauses: Vec::new(),
            counted: Span::ZERO,
            ended: None,
        });
    }

    /// The speaker had begun before the key was pressed: what is put back is taken from the empty floor, and then from
    /// the end of the turn before, since two people were never on the floor at once.
    fn put_start_back(&mut self, id: TurnId, by: Span) {
        let earliest = self.earliest_start();
        let Some((current, before)) = self.turns.split_last_mut() else { return };
        let Some(started) = current.started.filter(|_| current.id == id && current.ended.is_none()) else { return };
        let start = started.minus(by).max(earliest);
        if let Some(previous) = before.last_mut().filter(|previous| previous.ended.is_some_and(|end| end > start)) {
            previous.end_earlier(start);
        }
        current.started = Some(start);
    }

    fn leave(&mut self, at: At, who: Who) {
        let Some(member) = who.person().and_then(|id| self.roster.member_mut(id)) else { return };
        member.left.get_or_insert(at);
        self.lower(who);
        self.with_last(|turn| {
            if turn.who == who {
                turn.end(at);
            }
        });
    }

    fn end(&mut self, at: At, wall: Wall) {
        self.with_last(|turn| turn.end(at));
        self.close_quiet(at);
        self.close_visit(at);
        self.ended = Some(Anchor { at, wall });
    }

    /// The turn that the end cut off comes back, and stands.
    fn go_on(&mut self, at: At, wall: Wall) {
        let stopped = self.ended.take().map(|anchor| anchor.at);
        if let Some(turn) = self.turns.last_mut().filter(|turn| turn.ended.is_some() && turn.ended == stopped) {
            turn.ended = None;
            turn.pause(stopped.unwrap_or(at));
        }
        self.anchors.push(Anchor { at, wall });
        let phase = self.phase_index();
        self.visits.push(Visit { phase, from: at, to: None });
    }
}

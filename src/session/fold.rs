//! The fold: what each event does to the state. Nothing else writes there.

mod floor;

use super::{
    balance::SLIP,
    event::{Event, Noted, PhaseIndex},
    facts::Fact,
    ids::{NoteId, PersonId, TurnId, Who, place_of},
    note::{Note, Speaker},
    plan::OrderRule,
    queue_acts::SpeakersList,
    roster::{Member, Person},
    rule::RecordRule,
    state::{Anchor, Chair, Hand, Round, State, Visit},
    time::At,
    turn::{Halt, Turn},
};

impl State {
    /// Applies one work event. Total: an event that means nothing here changes nothing, so that any log has a fold.
    ///
    /// `Undone` and `Redone` are acts on the log, not on the state; [`super::Session`] folds the log without what was undone.
    pub(super) fn apply(&mut self, at: At, rule: RecordRule, event: &Event) {
        match event {
            Event::Opened(_) | Event::Undone(_) | Event::Redone(_) | Event::Covered { .. } | Event::Erased => {}
            Event::BackOnRecord => self.come_back_on_record(at),
            Event::Joined(person) => self.join(at, person),
            Event::PersonCorrected(person) => self.correct(person),
            Event::PersonRemoved(person) => self.remove(*person),
            Event::SeatMoved { person, to } => self.roster.move_seat(*person, *to),
            Event::NoteEdited { note, text } => self.edit_note(rule, *note, |note| {
                note.text.clone_from(text);
                // The group released other words.
                note.released &= rule.keeps_words();
            }),
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
            Fact::HandsRaised(people) => self.raise_together(at, people.iter().map(|who| (*who).into())),
            Fact::HandMovedDown(moved) => self.move_down(moved.who.into(), moved.behind.into()),
            Fact::PutFirst(who) => self.put_first(at, (*who).into()),
            Fact::LastWord(who) => self.last_word = (*who).into().person(),
            Fact::List(list) => self.list = *list,
            Fact::Asked(asked) => self.asked(at, asked),
            Fact::AskNamed(named) => self.name_ask(named.ask, named.who.into()),
            Fact::AskDropped(ask) => self.asks.retain(|other| other.id != *ask),
            Fact::LaneCalled(called) => self.call_from_lane(at, rule, called),
            Fact::TurnNamed(named) => self.name_turn(rule, named.turn, named.who.into()),
            Fact::StayedWith(turn) => self.staying = Some(*turn),
            Fact::WentOn(_) => self.go_on_with_queue(),
            Fact::PutBack(turn) => self.put_back(at, *turn),
            Fact::Passed(who) => self.pass((*who).into(), false),
            Fact::PassedForNow(who) => self.pass((*who).into(), true),
            Fact::Called(called) => self.call(at, rule, called),
            Fact::Started(turn) => {
                self.close_quiet(at);
                self.with_current(*turn, |turn| turn.started = turn.started.or(Some(at)));
            }
            Fact::StartPutBack(change) => self.put_start_back(change.turn, change.by),
            Fact::Interrupted(turn) => self.with_current(*turn, |turn| turn.pause(at, Halt::Interrupted)),
            Fact::InterruptionPutBack(change) => self.put_interruption_back(change.turn, change.by),
            Fact::Paused(turn) => self.with_current(*turn, |turn| turn.pause(at, Halt::Stopped)),
            Fact::Resumed(turn) => {
                self.close_quiet(at);
                self.with_current(*turn, |turn| turn.resume(at));
            }
            Fact::Extended(change) => self.with_current(change.turn, |turn| turn.length = turn.length.plus(change.by)),
            Fact::Shortened(change) => {
                self.with_current(change.turn, |turn| turn.length = turn.length.minus(change.by));
            }
            Fact::TurnEnded(turn) => self.end_turn(at, *turn),
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
            Fact::Noted(noted) => self.note_down(at, rule, noted),
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
            Fact::RuleChanged(change) => self.change_rule(at, rule, *change),
            Fact::RuleRead(rule) => self.hear_rule(*rule),
            Fact::OffRecord(lasted) => self.go_off_record(at, *lasted),
            Fact::Released(piece) => self.release(at, *piece),
            Fact::Struck(piece) => self.struck.push((at, *piece)),
            Fact::Ended(wall) => self.end(at, *wall),
            Fact::Continued(wall) => self.go_on(at, *wall),
        }
    }

    fn note_down<W: Copy + Into<Who>>(&mut self, at: At, rule: RecordRule, noted: &Noted<W>) {
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
            released: false,
            text: noted.text.clone(),
        });
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
        self.asks.retain(|ask| ask.who != Some(person));
        for hand in &mut self.hands {
            hand.behind.retain(|other| *other != person);
        }
        self.last_word = self.last_word.filter(|last| *last != person);
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

    /// Changes the turn on the floor.
    pub(super) fn with_last(&mut self, change: impl FnOnce(&mut Turn)) {
        if let Some(place) = self.stack().first() {
            change(&mut self.turns[*place]);
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

    /// Hands are kept, and a turn runs on, under the rule of the phase if that is stricter.
    fn begin_phase(&mut self, at: At, rule: RecordRule, phase: PhaseIndex) {
        self.close_visit(at);
        self.visits.push(Visit { phase, from: at, to: None });
        self.order_chosen = None;
        self.chosen.clear();
        (self.list, self.last_word, self.staying) = (SpeakersList::default(), None, None);
        self.pace.turn = None;
        self.pace.party_time = None;
        self.begin_round_of(phase, at);
        self.know_rule(phase);
        self.come_under(at, rule);
    }

    /// A stricter rule covers a turn, and what was said in it.
    pub(super) fn cover(&mut self, place: usize, rule: RecordRule) {
        let Some(turn) = self.turns.get_mut(place).filter(|turn| turn.rule < rule) else { return };
        turn.rule = rule;
        for note in self.notes.iter_mut().filter(|note| note.turn == Some(turn.id)) {
            note.rule = note.rule.max(rule);
        }
        let (since, until) = (turn.called, turn.ended);
        self.board.cover((since, until), rule);
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
            self.hands.push(Hand::raised(person, at));
        }
    }

    /// Lowers a hand that was up long enough to be meant.
    fn give_up(&mut self, at: At, who: Who) {
        let meant = who.person().filter(|person| self.hand(*person).is_some_and(|hand| at.since(hand.since) >= SLIP));
        self.lower(who);
        self.lowered.extend(meant);
    }

    fn lower(&mut self, who: Who) {
        self.hands.retain(|hand| Who::Named(hand.person) != who);
        self.lowered.retain(|person| Who::Named(*person) != who);
    }
}

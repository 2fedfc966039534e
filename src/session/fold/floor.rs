//! What happens on the floor and in the queue: calls, lanes, ends, and what is put back.

use super::super::{
    event::{Called, Wall},
    ids::{AskId, TurnId, Who},
    lanes::{Ask, Asked, Lane, LaneCalled, STAY_REPLIES},
    rule::RecordRule,
    state::{Anchor, Hand, Pass, State, Visit},
    time::{At, Span},
    turn::{Halt, Turn},
};

impl State {
    /// Whoever was just called and declines has had no turn: it is as if the call had only been a question. What was put
    /// into the turn meanwhile keeps it.
    pub(super) fn pass(&mut self, who: Who, for_now: bool) {
        let began = self.round.began;
        let was_asked = |turn: &Turn| {
            turn.ended.is_none()
                && turn.who == who
                && turn.called >= began
                && turn.lane.is_none()
                && !turn.reaches_back()
        };
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

    /// Whoever had the floor has ended, and the talk has moved on from what was said before.
    pub(super) fn call<W: Copy + Into<Who>>(&mut self, at: At, rule: RecordRule, called: &Called<W>) {
        for place in self.stack() {
            self.turns[place].end(at);
        }
        self.close_quiet(at);
        let who = called.who.into();
        let began = if self.turns.is_empty() { at } else { at.max(self.last_spoken().plus(self.breath())) };
        let asked = who.person().and_then(|person| self.hand(person)).map(|hand| hand.since);
        self.lower(who);
        self.go_on_with_queue();
        if self.last_word == who.person() {
            self.last_word = None;
        }
        let phase = self.phase_index();
        self.turns.push(Turn {
            asked,
            interpreted: self.is_interpreted(who),
            started: called.started.then_some(began),
            ..Turn::called(called.turn, who, called.why, (at, phase, rule, called.length))
        });
    }

    pub(super) fn asked<W: Copy + Into<Who>>(&mut self, at: At, asked: &Asked<W>) {
        let who = asked.who.and_then(|who| who.into().person());
        self.asks.push(Ask { id: asked.ask, lane: asked.lane, who, since: at, to: asked.to });
    }

    pub(super) fn name_ask(&mut self, id: AskId, who: Who) {
        for ask in self.asks.iter_mut().filter(|ask| ask.id == id) {
            ask.who = ask.who.or(who.person());
        }
    }

    fn is_interpreted(&self, who: Who) -> bool {
        who.person().and_then(|id| self.roster.person(id)).is_some_and(|person| person.interpreted)
    }

    /// Somebody is heard ahead of the queue. The turn that stands for it goes on afterwards; any other has ended.
    pub(super) fn call_from_lane<W: Copy + Into<Who>>(&mut self, at: At, rule: RecordRule, called: &LaneCalled<W>) {
        self.end_quiet(at);
        let stack = self.stack();
        let host = stack.iter().position(|place| Some(self.turns[*place].id) == called.within);
        for place in &stack[..host.unwrap_or(stack.len())] {
            self.turns[*place].end(at);
        }
        let mut rule = rule;
        let host = host.map(|depth| stack[depth]);
        if let Some(host) = host {
            self.turns[host].stand_for(at, called.turn);
            rule = rule.max(self.turns[host].rule);
        }
        self.asks.retain(|ask| Some(ask.id) != called.ask);
        let who = called.who.map_or(Who::Unnamed, Into::into);
        let phase = self.phase_index();
        self.turns.push(Turn {
            lane: Some(called.lane),
            to: called.to,
            interpreted: self.is_interpreted(who),
            within: host.and(called.within),
            started: Some(at),
            ..Turn::called(called.turn, who, called.lane.why(), (at, phase, rule, called.length))
        });
        let linked = |turn: &&Turn| turn.lane == Some(Lane::Reply) && turn.to == self.staying;
        if self.staying.is_some() && self.turns.iter().filter(linked).count() >= STAY_REPLIES {
            self.go_on_with_queue();
        }
    }

    /// What was to be replied to is not in front any more.
    pub(super) fn go_on_with_queue(&mut self) {
        self.asks.retain(|ask| ask.lane != Lane::Reply);
        self.staying = None;
    }

    /// It is known now whose turn that was, and whose words the notes are that were taken in it.
    pub(super) fn name_turn(&mut self, rule: RecordRule, id: TurnId, who: Who) {
        let Some(place) = self.turns.iter().rposition(|turn| turn.id == id && turn.who == Who::Unnamed) else {
            return self.cover_turn(rule, id);
        };
        self.turns[place].who = who;
        self.turns[place].interpreted = self.is_interpreted(who);
        let turn = &self.turns[place];
        for note in self.notes.iter_mut().filter(|note| note.turn == Some(id) && note.speaker == Some(Who::Unnamed)) {
            note.speaker = Some(who);
        }
        let said = |at| at >= turn.called && turn.ended.is_none_or(|end| at <= end);
        for statement in self.board.statements.iter_mut().filter(|s| s.proposed_by == Some(Who::Unnamed)) {
            if statement.wordings.first().is_some_and(|wording| said(wording.at)) {
                statement.proposed_by = Some(who);
            }
        }
        self.cover(place, rule);
    }

    fn cover_turn(&mut self, rule: RecordRule, id: TurnId) {
        if let Some(place) = self.turns.iter().rposition(|turn| turn.id == id) {
            self.cover(place, rule);
        }
    }

    /// Ends a turn and what was put into it; the turn that stood for it goes on.
    pub(super) fn end_turn(&mut self, at: At, id: TurnId) {
        let stack = self.stack();
        let Some(depth) = stack.iter().position(|place| self.turns[*place].id == id) else { return };
        for place in &stack[..=depth] {
            self.turns[*place].end(at);
        }
        if let Some(host) = stack.get(depth + 1) {
            self.close_quiet(at);
            self.turns[*host].go_on_after(at, id);
        }
    }

    /// The speaker had begun before the key was pressed: what is put back is taken from the empty floor, and then from
    /// the end of the turn before, since two people were never on the floor at once. A turn that stands for this one stood
    /// that much earlier.
    pub(super) fn put_start_back(&mut self, id: TurnId, by: Span) {
        let earliest = self.earliest_start();
        let Some(place) = self.stack().first().copied().filter(|place| self.turns[*place].id == id) else { return };
        let Some(started) = self.turns[place].started else { return };
        let start = started.minus(by).max(earliest).min(started);
        if let Some(host) = self.host(place)
            && self.turns[host].pauses.last().is_some_and(|pause| pause.halt == Halt::For(id))
        {
            self.turns[host].stood_since(start);
        }
        for before in self.turns[..place].iter_mut().filter(|turn| turn.ended.is_some_and(|end| end > start)) {
            before.end_earlier(start);
        }
        self.turns[place].started = Some(start);
    }

    /// The interruption had begun before the key was pressed, but not before the speaker had.
    pub(super) fn put_interruption_back(&mut self, id: TurnId, by: Span) {
        self.with_current(id, |turn| {
            if turn.is_interrupted()
                && let Some(pause) = turn.pauses.last().copied()
            {
                turn.stood_since(pause.from.minus(by).max(turn.earliest_interruption()));
            }
        });
    }

    pub(super) fn leave(&mut self, at: At, who: Who) {
        let Some(member) = who.person().and_then(|id| self.roster.member_mut(id)) else { return };
        member.left.get_or_insert(at);
        self.lower(who);
        self.asks.retain(|ask| ask.who.is_none() || ask.who != who.person());
        if let Some(turn) = who.person().and_then(|person| self.open_turn_of(person)) {
            self.end_turn(at, turn);
        }
    }

    pub(super) fn end(&mut self, at: At, wall: Wall) {
        for place in self.stack() {
            self.turns[place].end(at);
        }
        self.close_quiet(at);
        self.come_back_on_record(at);
        self.close_visit(at);
        self.ended = Some(Anchor { at, wall });
    }

    /// The turn that the end cut off comes back, and stands; and so does the one that stood for it.
    pub(super) fn go_on(&mut self, at: At, wall: Wall) {
        let stopped = self.ended.take().map(|anchor| anchor.at);
        let mut place = self.turns.len().checked_sub(1);
        let mut halt = Halt::Stopped;
        while let Some(here) = place {
            let turn = &mut self.turns[here];
            if turn.ended.is_some() && turn.ended == stopped {
                turn.ended = None;
                turn.pause(stopped.unwrap_or(at), halt);
                halt = Halt::For(turn.id);
            }
            place = self.host(here);
        }
        self.anchors.push(Anchor { at, wall });
        let phase = self.phase_index();
        self.visits.push(Visit { phase, from: at, to: None });
    }

    /// Hands that went up at once have one time; they stand in the order in which the event names them.
    pub(super) fn raise_together(&mut self, at: At, people: impl Iterator<Item = Who>) {
        for person in people.filter_map(Who::person) {
            if self.hand(person).is_none() {
                self.hands.push(Hand { together: true, ..Hand::raised(person, at) });
            }
        }
    }

    pub(super) fn move_down(&mut self, who: Who, behind: Who) {
        if let Some(hand) = self.hands.iter_mut().find(|hand| Who::Named(hand.person) == who) {
            hand.first = None;
            hand.behind.extend(behind.person());
        }
    }

    pub(super) fn put_first(&mut self, at: At, who: Who) {
        self.raise(at, who);
        if let Some(hand) = self.hands.iter_mut().find(|hand| Who::Named(hand.person) == who) {
            hand.behind.clear();
            hand.first = Some(at);
        }
    }

    /// Whoever spoke has their place in the queue again, and the speech stays.
    pub(super) fn put_back(&mut self, at: At, id: TurnId) {
        self.end_turn(at, id);
        let Some(place) = self.turns.iter().rposition(|turn| turn.id == id) else { return };
        let turn = &mut self.turns[place];
        turn.put_back = true;
        let (who, since) = (turn.who, turn.asked.unwrap_or(turn.called));
        if self.order().goes_by_hands() {
            self.raise(since, who);
            // Ahead of those who asked at the same moment: this one was called before them.
            self.hands.sort_by_key(|hand| (hand.since, Who::Named(hand.person) != who));
        }
    }
}

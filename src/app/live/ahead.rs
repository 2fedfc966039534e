//! What comes ahead of the queue, and what is done with the queue and the round themselves.

use super::{Front, Live};
use crate::{
    app::msg::Now,
    session::{
        AskNamed, Asked, Fact, Lane, LaneCalled, MovedDown, Next, OrderRule, PersonId, Refusal, SpeakersList, TurnBy,
        TurnId, TurnNamed, Who, next,
    },
    words,
};

/// Whose key is asked for, and what it will mean.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Whose {
    /// Who asks in a lane.
    Lane(Lane),
    /// Who lets another go first.
    Down,
    /// Who is put first.
    First,
    /// The list: a key gives the last word.
    List,
    /// Whose question it was.
    Name,
    /// Whose hands went up at once, so far.
    Hands(Vec<PersonId>),
}

/// What has no name yet.
enum Nameless {
    Ask(crate::session::AskId),
    Turn(TurnId),
}

impl Live {
    /// What comes next, whatever the time is: only the shares of airtime depend on it.
    pub(super) fn upcoming(&self) -> Result<Next, Refusal> {
        next(self.state(), self.session.last())
    }

    /// Whether what comes next is not for the queue to say: a lane, or a speaker who goes on.
    #[must_use]
    pub fn is_ahead_of_queue(&self) -> bool {
        matches!(self.upcoming(), Ok(Next::Lane(_) | Next::GoesOn(_)))
    }

    /// Asks for a key, unless it is clear already that nobody's would do.
    ///
    /// # Errors
    /// Why nobody's would.
    pub fn ask_whose(&mut self, whose: Whose) -> Result<(), Refusal> {
        match &whose {
            Whose::Lane(lane) => drop(self.state().lane_place(*lane)?),
            Whose::Name if self.nameless().is_none() => return Err(Refusal::NobodyToName),
            Whose::Down | Whose::First if !self.state().order().goes_by_hands() => return Err(Refusal::OrderIsFixed),
            Whose::Down if self.state().hands.is_empty() => return Err(Refusal::NobodyWaits),
            Whose::Down | Whose::First | Whose::List | Whose::Name | Whose::Hands(_) => {}
        }
        self.front = Front::Whose(whose);
        Ok(())
    }

    /// A person's key where one was asked for.
    ///
    /// # Errors
    /// What the core refuses.
    pub(super) fn whose_key(&mut self, now: &Now, whose: Whose, person: PersonId) -> Result<(), Refusal> {
        if let Whose::Hands(mut people) = whose {
            match people.iter().position(|other| *other == person) {
                Some(place) => drop(people.remove(place)),
                None => people.push(person),
            }
            self.front = Front::Whose(Whose::Hands(people));
            return Ok(());
        }
        self.front = Front::Keys;
        match whose {
            Whose::Lane(lane) => self.ask_ahead(now, lane, Some(person)),
            Whose::Down => {
                let behind = self.state().next_behind(person, self.at(now))?;
                self.record(now, Fact::HandMovedDown(MovedDown { who: person, behind }))
            }
            Whose::First => self.record(now, Fact::PutFirst(person)),
            Whose::List => self.record(now, Fact::LastWord(person)),
            Whose::Name => match self.nameless().ok_or(Refusal::NobodyToName)? {
                Nameless::Ask(ask) => self.record(now, Fact::AskNamed(AskNamed { ask, who: person })),
                Nameless::Turn(turn) => self.record(now, Fact::TurnNamed(TurnNamed { turn, who: person })),
            },
            Whose::Hands(_) => Ok(()),
        }
    }

    /// Enter where a key was asked for.
    ///
    /// # Errors
    /// What the core refuses.
    pub(super) fn whose_enter(&mut self, now: &Now, whose: &Whose) -> Result<(), Refusal> {
        match whose {
            Whose::Lane(lane) => self.ask_ahead(now, *lane, None),
            Whose::List if self.state().list == SpeakersList::Closed => {
                self.record(now, Fact::List(SpeakersList::Open))
            }
            Whose::List => self.record(now, Fact::List(SpeakersList::Closed)),
            Whose::Hands(people) => {
                let heard = |person: &PersonId| self.state().airtime(*person, self.at(now));
                let mut people = people.clone();
                people.sort_by_cached_key(|person| (heard(person), *person));
                self.record(now, Fact::HandsRaised(people))
            }
            Whose::Down | Whose::First | Whose::Name => Ok(()),
        }
    }

    /// The room is told that the list closes soon.
    ///
    /// # Errors
    /// What the core refuses.
    pub fn last_call(&mut self, now: &Now) -> Result<(), Refusal> {
        if matches!(self.front, Front::Whose(Whose::List)) {
            self.front = Front::Keys;
            return self.record(now, Fact::List(SpeakersList::LastCall));
        }
        Ok(())
    }

    /// Somebody asks in a lane, or does not any more. A point of process is heard at once, unless another one is.
    fn ask_ahead(&mut self, now: &Now, lane: Lane, who: Option<PersonId>) -> Result<(), Refusal> {
        let state = self.state();
        if let Some(ask) = who.and_then(|person| state.asks_in(lane, person)) {
            let ask = ask.id;
            return self.record(now, Fact::AskDropped(ask));
        }
        let (to, within) = state.lane_place(lane)?;
        let one_is_heard = state.current().is_some_and(|turn| turn.lane == Some(Lane::PointOfProcess));
        if lane == Lane::PointOfProcess && !one_is_heard {
            let (turn, length) = (self.session.next_turn(), state.lane_rule(lane).length);
            return self.record(now, Fact::LaneCalled(LaneCalled { turn, lane, ask: None, who, length, to, within }));
        }
        let ask = self.session.next_ask();
        self.record(now, Fact::Asked(Asked { ask, lane, who, to }))
    }

    /// Gives the floor to whoever comes next: out of a lane, back to the speaker, or as the order rule suggests.
    pub(super) fn call_next(&mut self, now: &Now, started: bool) -> Result<(), Refusal> {
        match next(self.state(), self.at(now))? {
            Next::Lane(id) => {
                let waiting = *self.state().ask(id).ok_or(Refusal::NoSuchAsk)?;
                let (to, within) = self.state().place_of(&waiting)?;
                let (lane, who, length) = (waiting.lane, waiting.who, self.state().lane_rule(waiting.lane).length);
                let turn = self.session.next_turn();
                let called = LaneCalled { turn, lane, ask: Some(id), who, length, to, within };
                self.record(now, Fact::LaneCalled(called))
            }
            Next::GoesOn(_) => self.on_turn(now, Fact::TurnEnded),
            Next::Queue(one) => self.call(now, one.person, one.why, started),
        }
    }

    /// Stays with the remark in front, or goes on with the queue.
    pub(super) fn stay_or_go_on(&mut self, now: &Now) -> Result<(), Refusal> {
        if let Some(turn) = self.state().staying {
            return self.record(now, Fact::WentOn(turn));
        }
        let turn = self.state().remark().ok_or(Refusal::NothingToAnswer)?.id;
        self.record(now, Fact::StayedWith(turn))
    }

    /// Whoever speaks, or spoke last, has their place in the queue again; what they said stays.
    pub(super) fn put_speaker_back(&mut self, now: &Now) -> Result<(), Refusal> {
        let last = self.state().turns.iter().rev().find(|turn| turn.lane.is_none());
        let turn = last.ok_or(Refusal::NobodyToPutBack)?.id;
        self.record(now, Fact::PutBack(turn))
    }

    /// The speaker is interrupted, or goes on: the lost seconds are theirs.
    pub(super) fn interruption(&mut self, now: &Now) -> Result<(), Refusal> {
        let is_on = self.state().current().is_some_and(crate::session::Turn::is_interrupted);
        self.on_turn(now, if is_on { Fact::Resumed } else { Fact::Interrupted })
    }

    /// What the clock shows began five seconds earlier: the turn, or the interruption of it.
    pub(super) fn put_back_by(&mut self, now: &Now, by: crate::session::Span) -> Result<(), Refusal> {
        let interrupted = self.state().current().is_some_and(crate::session::Turn::is_interrupted);
        self.on_turn(now, |turn| {
            let change = TurnBy { turn, by };
            if interrupted { Fact::InterruptionPutBack(change) } else { Fact::StartPutBack(change) }
        })
    }

    /// What is named next: the turn on the floor, then those who wait, then the last turn that has no name yet.
    fn nameless(&self) -> Option<Nameless> {
        let state = self.state();
        let unnamed = |turn: &&crate::session::Turn| turn.who == Who::Unnamed;
        let speaks = state.current().filter(unnamed).map(|turn| Nameless::Turn(turn.id));
        let waits = || state.asks.iter().find(|ask| ask.who.is_none()).map(|ask| Nameless::Ask(ask.id));
        let spoke = || state.turns.iter().rev().find(unnamed).map(|turn| Nameless::Turn(turn.id));
        speaks.or_else(waits).or_else(spoke)
    }

    /// Replies that were not taken up before the talk moved on, to be told once.
    pub(super) fn tell_of_late_replies(&mut self, asks: &[crate::session::Ask]) {
        let late: Vec<Option<PersonId>> =
            asks.iter().filter(|ask| ask.lane == Lane::Reply).map(|ask| ask.who).collect();
        if !late.is_empty() {
            self.tidings = Some(words::moved_on(&late, self.state()));
        }
    }

    /// What the last act brought about beside itself.
    pub fn take_tidings(&mut self) -> Option<String> {
        self.tidings.take()
    }

    pub(super) fn pass(&mut self, now: &Now, fact: impl FnOnce(PersonId) -> Fact<PersonId>) -> Result<(), Refusal> {
        let person = self.who_passes(now)?;
        self.record(now, fact(person))
    }

    pub(super) fn another_round(&mut self, now: &Now) -> Result<(), Refusal> {
        if self.state().order() != OrderRule::GoRound {
            return Err(Refusal::NotAGoRound);
        }
        self.record(now, Fact::RoundBegan(self.state().round.number + 1))
    }
}

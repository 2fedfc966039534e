//! The lanes ahead of the queue: points of process, questions, replies.
//!
//! Practice: each has its own length and quota, because all are abused. A point of process is heard at once and is not
//! airtime. A question is a clarification: it pauses the speaker, who goes on afterwards with the rest of the time. A reply
//! belongs to the remark that it answers, and is too late once the talk has moved on.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{
    event::Why,
    ids::{AskId, PersonId, TurnId, Who},
    refusal::Refusal,
    roster::Role,
    state::State,
    time::{At, Span},
    turn::Turn,
};

/// How many replies in a row a remark may have while the queue is held for it.
pub const STAY_REPLIES: usize = 3;
/// After so many lane entries in a row the queue is being bypassed.
const BYPASSED_AFTER: usize = 3;
/// After so many exchanges between the same two people the talk wants a third voice.
const EXCHANGES: usize = 5;

/// A lane ahead of the queue, the highest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Lane {
    /// How we talk, not what about: heard at once, and not airtime.
    PointOfProcess,
    /// A clarification: it pauses the speaker.
    Question,
    /// A direct response to a remark.
    Reply,
}

impl Lane {
    /// The highest first.
    pub const ALL: [Self; 3] = [Self::PointOfProcess, Self::Question, Self::Reply];

    /// The category under which the log keeps why somebody was called.
    #[must_use]
    pub const fn why(self) -> Why {
        match self {
            Self::PointOfProcess => Why::PointOfProcess,
            Self::Question => Why::Question,
            Self::Reply => Why::Reply,
        }
    }
}

/// The length of one entry of a lane, and how many there may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct LaneRule {
    /// How long one entry may take.
    pub length: Span,
    /// How many there may be to one turn; as many as come, if nothing is said. None at all with 0.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub per_turn: Option<u32>,
    /// How many one person has in a phase; as many as they like, if nothing is said.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub per_person: Option<u32>,
}

/// The lanes of a phase. Source: the speaking lists and direct responses of assembly rules; the numbers are our choice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default)]
pub struct Lanes {
    /// 20 seconds, three a person.
    #[serde(skip_serializing_if = "is_usual_point")]
    pub point_of_process: LaneRule,
    /// 20 seconds, three a person.
    #[serde(skip_serializing_if = "is_usual_question")]
    pub question: LaneRule,
    /// 30 seconds, one a turn, two a person.
    #[serde(skip_serializing_if = "is_usual_reply")]
    pub reply: LaneRule,
}

fn is_usual_point(rule: &LaneRule) -> bool {
    *rule == Lanes::default().point_of_process
}

fn is_usual_question(rule: &LaneRule) -> bool {
    *rule == Lanes::default().question
}

fn is_usual_reply(rule: &LaneRule) -> bool {
    *rule == Lanes::default().reply
}

impl Default for Lanes {
    fn default() -> Self {
        let short = LaneRule { length: Span::from_secs(20), per_turn: None, per_person: Some(3) };
        Self {
            point_of_process: short,
            question: short,
            reply: LaneRule { length: Span::from_secs(30), per_turn: Some(1), per_person: Some(2) },
        }
    }
}

impl Lanes {
    /// The rule of one lane.
    #[must_use]
    pub const fn of(&self, lane: Lane) -> LaneRule {
        match lane {
            Lane::PointOfProcess => self.point_of_process,
            Lane::Question => self.question,
            Lane::Reply => self.reply,
        }
    }
}

/// Somebody asked to speak ahead of the queue.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Asked<W> {
    /// Which entry.
    pub ask: AskId,
    /// In which lane.
    pub lane: Lane,
    /// Who, if that is known already.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub who: Option<W>,
    /// The turn to which it belongs.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to: Option<TurnId>,
}

/// An entry of a lane that was opened without a name has one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct AskNamed<W> {
    /// Which entry.
    pub ask: AskId,
    /// Whose it is.
    pub who: W,
}

/// Somebody was given the floor ahead of the queue.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct LaneCalled<W> {
    /// The turn that begins; its clock runs.
    pub turn: TurnId,
    /// Out of which lane.
    pub lane: Lane,
    /// The entry that is taken up, if there was one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ask: Option<AskId>,
    /// Who, if that is known already.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub who: Option<W>,
    /// Allotted length.
    pub length: Span,
    /// The turn to which it belongs: the remark that is answered, or asked about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub to: Option<TurnId>,
    /// The turn that stands meanwhile and goes on afterwards. Without one, whoever had the floor has ended.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub within: Option<TurnId>,
}

/// It is known now whose turn that was.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct TurnNamed<W> {
    /// Which turn.
    pub turn: TurnId,
    /// Whose.
    pub who: W,
}

/// One who waits in a lane.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ask {
    /// Which entry.
    pub id: AskId,
    /// In which lane.
    pub lane: Lane,
    /// Who, if that is known already.
    pub who: Option<PersonId>,
    /// Since when.
    pub since: At,
    /// The turn to which it belongs.
    pub to: Option<TurnId>,
}

/// Where an entry of a lane belongs: the turn it answers or asks about, and the turn that stands meanwhile.
pub type LanePlace = (Option<TurnId>, Option<TurnId>);

impl State {
    /// The rule of a lane in the phase in front.
    #[must_use]
    pub fn lane_rule(&self, lane: Lane) -> LaneRule {
        self.phase().map_or_else(Lanes::default, |phase| phase.lanes).of(lane)
    }

    /// The entry with this id, if it waits.
    #[must_use]
    pub fn ask(&self, id: AskId) -> Option<&Ask> {
        self.asks.iter().find(|ask| ask.id == id)
    }

    /// The entry of this person in a lane, if they wait there.
    #[must_use]
    pub fn asks_in(&self, lane: Lane, person: PersonId) -> Option<&Ask> {
        self.asks.iter().find(|ask| ask.lane == lane && ask.who == Some(person))
    }

    /// Those who can be heard ahead of the queue now, the highest lane first, and in a lane in the order in which they asked.
    #[must_use]
    pub fn lane_line(&self) -> Vec<Ask> {
        let may = |ask: &&Ask| ask.who.is_none_or(|person| self.may_ask(person).is_ok());
        let in_time = |ask: &&Ask| ask.lane != Lane::Reply || ask.to.is_some_and(|to| self.is_in_front(to));
        let mut line: Vec<Ask> = self.asks.iter().filter(may).filter(in_time).copied().collect();
        line.sort_by_key(|ask| ask.lane);
        line
    }

    /// The turn that others are interposed into, or the turn on the floor if none is.
    #[must_use]
    pub fn main_turn(&self) -> Option<&Turn> {
        self.stack().last().map(|place| &self.turns[*place])
    }

    /// The remark that a reply would answer now: that of whoever speaks, or of whoever spoke last; to a reply, the remark
    /// that it answers itself.
    #[must_use]
    pub fn remark(&self) -> Option<&Turn> {
        let last = || self.turns.iter().rev().find(|turn| turn.within.is_none());
        let turn = self.main_turn().or_else(last)?;
        match (turn.lane, turn.to) {
            (Some(Lane::Reply), Some(to)) => self.turn(to),
            _ => Some(turn),
        }
    }

    /// Whether the talk is still with this turn: it is the remark in front, or a question that was put into it.
    fn is_in_front(&self, turn: TurnId) -> bool {
        let Some(remark) = self.remark() else { return false };
        let main = self.main_turn().map(|turn| turn.id);
        let is_question = |turn: &Turn| turn.lane == Some(Lane::Question) && turn.to.is_some();
        let asked_here = |turn: &Turn| is_question(turn) && (turn.to == Some(remark.id) || turn.to == main);
        remark.id == turn || self.turn(turn).is_some_and(asked_here)
    }

    /// Where an entry of this lane belongs that is opened now.
    ///
    /// # Errors
    /// A reply needs something to answer.
    pub fn lane_place(&self, lane: Lane) -> Result<LanePlace, Refusal> {
        let current = self.current();
        let main = self.main_turn().filter(|turn| !turn.is_interposed_kind()).map(|turn| turn.id);
        Ok(match lane {
            Lane::PointOfProcess => {
                let over = current.filter(|turn| turn.lane != Some(Lane::PointOfProcess)).map(|turn| turn.id);
                let beside = current.and_then(|turn| turn.within);
                (over.or(beside), over.or(beside))
            }
            Lane::Question => (main, main),
            Lane::Reply => match current.filter(|turn| turn.lane == Some(Lane::Question)) {
                Some(question) => (Some(question.id), main),
                None => (Some(self.remark().ok_or(Refusal::NothingToAnswer)?.id), None),
            },
        })
    }

    /// Where an entry that waits belongs when it is taken up now.
    ///
    /// # Errors
    /// A reply is too late once the talk has moved on.
    pub fn place_of(&self, ask: &Ask) -> Result<LanePlace, Refusal> {
        let (Lane::Reply, Some(to)) = (ask.lane, ask.to) else { return self.lane_place(ask.lane) };
        if !self.is_in_front(to) {
            return Err(Refusal::TalkMovedOn(ask.who));
        }
        let answers_question = self.turn(to).is_some_and(|turn| turn.lane == Some(Lane::Question));
        let stands = self.main_turn().filter(|turn| answers_question && turn.id != to).map(|turn| turn.id);
        Ok((Some(to), stands))
    }

    /// Whether this person may be heard in a lane.
    ///
    /// # Errors
    /// Why not.
    pub(super) fn may_ask(&self, person: PersonId) -> Result<(), Refusal> {
        let member = self.roster.member(person).ok_or(Refusal::NoSuchPerson(person))?;
        if !member.is_present() {
            return Err(Refusal::NotPresent(person));
        }
        if member.person.role == Role::Observer {
            return Err(Refusal::ObserverListens(person));
        }
        if self.has_floor(person) { Err(Refusal::HasTheFloor(person)) } else { Ok(()) }
    }

    /// Whether a turn of this person's own is on the floor, or stands while somebody asks.
    #[must_use]
    pub fn has_floor(&self, person: PersonId) -> bool {
        let own = |place: &usize| self.turns[*place].lane.is_none() && self.turns[*place].who == Who::Named(person);
        self.stack().iter().any(own)
    }

    /// Whether the quota of a lane leaves room for one more. Those who wait count as those who were heard.
    ///
    /// # Errors
    /// Which quota does not.
    pub(super) fn has_room(&self, ask: &Ask) -> Result<(), Refusal> {
        let rule = self.lane_rule(ask.lane);
        let others = || self.asks.iter().filter(|other| other.id != ask.id && other.lane == ask.lane);
        let heard = || self.turns.iter().filter(|turn| turn.lane == Some(ask.lane));
        if let Some(to) = ask.to {
            let used = heard().filter(|turn| turn.to == Some(to)).count()
                + others().filter(|other| other.to == Some(to)).count();
            let stays = ask.lane == Lane::Reply && self.staying == Some(to);
            let most = if stays { Some(STAY_REPLIES) } else { rule.per_turn.map(|most| most as usize) };
            if most.is_some_and(|most| used >= most) {
                return Err(Refusal::TurnHasIts(ask.lane));
            }
            let is_own = |turn: &Turn| ask.who.is_some_and(|person| turn.who == Who::Named(person));
            if ask.lane == Lane::Reply && used == 0 && self.turn(to).is_some_and(is_own) {
                return Err(Refusal::OwnRemark);
            }
        }
        let (Some(person), Some(most)) = (ask.who, rule.per_person) else { return Ok(()) };
        let here = self.phase_index();
        let used = heard().filter(|turn| turn.phase == here && turn.who == Who::Named(person)).count()
            + others().filter(|other| other.who == Some(person)).count();
        if used >= most as usize { Err(Refusal::HasHadTheirs(person, ask.lane)) } else { Ok(()) }
    }

    /// Every turn in the order of the calls, what answers a turn or asks about it under that turn; each with how deep it stands.
    #[must_use]
    pub fn turn_list(&self) -> Vec<(usize, &Turn)> {
        let mut list: Vec<(usize, &Turn)> = Vec::with_capacity(self.turns.len());
        for turn in &self.turns {
            let above = turn.to.and_then(|to| list.iter().rposition(|(_, other)| other.id == to));
            let Some(above) = above else {
                list.push((0, turn));
                continue;
            };
            let depth = list[above].0 + 1;
            let below = list[above + 1..].iter().take_while(|(other, _)| *other >= depth).count();
            list.insert(above + 1 + below, (depth, turn));
        }
        list
    }

    /// Whether the queue is being bypassed: three entries of the lanes in a row while somebody waits in it.
    #[must_use]
    pub fn queue_is_bypassed(&self) -> bool {
        let in_a_row = self.turns.iter().rev().take_while(|turn| turn.lane.is_some()).count();
        in_a_row >= BYPASSED_AFTER && !self.hands.is_empty()
    }

    /// The two who have answered one another so often that a third voice is missing.
    #[must_use]
    pub fn two_alone(&self) -> Option<(PersonId, PersonId)> {
        let mut floor: Vec<Who> = Vec::new();
        for turn in self.turns.iter().filter(|turn| turn.lane != Some(Lane::PointOfProcess)).rev() {
            // Whoever was paused for a question and went on spoke after it.
            let host = turn.within.and_then(|host| self.turn(host)).filter(|host| host.ended != turn.ended);
            floor.extend(host.map(|host| host.who));
            floor.push(turn.who);
            if floor.len() > 2 * EXCHANGES {
                break;
            }
        }
        floor.dedup();
        let (one, other) = (floor.first()?.person()?, floor.get(1)?.person()?);
        let two = [Who::Named(one), Who::Named(other)];
        let exchanges = floor.iter().take_while(|who| two.contains(who)).count().saturating_sub(1);
        (exchanges >= EXCHANGES).then_some((other, one))
    }
}

//! What the people in the room may see on a second screen: a projection by allow-list.
//!
//! [`RoomView`] is made of names, clocks, questions and confirmed wordings, and of nothing else: it has no place for a note,
//! for airtime, for a tally, a reason or a text that is being typed, so that none of them can reach the screen on the wall.
//! Off the record, and behind the curtain, it says that and nothing else.

use serde::{Deserialize, Serialize};

use super::{
    board::{Standing, Statement},
    event::PhaseIndex,
    ids::{PersonId, StatementId, Who},
    lanes::Lane,
    queue::{Next, next},
    quiet::QuietKind,
    state::State,
    time::{At, Left, Span},
    turn::{Turn, TurnClock},
};

/// What the moderator lets the room see.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum RoomPage {
    /// The question, who speaks, the clock, who is next.
    #[default]
    Floor,
    /// What was confirmed, and the differences that are held.
    Board,
    /// One wording, alone, as it is read back.
    Wording(StatementId),
    /// The one text, as it is read back as a whole.
    Whole,
}

/// What the room sees.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RoomView {
    /// The moderator's curtain is down.
    Curtain,
    /// Nothing of this part of the evening is kept or shown.
    OffTheRecord,
    /// The clocks are stopped.
    Over,
    /// The question, who speaks, the clock, who is next.
    Floor(RoomFloor),
    /// What was confirmed, and the differences that are held, in the order of the board.
    Board(Vec<RoomItem>),
    /// Wordings that are read back: one, or the paragraphs of the one text.
    ReadBack(Vec<String>),
}

/// The floor, as the room sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RoomFloor {
    /// The sentence that is read aloud.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub question: Option<String>,
    /// Who or what has the floor.
    pub front: RoomFront,
    /// Its clock, if it has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub clock: Option<RoomClock>,
    /// Who comes next, if anybody does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<RoomNext>,
}

/// Who or what has the floor.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RoomFront {
    /// Nobody.
    Nobody,
    /// Somebody speaks, or is called.
    Speaker {
        /// The name; none where nobody has said it yet.
        name: Option<String>,
        /// The lane out of which they were called, if out of one.
        lane: Option<Lane>,
    },
    /// The room keeps quiet together.
    Quiet(QuietKind),
    /// A part of the evening in which nobody speaks in turns, by its title.
    Phase(String),
}

/// Who comes next. Why is the moderator's to say.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RoomNext {
    /// The name; none where nobody has said it yet.
    pub name: Option<String>,
    /// The lane, if out of one.
    pub lane: Option<Lane>,
    /// Whether they go on with a turn that stands.
    pub goes_on: bool,
}

/// A clock, as instants: what it shows is computed when it is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RoomClock {
    /// How long it may run; none if that is open.
    pub length: Option<Span>,
    /// What had gone by when it last began to run.
    pub spent: Span,
    /// Since when it runs; none while it stands. It lies ahead while the room takes a breath.
    pub since: Option<At>,
    /// What is left when it warns.
    pub warns_at: Span,
    /// Whether it has run at all.
    pub begun: bool,
}

/// A statement, as the room sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RoomItem {
    /// Confirmed, in this wording.
    CommonGround {
        /// The sentence.
        wording: String,
        /// Whether somebody is still asked, or nothing holds before everything does.
        provisional: bool,
    },
    /// Everybody can live with this wording.
    CanLiveWith {
        /// The sentence.
        wording: String,
        /// Whether somebody is still asked, or nothing holds before everything does.
        provisional: bool,
    },
    /// A difference that both sides recognise as fairly put.
    Difference {
        /// What it is about.
        about: String,
        /// How each side puts it: the side, where it has a name, and its words.
        sides: Vec<(Option<String>, String)>,
    },
}

impl RoomClock {
    /// What has gone by at `now`.
    #[must_use]
    pub fn gone(&self, now: At) -> Span {
        self.since.map_or(self.spent, |since| self.spent.plus(now.since(since)))
    }

    /// What is left at `now`, or how far it is over; none if its length is open.
    #[must_use]
    pub fn left(&self, now: At) -> Option<Left> {
        Some(self.length?.left_after(self.gone(now)))
    }

    /// What it does at `now`.
    #[must_use]
    pub fn does(&self, now: At) -> TurnClock {
        match (self.since, self.left(now)) {
            (None, _) if !self.begun => TurnClock::Called,
            (None, _) => TurnClock::Paused,
            (Some(since), _) if since > now => TurnClock::Breath,
            (Some(_), Some(Left::Over(_))) => TurnClock::Over,
            (Some(_), Some(Left::Remaining(left))) if left <= self.warns_at => TurnClock::Warning,
            (Some(_), _) => TurnClock::Calm,
        }
    }

    /// When what it shows changes next; none while it stands.
    #[must_use]
    pub fn changes_in(&self, now: At) -> Option<Span> {
        let since = self.since?;
        let breath = since.since(now);
        if breath > Span::ZERO {
            return Some(breath);
        }
        Some(Span::from_millis(1000 - self.gone(now).millis() % 1000))
    }
}

/// What the room may see at `now`, where a long turn warns when so much is left. The curtain is not the log's to know.
#[must_use]
pub fn room_view(state: &State, now: At, page: RoomPage, warning: Span) -> RoomView {
    if state.is_ended() {
        return RoomView::Over;
    }
    if state.keeps_nothing() {
        return RoomView::OffTheRecord;
    }
    match page {
        RoomPage::Floor => RoomView::Floor(floor(state, now, warning)),
        RoomPage::Board => RoomView::Board(items(state)),
        RoomPage::Wording(id) => {
            let wording = state.board.statement(id).map(|statement| statement.wording().to_owned());
            RoomView::ReadBack(wording.into_iter().collect())
        }
        RoomPage::Whole => {
            RoomView::ReadBack(state.board.paragraphs().map(|statement| statement.wording().to_owned()).collect())
        }
    }
}

fn name_of(state: &State, person: Option<PersonId>) -> Option<String> {
    person.and_then(|person| state.roster.person(person)).map(|person| person.name.clone())
}

fn floor(state: &State, now: At, warning: Span) -> RoomFloor {
    let question = state.phase().and_then(|phase| phase.question.clone());
    let (front, clock) = front(state, warning);
    RoomFloor { question, front, clock, next: next_up(state, now) }
}

fn front(state: &State, warning: Span) -> (RoomFront, Option<RoomClock>) {
    if let Some(quiet) = state.quiet() {
        let clock = RoomClock {
            length: quiet.length,
            spent: Span::ZERO,
            since: Some(quiet.from),
            warns_at: Span::ZERO,
            begun: true,
        };
        return (RoomFront::Quiet(quiet.kind), Some(clock));
    }
    if let Some(turn) = state.current() {
        let name = name_of(state, turn.who.person());
        return (RoomFront::Speaker { name, lane: turn.lane }, Some(of_turn(turn, warning)));
    }
    match state.phase().filter(|phase| !phase.kind.has_turns()) {
        Some(phase) => (RoomFront::Phase(phase.title.clone()), of_phase(state, state.phase_index())),
        None => (RoomFront::Nobody, None),
    }
}

fn of_turn(turn: &Turn, warning: Span) -> RoomClock {
    let went_on = turn.pauses.last().map_or(turn.started, |pause| pause.to);
    // While it stands the moment does not matter: what was spoken does not grow.
    let moment = went_on.or_else(|| turn.pauses.last().map(|pause| pause.from)).unwrap_or(turn.called);
    RoomClock {
        length: Some(turn.allotted()),
        spent: turn.spoken(moment),
        since: went_on.filter(|_| turn.is_running()),
        warns_at: turn.warns_at(warning),
        begun: turn.started.is_some(),
    }
}

fn of_phase(state: &State, phase: PhaseIndex) -> Option<RoomClock> {
    let since = state.visits.last()?.from;
    let spent = state.time_in(phase, since);
    let length = Some(state.planned(phase));
    Some(RoomClock { length, spent, since: Some(since), warns_at: Span::ZERO, begun: true })
}

fn next_up(state: &State, now: At) -> Option<RoomNext> {
    let of = |who: Option<PersonId>, lane, goes_on| RoomNext { name: name_of(state, who), lane, goes_on };
    Some(match next(state, now).ok()? {
        Next::Lane(ask) => {
            let ask = state.ask(ask)?;
            of(ask.who, Some(ask.lane), false)
        }
        Next::GoesOn(turn) => of(state.turn(turn).map(|turn| turn.who).and_then(Who::person), None, true),
        Next::Queue(one) => of(Some(one.person), None, false),
    })
}

fn items(state: &State) -> Vec<RoomItem> {
    let pending = state.board.all_or_nothing;
    state.board.in_order().into_iter().filter_map(|statement| item(statement, pending)).collect()
}

fn item(statement: &Statement, pending: bool) -> Option<RoomItem> {
    let wording = || statement.wording().to_owned();
    let provisional = pending || statement.is_provisional();
    match &statement.standing {
        Standing::CommonGround { .. } => Some(RoomItem::CommonGround { wording: wording(), provisional }),
        Standing::CanLiveWith { .. } => Some(RoomItem::CanLiveWith { wording: wording(), provisional }),
        Standing::Held { .. } => {
            let sides = statement.formulations.iter().map(|side| (side.party.clone(), side.text.clone())).collect();
            Some(RoomItem::Difference { about: wording(), sides })
        }
        Standing::Proposed
        | Standing::Testing
        | Standing::Bracketed { .. }
        | Standing::Parked { .. }
        | Standing::Withdrawn { .. } => None,
    }
}

//! Everything that is known of a session: a fold over its log.

use super::{
    board::{Board, Heard},
    event::{Opening, PhaseIndex, Wall},
    ids::{NoteId, PersonId, StatementId, TurnId, Who, place_of},
    lanes::Ask,
    note::Note,
    off_record::OffRecord,
    pace::Pace,
    pieces::Piece,
    plan::{OrderRule, Phase, PhaseOption},
    queue_acts::SpeakersList,
    quiet::Quiet,
    roster::{Person, Roster},
    rules::Rules,
    time::{At, Span},
    turn::Turn,
};

/// What the log says, at the moment of its last entry. Only the fold writes here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct State {
    /// How it began.
    pub opening: Opening,
    /// Who is and was in the room.
    pub roster: Roster,
    /// Every stay in a phase, in order; the last one is open while the session runs.
    pub visits: Vec<Visit>,
    /// Those who wait, in the order in which they asked.
    pub hands: Vec<Hand>,
    /// Those who asked and lowered their hand again, and have had no turn since.
    pub lowered: Vec<PersonId>,
    /// Whether hands can be raised.
    pub list: SpeakersList,
    /// Who will have the last word.
    pub last_word: Option<PersonId>,
    /// Those who wait ahead of the queue, in the order in which they asked.
    pub asks: Vec<Ask>,
    /// The remark that is stayed with while the queue is held.
    pub staying: Option<TurnId>,
    /// Every turn, in the order of the calls. The last one that has not ended has the floor; another one that has not ended
    /// stands until those are over that were interposed.
    pub turns: Vec<Turn>,
    /// The go-round that is under way or was last.
    pub round: Round,
    /// The order rule that the moderator chose for the phase in front, where it is not the plan's.
    pub order_chosen: Option<OrderRule>,
    /// The inner circle of a fishbowl, or the tellers in their order; for the phase in front.
    pub chosen: Vec<PersonId>,
    /// Every stretch of quiet, in order.
    pub quiets: Vec<Quiet>,
    /// What of the plan was changed.
    pub pace: Pace,
    /// What of the record rules was changed, and what the room has heard of them.
    pub rules: Rules,
    /// Every stretch off the record, in order.
    pub off_records: Vec<OffRecord>,
    /// What was struck, and when.
    pub struck: Vec<(At, Piece)>,
    /// How many statements and follow-ups were released.
    pub(super) releases: u32,
    /// Who took the chair, in order; before the first of them the first moderator has it.
    pub chairs: Vec<Chair>,
    /// Every note, in the order in which they were taken.
    pub notes: Vec<Note>,
    /// The common-ground board.
    pub board: Board,
    /// When the group accepted its ground rules, if it has.
    pub agreements_accepted: Option<At>,
    /// Where wall time is known; the first is the opening.
    pub anchors: Vec<Anchor>,
    /// Wall time at which the clocks were stopped, if they are.
    pub ended: Option<Anchor>,
}

/// A stay in a phase.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Visit {
    /// Which phase.
    pub phase: PhaseIndex,
    /// When it began.
    pub from: At,
    /// When it was over, if it is.
    pub to: Option<At>,
}

/// The chair went to a moderator.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Chair {
    /// To whom.
    pub person: PersonId,
    /// When.
    pub from: At,
}

/// One person's request to speak.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hand {
    /// Who asks.
    pub person: PersonId,
    /// Since when.
    pub since: At,
    /// Whether others went up with it.
    pub together: bool,
    /// When the moderator put it first, if that was done.
    pub first: Option<At>,
    /// Those whom this person let go first.
    pub behind: Vec<PersonId>,
}

impl Hand {
    pub(super) const fn raised(person: PersonId, since: At) -> Self {
        Self { person, since, together: false, first: None, behind: Vec::new() }
    }
}

/// Everyone once on one question.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Round {
    /// How many rounds have begun in this session.
    pub number: u32,
    /// When this one began.
    pub began: At,
    /// Those who declined in this one.
    pub passes: Vec<Pass>,
}

/// A pass in a go-round.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pass {
    /// Who declined.
    pub person: PersonId,
    /// Whether they want to be asked again at the end of the round.
    pub for_now: bool,
}

/// A moment of which the wall time is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Anchor {
    /// Session time.
    pub at: At,
    /// Wall time.
    pub wall: Wall,
}

/// How many turns may be open at once: a speaker, a question put to them, a point of process in it.
const MOST_AT_ONCE: usize = 3;

impl State {
    /// A session that has just been opened.
    #[must_use]
    pub fn opened(opening: Opening) -> Self {
        let anchor = Anchor { at: At::OPENING, wall: opening.opened };
        Self {
            opening,
            roster: Roster::default(),
            visits: Vec::new(),
            hands: Vec::new(),
            lowered: Vec::new(),
            list: SpeakersList::default(),
            last_word: None,
            asks: Vec::new(),
            staying: None,
            turns: Vec::new(),
            round: Round::default(),
            order_chosen: None,
            chosen: Vec::new(),
            quiets: Vec::new(),
            pace: Pace::default(),
            rules: Rules::default(),
            off_records: Vec::new(),
            struck: Vec::new(),
            releases: 0,
            chairs: Vec::new(),
            notes: Vec::new(),
            board: Board::default(),
            agreements_accepted: None,
            anchors: vec![anchor],
            ended: None,
        }
    }

    /// The phase that is in front, by position. A session without a phase yet is before its first.
    #[must_use]
    pub fn phase_index(&self) -> PhaseIndex {
        self.visits.last().map_or(PhaseIndex(0), |visit| visit.phase)
    }

    /// The phase that is in front.
    #[must_use]
    pub fn phase(&self) -> Option<&Phase> {
        self.opening.phases.get(self.phase_index().0)
    }

    /// How the next speaker is suggested now.
    #[must_use]
    pub fn order(&self) -> OrderRule {
        self.order_chosen.unwrap_or_else(|| self.phase().map_or_else(OrderRule::default, |phase| phase.order))
    }

    /// Whether the phase in front has this option.
    #[must_use]
    pub fn phase_has(&self, option: PhaseOption) -> bool {
        self.phase().is_some_and(|phase| phase.options.contains(&option))
    }

    /// Whether ideas have no owner now, and objections wait.
    #[must_use]
    pub fn thinks_jointly(&self) -> bool {
        self.phase_has(PhaseOption::JointThinking)
    }

    /// The turn of which the other side is asked what it heard: the last one, in a phase that asks for it.
    #[must_use]
    pub fn to_restate(&self) -> Option<TurnId> {
        let done = |turn: &Turn| {
            let of_turn = self.board.restatings.iter().rfind(|restating| restating.turn == turn.id);
            of_turn.is_some_and(|last| last.heard != Heard::NotQuite)
        };
        let last = self.turns.last().filter(|turn| turn.started.is_some() && turn.phase == self.phase_index());
        let last = last.filter(|turn| self.phase_has(PhaseOption::Restating) && !done(turn));
        last.map(|turn| turn.id)
    }

    /// The statements whose objections were held back while the group thought together in the phase before this one.
    #[must_use]
    pub fn held_back(&self) -> Vec<StatementId> {
        let [.., before, _] = &self.visits[..] else { return Vec::new() };
        let thought = |phase: PhaseIndex| {
            let phase = self.opening.phases.get(phase.0);
            phase.is_some_and(|phase| phase.options.contains(&PhaseOption::JointThinking))
        };
        if self.thinks_jointly() || !thought(before.phase) {
            return Vec::new();
        }
        let held = self.board.criticisms.iter().filter(|criticism| thought(criticism.phase));
        held.map(|criticism| criticism.statement).collect()
    }

    /// Whether the closing phase is in front: the last of several.
    #[must_use]
    pub fn is_closing(&self) -> bool {
        let phases = self.opening.phases.len();
        phases > 1 && self.phase_index().0 + 1 >= phases
    }

    /// How long the phase has been in front, all its visits together.
    #[must_use]
    pub fn time_in(&self, phase: PhaseIndex, now: At) -> Span {
        self.visits
            .iter()
            .filter(|visit| visit.phase == phase)
            .map(|visit| visit.to.unwrap_or(now).since(visit.from))
            .sum()
    }

    /// The turn that has the floor.
    #[must_use]
    pub fn current(&self) -> Option<&Turn> {
        self.stack().first().map(|place| &self.turns[*place])
    }

    /// The places of the turns that have not ended: the one on the floor, the one into which it was interposed, and so on.
    pub(super) fn stack(&self) -> Vec<usize> {
        let mut open = Vec::new();
        let mut place = self.turns.len().checked_sub(1);
        while let Some(here) = place {
            if self.turns[here].ended.is_none() {
                open.push(here);
            }
            place = self.host(here);
        }
        open
    }

    /// The place of the turn into which the turn at this place was interposed.
    pub(super) fn host(&self, place: usize) -> Option<usize> {
        let host = self.turns[place].within?;
        self.turns[..place].iter().rposition(|turn| turn.id == host)
    }

    /// The turn that ends when this person leaves: theirs, with all that was put into it.
    pub(super) fn open_turn_of(&self, person: PersonId) -> Option<TurnId> {
        let open = self.stack().into_iter().rev().map(|place| &self.turns[place]);
        open.filter(|turn| turn.who == Who::Named(person)).map(|turn| turn.id).next()
    }

    /// The turn with this id.
    #[must_use]
    pub fn turn(&self, id: TurnId) -> Option<&Turn> {
        place_of(&self.turns, &id, |turn| turn.id).map(|place| &self.turns[place])
    }

    /// The note with this id.
    #[must_use]
    pub fn note(&self, id: NoteId) -> Option<&Note> {
        place_of(&self.notes, &id, |note| note.id).map(|place| &self.notes[place])
    }

    /// The hand of this person, if it is up.
    #[must_use]
    pub fn hand(&self, person: PersonId) -> Option<&Hand> {
        self.hands.iter().find(|hand| hand.person == person)
    }

    /// Since when nobody has had the floor, if nobody has it.
    #[must_use]
    pub fn floor_empty_since(&self) -> Option<At> {
        if !self.stack().is_empty() {
            return None;
        }
        let quiet_until = match self.quiets.last() {
            None => At::OPENING,
            Some(quiet) => quiet.to?,
        };
        Some(self.last_spoken().max(quiet_until).max(self.running_since()))
    }

    /// When somebody last had the floor.
    pub(super) fn last_spoken(&self) -> At {
        self.turns.iter().rev().take(MOST_AT_ONCE).filter_map(|turn| turn.ended).max().unwrap_or_default()
    }

    /// Since when the clocks have run without being stopped in between, on the record.
    fn running_since(&self) -> At {
        let stops = self.visits.windows(2).rev();
        let mut gone_on = stops.filter(|pair| pair[0].to != Some(pair[1].from)).map(|pair| pair[1].from);
        gone_on.next().unwrap_or(At::OPENING).max(self.on_record_since())
    }

    /// The earliest moment to which the start of the turn on the floor can be put back: the last moment before it at which
    /// somebody began or went on, or at which stopped clocks went on.
    #[must_use]
    pub fn earliest_start(&self) -> At {
        let Some(current) = self.stack().first().copied() else { return self.running_since() };
        let mut earliest = self.running_since();
        for place in 0..current {
            let turn = &self.turns[place];
            earliest = earliest.max(turn.started.unwrap_or(turn.called));
            let host = self.host(place).map(|host| &self.turns[host]);
            let went_on = host.filter(|host| host.ended.is_none_or(|end| turn.ended.is_some_and(|ended| ended < end)));
            earliest = earliest.max(went_on.and(turn.ended).unwrap_or_default());
        }
        let host = self.host(current).map(|host| &self.turns[host]);
        let stood = host.map(|host| host.stood_until(self.turns[current].id));
        // Whoever was called and had not begun yet may have been asked something first.
        let began = self.turns[current].started;
        let asked =
            self.turns[current + 1..].iter().filter_map(|turn| turn.ended.filter(|end| Some(*end) <= began)).max();
        earliest.max(stood.unwrap_or_default()).max(asked.unwrap_or_default())
    }

    /// For how long the floor was empty before the turn that has it began to speak.
    #[must_use]
    pub fn floor_before(&self) -> Span {
        let Some(place) = self.stack().first().copied() else { return Span::ZERO };
        let Some(started) = self.turns[place].started.filter(|_| self.host(place).is_none()) else { return Span::ZERO };
        let before = self.turns[..place].iter().filter_map(|turn| turn.ended).max().unwrap_or_default();
        let quiet = self.quiets.iter().filter_map(|quiet| quiet.to).filter(|to| *to <= started).max();
        started.since(before.max(quiet.unwrap_or_default()).max(self.running_since()))
    }

    /// Whether the clocks are stopped.
    #[must_use]
    pub const fn is_ended(&self) -> bool {
        self.ended.is_some()
    }

    /// Wall time at a moment of the session.
    #[must_use]
    pub fn wall(&self, at: At) -> Wall {
        let known = self.anchors.iter().rev().find(|anchor| anchor.at <= at);
        known.map_or(self.opening.opened, |anchor| {
            let since = i64::try_from(at.since(anchor.at).millis()).unwrap_or(i64::MAX);
            chrono::TimeDelta::try_milliseconds(since)
                .and_then(|delta| anchor.wall.checked_add_signed(delta))
                .unwrap_or(anchor.wall)
        })
    }

    /// Time spoken by one person up to `now`, awake and unpaused; interpreted speech with the part that was their own.
    #[must_use]
    pub fn airtime(&self, person: PersonId, now: At) -> Span {
        self.turns.iter().filter(|turn| turn.who == Who::Named(person)).map(|turn| turn.airtime(now)).sum()
    }

    /// Time spoken by the people of a party up to `now`.
    #[must_use]
    pub fn party_airtime(&self, party: &str, now: At) -> Span {
        let of_party = |who: Who| who.person().and_then(|id| self.roster.person(id)).and_then(|p| p.party.as_deref());
        self.turns.iter().filter(|turn| of_party(turn.who) == Some(party)).map(|turn| turn.airtime(now)).sum()
    }

    /// Whether this person has begun a turn of their own: who only asked or replied has not been heard yet.
    #[must_use]
    pub fn has_spoken(&self, person: PersonId) -> bool {
        self.turns.iter().any(|turn| turn.who == Who::Named(person) && turn.started.is_some() && turn.lane.is_none())
    }

    /// Those of the circle who have not had a turn yet, in seat order.
    pub fn not_yet_heard(&self) -> impl Iterator<Item = &Person> {
        self.roster
            .members
            .iter()
            .filter(|member| member.in_circle() && !self.has_spoken(member.person.id))
            .map(|member| &member.person)
    }
}

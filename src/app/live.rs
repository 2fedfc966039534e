//! The evening as it runs.

mod ahead;
mod board;
mod clock;
mod lines;
mod pace;
mod pages;
mod record;
mod saving;
mod show;

pub use ahead::Whose;
pub use board::{Asking, Collecting, SetUp, SetUpField};
pub use clock::{Absence, CALM_STEP};
pub use lines::Line;
pub use pace::{CLOCK_ACTS, ClockOffer};
pub use pages::{Front, Page};
pub use record::RulePage;

use std::path::PathBuf;

use self::clock::SessionClock;
use super::{
    action::Action,
    effect::Effect,
    keymap::Context,
    msg::{Mono, Now},
};
use crate::{
    library::{Command, Draft, Group, Lengths, Recovered, SaveTrouble, SessionId},
    session::{
        At, Called, Carried, Event, Fact, Lane, LeakCheck, Next, OrderRule, PersonId, Refusal, Scale, Session, Span,
        State, Turn, TurnBy, TurnClock, TurnId, Who, Why, Written, mirror, suggest,
    },
    words::{acts, own},
};

/// How much `+` and `-` give and take.
pub const STEP: Span = Span::from_secs(30);
/// How far one press puts a start back.
const PUT_BACK: Span = Span::from_secs(5);
/// Who declines within this time of being called has had no turn; later, `v` means whoever is next.
const HARDLY_BEGUN: Span = Span::from_secs(15);
/// How often a running turn says that the program is alive, so that a crash costs no more than this of a clock.
const ALIVE_EVERY: Span = Span::from_secs(10);
/// After how long what is being typed is kept as a draft.
const DRAFT_AFTER: Span = Span::from_millis(1500);

/// Whether what the screen shows is on the disk.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Saving {
    /// How many entries the disk has acknowledged.
    pub acknowledged: usize,
    /// Why saving does not work, if it does not.
    pub trouble: Option<SaveTrouble>,
}

/// What the right column shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Side {
    /// The common-ground board.
    #[default]
    Board,
    /// Airtime in figures, for the moderator's eyes.
    Airtime,
    /// The turns, and why each of them.
    Turns,
}

/// A running session on the screen.
#[derive(Clone, Debug)]
pub struct Live {
    /// Its name for life.
    pub id: SessionId,
    /// The log, and what it says.
    pub session: Session,
    /// What is on the disk.
    pub saving: Saving,
    /// The page in front.
    pub page: Page,
    /// What stands in front of the page, and takes the keys.
    pub front: Front,
    /// What the right column shows.
    pub side: Side,
    /// The user's own scales for tests of agreement.
    pub scales: Vec<Scale>,
    /// Lengths of the clock, as the user has them.
    pub lengths: Lengths,
    /// Whether little is to move: the clock goes in steps while there is time to spare.
    pub calm: bool,
    /// A test of agreement that was left while its answers came in.
    collecting: Option<Box<Collecting>>,
    /// For what it would ring next.
    armed: Option<pace::Rings>,
    drafts: Vec<Line>,
    /// The drafts that the journal was handed last.
    drafts_sent: Vec<Draft>,
    /// Since when the drafts are others than those.
    drafts_since: Option<Mono>,
    /// The folder that was offered when saving did not work.
    elsewhere: Option<PathBuf>,
    /// The folder in which the user wants the journal to go on.
    move_to: Option<PathBuf>,
    sent: usize,
    clock: SessionClock,
    /// Why the program was away the last time.
    absence: Absence,
    /// Whether it was asked to stop.
    stopping: bool,
    /// The evening as it is kept, while what is shown is not.
    on_record: Option<Box<Session>>,
    /// Notes that wait for their rule to be read aloud, in memory only.
    held: Vec<record::HeldNote>,
    /// What the last act brought about beside itself, to be told once.
    tidings: Option<String>,
    alive: At,
    /// Whether the room display has turned to the board.
    pub room_has_board: bool,
    /// What the room display was given last.
    given: Option<show::Given>,
}

impl Live {
    /// A session that has just been opened.
    #[must_use]
    pub fn new(id: SessionId, session: Session, now: &Now) -> Self {
        let clock = SessionClock::new(session.last(), now);
        Self {
            id,
            alive: session.last(),
            session,
            saving: Saving::default(),
            page: Page::Floor,
            front: Front::Keys,
            side: Side::default(),
            scales: Vec::new(),
            lengths: Lengths::default(),
            calm: false,
            collecting: None,
            armed: None,
            drafts: Vec::new(),
            drafts_sent: Vec::new(),
            drafts_since: None,
            elsewhere: None,
            move_to: None,
            sent: 0,
            clock,
            absence: Absence::default(),
            stopping: false,
            on_record: None,
            held: Vec::new(),
            tidings: None,
            room_has_board: false,
            given: None,
        }
    }

    /// A session that is continued from its journal: the turn that was running stands, and the gap is in the log.
    /// `None` if the journal does not begin with an opening.
    #[must_use]
    pub fn recovered(recovered: Recovered, now: &Now) -> Option<Self> {
        let Recovered { id, log, alive, drafts, aside: _, missing: _ } = recovered;
        let kept = log.len();
        let mut live = Self::new(id, Session::replay(log)?, now);
        live.sent = kept;
        live.saving.acknowledged = kept;
        live.take_up(&drafts);
        live.drafts_sent = drafts;
        live.clock = SessionClock::new(alive.max(live.session.last()), now);
        if live.state().off_record().is_some() {
            live.step_aside();
        }
        if !live.state().is_ended() {
            live.was_away(now, Absence::Gone);
        }
        Some(live)
    }

    /// What the log says.
    #[must_use]
    pub const fn state(&self) -> &State {
        self.session.state()
    }

    /// Whether everything that the screen shows is on the disk.
    #[must_use]
    pub fn is_saved(&self) -> bool {
        self.saving.trouble.is_none() && self.saving.acknowledged >= self.kept().log().len()
    }

    /// Where a key is pressed.
    #[must_use]
    pub const fn context(&self) -> Context {
        match (&self.front, &self.page) {
            (Front::Keys, Page::Floor) => Context::Floor,
            (Front::Keys, Page::Board(_)) => Context::Board,
            (Front::Keys, Page::Text(_)) => Context::Text,
            (Front::Keys, Page::FollowUps(_)) => Context::FollowUps,
            (Front::Keys, Page::Notes(_)) => Context::Notes,
            (Front::Keys, Page::People(_)) => Context::People,
            (Front::Line(_), _) => Context::Line,
            (Front::Clock, _) => Context::Clock,
            (Front::Mirror, _) => Context::Mirror,
            (
                Front::CallWhom
                | Front::Whose(_)
                | Front::FloorToWhom
                | Front::Phases(_)
                | Front::Orders(_)
                | Front::Naming(_)
                | Front::Rule(_)
                | Front::Agreements,
                _,
            ) => Context::Front,
            (Front::Board(asking), _) => asking.context(),
        }
    }

    /// When something visible changes next without a key: the second of the one clock that shows seconds; with no clock
    /// running, the minute.
    #[must_use]
    pub fn wakes_in(&self, now: &Now) -> Span {
        let drafts = self.drafts_since.map(|since| {
            let gone = now.mono.0.saturating_sub(since.0);
            Span::from_millis(DRAFT_AFTER.millis().saturating_sub(gone).max(1))
        });
        let clock = self.clock_wakes_in(now);
        drafts.map_or(clock, |drafts| drafts.min(clock))
    }

    fn clock_wakes_in(&self, now: &Now) -> Span {
        let at = self.at(now);
        let second = |counted: Span| Span::from_millis(1000 - counted.millis() % 1000);
        let minute = Span::from_millis(60_000 - now.wall.timestamp_millis().rem_euclid(60_000).unsigned_abs());
        if let Some(off) = self.state().off_record() {
            return second(off.lasted(at));
        }
        match self.state().current() {
            Some(turn) if turn.is_running() && turn.breath_left(at) > Span::ZERO => turn.breath_left(at),
            Some(turn) if turn.is_running() => self.calm_step(turn, at).unwrap_or_else(|| second(turn.spoken(at))),
            _ if self.state().quiet().is_some() => second(self.state().quiet().map_or(Span::ZERO, |q| q.lasted(at))),
            Some(_) => minute,
            None if self.state().is_ended() => minute,
            None if self.state().phase().is_some_and(|phase| !phase.kind.has_turns()) => {
                second(self.state().time_in(self.state().phase_index(), at))
            }
            None => self.state().floor_empty_since().map_or(minute, |since| second(at.since(since))),
        }
    }

    /// The moderators' mirror in words, for their own page. Where names are withheld it names nobody and no party.
    #[must_use]
    pub fn mirror_lines(&self) -> Vec<String> {
        let names = self.state().keeps_all_names();
        mirror(&self.session, self.session.last()).iter().flat_map(|one| own::mirror(one, names)).collect()
    }

    /// What sealing hands on to the group's next evening.
    #[must_use]
    pub fn group(&self, format: Option<String>, before: Option<&Group>, check: &LeakCheck) -> Option<Group> {
        let state = self.state();
        let name = state.opening.series.clone()?;
        let people = state.roster.people().map(|person| Written {
            name: person.name.clone(),
            party: person.party.clone(),
            role: person.role,
            interpreted: person.interpreted,
        });
        Some(Group {
            name,
            people: Group::still_invited(before, people.collect()),
            format: format.or_else(|| before.and_then(|group| group.format.clone())),
            evenings: before.map_or(0, |group| group.evenings) + 1,
            rounds_held: state.opening.rounds_before + state.round.number,
            stage: before.and_then(|group| group.stage),
            agreements: if state.agreements_accepted.is_some() {
                state.opening.agreements.clone()
            } else {
                before.map_or_else(Vec::new, |group| group.agreements.clone())
            },
            carried: Carried::of_checked(&self.session, before.map(|group| &group.carried), check),
        })
    }

    /// An act on the floor. `None` if the action is not one.
    pub fn floor(&mut self, action: Action, now: &Now) -> Option<Result<(), Refusal>> {
        Some(match action {
            Action::Next => self.call_next(now, true),
            Action::CallOnly => self.call_next(now, false),
            Action::Reply => self.ask_whose(Whose::Lane(Lane::Reply)),
            Action::Question => self.ask_whose(Whose::Lane(Lane::Question)),
            Action::PointOfProcess => self.ask_whose(Whose::Lane(Lane::PointOfProcess)),
            Action::NameWhose => self.ask_whose(Whose::Name),
            Action::HandsTogether => self.ask_whose(Whose::Hands(Vec::new())),
            Action::LetGoFirst => self.ask_whose(Whose::Down),
            Action::PutFirst => self.ask_whose(Whose::First),
            Action::List => self.ask_whose(Whose::List),
            Action::LastCall => self.last_call(now),
            Action::StayWith => self.stay_or_go_on(now),
            Action::PutSpeakerBack => self.put_speaker_back(now),
            Action::Interruption => self.interruption(now),
            Action::StartOrPause => self.start_or_pause(now),
            Action::CountAway => self.count_away(now),
            Action::More => self.on_turn(now, |turn| Fact::Extended(TurnBy { turn, by: STEP })),
            Action::Less => self.on_turn(now, |turn| Fact::Shortened(TurnBy { turn, by: STEP })),
            Action::EndTurn => self.on_turn(now, Fact::TurnEnded),
            Action::PutStartBack => self.put_back_by(now, PUT_BACK),
            Action::Pass => self.pass(now, Fact::Passed),
            Action::PassForNow => self.pass(now, Fact::PassedForNow),
            Action::AnotherRound => self.another_round(now),
            Action::Undo => self.session.undo_target().and_then(|seq| self.record(now, Event::Undone(seq))),
            Action::Redo => self.session.redo_target().and_then(|seq| self.record(now, Event::Redone(seq))),
            _ => return None,
        })
    }

    fn call(&mut self, now: &Now, who: PersonId, why: Why, started: bool) -> Result<(), Refusal> {
        let (length, turn) = (self.state().turn_length(), self.session.next_turn());
        let asks = self.state().asks.clone();
        self.record(now, Fact::Called(Called { turn, who, why, length, started }))?;
        self.tell_of_late_replies(&asks);
        Ok(())
    }

    /// Gives the floor to somebody of the moderator's choosing; the reason is kept as the suggestion's if it is the same.
    ///
    /// # Errors
    /// What the core refuses.
    pub fn call_whom(&mut self, now: &Now, who: PersonId) -> Result<(), Refusal> {
        let suggested = suggest(self.state(), self.at(now)).ok().filter(|suggestion| suggestion.person == who);
        let why = match (suggested, self.state().order()) {
            (Some(suggestion), _) => suggestion.why,
            (None, OrderRule::TalkingPiece) if !self.state().turns.is_empty() => Why::NamedByHolder,
            (None, OrderRule::Open) => Why::SpokeUp,
            (None, _) => Why::Moderator,
        };
        self.call(now, who, why, true)
    }

    fn start_or_pause(&mut self, now: &Now) -> Result<(), Refusal> {
        let at = self.at(now);
        if let Some(quiet) = self.state().quiet() {
            let kind = quiet.kind;
            return self.record(now, Fact::QuietEnded(kind));
        }
        let Some(turn) = self.state().current() else { return Err(Refusal::FloorEmpty) };
        let id = turn.id;
        let fact = match turn.clock(at) {
            TurnClock::Called => Fact::Started(id),
            TurnClock::Paused => Fact::Resumed(id),
            TurnClock::Breath | TurnClock::Calm | TurnClock::Warning | TurnClock::Over | TurnClock::Ended => {
                Fact::Paused(id)
            }
        };
        self.record(now, fact)
    }

    fn on_turn(&mut self, now: &Now, fact: impl FnOnce(TurnId) -> Fact<PersonId>) -> Result<(), Refusal> {
        let turn = self.state().current().ok_or(Refusal::FloorEmpty)?.id;
        self.record(now, fact(turn))
    }

    /// Who is next, whatever the time is: only the shares of airtime depend on it.
    fn next(&self) -> Result<PersonId, Refusal> {
        suggest(self.state(), self.session.last()).map(|suggestion| suggestion.person)
    }

    /// Who passes now: whoever was just called and has hardly begun, else whoever is next.
    ///
    /// # Errors
    /// Why nobody does.
    fn who_passes(&self, now: &Now) -> Result<PersonId, Refusal> {
        let state = self.state();
        if state.order() != OrderRule::GoRound {
            return Err(Refusal::NotAGoRound);
        }
        let at = self.at(now);
        let hardly_begun =
            |turn: &&Turn| turn.lane.is_none() && turn.called >= state.round.began && turn.spoken(at) <= HARDLY_BEGUN;
        let holder = state.current().filter(hardly_begun).and_then(|turn| turn.who.person());
        holder.map_or_else(|| self.next(), Ok)
    }

    fn is_last_phase(&self) -> bool {
        self.state().phase_index().0 + 1 >= self.state().opening.phases.len()
    }

    /// A person's key: raises a hand or lowers it; in open talk times whoever speaks, until it is pressed again.
    ///
    /// # Errors
    /// What the core refuses.
    pub fn tap(&mut self, now: &Now, person: PersonId) -> Result<(), Refusal> {
        if self.state().order() != OrderRule::Open {
            return self.hand(now, person);
        }
        match self.state().current().filter(|turn| turn.who == Who::Named(person)) {
            Some(turn) => {
                let turn = turn.id;
                self.record(now, Fact::TurnEnded(turn))
            }
            None => self.call_whom(now, person),
        }
    }

    /// Raises a hand, or lowers it.
    ///
    /// # Errors
    /// What the core refuses.
    pub fn hand(&mut self, now: &Now, person: PersonId) -> Result<(), Refusal> {
        let waits = self.state().hand(person).is_some();
        self.record(now, if waits { Fact::HandLowered(person) } else { Fact::HandRaised(person) })
    }

    /// Whether the hint line should name an act now.
    #[must_use]
    pub fn makes_sense(&self, action: Action) -> bool {
        let state = self.state();
        let in_round = state.order() == OrderRule::GoRound;
        match action {
            // The page says itself what its keys do.
            Action::Next | Action::StartOrPause | Action::More if matches!(self.front, Front::Clock) => false,
            other if matches!(self.front, Front::Clock) => other == Action::Back,
            Action::CountAway => self.undecided().is_some_and(|(_, away)| away.secs() > 0),
            Action::StartOrPause if state.quiet().is_some() => true,
            Action::StartOrPause | Action::More | Action::Less | Action::EndTurn | Action::PutStartBack => {
                state.current().is_some()
            }
            Action::Next => !matches!(
                self.upcoming(),
                Err(Refusal::NobodyWaits | Refusal::RoundComplete | Refusal::CircleEmpty | Refusal::NoTurnsHere)
            ),
            Action::Reply => state.main_turn().is_some(),
            Action::Pass | Action::PassForNow => in_round && (state.current().is_some() || self.next().is_ok()),
            Action::AnotherRound => in_round && self.next() == Err(Refusal::RoundComplete),
            // The way out is named once the last phase is in front; until then the way to the next one is.
            Action::EndEvening => self.is_last_phase(),
            Action::Phases => !self.is_last_phase(),
            Action::NameThem => state.order().has_chosen(),
            Action::Side => matches!(self.front, Front::Keys | Front::Naming(_)) || self.has_other(),
            Action::EditSide => {
                matches!(&self.front, Front::Board(asking) if matches!(**asking, Asking::Difference { .. }))
            }
            Action::FollowUps => state.is_closing() || state.to_restate().is_some() || self.page != Page::Floor,
            Action::RecordRule => state.unread().is_some(),
            Action::OffRecord => self.is_off_record(),
            Action::NoteLine | Action::StatementLine => !state.keeps_nothing(),
            Action::CoverPhase => matches!(self.front, Front::Rule(_)) && self.session.can_cover().is_some(),
            Action::Release => self.marked_piece().is_some_and(|piece| state.to_release().contains(&piece)),
            Action::Strike => self.marked_piece().is_some(),
            Action::SaveElsewhere => self.saving.trouble.is_some(),
            // Behind `?`: a moderator who wants them knows them.
            Action::ClockPage | Action::CallPause | Action::Share | Action::Mirror | Action::LastCall => false,
            // The sentence above the hints names what it would take back.
            Action::Undo => self.page != Page::Floor,
            Action::Redo => self.session.redo_target().is_ok(),
            Action::CallWhom => state.roster.present().next().is_some(),
            Action::CallOnly => self.next().is_ok(),
            // What hangs on the wall is named as long as it is not the floor.
            Action::RoomPage => self.room_has_board,
            Action::NextKind => matches!(&self.front, Front::Line(line) if line.has_kind()),
            _ => true,
        }
    }

    /// What a key does now, where that depends on what is in front.
    #[must_use]
    pub fn label(&self, action: Action) -> Option<&'static str> {
        match (action, &self.front) {
            (Action::RoomPage, _) if self.room_has_board => return Some(acts::ROOM_BACK),
            (Action::Choose, Front::Phases(_)) => return Some(acts::GOES_THERE),
            (Action::Choose, Front::Orders(_) | Front::Rule(RulePage::Choose { .. })) => {
                return Some(acts::FROM_NOW_ON);
            }
            (Action::Choose, Front::Naming(_)) => return Some(acts::THAT_IS_ALL),
            (Action::Choose, Front::Rule(RulePage::Read)) => return Some(acts::READ_ALOUD),
            (Action::OffRecord, _) if self.is_off_record() => return Some(acts::BACK_ON_RECORD),
            (Action::Choose, Front::Agreements) => return Some(acts::ACCEPTED),
            (Action::Choose, Front::Board(asking)) => return Some(board::take(asking)),
            (Action::FollowUps, Front::Keys) if self.state().to_restate().is_some() => {
                return Some(acts::WHAT_WAS_HEARD);
            }
            _ => {}
        }
        if action == Action::Next && matches!(self.upcoming(), Ok(Next::GoesOn(_))) {
            return Some(acts::GOES_ON);
        }
        if action == Action::StartOrPause && self.state().quiet().is_some() {
            return Some(acts::END_QUIET);
        }
        let turn = self.state().current()?;
        match action {
            Action::StartOrPause if turn.started.is_none() => Some(acts::START),
            Action::StartOrPause if turn.is_paused() => Some(acts::RESUME),
            Action::StartOrPause => Some(acts::PAUSE.short),
            _ => None,
        }
    }
}

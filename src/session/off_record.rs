//! Minutes off the record: the log has their beginning and their end and nothing between. What happens on the floor
//! meanwhile lives in an evening of its own that is thrown away, see [`Session::aside`].

use super::{
    Session,
    event::Event,
    facts::Fact,
    ids::PersonId,
    refusal::Refusal,
    rule::RecordRule,
    state::State,
    time::{At, Span},
    turn::Halt,
};

/// A stretch off the record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OffRecord {
    /// From here.
    pub from: At,
    /// To here, if it is over.
    pub to: Option<At>,
}

impl OffRecord {
    /// How long it has lasted at `now`.
    #[must_use]
    pub fn lasted(&self, now: At) -> Span {
        self.to.unwrap_or(now).since(self.from)
    }
}

impl State {
    /// The minutes off the record that are going on.
    #[must_use]
    pub fn off_record(&self) -> Option<&OffRecord> {
        self.off_records.last().filter(|off| off.to.is_none())
    }

    /// Whether nothing is kept of what happens now.
    #[must_use]
    pub fn keeps_nothing(&self) -> bool {
        self.off_record().is_some() || self.rule() == RecordRule::OffTheRecord
    }

    /// Whoever speaks stands until the moderator lets them go on; a quiet is over.
    pub(super) fn go_off_record(&mut self, at: At, lasted: Option<Span>) {
        self.close_quiet(at);
        self.with_last(|turn| turn.pause(at, Halt::Stopped));
        self.off_records.push(OffRecord { from: at, to: lasted.map(|lasted| at.plus(lasted)) });
    }

    pub(super) fn come_back_on_record(&mut self, at: At) {
        if let Some(off) = self.off_records.last_mut() {
            off.to.get_or_insert(at);
        }
    }

    /// When the last minutes off the record were over: nothing is counted back into them.
    pub(super) fn on_record_since(&self) -> At {
        self.off_records.last().and_then(|off| off.to).unwrap_or_default()
    }
}

impl Session {
    /// The same evening for the minutes off the record: what happens in it is in no journal, and it is thrown away when they
    /// are over.
    #[must_use]
    pub fn aside(&self) -> Self {
        Self { is_aside: true, ..self.clone() }
    }

    /// What may happen while nothing is kept: the clocks go on, and the evening itself can move on. In the evening aside,
    /// what happens on the floor.
    pub(super) fn check_kept(&self, event: &Event) -> Result<(), Refusal> {
        let may = if self.is_aside {
            is_on_the_floor(event)
        } else if self.state.off_record().is_some() {
            goes_on_while_off(event)
        } else if self.state.rule() == RecordRule::OffTheRecord {
            goes_on_while_off(event) || prepares(event)
        } else {
            true
        };
        if may { Ok(()) } else { Err(Refusal::OffTheRecord) }
    }
}

const fn goes_on_while_off(event: &Event) -> bool {
    matches!(
        event,
        Event::BackOnRecord | Event::Fact(Fact::GapUntil(_) | Fact::ClockSet(_) | Fact::Ended(_) | Fact::Continued(_))
    )
}

/// Who is in the room, what came over, and which phase and rule come next.
fn prepares(event: &Event) -> bool {
    use super::board::BoardFact;
    match event {
        Event::Opened(_)
        | Event::Joined(_)
        | Event::PersonCorrected(_)
        | Event::PersonRemoved(_)
        | Event::SeatMoved { .. }
        | Event::Fact(
            Fact::Board(BoardFact::Brought(_))
            | Fact::PhaseBegan(_)
            | Fact::RuleChanged(_)
            | Fact::RuleRead(_)
            | Fact::OffRecord(_),
        ) => true,
        Event::Fact(Fact::Board(BoardFact::FollowUp(put))) => put.brought,
        _ => false,
    }
}

fn is_on_the_floor(event: &Event) -> bool {
    match event {
        Event::Undone(_) | Event::Redone(_) => true,
        Event::Opened(_)
        | Event::Joined(_)
        | Event::PersonCorrected(_)
        | Event::PersonRemoved(_)
        | Event::SeatMoved { .. }
        | Event::NoteEdited { .. }
        | Event::NoteRekinded { .. }
        | Event::NoteAttributed { .. }
        | Event::NoteDeleted(_)
        | Event::Covered { .. }
        | Event::BackOnRecord
        | Event::Erased => false,
        Event::Fact(fact) => fact.is_on_the_floor(),
    }
}

impl Fact<PersonId> {
    /// Whether this is about who speaks and who waits, and about the clocks.
    pub(super) const fn is_on_the_floor(&self) -> bool {
        match self {
            Self::Noted(_)
            | Self::Board(_)
            | Self::AgreementsAccepted(_)
            | Self::PhaseBegan(_)
            | Self::RuleChanged(_)
            | Self::RuleRead(_)
            | Self::OffRecord(_)
            | Self::Struck(_)
            | Self::Released(_)
            | Self::Replanned(_)
            | Self::ChairTaken(_)
            | Self::Ended(_)
            | Self::Continued(_) => false,
            Self::RoundBegan(_)
            | Self::OrderChanged(_)
            | Self::Chosen(_)
            | Self::HandRaised(_)
            | Self::HandLowered(_)
            | Self::HandsRaised(_)
            | Self::HandMovedDown(_)
            | Self::PutFirst(_)
            | Self::LastWord(_)
            | Self::List(_)
            | Self::Asked(_)
            | Self::AskNamed(_)
            | Self::AskDropped(_)
            | Self::LaneCalled(_)
            | Self::TurnNamed(_)
            | Self::StayedWith(_)
            | Self::WentOn(_)
            | Self::PutBack(_)
            | Self::Interrupted(_)
            | Self::InterruptionPutBack(_)
            | Self::Passed(_)
            | Self::PassedForNow(_)
            | Self::Called(_)
            | Self::Started(_)
            | Self::StartPutBack(_)
            | Self::Paused(_)
            | Self::Resumed(_)
            | Self::Extended(_)
            | Self::Shortened(_)
            | Self::TurnEnded(_)
            | Self::QuietBegan(_)
            | Self::QuietEnded(_)
            | Self::SilenceCounted(_)
            | Self::Breath(_)
            | Self::TurnLength(_)
            | Self::PartyTime(_)
            | Self::Left(_)
            | Self::Returned(_)
            | Self::GapUntil(_)
            | Self::AwayCounted(_)
            | Self::ClockSet(_) => true,
        }
    }
}

//! The record rule on the live screen: shown, read aloud and changed; minutes off the record; what is released and struck.

use super::{Effect, Front, Live, Page};
use crate::{
    app::{action::Action, msg::Now},
    library::{Command, SessionId},
    session::{
        BoardFact, Event, Fact, NoteKind, Noted, PersonId, Piece, RecordRule, Refusal, RuleChanged, Session, Speaker,
    },
    words,
};

/// What is shown of the record rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RulePage {
    /// The text that is read aloud.
    Read,
    /// The rules on offer, one of them marked, for the phase in front or for the evening from here on.
    Choose {
        /// Which one is marked.
        marked: RecordRule,
        /// Whether it would hold for the evening.
        whole: bool,
    },
}

/// A note that waits for its rule to be read aloud, in memory only.
#[derive(Clone, Debug)]
pub(super) struct HeldNote {
    pub(super) kind: NoteKind,
    pub(super) speaker: Speaker<PersonId>,
    pub(super) text: String,
}

impl Live {
    /// An evening that has just been opened; one whose first phase is off the record begins there.
    #[must_use]
    pub fn opened(id: SessionId, session: Session, now: &Now) -> Self {
        let mut live = Self::new(id, session, now);
        // Cannot be refused: nothing has happened yet.
        let _ = live.come_under_rule(now);
        live
    }

    /// An act that is about what is kept. `None` if the action is not one.
    pub(in crate::app) fn record_act(&mut self, action: Action, now: &Now) -> Option<Result<(), Refusal>> {
        match action {
            Action::OffRecord => Some(self.off_or_back(now)),
            Action::CoverPhase => matches!(self.front, Front::Rule(_)).then(|| self.cover_phase(now)),
            Action::Release => Some(self.release(now)),
            _ => None,
        }
    }

    /// The evening as the journal knows it: not what is shown while nothing is kept.
    pub(super) fn kept(&self) -> &Session {
        self.on_record.as_deref().unwrap_or(&self.session)
    }

    /// Whether nothing is kept of what is shown.
    #[must_use]
    pub const fn is_off_record(&self) -> bool {
        self.on_record.is_some()
    }

    /// How many notes wait in memory for the rule to be read aloud.
    #[must_use]
    pub const fn held(&self) -> usize {
        self.held.len()
    }

    /// Records an act of this moment.
    ///
    /// # Errors
    /// What the core refuses; and words, as long as the rule that is to hold for them has not been read aloud.
    pub fn record(&mut self, now: &Now, event: impl Into<Event>) -> Result<(), Refusal> {
        let (at, event) = (self.at(now), event.into());
        if self.state().unread().is_some() && has_words(&event) {
            return Err(Refusal::RuleUnread);
        }
        if let (Some(kept), Event::Fact(Fact::GapUntil(_) | Fact::ClockSet(_))) = (&mut self.on_record, &event) {
            kept.record(at, event.clone())?;
        }
        self.session.record(at, event).map(|_| ())
    }

    /// Keeps a note: in memory only, as long as its rule has not been read aloud.
    pub(super) fn keep_noted(&mut self, now: &Now, held: HeldNote) -> Result<(), Refusal> {
        if self.state().unread().is_none() {
            let HeldNote { kind, speaker, text } = held;
            return self.record(now, Fact::Noted(Noted { note: self.session.next_note(), kind, speaker, text }));
        }
        if held.text.trim().is_empty() {
            return Err(Refusal::TextMissing);
        }
        let floor = || self.state().current().and_then(|turn| turn.who.person());
        let speaker = match held.speaker {
            Speaker::Floor => floor().map_or(Speaker::Nobody, Speaker::Person),
            named @ (Speaker::Person(_) | Speaker::Nobody) => named,
        };
        self.held.push(HeldNote { speaker, ..held });
        self.tidings = Some(words::held(self.held.len()));
        Ok(())
    }

    /// The text that is read aloud, or the rules on offer where the room has heard it.
    pub(in crate::app) fn open_rule(&mut self) {
        let is_due = self.state().unread().is_some() || !self.state().rules.read;
        let marked = self.state().rule();
        let is_due = is_due && marked != RecordRule::OffTheRecord;
        self.front = Front::Rule(if is_due { RulePage::Read } else { RulePage::Choose { marked, whole: false } });
    }

    /// Another page of the record rule, or another reach of a change.
    pub(in crate::app) fn turn_rule_page(&mut self) {
        let Front::Rule(page) = &mut self.front else { return };
        *page = match *page {
            RulePage::Read => RulePage::Choose { marked: self.session.state().rule(), whole: false },
            RulePage::Choose { marked, whole } => RulePage::Choose { marked, whole: !whole },
        };
    }

    /// Enter on the record rule: it was read aloud, or it is another from now on.
    pub(super) fn choose_rule(&mut self, now: &Now, page: RulePage) -> Result<(), Refusal> {
        match page {
            RulePage::Read => {
                self.read_rule(now)?;
                self.front = Front::Keys;
                Ok(())
            }
            RulePage::Choose { marked, whole } => {
                if self.is_off_record() {
                    self.come_back(now)?;
                }
                let phase = (!whole).then(|| self.state().phase_index());
                self.record(now, Fact::RuleChanged(RuleChanged { phase, to: marked }))?;
                self.front = Front::Keys;
                self.come_under_rule(now)
            }
        }
    }

    /// The rule of the phase in front is another: its text is shown, or nothing is kept from here on.
    pub(super) fn come_under_rule(&mut self, now: &Now) -> Result<(), Refusal> {
        if self.state().rule() == RecordRule::OffTheRecord && !self.is_off_record() {
            return self.go_off(now);
        }
        if self.state().unread().is_some() {
            self.front = Front::Rule(RulePage::Read);
        }
        Ok(())
    }

    /// The rule was read aloud. What waited for it was said before, under the rule that held then.
    pub(super) fn read_rule(&mut self, now: &Now) -> Result<(), Refusal> {
        let (at, rule) = (self.at(now), self.state().rule_of(self.state().phase_index()));
        self.session.clone().record(at, Fact::RuleRead(rule))?;
        for HeldNote { kind, speaker, text } in std::mem::take(&mut self.held) {
            let note = self.session.next_note();
            self.session.record(at, Fact::Noted(Noted { note, kind, speaker, text }))?;
        }
        self.session.record(at, Fact::RuleRead(rule)).map(|_| ())
    }

    /// What was kept since the phase began is kept under the rule of now.
    ///
    /// # Errors
    /// If that is so already.
    pub fn cover_phase(&mut self, now: &Now) -> Result<(), Refusal> {
        let from = self.session.can_cover().ok_or(Refusal::NothingToCover)?;
        let rule = self.state().rule();
        self.record(now, Event::Covered { from, rule })?;
        self.tidings = Some(words::covered(rule));
        Ok(())
    }

    /// Off the record, or back on it.
    ///
    /// # Errors
    /// What the core refuses.
    pub fn off_or_back(&mut self, now: &Now) -> Result<(), Refusal> {
        if !self.is_off_record() {
            return self.go_off(now);
        }
        let phase = self.state().rule_of(self.state().phase_index());
        if phase == RecordRule::OffTheRecord {
            return Err(Refusal::PhaseOffTheRecord);
        }
        self.come_back(now)
    }

    /// From here on the journal is told nothing: what happens is shown, and thrown away.
    pub(super) fn go_off(&mut self, now: &Now) -> Result<(), Refusal> {
        self.leave_line();
        self.record(now, Fact::OffRecord(None))?;
        (self.front, self.page) = (Front::Keys, Page::Floor);
        self.step_aside();
        Ok(())
    }

    pub(super) fn step_aside(&mut self) {
        let aside = self.session.aside();
        self.on_record = Some(Box::new(std::mem::replace(&mut self.session, aside)));
    }

    /// The queue and the floor are as they were.
    pub(in crate::app) fn come_back(&mut self, now: &Now) -> Result<(), Refusal> {
        let kept = self.on_record.take().ok_or(Refusal::OnTheRecord)?;
        let at = self.at(now);
        self.session = *kept;
        self.front = Front::Keys;
        self.session.record(at, Event::BackOnRecord)?;
        let lasted = self.state().off_records.last().map(|off| off.lasted(at));
        self.tidings = Some(words::back_on_record(lasted.unwrap_or_default()));
        Ok(())
    }

    /// The piece that is marked on the page in front.
    #[must_use]
    pub const fn marked_piece(&self) -> Option<Piece> {
        match self.page {
            Page::Notes(Some(note)) => Some(Piece::Note(note)),
            Page::Board(Some(statement)) | Page::Text(Some(statement)) => Some(Piece::Statement(statement)),
            Page::FollowUps(Some(follow_up)) => Some(Piece::FollowUp(follow_up)),
            Page::Floor
            | Page::Board(None)
            | Page::Text(None)
            | Page::FollowUps(None)
            | Page::Notes(None)
            | Page::People(_) => None,
        }
    }

    /// The group lets the marked piece into the sealed file.
    ///
    /// # Errors
    /// If it stands there anyway.
    pub fn release(&mut self, now: &Now) -> Result<(), Refusal> {
        let piece = self.marked_piece().ok_or(Refusal::NothingToRelease)?;
        self.record(now, Fact::Released(piece))?;
        self.tidings = Some(words::RELEASED.to_owned());
        Ok(())
    }

    /// Takes a piece out for good, here and on the disk. The user was asked.
    ///
    /// # Errors
    /// If it is not there any more.
    pub fn strike(&mut self, now: &Now, piece: Piece) -> Result<Effect, Refusal> {
        let at = self.at(now);
        self.session.strike(at, piece)?;
        self.drafts.retain(|line| !line.purpose.is_about(piece));
        self.page = match self.page {
            Page::Notes(_) => Page::Notes(self.state().notes.last().map(|note| note.id)),
            Page::Board(_) => Page::Board(None),
            Page::Text(_) => Page::Text(None),
            Page::FollowUps(_) => Page::FollowUps(None),
            Page::Floor => Page::Floor,
            Page::People(marked) => Page::People(marked),
        };
        self.sent = self.session.log().len();
        self.saving.acknowledged = self.sent - 1;
        self.drafts_sent = self.drafts();
        Ok(Command::Strike {
            id: self.id.clone(),
            piece,
            entries: self.session.log().to_vec(),
            drafts: self.drafts_sent.clone(),
            group: self.state().opening.series.clone(),
        }
        .into())
    }
}

/// Whether an act holds words that somebody said.
const fn has_words(event: &Event) -> bool {
    matches!(
        event,
        Event::NoteEdited { .. }
            | Event::Fact(
                Fact::Noted(_)
                    | Fact::Board(
                        BoardFact::Proposed(_)
                            | BoardFact::Reworded(_)
                            | BoardFact::Merged(_)
                            | BoardFact::Split(_)
                            | BoardFact::Formulated(_)
                            | BoardFact::HeldDifference(_)
                            | BoardFact::Bracketed(_)
                            | BoardFact::Parked(_)
                            | BoardFact::Criticised(_)
                            | BoardFact::FollowUp(_)
                    )
            )
    )
}

//! What the board asks for on the live screen: a wording that is read back, a difference, brackets, what was heard. Tests of
//! agreement have a module of their own.

mod agreement;
mod keys;
mod lines;

pub use agreement::{Collecting, SetUp, SetUpField};

use super::{Front, Live, Page};
use crate::{
    app::{action::Action, keymap::Context, msg::Now},
    library::Purpose,
    session::{
        BoardFact, BracketKind, Bracketed, Confirmed, Formulation, Heard, Held, PersonId, Refusal, Restated,
        StatementId, TakenUp, TestTaken, Toward, TurnId, Vouch, Vouched, WholeConfirmed, absent_parties,
    },
    words::acts,
};

/// What the board asks for, in front of the page.
#[derive(Clone, Debug)]
pub enum Asking {
    /// A wording, alone, to be read aloud and confirmed.
    ReadBack {
        /// Which statement; the draft on the table as a whole, if none is named.
        statement: Option<StatementId>,
        /// Where it goes.
        toward: Toward,
        /// Who has confirmed it aloud so far.
        voices: Vec<PersonId>,
    },
    /// Both formulations of a difference.
    Difference {
        /// What it is about.
        statement: StatementId,
        /// The side in front, counted from nought.
        side: usize,
    },
    /// Every wording of a statement; or every draft of the one text, if none is named.
    Wordings {
        /// Which statement.
        statement: Option<StatementId>,
        /// Which step from one wording to the next, counted from nought.
        place: usize,
    },
    /// The statement that is merged with another, and the one that is marked.
    Merging {
        /// The one.
        statement: StatementId,
        /// The other.
        with: StatementId,
    },
    /// Why a wording is put in brackets.
    BracketKind {
        /// Which statement.
        statement: StatementId,
        /// The kind that is marked.
        kind: BracketKind,
    },
    /// Who wants the brackets, and who supports that.
    Supporters {
        /// Which statement.
        statement: StatementId,
        /// Why.
        kind: BracketKind,
        /// The other wording, or what it waits for.
        text: String,
        /// Who so far.
        supporters: Vec<PersonId>,
    },
    /// Who takes the draft on the table up.
    Drafter(Option<PersonId>),
    /// What the other side heard in a turn.
    Restating {
        /// Which turn.
        turn: TurnId,
        /// Who restates it, if that was said.
        who: Option<PersonId>,
    },
    /// A test of agreement before its first answer.
    SetUp(Box<SetUp>),
    /// The answers, as they come in.
    Collecting(Box<Collecting>),
    /// What came of it, before it is kept.
    Result {
        /// The answers.
        taken: Box<TestTaken<PersonId>>,
        /// Whether parties of one mind are kept as met or not met only.
        reduced: bool,
    },
}

impl Asking {
    /// Where a key is pressed.
    #[must_use]
    pub const fn context(&self) -> Context {
        match self {
            Self::Collecting(_) => Context::Collecting,
            Self::Restating { .. } => Context::Restating,
            Self::ReadBack { .. }
            | Self::Difference { .. }
            | Self::Wordings { .. }
            | Self::Merging { .. }
            | Self::BracketKind { .. }
            | Self::Supporters { .. }
            | Self::Drafter(_)
            | Self::SetUp(_)
            | Self::Result { .. } => Context::Asking,
        }
    }
}

/// A person's key presses them into a list, or out of it.
fn toggle(people: &mut Vec<PersonId>, person: PersonId) {
    match people.iter().position(|other| *other == person) {
        Some(place) => drop(people.remove(place)),
        None => people.push(person),
    }
}

impl Live {
    pub(super) fn ask(&mut self, asking: Asking) {
        self.front = Front::Board(Box::new(asking));
    }

    /// Enter on what the board asks for.
    ///
    /// # Errors
    /// What the core refuses.
    pub(super) fn choose_on_board(&mut self, asking: Asking, now: &Now) -> Result<(), Refusal> {
        match asking {
            Asking::ReadBack { statement, toward, voices } => self.confirm(now, statement, toward, voices)?,
            Asking::Difference { statement, .. } => return self.go_on_with_difference(now, statement),
            Asking::Wordings { .. } => {}
            Asking::Merging { statement, with } => {
                self.open_line(Purpose::Merge(vec![statement, with]));
                return Ok(());
            }
            Asking::BracketKind { statement, kind } => {
                self.open_line(Purpose::Bracket { statement, kind });
                return Ok(());
            }
            Asking::Supporters { statement, kind, text, supporters } => {
                self.record(now, BoardFact::Bracketed(Bracketed { statement, kind, text, supporters }))?;
            }
            Asking::Drafter(by) => {
                let draft = self.state().board.text.on_the_table().ok_or(Refusal::NoDraft)?.number;
                self.record(now, BoardFact::DraftTakenUp(TakenUp { draft, by }))?;
            }
            Asking::Restating { .. } => return Ok(()),
            Asking::SetUp(set_up) => return self.open_test(now, &set_up),
            Asking::Collecting(collecting) => return self.go_on_collecting(*collecting),
            Asking::Result { taken, reduced } => self.keep_test(now, *taken, reduced)?,
        }
        self.front = Front::Keys;
        Ok(())
    }

    fn confirm(
        &mut self,
        now: &Now,
        statement: Option<StatementId>,
        toward: Toward,
        confirmed_by: Vec<PersonId>,
    ) -> Result<(), Refusal> {
        let provisional = !absent_parties(&self.state().roster).is_empty();
        let Some(statement) = statement else {
            let draft = self.state().board.text.on_the_table().ok_or(Refusal::NoDraft)?.number;
            return self.record(now, BoardFact::WholeConfirmed(WholeConfirmed { draft, confirmed_by, provisional }));
        };
        let confirmed = Confirmed { statement, confirmed_by, provisional };
        self.record(
            now,
            match toward {
                Toward::CommonGround => BoardFact::CommonGround(confirmed),
                Toward::CanLiveWith => BoardFact::CanLiveWith(confirmed),
            },
        )
    }

    /// Opens a difference: the sides are the parties in the room, two at least.
    pub(super) fn open_difference(&mut self, statement: StatementId) {
        self.ask(Asking::Difference { statement, side: 0 });
    }

    /// The sides of a difference, as they stand or are still to be heard.
    #[must_use]
    pub fn sides(&self, statement: StatementId) -> Vec<(Option<String>, Option<&Formulation>)> {
        let state = self.state();
        let said = state.board.statement(statement).map_or(&[][..], |statement| &statement.formulations);
        let mut sides: Vec<_> = said.iter().map(|side| (side.party.clone(), Some(side))).collect();
        for party in state.roster.parties_present() {
            if !sides.iter().any(|(known, _)| known.as_deref() == Some(party)) {
                sides.push((Some(party.to_owned()), None));
            }
        }
        while sides.len() < 2 {
            sides.push((None, None));
        }
        sides
    }

    /// Enter on a difference: the line of the first side that was not heard; then why it matters, and it is held.
    fn go_on_with_difference(&mut self, now: &Now, statement: StatementId) -> Result<(), Refusal> {
        let unheard = self.sides(statement).iter().position(|(_, said)| said.is_none());
        if let Some(place) = unheard {
            self.open_side(statement, place);
            return Ok(());
        }
        // What is lacking is said before the line for the reason opens.
        let held = BoardFact::HeldDifference(Held { statement, why: String::new() });
        self.session.clone().record(self.at(now), held)?;
        self.open_line(Purpose::WhyItMatters(statement));
        Ok(())
    }

    fn open_side(&mut self, statement: StatementId, place: usize) {
        let party = self.sides(statement).get(place).and_then(|(party, _)| party.clone());
        let side = u8::try_from(place + 1).unwrap_or(u8::MAX);
        self.open_line(Purpose::Formulation { statement, side, party });
    }

    /// `w` on a side of a difference.
    pub(in crate::app) fn edit_side(&mut self) {
        if let Front::Board(asking) = &self.front
            && let Asking::Difference { statement, side } = **asking
        {
            self.open_side(statement, side);
        }
    }

    /// A person's key where the board asks for somebody.
    ///
    /// # Errors
    /// What the core refuses.
    pub(super) fn person_on_board(&mut self, person: PersonId, now: &Now) -> Result<(), Refusal> {
        let Front::Board(asking) = &mut self.front else { return Ok(()) };
        match &mut **asking {
            Asking::ReadBack { voices: people, .. } | Asking::Supporters { supporters: people, .. } => {
                toggle(people, person);
                Ok(())
            }
            Asking::Drafter(who) | Asking::Restating { who, .. } => {
                *who = if *who == Some(person) { None } else { Some(person) };
                Ok(())
            }
            Asking::Difference { statement, side } => {
                let (statement, side) = (*statement, *side);
                self.vouch(now, statement, side, person)
            }
            Asking::Collecting(collecting) => {
                collecting.give(person);
                Ok(())
            }
            Asking::Wordings { .. }
            | Asking::Merging { .. }
            | Asking::BracketKind { .. }
            | Asking::SetUp(_)
            | Asking::Result { .. } => Ok(()),
        }
    }

    /// Somebody of this side finds its formulation fair; somebody of the other has understood it.
    fn vouch(&mut self, now: &Now, statement: StatementId, place: usize, who: PersonId) -> Result<(), Refusal> {
        let state = self.state();
        let formulation = state.board.statement(statement).and_then(|statement| statement.formulations.get(place));
        let formulation = formulation.ok_or(Refusal::NoSuchSide)?;
        let own = state.roster.person(who).is_some_and(|person| person.party == formulation.party);
        // Without parties the first voice is the side's own.
        let is_fair = if formulation.party.is_some() { own } else { formulation.fair.is_empty() };
        let vouch = if is_fair { Vouch::Fair } else { Vouch::Understood };
        let side = u8::try_from(place + 1).unwrap_or(u8::MAX);
        self.record(now, BoardFact::Vouched(Vouched { statement, side, vouch, who }))
    }

    /// Tab where the board asks for something.
    pub(in crate::app) fn other_on_board(&mut self) {
        let sides = match &self.front {
            Front::Board(asking) => match **asking {
                Asking::Difference { statement, .. } => self.sides(statement).len(),
                _ => 1,
            },
            _ => return,
        };
        let Front::Board(asking) = &mut self.front else { return };
        match &mut **asking {
            Asking::ReadBack { toward, statement: Some(_), .. } => {
                *toward = match toward {
                    Toward::CommonGround => Toward::CanLiveWith,
                    Toward::CanLiveWith => Toward::CommonGround,
                };
            }
            Asking::Difference { side, .. } => *side = (*side + 1) % sides,
            Asking::SetUp(set_up) => set_up.next_field(),
            Asking::Collecting(collecting) => collecting.leave_out(),
            Asking::Result { reduced, .. } => *reduced = !*reduced,
            Asking::ReadBack { .. }
            | Asking::Wordings { .. }
            | Asking::Merging { .. }
            | Asking::BracketKind { .. }
            | Asking::Supporters { .. }
            | Asking::Drafter(_)
            | Asking::Restating { .. } => {}
        }
    }

    /// ↑ and ↓ where the board asks for something.
    pub(super) fn step_on_board(&mut self, by: isize) {
        let Front::Board(asking) = &self.front else { return };
        let mut asking = asking.clone();
        match &mut *asking {
            Asking::Difference { statement, side } => {
                let last = self.sides(*statement).len() - 1;
                *side = side.saturating_add_signed(by).min(last);
            }
            Asking::Wordings { statement, place } => {
                let last = self.steps_of(*statement).saturating_sub(1);
                *place = place.saturating_add_signed(by).min(last);
            }
            Asking::Merging { statement, with } => {
                let others: Vec<_> = self.mergeable(*statement);
                *with = super::pages::step(&others, Some(*with), by).unwrap_or(*with);
            }
            Asking::BracketKind { kind, .. } => {
                *kind = super::pages::step(&BracketKind::ALL, Some(*kind), by).unwrap_or(*kind);
            }
            Asking::SetUp(set_up) => set_up.step(by),
            Asking::Collecting(collecting) => collecting.step(by),
            Asking::ReadBack { .. }
            | Asking::Supporters { .. }
            | Asking::Drafter(_)
            | Asking::Restating { .. }
            | Asking::Result { .. } => {}
        }
        self.front = Front::Board(asking);
    }

    /// How many steps there are from one wording, or one draft, to the next.
    #[must_use]
    pub fn steps_of(&self, statement: Option<StatementId>) -> usize {
        let board = &self.state().board;
        let drafts = board.text.drafts.len() + usize::from(board.text.with_drafter);
        let of = |id| board.statement(id).map_or(0, |found| found.earlier.len() + found.wordings.len());
        statement.map_or(drafts, of).saturating_sub(1)
    }

    /// Opens what was heard in the last turn, if a phase with restating asks for it. Says whether it did.
    pub(in crate::app) fn open_restating(&mut self) -> bool {
        let turn = self.state().to_restate();
        if let Some(turn) = turn {
            self.ask(Asking::Restating { turn, who: None });
        }
        turn.is_some()
    }

    /// What the speaker says of what was heard.
    ///
    /// # Errors
    /// What the core refuses.
    pub(in crate::app) fn heard(&mut self, now: &Now, action: Action) -> Result<(), Refusal> {
        let Front::Board(asking) = &self.front else { return Ok(()) };
        let Asking::Restating { turn, who } = **asking else { return Ok(()) };
        let heard = match action {
            Action::HeardYes => Heard::Yes,
            Action::HeardNotQuite => Heard::NotQuite,
            _ => Heard::Waived,
        };
        let who = who.filter(|_| heard != Heard::Waived);
        self.record(now, BoardFact::Restated(Restated { turn, heard, who }))?;
        if heard != Heard::NotQuite {
            self.front = Front::Keys;
        }
        Ok(())
    }

    /// Takes the page to what comes back, where a phase that has just begun brings something back.
    pub(super) fn bring_back(&mut self, now: &Now) {
        let at = self.at(now);
        let back = self.state().due_statements(at).into_iter().chain(self.state().held_back()).next();
        if let Some(first) = back {
            self.page = Page::Board(Some(first));
        }
    }

    /// Whether Tab does something in what stands in front.
    pub(super) fn has_other(&self) -> bool {
        let Front::Board(asking) = &self.front else { return false };
        match &**asking {
            Asking::ReadBack { statement, .. } => statement.is_some(),
            Asking::Difference { .. } | Asking::SetUp(_) | Asking::Collecting(_) => true,
            Asking::Result { taken, .. } => taken.parties.iter().any(crate::session::PartyTally::is_unanimous),
            Asking::Wordings { .. }
            | Asking::Merging { .. }
            | Asking::BracketKind { .. }
            | Asking::Supporters { .. }
            | Asking::Drafter(_)
            | Asking::Restating { .. } => false,
        }
    }
}

/// What Enter does.
pub(super) const fn take(asking: &Asking) -> &'static str {
    match asking {
        Asking::ReadBack { .. } | Asking::Supporters { .. } | Asking::Drafter(_) => acts::CONFIRMED,
        Asking::Wordings { .. } => acts::CLOSE,
        Asking::SetUp(_) => acts::FIX,
        Asking::Result { .. } => acts::KEEP_RESULT,
        Asking::Difference { .. }
        | Asking::Merging { .. }
        | Asking::BracketKind { .. }
        | Asking::Restating { .. }
        | Asking::Collecting(_) => acts::ONWARD,
    }
}

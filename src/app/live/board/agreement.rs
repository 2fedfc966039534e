//! A test of agreement as it is set up and collected.
//!
//! What is answered stands here and not in the journal until all of it is in: a test is blind, and an answer of a person of
//! whom nobody may know it never reaches the disk. A program that is gone in the middle of it asks again.

use super::Asking;
use crate::{
    app::{
        live::{Front, Live},
        msg::Now,
    },
    session::{
        AskedTogether, BoardFact, PartyShare, PersonId, Refusal, SMALLEST, Scale, StatementId, Test, TestOpened,
        TestTaken, Threshold, Way, asked, shipped_scales, taken_by_person, taken_by_totals,
    },
};

/// What is chosen of a test.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SetUpField {
    /// The scale.
    #[default]
    Scale,
    /// The least willing answer that still counts for it.
    From,
    /// How much of each party that takes.
    Share,
    /// How the answers are collected.
    Way,
}

impl SetUpField {
    /// In the order of Tab.
    pub const ALL: [Self; 4] = [Self::Scale, Self::From, Self::Share, Self::Way];
}

/// A test of agreement before its first answer.
#[derive(Clone, Debug)]
pub struct SetUp {
    /// Which statement.
    pub statement: StatementId,
    /// The scales on offer.
    pub scales: Vec<Scale>,
    /// The one that is chosen.
    pub scale: usize,
    /// What has to be met inside every party.
    pub threshold: Threshold,
    /// How the answers are collected.
    pub way: Way,
    /// The ways that the record rule leaves.
    pub ways: Vec<Way>,
    /// What is being chosen.
    pub field: SetUpField,
}

impl SetUp {
    /// The scale that is chosen.
    #[must_use]
    pub fn chosen(&self) -> &Scale {
        &self.scales[self.scale]
    }

    pub(super) fn next_field(&mut self) {
        let place = SetUpField::ALL.iter().position(|field| *field == self.field).unwrap_or(0);
        self.field = SetUpField::ALL[(place + 1) % SetUpField::ALL.len()];
    }

    pub(super) fn step(&mut self, by: isize) {
        let go = |place: usize, count: usize| place.saturating_add_signed(by).min(count.saturating_sub(1));
        match self.field {
            SetUpField::Scale => {
                self.scale = go(self.scale, self.scales.len());
                self.threshold = self.chosen().threshold;
            }
            SetUpField::From => {
                let scale = self.chosen();
                let place = go(scale.place(self.threshold.from).unwrap_or(0), scale.points.len());
                self.threshold.from = scale.points[place].key;
            }
            SetUpField::Share => {
                let place = PartyShare::ALL.iter().position(|share| *share == self.threshold.share).unwrap_or(0);
                self.threshold.share = PartyShare::ALL[go(place, PartyShare::ALL.len())];
            }
            SetUpField::Way => {
                let place = self.ways.iter().position(|way| *way == self.way).unwrap_or(0);
                self.way = self.ways[go(place, self.ways.len())];
            }
        }
    }
}

/// The answers of a test, as they come in. Nobody sees them before all are in.
#[derive(Clone, Debug)]
pub struct Collecting {
    /// Which statement.
    pub statement: StatementId,
    /// The test: scale, threshold, way.
    pub test: Test,
    /// Who is asked together, in seat order.
    pub groups: Vec<AskedTogether>,
    /// Who gave which answer; of a show of fingers nobody is known.
    pub given: Vec<(PersonId, char)>,
    /// Of a show of fingers: the answers of each party, in the order in which they were typed.
    pub fingers: Vec<Vec<char>>,
    /// The party that is typed, the answer that is marked, or the person who is asked; counted from nought.
    pub place: usize,
    /// Whether the person who is asked has the keyboard; else the screen is blank.
    pub has_keyboard: bool,
}

impl Collecting {
    fn new(statement: StatementId, test: Test, groups: Vec<AskedTogether>) -> Self {
        let fingers = vec![Vec::new(); groups.len()];
        Self { statement, test, groups, given: Vec::new(), fingers, place: 0, has_keyboard: false }
    }

    /// Whether the same people are asked the same.
    fn goes_on_as(&self, fresh: &Self) -> bool {
        (self.statement, &self.test, &self.groups) == (fresh.statement, &fresh.test, &fresh.groups)
    }

    /// Everybody who is asked, in seat order of their parties.
    #[must_use]
    pub fn people(&self) -> Vec<PersonId> {
        self.groups.iter().flat_map(|group| group.people.iter().copied()).collect()
    }

    /// Who is asked now, where the keyboard is handed round.
    #[must_use]
    pub fn person(&self) -> Option<PersonId> {
        self.people().get(self.place).copied()
    }

    /// Whether the answers of this party may be shown while they are typed.
    #[must_use]
    pub fn may_show(&self, group: usize) -> bool {
        self.groups.get(group).is_some_and(|group| group.people.len() >= SMALLEST as usize)
    }

    /// Somebody shows the answer that is marked; the same again takes it back.
    pub(super) fn give(&mut self, person: PersonId) {
        let Some(point) = self.test.scale.points.get(self.place) else { return };
        let (given, key) = ((person, point.key), point.key);
        let before = self.given.iter().position(|(other, _)| *other == person);
        let taken_back = before.map(|place| self.given.remove(place).1 == key);
        if self.people().contains(&person) && taken_back != Some(true) {
            self.given.push(given);
        }
    }

    /// An answer's key. Says whether it was one here.
    pub(super) fn answer(&mut self, key: char) -> bool {
        if self.test.scale.place(key).is_none() {
            return self.test.way != Way::Keys;
        }
        match self.test.way {
            Way::Keys => return false,
            Way::Totals => {
                if let Some(fingers) = self.fingers.get_mut(self.place) {
                    fingers.push(key);
                }
            }
            Way::HandedRound => {
                if let Some(person) = self.person().filter(|_| self.has_keyboard) {
                    self.given.push((person, key));
                    self.hand_on();
                }
            }
        }
        true
    }

    fn hand_on(&mut self) {
        self.has_keyboard = false;
        self.place += 1;
    }

    /// Tab: the one who is asked is not asked after all; of a show of fingers, the next party.
    pub(super) fn leave_out(&mut self) {
        match self.test.way {
            Way::HandedRound => self.hand_on(),
            Way::Totals => self.place = (self.place + 1) % self.groups.len().max(1),
            Way::Keys => self.place = (self.place + 1) % self.test.scale.points.len().max(1),
        }
    }

    pub(super) fn step(&mut self, by: isize) {
        let count = match self.test.way {
            Way::Totals => self.groups.len(),
            Way::Keys => self.test.scale.points.len(),
            Way::HandedRound => return,
        };
        self.place = self.place.saturating_add_signed(by).min(count.saturating_sub(1));
    }

    /// Backspace: the last answer is taken back.
    pub(super) fn back(&mut self) {
        match self.test.way {
            Way::Totals => drop(self.fingers.get_mut(self.place).and_then(Vec::pop)),
            Way::Keys => drop(self.given.pop()),
            // Somebody else's answer is not touched.
            Way::HandedRound => self.has_keyboard = false,
        }
    }
}

impl Live {
    /// Esc on what the board asks for. Answers that came in already are kept until the test goes on.
    pub fn leave_asking(&mut self) {
        if let Front::Board(asking) = std::mem::replace(&mut self.front, Front::Keys)
            && let Asking::Collecting(mut collecting) = *asking
        {
            collecting.has_keyboard = false;
            self.collecting = Some(collecting);
        }
    }

    /// Opens the set-up of a test, or goes on collecting where one is open.
    pub(super) fn open_set_up(&mut self, statement: StatementId) {
        let state = self.state();
        let open = state.board.statement(statement).and_then(|found| found.test()).filter(|test| test.taken.is_none());
        if let Some(test) = open {
            let fresh = Collecting::new(statement, test.clone(), asked(&state.roster));
            let left = self.collecting.take().filter(|left| left.goes_on_as(&fresh));
            self.ask(Asking::Collecting(left.unwrap_or_else(|| Box::new(fresh))));
            return;
        }
        let names = state.rule().keeps_names();
        let ways: Vec<Way> = Way::ALL.into_iter().filter(|way| names || *way != Way::Keys).collect();
        let scales: Vec<Scale> = self.scales.iter().cloned().chain(shipped_scales()).collect();
        // What the group used last it uses again.
        let last = state.board.statements.iter().flat_map(|statement| &statement.tests).max_by_key(|test| test.opened);
        let scale = last.and_then(|last| scales.iter().position(|scale| scale.name == last.scale.name));
        let threshold = last.filter(|_| scale.is_some()).map(|last| last.threshold);
        let (scale, way) = (scale.unwrap_or(0), last.map_or(Way::Totals, |last| last.way));
        let way = if ways.contains(&way) { way } else { Way::Totals };
        let threshold = threshold.unwrap_or(scales[scale].threshold);
        let field = SetUpField::default();
        self.ask(Asking::SetUp(Box::new(SetUp { statement, scales, scale, threshold, way, ways, field })));
    }

    /// Scale and threshold are fixed; the answers come in.
    pub(super) fn open_test(&mut self, now: &Now, set_up: &SetUp) -> Result<(), Refusal> {
        let SetUp { statement, threshold, way, .. } = *set_up;
        let scale = set_up.chosen().clone();
        self.record(now, BoardFact::TestOpened(TestOpened { statement, scale, threshold, way }))?;
        self.open_set_up(statement);
        Ok(())
    }

    /// Enter while the answers come in: the next party, the keyboard has arrived; at the end the result.
    pub(super) fn go_on_collecting(&mut self, mut collecting: Collecting) -> Result<(), Refusal> {
        let is_over = match collecting.test.way {
            Way::Keys => true,
            Way::Totals => collecting.place + 1 >= collecting.groups.len(),
            Way::HandedRound => collecting.place >= collecting.people().len(),
        };
        if !is_over {
            match collecting.test.way {
                Way::HandedRound => collecting.has_keyboard = true,
                Way::Totals | Way::Keys => collecting.place += 1,
            }
            self.ask(Asking::Collecting(Box::new(collecting)));
            return Ok(());
        }
        let roster = &self.state().roster;
        let test = (collecting.statement, &collecting.test);
        let taken = match collecting.test.way {
            Way::Totals => {
                let counts: Vec<Vec<u32>> =
                    collecting.fingers.iter().map(|keys| counted(&collecting.test, keys)).collect();
                taken_by_totals(roster, test, &counts)
            }
            Way::Keys => taken_by_person(roster, test, &collecting.given, true),
            Way::HandedRound => taken_by_person(roster, test, &collecting.given, false),
        };
        if collecting.given.is_empty() && collecting.fingers.iter().all(Vec::is_empty) {
            return Err(Refusal::NobodyAnswered);
        }
        self.ask(Asking::Result { taken: Box::new(taken), reduced: false });
        Ok(())
    }

    /// Keeps the answers, all at once; of parties of one mind only what came of it, if that was asked for.
    pub(super) fn keep_test(&mut self, now: &Now, taken: TestTaken<PersonId>, reduced: bool) -> Result<(), Refusal> {
        let taken = if reduced { self.reduced(taken) } else { taken };
        self.record(now, BoardFact::TestTaken(taken))
    }

    /// The answers without those of parties of one mind, which would tell every vote.
    #[must_use]
    pub fn reduced(&self, mut taken: TestTaken<PersonId>) -> TestTaken<PersonId> {
        let state = self.state();
        let Some(test) = state.board.statement(taken.statement).and_then(|statement| statement.test()) else {
            return taken;
        };
        for tally in &mut taken.parties {
            if tally.is_unanimous() {
                *tally = tally.clone().reduced(&test.scale, test.threshold);
                let of_party = |who: PersonId| state.roster.person(who).is_some_and(|one| one.party == tally.party);
                taken.answers.retain(|answer| !of_party(answer.who));
            }
        }
        taken
    }

    /// Backspace while answers come in.
    pub(in crate::app) fn take_answer_back(&mut self) {
        if let Front::Board(asking) = &mut self.front
            && let Asking::Collecting(collecting) = &mut **asking
        {
            collecting.back();
        }
    }

    /// A key while answers come in. Says whether it was an answer.
    pub(in crate::app::live) fn answer_key(&mut self, key: char) -> bool {
        match &mut self.front {
            Front::Board(asking) => match &mut **asking {
                Asking::Collecting(collecting) => collecting.answer(key),
                _ => false,
            },
            _ => false,
        }
    }
}

fn counted(test: &Test, keys: &[char]) -> Vec<u32> {
    let of = |key: char| u32::try_from(keys.iter().filter(|other| **other == key).count()).unwrap_or(u32::MAX);
    test.scale.points.iter().map(|point| of(point.key)).collect()
}

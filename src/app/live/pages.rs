//! The pages of the live screen, and what stands in front of them.

use super::{Asking, Line, Live, RulePage, Whose};
use crate::{
    app::{action::Action, msg::Now},
    library::Purpose,
    session::{
        Accepted, Event, Fact, FollowUpId, NoteId, OrderRule, PersonId, PhaseIndex, RecordRule, Refusal, Role,
        StatementId,
    },
};

/// The page in front.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Page {
    /// The clock, the queue, the people, the last notes, the board.
    Floor,
    /// The board, full screen, with the statement that is marked.
    Board(Option<StatementId>),
    /// The one text, full screen, with the paragraph that is marked.
    Text(Option<StatementId>),
    /// What was promised, with the one that is marked.
    FollowUps(Option<FollowUpId>),
    /// The notes, with the one that is marked.
    Notes(Option<NoteId>),
    /// The people, with the one that is marked.
    People(Option<PersonId>),
}

/// What stands in front of the page and takes the keys. One thing at a time.
#[derive(Clone, Debug)]
pub enum Front {
    /// Nothing: keys are acts.
    Keys,
    /// A line is open: keys are text.
    Line(Box<Line>),
    /// The next key says who gets the floor.
    CallWhom,
    /// The next key says who asks, goes down, is put first, …
    Whose(Whose),
    /// The next key says who had the empty floor.
    FloorToWhom,
    /// The acts of the clock.
    Clock,
    /// The moderator's mirror; a person's key hands the chair over.
    Mirror,
    /// The phases, with the one that is marked.
    Phases(PhaseIndex),
    /// The order rules, with the one that is marked.
    Orders(OrderRule),
    /// Who sits in the inner circle, or who tells, so far.
    Naming(Vec<PersonId>),
    /// The record rule.
    Rule(RulePage),
    /// The ground rules, to be read aloud.
    Agreements,
    /// What the board asks for.
    Board(Box<Asking>),
}

/// Where a list goes from one of its items: `None` only if it is empty.
pub(super) fn step<T: Copy + PartialEq>(items: &[T], from: Option<T>, by: isize) -> Option<T> {
    let last = items.len().checked_sub(1)?;
    let place = from.and_then(|from| items.iter().position(|item| *item == from));
    let moved = match place {
        Some(place) => place.saturating_add_signed(by).min(last),
        None => 0,
    };
    items.get(moved).copied()
}

impl Live {
    /// Statements in the order in which the board shows them.
    fn statements(&self) -> Vec<StatementId> {
        self.state().board.in_order().iter().map(|statement| statement.id).collect()
    }

    fn paragraphs(&self) -> Vec<StatementId> {
        self.state().board.paragraphs().map(|statement| statement.id).collect()
    }

    fn follow_ups(&self) -> Vec<FollowUpId> {
        self.state().board.follow_ups.iter().map(|follow_up| follow_up.id).collect()
    }

    fn notes(&self) -> Vec<NoteId> {
        self.state().notes.iter().map(|note| note.id).collect()
    }

    fn people(&self) -> Vec<PersonId> {
        self.state().roster.people().map(|person| person.id).collect()
    }

    /// Moves the mark of the page or the front up or down.
    pub fn step(&mut self, by: isize) {
        if let Front::Phases(marked) = &self.front {
            let last = self.state().opening.phases.len().saturating_sub(1);
            self.front = Front::Phases(PhaseIndex(marked.0.saturating_add_signed(by).min(last)));
            return;
        }
        if let Front::Orders(marked) = &self.front {
            self.front = Front::Orders(step(&OrderRule::ALL, Some(*marked), by).unwrap_or_default());
            return;
        }
        if let Front::Rule(RulePage::Choose { marked, whole }) = self.front {
            let marked = step(&RecordRule::ALL, Some(marked), by).unwrap_or_default();
            self.front = Front::Rule(RulePage::Choose { marked, whole });
            return;
        }
        if matches!(self.front, Front::Board(_)) {
            return self.step_on_board(by);
        }
        self.page = match self.page {
            Page::Floor => Page::Floor,
            Page::Text(marked) => Page::Text(step(&self.paragraphs(), marked, by)),
            Page::FollowUps(marked) => Page::FollowUps(step(&self.follow_ups(), marked, by)),
            Page::Board(marked) => Page::Board(step(&self.statements(), marked, by)),
            Page::Notes(marked) => Page::Notes(step(&self.notes(), marked, by)),
            Page::People(marked) => Page::People(step(&self.people(), marked, by)),
        };
    }

    /// Opens a page with something marked: the last note, the first statement that is on the table.
    pub fn open_page(&mut self, action: Action) {
        self.page = match action {
            Action::Board => Page::Board(self.marked_statement().or_else(|| self.statements().first().copied())),
            Action::TextPage => {
                let marked = self.marked_statement().filter(|id| self.paragraphs().contains(id));
                Page::Text(marked.or_else(|| self.paragraphs().first().copied()))
            }
            Action::FollowUps => Page::FollowUps(self.follow_ups().last().copied()),
            Action::Notes => Page::Notes(self.notes().last().copied()),
            Action::People => Page::People(self.people().first().copied()),
            _ => Page::Floor,
        };
    }

    const fn marked_statement(&self) -> Option<StatementId> {
        match self.page {
            Page::Board(marked) | Page::Text(marked) => marked,
            Page::Floor | Page::FollowUps(_) | Page::Notes(_) | Page::People(_) => None,
        }
    }

    /// An act on the page in front: the board, the notes, the people. `None` if the action is not one.
    pub fn page_act(&mut self, action: Action, now: &Now) -> Option<Result<(), Refusal>> {
        match self.page {
            Page::Floor => None,
            Page::Board(marked) => self.board_act(action, marked, now),
            Page::Text(marked) => self.text_act(action, marked, now),
            Page::FollowUps(marked) => self.follow_up_act(action, marked, now),
            Page::Notes(marked) => self.notes_act(action, marked?, now),
            Page::People(marked) => self.people_act(action, marked, now),
        }
    }

    fn notes_act(&mut self, action: Action, note: NoteId, now: &Now) -> Option<Result<(), Refusal>> {
        match action {
            Action::EditNote => self.open_line(Purpose::EditNote(note)),
            Action::Rekind => {
                let kind = self.state().note(note)?.kind.next();
                return Some(self.record(now, Event::NoteRekinded { note, kind }));
            }
            _ => return None,
        }
        Some(Ok(()))
    }

    /// Deletes a note and marks the one beside it. The user was asked.
    ///
    /// # Errors
    /// What the core refuses.
    pub fn delete_note(&mut self, note: NoteId, now: &Now) -> Result<(), Refusal> {
        let notes = self.notes();
        let place = notes.iter().position(|other| *other == note);
        self.record(now, Event::NoteDeleted(note))?;
        let left = self.notes();
        let beside = place.map(|place| place.min(left.len().saturating_sub(1)));
        self.page = Page::Notes(beside.and_then(|place| left.get(place).copied()));
        Ok(())
    }

    fn people_act(&mut self, action: Action, marked: Option<PersonId>, now: &Now) -> Option<Result<(), Refusal>> {
        match (action, marked) {
            (Action::AddPerson, _) => self.open_line(Purpose::Person),
            (Action::CorrectPerson, Some(person)) => self.open_line(Purpose::Correct(person)),
            (Action::SeatUp | Action::SeatDown, Some(person)) => {
                let place = self.state().roster.place(person)?;
                let last = self.state().roster.members.len().saturating_sub(1);
                let to = if action == Action::SeatUp { place.saturating_sub(1) } else { (place + 1).min(last) };
                return (to != place).then(|| self.record(now, Event::SeatMoved { person, to }));
            }
            (Action::RemovePerson, Some(person)) => return Some(self.remove(now, person)),
            (Action::LeftOrBack, Some(person)) => {
                let here = self.state().roster.member(person)?.is_present();
                return Some(self.record(now, if here { Fact::Left(person) } else { Fact::Returned(person) }));
            }
            _ => return None,
        }
        Some(Ok(()))
    }

    /// Takes somebody out; the mark goes to whoever sits there now.
    fn remove(&mut self, now: &Now, person: PersonId) -> Result<(), Refusal> {
        let place = self.state().roster.place(person).unwrap_or(0);
        self.record(now, Event::PersonRemoved(person))?;
        let people = self.people();
        self.page = Page::People(people.get(place).or(people.last()).copied());
        Ok(())
    }

    /// Tab while people are named: all of one side, then of the next, then everybody.
    pub fn name_a_side(&mut self) {
        let Front::Naming(named) = &self.front else { return };
        let roster = &self.state().roster;
        let of = |side: Option<&str>| -> Vec<PersonId> {
            let speak = roster.present().filter(|person| person.role == Role::Participant);
            speak.filter(|person| side.is_none() || person.party.as_deref() == side).map(|person| person.id).collect()
        };
        let sides: Vec<Vec<PersonId>> = roster.parties_present().into_iter().map(Some).chain([None]).map(of).collect();
        let next = sides.iter().position(|side| side == named).map_or(0, |place| (place + 1) % sides.len());
        self.front = Front::Naming(sides[next].clone());
    }

    /// Enter on what stands in front.
    ///
    /// # Errors
    /// What the core refuses.
    pub fn choose(&mut self, now: &Now) -> Result<(), Refusal> {
        match &self.front {
            Front::Keys | Front::Line(_) | Front::CallWhom | Front::FloorToWhom | Front::Clock | Front::Mirror => {
                Ok(())
            }
            Front::Whose(whose) => {
                let whose = whose.clone();
                self.whose_enter(now, &whose)
            }
            Front::Phases(phase) => {
                let phase = *phase;
                if self.is_off_record() {
                    self.come_back(now)?;
                }
                self.record(now, Fact::PhaseBegan(phase))?;
                self.bring_back(now);
                self.front = Front::Keys;
                return self.come_under_rule(now);
            }
            Front::Orders(order) => {
                let order = *order;
                self.record(now, Fact::OrderChanged(order))
            }
            Front::Naming(people) => {
                let people = people.clone();
                self.record(now, Fact::Chosen(people))
            }
            Front::Rule(page) => {
                let page = *page;
                return self.choose_rule(now, page);
            }
            Front::Agreements => self.record(now, Fact::AgreementsAccepted(Accepted::Accepted)),
            Front::Board(asking) => {
                let asking = (**asking).clone();
                return self.choose_on_board(asking, now);
            }
        }?;
        self.front = Front::Keys;
        Ok(())
    }

    /// A person's key: a hand, or what stands in front asks for somebody. `None` if it means nobody here.
    pub fn person_key(&mut self, key: char, now: &Now) -> Option<Result<(), Refusal>> {
        if self.answer_key(key) {
            return Some(Ok(()));
        }
        let person = self.state().roster.by_key(key)?.id;
        match &mut self.front {
            Front::CallWhom => {
                let called = self.call_whom(now, person);
                if called.is_ok() {
                    self.front = Front::Keys;
                }
                Some(called)
            }
            Front::Whose(whose) => {
                let whose = whose.clone();
                Some(self.whose_key(now, whose, person))
            }
            Front::FloorToWhom => {
                let given = self.floor_to(now, person);
                if given.is_ok() {
                    self.front = Front::Keys;
                }
                Some(given)
            }
            Front::Mirror => Some(self.record(now, Fact::ChairTaken(person))),
            Front::Board(_) => Some(self.person_on_board(person, now)),
            Front::Naming(people) => {
                match people.iter().position(|other| *other == person) {
                    Some(place) => drop(people.remove(place)),
                    None => people.push(person),
                }
                Some(Ok(()))
            }
            Front::Keys | Front::Rule(_) | Front::Phases(_) | Front::Orders(_) | Front::Agreements => {
                Some(self.tap(now, person))
            }
            Front::Line(_) | Front::Clock => None,
        }
    }
}

//! An evening, told act by act with people by name.

use super::super::*;

/// Two Jewish and two Palestinian participants, a moderator without a party and an observer.
pub(super) const ROOM: &str =
    "Jewish: Miriam, Eitan\nPalestinian: Yousef, Hanan\nother: Tamar (moderator), Anne (observer)";

/// A phase of ten minutes with turns of two.
pub(super) fn phase(title: &str, order: OrderRule, record_rule: Option<RecordRule>) -> Phase {
    let turn = Span::from_mins(2);
    Phase { title: title.to_owned(), minutes: 10, order, turn, record_rule, ..Phase::default() }
}

/// A running session and its clock. Every act happens now; `wait` lets time pass.
#[must_use]
#[derive(Clone, Debug)]
pub(super) struct Evening {
    pub(super) session: Session,
    pub(super) now: At,
}

impl Evening {
    /// An evening of one phase with [`ROOM`] in it.
    pub(super) fn with(order: OrderRule) -> Self {
        Self::of(ROOM, [phase("talk", order, None)])
    }

    /// An attributed evening with the people of a box, at the beginning of its first phase.
    pub(super) fn of(people: &str, phases: impl IntoIterator<Item = Phase>) -> Self {
        Self::under(RecordRule::Attributed, people, phases)
    }

    /// The same, under any record rule.
    pub(super) fn under(rule: RecordRule, people: &str, phases: impl IntoIterator<Item = Phase>) -> Self {
        Self::opened(opening(rule, phases), people)
    }

    pub(super) fn opened(opening: Opening, people: &str) -> Self {
        let mut evening = Self { session: Session::open(opening), now: At::OPENING };
        evening.join(people).phase(1);
        evening
    }

    /// Lets seconds pass.
    pub(super) fn wait(&mut self, secs: u64) -> &mut Self {
        self.now = self.now.plus(Span::from_secs(secs));
        self
    }

    /// An act that must be accepted.
    pub(super) fn act(&mut self, event: impl Into<Event>) -> &mut Self {
        let event = event.into();
        if let Err(refusal) = self.session.record(self.now, event.clone()) {
            panic!("{event:?} was refused: {refusal:?}");
        }
        self
    }

    /// An act that must be refused, and then changes nothing.
    pub(super) fn refused(&mut self, event: impl Into<Event>) -> Refusal {
        let (before, entries) = (self.state().clone(), self.session.log().len());
        let refusal = self.session.record(self.now, event).expect_err("was accepted");
        assert_eq!((self.state(), self.session.log().len()), (&before, entries));
        refusal
    }

    pub(super) fn state(&self) -> &State {
        self.session.state()
    }

    pub(super) fn id(&self, name: &str) -> PersonId {
        self.state().roster.by_name(name).unwrap_or_else(|| panic!("{name} is nobody")).id
    }

    pub(super) fn name(&self, person: PersonId) -> &str {
        &self.state().roster.person(person).expect("somebody").name
    }

    pub(super) fn join(&mut self, people: &str) -> &mut Self {
        for Written { name, party, role, interpreted } in read_people(people, &[]) {
            let (id, key) = (self.state().roster.next_id(), self.state().roster.free_key());
            self.act(Event::Joined(Person { id, name, party, role, interpreted, key }));
        }
        self
    }

    /// Corrects what is written of a person.
    pub(super) fn correct(&mut self, name: &str, change: impl FnOnce(&mut Person)) -> &mut Self {
        let mut person = self.state().roster.by_name(name).expect("somebody").clone();
        change(&mut person);
        self.act(Event::PersonCorrected(person))
    }

    /// Goes to a phase, counted from one, and reads its record rule aloud if that is another.
    pub(super) fn phase(&mut self, number: usize) -> &mut Self {
        self.act(Fact::PhaseBegan(PhaseIndex(number - 1))).read()
    }

    /// Reads the record rule aloud if the room has not heard it yet.
    pub(super) fn read(&mut self) -> &mut Self {
        match self.state().unread() {
            Some(rule) => self.act(Fact::RuleRead(rule)),
            None => self,
        }
    }

    /// Another record rule for the phase in front, read aloud at once.
    pub(super) fn rule(&mut self, to: RecordRule) -> &mut Self {
        let phase = Some(self.state().phase_index());
        self.act(Fact::RuleChanged(RuleChanged { phase, to })).read()
    }

    pub(super) fn round(&mut self) -> &mut Self {
        let number = self.state().round.number + 1;
        self.act(Fact::RoundBegan(number))
    }

    pub(super) fn raise(&mut self, name: &str) -> &mut Self {
        self.act(Fact::HandRaised(self.id(name)))
    }

    pub(super) fn lower(&mut self, name: &str) -> &mut Self {
        self.act(Fact::HandLowered(self.id(name)))
    }

    pub(super) fn pass(&mut self, name: &str) -> &mut Self {
        self.act(Fact::Passed(self.id(name)))
    }

    pub(super) fn pass_for_now(&mut self, name: &str) -> &mut Self {
        self.act(Fact::PassedForNow(self.id(name)))
    }

    pub(super) fn leave(&mut self, name: &str) -> &mut Self {
        self.act(Fact::Left(self.id(name)))
    }

    pub(super) fn come_back(&mut self, name: &str) -> &mut Self {
        self.act(Fact::Returned(self.id(name)))
    }

    /// The call of a person, as an event.
    pub(super) fn calling(&self, name: &str, started: bool) -> Event {
        let (turn, who) = (self.session.next_turn(), self.id(name));
        let length = self.state().phase().expect("a phase").turn;
        Fact::Called(Called { turn, who, why: Why::Moderator, length, started }).into()
    }

    /// Calls somebody, and the clock runs.
    pub(super) fn call(&mut self, name: &str) -> &mut Self {
        self.act(self.calling(name, true))
    }

    /// Calls somebody who has yet to begin.
    pub(super) fn call_only(&mut self, name: &str) -> &mut Self {
        self.act(self.calling(name, false))
    }

    /// A turn of so many seconds, and an empty floor after it.
    pub(super) fn turn(&mut self, name: &str, secs: u64) -> &mut Self {
        self.call(name).wait(secs).end()
    }

    /// The id of the turn on the floor, or of the last one.
    pub(super) fn on_floor(&self) -> TurnId {
        self.state().current().or(self.state().turns.last()).expect("a turn").id
    }

    pub(super) fn last_turn(&self) -> &Turn {
        self.state().turns.last().expect("a turn")
    }

    /// Who has the floor.
    pub(super) fn speaker(&self) -> Option<&str> {
        self.state().current().and_then(|turn| turn.who.person()).map(|person| self.name(person))
    }

    pub(super) fn start(&mut self) -> &mut Self {
        self.act(Fact::Started(self.on_floor()))
    }

    pub(super) fn pause(&mut self) -> &mut Self {
        self.act(Fact::Paused(self.on_floor()))
    }

    pub(super) fn resume(&mut self) -> &mut Self {
        self.act(Fact::Resumed(self.on_floor()))
    }

    pub(super) fn end(&mut self) -> &mut Self {
        self.act(Fact::TurnEnded(self.on_floor()))
    }

    pub(super) fn by(&self, secs: u64) -> TurnBy {
        TurnBy { turn: self.on_floor(), by: Span::from_secs(secs) }
    }

    pub(super) fn give(&mut self, secs: u64) -> &mut Self {
        self.act(Fact::Extended(self.by(secs)))
    }

    pub(super) fn take(&mut self, secs: u64) -> &mut Self {
        self.act(Fact::Shortened(self.by(secs)))
    }

    /// Puts the start back by five seconds, as one press does.
    pub(super) fn started_earlier(&mut self) -> &mut Self {
        self.act(Fact::StartPutBack(self.by(5)))
    }

    pub(super) fn undo(&mut self) -> &mut Self {
        self.act(Event::Undone(self.session.undo_target().expect("something to undo")))
    }

    pub(super) fn redo(&mut self) -> &mut Self {
        self.act(Event::Redone(self.session.redo_target().expect("something to redo")))
    }

    /// Takes a note as the note line does: of whoever speaks, unless it says `@somebody`.
    pub(super) fn note(&mut self, line: &str) -> NoteId {
        let note = self.session.next_note();
        let typed = parse_note(line, &self.state().roster);
        let speaker = typed.speaker.map_or(Speaker::Floor, Speaker::Person);
        let kind = typed.kind.unwrap_or_default();
        self.act(Fact::Noted(Noted { note, kind, speaker, text: typed.text }));
        note
    }

    /// Puts a statement on the board, from whoever speaks.
    pub(super) fn propose(&mut self, wording: &str) -> StatementId {
        let (statement, wording) = (self.session.next_statement(), wording.to_owned());
        self.act(BoardFact::Proposed(Proposed { statement, who: Speaker::Floor, wording }));
        statement
    }

    pub(super) fn reword(&mut self, statement: StatementId, wording: &str) -> &mut Self {
        self.act(rewording(statement, wording))
    }

    /// The confirmation of a statement, as an event.
    pub(super) fn confirming(&self, statement: StatementId, names: &[&str]) -> Event {
        BoardFact::CommonGround(self.confirmed(statement, names)).into()
    }

    /// Everybody can live with it, as an event.
    pub(super) fn living_with(&self, statement: StatementId, names: &[&str]) -> Event {
        BoardFact::CanLiveWith(self.confirmed(statement, names)).into()
    }

    fn confirmed(&self, statement: StatementId, names: &[&str]) -> Confirmed<PersonId> {
        let confirmed_by = names.iter().map(|name| self.id(name)).collect();
        Confirmed { statement, confirmed_by, provisional: !absent_parties(&self.state().roster).is_empty() }
    }

    pub(super) fn confirm(&mut self, statement: StatementId, names: &[&str]) -> &mut Self {
        self.act(self.confirming(statement, names))
    }

    /// A difference with a formulation of each party.
    pub(super) fn hold(&mut self, statement: StatementId, formulations: &[(&str, &str)]) -> &mut Self {
        for (place, (party, text)) in formulations.iter().enumerate() {
            self.act(formulating(statement, place, party, text));
            for (vouch, fits) in [(Vouch::Fair, true), (Vouch::Understood, false)] {
                let side = u8::try_from(place + 1).expect("few sides");
                let who = self.one_of(|person| (person.party.as_deref() == Some(party)) == fits);
                self.act(BoardFact::Vouched(Vouched { statement, side, vouch, who }));
            }
        }
        self.act(holding(statement))
    }

    /// The first in the room who may speak and is such a one.
    fn one_of(&self, such: impl Fn(&Person) -> bool) -> PersonId {
        let mut people = self.state().roster.present().filter(|person| person.role != Role::Observer);
        people.find(|person| such(person)).expect("somebody").id
    }

    /// A test of a wording by fist to five, everybody at three or better, answered person by person.
    pub(super) fn test(&mut self, statement: StatementId, answers: &[(&str, char)]) -> &mut Self {
        self.act(opening_test(statement, Way::Keys)).answer(statement, answers)
    }

    /// The answers of the open test.
    pub(super) fn answer(&mut self, statement: StatementId, answers: &[(&str, char)]) -> &mut Self {
        let given: Vec<(PersonId, char)> = answers.iter().map(|(name, key)| (self.id(name), *key)).collect();
        let test = self.statement(statement).tests.last().expect("a test").clone();
        let named = test.way == Way::Keys;
        let taken = taken_by_person(&self.state().roster, (statement, &test), &given, named);
        self.act(BoardFact::TestTaken(taken))
    }

    pub(super) fn park(&mut self, statement: StatementId, reason: &str) -> &mut Self {
        self.act(parking(statement, reason))
    }

    pub(super) fn statement(&self, id: StatementId) -> &Statement {
        self.state().board.statement(id).expect("a statement")
    }

    /// Stops the clocks.
    pub(super) fn stop(&mut self) -> &mut Self {
        self.act(Fact::Ended(self.wall()))
    }

    pub(super) fn go_on(&mut self) -> &mut Self {
        self.act(Fact::Continued(self.wall()))
    }

    pub(super) fn wall(&self) -> Wall {
        self.state().wall(self.now)
    }

    /// Those who would be called, in order.
    pub(super) fn queue(&self) -> Vec<&str> {
        waiting(self.state(), self.now).iter().map(|one| self.name(one.person)).collect()
    }

    /// Who is suggested, and why.
    pub(super) fn suggested(&self) -> Result<(&str, Why, Vec<Reason>), Refusal> {
        suggest(self.state(), self.now).map(|s| (self.name(s.person), s.why, s.reasons))
    }

    pub(super) fn spoke(&self, name: &str) -> Span {
        self.state().airtime(self.id(name), self.now)
    }

    pub(super) fn clock(&self) -> TurnClock {
        self.last_turn().clock(self.now)
    }
}

/// The words of a side, counted from nought, as an event.
pub(super) fn formulating(statement: StatementId, place: usize, party: &str, text: &str) -> BoardFact<PersonId> {
    let side = u8::try_from(place + 1).expect("few sides");
    BoardFact::Formulated(Formulated { statement, side, party: Some(party.into()), text: text.into() })
}

/// A held difference, as an event.
pub(super) fn holding(statement: StatementId) -> BoardFact<PersonId> {
    BoardFact::HeldDifference(Held { statement, why: "it decides where one may live".into() })
}

pub(super) fn rewording(statement: StatementId, wording: &str) -> BoardFact<PersonId> {
    BoardFact::Reworded(Reworded { statement, wording: wording.to_owned(), reason: String::new() })
}

pub(super) fn parking(statement: StatementId, reason: &str) -> BoardFact<PersonId> {
    BoardFact::Parked(Parked { statement, reason: reason.to_owned(), until: Until::Close })
}

/// The opening of a test by fist to five, as an event.
pub(super) fn opening_test(statement: StatementId, way: Way) -> BoardFact<PersonId> {
    let scale = shipped_scales().remove(0);
    let threshold = scale.threshold;
    BoardFact::TestOpened(TestOpened { statement, scale, threshold, way })
}

/// The opening of an evening in Haifa.
pub(super) fn opening(rule: RecordRule, phases: impl IntoIterator<Item = Phase>) -> Opening {
    Opening {
        title: "What we carry".to_owned(),
        series: None,
        opened: Wall::parse_from_rfc3339("2026-03-14T18:05:00+02:00").expect("a time"),
        place: Some("Haifa".to_owned()),
        rule,
        agreements: vec!["Listen before you answer.".to_owned()],
        phases: phases.into_iter().collect(),
        rounds_before: 0,
        statements_before: 0,
        follow_ups_before: 0,
    }
}

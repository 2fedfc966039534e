//! The sample evenings are what their scripts say: `PARLOR_WRITE_SAMPLES=1 cargo test --test samples` writes them anew.
//!
//! A script is a header and then one act a line, each so many seconds after the one before it; see `samples/`.
#![expect(clippy::disallowed_methods, reason = "a test that may write the fixtures")]
#![expect(clippy::unwrap_used, reason = "a script that says nothing sensible fails the test")]

use std::path::Path;

use parlor::{
    library::SessionId,
    session::{
        Accepted, At, Called, Confirmed, Event, Fact, Format, Formulation, Held, NoteKind, Noted, Opening, Parked,
        Person, PersonId, Phase, PhaseIndex, PhaseKind, Proposed, RecordRule, Reworded, Role, Session, Span, Speaker,
        StatementId, Turn, TurnBy, TurnId, Why, read_people, redact, suggest,
    },
    store,
};

#[test]
fn samples_are_what_their_scripts_say() {
    for name in ["olive-tree-circle", "chatham-house", "three-languages"] {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let script = std::fs::read_to_string(root.join(format!("tests/samples/{name}.script"))).unwrap();
        let mut evening = Evening::opened(&script);
        evening.play(&script);
        let rendered = store::render(&evening.id, &redact(&evening.session));
        let file = root.join(format!("sessions/{name}.yaml"));
        if std::env::var_os("PARLOR_WRITE_SAMPLES").is_some() {
            std::fs::write(&file, &rendered).unwrap();
        }
        assert_eq!(std::fs::read_to_string(&file).unwrap(), rendered, "{name}: PARLOR_WRITE_SAMPLES=1 writes it anew");
    }
}

struct Evening {
    id: SessionId,
    session: Session,
    now: At,
}

impl Evening {
    /// Reads the header: everything before the line `---`.
    fn opened(script: &str) -> Self {
        let header = script.split("\n---\n").next().unwrap();
        let value =
            |key: &str| header.lines().find_map(|line| line.strip_prefix(&format!("{key} "))).map(str::to_owned);
        let format = value("format").map(|name| shipped(&name));
        let phases: Vec<Phase> = header.lines().filter_map(|line| line.strip_prefix("phase ")).map(phase).collect();
        let opened = value("opened").unwrap().parse().unwrap();
        let opening = Opening {
            title: value("title").unwrap(),
            series: value("series"),
            opened,
            place: value("place"),
            rule: format.as_ref().map_or(RecordRule::Attributed, |format| format.record_rule),
            agreements: format.as_ref().map_or_else(|| shipped("plain-evening").agreements, |f| f.agreements.clone()),
            phases: format.map_or(phases, |format| format.phases),
            rounds_before: value("rounds_before").map_or(0, |rounds| rounds.parse().unwrap()),
        };
        let id = SessionId::parse(&value("id").unwrap()).unwrap();
        let mut evening = Self { id, session: Session::open(opening), now: At::OPENING };
        for line in header.lines().filter_map(|line| line.strip_prefix("people ")) {
            evening.join(line);
        }
        evening
    }

    fn play(&mut self, script: &str) {
        let body = script.split_once("\n---\n").unwrap().1;
        let lines = body.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
        for (number, line) in lines.enumerate() {
            let (seconds, act) = line.split_once(' ').unwrap();
            self.now = self.now.plus(Span::from_secs(seconds.parse().unwrap_or_else(|_| panic!("no time: {line}"))));
            // Nobody presses a key on the full second.
            let at = self.now.plus(Span::from_millis(number as u64 * 379 % 1000));
            let (verb, rest) = act.split_once(' ').unwrap_or((act, ""));
            self.act(at, verb, rest.trim()).unwrap_or_else(|refusal| panic!("{line}: {refusal:?}"));
        }
    }

    fn act(&mut self, at: At, verb: &str, rest: &str) -> Result<(), parlor::session::Refusal> {
        let event: Event = match verb {
            "join" => {
                self.join(rest);
                return Ok(());
            }
            "undo" => Event::Undone(self.session.undo_target()?),
            _ => self.fact(at, verb, rest).into(),
        };
        self.session.record(at, event).map(|_| ())
    }

    fn fact(&self, at: At, verb: &str, rest: &str) -> Fact<PersonId> {
        let wall = self.session.state().wall(at);
        match verb {
            "agree" => Fact::AgreementsAccepted(Accepted::Accepted),
            "phase" => Fact::PhaseBegan(PhaseIndex(rest.parse::<usize>().unwrap() - 1)),
            "round" => Fact::RoundBegan(self.session.state().round.number + 1),
            "hand" => Fact::HandRaised(self.person(rest)),
            "lower" => Fact::HandLowered(self.person(rest)),
            "pass" => Fact::Passed(self.person(rest)),
            "later" => Fact::PassedForNow(self.person(rest)),
            "call" => Fact::Called(self.call(at, rest, true)),
            "invite" => Fact::Called(self.call(at, rest, false)),
            "start" => Fact::Started(self.turn()),
            "back" => Fact::StartPutBack(self.by(rest)),
            "pause" => Fact::Paused(self.turn()),
            "resume" => Fact::Resumed(self.turn()),
            "more" => Fact::Extended(self.by(rest)),
            "less" => Fact::Shortened(self.by(rest)),
            "stop" => Fact::TurnEnded(self.turn()),
            "note" => self.note(Speaker::Floor, rest),
            "room" => self.note(Speaker::Nobody, rest),
            "by" => {
                let (name, rest) = rest.split_once(' ').unwrap();
                self.note(Speaker::Person(self.person(name)), rest)
            }
            "leave" => Fact::Left(self.person(rest)),
            "return" => Fact::Returned(self.person(rest)),
            "end" => Fact::Ended(wall),
            "continue" => Fact::Continued(wall),
            _ => self.on_the_board(verb, rest),
        }
    }

    fn on_the_board(&self, verb: &str, rest: &str) -> Fact<PersonId> {
        let (first, rest) = rest.split_once(' ').unwrap_or((rest, ""));
        let statement = || -> StatementId { first.parse().unwrap() };
        match verb {
            "put" => Fact::Proposed(Proposed {
                statement: self.session.next_statement(),
                who: if first == "room" { Speaker::Nobody } else { Speaker::Person(self.person(first)) },
                wording: rest.into(),
            }),
            "reword" => Fact::Reworded(Reworded { statement: statement(), wording: rest.into() }),
            "common" => Fact::CommonGround(Confirmed {
                statement: statement(),
                confirmed_by: rest.split(", ").map(|name| self.person(name)).collect(),
            }),
            "held" => {
                let formulations = rest
                    .split(" | ")
                    .map(|side| side.split_once(": ").unwrap())
                    .map(|(party, text)| Formulation { party: Some(party.into()), text: text.into() });
                Fact::HeldDifference(Held { statement: statement(), formulations: formulations.collect() })
            }
            "park" => Fact::Parked(Parked { statement: statement(), reason: rest.into() }),
            "withdraw" => Fact::Withdrawn(statement()),
            "reopen" => Fact::Reopened(statement()),
            unknown => panic!("no such act: {unknown}"),
        }
    }

    /// The reason is the one that the program would have given.
    fn call(&self, at: At, name: &str, started: bool) -> Called<PersonId> {
        let (state, who) = (self.session.state(), self.person(name));
        let why = suggest(state, at).ok().filter(|next| next.person == who).map_or(Why::Moderator, |next| next.why);
        Called { turn: self.session.next_turn(), who, why, length: state.phase().unwrap().turn, started }
    }

    fn note(&self, speaker: Speaker<PersonId>, rest: &str) -> Fact<PersonId> {
        let (kind, text) = rest.split_once(' ').unwrap();
        let text = text.replace("\\n", "\n");
        Fact::Noted(Noted { note: self.session.next_note(), kind: NoteKind::new(kind).unwrap(), speaker, text })
    }

    fn by(&self, seconds: &str) -> TurnBy {
        TurnBy { turn: self.turn(), by: Span::from_secs(seconds.parse().unwrap()) }
    }

    fn turn(&self) -> TurnId {
        self.session.state().current().map(|turn: &Turn| turn.id).expect("somebody has the floor")
    }

    fn person(&self, name: &str) -> PersonId {
        let name = name.replace('_', " ");
        self.session.state().roster.by_name(&name).unwrap_or_else(|| panic!("nobody is called {name}")).id
    }

    fn join(&mut self, line: &str) {
        for written in read_people(line, &[]) {
            let roster = &self.session.state().roster;
            let (id, key) = (roster.next_id(), roster.free_key());
            let person = Person {
                id,
                name: written.name,
                party: written.party,
                role: written.role,
                interpreted: written.interpreted,
                key,
            };
            assert!(person.role != Role::Observer || person.party.is_none());
            self.session.record(self.now, Event::Joined(person)).unwrap();
        }
    }
}

fn shipped(name: &str) -> Format {
    store::shipped_formats().into_iter().find(|format| format.name == name).unwrap()
}

/// `MINUTES KIND ORDER TURN | title | question | hint`.
fn phase(line: &str) -> Phase {
    let parts: Vec<&str> = line.split('|').map(str::trim).collect();
    let numbers: Vec<&str> = parts[0].split(' ').collect();
    Phase {
        title: parts[1].into(),
        minutes: numbers[0].parse().unwrap(),
        kind: word::<PhaseKind>(numbers[1]),
        order: word(numbers[2]),
        turn: numbers[3].parse().unwrap(),
        question: Some(parts[2].into()),
        hints: parts[3..].iter().map(|hint| (*hint).to_owned()).collect(),
        ..Phase::default()
    }
}

fn word<T: serde::de::DeserializeOwned>(word: &str) -> T {
    serde_json::from_value(serde_json::Value::from(word)).unwrap()
}

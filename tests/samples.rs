//! The sample evenings are what their scripts say: `PARLOR_WRITE_SAMPLES=1 cargo test --test samples` writes them anew.
//!
//! A script is a header and then one act a line, each so many seconds after the one before it; see `samples/`.
#![expect(clippy::disallowed_methods, reason = "a test that may write the fixtures")]
#![expect(clippy::unwrap_used, reason = "a script that says nothing sensible fails the test")]

use std::path::Path;

use parlor::{
    library::SessionId,
    session::{
        Accepted, At, BoardFact, BracketKind, Bracketed, Called, Confirmed, Criticised, Event, Fact, FollowUpPut,
        Format, Formulated, Held, MemorandumScope, Merged, NoteKind, Noted, Opening, Parked, Part, Person, PersonId,
        Phase, PhaseIndex, PhaseKind, Proposed, RecordRule, Reworded, Role, Session, Span, Speaker, Split, StatementId,
        TestOpened, Turn, TurnBy, TurnId, Until, Vouch, Vouched, Way, Why, absent_parties, read_day, read_people,
        redact, shipped_scales, suggest, taken_by_person, taken_by_totals,
    },
    store,
};

#[test]
fn samples_are_what_their_scripts_say() {
    for name in ["olive-tree-circle", "chatham-house", "three-languages", "six-sentences"] {
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
            statements_before: 0,
            follow_ups_before: 0,
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
            _ => match self.fact(at, verb, rest) {
                Some(fact) => fact.into(),
                None => return self.on_the_board(at, verb, rest),
            },
        };
        self.session.record(at, event).map(|_| ())
    }

    /// An act that is none of the board's.
    fn fact(&self, at: At, verb: &str, rest: &str) -> Option<Fact<PersonId>> {
        let wall = self.session.state().wall(at);
        Some(match verb {
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
            _ => return None,
        })
    }

    /// An act on the board; a difference is several.
    fn on_the_board(&mut self, at: At, verb: &str, rest: &str) -> Result<(), parlor::session::Refusal> {
        for fact in self.board_facts(at, verb, rest) {
            self.session.record(at, fact)?;
        }
        Ok(())
    }

    fn board_facts(&self, at: At, verb: &str, rest: &str) -> Vec<BoardFact<PersonId>> {
        let (first, rest) = rest.split_once(' ').unwrap_or((rest, ""));
        let (statement, next) = (first.parse().unwrap_or(StatementId(0)), self.session.next_statement());
        let (text, reason) = rest.split_once(" // ").unwrap_or((rest, ""));
        vec![match verb {
            "put" => BoardFact::Proposed(Proposed {
                statement: next,
                who: if first == "room" { Speaker::Nobody } else { Speaker::Person(self.person(first)) },
                wording: rest.into(),
            }),
            "reword" => BoardFact::Reworded(Reworded { statement, wording: text.into(), reason: reason.into() }),
            "merge" => {
                let (other, wording) = rest.split_once(' ').unwrap();
                let from = vec![statement, other.parse().unwrap()];
                BoardFact::Merged(Merged { from, into: next, wording: wording.into() })
            }
            "split" => {
                let parts = (next.0..).map(StatementId).zip(rest.split(" | "));
                let into = parts.map(|(statement, wording)| Part { statement, wording: wording.into() });
                BoardFact::Split(Split { statement, into: into.collect() })
            }
            "common" => BoardFact::CommonGround(self.confirmed(statement, rest)),
            "live" => BoardFact::CanLiveWith(self.confirmed(statement, rest)),
            "test" | "fingers" => return self.tested(statement, verb, rest),
            "held" => return self.held(statement, text, reason),
            "bracket" => {
                let (kind, rest) = rest.split_once(' ').unwrap();
                let supporters = rest.split(", ").map(|name| self.person(name)).collect();
                let kind = word::<BracketKind>(kind);
                BoardFact::Bracketed(Bracketed { statement, kind, text: String::new(), supporters })
            }
            "criticise" => {
                let criticism = self.session.next_criticism();
                BoardFact::Criticised(Criticised { criticism, statement, text: text.into(), interest: reason.into() })
            }
            "park" => {
                let until = reason.parse().unwrap_or(Until::Close);
                BoardFact::Parked(Parked { statement, reason: text.into(), until })
            }
            "withdraw" => BoardFact::Withdrawn(statement),
            "reopen" => BoardFact::Reopened(statement),
            "follow" => {
                let who = (first != "room").then(|| self.person(first));
                let today = self.session.state().wall(at).date_naive();
                let by = read_day(reason, today);
                let follow_up = self.session.next_follow_up();
                BoardFact::FollowUp(FollowUpPut { follow_up, who, what: text.into(), by, brought: false })
            }
            "memorandum" => BoardFact::MemorandumFor(match first {
                "group" => MemorandumScope::Group,
                "public" => MemorandumScope::Public,
                names => MemorandumScope::Recipients(vec![format!("{names} {rest}").trim().to_owned()]),
            }),
            unknown => panic!("no such act: {unknown}"),
        }]
    }

    fn confirmed(&self, statement: StatementId, names: &str) -> Confirmed<PersonId> {
        let confirmed_by = names.split(", ").filter(|name| *name != "room").map(|name| self.person(name)).collect();
        let provisional = !absent_parties(&self.session.state().roster).is_empty();
        Confirmed { statement, confirmed_by, provisional }
    }

    /// `test s1 Miriam 5, Yousef 4` by key, `fingers s1 554 | 433` party by party; by fist to five.
    fn tested(&self, statement: StatementId, verb: &str, rest: &str) -> Vec<BoardFact<PersonId>> {
        let way = if verb == "test" { Way::Keys } else { Way::Totals };
        let scale = shipped_scales().remove(0);
        let opened = BoardFact::TestOpened(TestOpened { statement, threshold: scale.threshold, scale, way });
        let mut session = self.session.clone();
        session.record(session.last(), opened.clone()).unwrap();
        let test = session.state().board.statement(statement).unwrap().test().unwrap().clone();
        let roster = &session.state().roster;
        let taken = if verb == "test" {
            let given = rest.split(", ").map(|one| one.rsplit_once(' ').unwrap());
            let given: Vec<_> = given.map(|(name, key)| (self.person(name), key.chars().next().unwrap())).collect();
            taken_by_person(roster, (statement, &test), &given, true)
        } else {
            let count = |keys: &str| -> Vec<u32> {
                test.scale.points.iter().map(|point| u32::try_from(keys.matches(point.key).count()).unwrap()).collect()
            };
            let totals: Vec<Vec<u32>> = rest.split(" | ").map(count).collect();
            taken_by_totals(roster, (statement, &test), &totals)
        };
        vec![opened, BoardFact::TestTaken(taken)]
    }

    /// Both formulations; somebody of its own side finds each fair, and somebody of the other has understood it.
    fn held(&self, statement: StatementId, sides: &str, why: &str) -> Vec<BoardFact<PersonId>> {
        let mut facts = Vec::new();
        for (side, (party, text)) in (1..).zip(sides.split(" | ").map(|side| side.split_once(": ").unwrap())) {
            facts.push(BoardFact::Formulated(Formulated {
                statement,
                side,
                party: Some(party.into()),
                text: text.into(),
            }));
            for (vouch, own) in [(Vouch::Fair, true), (Vouch::Understood, false)] {
                let people = &mut self.session.state().roster.present().filter(|person| person.party.is_some());
                let who = people.find(|person| (person.party.as_deref() == Some(party)) == own).unwrap().id;
                facts.push(BoardFact::Vouched(Vouched { statement, side, vouch, who }));
            }
        }
        facts.push(BoardFact::HeldDifference(Held { statement, why: why.into() }));
        facts
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

/// `MINUTES KIND ORDER TURN OPTION… | title | question | hint`.
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
        options: numbers[4..].iter().map(|option| word(option)).collect(),
        ..Phase::default()
    }
}

fn word<T: serde::de::DeserializeOwned>(word: &str) -> T {
    serde_json::from_value(serde_json::Value::from(word)).unwrap()
}
